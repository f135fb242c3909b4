"""A page's words in, its blocks out: every word in its cell or its paragraph, in reading order."""
