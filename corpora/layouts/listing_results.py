"""项目自评结果: parts of the score side by side, yuan with the sum first, score and grade in one cell, categories."""

from __future__ import annotations

from decimal import Decimal
from random import Random
from typing import ClassVar

from corpora.content.money import plain
from corpora.layouts.form import ends, year_line
from corpora.layouts.inset import SmallPrint
from corpora.layouts.listing import PlainList
from corpora.layouts.pen import Pen, Record
from corpora.layouts.pieces import signed, titled, told
from corpora.layouts.sheet import Cell, Sheet
from corpora.layouts.style import Style, in_yuan

_LONG = ("department", "project_name")


class _ResultList(SmallPrint, PlainList):
    """What these share: no code glued to a name, the year always printed."""

    def __init__(self, rng: Random, style: Style) -> None:
        super().__init__(rng, style)
        self.coded, self.dated = False, True

    def _heads(self, pen: Pen, rows: int = 1) -> list[Cell]:
        return [Cell(pen.label(self.rng.choice(labels)), rows=rows, css="h c") for _, labels, _ in self.columns]

    def _row(self, pen: Pen, index: int) -> list[Cell]:
        return [Cell(self._cell(pen, index, key), css="t" if key in _LONG else "") for key, _, _ in self.columns]

    def _spent(self, pen: Pen, index: int) -> str:
        """Print what a project spent of its budget (it is no part of the record)."""
        budget = Decimal(pen.record["rows"][index]["budget"])
        spent = (budget * Decimal(str(self.rng.choice([1, 1, 0.98, 0.85, 0.6])))).quantize(Decimal("0.0001"))
        return pen.label(pen.style.amount(plain(spent), pen.unit))

    def _sum(self, pen: Pen) -> str:
        whole = sum((Decimal(row["budget"] or 0) for row in pen.record["rows"]), Decimal(0))
        return pen.label(pen.style.amount(plain(whole), pen.unit))


class ScorePartsList(_ResultList):
    """On its side: what the score consists of stands before it under one head."""

    name = "list_score_parts"
    landscape = True
    titles = ("项目支出绩效自评得分情况表", "部门预算项目绩效自评得分明细表", "项目支出绩效自评评分汇总表")
    columns = (
        ("seq", ("序号",), 5),
        ("department", ("预算单位", "项目实施单位"), 20),
        ("project_name", ("项目名称",), 28),
        ("budget", ("全年预算数(万元)", "预算数(万元)"), 11),
    )
    parts: ClassVar[tuple[tuple[str, int], ...]] = (
        ("预算执行率(10分)", 10),
        ("产出指标(50分)", 50),
        ("效益指标(30分)", 30),
        ("满意度指标(10分)", 10),
    )

    def keep(self, full: Record) -> Record:
        """The score under the common head, the grade last."""
        record = super().keep(full)
        for row, drawn in zip(record["rows"], full["rows"], strict=True):
            row.update(score=drawn["score"], grade=drawn["grade"])
        return record

    def table(self, pen: Pen) -> Sheet:
        """Return the table; parts of a score are no part of a record."""
        sheet = Sheet([5, 20, 28, 11, 7, 7, 7, 7, 6, 6])
        over = Cell(pen.label("自评得分"), len(self.parts) + 1, css="h c")
        below = [Cell(pen.label(label), css="h c") for label, _ in self.parts]
        grade = Cell(pen.label("自评等级"), rows=2, css="h c")
        sheet.head = [[*self._heads(pen, 2), over, grade], [*below, Cell(pen.label("总分"), css="h c")]]
        for index, row in enumerate(pen.record["rows"]):
            parts = (Cell(pen.label(part) if part else "") for part in self._cut(row["score"]))
            result = (Cell(self._cell(pen, index, key)) for key in ("score", "grade"))
            sheet.row(*self._row(pen, index), *parts, *result)
        return sheet

    def _cut(self, score: str | None) -> list[str]:
        """Return a score as the sum of its parts, what was lost taken off the first ones."""
        if score is None:
            return [""] * len(self.parts)
        lost, parts = Decimal(100) - Decimal(score), []
        for _, most in self.parts:
            off = min(lost, Decimal(most))
            parts.append(plain(Decimal(most) - off))
            lost -= off
        return parts


