"""Opens the store: Django set up, the database there and at the version of this program. Call it before the tables.

A database moves to a new version one migration at a time, each in a transaction of its own, so a power cut in the
midst of one leaves the version before it. Two programs that start at once do not migrate at once.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import django
from django.apps import apps
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, OperationalError, connections
from django.db.migrations.executor import MigrationExecutor

from extractor.errors import StoreUnavailable, UsageError
from extractor.settings import Settings
from extractor.store.apps import StoreConfig
from extractor.store.database import address_of, database_of

_MIGRATING = 0x6578_7472
"""The number of PostgreSQL's advisory lock: ``extr``."""


def open_store(settings: Settings, *, migrate: bool = True) -> None:
    """Points this process at the store the settings name. May be called again, also with another database.

    Args:
        settings: where the database is.
        migrate: bring the database to this program's version where it is behind; else only check.

    Raises:
        UsageError: the address makes no sense, or the database is of a newer version than this program, or of an
            older one and may not be migrated.
        StoreUnavailable: the database does not answer.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "extractor.store.django_settings")
    wanted = database_of(address_of(settings))
    if not apps.ready:
        django.setup()
    _point_at(wanted)
    try:
        standing = _standing()
        if standing == "newer":
            raise UsageError("The database is of a newer version of this program; install that, or restore a back-up.")
        if standing == "older":
            if not migrate:
                raise UsageError("The database is of an older version; `extractor search` brings it to this one.")
            _migrate()
    except OperationalError as error:
        raise StoreUnavailable(f"The database does not answer ({str(error).strip()}).") from error


def _point_at(wanted: dict[str, object]) -> None:
    """Makes ``wanted`` the default database; a new file's folder is made."""
    name = wanted["NAME"]
    if isinstance(name, Path):
        name.parent.mkdir(parents=True, exist_ok=True)
    known = connections.settings[DEFAULT_DB_ALIAS]
    if any(known.get(key) != value for key, value in wanted.items()):
        connections[DEFAULT_DB_ALIAS].close()
        del connections[DEFAULT_DB_ALIAS]
        connections.settings[DEFAULT_DB_ALIAS] = {**known, **wanted}


def _standing() -> Literal["newer", "current", "older"]:
    """How the database stands to this program: newer where it has seen migrations that the program does not know."""
    executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
    seen, known = executor.loader.applied_migrations or {}, executor.loader.disk_migrations or {}
    if any(app == StoreConfig.label and (app, name) not in known for app, name in seen):
        return "newer"
    return "older" if executor.migration_plan(executor.loader.graph.leaf_nodes()) else "current"


def _migrate() -> None:
    with _alone():
        if _standing() == "older":
            call_command("migrate", verbosity=0, interactive=False)


@contextmanager
def _alone() -> Iterator[None]:
    """Holds every other program that would migrate the same database."""
    connection = connections[DEFAULT_DB_ALIAS]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [_MIGRATING])
            try:
                yield
            finally:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [_MIGRATING])
        return
    lock = Path(f"{connection.settings_dict['NAME']}.migrating")
    with lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield
