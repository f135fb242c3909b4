"""What was written lies in SQLite's log first; it is copied back into the file while nobody has to wait for it."""

from __future__ import annotations

from django.db import connection


def copy_back() -> None:
    """Copies what can be copied without hindering readers and writers; nothing to do on other databases."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(PASSIVE)")
