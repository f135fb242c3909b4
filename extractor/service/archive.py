"""An archive of past years taken in: a folder in, every paper in it read, by this program or by workers elsewhere.

It may be stopped at any moment and started again: what is done is skipped, what was begun goes on. A database that
restarts, or a disk that is full for a while, is waited for.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from typing import TypeVar

from django.db import InterfaceError, OperationalError, connections
from django.db.models import Q

from extractor.errors import ExtractorError, OutputError, StoreUnavailable, UsageError
from extractor.export.searchable_pdf import searchable_pdf
from extractor.export.whole import write_whole
from extractor.ports import BlobStore, PageSource
from extractor.service.archive_run import (
    next_items,
    note_found,
    note_refused,
    note_submitted,
    open_run,
    try_refused_again,
)
from extractor.service.archive_standing import Standing, standing_of
from extractor.service.archive_walk import Settling, Walk, walk
from extractor.service.assembly import retry
from extractor.service.ingest import Incoming, original, submit
from extractor.service.labour import Labour
from extractor.service.page_queue import read_pages
from extractor.store.models import ArchiveItem, ArchiveRun, Document, Page, Submission

_log = logging.getLogger(__name__)
_AHEAD = 500
"""Pages of the archive that wait at most; files are handed in as they are read, so that a disk fills no sooner."""
_AT_ONCE = 20
_IN_VIEW = 50
_WATCH_EVERY = 5.0
_AFTER_TROUBLE = 3.0
_TELL_SHARE = 20
"""Seconds: between looks into a scanners' folder, and before what a full disk or a lost database broke is done again;
how many times longer than counting takes what was counted is good for."""
_Told = TypeVar("_Told")
_UNDER_WAY = (Submission.State.READING, Submission.State.READ, Submission.State.ASSEMBLING)
_AWAY = (OperationalError, InterfaceError, OutputError, StoreUnavailable)


@dataclass(frozen=True)
class Errand:
    """What is wanted: ``folder`` taken in for ``who`` with the settings in ``options``.

    ``pdf``: a folder for two-layer PDFs. ``retry``: files refused before are tried once more. ``watch``: goes on and
    takes in what scanners put there, once it is whole.
    """

    folder: Path
    who: str
    options: dict[str, str] = field(default_factory=dict)
    pdf: Path | None = None
    retry: bool = False
    watch: bool = False


@dataclass(frozen=True)
class Means:
    """What an archive is taken in with; ``settle``: seconds after which a scanner's file that grew no more is whole."""

    labour: Labour
    blobs: BlobStore
    open_source: Callable[[Path], PageSource]
    settle: float = 10.0


@dataclass(frozen=True)
class TakenArchive:
    """The run (id) that holds the books, what lay in the folder last, and why a paper has no PDF (path, reason)."""

    run: int
    walk: Walk
    without_pdf: tuple[tuple[str, str], ...] = ()


def take_in_archive(errand: Errand, means: Means, tell: Callable[[Standing], None], stop: Event) -> TakenArchive:
    """Takes an archive in; returns when all is done, or when ``stop`` is set. The store must be open.

    Raises:
        UsageError: there is no such folder.
    """
    if not errand.folder.is_dir():
        raise UsageError(f"{errand.folder} is no folder.")
    run = _endure(lambda: open_run(errand.folder, errand.who, errand.options))
    if errand.retry:
        _endure(lambda: _try_again(run, means.labour))
    clerk, settling = _Clerk(errand, means, run, tell), Settling(errand.folder, means.settle)
    while True:
        seen = walk(errand.folder)
        papers = tuple(settling.whole(seen.papers, time.monotonic())) if errand.watch else seen.papers
        _endure(lambda papers=papers: note_found(run.pk, papers))  # type: ignore[misc]
        while not stop.is_set() and _endure(clerk.round):
            pass
        if stop.is_set() or not errand.watch:
            return TakenArchive(run.pk, seen, tuple(sorted(clerk.without_pdf.items())))
        stop.wait(min(_WATCH_EVERY, means.settle))


