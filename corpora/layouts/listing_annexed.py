"""Lists as offices annex them: points by aspect, projects by kind, results looked into again, a register."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from random import Random
from typing import ClassVar

from corpora.content.money import plain
from corpora.content.project import grade_of
from corpora.layouts.form import ends, year_line
from corpora.layouts.inset import Inset
from corpora.layouts.listing import PlainList
from corpora.layouts.pen import Pen, Record
from corpora.layouts.pieces import beneath, broken, fitted, head_cell, head_cells, remarks, summed, titled, told
from corpora.layouts.sheet import Cell, Sheet
from corpora.layouts.style import Style

_LONG = ("department", "project_name")


class AnnexedList(Inset, PlainList):
    """What these share: no codes glued to names, the year always printed, columns of their own beside the record's."""

    def __init__(self, rng: Random, style: Style) -> None:
        super().__init__(rng, style)
        self.coded, self.dated = False, True

    def _cells(self, pen: Pen, index: int, *keys: str) -> list[Cell]:
        return [Cell(self._cell(pen, index, key), css="t" if key in _LONG else "") for key in keys]

    def _total(self, pen: Pen, rows: list[Record]) -> Cell:
        return Cell(pen.label(pen.style.amount(summed(rows, "budget"), pen.unit), True))


class AspectsList(AnnexedList):
    """On its side: how many points each aspect was given, then the sum and the grade, under heads of two storeys."""

    name = "list_aspects"
    landscape = True
    titles = ("部门预算项目绩效自评得分表", "项目支出绩效自评评分汇总表", "各单位项目绩效自评得分情况表")
    columns = (
        ("seq", ("序号",), 5),
        ("department", ("单位名称", "预算单位"), 22),
        ("project_name", ("项目名称",), 30),
        ("budget", ("全年预算数", "预算金额"), 11),
        ("score", ("总分", "合计得分"), 7),
        ("grade", ("评定等级", "等级"), 6),
    )
    aspects: ClassVar[tuple[tuple[str, int], ...]] = (
        ("预算执行", 10),
        ("产出", 50),
        ("效益", 30),
        ("满意度", 10),
    )

    def html(self, pen: Pen) -> str:
        """Return caption, line, table, notes."""
        number = f"<div>{pen.label(self.rng.choice(['附件1', '附表2', '附件4-1']))}</div>"
        top = f'{number}<div class="title">{pen.put("/title")}</div>{year_line(pen, "(", "年度)")}'
        top += ends(told(pen, "reporting_unit", "填报部门(盖章)", True), pen.label("单位:万元、分"))
        note = remarks(pen, "注:评定等级分优、良、中、差四档,分别对应90分以上、80-90分、60-80分、60分以下。")
        return top + self.table(pen).html() + note

    def table(self, pen: Pen) -> Sheet:
        """Return the table with its aspects."""
        sheet = Sheet([5, 21, 29, 11, *([6.5] * 4), 7, 7])
        names = [self.rng.choice(labels) for _, labels, _ in self.columns]
        over = head_cell(pen, "各方面得分", len(self.aspects))
        sheet.head = [
            [*(head_cell(pen, name, rows=2) for name in names[:4]), over]
            + [head_cell(pen, name, rows=2) for name in names[4:]],
            [Cell(broken(pen, aspect, f"({points}分)"), css="h c") for aspect, points in self.aspects],
        ]
        for index, row in enumerate(pen.record["rows"]):
            beside = (Cell(pen.label(points, True) if points else "") for points in self._points(row["score"]))
            first = self._cells(pen, index, "seq", "department", "project_name", "budget")
            sheet.row(*first, *beside, *self._cells(pen, index, "score", "grade"))
        return sheet

    def _points(self, score: str | None) -> list[str]:
        """Return points that add up to ``score``, lost by output first."""
        if score is None:
            return [""] * len(self.aspects)
        lost, given = Decimal(100) - Decimal(score), {}
        for aspect, points in sorted(self.aspects, key=lambda each: -each[1]):
            cut = min(lost, Decimal(points))
            given[aspect], lost = plain(points - cut), lost - cut
        return [given[aspect] for aspect, _ in self.aspects]


