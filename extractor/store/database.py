"""A database's address in, Django's description of it out; the same promises from SQLite and from PostgreSQL."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from extractor.errors import UsageError
from extractor.settings import Settings

_BUSY_SECONDS = 60.0
"""How long a writer waits for another on SQLite, which has one writer at a time."""
_SQLITE_START = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-65536; "
    "PRAGMA wal_autocheckpoint=10000;"
)
"""WAL: readers and the writer do not wait for each other. FULL: what was committed outlives a power cut. Copying the
log back makes a writer wait: the service does it beside them (``copy_back``), other programs every 40 MB."""
_KEPT_SECONDS = 300
"""How long a connection to PostgreSQL is kept between requests."""


def address_of(settings: Settings) -> str:
    """The database's URL: as set, or a SQLite file in the data folder."""
    return settings.database or f"sqlite:///{settings.data / 'store.sqlite3'}"


def database_of(address: str) -> dict[str, Any]:
    """Django's description of the database at ``sqlite:///FILE`` or ``postgresql://user:password@host:port/name``.

    A socket's folder is given as ``?host=/folder``; other query parameters go to the driver as they are.

    Raises:
        UsageError: no such kind of database.
    """
    parts = urlsplit(address)
    if parts.scheme == "sqlite" and not parts.netloc and len(parts.path) > 1:
        return _sqlite(Path(unquote(parts.path[1:])))
    if parts.scheme in ("postgresql", "postgres") and len(parts.path) > 1:
        options = dict(parse_qsl(parts.query))
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path[1:]),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": options.pop("host", parts.hostname or ""),
            "PORT": str(parts.port or options.pop("port", "")),
            "CONN_MAX_AGE": _KEPT_SECONDS,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": options,
        }
    raise UsageError("EXTRACTOR_DATABASE must be sqlite:///FILE or postgresql://USER:PASSWORD@HOST:PORT/NAME.")


def _sqlite(path: Path) -> dict[str, Any]:
    """Write transactions begin at once, so that no two ever find each other half-way and one must give up."""
    return {
        "ENGINE": "extractor.store.sqlite",
        "NAME": path,
        "CONN_MAX_AGE": None,
        "OPTIONS": {"timeout": _BUSY_SECONDS, "transaction_mode": "IMMEDIATE", "init_command": _SQLITE_START},
    }
