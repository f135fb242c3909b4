"""Evaluations as systems and annexes print them: adjusted targets, weights beside every level, all beside its rows."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from corpora.content.money import plain
from corpora.content.project import grade_of
from corpora.layouts.form import ends, year_line
from corpora.layouts.fund_figures import figure
from corpora.layouts.indicator_rows import indicator_rows, target_part
from corpora.layouts.inset import SmallPrint
from corpora.layouts.pen import Pen, Record
from corpora.layouts.pieces import (
    beneath,
    group_points,
    head_cell,
    head_cells,
    joined,
    new_rows,
    remarks,
    sealed,
    summed,
    titled,
    told,
)
from corpora.layouts.runs import WHOLE, merged, runs, share_points
from corpora.layouts.sectioned import SectionedEvaluation
from corpora.layouts.sheet import Cell, Sheet
from corpora.layouts.targets_by_sign import said_by_sign


class AdjustedTargetsEvaluation(SmallPrint, SectionedEvaluation):
    """On its side, a system's: indicators without levels, unit and sign before the value, columns for what changed."""

    name = "evaluation_adjusted_targets"
    landscape = True
    largest = 9.0
    titles = ("项目支出绩效目标自评表", "预算项目绩效目标自评表", "部门项目绩效目标执行自评表")
    fields = ("project_code", "preparer", "phone")
    money = (
        ("budget_initial", "年初预算数"),
        ("budget", "全年(调整)预算数"),
        ("executed", "全年执行数"),
        ("rate", "执行率(%)"),
        ("weight", "执行率权重(分)"),
        ("score", "执行率得分(分)"),
    )
    sources = (("total", "年度总金额"), ("fiscal", "其中:本级财政拨款"), ("other", "其中:其他资金"))
    columns = (
        ("level3", "指标名称", 27),
        ("unit", "计量|单位", 7),
        ("sign", "指标|性质", 6),
        ("number", "年初指标值", 11),
        ("adjusted", "调整指标值", 8),
        ("actual", "全年完成值", 11),
        ("degree", "得分系数|(%)", 8),
        ("weight", "指标权重|(分)", 8),
        ("score", "指标得分|(分)", 8),
        ("core", "是否核心|指标", 8),
        ("note", "说明", 15),
    )

    def keep(self, full: Record) -> Record:
        """Targets by sign, value and unit; weights of ninety points beside ten for the money."""
        record = super().keep(full)
        said_by_sign(record["indicators"])
        share_points(record["indicators"], 90, WHOLE)
        record["total_score"] = plain(
            Decimal(summed(record["indicators"], "score")) + Decimal(record["funds"][0]["score"] or 0)
        )
        return record

    def html(self, pen: Pen) -> str:
        """Return title, unit line and the tables."""
        day = f"导出日期:{pen.value('/year') + 1}-0{self.rng.randint(2, 6)}-{self.rng.randint(10, 28)}"
        top = titled(pen, "", "年度") + ends(pen.label(day, True), pen.label("单位:万元"))
        return top + joined(self._head(pen), self._money(pen), self._goals(pen), self._rows(pen))

    def _sections(self, pen: Pen) -> list[Sheet]:
        return []

    def _head(self, pen: Pen) -> Sheet:
        sheet = Sheet([10, 34, 10, 20, 10, 16])
        for row in (
            (("项目名称", "project_name"), ("项目编码", "project_code"), ("自评总分", "total_score")),
            (("主管部门", "supervising_department"), ("项目联系人", "preparer"), ("联系电话", "phone")),
        ):
            cells = []
            for label, key in row:
                value = pen.score(f"/{key}") if key == "total_score" else pen.put(f"/{key}")
                cells += [Cell(pen.label(label), css="h"), Cell(value)]
            sheet.row(*cells)
        unit = sealed(pen, "implementing_unit")
        sheet.row(Cell(pen.label("实施单位"), css="h"), Cell(unit, 5, css="l"))
        return sheet

    def _money(self, pen: Pen) -> Sheet:
        sheet = Sheet([22, *([13] * 6)])
        sheet.row(Cell(""), *head_cells(pen, *(label for _, label in self.money)))
        sheet.rows += self._money_rows(pen, bare_rate=True)
        return sheet

    def _goals(self, pen: Pen) -> Sheet:
        sheet = Sheet([34, 30, 36])
        sheet.row(*head_cells(pen, "年初绩效目标", "全年(调整)绩效目标", "全年目标实际完成情况"))
        for index in range(len(pen.record["goals"])):
            expected, actual = (Cell(pen.put(f"/goals/{index}/{key}"), css="t") for key in ("expected", "actual"))
            sheet.row(expected, Cell(""), actual)
        return sheet

    def _rows(self, pen: Pen) -> Sheet:
        sheet = Sheet([width for _, _, width in self.columns])
        sheet.head = [head_cells(pen, *(header for _, header, _ in self.columns))]
        for row in range(len(pen.record["indicators"])):
            cells = (Cell(self._printed(pen, row, key), css="t" if key == "note" else "") for key, _, _ in self.columns)
            sheet.row(*cells)
        return sheet

    def _printed(self, pen: Pen, row: int, key: str) -> str:
        pointer, record = f"/indicators/{row}", pen.record["indicators"][row]
        if key in ("sign", "number", "unit"):
            return target_part(pen, row, key)
        if key == "core":
            return pen.label(self.rng.choice(["否", "否", "是"]))
        if key == "degree":
            share = Decimal(record["score"]) * 100 / Decimal(record["weight"])
            return pen.label(plain(share.quantize(Decimal("0.01"))), True)
        if key == "adjusted":
            return ""
        return pen.score(f"{pointer}/{key}") if key in ("weight", "score") else pen.put(f"{pointer}/{key}")