class KindsList(AnnexedList):
    """Projects by kind: each kind a row with a Chinese numeral and its sum, its projects numbered from one."""

    name = "list_kinds"
    titles = ("项目支出绩效自评情况汇总表", "预算项目绩效自评汇总表", "财政支出项目绩效自评结果汇总表")
    columns = (
        ("seq", ("序号",), 7),
        ("project_name", ("项目名称",), 36),
        ("department", ("实施单位", "项目单位"), 23),
        ("budget", ("预算资金", "资金额度"), 17),
        ("score", ("自评得分", "得分"), 10),
        ("grade", ("评价等级", "等次"), 10),
    )
    kinds: ClassVar[tuple[str, ...]] = ("部门预算项目", "本级专项资金项目", "上级转移支付项目")

    def keep(self, full: Record) -> Record:
        """Every kind counts its projects anew."""
        record = super().keep(full)
        count = len(record["rows"])
        self.starts = sorted({0, *self.rng.sample(range(1, count), min(len(self.kinds) - 1, count - 1))})
        for start, stop in pairwise([*self.starts, count]):
            for index in range(start, stop):
                record["rows"][index]["seq"] = str(index - start + 1)
        return record

    def html(self, pen: Pen) -> str:
        """Return caption, line, table, signatures."""
        top = titled(pen, "", "年") + ends(told(pen, "reporting_unit", "部门名称", True), pen.label("单位:万元"))
        return (
            top
            + fitted(pen, self.table(pen).html(), 10.5)
            + beneath(pen.label("审核:"), pen.label("制表:"), pen.label("联系电话:"))
        )

    def table(self, pen: Pen) -> Sheet:
        """Return the table, the sum of all at its foot."""
        sheet, rows = Sheet([width for _, _, width in self.columns]), pen.record["rows"]
        sheet.head = [head_cells(pen, *(self.rng.choice(labels) for _, labels, _ in self.columns))]
        keys = [key for key, _, _ in self.columns]
        for number, (start, stop) in enumerate(pairwise([*self.starts, len(rows)])):
            kind = Cell(pen.label(f"{self.kinds[number]}小计"), 2, css="l")
            sheet.row(
                Cell(pen.label("一二三"[number], True)), kind, self._total(pen, rows[start:stop]), Cell(""), Cell("")
            )
            for index in range(start, stop):
                sheet.row(*self._cells(pen, index, *keys))
        sheet.row(Cell(pen.label("总计"), 3, css="c"), self._total(pen, rows), Cell(""), Cell(""))
        return sheet


