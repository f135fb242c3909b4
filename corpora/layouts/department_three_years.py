"""部门整体支出绩效自评表 with a goal for each of three years and without points."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from corpora.layouts.department_form import SummedDepartment
from corpora.layouts.form import ends, only, year_line
from corpora.layouts.indicator_rows import Column, IndicatorTable, header_cells
from corpora.layouts.pen import Pen, Record
from corpora.layouts.pieces import heads, joined, labelled, sealed, woven
from corpora.layouts.sheet import Cell, Sheet


class ThreeYearsDepartment(SummedDepartment):
    """A disclosure table on its side: a goal for each of three years, tasks with money, targets in three parts."""

    name = "department_three_years"
    landscape = True
    titles = ("部门整体支出绩效自评表", "部门整体支出绩效自评情况表", "部门(单位)整体支出绩效自评公开表")
    kept = ("goals", "tasks")
    scored = False
    columns = (
        ("level1", "一级指标", 10),
        ("level2", "二级指标", 12),
        ("level3", "三级指标", 26),
        ("sign", "指标性质", 8),
        ("number", "指标值", 12),
        ("unit", "度量单位", 9),
        ("actual", "实际完成值", 13),
        ("reason", "偏差原因分析及改进措施", 14),
    )
    amounts: ClassVar[tuple[str, ...]] = ("budget", "budget_fiscal", "budget_other", "executed")

    def keep(self, full: Record) -> Record:
        """One goal, the year's own; tasks by name and money; no points at all."""
        record = super().keep(full)
        record["goals"] = record["goals"][:1]
        record["tasks"] = [only(task, ("name", "completion", *self.amounts)) for task in record["tasks"]]
        return record

    def html(self, pen: Pen) -> str:
        """Return title, the three numbered parts and notes."""
        top = f'<div class="title">{pen.put("/title")}</div>{year_line(pen, "(", "年度)")}'
        top += ends(pen.label(self.rng.choice(["公开15表", "附表14"])), pen.label("金额单位:万元"))
        note = f"<div>{pen.label('注:涉密部门和涉密信息按保密规定不公开。')}</div>"
        return top + joined(self._head(pen), self._years(pen), self._tasks(pen), self._rows(pen)) + note

    def _head(self, pen: Pen) -> Sheet:
        duty = self.rng.choice(["依照三定规定履行行业管理职责。", "贯彻执行有关方针政策,拟订规划并组织实施。"])
        sheet = labelled(pen, (14, 14, 72), (("部门名称", sealed(pen, "reporting_unit")),))
        for number, (label, text) in enumerate((("部门职责", duty), ("根据", "三定方案归纳。"))):
            side = [Cell(pen.label("部门总体目标"), rows=2)] if number == 0 else []
            sheet.row(*side, Cell(pen.label(label)), Cell(pen.label(text), css="t"))
        return sheet

    def _years(self, pen: Pen) -> Sheet:
        sheet, year = Sheet([14, 43, 43]), pen.value("/year")
        sheet.row(Cell(pen.label("一、部门年度目标"), 3, css="l"))
        sheet.row(*(Cell(pen.label(label), css="h c") for label in ("财年", "目标", "实际完成情况")))
        texts = [Cell(pen.put(f"/goals/0/{key}"), css="t") for key in ("expected", "actual")]
        sheet.row(Cell(pen.label(str(year))), *texts)
        for later in (year + 1, year + 2):
            sheet.row(Cell(pen.label(str(later))), *(Cell(pen.label("---", True), css="c") for _ in range(2)))
        return sheet

    def _tasks(self, pen: Pen) -> Sheet:
        sheet = Sheet([18, 30, 10, 10, 10, 12, 10])
        sheet.row(Cell(pen.label("二、部门年度重点工作任务"), 7, css="l"))
        words = (Cell(pen.label(label), rows=2, css="h c") for label in ("任务名称", "完成情况"))
        over = Cell(pen.label("批复金额"), 3, css="h c")
        last = (Cell(pen.label(label), rows=2, css="h c") for label in ("实际支出金额", "预算执行率"))
        sheet.row(*words, over, *last)
        sheet.row(*(Cell(pen.label(label), css="h c") for label in ("总额", "财政拨款", "其他资金")))
        for index, task in enumerate(pen.record["tasks"]):
            texts = (Cell(pen.put(f"/tasks/{index}/{key}"), css="t") for key in ("name", "completion"))
            money = (Cell(pen.amount(f"/tasks/{index}/{key}")) for key in self.amounts)
            sheet.row(*texts, *money, Cell(pen.label(_share(task["executed"], task["budget"]))))
        return sheet

    def _rows(self, pen: Pen) -> Sheet:
        columns = [Column(*spec) for spec in self.columns]
        sheet = Sheet([column.width for column in columns])
        sheet.row(Cell(pen.label("三、部门整体支出绩效指标"), len(columns), css="l"))
        over = [Cell(pen.label(label), 3, css="h c") for label in ("绩效指标", "年度指标值")]
        sheet.row(*over, *heads(pen, columns[6:], 2))
        sheet.row(*header_cells(pen, columns[:6]))
        sheet.rows += woven(pen, IndicatorTable(columns), {"reason": [""] * len(pen.record["indicators"])})
        sheet.row(Cell(pen.label("其他需要说明事项"), 3, css="c"), Cell(pen.label("无"), 5, css="l"))
        return sheet


def _share(spent: str | None, budget: str | None) -> str:
    whole = Decimal(budget or 0)
    return f"{Decimal(spent or 0) / whole * 100:.2f}%" if whole else "0.00%"
