"""How far an archive has come: counts, pages a minute, and the time that is left at that rate."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q

from extractor.store.models import ArchiveItem, Page, Submission


@dataclass(frozen=True)
class Standing:
    """Counts of files and pages. ``waiting``: files not handed in yet, whose pages are not known."""

    files: int
    waiting: int
    refused: int
    documents_done: int
    pages: int
    pages_done: int

    @property
    def pages_in_all(self) -> float:
        """The pages there will be, those of files not handed in taken to have as many as the others."""
        known = self.files - self.waiting - self.refused
        return self.pages + (self.waiting * self.pages / known if known else 0)

    def seconds_left(self, pages_per_second: float) -> float | None:
        """How long it will take at a rate; None where nothing is known yet."""
        return (self.pages_in_all - self.pages_done) / pages_per_second if pages_per_second and self.pages else None


def standing_of(run: int) -> Standing:
    """How far a run has come."""
    state, items = ArchiveItem.State, ArchiveItem.objects.filter(run_id=run)
    counts = items.aggregate(
        files=Count("id"),
        waiting=Count("id", filter=Q(state=state.FOUND)),
        refused=Count("id", filter=Q(state=state.FAILED)),
    )
    mine = Submission.objects.filter(run_id=run)
    pages = Page.objects.filter(submission__in=mine).aggregate(
        pages=Count("id"), pages_done=Count("id", filter=Q(state__in=(Page.State.READ, Page.State.UNREAD)))
    )
    return Standing(**counts, **pages, documents_done=mine.filter(state=Submission.State.DONE).count())
