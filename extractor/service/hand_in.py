"""What people hand in or wish to have read again: queued, and workers elsewhere woken at once."""

from __future__ import annotations

from extractor.ports import JobQueue
from extractor.service.assembly import retry
from extractor.service.bootstrap import blobs, job_queue, opener
from extractor.service.ingest import Incoming, Submitted, submit, submit_again
from extractor.settings import Settings
from extractor.store.models import Page, Submission


def hand_in(incoming: Incoming, settings: Settings) -> Submitted:
    """Takes a file in, see ``submit``, and wakes who reads it."""
    done = submit(incoming, blobs(settings), opener(settings))
    if not done.duplicate:
        wake(done.submission, job_queue(settings))
    return done


def hand_in_again(document: int, incoming: Incoming, settings: Settings) -> Submitted:
    """Queues a known document to be read once more, see ``submit_again``, and wakes who reads it."""
    done = submit_again(document, incoming)
    wake(done.submission, job_queue(settings))
    return done


def try_again(submission: int, settings: Settings) -> int:
    """Queues once more what failed of a submission, see ``retry``, and wakes who reads it."""
    if count := retry(submission):
        wake(submission, job_queue(settings))
    return count


def wake(submission: int, queue: JobQueue | None) -> None:
    """Says that there is work; where there is no queue, whoever reads looks into the store anyway."""
    if queue is None:
        return
    waiting = Page.objects.filter(submission=submission, state=Page.State.WAITING).order_by("number")
    queue.wake_for_pages(list(waiting.values_list("pk", flat=True)))
    if Submission.objects.filter(pk=submission, state=Submission.State.READ).exists():
        queue.wake_for_documents([submission])
