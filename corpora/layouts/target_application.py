"""Targets as units apply for them: money in one line or down the edge, the plan as a small table of its own."""

from __future__ import annotations

from copy import deepcopy
from random import Random
from typing import ClassVar

from corpora.layouts.form import Form, ends, only, year_line
from corpora.layouts.indicator_rows import Column, IndicatorTable, header_cells, indicator_rows
from corpora.layouts.national import Spec
from corpora.layouts.pen import Pen, Record
from corpora.layouts.sheet import Cell, Sheet
from corpora.layouts.style import Style


class OperatorTarget(Form):
    """On its side: names in pairs, the money in one line, operator, value and unit under one heading."""

    name: ClassVar[str] = "target_operator"
    kind: ClassVar[str] = "project_target"
    split = "dev"
    landscape = True
    titles: ClassVar[tuple[str, ...]] = ("项目支出绩效目标表", "预算项目绩效目标审核表")
    money: ClassVar[tuple[tuple[str, str], ...]] = (
        ("total", "项目资金总额"),
        ("fiscal", "其中:财政拨款"),
        ("other", "其他资金"),
    )
    columns: ClassVar[tuple[Spec, ...]] = (
        ("level1", "一级指标", 10),
        ("level2", "二级指标", 13),
        ("level3", "三级指标", 31),
        ("sign", "运算符号", 8),
        ("number", "目标值", 13),
        ("unit", "计量单位", 9),
        ("basis", "指标来源", 16),
    )

    def __init__(self, rng: Random, style: Style) -> None:
        super().__init__(rng, style)
        self.counter = rng.choice(["目标{}:", "{}.", "({})"])

    def keep(self, full: Record) -> Record:
        """No purpose and no plan; the unit without its code."""
        record = deepcopy(full)
        record.update(title=self.title, purpose=None, spending_plan=[], reporting_unit_code=None)
        return self._keep_rows(record)

    def _keep_rows(self, record: Record) -> Record:
        labels = dict(self.money)
        for fund in record["funds"]:
            fund["label"] = labels[fund["source"]]
        keys = (*(key for key, _, _ in self.columns), "target")
        record["indicators"] = [only(row, keys) for row in record["indicators"]]
        return record

    def html(self, pen: Pen) -> str:
        """Return title, head and indicators."""
        line = ends(pen.seal(pen.record["reporting_unit"], "&nbsp;"), pen.label("金额单位:万元"))
        title = f'<div class="title">{pen.put("/title")}</div>{year_line(pen, "(", "年度)")}'
        return title + line + self._head(pen).html() + self._indicators(pen).html()

    def _head(self, pen: Pen) -> Sheet:
        sheet = Sheet([13, 21, 13, 20, 13, 20])
        name, code = Cell(pen.put("/project_name"), 3), Cell(pen.put("/project_code"))
        sheet.row(Cell(pen.label("项目名称")), name, Cell(pen.label("项目编码")), code)
        sheet.row(Cell(pen.label("申报单位")), Cell(pen.put("/reporting_unit"), 5, css="l"))
        sheet.row(*(cell for label, amount in self._amounts(pen) for cell in (label, amount)))
        goals = "".join(
            f"<div>{pen.label(self.counter.format(index + 1))}{pen.put(f'/goals/{index}/expected')}</div>"
            for index in range(len(pen.record["goals"]))
        )
        sheet.row(Cell(pen.label("年度绩效目标")), Cell(goals, 5, css="t"))
        return sheet

    def _amounts(self, pen: Pen) -> list[tuple[Cell, Cell]]:
        lines = {fund["source"]: index for index, fund in enumerate(pen.record["funds"])}
        cells = []
        for source, label in self.money:
            line = lines.get(source)
            name = pen.label(label) if line is None else pen.put(f"/funds/{line}/label")
            amount = pen.style.blank if line is None else pen.amount(f"/funds/{line}/budget")
            cells.append((Cell(name), Cell(amount)))
        return cells

    def _indicators(self, pen: Pen) -> Sheet:
        columns = [Column(*spec) for spec in self.columns]
        rows = indicator_rows(pen, IndicatorTable(columns))
        sheet = Sheet([5, *(column.width for column in columns)])
        heads = [Cell(pen.label(column.header), rows=2, css="h c") for column in columns]
        over = Cell(pen.label("年度指标值"), 3, css="h c")
        sheet.row(Cell(pen.label("绩效指标"), rows=2 + len(rows), css="v"), *heads[:3], over, heads[-1])
        sheet.row(*header_cells(pen, columns[3:6]))
        sheet.rows += rows
        return sheet


