"""项目自评结果一览: one row per project, over many pages."""

from __future__ import annotations

from copy import deepcopy
from random import Random
from typing import ClassVar

from corpora.layouts.form import Form, ends, year_line
from corpora.layouts.pen import Pen, Record
from corpora.layouts.sheet import Cell, Sheet
from corpora.layouts.style import Style

Spec = tuple[str, tuple[str, ...], float]
_BESIDE = ("executed", "rate", "remark")


class PlainList(Form):
    """With a caption, the unit's code glued to its name in one of three ways."""

    name: ClassVar[str] = "list_plain"
    kind: ClassVar[str] = "project_list"
    titles: ClassVar[tuple[str, ...]] = (
        "项目支出绩效自评结果一览表",
        "预算项目绩效自评结果汇总表",
        "部门预算项目自评情况一览表",
    )
    columns: ClassVar[tuple[Spec, ...]] = (
        ("seq", ("序号",), 6),
        ("department", ("主管部门(单位)", "预算单位", "项目单位"), 26),
        ("project_name", ("项目名称",), 34),
        ("budget", ("预算金额(调整后)", "预算数(万元)", "预算金额"), 14),
        ("score", ("自评得分", "得分"), 10),
        ("grade", ("自评等级", "等级"), 10),
    )

    def __init__(self, rng: Random, style: Style) -> None:
        super().__init__(rng, style)
        self.glue = rng.choice([("", "-"), ("[", "]"), ("", " "), ("", "")])
        self.coded = rng.random() < 0.7
        self.dated = rng.random() < 0.7

    def keep(self, full: Record) -> Record:
        """The printed columns."""
        record = deepcopy(full)
        record["title"] = self.title
        if not self.dated:
            record["year"] = None
        printed = {key for key, _, _ in self.columns} | ({"department_code"} if self.coded else set())
        record["rows"] = [
            {key: value if key in printed else None for key, value in row.items()} for row in record["rows"]
        ]
        return record

    def html(self, pen: Pen) -> str:
        """Return caption, unit line and table."""
        left, right = self.rng.choice([("(", "年度)"), ("", "年度"), ("(", "年)")])
        year = year_line(pen, left, right) if self.dated else ""
        unit = pen.seal(
            pen.record["reporting_unit"], pen.style.text(self.rng.choice(["填报单位(盖章):", "填报部门:", "部门名称:"]))
        )
        currency = pen.label(self.rng.choice(["单位:万元", "金额单位:万元"]))
        top = f'<div class="title">{pen.put("/title")}</div>{year}' + ends(unit + pen.put("/reporting_unit"), currency)
        return top + self.table(pen).html()

    def table(self, pen: Pen) -> Sheet:
        """Return the table alone (its header is repeated over a break where the style says so)."""
        sheet = Sheet([width for _, _, width in self.columns])
        sheet.head = [[Cell(pen.label(self.rng.choice(labels)), css="h c") for _, labels, _ in self.columns]]
        long = {"department": "t", "project_name": "t"}
        for index in range(len(pen.record["rows"])):
            cells = [Cell(self._cell(pen, index, key), css=long.get(key, "")) for key, _, _ in self.columns]
            sheet.row(*cells)
        return sheet

    def _beside(self, pen: Pen, key: str) -> str:
        """Print what such lists carry besides (it is no part of the record)."""
        if key == "executed":
            return pen.label(f"{self.rng.uniform(1, 900):.2f}")
        return pen.label(f"{self.rng.uniform(40, 100):.2f}%") if key == "rate" else ""

    def _cell(self, pen: Pen, index: int, key: str) -> str:
        pointer = f"/rows/{index}/{key}"
        if key == "budget":
            return pen.amount(pointer)
        if key == "score":
            return pen.score(pointer)
        if key in _BESIDE:
            return self._beside(pen, key)
        if key != "department" or not self.coded:
            return pen.put(pointer)
        left, right = self.glue
        code = pen.put(f"/rows/{index}/department_code")
        return (pen.label(left) if left else "") + code + (pen.label(right, True) if right else "") + pen.put(pointer)


class ExecutionList(PlainList):
    """With what was spent and the rate between budget and score, and a column for remarks."""

    name = "list_execution"
    titles = ("项目绩效自评情况统计表", "预算项目绩效自评结果公示表")
    columns = (
        ("seq", ("序号",), 5),
        ("department", ("单位名称", "实施单位"), 22),
        ("project_name", ("项目名称",), 29),
        ("budget", ("全年预算数", "调整后预算数"), 11),
        ("executed", ("全年执行数", "支出数"), 10),
        ("rate", ("执行率",), 8),
        ("score", ("自评得分",), 7),
        ("grade", ("等级", "自评等级"), 6),
        ("remark", ("备注",), 6),
    )


class LandscapeList(PlainList):
    """On its side, the project before its unit, the code in a column of its own."""

    name = "list_landscape"
    split = "dev"
    landscape = True
    titles = ("年度项目支出绩效自评得分统计表", "项目绩效自评结果公开表")
    columns = (
        ("seq", ("序号",), 5),
        ("project_name", ("项目名称", "项目"), 36),
        ("department_code", ("单位编码", "单位代码"), 9),
        ("department", ("实施单位", "预算单位名称"), 22),
        ("budget", ("全年预算数(万元)", "调整预算数"), 12),
        ("score", ("自评分", "自评得分"), 8),
        ("grade", ("评价等次", "自评等级"), 8),
    )

    def __init__(self, rng: Random, style: Style) -> None:
        super().__init__(rng, style)
        self.coded = False
        self.dated = True


class MoneyFirstList(PlainList):
    """On its side, without codes or grades' word, money before the unit."""

    name = "list_money_first"
    split = "dev"
    landscape = True
    titles = ("项目支出绩效自评结果清单", "预算绩效自评评分汇总表")
    columns = (
        ("seq", ("编号", "序"), 6),
        ("project_name", ("预算项目名称",), 34),
        ("budget", ("年度预算安排(万元)", "安排资金"), 14),
        ("department", ("项目承担单位", "责任单位"), 26),
        ("grade", ("评价结果", "等次"), 10),
        ("score", ("评价得分", "综合得分"), 10),
    )

    def __init__(self, rng: Random, style: Style) -> None:
        super().__init__(rng, style)
        self.coded = False


class OtherWordsList(PlainList):
    """The same table under headers that few offices use: only the figures tell what a column holds."""

    name = "list_other_words"
    split = "dev"
    titles = ("各单位项目评分情况", "绩效自评得分排序表")
    columns = (
        ("seq", ("排序", "No."), 6),
        ("department", ("所属单位", "归口单位"), 24),
        ("project_name", ("项目(政策)", "支出项目"), 34),
        ("budget", ("核定金额", "批复资金(万元)"), 14),
        ("grade", ("档次", "定级"), 10),
        ("score", ("分数", "评分"), 10),
    )


class BareList(PlainList):
    """Without caption, year or unit of its own, as a table in the middle of a report; its header never repeated."""

    name = "list_in_report"

    def keep(self, full: Record) -> Record:
        """No title: year and unit are those of the report around it, and stand there."""
        return super().keep(full) | {"title": None}

    def html(self, pen: Pen) -> str:
        """Return the table alone."""
        sheet = self.table(pen)
        sheet.rows, sheet.head = [*sheet.head, *sheet.rows], []
        return sheet.html()