class ThreeWeightsEvaluation(SmallPrint, SectionedEvaluation):
    """A column of weight beside each of three levels; the money one line with its rate; what proves each score."""

    name = "evaluation_three_weights"
    largest = 9.5
    titles = ("财政支出项目绩效自评表", "项目支出绩效自评指标评分表", "预算项目支出绩效自评指标表")
    fields = ("reporting_unit", "total_weight", "preparer", "phone")
    money = (("budget", "预算安排金额"), ("executed", "实际支出金额"), ("rate", "支出率"))
    sources = (("total", "预算安排金额"),)
    columns = (
        ("level1", "一级指标", 8),
        ("level2", "二级指标", 10),
        ("level3", "三级指标", 21),
        ("weight", "权重|(%)", 6),
        ("target", "年度|指标值", 13),
        ("actual", "年度|完成值", 13),
        ("score", "自评|分数", 7),
        ("note", "扣分原因", 13),
    )
    points = ("{}",)

    def keep(self, full: Record) -> Record:
        """Process comes first; one goal."""
        record = super().keep(full)
        record["goals"] = record["goals"][:1]
        rows = record["indicators"]
        share_points(rows, 80, WHOLE)
        reached = plain(min(Decimal(100), Decimal(full["execution_rate"] or 0)) / 10)
        process = (
            ("过程指标", "资金管理", "预算执行率", "100%", f"{full['execution_rate']}%", "10", reached),
            ("过程指标", "资金管理", "支出合规情况", "合规", "合规", "5", "5"),
            ("过程指标", "事项管理", "实施程序规范情况", "规范", "规范", "5", "5"),
        )
        record["indicators"] = rows = [*new_rows(rows[0], *process), *rows]
        group_points(rows)
        return record | {"total_score": summed(rows, "score"), "total_weight": summed(rows, "weight")}

    def html(self, pen: Pen) -> str:
        """Return the form and who filled it in."""
        signed = beneath(told(pen, "preparer", "填报人"), told(pen, "phone", "联系电话"), pen.label("审核人:"))
        return super().html(pen) + signed

    def _above(self, pen: Pen) -> str:
        top = f'<div class="title">{pen.put("/title")}</div>{year_line(pen, "(", "年度)")}'
        return top + ends(told(pen, "reporting_unit", "填报单位(公章)", True), pen.label("金额单位:万元"))

    def _sections(self, pen: Pen) -> list[Sheet]:
        head = Sheet([16, 34, 16, 34])
        head.row(Cell(pen.label("项目名称")), Cell(pen.put("/project_name"), 3, css="l"))
        units = (Cell(pen.put(f"/{key}")) for key in ("supervising_department", "implementing_unit"))
        head.row(Cell(pen.label("主管部门")), next(units), Cell(pen.label("用款单位")), next(units))
        money = Sheet([16, 18, 16, 18, 16, 16])
        cells = []
        for key, label in self.money:
            name = pen.put("/funds/0/label") if key == "budget" else pen.label(label)
            cells += [Cell(name), self._figure(pen, 0, key)]
        money.row(*cells)
        goals = Sheet([16, 84])
        for key, label in (("expected", "预期绩效目标"), ("actual", "目标实现情况")):
            goals.row(Cell(pen.label(label)), Cell(pen.put(f"/goals/0/{key}"), css="t"))
        return [head, money, goals, self._rows(pen)]

    def _rows(self, pen: Pen) -> Sheet:
        sheet, records = Sheet([8, 8, 10, 8, 18, 8, 11, 11, 8, 10]), pen.record["indicators"]
        heads = ("一级|指标", "权重|(%)", "二级|指标", "权重|(%)", "三级指标", "权重|(%)")
        sheet.head = [head_cells(pen, *heads, *(header for _, header, _ in self.columns[4:]))]
        first, second = dict(runs(records, "level1")), dict(runs(records, "level1", "level2"))
        for row, record in enumerate(records):
            cells = []
            if row in first:
                weight = merged(pen, row, first[row], "level1_weight", pen.style.score(record["level1_weight"]))
                cells += [Cell(merged(pen, row, first[row], "level1"), rows=first[row]), Cell(weight, rows=first[row])]
            if row in second:
                group = summed(records[row : row + second[row]], "weight")
                cells.append(Cell(merged(pen, row, second[row], "level2"), rows=second[row]))
                cells.append(Cell(pen.label(pen.style.score(group), True), rows=second[row]))
            here = f"/indicators/{row}"
            cells += [Cell(pen.put(f"{here}/level3")), Cell(pen.score(f"{here}/weight"))]
            cells += [Cell(pen.put(f"{here}/{key}")) for key in ("target", "actual")]
            sheet.row(*cells, Cell(pen.score(f"{here}/score")), Cell(pen.put(f"{here}/note"), css="t"))
        totals = (Cell(pen.score("/total_weight")), Cell("", 2), Cell(pen.score("/total_score")), Cell(""))
        sheet.row(Cell(pen.label("合计"), 5, css="c"), *totals)
        return sheet


