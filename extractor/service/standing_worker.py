"""Stands by and reads whatever is queued, until told to stop: what ``serve`` runs beside its web server."""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping
from contextlib import ExitStack
from threading import Event

from django.db import close_old_connections

from extractor.errors import ExtractorError
from extractor.service.bootstrap import inline_worker
from extractor.service.inline import InlineWorker, free_the_dead, unfinished
from extractor.service.page_queue import reap
from extractor.settings import Settings
from extractor.store.models import Submission

_log = logging.getLogger(__name__)
_PAUSE = 1.0
_REAP_EVERY = 60.0
_AFTER_TROUBLE = 5.0
"""Seconds: between looks at an empty queue, between reaps, and before the same submission is tried again."""


def stand_by(settings: Settings, stop: Event) -> None:
    """Reads queued submissions one by one, urgent ones first, until ``stop`` is set; the store must be open."""
    free_the_dead(settings)
    reaped, not_before = time.monotonic(), dict[int, float]()
    with ExitStack() as opened:
        workers: dict[tuple[tuple[str, str], ...], InlineWorker] = {}
        while not stop.is_set():
            close_old_connections()
            if time.monotonic() - reaped > _REAP_EVERY:
                reap(settings.page_attempts)
                reaped = time.monotonic()
            ready = [one for one in unfinished() if not_before.get(one, 0.0) <= time.monotonic()]
            if not ready:
                stop.wait(_PAUSE)
                continue
            submission = ready[0]
            not_before[submission] = time.monotonic() + _AFTER_TROUBLE
            options = Submission.objects.values_list("options", flat=True).get(pk=submission)
            _work(submission, options, settings, workers, opened)


def _work(
    submission: int,
    options: Mapping[str, str],
    settings: Settings,
    workers: dict[tuple[tuple[str, str], ...], InlineWorker],
    opened: ExitStack,
) -> None:
    """Reads one submission; whatever happens, the others are not held up by it."""
    key = tuple(sorted(options.items()))
    try:
        if key not in workers:
            workers[key] = opened.enter_context(inline_worker(settings.model_copy(update=dict(options))))
        workers[key].work(submission)
    except ExtractorError as error:
        _log.warning("submission %s: %s", submission, error)
    except Exception:  # noqa: BLE001 - a defect that one document brings out must not stop the reading
        _log.exception("submission %s", submission)
