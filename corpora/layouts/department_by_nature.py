"""整体支出绩效自评表 with income by source beside expenditure by nature."""

from __future__ import annotations

from copy import deepcopy

from corpora.layouts.department_goals import DepartmentGoals
from corpora.layouts.form import ends, foot, year_line
from corpora.layouts.indicator_rows import Column, IndicatorTable, header_cells, indicator_rows, total_cells
from corpora.layouts.pen import Pen, Record
from corpora.layouts.sections import goals_beside, pairs
from corpora.layouts.sheet import Cell, Sheet

_INCOME = {"财政拨款收入": "一般公共预算拨款", "上级补助收入": "政府性基金预算拨款"}
_SPENT = {"人员经费": "基本支出(人员)", "日常公用经费": "基本支出(公用)", "专项项目支出": "项目支出"}


class NatureDepartment(DepartmentGoals):
    """Income by source beside expenditure by nature, goals, indicators with a column for reasons, a signature line."""

    name = "department_by_nature"
    split = "dev"
    titles = ("部门整体支出绩效自评表", "单位整体支出绩效自评表", "部门(单位)整体支出绩效自评表")
    columns = (
        ("level1", "一级指标", 9),
        ("level2", "二级指标", 11),
        ("level3", "三级指标", 22),
        ("target", "年度指标值", 13),
        ("actual", "实际完成值", 13),
        ("weight", "分值", 7),
        ("score", "得分", 7),
        ("reason", "偏差原因分析及改进措施", 18),
    )

    def keep(self, full: Record) -> Record:
        """Both sides with their totals, no money by fund."""
        record = super().keep(full)
        sides = {key: full[key] for key in ("income_total", "expenditure_total", "contact", "phone")}
        for side, names in (("income", _INCOME), ("expenditure", _SPENT)):
            sides[side] = [row | {"subject": names.get(row["subject"], row["subject"])} for row in full[side]]
        return record | deepcopy(sides) | {"funds": [], "grade": None}

    def html(self, pen: Pen) -> str:
        """Return title, tables and who filled it in."""
        line = ends(pen.label(self.rng.choice(["附件2", "附表1"])), pen.label("金额单位:万元"))
        head = pairs(pen, (18, 82), (("reporting_unit", "部门(单位)名称"),), sealed="reporting_unit")
        goals = goals_beside(pen, "年度总体目标", ("预期目标", "实际完成情况"), (9, 45.5, 45.5))
        tables = [head, self._sides(pen), goals, self._rows(pen)]
        signed = (pen.label("联系人:") + pen.put("/contact"), pen.label("联系电话:") + pen.put("/phone"))
        title = f'<div class="title">{pen.put("/title")}</div>{year_line(pen, "(", "年度)")}'
        return title + line + "".join(table.html() for table in tables) + foot(*signed)

    def _sides(self, pen: Pen) -> Sheet:
        sheet = Sheet([9, 20, 13, 13, 19, 13, 13])
        count = max(len(pen.record["income"]), len(pen.record["expenditure"]))
        over = (Cell(pen.label("年度收入"), 3, css="h c"), Cell(pen.label("年度支出"), 3, css="h c"))
        sheet.row(Cell(pen.label("部门预算收支情况"), rows=3 + count, css="v"), *over)
        heads = ("收入来源", "预算数", "决算数", "支出性质", "预算数", "决算数")
        sheet.row(*(Cell(pen.label(head), css="h c") for head in heads))
        for index in range(count):
            cells = []
            for side in ("income", "expenditure"):
                cells += self._subject(pen, side, index)
            sheet.row(*cells)
        totals = []
        for side in ("income_total", "expenditure_total"):
            totals.append(Cell(pen.label("合计")))
            totals += [Cell(pen.amount(f"/{side}/{key}")) for key in ("budget", "executed")]
        sheet.row(*totals)
        return sheet

    def _subject(self, pen: Pen, side: str, index: int) -> list[Cell]:
        if index >= len(pen.record[side]):
            return [Cell(""), Cell(""), Cell("")]
        line = f"/{side}/{index}"
        amounts = (Cell(pen.amount(f"{line}/{key}")) for key in ("budget", "executed"))
        return [Cell(pen.put(f"{line}/subject"), css="l"), *amounts]

    def _rows(self, pen: Pen) -> Sheet:
        columns = [Column(*spec) for spec in self.columns]
        shown = [column for column in columns if column.key != "reason"]
        rows = [[*cells, Cell("")] for cells in indicator_rows(pen, IndicatorTable(shown))]
        sheet = Sheet([5, *(column.width for column in columns)])
        sheet.row(Cell(pen.label("绩效指标"), rows=2 + len(rows), css="v"), *header_cells(pen, columns))
        sheet.rows += [*rows, total_cells(pen, columns, "总分")]
        return sheet
