"""Departments by their points: weights beside every level, tasks that are scored, a target for the year to come."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from corpora.content.money import plain
from corpora.layouts.department_form import DepartmentForm
from corpora.layouts.form import ends, only, year_line
from corpora.layouts.indicator_rows import Column, IndicatorTable, indicator_rows
from corpora.layouts.pen import Pen, Record
from corpora.layouts.pieces import beneath, framed, group_points, joined, level1, starts, titled, told
from corpora.layouts.sheet import Cell, Sheet

_RIGHT = 5
"""How many of a row's cells stand right of the levels that are merged."""


class WeightedLevelsDepartment(DepartmentForm):
    """On its side: name and weight of each level side by side under one heading, then how it is judged and why."""

    name = "department_weighted_levels"
    landscape = True
    titles = ("部门整体支出绩效自评评分表", "部门整体支出绩效自评指标评分表", "预算部门整体绩效自评评分表")
    kept = ("grade",)
    columns = (
        ("level1", "名称", 9),
        ("level2", "名称", 10),
        ("level3", "名称", 18),
        ("weight", "权重(%)", 6),
        ("description", "指标说明", 22),
        ("rule", "评分标准", 22),
        ("score", "自评分", 7),
    )

    def keep(self, full: Record) -> Record:
        """The weight of a level-1 group stands in a column beside its name."""
        record = super().keep(full)
        group_points(record["indicators"])
        return record

    def html(self, pen: Pen) -> str:
        """Return title, line, table in small print."""
        top = titled(pen, "", "年度") + ends(told(pen, "reporting_unit", "自评部门(盖章)", True), "")
        end = Sheet([20, 80])
        end.row(Cell(pen.label("自评等级"), css="c"), Cell(pen.put("/grade"), css="c"))
        return top + f'<div class="small">{joined(self._sheet(pen), end)}</div>'

    def _sheet(self, pen: Pen) -> Sheet:
        sheet = Sheet([9, 6, 10, 6, 18, 6, 20, 20, 7, 8])
        over = (Cell(pen.label(f"{level}级指标"), 2, css="h c") for level in "一二三")
        last = ("指标说明", "评分标准", "自评分", "佐证材料")
        top = [*over, *(Cell(pen.label(head), rows=2, css="h c") for head in last)]
        sheet.head = [top, [Cell(pen.label(head), css="h c") for head in ("名称", "权重(%)") * 3]]
        rows, records = indicator_rows(pen, self._table()), pen.record["indicators"]
        firsts = starts(records)
        for index, cells in enumerate(rows):
            if len(cells) > _RIGHT:
                group = cells[-_RIGHT - 1].rows
                weight = Cell(pen.label(self._second(records, index, group)), rows=group)
                cells.insert(len(cells) - _RIGHT, weight)
            if index in firsts:
                cells.insert(1, Cell(self._first(pen, index, cells[0].rows), rows=cells[0].rows))
            cells.append(Cell(""))
            sheet.rows.append(cells)
        totals = [Cell(pen.label("合计"), 5, css="c"), Cell(pen.score("/total_weight"))]
        sheet.row(*totals, Cell(""), Cell(""), Cell(pen.score("/total_score")), Cell(""))
        return sheet

    def _first(self, pen: Pen, index: int, span: int) -> str:
        pointers = (f"/indicators/{row}/level1_weight" for row in range(index, index + span))
        weight = pen.record["indicators"][index]["level1_weight"]
        return pen.put(*pointers, printed=pen.style.score(weight))

    def _second(self, records: list[Record], index: int, span: int) -> str:
        return plain(sum((Decimal(row["weight"]) for row in records[index : index + span]), Decimal(0)))


