"""Celery workers: ids in, ids out; the store is the truth, the broker a wake-up."""
