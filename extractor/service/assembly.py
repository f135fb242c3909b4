"""A submission whose pages are in, its document out: claimed by one worker, fenced as pages are, saved whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from importlib.metadata import version

from django.db import InterfaceError, OperationalError, transaction
from django.db.models import F
from django.utils.timezone import now

from extractor.errors import Conflict, ExtractorError
from extractor.pipeline import Desk, LookAway, assemble
from extractor.record.envelope import FileFacts
from extractor.service.blind import NO_SAMPLE, Sample
from extractor.service.page_queue import read_pages, retry_pages
from extractor.service.page_texts import running_text
from extractor.service.saving import ToSave, save_envelope
from extractor.store.columns import storable
from extractor.store.models import Reading, Submission

State = Submission.State


def ready_to_assemble(limit: int = 100) -> list[int]:
    """Submissions (ids) whose pages are all done, those of small priority first."""
    ready = Submission.objects.filter(state=State.READ).order_by("priority", "id")
    return list(ready.values_list("pk", flat=True)[:limit])


@dataclass(frozen=True)
class Claimant:
    """Who assembles: its name, to be shown, and the seconds its claim holds; then the reaper gives it to another.

    After so many ``attempts`` a document fails for good, also where trying again might help.
    """

    name: str
    seconds: int
    attempts: int


def assemble_if_ready(
    submission: int,
    claimant: Claimant,
    desk: Desk,
    versions: Mapping[str, str] | None = None,
    sample: Sample = NO_SAMPLE,
) -> Reading | None:
    """Assembles a submission whose pages are all in; the envelope becomes its document's current reading.

    Calling it too early, twice, or by many at once is harmless.

    Args:
        submission: its id.
        claimant: who asks.
        desk: what it is assembled with.
        versions: what read the pages (engine, models); those of the program and of the confidence model are added.
        sample: which of the values that nobody is asked about are reviewed blind.

    Returns:
        The reading; None where pages are missing still, somebody else is at it, or it is done. Where no page could be
        read the submission ends ``failed`` with the first page's error, and None is returned, too.

    Raises:
        ExtractorError: assembling failed, be it by a defect; the submission is ``failed`` with the reason, or ready
            once more where trying again may help.
        OperationalError, InterfaceError: the database went away; the claim stands, see ``hand_back_assembly``.
    """
    claim = _claim(submission, claimant)
    if claim is None:
        return None
    try:
        to_save = _assembled(submission, desk, versions or {})
        if to_save is None:
            return None
        return save_envelope(submission, replace(to_save, sample=sample), claim.attempt)
    except Conflict:
        return None
    except (OperationalError, InterfaceError):
        raise
    except ExtractorError as error:
        _fail(submission, claim.attempt, error, again=error.retryable and claim.tries < claimant.attempts)
        raise
    except Exception as error:  # a defect, or want of memory or time: told where the document is looked at
        told = ExtractorError(f"Assembling it failed inside ({type(error).__name__}: {error}).")
        _fail(submission, claim.attempt, told, again=claim.tries < claimant.attempts)
        raise told from error


def hand_back_assembly(submission: int, worker: str) -> bool:
    """Ends a worker's claim as if it had not been made: the machine was in trouble, not the document.

    Returns:
        False where it holds none.
    """
    held = Submission.objects.filter(pk=submission, state=State.ASSEMBLING, leased_by=worker)
    return bool(held.update(state=State.READ, tries=F("tries") - 1, leased_by="", lease_until=None))


def retry(submission: int) -> int:
    """Queues once more what failed of a submission: its pages that were set aside, or its assembly; how many."""
    return retry_pages(submission) or int(retry_assembly(submission))


def retry_assembly(submission: int) -> bool:
    """Makes a failed submission whose pages are all done ready again; False where it did not fail."""
    failed = Submission.objects.filter(pk=submission, state=State.FAILED, pages_left=0)
    return bool(failed.update(state=State.READ, tries=0, error="", finished=None))


def _claim(submission: int, claimant: Claimant) -> Submission | None:
    """The submission, claimed by compare-and-set."""
    with transaction.atomic():
        ready = Submission.objects.select_for_update(skip_locked=True).filter(pk=submission, state=State.READ).first()
        if ready is None:
            return None
        ready.state, ready.attempt, ready.tries = State.ASSEMBLING, ready.attempt + 1, ready.tries + 1
        ready.leased_by, ready.lease_until = claimant.name, now() + timedelta(seconds=claimant.seconds)
        ready.save(update_fields=["state", "attempt", "tries", "leased_by", "lease_until"])
    return ready


def _assembled(submission: int, desk: Desk, versions: Mapping[str, str]) -> ToSave | None:
    """The envelope; None where no page could be read."""
    row = Submission.objects.select_related("file").get(pk=submission)
    read, unread = read_pages(submission)
    if not read:
        _fail(submission, row.attempt, unread[0].error, again=False)
        return None
    facts = FileFacts(row.name, row.file.sha256, row.file.page_count)
    envelope = assemble(facts, read, unread, LookAway(), desk)
    own = {"extractor": version("performance-extractor"), "confidence": desk.judge.version, **row.options, **versions}
    return ToSave(envelope, own, {page.page.number: running_text(page) for page in read})


def _fail(submission: int, attempt: int, error: ExtractorError, *, again: bool) -> None:
    """Ends the claim: ready once more, or failed with the reason."""
    held = Submission.objects.filter(pk=submission, state=State.ASSEMBLING, attempt=attempt)
    state, finished = (State.READ, None) if again else (State.FAILED, now())
    told = storable(f"{type(error).__name__}: {error.message}")
    held.update(state=state, finished=finished, error=told, leased_by="", lease_until=None)
