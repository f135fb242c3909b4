"""The corpora: content and layouts that are typeset into documents, and the damage done to their pictures."""
