"""项目绩效目标表: what a project promises, before the year begins."""

from __future__ import annotations

from copy import deepcopy
from random import Random
from typing import ClassVar

from corpora.layouts.form import Form, ends
from corpora.layouts.indicator_rows import Column, IndicatorTable, header_cells, indicator_rows
from corpora.layouts.pen import Pen, Record
from corpora.layouts.sheet import Cell, Sheet
from corpora.layouts.style import Style


class CodedTarget(Form):
    """With the unit's code above the table, the project's code inside, and numbered goals in one cell."""

    name: ClassVar[str] = "target_coded"
    kind: ClassVar[str] = "project_target"
    coded: ClassVar[bool] = True

    def __init__(self, rng: Random, style: Style) -> None:
        super().__init__(rng, style)
        self.counter = f"{rng.randint(1, 40)}." if rng.random() < 0.6 else ""
        self.goal_counter = rng.choice(["{}.", "{}、", "({})"])

    def keep(self, full: Record) -> Record:
        """Everything but the year; the title is the project's name with 绩效目标表."""
        record = deepcopy(full)
        record.update(title=f"{full['project_name']}绩效目标表", year=None)
        for row in record["indicators"]:
            row["level1_weight"] = None
        return record

    def html(self, pen: Pen) -> str:
        """Return the head table and the indicator table (its header repeated over a break where the style says so)."""
        return self._top(pen) + self._head(pen).html() + self._indicators(pen).html()

    def _top(self, pen: Pen) -> str:
        title = f'<div class="title">{pen.label(self.counter) if self.counter else ""}{pen.put("/title")}</div>'
        unit = (
            pen.put("/reporting_unit_code") + pen.label(self.rng.choice([" ", "-", " "])) + pen.put("/reporting_unit")
        )
        unit += pen.seal(pen.record["reporting_unit"], "&nbsp;")
        return title + ends(unit, pen.label(self.rng.choice(["单位:万元", "金额单位:万元"])))

    def _head(self, pen: Pen) -> Sheet:
        sheet = Sheet([14, 13, 13, 12, 12, 12, 12])
        sheet.row(*self._names(pen))
        self._money(pen, sheet)
        self._plan(pen, sheet)
        self._goals(pen, sheet)
        return sheet

    def _names(self, pen: Pen) -> list[Cell]:
        code, name = pen.put("/project_code"), pen.put("/project_name")
        return [
            Cell(pen.label("项目编码"), css="h"),
            Cell(code, 2),
            Cell(pen.label("项目名称"), css="h"),
            Cell(name, 3, css="t"),
        ]

    def _money(self, pen: Pen, sheet: Sheet) -> None:
        funds = {fund["source"]: index for index, fund in enumerate(pen.record["funds"])}
        cells = [Cell(pen.label("预算规模及资金用途"), rows=2, css="h")]
        for source, label in (("total", "预算数"), ("fiscal", "其中:财政资金"), ("other", "其他资金")):
            line = funds.get(source)
            cells.append(Cell(pen.label(label) if line is None else pen.put(f"/funds/{line}/label")))
            cells.append(Cell("" if line is None else pen.amount(f"/funds/{line}/budget")))
        sheet.row(*cells)
        sheet.row(Cell(pen.put("/purpose"), 6, css="t"))

    def _plan(self, pen: Pen, sheet: Sheet) -> None:
        plan = {step["by"]: index for index, step in enumerate(pen.record["spending_plan"])}
        third = "9月底" if "9月底" in plan else "10月底"
        months = ("3月底", "6月底", third, "12月底")
        spans = (1, 2, 1, 2)
        heads = [
            Cell(pen.put(f"/spending_plan/{plan[month]}/by") if month in plan else pen.label(month), span)
            for month, span in zip(months, spans, strict=True)
        ]
        sheet.row(
            Cell(pen.label(self.rng.choice(["资金支出计划(%)", "资金支出计划(累计进度%)"])), rows=2, css="h"), *heads
        )
        figures = [pen.percent(f"/spending_plan/{plan[month]}/percent") if month in plan else "" for month in months]
        sheet.row(*(Cell(figure, span) for figure, span in zip(figures, spans, strict=True)))

    def _goals(self, pen: Pen, sheet: Sheet) -> None:
        goals = range(len(pen.record["goals"]))
        lines = [
            f"<div>{pen.label(self.goal_counter.format(index + 1))}{pen.put(f'/goals/{index}/expected')}</div>"
            for index in goals
        ]
        sheet.row(Cell(pen.label("绩效目标"), css="h"), Cell("".join(lines), 6, css="l"))

    def _columns(self) -> list[Column]:
        return [
            Column("level1", "一级指标", 10),
            Column("level2", "二级指标", 13),
            Column("level3", "三级指标", 22),
            Column("description", "绩效指标描述", 22),
            Column("target", self.rng.choice(["指标值", "年度指标值"]), 16),
            Column("basis", "指标值确定依据", 17),
        ]

    def _indicators(self, pen: Pen) -> Sheet:
        columns = self._columns()
        sheet = Sheet([column.width for column in columns])
        sheet.head = [header_cells(pen, columns)]
        sheet.rows = indicator_rows(pen, IndicatorTable(columns))
        return sheet


