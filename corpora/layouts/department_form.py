"""What these departments' forms share: what a form does not say it keeps is blank."""

from __future__ import annotations

from copy import deepcopy
from typing import Any, ClassVar

from corpora.layouts.form import only
from corpora.layouts.indicator_rows import Column, IndicatorTable, header_cells, indicator_rows, total_cells
from corpora.layouts.inset import Inset
from corpora.layouts.national import Spec
from corpora.layouts.pen import Pen, Record
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
        keys = ("score_rows", *(key for key, _, _ in self.columns))
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
