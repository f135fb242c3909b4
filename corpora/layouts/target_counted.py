"""Targets whose goals are counted in one cell: over two terms, as a budget book prints them."""

from __future__ import annotations

from copy import deepcopy
from random import Random
from typing import Any, ClassVar

from corpora.layouts.form import Form, ends, only, year_line
from corpora.layouts.indicator_rows import Column, IndicatorTable, header_cells, indicator_rows
from corpora.layouts.national import Spec
from corpora.layouts.pen import Pen, Record
from corpora.layouts.sheet import Cell, Sheet
from corpora.layouts.style import Style


class CountedGoalsTarget(Form):
    """What these share: no codes, purpose or plan unless a form keeps them; goals counted in one cell."""

    kind: ClassVar[str] = "project_target"
    split = "dev"
    kept: ClassVar[tuple[str, ...]] = ()
    money: ClassVar[tuple[tuple[str, str], ...]]
    columns: ClassVar[tuple[Spec, ...]]

    def __init__(self, rng: Random, style: Style) -> None:
        super().__init__(rng, style)
        self.counter = rng.choice(["目标{}:", "{}.", "{}、", "({})"])

    def keep(self, full: Record) -> Record:
        """What the form prints, under its own title."""
        record = deepcopy(full)
        blank: dict[str, Any] = {
            "purpose": None,
            "spending_plan": [],
            "reporting_unit_code": None,
            "project_code": None,
        }
        record.update({key: value for key, value in blank.items() if key not in self.kept} | {"title": self.title})
        labels = dict(self.money)
        record["funds"] = [
            fund | {"label": labels[fund["source"]]} for fund in record["funds"] if fund["source"] in labels
        ]
        keys = tuple("target" if key == "number" else key for key, _, _ in self.columns)
        record["indicators"] = [only(row, keys) for row in record["indicators"]]
        return record

    def _goal_lines(self, pen: Pen) -> str:
        goals = range(len(pen.record["goals"]))
        if len(goals) == 1:
            return pen.put("/goals/0/expected")
        lines = (pen.label(self.counter.format(n + 1)) + pen.put(f"/goals/{n}/expected") for n in goals)
        return "".join(f"<div>{line}</div>" for line in lines)

    def _money_line(self, pen: Pen, source: str, label: str) -> tuple[str, str]:
        """Return what stands for a source: its label, and its amount or nothing."""
        for line, fund in enumerate(pen.record["funds"]):
            if fund["source"] == source and fund["label"] == label:
                return pen.put(f"/funds/{line}/label"), pen.amount(f"/funds/{line}/budget")
        return pen.label(label), ""

    def _money_lines(self, pen: Pen) -> list[tuple[str, str]]:
        """Return label and amount of every source that the form names."""
        return [self._money_line(pen, source, label) for source, label in self.money]

    def _table(self, pen: Pen, side: str = "绩效指标", width: float = 7) -> Sheet:
        columns = [Column(*spec) for spec in self.columns]
        rows = indicator_rows(pen, IndicatorTable(columns))
        sheet = Sheet([width, *(column.width for column in columns)])
        sheet.row(Cell(pen.label(side), rows=1 + len(rows), css="v"), *header_cells(pen, columns))
        sheet.rows += rows
        return sheet


class TwoTermTarget(CountedGoalsTarget):
    """项目支出绩效目标申报表 with columns for the whole term, empty for projects of one year, beside the year's."""

    name = "target_two_terms"
    titles = ("项目支出绩效目标申报表", "部门预算项目支出绩效目标申报表", "预算项目绩效目标申报审核表")
    money = (("total", "年度资金总额"), ("fiscal", "其中:财政拨款"), ("other", "其他资金"))
    columns = (
        ("level1", "一级指标", 14),
        ("level2", "二级指标", 18),
        ("level3", "三级指标", 36),
        ("target", "指标值", 25),
    )

    def html(self, pen: Pen) -> str:
        """Return title, head, indicators."""
        top = f'<div class="title">{pen.put("/title")}</div>{year_line(pen, "(", "年度)")}'
        seal = pen.seal(pen.record["reporting_unit"], pen.style.text("填报单位(公章)"))
        return top + ends(seal, pen.label("金额单位:万元")) + self._head(pen).html() + self._table(pen).html()

    def _head(self, pen: Pen) -> Sheet:
        sheet, blank = Sheet([16, 20, 22, 20, 22]), self.rng.choice(["", "", "—", "/"])
        sheet.row(Cell(pen.label("项目名称")), Cell(pen.put("/project_name"), 4))
        sheet.row(Cell(pen.label("预算单位")), Cell(pen.put("/reporting_unit"), 4))
        kind, term = Cell(pen.label("新增项目□ 延续项目☑"), 2), Cell(pen.label("1年"))
        sheet.row(Cell(pen.label("项目属性")), kind, Cell(pen.label("项目期")), term)
        for number, (source, label) in enumerate(self.money):
            name, amount = self._money_line(pen, source, label)
            whole = "实施期资金总额" if source == "total" else label
            side = [Cell(pen.label("项目资金"), rows=3)] if number == 0 else []
            sheet.row(*side, Cell(pen.label(whole), css="l"), Cell(blank), Cell(name, css="l"), Cell(amount))
        terms = (Cell(pen.label(label), 2, css="h c") for label in ("实施期目标", "年度目标"))
        sheet.row(Cell(pen.label("总体目标"), rows=2), *terms)
        sheet.row(Cell(blank, 2), Cell(self._goal_lines(pen), 2, css="t"))
        return sheet


class BudgetBookTarget(CountedGoalsTarget):
    """On its side, as a budget book prints it: unit, project, money and goal merged beside all its indicators."""

    name = "target_budget_book"
    landscape = True
    titles = ("部门预算项目绩效目标表", "项目支出绩效目标公开表")
    money = (("total", "预算数"),)
    columns = (
        ("level1", "一级指标", 8),
        ("level2", "二级指标", 10),
        ("level3", "三级指标", 18),
        ("sign", "指标性质", 6),
        ("number", "指标值", 9),
        ("unit", "度量单位", 7),
        ("share", "权重", 5),
    )

    def html(self, pen: Pen) -> str:
        """Return title and the one table."""
        top = f'<div class="title">{pen.put("/title")}</div>{year_line(pen, "", "年度")}'
        line = ends(pen.seal(pen.record["reporting_unit"], pen.style.text("公开07表")), pen.label("金额单位:万元"))
        columns = [Column(*spec) for spec in self.columns]
        shown = [column for column in columns if column.key != "share"]
        rows = indicator_rows(pen, IndicatorTable(shown))
        sheet = Sheet([10, 11, 7, 15, *(column.width for column in columns)])
        labels = (pen.label("单位名称"), pen.label("项目名称"), pen.put("/funds/0/label"), pen.label("年度绩效目标"))
        sheet.head = [[*(Cell(label, css="h c") for label in labels), *header_cells(pen, columns)]]
        values = (pen.put("/reporting_unit"), pen.put("/project_name"), pen.amount("/funds/0/budget"))
        merged = [Cell(value, rows=len(rows)) for value in values]
        merged.append(Cell(self._goal_lines(pen), rows=len(rows), css="t"))
        for number, cells in enumerate(rows):
            share = Cell(pen.label(str(self.rng.choice([5, 5, 10, 10, 15, 20]))))
            sheet.row(*(merged if number == 0 else []), *cells, share)
        return top + line + sheet.html()
