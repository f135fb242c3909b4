"""What templates of the pages can say."""
