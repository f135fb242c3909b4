"""整体支出绩效自评表: a scorecard without money, tasks with their money, money in one line."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Any, ClassVar

from corpora.layouts.form import Form, ends, only, year_line
from corpora.layouts.indicator_rows import Column, IndicatorTable, header_cells, indicator_rows, total_cells
from corpora.layouts.national import Spec
from corpora.layouts.pen import Pen, Record
from corpora.layouts.sections import notes, pairs
from corpora.layouts.sheet import Cell, Sheet


class _Plain(Form):
    """What the others share: indicators with the columns named, the rest blank unless a form keeps it."""

    kind: ClassVar[str] = "department_evaluation"
    split = "dev"
    columns: ClassVar[tuple[Spec, ...]]
    kept: ClassVar[tuple[str, ...]]

    def keep(self, full: Record) -> Record:
        """The fields of ``kept`` and the columns."""
        empty: dict[str, Any] = {"income": [], "expenditure": [], "tasks": [], "sections": []}
        money: dict[str, Any] = {"funds": [], "goals": []}
        blank = ("contact", "phone", "period", "income_total", "expenditure_total", "tasks_total", "grade")
        record = deepcopy(full)
        dropped = empty | money | dict.fromkeys(blank)
        record.update({key: value for key, value in dropped.items() if key not in self.kept} | {"title": self.title})
        keys = ("score_rows", *(key for key, _, _ in self.columns))
        record["indicators"] = [only(row, keys) for row in record["indicators"]]
        for row in record["indicators"]:
            row.pop("note", None)
        for goal in record["goals"]:
            goal["completion"] = None
        return record

    def _top(self, pen: Pen, unit_label: str, currency: str = "") -> str:
        unit = pen.seal(pen.record["reporting_unit"], pen.style.text(unit_label)) + pen.put("/reporting_unit")
        title = f'<div class="title">{pen.put("/title")}</div>{year_line(pen, "(", "年度)")}'
        return title + ends(unit, pen.label(currency) if currency else "")

    def _indicators(self, pen: Pen) -> Sheet:
        columns = [Column(*spec) for spec in self.columns]
        sheet = Sheet([column.width for column in columns])
        sheet.head = [header_cells(pen, columns)]
        sheet.rows = [*indicator_rows(pen, IndicatorTable(columns)), total_cells(pen, columns, "合计")]
        return sheet


class ScorecardDepartment(_Plain):
    """On its side: nothing but indicators with what they mean, how they are judged and their points."""

    name = "department_scorecard"
    landscape = True
    titles = ("部门整体支出绩效评价指标评分表", "部门整体支出绩效自评评分表")
    kept = ("grade",)
    columns = (
        ("level1", "一级指标", 10),
        ("level2", "二级指标", 11),
        ("level3", "三级指标", 19),
        ("weight", "分值", 6),
        ("description", "指标解释", 24),
        ("rule", "评分标准", 24),
        ("score", "自评得分", 7),
    )

    def html(self, pen: Pen) -> str:
        """Return title, table, grade and the form's notes."""
        sheet = Sheet([22, 78])
        sheet.row(Cell(pen.label("评价等次")), Cell(pen.put("/grade")))
        lines = "备注:评价等次分为优(90分以上)、良(80-90分)、中(60-80分)、差(60分以下)。"
        return self._top(pen, "评价单位(盖章):") + self._indicators(pen).html() + sheet.html() + notes(pen, lines)


