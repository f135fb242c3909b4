"""Readers in processes of their own, asked page by page in turn: what each page cost and what was read on it.

In turn, because a machine's speed drifts: what one page costs two readers is measured within seconds of each other.
"""

from __future__ import annotations

import resource
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Any, TypeVar

from extractor.record.compare.outcomes import compare
from extractor.record.compare.tally import Tally
from extractor.record.labels import plain
from peers.ours import OurRoad
from peers.pages import Paper, Shown
from peers.readers import OURS, READERS, Entry, Reader
from peers.scoring import characters_found, values_alone

_T = TypeVar("_T")
_MEBI = 1024


@dataclass(frozen=True)
class Cost:
    """Seconds on the clock, core-seconds (user and system, children included), and the process's peak in MiB."""

    wall: float
    cores: float
    memory: float


@dataclass(frozen=True)
class Measured:
    """One reader on one page: ``cost``, the shares of characters and of values found, and the document's fields.

    ``fields`` stands with the last page of a document our road has read; its assembly is shared among its pages.
    """

    reader: str
    page: Shown
    cost: Cost
    characters: float
    values: float | None
    fields: Tally | None = None


def measure(papers: Sequence[Paper], entries: Sequence[Entry], threads: int, repeats: int) -> Iterator[Measured]:
    """Reads all pages with all readers; what was read is judged once, costs are told for every repeat."""
    with ExitStack() as stack:
        pools = {
            entry.name: stack.enter_context(ProcessPoolExecutor(1, get_context("spawn"), _start, (entry.name, threads)))
            for entry in entries
        }
        _warm_up(pools, papers[0])
        for _ in range(repeats):
            for paper in papers:
                yield from _of_paper(pools, paper)


def _warm_up(pools: Mapping[str, ProcessPoolExecutor], paper: Paper) -> None:
    """Starting, and the first page of all, cost more than those after it."""
    for name, pool in pools.items():
        pool.submit(_read, paper.pages[0]).result()
        if name == OURS:
            pool.submit(_finish).result()


def _of_paper(pools: Mapping[str, ProcessPoolExecutor], paper: Paper) -> list[Measured]:
    found: list[Measured] = []
    for page in paper.pages:
        for name, pool in pools.items():
            texts, cost = pool.submit(_read, page).result()
            found_texts = [plain(text) for text in texts]
            found.append(
                Measured(
                    name, page, cost, characters_found(found_texts, page.text), values_alone(found_texts, page.values)
                )
            )
    return _assembled(found, pools[OURS], paper) if OURS in pools else found


def _assembled(found: list[Measured], pool: ProcessPoolExecutor, paper: Paper) -> list[Measured]:
    """Our pages with their share of the document's assembly, and its fields beside the last of them."""
    envelope, whole = pool.submit(_finish).result()
    fields = Tally()
    for outcome in compare(paper.gold, envelope) if paper.gold is not None else ():
        fields.add(outcome)
    share, last = 1 / len(paper.pages), paper.pages[-1]
    result = []
    for one in found:
        if one.reader == OURS:
            cost = Cost(
                one.cost.wall + share * whole.wall,
                one.cost.cores + share * whole.cores,
                max(one.cost.memory, whole.memory),
            )
            own = fields if one.page is last and paper.gold is not None else None
            one = Measured(one.reader, one.page, cost, one.characters, one.values, own)
        result.append(one)
    return result


class _Here:
    """What a process holds."""

    reader: Reader | None = None


def _start(name: str, threads: int) -> None:
    _Here.reader = READERS[name].make(threads)


def _read(page: Shown) -> tuple[list[str], Cost]:
    assert _Here.reader is not None
    reader = _Here.reader
    return _timed(lambda: reader.read(page))


def _finish() -> tuple[dict[str, Any], Cost]:
    assert isinstance(_Here.reader, OurRoad)
    return _timed(_Here.reader.finish)


def _timed(work: Callable[[], _T]) -> tuple[_T, Cost]:
    wall, cores = time.perf_counter(), _cores()
    value = work()
    spent = Cost(time.perf_counter() - wall, _cores() - cores, _peak())
    return value, spent


def _cores() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def _peak() -> float:
    return max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / _MEBI
