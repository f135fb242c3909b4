"""Writers on SQLite take turns: all get theirs, and who gets none in time is told so and may try again."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import OperationalError, connection, connections, transaction

from extractor.settings import Settings
from extractor.store.models import Unit

WRITERS, EACH = 8, 20


@pytest.fixture
def store(opened: Callable[[str], Settings], sqlite_store: str) -> Settings:
    """An empty store on SQLite."""
    return opened(sqlite_store)


def add_units(_: int) -> None:
    """Reads, and writes what follows from it."""
    try:
        for _ in range(EACH):
            with transaction.atomic():
                Unit.objects.create(name=str(Unit.objects.count()))
    finally:
        connection.close()


def try_to_write() -> bool:
    """Whether a transaction of another thread could begin."""
    try:
        with transaction.atomic():
            return True
    except OperationalError:
        return False
    finally:
        connection.close()


def test_all_who_write_at_once_get_their_turn(store: Settings) -> None:
    with ThreadPoolExecutor(WRITERS) as writers:
        list(writers.map(add_units, range(WRITERS)))
    names = Unit.objects.values_list("name", flat=True)
    assert sorted(map(int, names)) == list(range(WRITERS * EACH))


def test_who_waits_too_long_is_told_and_gets_it_later(store: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(connections["default"].settings_dict["OPTIONS"], "timeout", 0.05)
    with ThreadPoolExecutor(1) as other:
        with transaction.atomic():
            assert not other.submit(try_to_write).result()
        assert other.submit(try_to_write).result()
