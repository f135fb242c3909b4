"""项目自评结果: units as bands, ticks for grades, two halves side by side, sums first, reasons, three ruled lines."""

from __future__ import annotations

from decimal import Decimal
from random import Random
from typing import ClassVar

from corpora.content.money import plain
from corpora.layouts.form import ends, year_line
from corpora.layouts.inset import Inset
from corpora.layouts.listing import PlainList
from corpora.layouts.pen import Pen, Record
from corpora.layouts.pieces import band, beneath, framed, titled, told
from corpora.layouts.sheet import Cell, Sheet
from corpora.layouts.style import Style

_LONG = {"department": "t", "project_name": "t", "reason": "t"}


class _List(Inset, PlainList):
    """What these share: no codes glued to names, the year always printed."""

    elsewhere: ClassVar[tuple[str, ...]] = ()

    def __init__(self, rng: Random, style: Style) -> None:
        super().__init__(rng, style)
        self.coded, self.dated = False, True

    def keep(self, full: Record) -> Record:
        """Besides the columns, what ``elsewhere`` names and is printed in another manner."""
        record = super().keep(full)
        for row, drawn in zip(record["rows"], full["rows"], strict=True):
            row.update({key: drawn[key] for key in self.elsewhere})
        return record

    def _heads(self, pen: Pen) -> list[Cell]:
        return [Cell(pen.label(self.rng.choice(labels)), css="h c") for _, labels, _ in self.columns]

    def _row(self, pen: Pen, index: int) -> list[Cell]:
        return [Cell(self._cell(pen, index, key), css=_LONG.get(key, "")) for key, _, _ in self.columns]

    def _total(self, pen: Pen) -> str:
        total = sum((Decimal(row["budget"] or 0) for row in pen.record["rows"]), Decimal(0))
        return pen.label(pen.style.amount(plain(total), pen.unit))


class UnitBandsList(_List):
    """A band names the unit over its projects, a sum closes them; numbers begin anew under none of them."""

    name = "list_unit_bands"
    elsewhere = ("department",)
    titles = ("部门预算项目绩效自评结果汇总表", "项目支出绩效自评得分汇总表", "预算项目绩效自评结果汇总一览表")
    columns = (
        ("seq", ("序号",), 8),
        ("project_name", ("项目名称", "单位/项目名称"), 46),
        ("budget", ("全年预算数", "预算金额(万元)"), 18),
        ("score", ("自评得分", "得分"), 14),
        ("grade", ("自评等级", "等级"), 14),
    )

    def table(self, pen: Pen) -> Sheet:
        """Return the rows under bands, with a sum for each unit."""
        sheet = Sheet([width for _, _, width in self.columns])
        sheet.head = [self._heads(pen)]
        rows = pen.record["rows"]
        for index, row in enumerate(rows):
            if index == 0 or rows[index - 1]["department"] != row["department"]:
                owned = [n for n in range(index, len(rows)) if rows[n]["department"] == row["department"]]
                names = (f"/rows/{n}/department" for n in owned)
                sheet.rows.append(band(pen.put(*names), len(self.columns)))
            sheet.rows.append(self._row(pen, index))
            if index + 1 == len(rows) or rows[index + 1]["department"] != row["department"]:
                owned_rows = [other for other in rows if other["department"] == row["department"]]
                amount = plain(sum((Decimal(other["budget"] or 0) for other in owned_rows), Decimal(0)))
                figure = Cell(pen.label(pen.style.amount(amount, pen.unit)))
                sheet.row(Cell(pen.label("小计"), 2, css="c"), figure, Cell(""), Cell(""))
        return sheet

    def html(self, pen: Pen) -> str:
        """Return caption, line and table, bands shaded."""
        top = titled(pen, "", "年度") + ends(told(pen, "reporting_unit", "主管部门", True), pen.label("单位:万元"))
        return top + framed("shaded", self.table(pen).html())