class TaskMoneyDepartment(_Plain):
    """Tasks with budget and execution under nested headers, each cut into fiscal and other money; sections below."""

    name = "department_task_money"
    landscape = True
    titles = ("部门整体绩效目标自评表", "部门(单位)整体支出绩效目标完成情况自评表")
    kept = ("tasks", "tasks_total", "sections", "contact", "phone", "grade")
    columns = (
        ("level1", "一级指标", 9),
        ("level2", "二级指标", 10),
        ("level3", "三级指标", 20),
        ("target", "目标值", 12),
        ("actual", "完成值", 12),
        ("rule", "评分细则", 21),
        ("weight", "分值", 7),
        ("score", "得分", 7),
    )
    amounts: ClassVar[tuple[str, ...]] = (
        "budget",
        "budget_fiscal",
        "budget_other",
        "executed",
        "executed_fiscal",
        "executed_other",
    )

    def keep(self, full: Record) -> Record:
        """Tasks without the project behind them."""
        record = super().keep(full)
        words = ("name", "completion")
        record["tasks"] = [only(task, (*words, *self.amounts)) for task in record["tasks"]]
        record["sections"] = [section for section in record["sections"] if section["text"]]
        return record

    def html(self, pen: Pen) -> str:
        """Return the tables one under another."""
        head = pairs(pen, (12, 38, 12, 38), (("contact", "联系人"), ("phone", "联系电话")))
        tables = (head, self._tasks(pen), self._indicators(pen), self._closing(pen))
        top = self._top(pen, "部门名称(公章):", "金额单位:万元")
        return top + "".join(table.html() for table in tables)

    def _tasks(self, pen: Pen) -> Sheet:
        tasks = range(len(pen.record["tasks"]))
        sheet = Sheet([7, 16, 26, *([8.5] * 6)])
        side = Cell(pen.label("年度重点工作任务"), rows=3 + len(tasks), css="v")
        words = (Cell(pen.label(head), rows=2, css="h c") for head in ("任务名称", "完成情况"))
        over = (Cell(pen.label(head), 3, css="h c") for head in ("年度预算数", "年度执行数"))
        sheet.row(side, *words, *over)
        below = ("小计", "财政拨款", "其他资金")
        sheet.row(*(Cell(pen.label(head), css="h c") for head in (*below, *below)))
        for index in tasks:
            texts = (Cell(pen.put(f"/tasks/{index}/{key}"), css="t") for key in ("name", "completion"))
            sheet.row(*texts, *(Cell(pen.amount(f"/tasks/{index}/{key}")) for key in self.amounts))
        held = pen.record["tasks_total"]
        totals = (Cell(pen.amount(f"/tasks_total/{key}") if key in held else "") for key in self.amounts)
        sheet.row(Cell(pen.label("合计"), 2, css="c"), *totals)
        return sheet

    def _closing(self, pen: Pen) -> Sheet:
        sheet = Sheet([22, 78])
        sheet.row(Cell(pen.label("自评等级")), Cell(pen.put("/grade")))
        for index in range(len(pen.record["sections"])):
            section = f"/sections/{index}"
            sheet.row(Cell(pen.put(f"{section}/heading")), Cell(pen.put(f"{section}/text"), css="t"))
        return sheet


class OneLineDepartment(_Plain):
    """Money of the whole department in one line under its headers, goals over each other, weights early."""

    name = "department_one_line"
    titles = ("预算部门整体绩效自评表", "部门整体支出绩效自评报告表", "单位整体绩效自评表")
    kept = ("funds", "goals", "grade")
    columns = (
        ("level1", "一级指标", 11),
        ("level2", "二级指标", 13),
        ("level3", "三级指标", 26),
        ("weight", "指标权重", 8),
        ("target", "预期值", 15),
        ("actual", "实现值", 15),
        ("score", "自评得分", 10),
    )
    money: ClassVar[tuple[tuple[str, str], ...]] = (
        ("budget_initial", "年初预算数"),
        ("budget", "调整预算数"),
        ("executed", "决算数"),
        ("rate", "预算执行率"),
        ("score", "得分"),
    )

    def keep(self, full: Record) -> Record:
        """The sum of all money only."""
        record = super().keep(full)
        keys = ("source", *(key for key, _ in self.money))
        record["funds"] = [only(record["funds"][0], keys) | {"label": "部门支出总额"}]
        return record

    def html(self, pen: Pen) -> str:
        """Return the tables one under another."""
        tables = (self._money(pen), self._goals(pen), self._indicators(pen), self._grade(pen))
        return self._top(pen, "预算部门:", "单位:万元") + "".join(table.html() for table in tables)

    def _money(self, pen: Pen) -> Sheet:
        sheet = Sheet([14, 21, *([13] * 5)])
        heads = (Cell(pen.label(head), css="h c") for _, head in self.money)
        sheet.row(Cell(pen.label("预算执行情况"), rows=2), Cell(pen.label("资金名称"), css="h c"), *heads)
        prints: dict[str, Callable[[str], str]] = {"rate": pen.percent, "score": pen.score}
        figures = (Cell(prints.get(key, pen.amount)(f"/funds/0/{key}")) for key, _ in self.money)
        sheet.row(Cell(pen.put("/funds/0/label")), *figures)
        return sheet

    def _goals(self, pen: Pen) -> Sheet:
        sheet = Sheet([14, 86])
        for index in range(len(pen.record["goals"])):
            for key, label in (("expected", "年度绩效目标"), ("actual", "目标完成情况")):
                sheet.row(Cell(pen.label(label)), Cell(pen.put(f"/goals/{index}/{key}"), css="t"))
        return sheet

    def _grade(self, pen: Pen) -> Sheet:
        sheet = Sheet([14, 86])
        sheet.row(Cell(pen.label("自评等级")), Cell(pen.put("/grade")))
        return sheet
