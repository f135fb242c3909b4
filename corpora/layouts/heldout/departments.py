"""Departments as a whole: retyped from the national form, scored by standards, with staff figures, by tasks."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from corpora.layouts.department_form import SummedDepartment
from corpora.layouts.form import ends, only, year_line
from corpora.layouts.heldout.parts import HeldoutForm, head, heads, remarks, under, upright
from corpora.layouts.indicator_rows import IndicatorTable, header_cells, indicator_rows, total_cells
from corpora.layouts.pen import Pen, Record
from corpora.layouts.pieces import group_points, labelled, sealed, titled, told, woven
from corpora.layouts.sections import goals_beside
from corpora.layouts.sheet import Cell, Sheet


class HeldoutDepartment(HeldoutForm, SummedDepartment):
    """A department's form of this split."""


class WordDepartment(HeldoutDepartment):
    """The national form retyped in Word: scored money, goals beside each other, hints in heads, who filled it in."""

    name = "department_word"
    largest = 10.0
    titles = ("部门整体支出绩效自评表", "部门(单位)整体支出绩效自评表", "预算部门整体支出绩效自评表")
    kept = ("funds", "goals", "grade", "contact", "phone")
    money: ClassVar[tuple[tuple[str, str], ...]] = (
        ("budget_initial", "年初预算数"),
        ("budget", "全年预算数(A)"),
        ("executed", "全年执行数(B)"),
        ("weight", "分值"),
        ("rate", "执行率(B/A)"),
        ("score", "得分"),
    )
    sources: ClassVar[tuple[tuple[str, str], ...]] = (
        ("total", "年度资金总额"),
        ("fiscal", "其中:财政拨款"),
        ("carryover", "上年结转"),
        ("other", "其他资金"),
    )
    columns = (
        ("level1", "一级指标", 8),
        ("level2", "二级指标", 12),
        ("level3", "三级指标", 24),
        ("target", "年度指标值", 14),
        ("actual", "实际完成值", 14),
        ("weight", "分值", 7),
        ("score", "得分", 7),
        ("reason", "偏差原因分析及改进措施", 14),
    )

    def keep(self, full: Record) -> Record:
        """Money of every source that has some."""
        record = super().keep(full)
        labels, keys = dict(self.sources), ("source", *(key for key, _ in self.money))
        record["funds"] = [
            only(fund, keys) | {"label": labels[fund["source"]]}
            for fund in full["funds"]
            if fund["source"] in ("total", "fiscal") or fund["budget"] != "0"
        ]
        return record

    def html(self, pen: Pen) -> str:
        """Return title, tables and signatures."""
        top = f'<div class="title">{pen.put("/title")}</div>{year_line(pen, "(", "年度)")}'
        name = labelled(pen, (20, 80), (("部门(单位)名称(盖章)", sealed(pen, "reporting_unit")),))
        goals = goals_beside(pen, "年度总体目标", ("预期目标(年初设定)", "实际完成情况"), (8, 46, 46))
        last = labelled(pen, (20, 80), (("自评等级", pen.put("/grade")),))
        parts = (name, self._money(pen), goals, self._rows(pen), last)
        signed = under(pen.label("联系人:") + pen.put("/contact"), pen.label("联系电话:") + pen.put("/phone"))
        return top + "".join(part.html() for part in parts) + signed

    def _money(self, pen: Pen) -> Sheet:
        sheet = Sheet([8, 20, *([12] * len(self.money))])
        at = {fund["source"]: number for number, fund in enumerate(pen.record["funds"])}
        side = Cell(pen.label("部门预算(万元)"), rows=1 + len(self.sources), css="v")
        sheet.row(side, Cell(""), *heads(pen, *(label for _, label in self.money)))
        for source, label in self.sources:
            line = at.get(source)
            if line is None:
                sheet.row(Cell(pen.label(label), css="l"), *(Cell("") for _ in self.money))
                continue
            name = Cell(pen.put(f"/funds/{line}/label"), css="l")
            sheet.row(name, *self._figures(pen, line, tuple(key for key, _ in self.money)))
        return sheet

    def _rows(self, pen: Pen) -> Sheet:
        columns = self._table().columns
        blank = {"reason": [""] * len(pen.record["indicators"])}
        rows = woven(pen, IndicatorTable(columns, narrow=True), blank)
        sheet = Sheet([5, *(column.width for column in columns)])
        sheet.row(Cell(upright(pen, "绩效指标"), rows=2 + len(rows), css="v"), *header_cells(pen, columns))
        sheet.rows += [*rows, total_cells(pen, columns, "总分")]
        return sheet


