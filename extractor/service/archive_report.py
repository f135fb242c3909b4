"""What became of an archive run: counts, reasons, years and units with their gaps, what people must review."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Sum

from extractor.errors import NotInStore
from extractor.store.models import ArchiveItem, ArchiveRun, Page, Reading, Submission

State = ArchiveItem.State


@dataclass(frozen=True)
class Failure:
    """A file that could not be taken in or read, or a page that was set aside (then ``page`` is its number)."""

    path: str
    page: int | None
    kind: str
    reason: str


@dataclass(frozen=True)
class ArchiveReport:
    """An archive run in figures.

    ``waiting`` files are not done yet. ``rescans`` are paths of papers that seem to be other scans of known ones, each
    with the name and the number of the document it resembles. ``matrix`` counts documents by (year, unit's name);
    ``gaps`` are the years between a unit's first and last of which it has none. ``values`` were read, ``flagged`` of
    them await review.
    """

    folder: str
    files: int
    done: int
    waiting: int
    duplicates: tuple[str, ...]
    rescans: tuple[tuple[str, str, int], ...]
    failures: tuple[Failure, ...]
    pages: int
    matrix: dict[tuple[int | None, str], int]
    gaps: tuple[tuple[str, int], ...]
    contrary: tuple[tuple[str, int, int], ...]
    values: int
    flagged: int


def report_of(run: int) -> ArchiveReport:
    """The report of a run, also while it goes on.

    Raises:
        NotInStore: there is no such run.
    """
    row = ArchiveRun.objects.filter(pk=run).first()
    if row is None:
        raise NotInStore(f"There is no archive run {run}.")
    items = ArchiveItem.objects.filter(run=row)
    states = dict(items.values_list("state").annotate(Count("id")))
    mine = Submission.objects.filter(archive_items__run=row, archive_items__state=State.SUBMITTED)
    done = mine.filter(state=Submission.State.DONE).count()
    failed = mine.filter(state=Submission.State.FAILED).count()
    filed = _filed(row)
    matrix = Counter((read or guessed, unit) for _, guessed, read, unit in filed)
    told = Reading.objects.filter(submission__in=mine, current_of__isnull=False).aggregate(
        Sum("fields"), Sum("flagged")
    )
    return ArchiveReport(
        folder=row.folder,
        files=sum(states.values()),
        done=done,
        waiting=states.get(State.FOUND, 0) + states.get(State.SUBMITTED, 0) - done - failed,
        duplicates=tuple(items.filter(state=State.DUPLICATE).order_by("path").values_list("path", flat=True)),
        rescans=_rescans(row),
        failures=tuple(_failures(row)),
        pages=Page.objects.filter(submission__in=mine, state=Page.State.READ).count(),
        matrix=dict(matrix),
        gaps=_gaps(matrix),
        contrary=tuple((path, guess, read) for path, guess, read, _ in filed if guess and read and guess != read),
        values=told["fields__sum"] or 0,
        flagged=told["flagged__sum"] or 0,
    )


def _filed(run: ArchiveRun) -> list[tuple[str, int | None, int | None, str]]:
    """Each paper that was read: its path, the year of the path, the year it speaks of, and its unit."""
    read = ArchiveItem.objects.filter(
        run=run, state=State.SUBMITTED, submission__file__document__current__isnull=False
    ).order_by("path")
    own = "submission__file__document__"
    rows = read.values_list("path", "year", f"{own}year", f"{own}unit__name", "unit")
    return [(path, guessed, year, unit or guess) for path, guessed, year, unit, guess in rows]


def _rescans(run: ArchiveRun) -> tuple[tuple[str, str, int], ...]:
    taken = ArchiveItem.objects.filter(
        run=run, state=State.SUBMITTED, submission__file__document__same_paper__isnull=False
    )
    alike = taken.exclude(submission__file__document__same_paper_state="rejected").order_by("path")
    other = "submission__file__document__same_paper"
    return tuple(alike.values_list("path", f"{other}__name", other))


def _failures(run: ArchiveRun) -> list[Failure]:
    """Files refused, documents that failed whole, pages set aside; by path."""
    found = [
        Failure(item.path, None, item.error_kind, item.error)
        for item in ArchiveItem.objects.filter(run=run, state=State.FAILED)
    ]
    taken = ArchiveItem.objects.filter(run=run, state=State.SUBMITTED).select_related("submission")
    for item in taken.filter(submission__state=Submission.State.FAILED):
        kind, _, reason = (item.submission.error if item.submission else "").partition(": ")
        found.append(Failure(item.path, None, kind, reason))
    unread = Page.objects.filter(state=Page.State.UNREAD, submission__archive_items__in=taken)
    unread = unread.exclude(submission__state=Submission.State.FAILED)
    paths = dict(taken.values_list("submission", "path"))
    found += [Failure(paths[page.submission_id], page.number, page.error_kind, page.error) for page in unread]
    return sorted(found, key=lambda failure: (failure.path, failure.page or 0))


def _gaps(matrix: Counter[tuple[int | None, str]]) -> tuple[tuple[str, int], ...]:
    years: dict[str, set[int]] = {}
    for year, unit in matrix:
        if year is not None and unit:
            years.setdefault(unit, set()).add(year)
    return tuple(
        (unit, year) for unit, has in sorted(years.items()) for year in range(min(has), max(has)) if year not in has
    )
