"""Running text in, mentions and what belongs to which project out: rules, a spaCy pipeline over jieba, and links."""
