"""The one writer SQLite has at a time: whoever waits for it gets it soon, also when many write.

SQLite's own waiting sleeps longer each time it is refused, up to a tenth of a second, so that those who came last
overtake those who have waited longest. Here one thread of each process knocks every millisecond, the others queue up
behind it. Measured with 50 people reviewing and 20 uploading at once on two cores: see ARCHITECTURE.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, TypeVar

from django.db.backends.sqlite3 import base

_KNOCK_EVERY = 0.001
"""Seconds."""
_turn = threading.Lock()
_T = TypeVar("_T")


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection whose transactions begin one after the other."""

    def get_new_connection(self, conn_params: Mapping[str, Any]) -> sqlite3.Connection:
        """Connects; where another program is just turning a new file to its log, SQLite refuses without waiting.

        Raises:
            OperationalError: it did so for longer than the connection's ``timeout``.
        """
        end = time.monotonic() + float(self.settings_dict["OPTIONS"]["timeout"])
        connect: Callable[[], sqlite3.Connection] = partial(super().get_new_connection, conn_params)
        return _knock(connect, end)

    def _start_transaction_under_autocommit(self) -> None:
        """Begins a transaction; see the module.

        Raises:
            OperationalError: others wrote for longer than the connection's ``timeout``.
        """
        patience = float(self.settings_dict["OPTIONS"]["timeout"])
        end = time.monotonic() + patience
        queued = _turn.acquire(timeout=patience / 2)  # who queued that long knocks all the same
        try:
            with self.wrap_database_errors:
                self.connection.execute("PRAGMA busy_timeout = 0")
                try:
                    begin = f"BEGIN {self.settings_dict['OPTIONS']['transaction_mode']}"
                    _knock(lambda: self.connection.execute(begin), end)
                finally:
                    self.connection.execute(f"PRAGMA busy_timeout = {patience * 1000:.0f}")
        finally:
            if queued:
                _turn.release()


def _knock(ask: Callable[[], _T], end: float) -> _T:
    """What is asked for, as soon as SQLite is not busy; its refusal after ``end`` (of the monotonic clock)."""
    while True:
        try:
            return ask()
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > end:
                raise
            time.sleep(_KNOCK_EVERY)
