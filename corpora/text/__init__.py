"""Annotated running text in the manner of self-evaluation reports: templates, lexicon, generator."""