class RecheckedList(AnnexedList):
    """In yuan: the unit's own points and grade, then the bureau's for the few it looked into, under heads alike."""

    name = "list_rechecked"
    titles = ("项目绩效自评抽查复核情况表", "预算项目自评结果及抽查情况表", "项目支出绩效自评结果通报表")
    columns = (
        ("seq", ("序号",), 6),
        ("department", ("预算单位", "单位"), 20),
        ("project_name", ("自评项目名称", "项目名称"), 29),
        ("budget", ("项目预算(元)", "预算安排(元)"), 16),
        ("score", ("得分",), 8),
        ("grade", ("等级",), 6),
    )

    def html(self, pen: Pen) -> str:
        """Return caption and table."""
        pen.unit, pen.style = "元", replace(pen.style, places=min(pen.style.places, 2))
        top = f'<div class="title">{pen.put("/title")}</div>{year_line(pen, "(", "年度)")}'
        top += ends(told(pen, "reporting_unit", "主管部门", True), pen.label("金额单位:元"))
        return top + fitted(pen, self.table(pen).html(), 10.5)

    def table(self, pen: Pen) -> Sheet:
        """Return the table; the bureau's result is no part of a record."""
        sheet = Sheet([*(width for _, _, width in self.columns), 8, 6, 7])
        names = [self.rng.choice(labels) for _, labels, _ in self.columns]
        over = (head_cell(pen, "单位自评", 2), head_cell(pen, "财政复核", 2), head_cell(pen, "偏离度", rows=2))
        sheet.head = [[*(head_cell(pen, name, rows=2) for name in names[:4]), *over], head_cells(pen, *names[4:] * 2)]
        keys = [key for key, _, _ in self.columns]
        for index, row in enumerate(pen.record["rows"]):
            beside = (Cell(pen.label(text, True) if text else "") for text in self._review(row["score"]))
            sheet.row(*self._cells(pen, index, *keys), *beside)
        return sheet

    def _review(self, score: str | None) -> tuple[str, str, str]:
        """Return the bureau's points and grade, and how far they lie off; nothing for most projects."""
        own = Decimal(score or 0)
        if not own or self.rng.random() < 0.6:
            return "", "", ""
        points = own - Decimal(self.rng.choice(["0", "2", "3.5", "6"]))
        return plain(points), grade_of(points), f"{(own - points) / own * 100:.2f}%"


class RegisterList(AnnexedList):
    """On its side, small: how many indicators were met, before the points; heads broken into lines, the sum first."""

    name = "list_register"
    landscape = True
    titles = ("项目绩效自评及公开情况登记表", "预算项目绩效自评开展情况统计表", "项目支出绩效自评工作台账")
    columns = (
        ("seq", ("序号",), 4),
        ("project_name", ("项目名称",), 27),
        ("kind", ("项目类别",), 7),
        ("department", ("项目单位",), 18),
        ("budget", ("全年预算数",), 10),
        ("rate", ("预算执行率",), 7),
        ("count", ("指标个数",), 5),
        ("met", ("完成个数",), 5),
        ("share", ("指标完成率",), 7),
        ("score", ("自评得分",), 6),
        ("grade", ("自评等级",), 5),
        ("open", ("是否公开",), 5),
    )

    def html(self, pen: Pen) -> str:
        """Return caption, line, table."""
        line = ends(told(pen, "reporting_unit", "填报单位", True), pen.label("金额单位:万元"))
        return f'{titled(pen, "", "年度")}{line}<div class="small">{self.table(pen).html()}</div>'

    def table(self, pen: Pen) -> Sheet:
        """Return the table, a sum at its head."""
        sheet, rows = Sheet([width for _, _, width in self.columns]), pen.record["rows"]
        names = [labels[0] for _, labels, _ in self.columns]
        sheet.head = [[Cell(broken(pen, name[: len(name) // 2], name[len(name) // 2 :]), css="h c") for name in names]]
        sheet.row(Cell(pen.label("合计"), 4, css="c"), self._total(pen, rows), *(Cell("") for _ in range(7)))
        for index in range(len(rows)):
            before = self._cells(pen, index, *(key for key, _, _ in self.columns[:5]))
            sheet.row(*before, *self._met(pen), *self._cells(pen, index, "score", "grade", "open"))
        return sheet

    def _met(self, pen: Pen) -> list[Cell]:
        """Return the rate of execution and how many indicators were met, of how many: no part of a record."""
        count = self.rng.randint(6, 18)
        met = count - self.rng.choice([0, 0, 0, 1, 2])
        rate = self.rng.choice(["100.00%", "100.00%", "98.65%", "86.40%", "0.00%"])
        figures = (rate, str(count), str(met), f"{met / count * 100:.2f}%")
        return [Cell(pen.label(figure, True)) for figure in figures]

    def _cell(self, pen: Pen, index: int, key: str) -> str:
        if key == "kind":
            return pen.label(self.rng.choice(["经常性", "一次性", "延续性"]))
        if key == "open":
            return pen.label(self.rng.choice(["是", "是", "否"]))
        return super()._cell(pen, index, key)
