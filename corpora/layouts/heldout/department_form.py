"""What these departments' forms share."""

from __future__ import annotations

from decimal import ROUND_FLOOR, Decimal

from corpora.content.money import plain
from corpora.layouts.department_form import DepartmentForm
from corpora.layouts.heldout.parts import HeldoutForm
from corpora.layouts.pen import Record


class HeldoutDepartment(HeldoutForm, DepartmentForm):
    """A department's form of this split, which prints the sum of the weights only where ``kept`` names it."""

    def keep(self, full: Record) -> Record:
        """What is not kept is blank; goals have no degree, indicators no notes."""
        record = super().keep(full)
        if "total_weight" not in self.kept:
            record["total_weight"] = None
        return record


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
