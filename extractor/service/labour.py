"""Who reads what was handed in: this program, or workers elsewhere. An archive does not know the difference."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from types import TracebackType
from typing import Protocol

from django.db import InterfaceError, OperationalError

from extractor.errors import ExtractorError
from extractor.ports import JobQueue
from extractor.service.hand_in import wake
from extractor.service.inline import InlineWorker, free_the_dead
from extractor.service.inline_crew import InlineCrew
from extractor.settings import Settings

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
        """Works for a while on submissions (ids) that are not done, at least one."""


class LabourElsewhere:
    """Workers on whatever machines; they are woken, and waited for."""

    def __init__(self, queue: JobQueue) -> None:
        self._queue = queue

    def handed_in(self, submission: int) -> None:
        """See Labour."""
        wake(submission, self._queue)

    def turn(self, submissions: Sequence[int]) -> None:
        """See Labour."""
        time.sleep(_PAUSE)


class LabourHere:
    """This program and its processes; many may work on the same. Use as a context manager."""

    def __init__(self, settings: Settings, worker_for: Callable[[Settings], InlineWorker]) -> None:
        self._settings = settings
        self._crew = InlineCrew(settings, worker_for)
        self._not_before: dict[int, float] = {}
        self._looked = -_LOOK_AFTER

    def __enter__(self) -> LabourHere:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._crew.__exit__(kind, error, trace)

    def handed_in(self, submission: int) -> None:
        """See Labour."""

    def look_after(self) -> None:
        """Takes back what the dead held, if that was not done just now."""
        if time.monotonic() - self._looked > _LOOK_AFTER:
            free_the_dead(self._settings)
            self._looked = time.monotonic()

    def turn(self, submissions: Sequence[int]) -> None:
        """See Labour. One submission is read; one that failed or is in others' hands is left alone for a while."""
        self.look_after()
        now = time.monotonic()
        self._not_before = {one: at for one, at in self._not_before.items() if at > now}
        ready = next((one for one in submissions if one not in self._not_before), None)
        if ready is None:
            time.sleep(_PAUSE)
            return
        self._not_before[ready] = now + _AFTER_TROUBLE
        try:
            self._crew.work(ready)
        except (OperationalError, InterfaceError):
            raise
        except ExtractorError as error:
            _log.warning("submission %d: %s", ready, error)
        except Exception:  # noqa: BLE001 - a defect that one document brings out must not cost the others
            _log.exception("submission %d", ready)
