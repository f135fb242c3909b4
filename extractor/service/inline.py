"""Reads what is queued here, in this program and its processes: no broker, no other worker. Many may do it at once."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import groupby
from pathlib import Path
from types import TracebackType

from django.utils.timezone import now

from extractor.errors import InputError
from extractor.pipeline import Desk, UnreadPage
from extractor.ports import BlobStore, Progress
from extractor.service.assembly import Claimant, assemble_if_ready, hand_back_assembly
from extractor.service.blind import sample_of
from extractor.service.digitize import Silence
from extractor.service.ingest import original
from extractor.service.page_queue import (
    PageLease,
    claim_page,
    fail_page,
    hand_back_all,
    reap,
    renew_pages,
    store_page,
)
from extractor.service.reading import LONG, Reader, ReadPage
from extractor.settings import Settings
from extractor.store.models import File, Page, Reading, Submission

_IN_GOOD_TIME = 0.5
"""The share of a lease that must be left, else it is renewed."""


def own_name() -> str:
    """What this process is called in leases: host, process, and when it started (process numbers come again)."""
    return f"{socket.gethostname()}:{os.getpid()}:{_started(os.getpid())}"


@dataclass(frozen=True)
class InlineWorker:
    """Reads and assembles submissions in this process, with the ``reader`` it was given. Use as a context manager."""

    reader: Reader
    blobs: BlobStore
    settings: Settings
    desk: Desk
    versions: Mapping[str, str] = field(default_factory=dict)

    def __enter__(self) -> InlineWorker:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.reader.close()

    def work(self, submission: int, progress: Progress | None = None) -> Reading | None:
        """Reads what waits of a submission and assembles it.

        What this process held of it from before, when the disk was full or the database away, it holds no more.

        Returns:
            The reading; None where others read some of its pages still, or no page could be read.

        Raises:
            ExtractorError: the original is gone, or assembling failed.
        """
        progress, name = progress or Silence(), own_name()
        hand_back_all(submission, name)
        hand_back_assembly(submission, name)
        file = File.objects.get(submissions=submission)
        shown = Submission.objects.values_list("name", flat=True).get(pk=submission)
        progress.started(shown, file.page_count)
        with original(file, self.blobs) as path:
            while leases := self._claim_all(submission, name):
                for page in self._read(path, leases):
                    progress.page_done(shown, page.number, page.seconds)
                    self._keep(leases, page)
        claimant = Claimant(name, self.settings.page_lease, self.settings.page_attempts)
        reading = assemble_if_ready(submission, claimant, self.desk, self.versions, sample_of(self.settings))
        progress.finished(shown)
        return reading

    def _claim_all(self, submission: int, name: str) -> dict[int, PageLease]:
        """All pages of a submission that wait, by their numbers."""
        leases: dict[int, PageLease] = {}
        while (lease := claim_page(name, self.settings.page_lease, submission=submission)) is not None:
            leases[lease.number] = lease
        return leases

    def _read(self, path: Path, leases: Mapping[int, PageLease]) -> Iterator[ReadPage]:
        for run in _runs(sorted(leases)):
            try:
                yield from self.reader.read(path, run)
            except InputError as error:  # the file cannot be opened (any more): that is so for all its pages
                yield from [ReadPage(number, UnreadPage(number, error), 0.0) for number in run if number in leases]

    def _keep(self, leases: dict[int, PageLease], page: ReadPage) -> None:
        """Stores what a page gave; the leases of those that wait for their turn here are renewed in good time."""
        lease = leases.pop(page.number)
        if isinstance(page.outcome, UnreadPage):
            fail_page(lease, page.outcome.error, self.settings.page_attempts)
        else:
            store_page(lease, page.outcome, page.seconds)
        soon = now() + timedelta(seconds=self.settings.page_lease * _IN_GOOD_TIME)
        if any(waiting.until < soon for waiting in leases.values()):
            renew_pages(leases.values(), self.settings.page_lease)
            until = now() + timedelta(seconds=self.settings.page_lease)
            leases |= {number: replace(waiting, until=until) for number, waiting in leases.items()}


def free_the_dead(settings: Settings) -> None:
    """Takes back at once what processes of this machine held that are no more; others' leases run out by themselves."""
    for table in (Page, Submission):
        held = table.objects.filter(lease_until__gte=now(), leased_by__startswith=f"{socket.gethostname()}:")
        for name in held.values_list("leased_by", flat=True).distinct():
            if _is_gone(name):
                table.objects.filter(leased_by=name, lease_until__gte=now()).update(lease_until=now())
    reap(settings.page_attempts)


def unfinished(limit: int) -> list[int]:
    """Submissions (ids) with something to do, so many at most: those to be assembled, then those of urgent pages."""
    ready = Submission.objects.filter(state=Submission.State.READ).order_by("priority", "id")
    waiting = Page.objects.filter(state=Page.State.WAITING).order_by("priority", "id")
    pages = waiting.values_list("submission", flat=True)[: limit * LONG]
    return list(dict.fromkeys([*ready.values_list("pk", flat=True)[:limit], *pages]))[:limit]


def _runs(numbers: Sequence[int]) -> Iterator[range]:
    """Neighbouring numbers as ranges."""
    for _, run in groupby(enumerate(numbers), key=lambda item: item[1] - item[0]):
        members = [number for _, number in run]
        yield range(members[0], members[-1] + 1)


def _is_gone(name: str) -> bool:
    _, process, started = name.rsplit(":", 2)
    return not process.isdigit() or _started(int(process)) != started


def _started(process: int) -> str:
    """When a process started, in the kernel's own ticks; empty where there is none."""
    try:
        stat = Path(f"/proc/{process}/stat").read_text(encoding="ascii", errors="replace")
    except OSError:
        return ""
    return stat.rsplit(")", 1)[1].split()[19]