class ScoredTasksDepartment(DepartmentForm):
    """What the department is for, tasks with points and money, indicators under bands, results in the last rows."""

    name = "department_scored_tasks"
    titles = ("部门整体支出绩效自评表", "部门(单位)整体支出绩效目标自评表", "部门整体绩效目标完成情况自评表")
    kept = ("tasks", "tasks_total", "grade", "contact", "phone")
    columns = (
        ("level2", "二级指标", 14),
        ("level3", "三级指标", 30),
        ("target", "目标值", 16),
        ("actual", "完成值", 16),
        ("weight", "分值", 8),
        ("score", "得分", 8),
    )
    amounts: ClassVar[tuple[tuple[str, str], ...]] = (("budget", "预算金额"), ("executed", "执行金额"))

    def keep(self, full: Record) -> Record:
        """Tasks with their money as a whole; level-1 names stand in bands."""
        record = super().keep(full)
        keys = ("name", "completion", *(key for key, _ in self.amounts))
        record["tasks"] = [only(task, keys) for task in record["tasks"]]
        record["tasks_total"] = {key: full["tasks_total"][key] for key, _ in self.amounts}
        for row, drawn in zip(record["indicators"], full["indicators"], strict=True):
            row["level1"] = drawn["level1"]
        return record

    def html(self, pen: Pen) -> str:
        """Return title, head, duties, tasks, indicators."""
        top = f'<div class="title">{pen.put("/title")}</div>{year_line(pen, "(", "年度)")}'
        top += f'<div class="right">{pen.label("金额单位:万元")}</div>'
        parts = (self._head(pen), self._tasks(pen), self._grouped(pen))
        return top + framed("shaded", joined(*parts)) + beneath(pen.label("填表说明:得分保留两位小数。"))

    def _head(self, pen: Pen) -> Sheet:
        sheet = Sheet([17, 33, 17, 33])
        unit = pen.put("/reporting_unit") + pen.seal(pen.record["reporting_unit"], "&nbsp;")
        sheet.row(Cell(pen.label("部门名称")), Cell(unit, 3, css="l"))
        who = (Cell(pen.put("/contact")), Cell(pen.put("/phone")))
        sheet.row(Cell(pen.label("联系人")), who[0], Cell(pen.label("联系电话")), who[1])
        duties = ("依照三定规定履行职能,承担行业管理与公共服务。", "贯彻执行有关法律法规,组织实施本领域规划。")
        sheet.row(Cell(pen.label("部门职能概述")), Cell(pen.label(self.rng.choice(duties)), 3, css="t"))
        score = (Cell(pen.score("/total_score")), Cell(pen.put("/grade")))
        sheet.row(Cell(pen.label("自评得分")), score[0], Cell(pen.label("评价等级")), score[1])
        return sheet

    def _tasks(self, pen: Pen) -> Sheet:
        sheet, tasks = Sheet([6, 26, 34, 8, 13, 13]), range(len(pen.record["tasks"]))
        heads = ("序号", "年度重点任务", "任务完成情况", "分值", *(label for _, label in self.amounts))
        sheet.row(*(Cell(pen.label(head), css="h c") for head in heads))
        for index in tasks:
            texts = (Cell(pen.put(f"/tasks/{index}/{key}"), css="t") for key in ("name", "completion"))
            points = Cell(pen.label(str(self.rng.choice([5, 10, 10, 15]))))
            money = (Cell(pen.amount(f"/tasks/{index}/{key}")) for key, _ in self.amounts)
            sheet.row(Cell(pen.label(str(index + 1))), *texts, points, *money)
        money = (Cell(pen.amount(f"/tasks_total/{key}")) for key, _ in self.amounts)
        sheet.row(Cell(pen.label("合计"), 4, css="c"), *money)
        return sheet

    def _grouped(self, pen: Pen) -> Sheet:
        table = self._table()
        rows, firsts = indicator_rows(pen, table), starts(pen.record["indicators"])
        sheet = Sheet([column.width for column in table.columns])
        for index, cells in enumerate(rows):
            if index in firsts:
                name = Cell(level1(pen, index, None), 2, css="band l")
                heads = (Cell(pen.label(column.header), css="h c") for column in table.columns[2:])
                sheet.row(name, *heads)
            sheet.rows.append(cells)
        totals = (Cell(pen.score("/total_weight")), Cell(""))
        sheet.row(Cell(pen.label("满分"), 4, css="c"), *totals)
        return sheet