class TicksList(_List):
    """In yuan, on its side; a column for each grade, one of them ticked, and the sum before all rows."""

    name = "list_ticks"
    elsewhere = ("grade",)
    landscape = True
    titles = ("项目支出绩效自评结果统计表", "部门项目绩效自评情况汇总表", "财政支出项目绩效自评结果登记表")
    columns = (
        ("seq", ("序号",), 5),
        ("department", ("预算单位", "项目实施单位"), 23),
        ("project_name", ("项目名称",), 33),
        ("budget", ("预算金额", "项目预算数"), 13),
        ("score", ("得分", "自评分数"), 8),
    )
    grades: ClassVar[str] = "优良中差"

    def html(self, pen: Pen) -> str:
        """Return caption and table."""
        pen.unit = "元"
        top = f'<div class="title">{pen.put("/title")}</div>{year_line(pen, "(", "年度)")}'
        top += ends(told(pen, "reporting_unit", "填报单位", True), pen.label("金额单位:元"))
        signed = beneath(pen.label("填报人:"), pen.label("审核人:"), pen.label("填报日期:"))
        return top + self.table(pen).html() + signed

    def table(self, pen: Pen) -> Sheet:
        """Return the table with ticks."""
        sheet = Sheet([*(width for _, _, width in self.columns), *([4.5] * len(self.grades))])
        heads = [Cell(cell.html, rows=2, css="h c") for cell in self._heads(pen)]
        grades = [Cell(pen.label(grade), css="h c") for grade in self.grades]
        sheet.head = [[*heads, Cell(pen.label("自评等级"), 4, css="h c")], grades]
        blank = [Cell("") for _ in range(5)]
        sheet.row(Cell(""), Cell(pen.label("合计"), 2, css="c"), Cell(self._total(pen)), *blank)
        for index, row in enumerate(pen.record["rows"]):
            mark = pen.put(f"/rows/{index}/grade", printed="√")
            ticks = (Cell(mark if row["grade"] == grade else "", css="c") for grade in self.grades)
            sheet.row(*self._row(pen, index), *ticks)
        return sheet


class TwoHalvesList(_List):
    """One unit's projects in two halves side by side under one header, small."""

    name = "list_two_halves"
    titles = ("项目绩效自评得分一览表", "单位项目自评结果表", "预算项目自评结果公示")
    columns = (
        ("seq", ("序号",), 6),
        ("project_name", ("项目名称",), 24),
        ("score", ("得分",), 7),
        ("grade", ("等级",), 6),
    )

    def html(self, pen: Pen) -> str:
        """Return caption and table."""
        year = pen.put("/year", printed=f"{pen.value('/year')}年度")
        top = f'<div class="title">{pen.put("/title")}</div>'
        top += ends(told(pen, "reporting_unit", "单位名称", True), year)
        return top + self.table(pen).html()

    def table(self, pen: Pen) -> Sheet:
        """Return both halves in one table."""
        count = len(pen.record["rows"])
        half = (count + 1) // 2
        sheet = Sheet([width for _, _, width in self.columns] * 2)
        sheet.head = [[*self._heads(pen), *self._heads(pen)]]
        for index in range(half):
            right = self._row(pen, half + index) if half + index < count else [Cell("") for _ in self.columns]
            sheet.row(*self._row(pen, index), *right)
        return sheet


