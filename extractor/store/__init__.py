"""The canonical store, a Django app: what was handed in, what was read, what people decided.

Call ``opening.open_store`` before importing the tables.
"""
