"""The queue of pages: claimed by one worker at a time, written only by who holds the claim, taken back when stale.

A claim raises the page's ``attempt``; every write names the attempt it belongs to and does nothing where a later
one has begun. So a worker that was thought dead and comes back, or a message delivered twice, changes nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.timezone import now

from extractor import errors
from extractor.errors import ExtractorError, PageError
from extractor.paper.block import PageBlocks
from extractor.pipeline import UnreadPage
from extractor.record.codec import from_plain, to_plain
from extractor.store.columns import storable
from extractor.store.models import Page, PageProduct, Submission

GONE = "The process reading it died or took too long, each time it was tried."
"""Why a page is set aside whose lease ran out too often."""


@dataclass(frozen=True)
class PageLease:
    """A page claimed: by whom, which attempt, until when; and what is needed to read it.

    ``attempt`` counts all claims and fences writes; ``tries`` counts those since the page was last queued by a person.
    """

    page: int
    submission: int
    number: int
    attempt: int
    tries: int
    worker: str
    until: datetime
    options: Mapping[str, str]


@dataclass(frozen=True)
class Reaped:
    """What the reaper found stale: pages queued again, pages set aside, assemblies to do again."""

    queued: int
    set_aside: int
    assemblies: int


def claim_page(
    worker: str, seconds: int, *, page: int | None = None, submission: int | None = None
) -> PageLease | None:
    """The next waiting page, now leased to ``worker`` for so many ``seconds``; None where none waits.

    Those of small ``priority`` go first, then the oldest. ``page`` or ``submission`` (ids) narrow the choice: a task
    that names its page gets that one or, where it is taken or done, None.
    """
    with transaction.atomic():
        row = _head(page, submission).select_related("submission").first()
        if row is None:
            return None
        until = now() + timedelta(seconds=seconds)
        row.state, row.attempt, row.tries = Page.State.READING, row.attempt + 1, row.tries + 1
        row.leased_by, row.lease_until = worker, until
        row.save(update_fields=["state", "attempt", "tries", "leased_by", "lease_until"])
    lease = (row.pk, row.submission_id, row.number, row.attempt, row.tries)
    return PageLease(*lease, worker, until, row.submission.options)


def renew_page(lease: PageLease, seconds: int) -> bool:
    """Holds a lease for so many seconds from now; False where it is lost and the work is in vain."""
    return bool(_held(lease).update(lease_until=now() + timedelta(seconds=seconds)))


def renew_pages(leases: Collection[PageLease], seconds: int) -> None:
    """Holds several leases of one worker for so many seconds from now, those that are not lost."""
    for worker in {lease.worker for lease in leases}:
        held = Page.objects.filter(pk__in=[lease.page for lease in leases], state=Page.State.READING, leased_by=worker)
        held.update(lease_until=now() + timedelta(seconds=seconds))


def store_page(lease: PageLease, blocks: PageBlocks, seconds: float, artefacts: Sequence[str] = ()) -> bool:
    """Stores what reading the page gave (``artefacts``: keys in the blob store) and ends the claim.

    Returns:
        False where the lease is lost: nothing was written.
    """
    product = to_plain(blocks)
    with transaction.atomic():
        if not _held(lease).update(state=Page.State.READ, seconds=seconds, done=now(), error="", error_kind=""):
            return False
        PageProduct.objects.update_or_create(
            page_id=lease.page, defaults={"blocks": product, "artefacts": list(artefacts)}
        )
        _one_less(lease.submission)
    return True


def hand_back(lease: PageLease) -> bool:
    """Ends a claim as if it had not been made: the machine was in trouble (no room, a share away), not the page.

    Returns:
        False where the lease is lost: nothing was written.
    """
    back = {"state": Page.State.WAITING, "tries": F("tries") - 1, "leased_by": "", "lease_until": None}
    return bool(_held(lease).update(**back))


def hand_back_all(submission: int, worker: str) -> int:
    """Ends all claims of a worker to pages of a submission as if they had not been made; how many."""
    held = Page.objects.filter(submission=submission, state=Page.State.READING, leased_by=worker)
    return held.update(state=Page.State.WAITING, tries=F("tries") - 1, leased_by="", lease_until=None)


def fail_page(lease: PageLease, error: ExtractorError, attempts: int) -> bool:
    """Notes that reading failed: queued again where that may help and it was tried less than ``attempts`` times.

    Else the page is set aside with its reason.

    Returns:
        False where the lease is lost: nothing was written.
    """
    again = error.retryable and lease.tries < attempts
    with transaction.atomic():
        state = Page.State.WAITING if again else Page.State.UNREAD
        told = {"error": storable(error.message), "error_kind": type(error).__name__}
        done = None if again else now()
        if not _held(lease).update(state=state, leased_by="", lease_until=None, done=done, **told):
            return False
        if not again:
            _one_less(lease.submission)
    return True


def reap(attempts: int) -> Reaped:
    """Takes back what no worker has been heard of in time: pages and assemblies whose lease ran out.

    A page tried ``attempts`` times is set aside with its reason, an assembly fails with it. Run it every minute or
    so; it is cheap and may run in many processes at once.
    """
    with transaction.atomic():
        stale = Page.objects.filter(state=Page.State.READING, lease_until__lt=now())
        rows = list(stale.select_for_update(skip_locked=True).order_by("submission_id", "id"))
        spent = [row for row in rows if row.tries >= attempts]
        again = [row.pk for row in rows if row.tries < attempts]
        Page.objects.filter(pk__in=again).update(state=Page.State.WAITING, leased_by="", lease_until=None)
        for row in spent:
            Page.objects.filter(pk=row.pk).update(
                state=Page.State.UNREAD, error=GONE, error_kind=PageError.__name__, done=now()
            )
            _one_less(row.submission_id)
    with transaction.atomic():
        assembling = Submission.objects.filter(state=Submission.State.ASSEMBLING, lease_until__lt=now())
        failed = assembling.filter(tries__gte=attempts)
        failed.update(state=Submission.State.FAILED, error=GONE, finished=now(), leased_by="", lease_until=None)
        freed = assembling.update(state=Submission.State.READ, leased_by="", lease_until=None)
    return Reaped(len(again), len(spent), freed)


def retry_pages(submission: int) -> int:
    """Queues a submission's pages that were set aside once more, to be tried as often as new ones; how many."""
    with transaction.atomic():
        row = Submission.objects.select_for_update().get(pk=submission)
        unread = Page.objects.filter(submission=row, state=Page.State.UNREAD)
        count = unread.update(state=Page.State.WAITING, tries=0, leased_by="", lease_until=None, done=None)
        if count:
            row.pages_left, row.state, row.tries, row.error = row.pages_left + count, Submission.State.READING, 0, ""
            row.save(update_fields=["pages_left", "state", "tries", "error"])
    return count


