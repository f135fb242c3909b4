"""What the queue costs at size: an empty store filled with made-up pages that wait, claims and results timed."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from django.db import connection

from extractor.errors import UsageError
from extractor.paper.block import PageBlocks
from extractor.paper.page import Page as PaperPage
from extractor.service.page_queue import claim_page, reap, store_page
from extractor.store.models import Document, File, Page, Submission

_PAGES_EACH = 1000
_ROUNDS = 500


@dataclass(frozen=True)
class QueueCosts:
    """Milliseconds that half, and 95 of 100, of the claims and of the results took; milliseconds of a reaping."""

    database: str
    waiting: int
    claim_p50: float
    claim_p95: float
    store_p50: float
    store_p95: float
    reap: float


def measure_queue(pages: int, tell: Callable[[str], None]) -> QueueCosts:
    """Fills the open, empty store up to so many waiting pages, then takes some, one by one.

    Raises:
        UsageError: the store holds documents.
    """
    if Document.objects.exists():
        raise UsageError("The store is not empty; set EXTRACTOR_DATA and EXTRACTOR_DATABASE to a new one.")
    for at in range(0, pages, _PAGES_EACH):
        _queue_one(at, min(_PAGES_EACH, pages - at))
        if at % (_PAGES_EACH * 100) == 0:
            tell(f"{at} of {pages} pages queued")
    claims, stores = [], []
    for _ in range(_ROUNDS):
        start = time.perf_counter()
        lease = claim_page("bench", 600)
        claimed = time.perf_counter()
        if lease is None:
            break
        store_page(lease, PageBlocks(PaperPage(lease.number, "scan", 595, 842), ()), 0.0)
        claims.append((claimed - start) * 1000)
        stores.append((time.perf_counter() - claimed) * 1000)
    start = time.perf_counter()
    reap(3)
    reaped = (time.perf_counter() - start) * 1000
    waiting = Page.objects.filter(state=Page.State.WAITING).count()
    return QueueCosts(connection.vendor, waiting, *_percentiles(claims), *_percentiles(stores), round(reaped, 1))


def _queue_one(at: int, count: int) -> None:
    """A made-up original of so many pages, queued."""
    file = File.objects.create(sha256=f"{at:064x}", size=0, media_type="application/pdf", page_count=count)
    Document.objects.create(file=file, name=str(at), who="bench")
    submission = Submission.objects.create(file=file, name=str(at), who="bench", priority=9, pages_left=count)
    rows = (Page(submission=submission, number=number, priority=9) for number in range(1, count + 1))
    Page.objects.bulk_create(rows, batch_size=_PAGES_EACH)


def _percentiles(taken: list[float]) -> tuple[float, float]:
    taken.sort()
    return round(taken[len(taken) // 2], 2), round(taken[len(taken) * 95 // 100], 2)
