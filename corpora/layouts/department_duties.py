"""部门整体支出绩效自评表: duty and tasks before the money, or the money scored and weights before targets."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from corpora.layouts.department_form import SummedDepartment
from corpora.layouts.form import ends, only, year_line
from corpora.layouts.indicator_rows import Column, IndicatorTable, header_cells, total_cells
from corpora.layouts.pen import Pen, Record
from corpora.layouts.pieces import joined, labelled, sealed, signed, titled, told, woven
from corpora.layouts.sections import NATIONAL_SOURCES
from corpora.layouts.sheet import Cell, Sheet


class MandateDepartment(SummedDepartment):
    """What the year's duty and tasks are, the budget by origin of the money, indicators with what their value means."""

    name = "department_mandate"
    titles = ("部门(单位)整体绩效自评表", "部门整体支出绩效目标自评表", "预算部门整体绩效目标完成情况表")
    kept = ("goals", "tasks", "funds", "grade")
    columns = (
        ("level1", "一级指标", 9),
        ("level2", "二级指标", 12),
        ("level3", "三级指标", 21),
        ("target", "指标值", 12),
        ("actual", "完成值", 12),
        ("description", "指标说明", 19),
        ("weight", "分值", 7),
        ("score", "得分", 7),
    )
    sources: ClassVar[tuple[tuple[str, str], ...]] = (
        ("total", "部门预算总额"),
        ("fiscal", "(1)政府预算资金"),
        ("carryover", "(2)上年结转资金"),
        ("other", "(3)单位资金"),
    )
    keys: ClassVar[tuple[str, ...]] = ("budget", "executed", "rate")

    def keep(self, full: Record) -> Record:
        """Money by origin, tasks in words."""
        record = super().keep(full)
        labels = dict(self.sources)
        keys = ("source", *self.keys)
        record["funds"] = [only(fund, keys) | {"label": labels[fund["source"]]} for fund in full["funds"]]
        record["tasks"] = [only(task, ("name", "completion")) for task in record["tasks"]]
        return record

    def html(self, pen: Pen) -> str:
        """Return title, the boxes, the sum and the grade."""
        top = titled(pen, "(", "年度)") + f'<div class="right">{pen.label("单位:万元")}</div>'
        grade = labelled(pen, (21, 79), (("评价等级", pen.put("/grade")),))
        parts = (self._duty(pen), self._tasks(pen), self._money(pen), self._indicators(pen), grade)
        return top + joined(*parts)

    def _duty(self, pen: Pen) -> Sheet:
        sheet = labelled(pen, (21, 79), (("部门(单位)名称", sealed(pen, "reporting_unit")),))
        for index in range(len(pen.record["goals"])):
            for key, label in (("expected", "年度履职目标"), ("actual", "履职目标完成情况")):
                sheet.row(Cell(pen.label(label)), Cell(pen.put(f"/goals/{index}/{key}"), css="t"))
        return sheet

    def _tasks(self, pen: Pen) -> Sheet:
        sheet, tasks = Sheet([21, 33, 46]), range(len(pen.record["tasks"]))
        over = (Cell(pen.label(label), css="h c") for label in ("任务名称", "完成情况"))
        sheet.row(Cell(pen.label("年度主要任务"), rows=1 + len(tasks)), *over)
        for index in tasks:
            sheet.row(*(Cell(pen.put(f"/tasks/{index}/{key}"), css="t") for key in ("name", "completion")))
        return sheet

    def _money(self, pen: Pen) -> Sheet:
        sheet, count = Sheet([21, 34, 16, 16, 13]), len(pen.record["funds"])
        over = (Cell(pen.label(label), css="h c") for label in ("项目", "全年预算数", "全年执行数", "执行率"))
        sheet.row(Cell(pen.label("预算情况"), rows=2 + count), *over)
        for line in range(count):
            if line == 1:
                sheet.row(Cell(pen.label("资金来源:"), css="l"), *(Cell("") for _ in range(3)))
            name = Cell(pen.put(f"/funds/{line}/label"), css="l")
            sheet.row(name, *self._figures(pen, line, self.keys))
        return sheet


