"""Outcomes of many fields in, the measures of the canon out: accuracy, silent errors, review load, evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from extractor.record.compare.outcomes import FieldOutcome


@dataclass
class Tally:
    """Counts over fields. ``flagged`` counts predicted fields in the review queue, right or wrong."""

    right: int = 0
    wrong: int = 0
    missing: int = 0
    spurious: int = 0
    flagged: int = 0
    silent: int = 0
    hits: int = 0
    placed: int = 0

    def add(self, outcome: FieldOutcome) -> None:
        """Counts one field."""
        setattr(self, outcome.verdict, getattr(self, outcome.verdict) + 1)
        self.flagged += outcome.caught and outcome.verdict != "missing"
        self.silent += not outcome.caught and outcome.verdict != "right"
        self.hits += outcome.hit is True
        self.placed += outcome.hit is not None

    @property
    def gold(self) -> int:
        """Fields that gold fills."""
        return self.right + self.wrong + self.missing

    @property
    def predicted(self) -> int:
        """Fields that the prediction fills."""
        return self.right + self.wrong + self.spurious

    @property
    def accuracy(self) -> float | None:
        """Correct / (gold non-null + spurious)."""
        return _share(self.right, self.gold + self.spurious)

    @property
    def silent_rate(self) -> float | None:
        """Silent errors / predicted fields."""
        return _share(self.silent, self.predicted)

    @property
    def review_load(self) -> float | None:
        """Flagged / predicted fields."""
        return _share(self.flagged, self.predicted)

    @property
    def evidence(self) -> float | None:
        """Right fields whose box stands in the true place, among those that can be told."""
        return _share(self.hits, self.placed)


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def tally_by(outcomes: Iterable[FieldOutcome], key: Callable[[FieldOutcome], str]) -> dict[str, Tally]:
    """Tallies of the outcomes by ``key``, in order of first appearance."""
    tallies: dict[str, Tally] = {}
    for outcome in outcomes:
        tallies.setdefault(key(outcome), Tally()).add(outcome)
    return tallies