class StandardsDepartment(HeldoutDepartment):
    """A southern province's: efficiency and duties by points in brackets, standards in narrow columns, tasks above."""

    name = "department_standards"
    largest = 8.5
    titles = ("部门整体支出绩效自评表", "部门整体支出绩效自评评分表", "部门整体绩效自评指标评分表")
    kept = ("tasks", "grade", "sections")
    columns = (
        ("level1", "一级指标", 9),
        ("level2", "二级指标", 10),
        ("level3", "三级指标", 17),
        ("weight", "分值", 8.5),
        ("description", "指标解释", 17),
        ("rule", "评分标准", 18),
        ("score", "自评得分", 8.5),
        ("reason", "扣分理由", 10),
    )

    def keep(self, full: Record) -> Record:
        """Tasks with their money as a whole; the points of a group in brackets under its name."""
        record = super().keep(full)
        record["tasks"] = [only(task, ("name", "completion", "budget", "executed")) for task in record["tasks"]]
        group_points(record["indicators"])
        return record

    def html(self, pen: Pen) -> str:
        """Return title, line and tables."""
        unit = told(pen, "reporting_unit", "部门名称(公章)", True)
        top = titled(pen, "", "年度") + ends(unit, pen.label("金额单位:万元"))
        parts = (self._tasks(pen), self._rows(pen), self._last(pen))
        return top + "".join(part.html() for part in parts)

    def _tasks(self, pen: Pen) -> Sheet:
        sheet = Sheet([27, 47, 13, 13])
        sheet.row(*heads(pen, "年度重点工作任务", "任务完成情况", "预算安排", "实际支出"))
        for index in range(len(pen.record["tasks"])):
            texts = (Cell(pen.put(f"/tasks/{index}/{key}"), css="t") for key in ("name", "completion"))
            sheet.row(*texts, *(Cell(pen.amount(f"/tasks/{index}/{key}")) for key in ("budget", "executed")))
        return sheet

    def _rows(self, pen: Pen) -> Sheet:
        columns = self._table().columns
        sheet = Sheet([column.width for column in columns])
        sheet.head = [header_cells(pen, columns)]
        reasons = [_lost(row) for row in pen.record["indicators"]]
        sheet.rows = woven(pen, IndicatorTable(columns, "<br>({}分)"), {"reason": reasons})
        sheet.rows.append(total_cells(pen, columns, "合计"))
        return sheet

    def _last(self, pen: Pen) -> Sheet:
        sheet = labelled(pen, (19, 81), (("自评等级", pen.put("/grade")),))
        for index in range(len(pen.record["sections"])):
            here = f"/sections/{index}"
            sheet.row(Cell(pen.put(f"{here}/heading")), Cell(pen.put(f"{here}/text"), css="t"))
        return sheet


def _lost(row: Record) -> str:
    lost = Decimal(row["weight"]) - Decimal(row["score"] or 0)
    return "未达到目标值" if lost > 0 else ""


class StaffDepartment(HeldoutDepartment):
    """A central province's: staff and spending in figures first, then points beside targets, then sections."""

    name = "department_figures"
    largest = 9.5
    titles = ("部门整体支出绩效自评表", "整体支出绩效自评情况表", "部门整体支出绩效自评基础数据及评分表")
    kept = ("expenditure", "expenditure_total", "sections", "contact", "phone")
    columns = (
        ("level1", "一级指标", 10),
        ("level2", "二级指标", 12),
        ("level3", "三级指标", 23),
        ("weight", "分值", 7),
        ("rule", "评价标准", 20),
        ("target", "目标值", 12),
        ("actual", "完成值", 12),
        ("score", "得分", 8),
    )

    def html(self, pen: Pen) -> str:
        """Return title, line, tables and note."""
        unit = told(pen, "reporting_unit", "填报单位", True)
        top = f'<div class="title">{pen.put("/title")}</div>{year_line(pen, "(", "年度)")}'
        parts = (self._staff(pen), self._spent(pen), self._indicators(pen, "总计"), self._texts(pen))
        signed = under(pen.label("联系人:") + pen.put("/contact"), pen.label("联系电话:") + pen.put("/phone"))
        return top + ends(unit, pen.label("单位:万元")) + "".join(part.html() for part in parts) + signed

    def _staff(self, pen: Pen) -> Sheet:
        posts = self.rng.randint(18, 160)
        filled = posts - self.rng.randint(0, 9)
        sheet = Sheet([20, 20, 20, 20, 20])
        sheet.row(
            Cell(pen.label("财政供养人员情况"), rows=2), *heads(pen, "编制数", "年末实有人数", "控制率", "退休人数")
        )
        figures = (str(posts), str(filled), f"{filled / posts * 100:.1f}%", str(self.rng.randint(2, 60)))
        sheet.row(*(Cell(pen.label(figure, True)) for figure in figures))
        return sheet

    def _spent(self, pen: Pen) -> Sheet:
        sheet, rows = Sheet([40, 30, 30]), range(len(pen.record["expenditure"]))
        sheet.row(*heads(pen, "支出项目", "年度预算数", "年度决算数"))
        for index in rows:
            here = f"/expenditure/{index}"
            amounts = (Cell(pen.amount(f"{here}/{key}")) for key in ("budget", "executed"))
            sheet.row(Cell(pen.put(f"{here}/subject"), css="l"), *amounts)
        totals = (Cell(pen.amount(f"/expenditure_total/{key}")) for key in ("budget", "executed"))
        sheet.row(head(pen, "支出合计"), *totals)
        return sheet

    def _texts(self, pen: Pen) -> Sheet:
        sheet = Sheet([20, 80])
        for index in range(len(pen.record["sections"])):
            here = f"/sections/{index}"
            sheet.row(Cell(pen.put(f"{here}/heading")), Cell(pen.put(f"{here}/text"), css="t"))
        return sheet


