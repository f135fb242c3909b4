"""Mentions of gold and predicted reports in, how many were found out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from extractor.record.compare.outcomes import paired
from extractor.record.values.comparable import comparable


@dataclass(frozen=True)
class Found:
    """Mentions counted over (label, normalised text) per report."""

    right: int = 0
    gold: int = 0
    predicted: int = 0

    @property
    def precision(self) -> float | None:
        """Share of predicted mentions that are right."""
        return self.right / self.predicted if self.predicted else None

    @property
    def recall(self) -> float | None:
        """Share of gold mentions that were found."""
        return self.right / self.gold if self.gold else None

    @property
    def f1(self) -> float | None:
        """Harmonic mean of precision and recall."""
        return 2 * self.right / (self.gold + self.predicted) if self.gold + self.predicted else None

    def __add__(self, other: Found) -> Found:
        return Found(self.right + other.right, self.gold + other.gold, self.predicted + other.predicted)


def compare_mentions(gold: Mapping[str, Any], predicted: Mapping[str, Any]) -> dict[str, Found]:
    """Mentions by label, over all reports of two envelopes."""
    counts: dict[str, Found] = {}
    for i, j in paired(gold, predicted, "report"):
        left = _counted(gold["records"][i]) if i is not None else Counter()
        right = _counted(predicted["records"][j]) if j is not None else Counter()
        for label in {key[0] for key in (*left, *right)}:
            ours = Counter({key: count for key, count in left.items() if key[0] == label})
            theirs = Counter({key: count for key, count in right.items() if key[0] == label})
            found = Found((ours & theirs).total(), ours.total(), theirs.total())
            counts[label] = counts.get(label, Found()) + found
    return counts


def _counted(record: Mapping[str, Any]) -> Counter[tuple[str, str]]:
    return Counter((one["label"], comparable(one["text"])) for one in record.get("mentions") or [])