class SourcesList(_List):
    """On its side, heads of two storeys: budget and execution each as a whole and by source, then rate and result."""

    name = "list_sources"
    elsewhere = ("score", "grade")
    landscape = True
    titles = ("项目支出绩效自评情况一览表", "部门预算项目支出绩效自评汇总表", "项目绩效自评结果公开一览表")
    columns = (
        ("seq", ("序号",), 4),
        ("project_name", ("项目名称",), 26),
        ("department", ("实施单位", "项目单位"), 18),
        ("budget", ("小计",), 8),
    )
    over: ClassVar[tuple[str, ...]] = ("预算数", "执行数")

    def table(self, pen: Pen) -> Sheet:
        """Return the table; what stands beside the budget is no part of a record."""
        sheet = Sheet([4, 26, 18, *([7.5] * 6), 7, 7, 6])
        heads = [Cell(cell.html, rows=2, css="h c") for cell in self._heads(pen)[:3]]
        last = [Cell(pen.label(head), rows=2, css="h c") for head in ("执行率", "自评得分", "等级")]
        over = [Cell(pen.label(head), 3, css="h c") for head in self.over]
        below = [Cell(pen.label(head), css="h c") for head in ("小计", "财政拨款", "其他资金") * 2]
        sheet.head = [[*heads, *over, *last], below]
        for index, row in enumerate(pen.record["rows"]):
            spent = Decimal(row["budget"] or 0) * Decimal(str(self.rng.choice([1, 1, 0.9, 0.75])))
            figure = pen.label(pen.style.amount(plain(spent.quantize(Decimal("0.0001")))))
            budget = pen.label(pen.style.amount(row["budget"])) if row["budget"] else ""
            beside = (Cell(text) for text in (budget, "", figure, figure, ""))
            rate = pen.label(f"{spent / Decimal(row['budget']) * 100:.1f}%") if Decimal(row["budget"] or 0) else ""
            result = (Cell(self._cell(pen, index, key)) for key in ("score", "grade"))
            sheet.row(*self._row(pen, index), *beside, Cell(rate), *result)
        return sheet

    def html(self, pen: Pen) -> str:
        """Return caption, line, table in small print."""
        top = titled(pen, "", "年", 0) + ends(told(pen, "reporting_unit", "部门", True), pen.label("单位:万元"))
        return top + f'<div class="small">{self.table(pen).html()}</div>'


class ReasonsList(_List):
    """Upright, high rows: why points were lost and what will be done, in words that run over breaks."""

    name = "list_reasons"
    titles = ("项目支出绩效自评结果及整改情况表", "项目绩效自评结果应用情况表", "绩效自评项目得分及问题清单")
    columns = (
        ("seq", ("序号",), 6),
        ("project_name", ("项目名称", "自评项目名称"), 23),
        ("department", ("责任单位", "实施单位"), 17),
        ("grade", ("评价等级", "等次"), 7),
        ("score", ("自评得分",), 8),
        ("reason", ("扣分原因及整改措施", "主要问题及改进措施"), 28),
        ("budget", ("预算资金(万元)", "资金(万元)"), 11),
    )
    told: ClassVar[tuple[str, ...]] = (
        "",
        "无",
        "支付进度慢于序时要求,已约谈责任科室并明确完成期限。",
        "个别指标设定过低,完成值远高于目标值;下一年度申报时按近三年平均水平校正,并由财务部门复核。",
        "档案资料不全,补充验收记录。",
        "受外部条件限制,两项任务顺延到下一年度实施,相应指标扣分;将于上半年完成,并按月报送进度。",
    )

    def _cell(self, pen: Pen, index: int, key: str) -> str:
        if key == "reason":
            words = self.rng.choice(self.told)
            return pen.label(words) if words else ""
        return super()._cell(pen, index, key)

    def html(self, pen: Pen) -> str:
        """Return caption, line, table in a heavy frame."""
        number = f"<div>{pen.label(self.rng.choice(['附件8', '附表4', '附件:']))}</div>"
        top = number + f'<div class="title">{pen.put("/title")}</div>{year_line(pen, "(", "年度)")}'
        unit = told(pen, "reporting_unit", "填报部门(公章)", True)
        return top + ends(unit, "") + framed("heavy", self.table(pen).html())


class ThreeLinesList(_List):
    """Three ruled lines: no numbers, the unit first, everything told by its column alone; a note below."""

    name = "list_three_lines"
    titles = ("项目绩效自评结果", "预算项目绩效自评结果表", "专项经费绩效自评结果汇总")
    columns = (
        ("department", ("承担部门", "学院(部门)"), 26),
        ("project_name", ("项目名称",), 40),
        ("budget", ("预算/万元", "经费(万元)"), 14),
        ("score", ("得分",), 10),
        ("grade", ("结论", "等级"), 10),
    )

    def html(self, pen: Pen) -> str:
        """Return caption, table and note."""
        top = titled(pen, "表1 ", "年") + ends(told(pen, "reporting_unit", "填报", True), "")
        note = beneath(pen.label("注:90分及以上为优,80分及以上为良,60分及以上为中,其余为差。"))
        return top + framed("lines", self.table(pen).html()) + note
