"""What an installation needs, looked at one by one: each as it is, and what to do where it is not well."""

from __future__ import annotations

import os
import shutil
import socket
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Literal

from django.db import DatabaseError, connection
from django.db.models import Min
from django.utils.timezone import now

from extractor.artefacts import find, manifest
from extractor.errors import ExtractorError, UsageError
from extractor.service.bootstrap import blobs, engine
from extractor.settings import Settings
from extractor.store.opening import open_store

Health = Literal["well", "doubtful", "ill"]
_LITTLE, _TOO_LITTLE = 5 << 30, 500 << 20
_LATE = timedelta(minutes=10)
_SKEW = 5.0
"""Bytes that should be free and that must be; how long a page waits at most where somebody reads; seconds that the
clocks of this machine and of the database may differ: leases are counted by them."""


@dataclass(frozen=True)
class Finding:
    """One thing looked at; ``advice`` is empty where it is well."""

    what: str
    health: Health
    told: str
    advice: str = ""


def examine(settings: Settings) -> Iterator[Finding]:
    """Looks at everything; whatever fails is told and stops nothing."""
    yield from _models(settings)
    yield _looked("engine", lambda: _engine(settings))
    yield from _disk(settings)
    yield _looked("originals", lambda: _blobs(settings))
    yield _looked("broker", lambda: _broker(settings))
    database = _looked("database", lambda: _database(settings))
    yield database
    if database.health == "well":
        yield _looked("clock", _clock)
        yield _looked("queue", _queue)


def _looked(what: str, look: Callable[[], Finding]) -> Finding:
    try:
        return look()
    except ExtractorError as error:
        return Finding(what, "ill", error.message, error.advice)
    except Exception as error:  # noqa: BLE001 - whatever it is, the other things are looked at
        return Finding(what, "ill", f"{type(error).__name__}: {error}".strip(), "See the message; then run it again.")


def _models(settings: Settings) -> Iterator[Finding]:
    for name in sorted(manifest()):
        yield _looked(f"model {name}", lambda name=name: _model(name, settings))  # type: ignore[misc]


def _model(name: str, settings: Settings) -> Finding:
    return Finding(f"model {name}", "well", str(find(name, settings.model_dir)))


def _engine(settings: Settings) -> Finding:
    return Finding("engine", "well", f"{engine(settings).name} starts")


def _disk(settings: Settings) -> Iterator[Finding]:
    places = {"data": settings.data, "cache": settings.cache_dir, "temporary": Path(tempfile.gettempdir())}
    for name, place in places.items():
        yield _looked(f"disk ({name})", lambda name=name, place=place: _room(name, place))  # type: ignore[misc]


def _room(name: str, place: Path) -> Finding:
    there = next(path for path in (place, *place.parents) if path.exists())
    free = shutil.disk_usage(there).free
    health: Health = "ill" if free < _TOO_LITTLE else "doubtful" if free < _LITTLE else "well"
    advice = "" if health == "well" else "Free some space there, or set another folder."
    if not os.access(there, os.W_OK):
        health, advice = "ill", "Give the user this runs as the right to write there."
    return Finding(f"disk ({name})", health, f"{place}: {free / (1 << 30):.1f} GiB free", advice)


def _blobs(settings: Settings) -> Finding:
    """A key of one's own: other machines may look at the same time."""
    store, key = blobs(settings), f"doctor/{socket.gethostname()}-{os.getpid()}"
    store.put(key, b"well")
    read = store.get(key)
    store.drop(key)
    if read != b"well":
        return Finding("originals", "ill", "What was written was not read again.", "Check where it lies.")
    return Finding("originals", "well", f"{settings.blobs or settings.data / 'blobs'} can be written and read")


def _broker(settings: Settings) -> Finding:
    if not settings.broker:
        return Finding("broker", "well", "none: pages are read where they are asked for")
    import redis

    address = settings.broker.replace("redis+socket://", "unix://")
    try:
        told = redis.Redis.from_url(address, socket_timeout=5, socket_connect_timeout=5).info("server")
    except redis.RedisError as error:
        advice = "Start Redis or mend EXTRACTOR_BROKER. Nothing is lost meanwhile, but workers stand still."
        return Finding("broker", "ill", f"It does not answer ({error}).", advice)
    return Finding("broker", "well", f"Redis {told['redis_version']} answers")


def _database(settings: Settings) -> Finding:
    try:
        open_store(settings, migrate=False)
    except UsageError as error:
        advice = "The next command that opens the store brings it to this version; back it up before."
        return Finding("database", "doubtful", error.message, advice)
    if connection.vendor == "sqlite" and settings.broker:
        advice = "Set EXTRACTOR_DATABASE to a PostgreSQL: workers on several machines cannot share a SQLite file."
        return Finding("database", "doubtful", "SQLite beside a broker", advice)
    with connection.cursor() as cursor:
        cursor.execute("SELECT version()" if connection.vendor == "postgresql" else "SELECT sqlite_version()")
        return Finding("database", "well", f"{connection.vendor} {cursor.fetchone()[0]}"[:60])


def _clock() -> Finding:
    if connection.vendor != "postgresql":
        return Finding("clock", "well", "one machine")
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        skew = abs((cursor.fetchone()[0] - now()).total_seconds())
    if skew > _SKEW:
        return Finding("clock", "ill", f"{skew:.0f} s off the database's", "Let NTP keep the time on every machine.")
    return Finding("clock", "well", f"{skew:.1f} s off the database's")


def _queue() -> Finding:
    """Pages that wait though nobody reads, and what failed and waits for somebody to look."""
    from extractor.store.models import Page, Submission  # its tables can be named only once the store is open

    try:
        waiting = Page.objects.filter(state=Page.State.WAITING)
        count, oldest = waiting.count(), waiting.aggregate(at=Min("submission__at"))["at"]
        reading = Page.objects.filter(state=Page.State.READING, lease_until__gte=now()).count()
        failed = Submission.objects.filter(state=Submission.State.FAILED).count()
    except DatabaseError as error:
        return Finding("queue", "ill", str(error).strip(), "Run `extractor ingest` or `serve` once: it migrates.")
    told = f"{count} pages wait, {reading} are being read, {failed} documents failed"
    if oldest and not reading and now() - oldest > _LATE:
        return Finding("queue", "ill", told, "Nobody reads: start `extractor worker`, `serve`, or `archive` again.")
    if failed:
        return Finding("queue", "doubtful", told, "See `extractor search --state failed` for why.")
    return Finding("queue", "well", told)
