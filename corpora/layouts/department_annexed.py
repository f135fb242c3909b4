"""Departments: accounts with line numbers, and bands with their points."""

from __future__ import annotations

from typing import ClassVar

from corpora.layouts.department_form import HundredPointsDepartment
from corpora.layouts.form import ends, only, year_line
from corpora.layouts.fund_figures import money_row
from corpora.layouts.pen import Pen, Record
from corpora.layouts.pieces import (
    beneath,
    figure_cells,
    group_points,
    head_cell,
    head_cells,
    joined,
    summed,
    titled,
    told,
)
from corpora.layouts.runs import merged, runs
from corpora.layouts.sheet import Cell, Sheet


class LineNumbersDepartment(HundredPointsDepartment):
    """Annexed to final accounts: income beside expenditure with numbers of lines and of columns, one goal, scores."""

    name = "department_line_numbers"
    titles = ("部门整体支出绩效自评情况表", "部门(单位)整体支出绩效自评表", "部门决算整体支出绩效自评表")
    kept = ("income", "expenditure", "income_total", "expenditure_total", "goals", "total_weight")
    columns = (
        ("level1", "一级指标", 13),
        ("level2", "二级指标", 13),
        ("level3", "三级指标", 27),
        ("target", "年度指标值", 14),
        ("actual", "实际完成值", 14),
        ("weight", "分值", 9),
        ("score", "得分", 10),
    )

    def keep(self, full: Record) -> Record:
        """One goal."""
        record = super().keep(full)
        record["goals"] = record["goals"][:1]
        return record

    def html(self, pen: Pen) -> str:
        """Return title, line, accounts, goal, scores."""
        number = f"<div>{pen.label(self.rng.choice(['公开15表', '附表16', '公开12表']))}</div>"
        top = f'<div class="title">{pen.put("/title")}</div>{year_line(pen, "", "年度")}'
        line = ends(told(pen, "reporting_unit", "部门", True), pen.label("金额单位:万元"))
        goal = Sheet([17, 83])
        for key, label in (("expected", "年度总体目标"), ("actual", "目标完成情况")):
            goal.row(Cell(pen.label(label)), Cell(pen.put(f"/goals/0/{key}"), css="t"))
        return number + top + line + joined(self._accounts(pen), goal, self._indicators(pen, "总计"))

    def _accounts(self, pen: Pen) -> Sheet:
        sheet, sides = Sheet([21, 6, 11.5, 11.5] * 2), ("income", "expenditure")
        sheet.row(head_cell(pen, "收入", 4), head_cell(pen, "支出", 4))
        sheet.row(*head_cells(pen, *(("项目", "行次", "预算数", "决算数") * 2)))
        sheet.row(*figure_cells(pen, "栏次", "", "1", "2", "栏次", "", "3", "4"))
        count = max(len(pen.record[side]) for side in sides) + self.rng.randint(0, 2)
        for line in range(count):
            cells: list[Cell] = []
            for number, side in enumerate(sides):
                cells += self._account(pen, side, line, number * (count + 1) + line + 1)
            sheet.row(*cells)
        cells = []
        for number, (side, label) in enumerate(zip(sides, ("本年收入合计", "本年支出合计"), strict=True)):
            cells += [Cell(pen.label(label)), *figure_cells(pen, str((number + 1) * (count + 1)))]
            cells += [Cell(pen.amount(f"/{side}_total/{key}")) for key in ("budget", "executed")]
        sheet.row(*cells)
        return sheet

    def _account(self, pen: Pen, side: str, line: int, number: int) -> list[Cell]:
        """Return subject, number, and both figures; only the number where there is no such line."""
        if line >= len(pen.record[side]):
            return [Cell(""), *figure_cells(pen, str(number)), Cell(""), Cell("")]
        here = f"/{side}/{line}"
        figures = (Cell(pen.amount(f"{here}/{key}")) for key in ("budget", "executed"))
        return [Cell(pen.put(f"{here}/subject"), css="l"), *figure_cells(pen, str(number)), *figures]


