"""Departments by their goals: a row a year with tasks and money, goals that stand over indicators of their own."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import ClassVar

from corpora.content.money import plain
from corpora.layouts.department_form import UntotalledDepartment
from corpora.layouts.form import ends, only, year_line
from corpora.layouts.indicator_rows import IndicatorTable, header_cells, indicator_rows
from corpora.layouts.pen import Pen, Record
from corpora.layouts.pieces import head_cell, head_cells, joined, remarks, summed, titled, told
from corpora.layouts.runs import share_points
from corpora.layouts.sheet import Cell, Sheet


class YearsDepartment(UntotalledDepartment):
    """On its side: a row per year of which only one is filled, tasks with their money, indicators without any score."""

    name = "department_years"
    landscape = True
    titles = ("部门整体支出绩效自评表", "部门整体支出绩效目标自评情况表", "部门整体支出绩效自评情况公开表")
    kept = ("goals", "tasks")
    columns = (
        ("level1", "一级指标", 11),
        ("level2", "二级指标", 12),
        ("level3", "三级指标", 26),
        ("sign", "指标性质", 7),
        ("number", "指标值", 11),
        ("unit", "度量单位", 8),
        ("actual", "实际完成值", 11),
        ("reason", "偏差原因分析及改进措施", 14),
    )
    amounts: ClassVar[tuple[str, ...]] = ("budget", "budget_fiscal", "budget_other", "executed")

    def keep(self, full: Record) -> Record:
        """One goal, tasks with their project, nothing scored."""
        record = super().keep(full) | {"total_score": None}
        record["goals"] = record["goals"][:1]
        record["tasks"] = [only(task, ("name", "project", *self.amounts)) for task in record["tasks"]]
        return record

    def html(self, pen: Pen) -> str:
        """Return title and the three parts, each under its band."""
        number = pen.label(self.rng.choice(["附表14", "公开14表", "附件3-1"]))
        top = f'<div class="title">{pen.put("/title")}</div>{year_line(pen, "(", "年度)")}'
        top += ends(number, pen.label("金额单位:万元"))
        name = Sheet([18, 82])
        unit = pen.put("/reporting_unit") + pen.seal(pen.record["reporting_unit"], "&nbsp;")
        name.row(Cell(pen.label("部门名称")), Cell(unit))
        last = Sheet([18, 82])
        last.row(Cell(pen.label("其他需说明事项")), Cell(pen.label("无")))
        return top + joined(name, self._years(pen), self._tasks(pen), self._rows(pen), last)

    def _years(self, pen: Pen) -> Sheet:
        sheet = Sheet([18, 41, 41])
        sheet.row(Cell(pen.label("一、部门年度目标"), 3, css="l"))
        sheet.row(*head_cells(pen, "财年", "目标", "实际完成情况"))
        texts = (Cell(pen.put(f"/goals/0/{key}"), css="t") for key in ("expected", "actual"))
        sheet.row(Cell(pen.label(str(pen.value("/year")))), *texts)
        for after in (1, 2):
            dashes = (Cell(pen.label("---", True)) for _ in range(2))
            sheet.row(Cell(pen.label(str(pen.value("/year") + after))), *dashes)
        return sheet

    def _tasks(self, pen: Pen) -> Sheet:
        sheet = Sheet([18, 22, 10, 10, 10, 10, 8, 12])
        sheet.row(Cell(pen.label("二、部门年度重点工作任务"), 8, css="l"))
        words = [head_cell(pen, head, rows=2) for head in ("任务名称", "对应项目")]
        after = [head_cell(pen, head, rows=2) for head in ("实际支出金额", "预算执行率", "执行偏低原因")]
        sheet.row(*words, head_cell(pen, "批复金额", 3), *after)
        sheet.row(*head_cells(pen, "总额", "财政拨款", "其他资金"))
        for index, task in enumerate(pen.record["tasks"]):
            texts = (Cell(pen.put(f"/tasks/{index}/{key}"), css="t") for key in ("name", "project"))
            money = (Cell(pen.amount(f"/tasks/{index}/{key}")) for key in self.amounts)
            sheet.row(*texts, *money, Cell(pen.label(_share(task))), Cell(""))
        return sheet

    def _rows(self, pen: Pen) -> Sheet:
        columns = self._table().columns
        sheet = Sheet([column.width for column in columns])
        sheet.row(Cell(pen.label("三、部门整体支出绩效指标"), len(columns), css="l"))
        top = [head_cell(pen, column.header, rows=2) for column in columns]
        sheet.row(head_cell(pen, "绩效指标", 3), *top[3:])
        sheet.row(*header_cells(pen, columns[:3]))
        for cells in indicator_rows(pen, IndicatorTable(columns[:-1])):
            sheet.row(*cells, Cell(""))
        return sheet


def _share(task: Record) -> str:
    budget = Decimal(task["budget"])
    return f"{Decimal(task['executed']) / budget * 100:.2f}%" if budget else "0.00%"


class GoalBlocksDepartment(UntotalledDepartment):
    """Every goal stands over indicators of its own, under heads that are repeated; execution counts twenty points."""

    name = "department_goal_blocks"
    titles = ("部门整体绩效自评表", "单位整体绩效自评结果表", "部门(单位)整体绩效自评情况表")
    kept = ("goals", "funds", "sections")
    headings: ClassVar[tuple[str, ...]] = ("偏差大或目标未完成原因分析", "改进措施及结果应用方案")
    columns = (
        ("level1", "一级指标", 11),
        ("level2", "二级指标", 15),
        ("level3", "三级指标", 30),
        ("target", "年初目标值(A)", 16),
        ("actual", "实际完成值(B)", 16),
        ("score", "得分", 9),
    )
    money: ClassVar[tuple[tuple[str, str], ...]] = (
        ("budget", "预算数(A)"),
        ("executed", "执行数(B)"),
        ("rate", "执行率(B/A)"),
        ("score", "得分(20分×执行率)"),
    )

    def keep(self, full: Record) -> Record:
        """Output and effect are dealt out among the goals; management is not judged."""
        record = super().keep(full)
        fund = only(record["funds"][0], ("source", *(key for key, _ in self.money)))
        if fund["score"] is not None:
            fund["score"] = plain(Decimal(fund["score"]) * 2)
        record["funds"] = [fund | {"label": "部门整体支出总额"}]
        for goal in record["goals"]:
            goal["actual"] = None
        judged = record["indicators"][-_judged(full) :]
        for row, drawn in zip(judged, full["indicators"][-len(judged) :], strict=True):
            row["weight"] = drawn["weight"]
        record["goals"] = _apart(record["goals"]) if _divisible(judged) else record["goals"][:1]
        record["indicators"], self.blocks = _dealt(judged, len(record["goals"]))
        share_points(record["indicators"], 80)
        for row in record["indicators"]:
            row["weight"] = None
        record["total_score"] = plain(Decimal(summed(record["indicators"], "score")) + Decimal(fund["score"] or 0))
        texts = [section["text"] for section in record["sections"]]
        pairs = zip(self.headings, texts, strict=False)
        record["sections"] = [{"heading": heading, "text": text} for heading, text in pairs]
        return record

    def html(self, pen: Pen) -> str:
        """Return title, money, a block for each goal, and the rest."""
        day = f"{pen.value('/year') + 1}年{self.rng.randint(1, 5)}月{self.rng.randint(1, 28)}日"
        line = ends(told(pen, "reporting_unit", "单位名称", True), pen.label(f"填报日期:{day}"))
        tables = [self._money(pen), *self._goals(pen), self._closing(pen)]
        note = remarks(pen, "备注:预算数口径为调整后财政资金总额(包括上年结转)。")
        return titled(pen, "", "年度") + line + joined(*tables) + note

    def _money(self, pen: Pen) -> Sheet:
        sheet = Sheet([16, 24, 15, 15, 13, 17])
        sheet.row(
            Cell(pen.label("预算执行情况(万元)(20分)"), rows=2), Cell(""), *head_cells(pen, *(h for _, h in self.money))
        )
        cells = [Cell(pen.put("/funds/0/label"))]
        prints: dict[str, Callable[[str], str]] = {"rate": pen.percent, "score": pen.score}
        for key, _ in self.money:
            cells.append(Cell(prints.get(key, pen.amount)(f"/funds/0/{key}")))
        sheet.row(*cells)
        return sheet

    def _goals(self, pen: Pen) -> list[Sheet]:
        table, sheets = self._table(), []
        rows = indicator_rows(pen, table)
        several = len(self.blocks) > 1
        for number, (first, last) in enumerate(self.blocks):
            sheet = Sheet([7, *(column.width for column in table.columns)])
            label = f"年度绩效目标{number + 1}" if several else "年度绩效目标"
            goal = Cell(pen.put(f"/goals/{number}/expected"), len(table.columns), css="t")
            sheet.row(Cell(pen.label(label), rows=2 + last - first, css="v"), goal)
            sheet.row(*header_cells(pen, table.columns))
            sheet.rows += rows[first:last]
            sheets.append(sheet)
        return sheets

    def _closing(self, pen: Pen) -> Sheet:
        sheet = Sheet([22, 78])
        sheet.row(Cell(pen.label("总分")), Cell(pen.score("/total_score")))
        for index in range(len(pen.record["sections"])):
            heading, text = (pen.put(f"/sections/{index}/{key}") for key in ("heading", "text"))
            sheet.row(Cell(heading), Cell(text, css="t"))
        return sheet


def _judged(full: Record) -> int:
    """Return how many indicators, the last ones, are about output and effect."""
    rows = full["indicators"]
    return sum(row["level1"] != rows[0]["level1"] for row in rows) or len(rows)


def _apart(goals: list[Record]) -> list[Record]:
    """Return two goals where one of several sentences was drawn, else the goals as they are."""
    first, stop, rest = goals[0]["expected"].partition("。")
    if len(goals) > 1 or not rest:
        return goals
    return [goals[0] | {"expected": first + stop}, goals[0] | {"expected": rest}]


def _divisible(rows: list[Record]) -> bool:
    """Tell whether two goals can each have rows, the second's beginning with another group than the first's ends."""
    names = [row["level1"] for row in rows]
    return len(set(names)) > 1 and names.count(names[0]) > 1


def _dealt(rows: list[Record], goals: int) -> tuple[list[Record], list[tuple[int, int]]]:
    """Return the rows goal by goal, each level-1 group dealt out among the goals, and where each goal's rows lie."""
    groups: dict[str, list[Record]] = {}
    for row in rows:
        groups.setdefault(row["level1"], []).append(row)
    dealt: list[Record] = []
    blocks: list[tuple[int, int]] = []
    for goal in range(goals):
        start = len(dealt)
        for group in groups.values():
            step = -(-len(group) // goals)
            dealt += group[goal * step : (goal + 1) * step]
        blocks.append((start, len(dealt)))
    return dealt, blocks
