"""The whole road beside what else reads such papers: the same pages on the same cores, what it costs and what it finds.

``python -m peers`` (``make bench``); nothing of the product imports this.
"""
