"""Who reads an archive: this program, or workers elsewhere. The archive itself does not know the difference."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from types import TracebackType
from typing import Protocol

from extractor.errors import ExtractorError
from extractor.ports import JobQueue
from extractor.service.inline import InlineWorker, free_the_dead
from extractor.settings import Settings
from extractor.store.models import Page, Submission

_log = logging.getLogger(__name__)
_PAUSE = 0.5
_AFTER_TROUBLE = 5.0
_LOOK_AFTER = 60.0
"""Seconds: a turn of waiting for others, before the same paper is tried again, between looks for what the dead held."""


class Labour(Protocol):
    """Reads what is handed in."""

    def handed_in(self, submission: int) -> None:
        """A submission (id) was queued."""

    def turn(self, submissions: Sequence[int]) -> None:
        """Works for a while on the submissions (ids) of an archive that are not done, at least one."""


class LabourElsewhere:
    """Workers on whatever machines; they are woken, and waited for."""

    def __init__(self, queue: JobQueue) -> None:
        self._queue = queue

    def handed_in(self, submission: int) -> None:
        """See Labour."""
        self._queue.wake_for_pages(list(Page.objects.filter(submission=submission).values_list("pk", flat=True)))

    def turn(self, submissions: Sequence[int]) -> None:
        """See Labour."""
        time.sleep(_PAUSE)


class LabourHere:
    """This program and its processes; many may work on one archive. Use as a context manager."""

    def __init__(self, settings: Settings, worker_for: Callable[[Settings], InlineWorker]) -> None:
        self._settings = settings
        self._worker_for = worker_for
        self._opened = ExitStack()
        self._workers: dict[tuple[tuple[str, str], ...], InlineWorker] = {}
        self._not_before: dict[int, float] = {}
        self._looked = 0.0

    def __enter__(self) -> LabourHere:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._opened.close()

    def handed_in(self, submission: int) -> None:
        """See Labour."""

    def turn(self, submissions: Sequence[int]) -> None:
        """See Labour. One submission is read; one that failed or is in others' hands is left alone for a while."""
        if time.monotonic() - self._looked > _LOOK_AFTER or not self._looked:
            free_the_dead(self._settings)
            self._looked = time.monotonic()
        ready = [one for one in submissions if self._not_before.get(one, 0.0) <= time.monotonic()]
        if not ready:
            time.sleep(_PAUSE)
            return
        self._not_before[ready[0]] = time.monotonic() + _AFTER_TROUBLE
        options = Submission.objects.values_list("options", flat=True).get(pk=ready[0])
        try:
            self._worker(options).work(ready[0])
        except ExtractorError as error:
            _log.warning("submission %d: %s", ready[0], error)

    def _worker(self, options: Mapping[str, str]) -> InlineWorker:
        key = tuple(sorted(options.items()))
        if key not in self._workers:
            asked = self._settings.model_copy(update=dict(options))
            self._workers[key] = self._opened.enter_context(self._worker_for(asked))
        return self._workers[key]