class LevelBandsDepartment(HundredPointsDepartment):
    """A band over each level-1 group with its points and what they earned; one line of money; the term in the head."""

    name = "department_level_bands"
    largest = 10.0
    titles = ("部门整体绩效自评表", "预算部门整体绩效自评指标表", "部门整体支出绩效自评报告表")
    kept = ("funds", "period", "contact", "phone", "grade")
    columns = (
        ("level1", "", 0),
        ("level2", "二级指标", 13),
        ("level3", "三级指标", 22),
        ("rule", "评分标准", 22),
        ("target", "目标值", 13),
        ("actual", "实际值", 13),
        ("weight", "分值", 8),
        ("score", "得分", 9),
    )
    money: ClassVar[tuple[tuple[str, str], ...]] = (
        ("budget_initial", "年初预算批复数"),
        ("budget", "调整后预算数"),
        ("executed", "全年支出数"),
        ("rate", "预算执行率"),
    )

    def keep(self, full: Record) -> Record:
        """One line of money; a group's points stand in its band."""
        record = super().keep(full)
        keys = ("source", *(key for key, _ in self.money))
        record["funds"] = [only(record["funds"][0], keys) | {"label": None}]
        rows = record["indicators"]
        group_points(rows)
        return record

    def html(self, pen: Pen) -> str:
        """Return title, term, tables, result, signatures."""
        edges = [pen.value(f"/period/{edge}").split("-") for edge in ("start", "end")]
        dates = [f"{year}年{int(month)}月{int(day)}日" for year, month, day in edges]
        term = pen.label("评价期间:") + pen.put("/period/start", printed=dates[0]) + pen.label("至", True)
        term += pen.put("/period/end", printed=dates[1])
        line = ends(told(pen, "reporting_unit", "部门名称(公章)", True), pen.label("单位:万元"))
        last = Sheet([25, 25, 25, 25])
        total = Cell(pen.score("/total_score"))
        last.row(*head_cells(pen, "综合得分"), total, *head_cells(pen, "自评等级"), Cell(pen.put("/grade")))
        signed = beneath(told(pen, "contact", "联系人"), told(pen, "phone", "联系方式"), pen.label("分管领导:"))
        parts = joined(money_row(pen, (1, 1, 1, 1), *self.money), self._rows(pen), last)
        return f'{titled(pen, "", "年度")}<div class="mid">{term}</div>{line}{parts}{signed}'

    def _rows(self, pen: Pen) -> Sheet:
        columns, records = self.columns[1:], pen.record["indicators"]
        sheet = Sheet([width for _, _, width in columns])
        sheet.head = [head_cells(pen, *(header for _, header, _ in columns))]
        groups, pairs = dict(runs(records, "level1")), dict(runs(records, "level1", "level2"))
        for row in range(len(records)):
            if row in groups:
                sheet.row(*self._band(pen, row, groups[row]))
            here = f"/indicators/{row}"
            cells = [Cell(merged(pen, row, pairs[row], "level2"), rows=pairs[row])] if row in pairs else []
            cells += [Cell(pen.put(f"{here}/level3")), Cell(pen.put(f"{here}/rule"), css="t")]
            cells += [Cell(pen.put(f"{here}/{key}")) for key in ("target", "actual")]
            sheet.row(*cells, *(Cell(pen.score(f"{here}/{key}")) for key in ("weight", "score")))
        return sheet

    def _band(self, pen: Pen, first: int, count: int) -> list[Cell]:
        rows = pen.record["indicators"]
        name = merged(pen, first, count, "level1")
        weight = merged(pen, first, count, "level1_weight", pen.style.score(rows[first]["level1_weight"]))
        earned = pen.style.score(summed(rows[first : first + count], "score"))
        return [Cell(name, 5, css="l"), Cell(weight), *figure_cells(pen, earned)]
