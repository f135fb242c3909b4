"""项目支出绩效目标表 as a unit's own card."""

from __future__ import annotations

from typing import Any, ClassVar

from corpora.layouts.form import ends
from corpora.layouts.indicator_rows import Column, IndicatorTable, header_cells
from corpora.layouts.inset import SmallPrint
from corpora.layouts.pen import Pen, Record
from corpora.layouts.pieces import (
    framed,
    joined,
    labelled,
    numbered,
    told,
    woven,
)
from corpora.layouts.sheet import Cell, Sheet
from corpora.layouts.target_counted import CountedGoalsTarget


class UnitCardTarget(SmallPrint, CountedGoalsTarget):
    """A unit's own card: labels shaded, the money with its unit in the cells, progress by quarter."""

    name = "target_unit_card"
    titles = ("项目绩效目标卡", "项目支出绩效目标表", "专项经费绩效目标表")
    kept = ("spending_plan", "project_code")
    money = (("total", "预算金额"), ("fiscal", "财政资金"), ("other", "自筹资金"))
    columns = (
        ("seq", "序号", 5),
        ("level1", "一级指标", 12),
        ("level2", "二级指标", 15),
        ("level3", "三级指标", 30),
        ("description", "指标说明", 22),
        ("target", "目标值", 16),
    )
    months: ClassVar[dict[str, str]] = {
        "3月底": "一季度",
        "6月底": "二季度",
        "9月底": "三季度",
        "10月底": "三季度",
        "12月底": "四季度",
    }

    def keep(self, full: Record) -> Record:
        """The plan by quarters."""
        record = super().keep(full)
        for step in record["spending_plan"]:
            step["by"] = self.months[step["by"]]
        return record

    def html(self, pen: Pen) -> str:
        """Return title, unit and the card."""
        top = f'<div class="title">{pen.put("/title")}</div>'
        year = pen.put("/year", printed=f"{pen.value('/year')}年度")
        top += ends(told(pen, "reporting_unit", "项目单位", True), year)
        return top + framed("shaded", joined(*self._parts(pen)))

    def _parts(self, pen: Pen) -> list[Sheet]:
        names = (("项目名称", pen.put("/project_name")), ("项目编号", pen.put("/project_code")))
        head = labelled(pen, (14, 44, 12, 30), names)
        return [head, self._money(pen), self._plan(pen), self._goals(pen), self._rows(pen)]

    def _money(self, pen: Pen) -> Sheet:
        sheet, cells = Sheet([14, 20, 12, 21, 12, 21]), []
        at = {fund["source"]: line for line, fund in enumerate(pen.record["funds"])}
        for source, label in self.money:
            name, amount = pen.label(label) if source not in at else "", ""
            if source in at:
                fund = f"/funds/{at[source]}"
                name = pen.put(f"{fund}/label")
                printed = pen.style.amount(pen.value(f"{fund}/budget"))
                amount = pen.put(f"{fund}/budget", printed=f"{printed}万元")
            cells += [Cell(name, css="h"), Cell(amount)]
        sheet.row(*cells)
        return sheet

    def _plan(self, pen: Pen) -> Sheet:
        plan = {step["by"]: n for n, step in enumerate(pen.record["spending_plan"])}
        sheet, quarters = Sheet([14, 21.5, 21.5, 21.5, 21.5]), ("一季度", "二季度", "三季度", "四季度")
        names = (pen.put(f"/spending_plan/{plan[q]}/by") if q in plan else pen.label(q) for q in quarters)
        sheet.row(Cell(pen.label("支出进度(累计)"), rows=2, css="h"), *(Cell(name, css="h c") for name in names))
        shares = (pen.percent(f"/spending_plan/{plan[q]}/percent") if q in plan else "" for q in quarters)
        sheet.row(*(Cell(share) for share in shares))
        return sheet

    def _goals(self, pen: Pen) -> Sheet:
        sheet, goals = Sheet([14, 6, 80]), range(len(pen.record["goals"]))
        for index in goals:
            side: list[Any] = [Cell(pen.label("绩效目标"), rows=len(goals), css="h")] if index == 0 else []
            sheet.row(*side, Cell(pen.label(str(index + 1))), Cell(pen.put(f"/goals/{index}/expected"), css="t"))
        return sheet

    def _rows(self, pen: Pen) -> Sheet:
        columns = [Column(*spec) for spec in self.columns]
        sheet = Sheet([column.width for column in columns])
        sheet.head = [header_cells(pen, columns)]
        sheet.rows = woven(pen, IndicatorTable(columns), {"seq": numbered(pen)})
        return sheet
