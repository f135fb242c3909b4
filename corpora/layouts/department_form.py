"""What these departments' forms share: what a form does not say it keeps is blank."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from decimal import Decimal
from typing import Any, ClassVar

from corpora.content.money import plain
from corpora.content.project import grade_of
from corpora.layouts.form import only
from corpora.layouts.indicator_rows import Column, IndicatorTable, header_cells, indicator_rows, total_cells
from corpora.layouts.inset import Inset, SmallPrint
from corpora.layouts.national import Spec
from corpora.layouts.pen import Pen, Record
from corpora.layouts.pieces import summed
from corpora.layouts.runs import WHOLE, share_points
from corpora.layouts.sheet import Cell, Sheet

_LISTS = ("income", "expenditure", "tasks", "sections", "funds", "goals")
_LEAVES = ("contact", "phone", "period", "income_total", "expenditure_total", "tasks_total", "grade")


class DepartmentForm(Inset):
    """A department's form that keeps the fields of ``kept`` and the columns of ``columns``."""

    kind: ClassVar[str] = "department_evaluation"
    narrow: ClassVar[bool] = False
    kept: ClassVar[tuple[str, ...]] = ()
    columns: ClassVar[tuple[Spec, ...]]

    def keep(self, full: Record) -> Record:
        """The fields named, goals without their degree, indicators in their columns."""
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
        return IndicatorTable([Column(*spec) for spec in self.columns], narrow=self.narrow)

    def _indicators(self, pen: Pen, total: str = "合计") -> Sheet:
        """Return the indicators under their header, with a closing row where ``total`` names one."""
        table = self._table()
        sheet = Sheet([column.width for column in table.columns])
        sheet.head, sheet.rows = [header_cells(pen, table.columns)], indicator_rows(pen, table)
        if total:
            sheet.rows.append(total_cells(pen, table.columns, total))
        return sheet

    def _rows_of(self, pen: Pen, widths: tuple[float, float], *pairs: tuple[str, str]) -> Sheet:
        """Return a row of label and text for each pointer."""
        sheet = Sheet(widths)
        for pointer, label in pairs:
            sheet.row(Cell(pen.label(label)), Cell(pen.put(pointer), css="t"))
        return sheet


class UntotalledDepartment(DepartmentForm):
    """A department's form that prints the sum of the weights only where ``kept`` names it."""

    def keep(self, full: Record) -> Record:
        """What is not kept is blank; goals have no degree, indicators no notes."""
        record = super().keep(full)
        if "total_weight" not in self.kept:
            record["total_weight"] = None
        return record


class SummedDepartment(SmallPrint, DepartmentForm):
    """A department's form whose total is what its indicators lost of a hundred points, and whose grade follows it."""

    scored: ClassVar[bool] = True

    def keep(self, full: Record) -> Record:
        """As named, with the total and the grade that the indicators give, or without points at all."""
        record = super().keep(full)
        lost = sum((Decimal(row["weight"]) - Decimal(row["score"]) for row in full["indicators"]), Decimal(0))
        whole = max(Decimal(0), Decimal(100) - lost)
        record["total_score"] = plain(whole)
        if "grade" in self.kept:
            record["grade"] = grade_of(whole)
        if not self.scored:
            record.update(total_weight=None, total_score=None)
        return record

    def _figures(self, pen: Pen, line: int, keys: tuple[str, ...]) -> list[Cell]:
        prints: dict[str, Callable[[str], str]] = {"rate": pen.percent, "weight": pen.score, "score": pen.score}
        return [Cell(prints.get(key, pen.amount)(f"/funds/{line}/{key}")) for key in keys]


class HundredPointsDepartment(SmallPrint, UntotalledDepartment):
    """A department's form with a hundred points for its indicators, less where ``money_points`` go to the money."""

    money_points: ClassVar[int] = 0

    def keep(self, full: Record) -> Record:
        """The weights add up, and so do the scores; the grade follows them."""
        record = super().keep(full)
        share_points(rows := record["indicators"], 100 - self.money_points, WHOLE)
        total = Decimal(summed(rows, "score"))
        if self.money_points:
            total += Decimal(record["funds"][0]["score"] or 0)
        return record | {"total_score": plain(total), "grade": grade_of(total) if "grade" in self.kept else None}
