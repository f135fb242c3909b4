"""整体支出绩效自评表 as other provinces print it: money block and goals of a project form, weights and scores."""

from __future__ import annotations

from copy import deepcopy
from random import Random
from typing import Any, ClassVar

from corpora.layouts.department import WholeDepartment
from corpora.layouts.form import Form, ends, year_line
from corpora.layouts.indicator_rows import Column, IndicatorTable, header_cells, indicator_rows, total_cells
from corpora.layouts.national import Spec
from corpora.layouts.pen import Pen, Record
from corpora.layouts.sheet import Cell, Sheet
from corpora.layouts.style import Style


class DepartmentGoals(Form):
    """Name, money by source with rate and score, goals beside their fulfilment, indicators, total."""

    name: ClassVar[str] = "department_goals"
    kind: ClassVar[str] = "department_evaluation"
    titles: ClassVar[tuple[str, ...]] = ("部门整体支出绩效自评表", "整体支出绩效自评表")
    unit_label: ClassVar[str] = "部门名称"
    money: ClassVar[tuple[tuple[str, str], ...]] = (
        ("budget_initial", "年初预算数"),
        ("budget", "全年预算数"),
        ("executed", "全年执行数"),
        ("weight", "分值"),
        ("rate", "执行率"),
        ("score", "得分"),
    )
    sources: ClassVar[tuple[tuple[str, str], ...]] = (
        ("total", "年度资金总额"),
        ("fiscal", "其中:财政拨款"),
        ("other", "其他资金"),
    )
    goal_labels: ClassVar[tuple[str, str, str]] = ("年度总体目标", "预期目标", "实际完成情况")
    columns: ClassVar[tuple[Spec, ...]] = (
        ("level1", "一级指标", 9),
        ("level2", "二级指标", 12),
        ("level3", "三级指标", 22),
        ("target", "年度指标值", 14),
        ("actual", "实际完成值", 14),
        ("weight", "分值", 8),
        ("score", "得分", 8),
    )

    def __init__(self, rng: Random, style: Style) -> None:
        super().__init__(rng, style)
        self.graded = rng.random() < 0.4

    def keep(self, full: Record) -> Record:
        """Money, goals and indicators; no tasks, no sections, no contact."""
        record = deepcopy(full)
        empty: dict[str, Any] = {"income": [], "expenditure": [], "tasks": [], "sections": []}
        blank = dict.fromkeys(("contact", "phone", "period", "income_total", "expenditure_total", "tasks_total"))
        record.update(title=self.title, **empty, **blank)
        record["grade"] = record["grade"] if self.graded else None
        keys, labels = [key for key, _ in self.money], dict(self.sources)
        record["funds"] = [
            {key: value if key in ("source", *keys) else None for key, value in fund.items()}
            | {"label": labels[fund["source"]]}
            for fund in record["funds"]
            if fund["source"] in labels and (fund["source"] != "other" or fund["budget"] != "0")
        ]
        for goal in record["goals"]:
            goal["completion"] = None
        printed = {key for key, _, _ in self.columns} | {"score_rows"}
        record["indicators"] = [
            {key: value if key in printed else None for key, value in row.items() if key != "note"}
            for row in record["indicators"]
        ]
        return record

    def html(self, pen: Pen) -> str:
        """Return title, year line and tables."""
        year = year_line(pen, "(", "年度)")
        line = ends(
            pen.seal(pen.record["reporting_unit"], "&nbsp;"), pen.label(self.rng.choice(["单位:万元", "金额单位:万元"]))
        )
        name = Sheet([18, 82])
        name.row(Cell(pen.label(self.unit_label)), Cell(pen.put("/reporting_unit")))
        tables = [name, self._money(pen), self._goals(pen), self._indicators(pen)]
        return f'<div class="title">{pen.put("/title")}</div>{year}{line}' + "".join(table.html() for table in tables)

    def _money(self, pen: Pen) -> Sheet:
        lines = {fund["source"]: index for index, fund in enumerate(pen.record["funds"])}
        sheet = Sheet([14, 20, *([14] * len(self.money))])
        heads = [Cell(pen.label(label), css="h c") for _, label in self.money]
        sheet.row(Cell(pen.label("年度预算执行情况"), rows=1 + len(self.sources)), Cell(pen.label("资金来源")), *heads)
        for source, label in self.sources:
            line = lines.get(source)
            if line is None:
                sheet.row(Cell(pen.label(label), css="l"), *(Cell("") for _ in self.money))
                continue
            cells = [Cell(self._figure(pen, f"/funds/{line}/{key}", key)) for key, _ in self.money]
            sheet.row(Cell(pen.put(f"/funds/{line}/label"), css="l"), *cells)
        return sheet

    def _figure(self, pen: Pen, pointer: str, key: str) -> str:
        if key == "rate":
            return pen.percent(pointer)
        return pen.score(pointer) if key in ("weight", "score") else pen.amount(pointer)

    def _goals(self, pen: Pen) -> Sheet:
        side, expected, actual = self.goal_labels
        goals = range(len(pen.record["goals"]))
        sheet = Sheet([9, 46, 45])
        heads = (Cell(pen.label(expected), css="h c"), Cell(pen.label(actual), css="h c"))
        sheet.row(Cell(pen.label(side), rows=1 + len(goals), css="v"), *heads)
        for index in goals:
            sheet.row(*(Cell(pen.put(f"/goals/{index}/{key}"), css="t") for key in ("expected", "actual")))
        return sheet

    def _indicators(self, pen: Pen) -> Sheet:
        columns = [Column(*spec) for spec in self.columns]
        rows = indicator_rows(pen, IndicatorTable(columns))
        sheet = Sheet([5, *(column.width for column in columns)])
        side = Cell(pen.label("年度绩效指标"), rows=2 + len(rows) + self.graded, css="v")
        sheet.row(side, *header_cells(pen, columns))
        sheet.rows += rows
        totals = total_cells(pen, columns, self.rng.choice(["总分", "合计"]))
        sheet.row(*totals)
        if self.graded:
            first = totals[0].span
            grade = Cell(pen.put("/grade"), len(columns) - first, css="c")
            sheet.row(Cell(pen.label("自评等级"), first, css="c"), grade)
        return sheet


