"""A page in, the ruled tables drawn on it out: cells as they stand on the paper, before anything is in them."""
