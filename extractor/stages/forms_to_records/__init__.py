"""Forms in, drafts of records out: each form goes to the reader of its kind."""
