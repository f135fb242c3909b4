"""What these departments' forms share."""

from __future__ import annotations

from copy import deepcopy
from decimal import ROUND_FLOOR, Decimal
from typing import Any, ClassVar

from corpora.content.money import plain
from corpora.layouts.form import only
from corpora.layouts.heldout.parts import HeldoutForm
from corpora.layouts.indicator_rows import Column, IndicatorTable
from corpora.layouts.national import Spec
from corpora.layouts.pen import Record

_LISTS = ("income", "expenditure", "tasks", "sections", "funds", "goals")
_LEAVES = ("contact", "phone", "period", "income_total", "expenditure_total", "tasks_total", "grade", "total_weight")


class HeldoutDepartment(HeldoutForm):
    """What these share: the fields of ``kept``, and indicators in their columns."""

    kind: ClassVar[str] = "department_evaluation"
    kept: ClassVar[tuple[str, ...]] = ()
    columns: ClassVar[tuple[Spec, ...]]

    def keep(self, full: Record) -> Record:
        """What is not kept is blank; goals have no degree, indicators no notes."""
        record = deepcopy(full) | {"title": self.title}
        dropped: dict[str, Any] = {key: [] for key in _LISTS} | dict.fromkeys(_LEAVES)
        record.update({key: value for key, value in dropped.items() if key not in self.kept})
        keys = ("score_rows", *("target" if key == "number" else key for key, _, _ in self.columns))
        record["indicators"] = [only(row, keys) for row in record["indicators"]]
        for row in record["indicators"]:
            row.pop("note", None)
        for goal in record["goals"]:
            goal["completion"] = None
        record["sections"] = [section for section in record["sections"] if section["text"]]
        return record

    def _table(self) -> IndicatorTable:
        return IndicatorTable([Column(*spec) for spec in self.columns])


def share_points(rows: list[Record], points: int) -> None:
    """Give the rows weights in halves that add up to ``points``, in proportion to theirs; lost points stay lost."""
    half, drawn = Decimal("0.5"), [Decimal(row["weight"]) for row in rows]
    total = sum(drawn, Decimal(0))
    parts = [max(1, int((weight * 2 * points / total).to_integral_value(ROUND_FLOOR))) for weight in drawn]
    for step in range(2 * points - sum(parts)):
        parts[step % len(parts)] += 1
    for row, weight, part in zip(rows, drawn, parts, strict=True):
        lost = max(Decimal(0), weight - Decimal(row["score"] or 0))
        row["weight"] = plain(part * half)
        row["score"] = plain(max(Decimal(0), part * half - lost))