class ScoredDutiesDepartment(SummedDepartment):
    """The national form with money scored in its first row, weight and rule at the front, what follows in sections."""

    name = "department_scored_duties"
    titles = ("部门整体支出绩效自评表", "部门整体支出绩效自评评分表", "单位整体支出绩效自评表")
    kept = ("funds", "goals", "sections", "contact", "phone", "grade")
    columns = (
        ("level1", "一级指标", 8),
        ("level2", "二级指标", 10),
        ("level3", "三级指标", 17),
        ("weight", "分值", 8),
        ("rule", "评分标准", 18),
        ("target", "年度指标值", 12),
        ("actual", "实际完成值", 12),
        ("score", "得分", 8),
        ("reason", "扣分原因", 7),
    )
    money: ClassVar[tuple[tuple[str, str], ...]] = (
        ("budget_initial", "年初预算数"),
        ("budget", "全年预算数"),
        ("executed", "全年执行数"),
        ("rate", "执行率"),
        ("weight", "分值"),
        ("score", "得分"),
    )
    sources: ClassVar[tuple[tuple[str, str], ...]] = NATIONAL_SOURCES

    def keep(self, full: Record) -> Record:
        """All four sources; nothing is left out that is nought."""
        record = super().keep(full)
        labels, keys = dict(self.sources), ("source", *(key for key, _ in self.money))
        record["funds"] = [only(fund, keys) | {"label": labels[fund["source"]]} for fund in full["funds"]]
        return record

    def html(self, pen: Pen) -> str:
        """Return title, unit, tables and who signs."""
        top = f'<div class="title">{pen.put("/title")}</div>{year_line(pen, "", "年度")}'
        top += ends(told(pen, "reporting_unit", "部门(单位)名称", True), pen.label("金额单位:万元"))
        below = signed(told(pen, "contact", "联系人"), told(pen, "phone", "联系电话"), pen.label("单位负责人(签字):"))
        last = Sheet([20, 80])
        last.row(Cell(pen.label("自评等级")), Cell(pen.put("/grade"), css="l"))
        for index in range(len(pen.record["sections"])):
            section = f"/sections/{index}"
            last.row(Cell(pen.put(f"{section}/heading")), Cell(pen.put(f"{section}/text"), css="t"))
        return top + joined(self._money(pen), self._goals(pen), self._indicators(pen), last) + below

    def _money(self, pen: Pen) -> Sheet:
        sheet = Sheet([12, 22, 14, 14, 14, 10, 7, 7])
        over = (Cell(pen.label(head), css="h c") for _, head in self.money)
        sheet.row(Cell(pen.label("预算执行"), rows=5), Cell(pen.label("资金类别"), css="h c"), *over)
        for line in range(len(pen.record["funds"])):
            cells = self._figures(pen, line, tuple(key for key, _ in self.money))
            sheet.row(Cell(pen.put(f"/funds/{line}/label"), css="l"), *cells)
        return sheet

    def _goals(self, pen: Pen) -> Sheet:
        sheet, goals = Sheet([12, 44, 44]), range(len(pen.record["goals"]))
        over = (Cell(pen.label(label), css="h c") for label in ("年初总体目标", "目标完成情况"))
        sheet.row(Cell(pen.label("总体目标"), rows=1 + len(goals)), *over)
        for index in goals:
            sheet.row(*(Cell(pen.put(f"/goals/{index}/{key}"), css="t") for key in ("expected", "actual")))
        return sheet

    def _indicators(self, pen: Pen, total: str = "合计") -> Sheet:
        columns = [Column(*spec) for spec in self.columns]
        sheet = Sheet([column.width for column in columns])
        sheet.head = [header_cells(pen, columns)]
        sheet.rows = woven(pen, IndicatorTable(columns), {"reason": [_lost(row) for row in pen.record["indicators"]]})
        sheet.rows.append(total_cells(pen, columns, total))
        return sheet


def _lost(row: Record) -> str:
    short = row["score"] is not None and row["weight"] is not None and Decimal(row["score"]) < Decimal(row["weight"])
    return "未达标" if short else ""
