"""A submission whose pages are in, its document out: claimed by one worker, fenced as pages are, saved whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from importlib.metadata import version

from django.db import transaction
from django.utils.timezone import now

from extractor.errors import Conflict, ExtractorError
from extractor.pipeline import Desk, LookAway, assemble
from extractor.record.envelope import FileFacts
from extractor.service.blind import NO_SAMPLE, Sample
from extractor.service.page_queue import read_pages
from extractor.service.page_texts import running_text
from extractor.service.saving import ToSave, save_envelope
from extractor.store.columns import storable
from extractor.store.models import Reading, Submission

State = Submission.State


def ready_to_assemble(limit: int = 100) -> list[int]:
    """Submissions (ids) whose pages are all done, those of small priority first."""
    ready = Submission.objects.filter(state=State.READ).order_by("priority", "id")
    return list(ready.values_list("pk", flat=True)[:limit])


def assemble_if_ready(
    submission: int,
    worker: str,
    seconds: int,
    desk: Desk,
    versions: Mapping[str, str] | None = None,
    sample: Sample = NO_SAMPLE,
) -> Reading | None:
    """Assembles a submission whose pages are all in; the envelope becomes its document's current reading.

    Calling it too early, twice, or by many at once is harmless.

    Args:
        submission: its id.
        worker: who asks, to be shown.
        seconds: how long the claim holds; then the reaper gives it to another.
        desk: what it is assembled with.
        versions: what read the pages (engine, models); those of the program and of the confidence model are added.
        sample: which of the values that nobody is asked about are reviewed blind.

    Returns:
        The reading; None where pages are missing still, somebody else is at it, or it is done. Where no page could be
        read the submission ends ``failed`` with the first page's error, and None is returned, too.

    Raises:
        ExtractorError: assembling failed; the submission is ``failed`` with it, unless trying again may help.
    """
    attempt = _claim(submission, worker, seconds)
    if attempt is None:
        return None
    try:
        to_save = _assembled(submission, desk, versions or {})
    except ExtractorError as error:
        _fail(submission, attempt, error, again=error.retryable)
        raise
    if to_save is None:
        return None
    try:
        return save_envelope(submission, replace(to_save, sample=sample), attempt)
    except Conflict:
        return None


def retry_assembly(submission: int) -> bool:
    """Makes a failed submission whose pages are all done ready again; False where it did not fail."""
    failed = Submission.objects.filter(pk=submission, state=State.FAILED, pages_left=0)
    return bool(failed.update(state=State.READ, tries=0, error="", finished=None))


def _claim(submission: int, worker: str, seconds: int) -> int | None:
    """The claim's attempt number, by compare-and-set."""
    with transaction.atomic():
        ready = Submission.objects.select_for_update(skip_locked=True).filter(pk=submission, state=State.READ).first()
        if ready is None:
            return None
        ready.state, ready.attempt, ready.tries = State.ASSEMBLING, ready.attempt + 1, ready.tries + 1
        ready.leased_by, ready.lease_until = worker, now() + timedelta(seconds=seconds)
        ready.save(update_fields=["state", "attempt", "tries", "leased_by", "lease_until"])
    return ready.attempt


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