class TasksDepartment(HeldoutDepartment):
    """An eastern province's, on its side: totals in pairs, tasks with project and state, indicators unexplained."""

    name = "department_work"
    landscape = True
    largest = 9.5
    titles = ("部门整体绩效自评表", "市级部门整体绩效自评表", "部门整体支出绩效自评报告表")
    kept = ("income_total", "expenditure_total", "tasks", "tasks_total", "grade", "contact", "phone", "period")
    columns = (
        ("level1", "一级指标", 12),
        ("level2", "二级指标", 14),
        ("level3", "三级指标", 30),
        ("target", "绩效目标值", 16),
        ("actual", "自评完成值", 16),
        ("weight", "标准分", 8),
        ("score", "自评分", 8),
    )

    def keep(self, full: Record) -> Record:
        """Tasks without their sources of money."""
        record = super().keep(full)
        keys = ("name", "project", "project_status", "budget", "executed")
        record["tasks"] = [only(task, keys) for task in record["tasks"]]
        record["tasks_total"] = only(record["tasks_total"], ("budget", "executed"))
        return record

    def html(self, pen: Pen) -> str:
        """Return title and tables, a note below."""
        top = f'<div class="title">{pen.put("/title")}</div><div class="right">{pen.label("单位:万元、分")}</div>'
        parts = (self._head(pen), self._tasks(pen), self._rows(pen))
        note = remarks(pen, "说明:优(90分及以上)、良(80-89分)、中(60-79分)、差(60分以下)。")
        return top + "".join(part.html() for part in parts) + note

    def _head(self, pen: Pen) -> Sheet:
        start, end = (pen.value(f"/period/{key}").split("-") for key in ("start", "end"))
        told_ = f"{start[0]}年{int(start[1])}月{int(start[2])}日至{end[0]}年{int(end[1])}月{int(end[2])}日"
        period = pen.put("/period/start", "/period/end", "/year", printed=told_)
        rows = (
            (("部门名称", sealed(pen, "reporting_unit")), ("评价期间", period)),
            (("联系人", pen.put("/contact")), ("联系电话", pen.put("/phone"))),
            *(
                ((f"{word}预算数", pen.amount(f"/{key}/budget")), (f"{word}决算数", pen.amount(f"/{key}/executed")))
                for key, word in (("income_total", "收入"), ("expenditure_total", "支出"))
            ),
        )
        return labelled(pen, (13, 37, 13, 37), *rows)

    def _tasks(self, pen: Pen) -> Sheet:
        sheet = Sheet([5, 28, 25, 22, 10, 10])
        sheet.row(*heads(pen, "序号", "重点工作任务", "对应项目", "项目进展情况", "预算数", "支出数"))
        for index in range(len(pen.record["tasks"])):
            here = f"/tasks/{index}"
            texts = (Cell(pen.put(f"{here}/{key}"), css="t") for key in ("name", "project", "project_status"))
            amounts = (Cell(pen.amount(f"{here}/{key}")) for key in ("budget", "executed"))
            sheet.row(Cell(pen.label(str(index + 1))), *texts, *amounts)
        totals = (Cell(pen.amount(f"/tasks_total/{key}")) for key in ("budget", "executed"))
        sheet.row(Cell(pen.label("合计"), 4, css="c"), *totals)
        return sheet

    def _rows(self, pen: Pen) -> Sheet:
        table = self._table()
        sheet = Sheet([column.width for column in table.columns])
        sheet.head, sheet.rows = [header_cells(pen, table.columns)], indicator_rows(pen, table)
        sheet.rows.append(total_cells(pen, table.columns, "自评总分"))
        sheet.row(Cell(pen.label("自评等级"), 5, css="c"), Cell(pen.put("/grade"), 2))
        return sheet
