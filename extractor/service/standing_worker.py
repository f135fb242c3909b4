"""Stands by and reads whatever is queued, until told to stop: what ``serve`` runs beside its web server."""

from __future__ import annotations

import logging
from threading import Event

from django.db import InterfaceError, OperationalError, close_old_connections, connections

from extractor.service.bootstrap import inline_worker
from extractor.service.inline import unfinished
from extractor.service.labour import LabourHere
from extractor.settings import Settings

_log = logging.getLogger(__name__)
_AT_ONCE = 50
_PAUSE = 1.0
_AFTER_TROUBLE = 5.0
"""Submissions looked at; seconds between looks at an empty queue, and before a database that is away is tried again."""


def stand_by(settings: Settings, stop: Event) -> None:
    """Reads queued submissions one by one, urgent ones first, until ``stop`` is set; the store must be open."""
    with LabourHere(settings, inline_worker) as labour:
        while not stop.is_set():
            close_old_connections()
            try:
                labour.look_after()
                waiting = unfinished(_AT_ONCE)
                if waiting:
                    labour.turn(waiting)
                else:
                    stop.wait(_PAUSE)
            except (OperationalError, InterfaceError) as error:
                _log.warning("the database does not answer: %s", error)
                connections.close_all()
                stop.wait(_AFTER_TROUBLE)
