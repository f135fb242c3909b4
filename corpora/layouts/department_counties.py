"""Departments: basic figures of two years with scores, and tasks with opinions."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from corpora.content.money import plain
from corpora.layouts.department_form import HundredPointsDepartment
from corpora.layouts.form import ends, only, year_line
from corpora.layouts.fund_figures import figure, fund_line
from corpora.layouts.indicator_rows import indicator_rows, total_cells
from corpora.layouts.pen import Pen, Record
from corpora.layouts.pieces import beneath, figure_cells, head_cells, joined, remarks, sealed, side_label, told
from corpora.layouts.sections import goals_beside
from corpora.layouts.sheet import Cell, Sheet


class BaseDataDepartment(HundredPointsDepartment):
    """A southern county's: staff, then spending of two years beside the budget, scores without targets, sections."""

    name = "department_base_data"
    titles = ("部门整体支出绩效自评基础数据及评分表", "整体支出绩效自评表", "预算单位整体支出绩效自评评分表")
    kept = ("expenditure", "expenditure_total", "sections", "contact", "phone", "total_weight")
    columns = (
        ("level1", "一级指标", 12),
        ("level2", "二级指标", 14),
        ("level3", "三级指标", 24),
        ("weight", "分值", 8),
        ("rule", "评价标准", 25),
        ("score", "自评得分", 9),
        ("lost", "扣分原因", 10),
    )

    def html(self, pen: Pen) -> str:
        """Return title, figures, scores, sections, signatures."""
        top = f'<div class="title">{pen.put("/title")}</div>{year_line(pen, "(", "年度)")}'
        line = ends(told(pen, "reporting_unit", "填报单位", True), pen.label("单位:万元、人"))
        texts = Sheet([22, 78])
        for index in range(len(pen.record["sections"])):
            heading, text = (pen.put(f"/sections/{index}/{key}") for key in ("heading", "text"))
            texts.row(Cell(heading), Cell(text, css="t"))
        signed = beneath(told(pen, "contact", "填表人"), told(pen, "phone", "联系电话"), pen.label("单位负责人签字:"))
        parts = [self._staff(pen), self._spent(pen), self._rows(pen), *([texts] if texts.rows else [])]
        return top + line + joined(*parts) + signed

    def _staff(self, pen: Pen) -> Sheet:
        sheet, posts = Sheet([25, 25, 25, 25]), self.rng.randint(18, 120)
        staff = posts - self.rng.randint(0, 5)
        sheet.row(*head_cells(pen, "财政供养人员情况", "编制数", "年末实际在职人数", "控制率"))
        sheet.row(Cell(""), *figure_cells(pen, str(posts), str(staff), f"{staff / posts * 100:.2f}%"))
        return sheet

    def _spent(self, pen: Pen) -> Sheet:
        sheet, rows = Sheet([25, 25, 25, 25]), pen.record["expenditure"]
        sheet.row(*head_cells(pen, "经费控制情况", "上年决算数", "本年预算数", "本年决算数"))
        before = Decimal(0)
        for line, row in enumerate(rows):
            share = Decimal(self.rng.choice(["0.9", "0.97", "1.02", "1.1"]))
            last = (Decimal(row["executed"] or 0) * share).quantize(Decimal("0.01"))
            before += last
            figures = (Cell(pen.amount(f"/expenditure/{line}/{key}")) for key in ("budget", "executed"))
            name = Cell(pen.put(f"/expenditure/{line}/subject"), css="l")
            sheet.row(name, *figure_cells(pen, pen.style.amount(plain(last))), *figures)
        totals = (Cell(pen.amount(f"/expenditure_total/{key}")) for key in ("budget", "executed"))
        sheet.row(Cell(pen.label("合计")), *figure_cells(pen, pen.style.amount(plain(before))), *totals)
        return sheet

    def _rows(self, pen: Pen) -> Sheet:
        table = self._table()
        shown = [column for column in table.columns if column.key != "lost"]
        sheet = Sheet([column.width for column in table.columns])
        sheet.head = [head_cells(pen, *(column.header for column in table.columns))]
        sheet.rows = indicator_rows(pen, type(table)(shown))
        sheet.rows.append(total_cells(pen, shown, "合计"))
        for cells in sheet.rows:
            cells.append(Cell(""))
        return sheet


