"""A worker's watch: looks into the store every few seconds, so that nothing waits for a message that was lost.

It takes back what the dead held, announces what waits and is not announced, and notices when this worker has gone deaf:
connected to the broker after a restart of it, as it seems, but never hearing a message. It runs in the worker's own
event loop, between messages, and holds no connection to the database in between: processes are forked from there.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection
from dataclasses import dataclass

from celery.worker import state
from django.db import DatabaseError, connections

from extractor.service.assembly import ready_to_assemble
from extractor.service.inline import free_the_dead
from extractor.settings import Settings
from extractor.store.models import Page
from workers.configuration import DOCUMENTS, PAGES
from workers.queue import AHEAD, CeleryQueue

_log = logging.getLogger(__name__)
_DEAF_AFTER = 3
"""Looks at which messages lay in the queues and this worker, with nothing to do, heard none."""


@dataclass
class Watch:
    """What is looked after; ``look`` is called every few seconds. ``hears`` names the queues this worker listens to."""

    settings: Settings
    queue: CeleryQueue
    hears: Callable[[], Collection[str]]
    _idle_looks: int = 0
    _heard: int = -1

    def look(self) -> None:
        """Sees that all that waits is announced.

        Raises:
            ConnectionResetError: this worker hears nothing; its connection to the broker is to be opened anew.
        """
        try:
            free_the_dead(self.settings)
            lying = self._announce()
        except DatabaseError as error:
            _log.warning("the database does not answer: %s", error)
            return
        finally:
            connections.close_all()
        self._listen(lying)

    def _announce(self) -> int:
        """Announces what is not; how many messages lay in the queues of this worker."""
        waiting = list(
            Page.objects.filter(state=Page.State.WAITING)
            .order_by("priority", "id")
            .values_list("pk", flat=True)[:AHEAD]
        )
        ready = ready_to_assemble(AHEAD)
        pages, documents = self.queue.depth(PAGES), self.queue.depth(DOCUMENTS)
        if pages is None or documents is None:
            return 0
        self.queue.wake_for_pages(waiting[pages:])
        self.queue.wake_for_documents(ready[documents:])
        return sum(count for name, count in ((PAGES, pages), (DOCUMENTS, documents)) if name in self.hears())

    def _listen(self, lying: int) -> None:
        heard = sum(state.total_count.values())
        idle = lying > 0 and heard == self._heard and not state.active_requests and not state.reserved_requests
        self._heard, self._idle_looks = heard, self._idle_looks + 1 if idle else 0
        if self._idle_looks >= _DEAF_AFTER:
            self._idle_looks = 0
            _log.warning("messages lie in the queues and none is heard: the connection to the broker is opened anew")
            raise ConnectionResetError("deaf")
