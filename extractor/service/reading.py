"""Reads the pages of one file, in this process or in several: a path in, each page's blocks out as they are ready."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Protocol

from extractor.errors import PageError
from extractor.paper.block import PageBlocks
from extractor.pipeline import Tools, UnreadPage, read_page
from extractor.ports import PageSource, Witness

_ATTEMPTS = 2
"""How often a page is tried when the process that reads it dies."""
LONG = 8
"""Pages from which on a pool pays: on two cores it starts in 3 s and saves 0.5 s a page."""
_RECYCLE = 200
"""Pages after which a reading process is replaced by a fresh one: the networks' memory pools only grow."""


@dataclass(frozen=True)
class ReadPage:
    """How one page went: its blocks or why not, and the seconds it took."""

    number: int
    outcome: PageBlocks | UnreadPage
    seconds: float


@dataclass(frozen=True)
class Bench:
    """What one process reads with; ``witness_for`` names who sees the products of a file's pages."""

    tools: Tools
    open_source: Callable[[Path], PageSource]
    witness_for: Callable[[Path], Witness]

    def read(self, source: PageSource, number: int) -> ReadPage:
        """Reads one page of an open file."""
        start = time.perf_counter()
        outcome = read_page(source, number, self.tools, self.witness_for(source.path))
        return ReadPage(number, outcome, time.perf_counter() - start)


class Reader(Protocol):
    """Reads pages of files."""

    def read(self, path: Path, numbers: range) -> Iterator[ReadPage]:
        """Reads the pages, in whatever order they get done."""

    def close(self) -> None:
        """Lets go of what it holds."""


class InlineReader:
    """Reads one page after the other in this process."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    def read(self, path: Path, numbers: range) -> Iterator[ReadPage]:
        """See Reader."""
        source = self._bench.open_source(path)
        for number in numbers:
            yield self._bench.read(source, number)

    def close(self) -> None:
        """Nothing is held."""


class PooledReader:
    """Spreads pages over processes that live as long as the reader. A page that kills its process costs only itself."""

    def __init__(self, workers: int, make_bench: Callable[[], Bench]) -> None:
        """``make_bench`` is called once in every process; it must be picklable."""
        self._workers = workers
        self._make_bench = make_bench
        self._pool: ProcessPoolExecutor | None = None

    def read(self, path: Path, numbers: range) -> Iterator[ReadPage]:
        """See Reader."""
        waiting, workers = list(numbers), self._workers
        deaths = dict.fromkeys(numbers, 0)
        while waiting:
            done: set[int] = set()
            for page in self._round(path, waiting, workers):
                done.add(page.number)
                yield page
            waiting = [number for number in waiting if number not in done]
            if waiting:  # the pool broke; one process, in order, shows which page does it
                workers = 1
                deaths[waiting[0]] += 1
                if deaths[waiting[0]] >= _ATTEMPTS:
                    yield _lost(path, waiting.pop(0))

    def close(self) -> None:
        """Ends the processes."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None

    def _round(self, path: Path, numbers: list[int], workers: int) -> Iterator[ReadPage]:
        """Reads pages until all are done or a process dies."""
        if self._pool is None:
            make = self._make_bench
            self._pool = ProcessPoolExecutor(
                workers, get_context("spawn"), _start, (make,), max_tasks_per_child=_RECYCLE
            )
        pending: set[Future[ReadPage]] = {self._pool.submit(_read, path, number) for number in numbers}
        while pending:
            finished, pending = wait(pending, return_when=FIRST_COMPLETED)
            for future in finished:
                if isinstance(future.exception(), BrokenProcessPool):
                    self.close()
                    return
                yield future.result()


class LengthwiseReader:
    """Short documents are read here, long ones by a pool; either is made when first needed.

    Processes with a core each read a long packet faster than one process with all cores, but take seconds to start.
    """

    def __init__(self, make_short: Callable[[], Reader], make_long: Callable[[], Reader]) -> None:
        self._make = {False: make_short, True: make_long}
        self._readers: dict[bool, Reader] = {}

    def read(self, path: Path, numbers: range) -> Iterator[ReadPage]:
        """See Reader."""
        long = len(numbers) >= LONG
        if long not in self._readers:
            self._readers[long] = self._make[long]()
        yield from self._readers[long].read(path, numbers)

    def close(self) -> None:
        """See Reader."""
        for reader in self._readers.values():
            reader.close()


def _lost(path: Path, number: int) -> ReadPage:
    error = PageError("The process reading it died, each time it was tried.", file=str(path), page=number)
    return ReadPage(number, UnreadPage(number, error), 0.0)


class _Here:
    """What a pool's process holds: its bench, and the file it read from last."""

    bench: Bench | None = None
    source: PageSource | None = None


def _start(make_bench: Callable[[], Bench]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears Ctrl-C and ends its processes in order
    _Here.bench = make_bench()


def _read(path: Path, number: int) -> ReadPage:
    bench = _Here.bench
    if bench is None:
        raise RuntimeError("the process was not started with _start")
    if _Here.source is None or _Here.source.path != path:
        _Here.source = bench.open_source(path)
    return bench.read(_Here.source, number)