@dataclass
class _Clerk:
    """Hands in, has read, and puts PDFs away, a round at a time."""

    errand: Errand
    means: Means
    run: ArchiveRun
    tell: Callable[[Standing], None]
    without_pdf: dict[str, str] = field(default_factory=dict)
    _under_way: frozenset[int] | None = None
    _tell_after: float = 0.0

    def round(self) -> bool:
        """One round; False when nothing is left to do."""
        handed_in = self._hand_in() if self._has_room() else 0
        under_way = self._unfinished()
        self._put_away(frozenset(under_way))
        self._tell(last=not (handed_in or under_way))
        if under_way:
            self.means.labour.turn(under_way[:_IN_VIEW])
        return bool(handed_in or under_way)

    def _has_room(self) -> bool:
        return Page.objects.filter(submission__run=self.run, state=Page.State.WAITING).count() < _AHEAD

    def _hand_in(self) -> int:
        items = next_items(self.run.pk, _AT_ONCE)
        for item in items:
            self._hand_in_one(item)
        return len(items)

    def _hand_in_one(self, item: ArchiveItem) -> None:
        """A file that cannot be taken in is noted with its reason; where there is no room, nothing is noted."""
        path = self.errand.folder / item.path
        incoming = Incoming(
            path, path.name, self.errand.who, Submission.Priority.ARCHIVE, self.run.options, self.run.pk
        )
        try:
            submitted = submit(incoming, self.means.blobs, self.means.open_source)
        except _AWAY:
            raise
        except ExtractorError as error:
            note_refused(item, error)
        except Exception as error:  # noqa: BLE001 - a defect that one file brings out must not cost the others
            _log.exception("%s", path)
            note_refused(item, ExtractorError(f"Taking it in failed inside ({type(error).__name__}: {error})."))
        else:
            note_submitted(item, submitted)
            self.means.labour.handed_in(submitted.submission)

    def _tell(self, *, last: bool) -> None:
        """Counts and tells; less often where counting takes long."""
        start = time.monotonic()
        if last or start >= self._tell_after:
            self.tell(standing_of(self.run.pk))
            self._tell_after = time.monotonic() + (time.monotonic() - start) * _TELL_SHARE

    def _unfinished(self) -> list[int]:
        rows = Submission.objects.filter(archive_items__run=self.run, state__in=_UNDER_WAY)
        return list(rows.order_by("priority", "id").distinct().values_list("pk", flat=True))

    def _put_away(self, under_way: frozenset[int]) -> None:
        """Writes the PDF of each paper done since the last round; in the first, of each that has none."""
        if self.errand.pdf is None or self._under_way == under_way:
            return
        items = ArchiveItem.objects.filter(run=self.run, submission__state=Submission.State.DONE)
        if self._under_way is not None:
            items = items.filter(submission__in=self._under_way - under_way)
        for item in items.order_by("id").iterator():
            goal = self.errand.pdf / (item.path if item.path.lower().endswith(".pdf") else f"{item.path}.pdf")
            try:
                if not goal.exists():
                    write_whole(goal, self._two_layers(item))
            except _AWAY:
                raise
            except ExtractorError as error:
                self.without_pdf[item.path] = error.message
        self._under_way = under_way

    def _two_layers(self, item: ArchiveItem) -> bytes:
        document = Document.objects.select_related("file", "current").get(file__submissions=item.submission_id)
        read, _ = read_pages(item.submission_id or 0)
        with original(document.file, self.means.blobs) as path:
            return searchable_pdf(path, read)


def _endure(work: Callable[[], _Told]) -> _Told:
    """Does what must be done, over a database that restarts and a disk that is full for a while."""
    while True:
        try:
            return work()
        except _AWAY as error:
            _log.warning("waiting: %s", error)
            connections.close_all()
            time.sleep(_AFTER_TROUBLE)


def _try_again(run: ArchiveRun, labour: Labour) -> None:
    """Makes wait once more what was refused, failed, or set aside."""
    try_refused_again(run.pk)
    lacking = Q(state=Submission.State.FAILED) | Q(pages__state=Page.State.UNREAD)
    for submission in (
        Submission.objects.filter(lacking, archive_items__run=run).distinct().values_list("pk", flat=True)
    ):
        if retry(submission):
            labour.handed_in(submission)