class GoalRowsTarget(CodedTarget):
    """Under a fixed title, with 预算单位 inside the table and a row per goal (目标1, 目标2, ……)."""

    name = "target_goal_rows"

    def keep(self, full: Record) -> Record:
        """No codes; the title is the form's own."""
        place = full["reporting_unit"]
        record = super().keep(full)
        title = self.rng.choice([f"{place}部门预算项目绩效目标表", "部门预算项目绩效目标表", "预算项目绩效目标表"])
        record.update(title=title, project_code=None, reporting_unit_code=None)
        return record

    def _top(self, pen: Pen) -> str:
        attachment = f"<div>{pen.label('附件2:')}</div>" if self.rng.random() < 0.6 else ""
        currency = f'<div class="right">{pen.label("单位:万元")}</div>' if self.rng.random() < 0.5 else ""
        return f'{attachment}<div class="title">{pen.put("/title")}</div>{currency}'

    def _names(self, pen: Pen) -> list[Cell]:
        seal = pen.seal(pen.record["reporting_unit"], pen.style.text("预算单位"))
        return [
            Cell(seal),
            Cell(pen.put("/reporting_unit"), 2),
            Cell(pen.label("项目名称")),
            Cell(pen.put("/project_name"), 3),
        ]

    def _goals(self, pen: Pen, sheet: Sheet) -> None:
        goals = len(pen.record["goals"])
        spare = ["......"] if self.rng.random() < 0.5 else []
        spare = [f"目标{number + 1}" for number in range(goals, 3)] + spare if self.rng.random() < 0.7 else []
        rows = goals + len(spare)
        for index in range(goals):
            side = [Cell(pen.label("绩效目标"), rows=rows)] if index == 0 else []
            sheet.row(*side, Cell(pen.label(f"目标{index + 1}")), Cell(pen.put(f"/goals/{index}/expected"), 5, css="t"))
        for label in spare:
            sheet.row(Cell(pen.label(label)), Cell("", 5))


class QuarterTarget(GoalRowsTarget):
    """Quarters instead of months, the purpose in a row of its own words, value before explanation."""

    name = "target_quarters"
    split = "dev"
    months: ClassVar[tuple[str, ...]] = ("一季度末", "二季度末", "三季度末", "四季度末")

    def keep(self, full: Record) -> Record:
        """The plan's months become quarters."""
        record = super().keep(full)
        order = {"3": 0, "6": 1, "9": 2, "10": 2, "12": 3}
        for step in record["spending_plan"]:
            step["by"] = self.months[order[step["by"].removesuffix("月底")]]
        return record

    def _plan(self, pen: Pen, sheet: Sheet) -> None:
        plan = {step["by"]: index for index, step in enumerate(pen.record["spending_plan"])}
        spans = (1, 2, 1, 2)
        heads = [pen.put(f"/spending_plan/{plan[m]}/by") if m in plan else pen.label(m) for m in self.months]
        figures = [pen.percent(f"/spending_plan/{plan[m]}/percent") if m in plan else "" for m in self.months]
        sheet.row(Cell(pen.label("资金支出进度计划(%)"), rows=2), *map(Cell, heads, spans))
        sheet.row(*map(Cell, figures, spans))

    def _columns(self) -> list[Column]:
        return [
            Column("level1", "一级指标", 10),
            Column("level2", "二级指标", 13),
            Column("level3", "三级指标", 22),
            Column("target", "目标值", 16),
            Column("description", "指标解释", 22),
            Column("basis", "设定依据", 17),
        ]
