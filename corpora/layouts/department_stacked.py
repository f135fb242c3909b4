"""整体支出绩效自评表 with its parts one under another: income over expenditure, or money under nested headers."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Any, ClassVar

from corpora.layouts.form import Form, ends, only, year_line
from corpora.layouts.indicator_rows import Column, IndicatorTable, header_cells, indicator_rows
from corpora.layouts.national import Spec
from corpora.layouts.pen import Pen, Record
from corpora.layouts.sheet import Cell, Sheet

_TASK_KEYS = ("name", "completion", "project", "budget", "executed")


class StackedDepartment(Form):
    """Contact in the head, income over expenditure, numbered tasks, indicators, sections at the foot."""

    name: ClassVar[str] = "department_stacked"
    kind: ClassVar[str] = "department_evaluation"
    split = "dev"
    titles: ClassVar[tuple[str, ...]] = ("部门整体绩效自评情况表", "单位整体支出绩效自评表")
    columns: ClassVar[tuple[Spec, ...]] = (
        ("level1", "一级指标", 10),
        ("level2", "二级指标", 12),
        ("level3", "三级指标", 20),
        ("weight", "权重", 7),
        ("rule", "评分标准", 19),
        ("target", "年度目标值", 12),
        ("actual", "实际完成值", 12),
        ("score", "自评得分", 8),
    )

    def keep(self, full: Record) -> Record:
        """Income, expenditure and tasks without their sources; no money or goals of a project form."""
        record = deepcopy(full)
        record.update(title=self.title, period=None)
        del record["funds"], record["goals"]
        record["tasks"] = [only(task, _TASK_KEYS) for task in record["tasks"]]
        record["tasks_total"] = {key: record["tasks_total"][key] for key in ("budget", "executed")}
        record["sections"] = [section for section in record["sections"] if section["text"]]
        record["indicators"] = _keep_rows(record["indicators"], self.columns)
        return record

    def html(self, pen: Pen) -> str:
        """Return title, unit line and tables."""
        seal = pen.seal(pen.record["reporting_unit"], pen.style.text("填报单位(盖章)"))
        above = f'<div class="title">{pen.put("/title")}</div>{year_line(pen, "(", "年度)")}'
        above += ends(seal, pen.label("单位:万元"))
        parts = [self._head(pen), self._money(pen), self._tasks(pen), self._indicators(pen), self._sections(pen)]
        return above + "".join(part.html() for part in parts)

    def _head(self, pen: Pen) -> Sheet:
        sheet = Sheet([12, 38, 10, 14, 12, 14])
        labels = (("reporting_unit", "单位名称"), ("contact", "联系人"), ("phone", "联系电话"))
        sheet.row(*(cell for key, label in labels for cell in (Cell(pen.label(label)), Cell(pen.put(f"/{key}")))))
        return sheet

    def _money(self, pen: Pen) -> Sheet:
        sheet = Sheet([12, 38, 25, 25])
        for side, label, subject in (("income", "年度收入", "收入项目"), ("expenditure", "年度支出", "支出项目")):
            rows = pen.record[side]
            heads = (Cell(pen.label(text), css="h c") for text in (subject, "年度预算数", "实际执行数"))
            sheet.row(Cell(pen.label(label), rows=2 + len(rows)), *heads)
            for index in range(len(rows)):
                amounts = (Cell(pen.amount(f"/{side}/{index}/{key}")) for key in ("budget", "executed"))
                sheet.row(Cell(pen.put(f"/{side}/{index}/subject")), *amounts)
            totals = (Cell(pen.amount(f"/{side}_total/{key}")) for key in ("budget", "executed"))
            sheet.row(Cell(pen.label("合计")), *totals)
        return sheet

    def _tasks(self, pen: Pen) -> Sheet:
        tasks = range(len(pen.record["tasks"]))
        sheet = Sheet([12, 5, 19, 25, 17, 11, 11])
        heads = ("序号", "任务名称", "完成情况", "对应项目", "预算数", "执行数")
        side = Cell(pen.label("年度主要任务完成情况"), rows=2 + len(tasks))
        sheet.row(side, *(Cell(pen.label(head), css="h c") for head in heads))
        for index in tasks:
            words = (Cell(pen.put(f"/tasks/{index}/{key}"), css="t") for key in _TASK_KEYS[:3])
            amounts = (Cell(pen.amount(f"/tasks/{index}/{key}")) for key in _TASK_KEYS[3:])
            sheet.row(Cell(pen.label(str(index + 1))), *words, *amounts)
        totals = (Cell(pen.amount(f"/tasks_total/{key}")) for key in _TASK_KEYS[3:])
        sheet.row(Cell(pen.label("合计"), 4, css="c"), *totals)
        return sheet

    def _indicators(self, pen: Pen) -> Sheet:
        columns = [Column(*spec) for spec in self.columns]
        sheet = Sheet([column.width for column in columns])
        sheet.head = [header_cells(pen, columns)]
        sheet.rows = indicator_rows(pen, IndicatorTable(columns))
        blank = (Cell("") for _ in range(3))
        score = Cell(pen.score("/total_score"))
        sheet.row(Cell(pen.label("总分"), 3, css="c"), Cell(pen.score("/total_weight")), *blank, score)
        sheet.row(Cell(pen.label("自评等级"), 3, css="c"), Cell(pen.put("/grade"), 5, css="c"))
        return sheet

    def _sections(self, pen: Pen) -> Sheet:
        sheet = Sheet([20, 80])
        for index in range(len(pen.record["sections"])):
            section = f"/sections/{index}"
            sheet.row(Cell(pen.put(f"{section}/heading")), Cell(pen.put(f"{section}/text"), css="t"))
        return sheet


class NestedMoneyDepartment(StackedDepartment):
    """On its side, title inside the table, budget and execution under nested headers, goal over its fulfilment."""

    name = "department_nested_money"
    landscape = True
    titles = ("部门整体支出绩效自评表", "预算单位整体支出绩效目标自评表")
    money: ClassVar[tuple[tuple[str, str], ...]] = (
        ("budget_initial", "年初预算数"),
        ("budget", "调整后预算数"),
        ("executed", "实际支出数"),
        ("rate", "执行率"),
        ("weight", "分值"),
        ("score", "得分"),
    )
    sources: ClassVar[dict[str, str]] = {"total": "支出总额", "fiscal": "其中:财政拨款", "other": "其他资金"}
    columns = (
        ("level1", "一级指标", 10),
        ("level2", "二级指标", 11),
        ("level3", "三级指标", 20),
        ("description", "指标说明", 20),
        ("target", "指标值", 11),
        ("actual", "完成值", 11),
        ("weight", "分值", 7),
        ("score", "得分", 7),
    )

    def keep(self, full: Record) -> Record:
        """Money by source and goals; no contact, tasks or sections."""
        record = deepcopy(full)
        empty: dict[str, Any] = {"income": [], "expenditure": [], "tasks": [], "sections": []}
        blank = dict.fromkeys(("contact", "phone", "period", "income_total", "expenditure_total", "tasks_total"))
        record.update(title=self.title, **empty, **blank)
        keys = ("source", *(key for key, _ in self.money))
        record["funds"] = [
            only(fund, keys) | {"label": self.sources[fund["source"]]}
            for fund in record["funds"]
            if fund["source"] in self.sources and (fund["source"] != "other" or fund["budget"] != "0")
        ]
        for goal in record["goals"]:
            goal["completion"] = None
        record["indicators"] = _keep_rows(record["indicators"], self.columns)
        return record

    def html(self, pen: Pen) -> str:
        """Return the tables; nothing stands above them but the currency."""
        parts = [self._head(pen), self._money(pen), self._goals(pen), self._indicators(pen)]
        return f'<div class="right">{pen.label("金额单位:万元")}</div>' + "".join(part.html() for part in parts)

    def _head(self, pen: Pen) -> Sheet:
        sheet = Sheet([16, 84])
        sheet.row(Cell(f'<div class="title">{pen.put("/title")}</div>{year_line(pen, "(", "年度)")}', 2, css="c"))
        unit = pen.put("/reporting_unit") + pen.seal(pen.record["reporting_unit"], "&nbsp;")
        sheet.row(Cell(pen.label("部门(单位)名称")), Cell(unit, css="l"))
        return sheet

    def _money(self, pen: Pen) -> Sheet:
        funds = range(len(pen.record["funds"]))
        sheet = Sheet([16, 18, *([11] * len(self.money))])
        over = (("预算数", 2), ("执行情况", 2), ("自评", 2))
        heads = (Cell(pen.label(label), span, css="h c") for label, span in over)
        side = Cell(pen.label("年度资金情况"), rows=2 + len(funds))
        sheet.row(side, Cell(pen.label("资金来源"), rows=2, css="h c"), *heads)
        sheet.row(*(Cell(pen.label(head), css="h c") for _, head in self.money))
        prints: dict[str, Callable[[str], str]] = {"rate": pen.percent, "weight": pen.score, "score": pen.score}
        for line in funds:
            figures = (Cell(prints.get(key, pen.amount)(f"/funds/{line}/{key}")) for key, _ in self.money)
            sheet.row(Cell(pen.put(f"/funds/{line}/label"), css="l"), *figures)
        return sheet

    def _goals(self, pen: Pen) -> Sheet:
        sheet = Sheet([16, 84])
        for index in range(len(pen.record["goals"])):
            for key, label in (("expected", "年度总体目标"), ("actual", "目标完成情况")):
                sheet.row(Cell(pen.label(label)), Cell(pen.put(f"/goals/{index}/{key}"), css="t"))
        return sheet

    def _indicators(self, pen: Pen) -> Sheet:
        columns = [Column(*spec) for spec in self.columns]
        sheet = Sheet([column.width for column in columns])
        sheet.row(*header_cells(pen, columns))
        sheet.rows += indicator_rows(pen, IndicatorTable(columns))
        totals = (Cell(pen.score(f"/total_{key}")) for key in ("weight", "score"))
        sheet.row(Cell(pen.label("总分"), 6, css="c"), *totals)
        sheet.row(Cell(pen.label("评价等级"), 6, css="c"), Cell(pen.put("/grade"), 2))
        return sheet


def _keep_rows(rows: list[Record], columns: tuple[Spec, ...]) -> list[Record]:
    """Return indicator rows with the printed columns only; a department form has no notes."""
    keys = ("score_rows", *(key for key, _, _ in columns))
    kept = [only(row, keys) for row in rows]
    for row in kept:
        row.pop("note", None)
    return kept
