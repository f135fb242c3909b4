"""Indicator rows of gold and prediction in, how many stand once under the right names out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from extractor.record.compare.align import align_rows
from extractor.record.compare.outcomes import paired
from extractor.record.values.comparable import same_text

_LEVELS = ("level1", "level2", "level3")


@dataclass(frozen=True)
class RowCount:
    """Rows with a level-3 name: in gold, present once under the right level 1 and 2, and predicted beyond gold's."""

    gold: int = 0
    right: int = 0
    extra: int = 0

    def __add__(self, other: RowCount) -> RowCount:
        return RowCount(self.gold + other.gold, self.right + other.right, self.extra + other.extra)


def compare_rows(gold: Mapping[str, Any], predicted: Mapping[str, Any], kind: str) -> RowCount:
    """Row alignment of the indicator tables of one kind."""
    count = RowCount()
    for i, j in paired(gold, predicted, kind):
        left = (gold["records"][i].get("indicators") or []) if i is not None else []
        right = (predicted["records"][j].get("indicators") or []) if j is not None else []
        count += _count(left, right)
    return count


def _count(gold: list[dict[str, Any]], predicted: list[dict[str, Any]]) -> RowCount:
    pairs = align_rows(gold, predicted)
    named = sum(1 for row in gold if row.get("level3") is not None)
    right = sum(1 for i, j in pairs if i is not None and j is not None and _same_names(gold[i], predicted[j]))
    extra = sum(1 for i, j in pairs if i is None and j is not None and predicted[j].get("level3") is not None)
    return RowCount(named, right, extra)


def _same_names(gold: dict[str, Any], predicted: dict[str, Any]) -> bool:
    return gold.get("level3") is not None and all(
        same_text(gold.get(level) or "", predicted.get(level) or "") for level in _LEVELS
    )
