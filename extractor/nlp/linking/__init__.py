"""Which figures belong to which project, from the words between them."""
