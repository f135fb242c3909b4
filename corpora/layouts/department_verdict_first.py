"""部门整体绩效自评表 with the verdict first and indicators without levels."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import ClassVar

from corpora.content.money import plain
from corpora.layouts.department_form import SummedDepartment
from corpora.layouts.form import only, year_line
from corpora.layouts.indicator_rows import Column, IndicatorTable, header_cells
from corpora.layouts.pen import Pen, Record
from corpora.layouts.pieces import joined, labelled, sealed, woven
from corpora.layouts.sheet import Cell, Sheet


class VerdictFirstDepartment(SummedDepartment):
    """Who answers and what came of it first; the money in one line with its points; indicators without any levels."""

    name = "department_verdict_first"
    landscape = True
    titles = ("部门整体绩效自评表", "区级部门整体绩效自评表", "单位整体绩效自评表")
    kept = ("goals", "funds", "contact", "phone")
    columns = (
        ("level3", "指标名称", 30),
        ("sign", "指标性质", 9),
        ("number", "年度指标值", 13),
        ("unit", "计量单位", 10),
        ("actual", "全年完成值", 13),
        ("factor", "得分系数(%)", 9),
        ("weight", "指标权重(分)", 9),
        ("score", "指标得分(分)", 9),
        ("core", "是否核心指标", 8),
    )
    money: ClassVar[tuple[tuple[str, str], ...]] = (
        ("budget_initial", "年初预算数"),
        ("budget", "全年(调整)预算数"),
        ("executed", "全年执行数"),
        ("rate", "执行率(%)"),
        ("weight", "执行率权重"),
        ("score", "执行率得分(分)"),
    )

    def keep(self, full: Record) -> Record:
        """The sum of all money; one goal; names of indicators alone."""
        record = super().keep(full) | {"total_weight": None}
        keys = ("source", *(key for key, _ in self.money))
        record["funds"] = [only(full["funds"][0], keys) | {"label": "总计"}]
        record["goals"] = record["goals"][:1]
        return record

    def html(self, pen: Pen) -> str:
        """Return title and the boxes."""
        top = f'<div class="title">{pen.put("/title")}</div>{year_line(pen, "(", "年度)")}'
        top += f'<div class="right">{pen.label("单位:万元")}</div>'
        office = pen.label(self.rng.choice(["行政政法科", "社会保障科", "经济建设科"]))
        rows = (
            (
                ("部门名称", sealed(pen, "reporting_unit")),
                ("财政归口科室", office),
                ("自评总分(分)", pen.score("/total_score")),
            ),
            (("部门联系人", pen.put("/contact")), ("联系电话", pen.put("/phone"))),
        )
        head = labelled(pen, (12, 34, 12, 16, 12, 14), *rows)
        return top + joined(head, self._money(pen), self._goal(pen), self._rows(pen))

    def _money(self, pen: Pen) -> Sheet:
        sheet = Sheet([12, 10, *([13] * 6)])
        over = (Cell(pen.label(head), css="h c") for _, head in self.money)
        sheet.row(Cell(pen.label("部门预算执行情况"), rows=2), Cell(pen.label("资金"), css="h c"), *over)
        amounts = self._figures(pen, 0, tuple(key for key, _ in self.money[:3]))
        points = (Cell(pen.score(f"/funds/0/{key}")) for key, _ in self.money[3:])
        sheet.row(Cell(pen.put("/funds/0/label")), *amounts, *points)
        return sheet

    def _goal(self, pen: Pen) -> Sheet:
        sheet = Sheet([12, 44, 44])
        over = (Cell(pen.label(label), css="h c") for label in ("年初绩效目标", "全年目标实际完成情况"))
        sheet.row(Cell(pen.label("当年绩效目标"), rows=2), *over)
        sheet.row(*(Cell(pen.put(f"/goals/0/{key}"), css="t") for key in ("expected", "actual")))
        return sheet

    def _rows(self, pen: Pen) -> Sheet:
        columns = [Column(*spec) for spec in self.columns]
        sheet = Sheet([12, *(column.width for column in columns)])
        records = pen.record["indicators"]
        extra = {
            "factor": [_factor(row) for row in records],
            "core": [self.rng.choice("是否否") for _ in records],
        }
        unlevelled = [row | {"level1": "", "level2": ""} for row in records]
        flat = replace(pen, record=pen.record | {"indicators": unlevelled})
        rows = woven(flat, IndicatorTable(columns), extra)
        sheet.row(Cell(pen.label("绩效指标"), rows=1 + len(rows)), *header_cells(pen, columns))
        sheet.rows += rows
        return sheet


def _factor(row: Record) -> str:
    if row["score"] is None or not Decimal(row["weight"] or 0):
        return ""
    return plain((Decimal(row["score"]) / Decimal(row["weight"]) * 100).quantize(Decimal("0.1")))