class NextYearDepartment(DepartmentForm):
    """部门整体支出绩效目标表: what the year to come shall bring, so that nothing in it is reached or scored yet."""

    name = "department_next_year"
    titles = ("部门整体支出绩效目标表", "部门(单位)整体支出绩效目标申报表", "单位整体支出绩效目标表")
    kept = ("tasks", "tasks_total", "goals", "funds")
    sources: ClassVar[tuple[tuple[str, str], ...]] = (
        ("total", "年度预算收入合计"),
        ("fiscal", "其中:财政拨款"),
        ("other", "其他资金"),
    )
    columns = (
        ("level1", "一级指标", 13),
        ("level2", "二级指标", 16),
        ("level3", "三级指标", 36),
        ("target", "指标值", 20),
        ("weight", "指标权重", 8),
    )

    def keep(self, full: Record) -> Record:
        """Nothing is executed, completed or scored."""
        record = super().keep(full) | {"total_score": None, "total_weight": None}
        labels = dict(self.sources)
        record["funds"] = [
            only(fund, ("source", "budget")) | {"label": labels[fund["source"]]}
            for fund in record["funds"]
            if fund["source"] in labels and (fund["source"] != "other" or fund["budget"] != "0")
        ]
        keys = ("budget", "budget_fiscal", "budget_other")
        record["tasks"] = [only(task, ("name", *keys)) for task in record["tasks"]]
        record["tasks_total"] = {key: full["tasks_total"][key] for key in keys[:2]}
        for goal in record["goals"]:
            goal["actual"] = None
        return record

    def html(self, pen: Pen) -> str:
        """Return title and tables."""
        top = titled(pen, "(", "年度)", 0)
        top += ends(told(pen, "reporting_unit", "填报单位", True), pen.label("单位:万元"))
        return top + joined(self._money(pen), self._tasks(pen), self._goals(pen), self._rows(pen))

    def _money(self, pen: Pen) -> Sheet:
        lines = {fund["source"]: index for index, fund in enumerate(pen.record["funds"])}
        sheet = Sheet([17, 42, 41])
        for number, (source, label) in enumerate(self.sources):
            at = lines.get(source)
            side = [Cell(pen.label("部门预算"), rows=len(self.sources))] if number == 0 else []
            name = pen.label(label) if at is None else pen.put(f"/funds/{at}/label")
            sheet.row(*side, Cell(name, css="l"), Cell("" if at is None else pen.amount(f"/funds/{at}/budget")))
        return sheet

    def _tasks(self, pen: Pen) -> Sheet:
        sheet, tasks = Sheet([17, 38, 15, 15, 15]), range(len(pen.record["tasks"]))
        heads = ("任务名称", "预算金额", "其中:财政拨款", "其他资金")
        side = Cell(pen.label("年度主要任务"), rows=2 + len(tasks))
        sheet.row(side, *(Cell(pen.label(head), css="h c") for head in heads))
        keys = ("budget", "budget_fiscal", "budget_other")
        for index in tasks:
            money = (Cell(pen.amount(f"/tasks/{index}/{key}")) for key in keys)
            sheet.row(Cell(pen.put(f"/tasks/{index}/name"), css="t"), *money)
        money = (Cell(pen.amount(f"/tasks_total/{key}")) for key in keys[:2])
        sheet.row(Cell(pen.label("金额合计"), css="c"), *money, Cell(""))
        return sheet

    def _goals(self, pen: Pen) -> Sheet:
        sheet = Sheet([17, 83])
        goals = range(len(pen.record["goals"]))
        for index in goals:
            side = [Cell(pen.label("年度总体目标"), rows=len(goals))] if index == 0 else []
            sheet.row(*side, Cell(pen.put(f"/goals/{index}/expected"), css="t"))
        return sheet

    def _rows(self, pen: Pen) -> Sheet:
        columns = [Column(*spec) for spec in self.columns]
        rows = indicator_rows(pen, IndicatorTable(columns))
        sheet = Sheet([7, *(column.width for column in columns)])
        heads = (Cell(pen.label(column.header), css="h c") for column in columns)
        sheet.row(Cell(pen.label("年度绩效指标"), rows=1 + len(rows), css="v"), *heads)
        sheet.rows += rows
        return sheet
