"""项目自评结果一览 with other columns: both budgets, a review beside the own result, project codes, one unit."""

from __future__ import annotations

from random import Random

from corpora.layouts.form import ends
from corpora.layouts.listing import PlainList
from corpora.layouts.pen import Pen, Record
from corpora.layouts.sheet import Cell, Sheet
from corpora.layouts.style import Style


class InitialBudgetList(PlainList):
    """On its side: initial and adjusted budget side by side, then execution, then the result."""

    name = "list_initial_budget"
    split = "dev"
    landscape = True
    titles = ("项目支出绩效自评情况汇总表", "部门预算项目绩效自评结果汇总表")
    columns = (
        ("seq", ("序号",), 5),
        ("department", ("单位名称", "项目实施单位"), 21),
        ("project_name", ("项目名称",), 28),
        ("initial", ("年初预算数",), 9),
        ("budget", ("全年预算数", "调整后预算数"), 9),
        ("executed", ("全年执行数",), 9),
        ("rate", ("执行率", "执行率(%)"), 7),
        ("score", ("自评得分", "自评总分"), 6),
        ("grade", ("自评等级", "等级"), 6),
    )

    def __init__(self, rng: Random, style: Style) -> None:
        super().__init__(rng, style)
        self.coded = False

    def _cell(self, pen: Pen, index: int, key: str) -> str:
        return super()._beside(pen, "executed") if key == "initial" else super()._cell(pen, index, key)


class ReviewedList(PlainList):
    """The office's own result and, beside it, the finance bureau's review, which is empty or differs."""

    name = "list_reviewed"
    split = "dev"
    titles = ("项目绩效自评结果及复核情况表", "预算绩效自评结果一览表")
    columns = (
        ("seq", ("序号",), 6),
        ("project_name", ("项目名称", "预算项目名称"), 31),
        ("department", ("主管部门", "预算单位"), 22),
        ("budget", ("项目金额", "预算金额"), 12),
        ("score", ("自评得分",), 7),
        ("grade", ("自评等级",), 7),
        ("review", ("复核得分", "财政复核分"), 7),
        ("remark", ("备注",), 8),
    )

    def __init__(self, rng: Random, style: Style) -> None:
        super().__init__(rng, style)
        self.coded, self.reviewed = False, rng.random() < 0.5

    def _cell(self, pen: Pen, index: int, key: str) -> str:
        if key != "review":
            return super()._cell(pen, index, key)
        return pen.label(f"{self.rng.choice([85, 88.5, 90, 92, 96])}") if self.reviewed else ""


class CodesList(PlainList):
    """On its side, a code before every name, the grade before the score."""

    name = "list_codes"
    split = "dev"
    landscape = True
    titles = ("预算项目绩效自评结果公开目录", "项目支出绩效自评得分一览表")
    columns = (
        ("seq", ("序号",), 5),
        ("department_code", ("部门编码", "单位代码"), 8),
        ("department", ("部门(单位)名称", "预算单位名称"), 21),
        ("code", ("项目代码", "项目编码"), 17),
        ("project_name", ("项目名称",), 26),
        ("budget", ("资金总额(万元)", "资金规模"), 10),
        ("grade", ("自评等次", "评价等级"), 7),
        ("score", ("自评分数", "自评得分"), 7),
    )

    def __init__(self, rng: Random, style: Style) -> None:
        super().__init__(rng, style)
        self.coded = False

    def _cell(self, pen: Pen, index: int, key: str) -> str:
        if key == "code":
            return pen.label(f"{self.rng.randint(10**8, 10**9)}T{self.rng.randint(10**6, 10**7)}")
        return super()._cell(pen, index, key)


class OneUnitList(PlainList):
    """One unit's projects, small, open at the sides; the unit stands above only, the grade before the score."""

    name = "list_one_unit"
    split = "dev"
    titles = ("项目绩效自评结果公示表", "年度项目绩效自评结果统计表", "项目支出绩效自评结果表")
    columns = (
        ("seq", ("序号",), 8),
        ("project_name", ("项目名称", "自评项目"), 44),
        ("budget", ("预算资金(万元)", "项目资金"), 16),
        ("grade", ("自评结果", "评价等次"), 12),
        ("score", ("自评得分", "得分"), 12),
    )

    def __init__(self, rng: Random, style: Style) -> None:
        super().__init__(rng, style)
        self.coded, self.dated = False, True

    def keep(self, full: Record) -> Record:
        """No row names its unit."""
        record = super().keep(full)
        for row in record["rows"]:
            row["department"] = None
        return record

    def html(self, pen: Pen) -> str:
        """Return caption, unit and year in one line, and the table."""
        unit = pen.seal(pen.record["reporting_unit"], pen.style.text("部门名称:")) + pen.put("/reporting_unit")
        year = pen.put("/year", printed=f"{pen.value('/year')}年度")
        sheet = self.table(pen)
        mean = Sheet([52, 16, 12, 12])
        mean.row(Cell(pen.label("平均得分"), css="c"), Cell(""), Cell(""), Cell(pen.label("92.6")))
        tables = sheet.html() + (mean.html() if self.rng.random() < 0.4 else "")
        return f'<div class="title">{pen.put("/title")}</div>{ends(unit, year)}<div class="open">{tables}</div>'
