"""Files taken into the store and read here: paths in, what became of each out. One bad file stops no other.

It can be stopped at any moment and started again with the same files: what is done is skipped, what was begun goes on.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from extractor.errors import ExtractorError, PageError
from extractor.ports import Progress
from extractor.service.assembly import retry
from extractor.service.bootstrap import blobs, inline_worker, opener
from extractor.service.ingest import Incoming, Submitted, submit, submit_again
from extractor.service.inline import free_the_dead
from extractor.service.inline_crew import InlineCrew
from extractor.settings import Settings
from extractor.store.models import Document, Page, Submission

_log = logging.getLogger(__name__)
State = Submission.State


@dataclass(frozen=True)
class TakenIn:
    """What became of one file; without a ``document`` it could not be taken in. ``error``: why, or what it lacks."""

    path: Path
    submitted: Submitted | None = None
    document: Document | None = None
    error: ExtractorError | None = None


@dataclass(frozen=True)
class Wish:
    """Who hands files in, with which settings they are to be read, and whether known ones are read ``again``."""

    who: str
    options: Mapping[str, str]
    again: bool = False
    priority: Submission.Priority = Submission.Priority.ORDINARY


def take_in(paths: Sequence[Path], wish: Wish, settings: Settings, progress: Progress) -> list[TakenIn]:
    """Takes files in, one after the other, and reads what is not read yet; the store must be open."""
    free_the_dead(settings)
    with InlineCrew(settings, inline_worker) as crew:
        return [_one(path, wish, crew, progress) for path in paths]


def _one(path: Path, wish: Wish, crew: InlineCrew, progress: Progress) -> TakenIn:
    submitted: Submitted | None = None
    try:
        incoming = Incoming(path, path.resolve().name, wish.who, wish.priority, wish.options)
        submitted = submit(incoming, blobs(crew.settings), opener(crew.settings))
        if submitted.duplicate and wish.again:
            submitted = submit_again(submitted.document, incoming)
        row = Submission.objects.get(pk=submitted.submission)
        if row.state not in (State.DONE, State.CANCELLED):
            if row.state == State.FAILED:
                retry(row.pk)
            crew.work(row.pk, progress)
        document = Document.objects.select_related("current", "latest").get(pk=submitted.document)
        return TakenIn(path, submitted, document, _lacking(submitted.submission, path))
    except ExtractorError as error:
        error.file = error.file or str(path)
        return TakenIn(path, submitted, error=error)
    except Exception as error:  # noqa: BLE001 - a defect that one file brings out must not cost the others
        _log.exception("%s", path)
        message = f"Taking it in failed inside ({type(error).__name__}: {error})."
        return TakenIn(path, submitted, error=ExtractorError(message, file=str(path)))


def _lacking(submission: int, path: Path) -> ExtractorError | None:
    """What a submission lacks: its pages that were set aside."""
    unread = Page.objects.filter(submission=submission, state=Page.State.UNREAD).order_by("number")
    if not (rows := list(unread)):
        return None
    numbers = ", ".join(str(row.number) for row in rows)
    return PageError(f"Not read: page {numbers}. {rows[0].error}", file=str(path))
