"""What the service does by itself between requests: messages sent, what is past its time removed.

Each server process makes its rounds; every step is safe to be made by several at once.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable

from django.db import Error, connections

from extractor.errors import ExtractorError
from extractor.store.sqlite.log import copy_back
from extractor.web import retention, uploads_in_parts, webhooks

_log = logging.getLogger(__name__)
_EVERY = 5.0
_HOURLY = 3600.0
_FIRST = 60.0
"""Seconds after the start at which the hourly things are done first."""


def start() -> threading.Thread:
    """Starts the rounds; they end with the process."""
    thread = threading.Thread(target=_go_round, name="rounds", daemon=True)
    thread.start()
    return thread


def _go_round() -> None:
    hourly = time.monotonic() + _FIRST
    while True:
        time.sleep(_EVERY)
        _do(copy_back)
        _do(webhooks.queue_ready)
        _do(webhooks.deliver_due)
        if time.monotonic() >= hourly:
            hourly = time.monotonic() + _HOURLY
            _do(retention.remove_past_their_time)
            _do(uploads_in_parts.forget_stale)
        connections.close_all()


def _do(step: Callable[[], object]) -> None:
    """A step that fails is told, and tried again the next round."""
    try:
        step()
    except (Error, ExtractorError, OSError) as error:
        _log.warning("%s: %s", step.__name__, error)