class DepartmentWithRules(DepartmentGoals):
    """Other words, an explanation and the scoring rule beside each indicator, weight before target."""

    name = "department_rules"
    split = "dev"
    landscape = True
    titles = ("单位整体预算绩效自评报告表", "部门整体绩效目标自评表")
    unit_label = "预算单位"
    money = (
        ("budget", "调整预算数"),
        ("executed", "决算数"),
        ("rate", "预算执行率"),
        ("weight", "权重"),
        ("score", "自评分"),
    )
    sources = (("total", "支出合计"), ("fiscal", "其中:财政资金"), ("other", "其他资金"))
    goal_labels = ("整体目标", "年初设定目标", "目标完成情况")
    columns = (
        ("level1", "一级指标", 9),
        ("level2", "二级指标", 10),
        ("level3", "三级指标", 16),
        ("weight", "权重", 6),
        ("description", "指标解释", 17),
        ("rule", "评分标准", 16),
        ("target", "目标值", 10),
        ("actual", "实现值", 10),
        ("score", "得分", 6),
    )


class DepartmentShort(WholeDepartment):
    """The tasks form with other words and another order of columns."""

    name = "department_short"
    split = "dev"
    titles = ("部门整体支出绩效评价自评表", "预算部门整体绩效自评表")

    def _columns(self) -> list[Column]:
        return [
            Column("level1", "一级指标", 8),
            Column("level2", "二级指标", 9),
            Column("level3", "三级指标", 14),
            Column("weight", "分值", 6),
            Column("description", "指标说明", 19),
            Column("rule", "评分标准", 19),
            Column("target", "目标值", 9),
            Column("actual", "完成值", 9),
            Column("score", "得分", 7),
        ]