def read_pages(submission: int) -> tuple[list[PageBlocks], list[UnreadPage]]:
    """What reading gave of a submission's pages: those that could be read, in order, and the others."""
    rows = Page.objects.filter(submission_id=submission).order_by("number")
    read = [
        from_plain(product.blocks)
        for product in PageProduct.objects.filter(page__in=rows.filter(state=Page.State.READ)).order_by("page__number")
    ]
    unread = [UnreadPage(row.number, _error_of(row)) for row in rows if row.state == Page.State.UNREAD]
    return read, unread


def _head(page: int | None, submission: int | None) -> QuerySet[Page]:
    waiting = Page.objects.select_for_update(skip_locked=True, of=("self",)).filter(state=Page.State.WAITING)
    if page is not None:
        waiting = waiting.filter(pk=page)
    if submission is not None:
        waiting = waiting.filter(submission_id=submission)
    return waiting.order_by("priority", "id")


def _held(lease: PageLease) -> QuerySet[Page]:
    """The page, as long as the lease's attempt is the one under way."""
    return Page.objects.filter(pk=lease.page, state=Page.State.READING, attempt=lease.attempt)


def _one_less(submission: int) -> None:
    """One page fewer to wait for; the last one makes the submission ready to assemble."""
    rows = Submission.objects.filter(pk=submission)
    rows.update(pages_left=F("pages_left") - 1)
    rows.filter(pages_left=0, state=Submission.State.READING).update(state=Submission.State.READ)


def _error_of(row: Page) -> ExtractorError:
    kind = getattr(errors, row.error_kind, PageError)
    return kind(row.error, page=row.number)