class YuanSumList(_ResultList):
    """In yuan, the sum in the first row, the unit's code in a column, what was spent after what was planned."""

    name = "list_yuan_sum"
    landscape = True
    titles = ("项目支出绩效自评结果汇总表", "预算项目支出绩效自评情况汇总表", "部门项目支出绩效自评结果公开表")
    columns = (
        ("seq", ("序号",), 5),
        ("department_code", ("单位编码", "预算单位编码"), 8),
        ("department", ("单位名称", "预算单位名称"), 21),
        ("project_name", ("项目名称",), 28),
        ("budget", ("全年预算数(元)",), 13),
        ("executed", ("全年执行数(元)",), 13),
        ("score", ("自评得分",), 6),
        ("grade", ("自评等级",), 6),
    )

    def html(self, pen: Pen) -> str:
        """Return caption and table."""
        pen.unit, pen.style = "元", in_yuan(pen.style)
        number = f"<div>{pen.label(self.rng.choice(['附表2', '公开16表', '附件6']))}</div>"
        top = f'{number}<div class="title">{pen.put("/title")}</div>{year_line(pen, "(", "年度)")}'
        return (
            top + ends(told(pen, "reporting_unit", "填报部门", True), pen.label("金额单位:元")) + self.table(pen).html()
        )

    def table(self, pen: Pen) -> Sheet:
        """Return the table with the sum over its rows."""
        sheet = Sheet([width for _, _, width in self.columns])
        sheet.head = [self._heads(pen)]
        sheet.row(Cell(pen.label("合计"), 4, css="c"), Cell(self._sum(pen)), *(Cell("") for _ in range(3)))
        for index in range(len(pen.record["rows"])):
            sheet.row(*self._row(pen, index))
        return sheet

    def _cell(self, pen: Pen, index: int, key: str) -> str:
        return self._spent(pen, index) if key == "executed" else super()._cell(pen, index, key)


class OneCellResultList(_ResultList):
    """Score and grade in one cell, as 98分(优); the money before the unit that answers for it."""

    name = "list_one_cell_result"
    titles = ("项目绩效自评结果一览表", "专项资金绩效自评结果公示表", "项目支出绩效自评结果公示")
    columns = (
        ("seq", ("序号",), 7),
        ("project_name", ("项目名称", "自评项目名称"), 38),
        ("budget", ("预算资金(万元)", "资金总额(万元)"), 15),
        ("department", ("责任单位", "实施单位"), 24),
        ("result", ("自评得分及等级", "得分(等级)"), 16),
    )

    def keep(self, full: Record) -> Record:
        """Both in one column."""
        record = super().keep(full)
        for row, drawn in zip(record["rows"], full["rows"], strict=True):
            row.update(score=drawn["score"], grade=drawn["grade"] if drawn["score"] else None)
        return record

    def html(self, pen: Pen) -> str:
        """Return caption, table and date."""
        top = titled(pen, "", "年度") + ends(told(pen, "reporting_unit", "填报单位", True), "")
        date = pen.label(f"公示日期:{pen.value('/year') + 1}年{self.rng.randint(4, 9)}月")
        return top + self.table(pen).html() + signed("", "", date)

    def _cell(self, pen: Pen, index: int, key: str) -> str:
        if key != "result":
            return super()._cell(pen, index, key)
        row = f"/rows/{index}"
        if pen.value(f"{row}/score") is None:
            return ""
        score = pen.score(f"{row}/score") + pen.label("分")
        return score + pen.label("(") + pen.put(f"{row}/grade") + pen.label(")")


class CategoryList(_ResultList):
    """Every project with its category and how it was judged; what was planned at first before what was changed to."""

    name = "list_category"
    titles = ("项目支出绩效自评情况一览表", "单位项目支出绩效自评汇总表", "单位项目支出绩效自评结果表")
    columns = (
        ("seq", ("序号",), 6),
        ("category", ("项目类别", "支出类别"), 12),
        ("project_name", ("项目名称", "项目(政策)名称"), 30),
        ("budget", ("预算数",), 13),
        ("executed", ("支出数", "执行数"), 12),
        ("manner", ("评价方式",), 9),
        ("score", ("自评得分", "评价得分"), 8),
        ("grade", ("评价等级", "等级"), 7),
        ("remark", ("备注",), 6),
    )

    def html(self, pen: Pen) -> str:
        """Return caption, line, table and note."""
        top = f'<div class="title">{pen.put("/title")}</div>{year_line(pen, "( ", " 年度)")}'
        top += ends(told(pen, "reporting_unit", "填报单位(盖章)", True), pen.label("单位:万元"))
        note = pen.label("注:评价等级按优(90分及以上)、良(80至90分)、中(60至80分)、差(60分以下)填列。")
        return top + self.table(pen).html() + f"<div>{note}</div>"

    def table(self, pen: Pen) -> Sheet:
        """Return the table with the sum below."""
        sheet = Sheet([width for _, _, width in self.columns])
        sheet.head = [self._heads(pen)]
        for index in range(len(pen.record["rows"])):
            sheet.row(*self._row(pen, index))
        sheet.row(Cell(pen.label("合计"), 3, css="c"), Cell(self._sum(pen)), *(Cell("") for _ in range(5)))
        return sheet

    def _cell(self, pen: Pen, index: int, key: str) -> str:
        if key == "category":
            return pen.label(self.rng.choice(["其他运转类", "特定目标类", "特定目标类"]))
        if key == "executed":
            return self._spent(pen, index)
        return pen.label("单位自评") if key == "manner" else super()._cell(pen, index, key)
