"""Departments by their points: formulas beside the rules, staff and sums of money with a column for the review."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from corpora.content.money import plain
from corpora.content.project import grade_of
from corpora.layouts.department_form import UntotalledDepartment
from corpora.layouts.form import ends, year_line
from corpora.layouts.indicator_rows import header_cells, total_cells
from corpora.layouts.pen import Pen, Record
from corpora.layouts.pieces import beneath, head_cell, head_cells, joined, summed, told, woven
from corpora.layouts.runs import share_points
from corpora.layouts.sheet import Cell, Sheet


class FormulaDepartment(UntotalledDepartment):
    """On its side, small: what is to be said stands above; formula and source of each value beside its rule."""

    name = "department_formula"
    landscape = True
    titles = ("部门整体支出绩效自评表", "部门整体支出绩效自评指标体系及评分表", "预算部门整体支出绩效自评表")
    kept = ("sections",)
    columns = (
        ("level1", "一级指标", 7),
        ("level2", "二级指标", 8),
        ("level3", "三级指标", 14),
        ("weight", "分值", 5),
        ("description", "指标说明", 15),
        ("rule", "评分标准", 14),
        ("formula", "指标值计算公式和数据获取方式", 12),
        ("target", "年初目标值", 8),
        ("actual", "实际完成值", 8),
        ("score", "得分", 5),
        ("reason", "未完成原因分析", 8),
    )
    formulas: ClassVar[tuple[str, ...]] = ("实际数/计划数×100%", "部门决算报表", "业务台账", "查阅资料", "")

    def keep(self, full: Record) -> Record:
        """The weights add up to a hundred."""
        record = super().keep(full)
        share_points(record["indicators"], 100)
        return record | {"total_score": summed(record["indicators"], "score")}

    def html(self, pen: Pen) -> str:
        """Return title, line, texts, table."""
        score = pen.label("自评得分:") + pen.score("/total_score")
        line = ends(told(pen, "reporting_unit", "填报单位(盖章)", True), score)
        top = f'<div class="title">{pen.put("/title")}</div>{year_line(pen, "(", "年度)")}{line}'
        texts = Sheet([20, 80])
        for index in range(len(pen.record["sections"])):
            heading, text = (pen.put(f"/sections/{index}/{key}") for key in ("heading", "text"))
            texts.row(Cell(pen.label(f"({'一二三四五六'[index]})") + heading, css="l"), Cell(text, css="t"))
        parts = ([texts] if texts.rows else []) + [self._rows(pen)]
        return f'{top}<div class="small">{joined(*parts)}</div>'

    def _rows(self, pen: Pen) -> Sheet:
        table, records = self._table(), pen.record["indicators"]
        extra = {"formula": [self.rng.choice(self.formulas) for _ in records], "reason": [""] * len(records)}
        sheet = Sheet([column.width for column in table.columns])
        sheet.head, sheet.rows = [header_cells(pen, table.columns)], woven(pen, table, extra)
        return sheet


class StaffDepartment(UntotalledDepartment):
    """Staff, sums of income and expenditure in one line, points early, an empty column for the bureau's review."""

    name = "department_staff"
    titles = ("部门整体支出绩效自评评分表", "单位整体支出绩效自评情况表", "预算单位整体绩效自评打分表")
    kept = ("income_total", "expenditure_total", "total_weight", "grade", "contact", "phone")
    columns = (
        ("level1", "一级指标", 11),
        ("level2", "二级指标", 12),
        ("level3", "三级指标", 20),
        ("weight", "分值", 8),
        ("rule", "评分标准", 18),
        ("target", "目标值", 11),
        ("actual", "完成值", 11),
        ("score", "自评分", 8),
        ("review", "复核分", 7),
    )

    def keep(self, full: Record) -> Record:
        """The weights add up to a hundred; what came in was meant to be spent."""
        record = super().keep(full)
        share_points(record["indicators"], 100)
        share = Decimal(self.rng.choice(["1", "0.98", "0.93"]))
        income = record["income_total"]
        spent = (Decimal(income["executed"]) * share).quantize(Decimal("0.01"))
        record["expenditure_total"] = {"budget": income["budget"], "executed": plain(spent)}
        score = summed(record["indicators"], "score")
        return record | {"total_score": score, "grade": grade_of(Decimal(score))}

    def html(self, pen: Pen) -> str:
        """Return title, staff, money, scores, result."""
        top = f'<div class="title">{pen.put("/title")}</div>{year_line(pen, "(", "年度)")}'
        top += ends(told(pen, "reporting_unit", "评价单位(盖章)", True), pen.label("单位:人、万元"))
        end = Sheet([18, 32, 18, 32])
        end.row(*head_cells(pen, "自评等级"), Cell(pen.put("/grade")), *head_cells(pen, "复核等级"), Cell(""))
        signed = beneath(told(pen, "contact", "联系人"), told(pen, "phone", "联系电话"), pen.label("单位负责人:"))
        return top + joined(self._staff(pen), self._money(pen), self._rows(pen), end) + signed

    def _staff(self, pen: Pen) -> Sheet:
        sheet, posts = Sheet([18, 14, 20, 14, 20, 14]), self.rng.randint(12, 96)
        known = (
            ("编制人数", posts),
            ("在职人数", posts - self.rng.randint(0, 6)),
            ("离退休人数", self.rng.randint(0, 40)),
        )
        sheet.row(*(cell for label, count in known for cell in (head_cell(pen, label), Cell(pen.label(str(count))))))
        return sheet

    def _money(self, pen: Pen) -> Sheet:
        sheet = Sheet([18, 20.5, 20.5, 20.5, 20.5])
        sheet.row(
            head_cell(pen, "预算收支情况", rows=2),
            *head_cells(pen, "收入预算数", "收入决算数", "支出预算数", "支出决算数"),
        )
        sides = ("income_total", "expenditure_total")
        sheet.row(*(Cell(pen.amount(f"/{side}/{key}")) for side in sides for key in ("budget", "executed")))
        return sheet

    def _rows(self, pen: Pen) -> Sheet:
        table = self._table()
        sheet = Sheet([column.width for column in table.columns])
        sheet.head = [header_cells(pen, table.columns)]
        sheet.rows = woven(pen, table, {"review": [""] * len(pen.record["indicators"])})
        sheet.rows.append(total_cells(pen, table.columns, "合计"))
        return sheet
