"""The books of an archive run: which files it found, what became of each; stopped at any moment and taken up again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from django.db import transaction

from extractor.errors import ExtractorError
from extractor.service.ingest import Submitted
from extractor.store.columns import storable
from extractor.store.models import ArchiveItem, ArchiveRun, Submission

State = ArchiveItem.State
_YEAR = re.compile(r"(?<!\d)(19[89]\d|20\d\d)(?!\d)")
_ENDINGS = "局|委员会|办公室|政府|中心|办事处|医院|学校|大学|学院|幼儿园|站|所|馆|院|委|办"
_UNIT = re.compile(rf"[一-鿿]{{1,30}}?(?:{_ENDINGS})(?![一-鿿])")
_AT_ONCE = 500


@dataclass(frozen=True)
class FoundFile:
    """A file of an archive: its path below the run's folder, its size in bytes, when it was changed (since 1970)."""

    path: PurePath
    size: int
    modified: float


def open_run(folder: Path, who: str, options: dict[str, str]) -> ArchiveRun:
    """The run over a folder, or a new one: files that come later are entered into the same books."""
    name = storable(str(folder.resolve()))
    with transaction.atomic():
        known = ArchiveRun.objects.select_for_update().filter(folder=name).order_by("-id").first()
        return known or ArchiveRun.objects.create(folder=name, who=who, options=options)


def note_found(run: int, files: Iterable[FoundFile]) -> int:
    """Enters files into the books; how many are new, or changed since they were looked at and so to be done again."""
    fresh = 0
    for some in _portions(files):
        with transaction.atomic():
            known = {
                item.path: item
                for item in ArchiveItem.objects.filter(run_id=run, path__in=[storable(str(one.path)) for one in some])
            }
            fresh += sum(_note(run, one, known.get(storable(str(one.path)))) for one in some)
    return fresh


def next_items(run: int, count: int) -> list[ArchiveItem]:
    """The next files of a run that were not handed in yet, in the order they were found."""
    return list(ArchiveItem.objects.filter(run_id=run, state=State.FOUND).order_by("id")[:count])


def note_submitted(item: ArchiveItem, submitted: Submitted) -> None:
    """Notes that a file was handed in, or that its bytes were there already.

    Bytes that this very run handed in just before it was stopped, and had no time to note, are no duplicate. So
    ``submit`` must have been told the run (``Incoming.run``).
    """
    with transaction.atomic():
        others = ArchiveItem.objects.filter(run=item.run_id, submission=submitted.submission).exclude(pk=item.pk)
        own = Submission.objects.filter(pk=submitted.submission, run=item.run_id).exists() and not others.exists()
        state = State.DUPLICATE if submitted.duplicate and not own else State.SUBMITTED
        ArchiveItem.objects.filter(pk=item.pk).update(state=state, submission_id=submitted.submission)


def note_refused(item: ArchiveItem, error: ExtractorError) -> None:
    """Notes that a file could not be taken in, and why."""
    told = {"error": storable(error.message), "error_kind": type(error).__name__}
    ArchiveItem.objects.filter(pk=item.pk).update(state=State.FAILED, **told)


def try_refused_again(run: int) -> int:
    """Makes refused files wait once more; how many."""
    refused = ArchiveItem.objects.filter(run_id=run, state=State.FAILED)
    return refused.update(state=State.FOUND, error="", error_kind="")


def year_of(path: PurePath) -> int | None:
    """The year a path speaks of: the last one in its nearest part that has one (``2019年/2020自评.pdf`` → 2020)."""
    for part in reversed(path.parts):
        if years := _YEAR.findall(part):
            return int(years[-1])
    return None


def unit_of(path: PurePath) -> str:
    """The unit a path speaks of: the nearest folder or file name with a unit's ending; empty where there is none."""
    for part in reversed((*path.parts[:-1], path.stem)):
        if found := _UNIT.search(_YEAR.sub("", part)):
            return found.group()
    return ""


def _note(run: int, one: FoundFile, known: ArchiveItem | None) -> bool:
    if known is None:
        year, unit = year_of(one.path), unit_of(one.path)
        told = {"path": storable(str(one.path)), "size": one.size, "modified": one.modified}
        ArchiveItem.objects.create(run_id=run, year=year, unit=storable(unit), **told)
        return True
    if (known.size, known.modified) == (one.size, one.modified):
        return False
    known.size, known.modified, known.state, known.submission = one.size, one.modified, State.FOUND, None
    known.error = known.error_kind = ""
    known.save()
    return True


def _portions(files: Iterable[FoundFile]) -> Iterable[Sequence[FoundFile]]:
    portion: list[FoundFile] = []
    for one in files:
        portion.append(one)
        if len(portion) == _AT_ONCE:
            yield portion
            portion = []
    if portion:
        yield portion
