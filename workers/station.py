"""What one worker process reads and assembles with: made when first needed, kept for the process's life."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from celery.exceptions import SoftTimeLimitExceeded
from django.db import InterfaceError, OperationalError, close_old_connections, connection

from extractor.errors import ExtractorError, OutputError, PageError, StoreUnavailable
from extractor.pipeline import UnreadPage
from extractor.ports import JobQueue
from extractor.service.assembly import Claimant, assemble_if_ready, hand_back_assembly
from extractor.service.blind import sample_of
from extractor.service.bootstrap import blobs, store_desk
from extractor.service.ingest import original
from extractor.service.inline import own_name
from extractor.service.page_queue import PageLease, claim_page, fail_page, hand_back, store_page
from extractor.service.reading import Bench, ReadPage
from extractor.settings import Settings
from extractor.store.models import File, Submission
from workers.configuration import limits
from workers.metrics import PAGES

_log = logging.getLogger(__name__)
_AWAY = (OperationalError, InterfaceError)
_Told = TypeVar("_Told")
_PATIENCE = 0.1
_LONGEST_PAUSE = 5.0
"""Seconds: the first and the longest pause before a database that was away is tried again."""


@dataclass
class Station:
    """Reads pages, assembles documents. ``bench_for`` gives what a page is read with, once for each set of options."""

    settings: Settings
    bench_for: Callable[[Settings], Bench]
    queue: JobQueue

    def __post_init__(self) -> None:
        self._benches: dict[tuple[tuple[str, str], ...], Bench] = {}
        self._desk = store_desk(self.settings)

    def read_page(self) -> int | None:
        """Reads the page that is most urgent now and stores what it gave.

        Returns:
            The page's id; None where none waits, or the machine is in trouble.

        Raises:
            OperationalError: the database went away and stayed away; the claim will run out.
        """
        close_old_connections()
        try:
            lease = claim_page(own_name(), self.settings.page_lease)
        except _AWAY as error:
            _log.warning("the database does not answer: %s", error)
            connection.close()
            time.sleep(_LONGEST_PAUSE)
            return None
        if lease is None:
            return None
        try:
            page = self._read(lease)
        except (OSError, OutputError, StoreUnavailable, *_AWAY) as error:
            _log.warning("page %d: %s; it waits again", lease.page, error)
            self._insist(lambda: hand_back(lease))
            time.sleep(_LONGEST_PAUSE)  # the machine's trouble, not the page's: disk full, share away
            return None
        self._insist(lambda: self._keep(lease, page))
        if Submission.objects.filter(pk=lease.submission, state=Submission.State.READ).exists():
            self.queue.wake_for_documents([lease.submission])
        return lease.page

    def assemble(self, submission: int) -> int | None:
        """Assembles a submission whose pages are in.

        Returns:
            The document's id; None where there was nothing to do, or it failed (the store knows why).
        """
        close_old_connections()
        options = Submission.objects.filter(pk=submission).values_list("options", flat=True).first() or {}
        asked = self._asked(options)
        versions = {"engine": asked.engine, "detector": asked.detector, "recogniser": asked.recogniser}
        claimant = Claimant(own_name(), asked.page_lease, asked.page_attempts)
        try:
            reading = assemble_if_ready(submission, claimant, self._desk, versions, sample_of(self.settings))
        except ExtractorError:
            _log.warning("submission %d", submission, exc_info=True)
            return None
        except _AWAY as error:
            _log.warning("submission %d: %s; it waits again", submission, error)
            connection.close()
            self._insist(lambda: hand_back_assembly(submission, claimant.name))
            time.sleep(_LONGEST_PAUSE)
            return None
        return reading.document_id if reading is not None else None

    def _read(self, lease: PageLease) -> ReadPage:
        """The page, read; what its reading raises becomes data, what the machine suffers does not."""
        start, (soft, _) = time.monotonic(), limits(self.settings)
        try:
            bench = self._bench(lease.options)
            with original(File.objects.get(submissions=lease.submission), blobs(self.settings)) as path:
                page = bench.read(bench.open_source(path), lease.number)
        except SoftTimeLimitExceeded:
            return _too_long(lease, soft)
        except (OSError, OutputError, StoreUnavailable, *_AWAY):
            raise
        except ExtractorError as error:
            return ReadPage(lease.number, UnreadPage(lease.number, error), time.monotonic() - start)
        except MemoryError:  # would end the whole worker, if Celery saw it
            told = PageError(f"Reading it took more memory than {self.settings.page_memory} MiB.", page=lease.number)
            return ReadPage(lease.number, UnreadPage(lease.number, told), time.monotonic() - start)
        interrupted = isinstance(page.outcome, UnreadPage) and page.seconds >= soft
        return _too_long(lease, soft) if interrupted else page

    def _keep(self, lease: PageLease, page: ReadPage) -> bool:
        PAGES.labels("unread" if isinstance(page.outcome, UnreadPage) else "read").inc()
        if isinstance(page.outcome, UnreadPage):
            return fail_page(lease, page.outcome.error, self.settings.page_attempts)
        return store_page(lease, page.outcome, page.seconds)

    def _bench(self, options: Mapping[str, str]) -> Bench:
        key = tuple(sorted(options.items()))
        if key not in self._benches:
            self._benches[key] = self.bench_for(self._asked(options))
        return self._benches[key]

    def _asked(self, options: Mapping[str, str]) -> Settings:
        return self.settings.model_copy(update=dict(options))

    def _insist(self, write: Callable[[], _Told]) -> _Told:
        """Writes what took long to make, over a database that restarts or has no room for a while."""
        end, pause = time.monotonic() + self.settings.page_lease / 10, _PATIENCE
        while True:
            try:
                return write()
            except _AWAY as error:
                if time.monotonic() > end:
                    raise
                _log.warning("the database does not answer: %s", error)
                connection.close()
                time.sleep(pause)
                pause = min(pause * 2, _LONGEST_PAUSE)


def _too_long(lease: PageLease, seconds: float) -> ReadPage:
    error = PageError(f"Reading it took longer than {seconds:.0f} s.", page=lease.number)
    return ReadPage(lease.number, UnreadPage(lease.number, error), seconds)
