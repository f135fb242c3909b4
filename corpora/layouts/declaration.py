"""项目支出绩效目标申报表: the national form of a target, without plan and purpose."""

from __future__ import annotations

from copy import deepcopy
from random import Random
from typing import ClassVar

from corpora.layouts.form import Form, ends, year_line
from corpora.layouts.indicator_rows import Column, IndicatorTable, header_cells, indicator_rows
from corpora.layouts.national import Spec
from corpora.layouts.pen import Pen, Record
from corpora.layouts.sheet import Cell, Sheet
from corpora.layouts.style import Style


class Declaration(Form):
    """Head, three lines of money beside their label, one goal text, indicators with a value only."""

    name: ClassVar[str] = "declaration"
    kind: ClassVar[str] = "project_target"
    titles: ClassVar[tuple[str, ...]] = ("项目支出绩效目标申报表", "部门预算项目绩效目标申报表")
    money: ClassVar[tuple[tuple[str, str], ...]] = (
        ("total", "年度资金总额"),
        ("fiscal", "其中:财政拨款"),
        ("other", "其他资金"),
    )
    labels: ClassVar[dict[str, str]] = {
        "unit": "预算单位",
        "name": "项目名称",
        "code": "项目编码",
        "money": "项目资金(万元)",
        "goals": "总体目标",
        "goal": "年度目标",
        "side": "绩效指标",
    }
    columns: ClassVar[tuple[Spec, ...]] = (
        ("level1", "一级指标", 13),
        ("level2", "二级指标", 17),
        ("level3", "三级指标", 40),
        ("target", "指标值", 30),
    )
    points: ClassVar[tuple[str | None, ...]] = (None, None, "({}分)")

    def __init__(self, rng: Random, style: Style) -> None:
        super().__init__(rng, style)
        self.point = rng.choice(self.points)
        self.coded = rng.random() < 0.5
        self.spare = rng.choice([(), (), ("指标2:",), ("……",)])

    def keep(self, full: Record) -> Record:
        """No purpose and no spending plan; one goal."""
        record = deepcopy(full)
        record.update(title=self.title, purpose=None, spending_plan=[], reporting_unit_code=None)
        if not self.coded:
            record["project_code"] = None
        labels = dict(self.money)
        for fund in record["funds"]:
            fund["label"] = labels[fund["source"]]
        record["goals"] = record["goals"][:1]
        printed = {key for key, _, _ in self.columns} | (
            {"target"} if any(key == "sign" for key, _, _ in self.columns) else set()
        )
        for row in record["indicators"]:
            for key in set(row) - printed:
                row[key] = row[key] if key == "level1_weight" and self.point else None
        return record

    def html(self, pen: Pen) -> str:
        """Return title, head and indicators."""
        left, right = self.rng.choice([("(", "年度)"), ("(", "年)"), ("", "年度")])
        year = year_line(pen, left, right)
        currency = ends(pen.seal(pen.record["reporting_unit"], "&nbsp;"), pen.label("单位:万元"))
        tables = self._head(pen).html() + self._indicators(pen).html()
        return f'<div class="title">{pen.put("/title")}</div>{year}{currency}{tables}'

    def _head(self, pen: Pen) -> Sheet:
        sheet = Sheet([18, 27, 18, 37])
        sheet.row(Cell(pen.label(self.labels["name"])), Cell(pen.put("/project_name"), 3))
        if self.coded:
            unit = Cell(pen.put("/reporting_unit"))
            code = Cell(pen.put("/project_code"))
            sheet.row(Cell(pen.label(self.labels["unit"])), unit, Cell(pen.label(self.labels["code"])), code)
        else:
            sheet.row(Cell(pen.label(self.labels["unit"])), Cell(pen.put("/reporting_unit"), 3))
        self._money(pen, sheet)
        sheet.row(
            Cell(pen.label(self.labels["goals"]), rows=2),
            Cell(pen.label(self.labels["goal"]), 3, css="c"),
        )
        sheet.row(Cell(pen.put("/goals/0/expected"), 3, css="t"))
        return sheet

    def _money(self, pen: Pen, sheet: Sheet) -> None:
        lines = {fund["source"]: index for index, fund in enumerate(pen.record["funds"])}
        for number, (source, label) in enumerate(self.money):
            line = lines.get(source)
            side = [Cell(pen.label(self.labels["money"]), rows=len(self.money))] if number == 0 else []
            name = pen.label(label) if line is None else pen.put(f"/funds/{line}/label")
            colon = pen.label(":") if self.rng.random() < 0.4 else ""
            amount = "" if line is None else pen.amount(f"/funds/{line}/budget")
            sheet.row(*side, Cell(name + colon, css="l"), Cell(amount, 2))

    def _indicators(self, pen: Pen) -> Sheet:
        columns = [Column(*spec) for spec in self.columns]
        rows = indicator_rows(pen, IndicatorTable(columns, self.point, "指标{}:" if self.spare else None, self.spare))
        sheet = Sheet([7, *(column.width for column in columns)])
        sheet.row(Cell(pen.label(self.labels["side"]), rows=1 + len(rows), css="v"), *header_cells(pen, columns))
        sheet.rows += rows
        return sheet


class ThreePartDeclaration(Declaration):
    """The target in three columns, a remark column, goals before money's label in other words."""

    name = "declaration_three_part"
    split = "dev"
    titles = ("预算项目支出绩效目标表", "项目支出绩效目标批复表")
    columns = (
        ("level1", "一级指标", 11),
        ("level2", "二级指标", 14),
        ("level3", "三级指标", 31),
        ("sign", "绩效指标性质", 9),
        ("number", "绩效指标值", 13),
        ("unit", "绩效度量单位", 10),
        ("basis", "备注", 12),
    )
    points = (None,)


class WideDeclaration(Declaration):
    """On its side, other words for everything, an explanation and a source beside each indicator."""

    name = "declaration_wide"
    split = "dev"
    landscape = True
    titles = ("财政支出项目绩效目标备案表", "专项资金预算绩效目标申报书")
    money = (("total", "资金总额"), ("fiscal", "其中:本级财政拨款"), ("other", "自筹及其他资金"))
    labels: ClassVar[dict[str, str]] = {
        "unit": "填报单位",
        "name": "项目(政策)名称",
        "code": "项目代码",
        "money": "资金安排(万元)",
        "goals": "年度绩效目标",
        "goal": "预期目标",
        "side": "分解指标",
    }
    columns = (
        ("level1", "一级指标", 9),
        ("level2", "二级指标", 11),
        ("level3", "指标名称", 22),
        ("description", "指标说明", 22),
        ("target", "目标值", 18),
        ("basis", "数据来源", 18),
    )
    points = (None, "({})")