class SideMergedEvaluation(SmallPrint, SectionedEvaluation):
    """On its side, in yuan, annexed to final accounts: name, money, goal and result merged down beside all rows."""

    name = "evaluation_side_merged"
    landscape = True
    largest = 8.0
    titles = ("项目支出绩效自评情况表", "部门决算项目支出绩效自评表", "预算项目支出绩效自评公开表")
    unit = "元"
    fields = ("reporting_unit", "grade")
    money = (("budget", "全年|预算数"), ("executed", "全年|执行数"), ("rate", "执行率|(%)"))
    sources = (("total", ""),)
    columns = (
        ("level1", "一级|指标", 5),
        ("level2", "二级|指标", 6),
        ("level3", "三级指标", 12),
        ("target", "年度|指标值", 8),
        ("actual", "实际|完成值", 8),
        ("weight", "分值", 6),
        ("score", "得分", 6),
    )

    def keep(self, full: Record) -> Record:
        """Two rows of a level 2 at most, weighed together a hundred points; one goal, no department."""
        record = super().keep(full) | {"supervising_department": None, "implementing_unit": None}
        record["funds"][0]["label"] = None
        record["goals"] = record["goals"][:1]
        rows = record["indicators"]
        firsts = [index for start, count in runs(rows, "level2") for index in range(start, start + min(count, 2))]
        record["indicators"] = rows = [rows[index] for index in firsts][:12]
        share_points(rows, 100, WHOLE)
        score = summed(rows, "score")
        return record | {"total_score": score, "grade": grade_of(Decimal(score))}

    def html(self, pen: Pen) -> str:
        """Return title, line, the one table, note."""
        pen.unit, pen.style = "元", replace(pen.style, places=min(pen.style.places, 2))
        number = f"<div>{pen.label(self.rng.choice(['公开14表', '附表13', '财决附11表']))}</div>"
        top = f'<div class="title">{pen.put("/title")}</div>{year_line(pen, "", "年度")}'
        line = ends(told(pen, "reporting_unit", "部门", True), pen.label("金额单位:元"))
        note = remarks(pen, "注:本表反映部门项目支出绩效自评情况,涉密项目除外。")
        return number + top + line + self._rows(pen).html() + note

    def _sections(self, pen: Pen) -> list[Sheet]:
        return []

    def _rows(self, pen: Pen) -> Sheet:
        table, widths = self._table(), [column.width for column in self._table().columns]
        rows = indicator_rows(pen, table)
        sheet = Sheet([9, 8, 8, 6, 11, 11, *widths, 6, 5])
        left = ("项目名称", *(label for _, label in self.money), "年度总体目标", "总体目标|完成情况")
        names = [head_cell(pen, label, rows=2) for label in left]
        right = [head_cell(pen, label, rows=2) for label in ("自评|总分", "自评|等级")]
        sheet.head = [
            [*names, head_cell(pen, "绩效指标", len(widths)), *right],
            head_cells(pen, *(column.header for column in table.columns)),
        ]
        beside = [pen.put("/project_name"), *(figure(pen, 0, key) for key, _ in self.money)]
        beside += [pen.put("/goals/0/expected"), pen.put("/goals/0/actual")]
        result = [Cell(pen.score("/total_score"), rows=len(rows)), Cell(pen.put("/grade"), rows=len(rows))]
        for number, cells in enumerate(rows):
            before = [Cell(text, rows=len(rows)) for text in beside] if number == 0 else []
            sheet.row(*before, *cells, *(result if number == 0 else []))
        return sheet
