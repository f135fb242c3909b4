"""部门(单位)整体绩效自评表: income beside expenditure, main tasks, indicators with their rules, closing sections."""

from __future__ import annotations

from copy import deepcopy
from random import Random
from typing import ClassVar

from corpora.layouts.form import Form, year_line
from corpora.layouts.indicator_rows import Column, IndicatorTable, header_cells, indicator_rows
from corpora.layouts.pen import Pen, Record
from corpora.layouts.sheet import Cell, Sheet
from corpora.layouts.style import Style

_INCOME = ("财政拨款收入", "上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入")
_SPENT = ("人员经费", "日常公用经费", "专项公用支出", "专项项目支出")
_TASK_KEYS = ("budget", "budget_fiscal", "budget_other", "executed", "executed_fiscal", "executed_other")


class WholeDepartment(Form):
    """The form of the department's year, some six pages long."""

    name: ClassVar[str] = "department_tasks"
    kind: ClassVar[str] = "department_evaluation"
    titles: ClassVar[tuple[str, ...]] = ("部门(单位)整体绩效自评表", "部门整体绩效自评表")

    def __init__(self, rng: Random, style: Style) -> None:
        super().__init__(rng, style)
        self.year_line = rng.random() < 0.4
        self.grade_label = rng.choice(["评价结论", "评价等级"])

    def keep(self, full: Record) -> Record:
        """All but the money and goals of a project form; blank sections are left out."""
        record = deepcopy(full)
        record["title"] = self.title
        del record["funds"], record["goals"]
        for row in record["indicators"]:
            row.pop("note", None)
        record["sections"] = [section for section in record["sections"] if section["text"]]
        return record

    def html(self, pen: Pen) -> str:
        """Return the tables one under another."""
        seal = pen.seal(pen.record["reporting_unit"], "&nbsp;")
        title = f'<div class="title">{pen.put("/title")}</div><div class="right">{seal}</div>'
        if self.year_line:
            title += year_line(pen, "(", "年度)")
        parts = [self._head(pen), self._money(pen), self._tasks(pen), self._indicators(pen), self._sections(pen)]
        return title + "".join(part.html() for part in parts)

    def _head(self, pen: Pen) -> Sheet:
        sheet = Sheet([16, 34, 16, 34])
        sheet.row(Cell(pen.label("部门(单位)名称")), Cell(pen.put("/reporting_unit"), 3))
        contact, phone = Cell(pen.put("/contact")), Cell(pen.put("/phone"))
        sheet.row(Cell(pen.label("联系人")), contact, Cell(pen.label("联系电话")), phone)
        sheet.row(Cell(pen.label(self.rng.choice(["评价时段", "评价期间"]))), Cell(self._period(pen), 3))
        return sheet

    def _period(self, pen: Pen) -> str:
        pointers = ("/period/start", "/period/end", *(() if self.year_line else ("/year",)))
        until = self.rng.choice(["至", "-", "—"])
        start, end = (_day(pen.value(pointer)) for pointer in pointers[:2])
        return pen.put(*pointers, printed=f"{start}{until}{end}")

    def _money(self, pen: Pen) -> Sheet:
        sheet = Sheet([10, 20, 13, 13, 18, 13, 13])
        rows = max(len(_INCOME), len(_SPENT))
        sheet.row(
            Cell(pen.label("年度部门(单位)预算执行情况"), rows=rows + 3, css="v"),
            Cell(pen.label("预算收入(万元)"), 3),
            Cell(pen.label("预算支出(万元)"), 3),
        )
        heads = ("收入科目", "预算数", "执行数", "支出科目", "预算数", "执行数")
        sheet.row(*(Cell(pen.label(head), css="h c") for head in heads))
        for index in range(rows):
            spent = _SPENT[index] if index < len(_SPENT) else "——"
            sheet.row(*self._subject(pen, "income", _INCOME[index]), *self._subject(pen, "expenditure", spent))
        totals = []
        for side in ("income", "expenditure"):
            totals += [
                Cell(pen.label("合计")),
                *(Cell(pen.amount(f"/{side}_total/{key}")) for key in ("budget", "executed")),
            ]
        sheet.row(*totals)
        return sheet

    def _subject(self, pen: Pen, side: str, subject: str) -> list[Cell]:
        for index, row in enumerate(pen.record[side]):
            if row["subject"] == subject:
                line = f"/{side}/{index}"
                return [
                    Cell(pen.put(f"{line}/subject")),
                    *(Cell(pen.amount(f"{line}/{key}")) for key in ("budget", "executed")),
                ]
        return [Cell(pen.label(subject)), Cell(""), Cell("")]

    def _tasks(self, pen: Pen) -> Sheet:
        sheet = Sheet([5, 13, 20, 13, 11, 9, 9, 8, 9, 9, 8])
        count = len(pen.record["tasks"])
        heads = ("工作任务名称", "工作任务完成情况", "对应的拟安排项目", "项目完成情况")
        money = ("预算数(万元)", "其中:财政拨款", "其他资金", "执行数(万元)", "其中:财政拨款", "其他资金")
        cells = [Cell(pen.label(head), css="h c") for head in (*heads, *money)]
        sheet.row(Cell(pen.label("年度主要任务"), rows=count + 2, css="v"), *cells)
        for index in range(count):
            task = f"/tasks/{index}"
            words = [
                Cell(pen.put(f"{task}/{key}"), css="t") for key in ("name", "completion", "project", "project_status")
            ]
            sheet.row(*words, *(Cell(pen.amount(f"{task}/{key}")) for key in _TASK_KEYS))
        totals = [
            Cell(pen.amount(f"/tasks_total/{key}") if key in pen.record["tasks_total"] else "") for key in _TASK_KEYS
        ]
        sheet.row(Cell(pen.label(self.rng.choice(["金额合计", "合计"])), 4, css="c"), *totals)
        return sheet

    def _columns(self) -> list[Column]:
        star = self.rng.choice(["", "", "*"])
        return [
            Column("level1", "一级指标", 8),
            Column("level2", "二级指标", 9),
            Column("level3", "三级指标", 14),
            Column("target", "目标值", 9),
            Column("actual", "实际值", 9),
            Column("weight", "权重", 6),
            Column("description", f"指标解释{star}", 20),
            Column("rule", f"评分规则{star}", 18),
            Column("score", "自评得分", 7),
        ]

    def _indicators(self, pen: Pen) -> Sheet:
        columns = self._columns()
        sheet = Sheet([6, *(column.width for column in columns)])
        rows = indicator_rows(pen, IndicatorTable(columns))
        side = Cell(pen.label(self.rng.choice(["部门绩效指标完成情况", "年度绩效指标"])), rows=len(rows) + 3, css="v")
        sheet.row(side, *header_cells(pen, columns))
        sheet.rows += rows
        dash = self.rng.choice(["-", ""])
        totals = {"weight": "/total_weight", "score": "/total_score"}
        figures = [Cell(pen.score(totals[c.key]) if c.key in totals else dash) for c in columns[3:]]
        sheet.row(Cell(pen.label("合计"), 3, css="c"), *figures)
        sheet.row(Cell(pen.label(self.grade_label), 3, css="c"), Cell(pen.put("/grade"), 6, css="c"))
        return sheet

    def _sections(self, pen: Pen) -> Sheet:
        sheet = Sheet([20, 80])
        for index in range(len(pen.record["sections"])):
            section = f"/sections/{index}"
            sheet.row(Cell(pen.put(f"{section}/heading")), Cell(pen.put(f"{section}/text"), css="t"))
        if self.rng.random() < 0.6:
            sheet.row(Cell(pen.label(self.rng.choice(["附注", "补充说明"]))), Cell(""))
        return sheet


def _day(iso: str) -> str:
    year, month, day = iso.split("-")
    return f"{year}年{int(month)}月{int(day)}日"
