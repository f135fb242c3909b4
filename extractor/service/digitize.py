"""The main use case: a file in, its envelope and its read pages out."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from extractor.paper.block import PageBlocks
from extractor.pipeline import Desk, UnreadPage, assemble
from extractor.ports import PageSource, Progress, Witness
from extractor.record.envelope import Envelope, FileFacts
from extractor.service.reading import Reader, ReadPage

_CHUNK = 1 << 20


@dataclass(frozen=True)
class Digitized:
    """One file, done: ``pages`` are those that could be read, in order; ``unread`` the others.

    ``notes`` tell what was found in the file and left alone: scripts, attachments, …
    """

    path: Path
    envelope: Envelope
    pages: tuple[PageBlocks, ...]
    unread: tuple[UnreadPage, ...]
    seconds: float
    notes: tuple[str, ...] = ()


class Silence:
    """The progress nobody hears of."""

    def started(self, file: str, pages: int) -> None:
        """See Progress."""

    def page_done(self, file: str, number: int, seconds: float) -> None:
        """See Progress."""

    def finished(self, file: str) -> None:
        """See Progress."""


@dataclass(frozen=True)
class Digitizer:
    """Digitizes files, one after the other, with what ``bootstrap`` gave it. Use as a context manager."""

    reader: Reader
    open_source: Callable[[Path], PageSource]
    witness_for: Callable[[Path], Witness]
    desk: Desk

    def __enter__(self) -> Digitizer:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.reader.close()

    def digitize(self, path: Path, progress: Progress | None = None) -> Digitized:
        """Reads one file.

        Raises:
            InputError: the file cannot be taken in.
            ExtractorError: not one of its pages could be read; the first page's own error.
        """
        progress = progress or Silence()
        start = time.perf_counter()
        source = self.open_source(path)
        count = source.page_count
        progress.started(str(path), count)
        pages: list[ReadPage] = []
        for page in self.reader.read(path, range(1, count + 1)):
            progress.page_done(str(path), page.number, page.seconds)
            pages.append(page)
        outcomes = [page.outcome for page in sorted(pages, key=lambda page: page.number)]
        read = tuple(outcome for outcome in outcomes if isinstance(outcome, PageBlocks))
        unread = tuple(outcome for outcome in outcomes if isinstance(outcome, UnreadPage))
        if not read:
            raise unread[0].error
        facts = FileFacts(path.resolve().name, sha256_of(path), count)
        envelope = assemble(facts, read, unread, self.witness_for(path), self.desk)
        progress.finished(str(path))
        return Digitized(path, envelope, read, unread, time.perf_counter() - start, source.notes)


def sha256_of(path: Path) -> str:
    """The checksum of a file's bytes; of a folder, that of its files' names and checksums, one a line, by name."""
    if path.is_dir():
        lines = [f"{sha256_of(file)}  {file.name}\n" for file in sorted(path.iterdir()) if file.is_file()]
        return hashlib.sha256("".join(lines).encode()).hexdigest()
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
