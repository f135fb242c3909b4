"""The ``JobQueue`` seam over Celery and Redis. A message says only *there is work*; see ``tasks``."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from celery import Celery
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

from extractor.settings import Settings
from workers.configuration import DOCUMENTS, PAGES, configuration

READ, ASSEMBLE = "read_page", "assemble_document"
"""The tasks' names."""
AHEAD = 500
"""Messages that lie in a queue at most: the rest waits in the store, and is announced as the queue empties."""
_log = logging.getLogger(__name__)
_AWAY = (OperationalError, RedisError, OSError)


class CeleryQueue:
    """Puts wake-ups into Redis; where that is away nothing is lost, workers look into the store themselves."""

    def __init__(self, settings: Settings, app: Celery | None = None) -> None:
        self._app = app or Celery("extractor", set_as_current=False)
        if app is None:
            self._app.conf.update(configuration(settings))

    def wake_for_pages(self, pages: Sequence[int]) -> None:
        """See JobQueue."""
        self._fill(PAGES, READ, pages)

    def wake_for_documents(self, submissions: Sequence[int]) -> None:
        """See JobQueue."""
        self._fill(DOCUMENTS, ASSEMBLE, submissions)

    def depth(self, queue: str) -> int | None:
        """Messages that no worker has taken yet; None where Redis does not answer."""
        try:
            with self._app.connection_or_acquire() as connection:
                return int(connection.default_channel.client.llen(queue))
        except _AWAY as error:
            _log.warning("the broker does not answer: %s", error)
            return None

    def _fill(self, queue: str, task: str, ids: Sequence[int]) -> None:
        """Announces ids as long as there are not messages enough to go on with."""
        if not ids or (lying := self.depth(queue)) is None:
            return
        for one in ids[: max(0, AHEAD - lying)]:
            try:
                self._app.send_task(task, args=[one], queue=queue, ignore_result=True)
            except _AWAY as error:
                _log.warning("the broker does not answer: %s", error)
                return