class CalendarTarget(OperatorTarget):
    """Upright, title and unit inside the table, the spending plan a line per date, purpose under the money."""

    name = "target_calendar"
    landscape = False
    titles = ("部门预算项目支出绩效目标申报表", "项目绩效目标申报表", "专项资金绩效目标表")
    money = (("total", "资金总额"), ("fiscal", "其中:财政资金"), ("other", "自有资金"))
    columns = (
        ("level1", "一级指标", 12),
        ("level2", "二级指标", 14),
        ("level3", "三级指标", 24),
        ("description", "指标内容", 22),
        ("target", "绩效目标值", 14),
        ("basis", "目标值依据", 14),
    )

    def keep(self, full: Record) -> Record:
        """Everything, under the form's own title."""
        return self._keep_rows(deepcopy(full) | {"title": self.title})

    def html(self, pen: Pen) -> str:
        """Return the tables; nothing stands above them."""
        parts = (self._head(pen), self._plan(pen), self._aims(pen), self._indicators(pen))
        return "".join(part.html() for part in parts)

    def _head(self, pen: Pen) -> Sheet:
        sheet = Sheet([17, 28, 17, 38])
        title = f'<div class="title">{pen.put("/title")}</div>{year_line(pen, "", "年")}'
        sheet.row(Cell(title, 4, css="c"))
        unit = pen.put("/reporting_unit") + pen.seal(pen.record["reporting_unit"], "&nbsp;")
        codes = (pen.put("/reporting_unit_code"), pen.put("/project_code"))
        sheet.row(Cell(pen.label("单位编码")), Cell(codes[0]), Cell(pen.label("单位名称")), Cell(unit))
        name = pen.put("/project_name")
        sheet.row(Cell(pen.label("项目编码")), Cell(codes[1]), Cell(pen.label("项目名称")), Cell(name))
        amounts = self._amounts(pen)
        for number, (label, amount) in enumerate(amounts):
            side = [Cell(pen.label("项目资金(万元)"), rows=len(amounts))] if number == 0 else []
            sheet.row(*side, label, Cell(amount.html, 2))
        return sheet

    def _plan(self, pen: Pen) -> Sheet:
        plan = {step["by"]: index for index, step in enumerate(pen.record["spending_plan"])}
        third = "9月底" if "9月底" in plan else "10月底"
        sheet = Sheet([17, 28, 55])
        sheet.row(Cell(pen.label("资金支出计划"), rows=5), Cell(pen.label("时间")), Cell(pen.label("累计支出比例")))
        for month in ("3月底", "6月底", third, "12月底"):
            line = plan.get(month)
            name = pen.label(month) if line is None else pen.put(f"/spending_plan/{line}/by")
            sheet.row(Cell(name), Cell("" if line is None else pen.percent(f"/spending_plan/{line}/percent")))
        return sheet

    def _aims(self, pen: Pen) -> Sheet:
        sheet, goals = Sheet([17, 83]), range(len(pen.record["goals"]))
        sheet.row(Cell(pen.label("资金用途")), Cell(pen.put("/purpose"), css="t"))
        for index in goals:
            side = [Cell(pen.label("总体绩效目标"), rows=len(goals))] if index == 0 else []
            sheet.row(*side, Cell(pen.put(f"/goals/{index}/expected"), css="t"))
        return sheet

    def _indicators(self, pen: Pen) -> Sheet:
        columns = [Column(*spec) for spec in self.columns]
        sheet = Sheet([column.width for column in columns])
        sheet.head = [header_cells(pen, columns)]
        sheet.rows = indicator_rows(pen, IndicatorTable(columns))
        return sheet