class TasksOpinionsDepartment(HundredPointsDepartment):
    """Near the national form: money by source with points, tasks with their cost, points before targets, opinions."""

    name = "department_tasks_opinions"
    largest = 10.0
    titles = ("部门整体支出绩效目标自评表", "部门整体支出绩效自评表", "预算部门整体支出绩效自评表")
    kept = ("funds", "tasks", "goals", "total_weight")
    money_points = 10
    columns = (
        ("level1", "一级指标", 12),
        ("level2", "二级指标", 14),
        ("level3", "三级指标", 26),
        ("weight", "分值", 8),
        ("target", "年初目标值", 15),
        ("actual", "全年完成值", 15),
        ("score", "得分", 10),
    )
    money: ClassVar[tuple[tuple[str, str], ...]] = (
        ("budget", "全年预算数"),
        ("executed", "全年执行数"),
        ("weight", "分值"),
        ("rate", "执行率"),
        ("score", "得分"),
    )
    sources: ClassVar[tuple[tuple[str, str], ...]] = (
        ("total", "部门预算总额"),
        ("fiscal", "其中:财政拨款"),
        ("carryover", "上年结转"),
        ("other", "其他资金"),
    )

    def keep(self, full: Record) -> Record:
        """Money by source, tasks with their completion and their sums."""
        record = super().keep(full)
        labels, keys = dict(self.sources), ("source", *(key for key, _ in self.money))
        record["funds"] = [
            only(fund, keys) | {"label": labels[fund["source"]]}
            for fund in record["funds"]
            if fund["source"] in ("total", "fiscal") or fund["budget"] != "0"
        ]
        record["tasks"] = [only(task, ("name", "completion", "budget", "executed")) for task in record["tasks"]]
        return record

    def html(self, pen: Pen) -> str:
        """Return title and the parts of one sheet."""
        top = f'<div class="title">{pen.put("/title")}</div>{year_line(pen, "(", "年度)")}'
        name = Sheet([16, 84])
        unit = sealed(pen, "reporting_unit")
        name.row(Cell(pen.label("部门名称")), Cell(unit))
        rows = self._indicators(pen, "总分")
        parts = (name, self._money(pen), self._goals(pen), self._tasks(pen), rows, self._opinions(pen))
        return top + joined(*parts) + remarks(pen, "注:总分含预算执行10分。")

    def _money(self, pen: Pen) -> Sheet:
        sheet = Sheet([16, 24, 15, 15, 9, 11, 10])
        heads = head_cells(pen, "资金来源", *(head for _, head in self.money))
        sheet.row(Cell(pen.label("预算执行情况(万元)"), rows=1 + len(self.sources)), *heads)
        for source, label in self.sources:
            line = fund_line(pen, source)
            name = pen.label(label) if line is None else pen.put(f"/funds/{line}/label")
            figures = (Cell("" if line is None else figure(pen, line, key)) for key, _ in self.money)
            sheet.row(Cell(name, css="l"), *figures)
        return sheet

    def _goals(self, pen: Pen) -> Sheet:
        return goals_beside(pen, "年度总体目标", ("预期目标", "完成情况"), (16, 42, 42))

    def _tasks(self, pen: Pen) -> Sheet:
        sheet, tasks = Sheet([14, 20, 32, 17, 17]), pen.record["tasks"]
        heads = head_cells(pen, "任务名称", "完成情况", "预算金额", "执行金额")
        sheet.row(side_label(pen, "年度主要任务", 1 + len(tasks)), *heads)
        for index in range(len(tasks)):
            here = f"/tasks/{index}"
            texts = (Cell(pen.put(f"{here}/{key}"), css="t") for key in ("name", "completion"))
            sheet.row(*texts, *(Cell(pen.amount(f"{here}/{key}")) for key in ("budget", "executed")))
        return sheet

    def _opinions(self, pen: Pen) -> Sheet:
        sheet = Sheet([16, 34, 16, 34])
        signed = "&nbsp;<br>" + pen.label("(签章)") + "<br>" + pen.label("年 月 日", True)
        labels = (Cell(pen.label(label)) for label in ("部门自评意见", "财政部门审核意见"))
        sheet.row(next(labels), Cell(signed), next(labels), Cell(signed))
        return sheet
