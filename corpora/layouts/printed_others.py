"""Targets, lists and department forms printed as their ``_layout`` says, on the layouts they are akin to."""

from __future__ import annotations

from typing import ClassVar

from corpora.layouts.department import WholeDepartment
from corpora.layouts.form import ends
from corpora.layouts.listing import PlainList
from corpora.layouts.pen import Pen, Record
from corpora.layouts.sheet import Cell, Sheet
from corpora.layouts.target import CodedTarget, GoalRowsTarget


class PrintedTarget(CodedTarget):
    """With the title, unit line and code as they were printed; 预算单位 inside where no code is given."""

    name: ClassVar[str] = "printed_target"

    def keep(self, full: Record) -> Record:
        """The record as it is."""
        return full

    def html(self, pen: Pen) -> str:
        """Return the coded form, or the form with a row per goal where the unit has no code."""
        if pen.record["project_code"] is None:
            return GoalRowsTarget(self.rng, self.style).html(pen)
        return super().html(pen)

    def _top(self, pen: Pen) -> str:
        layout = pen.record["_layout"]
        counter = layout["title_printed"][: -len(pen.record["title"])] if layout["title_printed"][0].isdigit() else ""
        title = f'<div class="title">{pen.label(counter) if counter else ""}{pen.put("/title")}</div>'
        unit = pen.put("/reporting_unit_code") + pen.label(" ") + pen.put("/reporting_unit")
        return title + ends(unit + pen.seal(pen.record["reporting_unit"], "&nbsp;"), pen.label(layout["unit_line"]))

    def _names(self, pen: Pen) -> list[Cell]:
        raw = pen.record["_layout"]["raw"]["project_code"]
        code, name = pen.put("/project_code", printed=raw), pen.put("/project_name")
        return [Cell(pen.label("项目编码")), Cell(code, 2), Cell(pen.label("项目名称")), Cell(name, 3, css="t")]


class PrintedList(PlainList):
    """Without caption, the units as they were glued to their codes, the amounts with the decimals they had."""

    name: ClassVar[str] = "printed_list"

    def keep(self, full: Record) -> Record:
        """The record as it is."""
        return full

    def html(self, pen: Pen) -> str:
        """Return the table alone, under a caption only where there is one."""
        title = f'<div class="title">{pen.put("/title")}</div>' if pen.record["title"] else ""
        return title + self.table(pen).html()

    def table(self, pen: Pen) -> Sheet:
        """Return the table with its printed header, not repeated where it was not."""
        layout = pen.record["_layout"]
        sheet = Sheet([width for _, _, width in self.columns])
        head = [Cell(pen.label(label), css="h c") for label in layout["columns"]]
        if layout["header_repeated_after_break"]:
            sheet.head = [head]
        else:
            sheet.row(*head)
        for index in range(len(pen.record["rows"])):
            sheet.row(
                *(Cell(self._printed(pen, index, key), css="t" if "name" in key else "") for key, _, _ in self.columns)
            )
        return sheet

    def _printed(self, pen: Pen, index: int, key: str) -> str:
        layout, row, pointer = pen.record["_layout"], pen.record["rows"][index], f"/rows/{index}/{key}"
        if key == "budget":
            return pen.put(pointer, printed=layout["raw_budget"][index])
        if key != "department":
            return pen.put(pointer)
        raw, code = layout["raw_department"][index], row["department_code"] or ""
        start = raw.find(code) if code else -1
        name = raw.find(row["department"].split("(")[0])
        spans = [(start, start + len(code), f"/rows/{index}/department_code")] if start >= 0 else []
        return pen.text(raw, [*spans, (max(name, 0), len(raw), pointer)])


class PrintedDepartment(WholeDepartment):
    """The six-page department form; cells merged over rows of one score are merged again."""

    name: ClassVar[str] = "printed_department"

    def keep(self, full: Record) -> Record:
        """The record as it is."""
        return full
