"""Evaluations on their side: as a budget system prints them, and with reasons ticked in columns."""

from __future__ import annotations

from typing import ClassVar

from corpora.layouts.form import ends, year_line
from corpora.layouts.indicator_rows import Column, IndicatorTable, header_cells, total_cells
from corpora.layouts.inset import SmallPrint
from corpora.layouts.pen import Pen, Record
from corpora.layouts.pieces import (
    heads,
    joined,
    labelled,
    numbered,
    sealed,
    signed,
    woven,
)
from corpora.layouts.sectioned import SectionedEvaluation
from corpora.layouts.sheet import Cell, Sheet


class SystemExportEvaluation(SmallPrint, SectionedEvaluation):
    """As a budget system exports it: codes glued to names, every level on every row, counted, small."""

    name = "evaluation_system_export"
    landscape = True
    titles = ("项目支出绩效自评表", "预算项目绩效自评表", "项目绩效自评表(单位自评)")
    fields = ("reporting_unit", "project_code", "total_weight")
    money = (
        ("budget_initial", "年初预算金额"),
        ("budget", "调整后预算金额"),
        ("executed", "实际执行金额"),
        ("rate", "执行率"),
        ("weight", "分值"),
        ("score", "得分"),
    )
    sources = (
        ("total", "资金合计"),
        ("fiscal", "财政拨款"),
        ("carryover", "上年结转"),
        ("other", "单位资金"),
    )
    columns = (
        ("seq", "序号", 4),
        ("level1", "一级指标", 9),
        ("level2", "二级指标", 11),
        ("level3", "三级指标", 22),
        ("quality", "指标类型", 6),
        ("sign", "计算符号", 6),
        ("number", "指标值", 10),
        ("unit", "计量单位", 7),
        ("actual", "完成值", 10),
        ("weight", "分值", 5),
        ("score", "得分", 5),
        ("note", "偏差原因分析", 13),
    )

    def keep(self, full: Record) -> Record:
        """The unit's code stands before its name and belongs to it, since a project's form has no field for it."""
        record = super().keep(full) | {"reporting_unit": full["implementing_unit"], "implementing_unit": None}
        code = self.rng.randint(101, 899)
        for key, tail in (("supervising_department", ""), ("reporting_unit", f"{self.rng.randint(1, 9):03d}")):
            record[key] = record[key] and f"{code}{tail}-{record[key]}"
        return record

    def _above(self, pen: Pen) -> str:
        printed = pen.label(
            f"打印日期:{pen.value('/year') + 1}-0{self.rng.randint(1, 4)}-{self.rng.randint(10, 28)}", True
        )
        return f'<div class="title">{pen.put("/title")}</div>' + ends(printed, pen.label("金额单位:万元"))

    def html(self, pen: Pen) -> str:
        """Return the form in small print, and the line for signatures."""
        below = signed(pen.label("单位负责人:"), pen.label("财务负责人:"), pen.label("填报人:"), pen.label("填报时间:"))
        return self._above(pen) + f'<div class="small">{joined(*self._sections(pen))}</div>' + below

    def _sections(self, pen: Pen) -> list[Sheet]:
        year = pen.put("/year", printed=str(pen.value("/year")))
        rows = (
            (("预算年度", year), ("项目编码", pen.put("/project_code")), ("项目名称", pen.put("/project_name"))),
            (
                ("项目类型", pen.label("特定目标类")),
                ("主管部门", pen.put("/supervising_department")),
                ("预算单位", sealed(pen, "reporting_unit")),
            ),
        )
        return [labelled(pen, (9, 12, 8, 30, 8, 33), *rows), self._money(pen), self._goals(pen), self._indicators(pen)]

    def _money(self, pen: Pen) -> Sheet:
        sheet = Sheet([9, 17, 17, 17, 17, 11, 6, 6])
        rows = self._money_rows(pen)
        sheet.row(
            Cell(pen.label("预算执行情况"), rows=1 + len(rows), css="h"),
            Cell(pen.label("资金性质"), css="h c"),
            *(Cell(pen.label(head), css="h c") for _, head in self.money),
        )
        sheet.rows += rows
        return sheet

    def _goals(self, pen: Pen) -> Sheet:
        sheet, goals = Sheet([9, 45.5, 45.5]), range(len(pen.record["goals"]))
        over = (Cell(pen.label(label), css="h c") for label in ("年初绩效目标", "全年完成情况"))
        sheet.row(Cell(pen.label("绩效目标"), rows=1 + len(goals), css="h"), *over)
        for index in goals:
            sheet.row(*(Cell(pen.put(f"/goals/{index}/{key}"), css="t") for key in ("expected", "actual")))
        return sheet

    def _indicators(self, pen: Pen) -> Sheet:
        columns = [Column(*spec) for spec in self.columns]
        sheet = Sheet([column.width for column in columns])
        sheet.head = [header_cells(pen, columns)]
        extra = {"seq": numbered(pen), "quality": [_quality(row) for row in pen.record["indicators"]]}
        sheet.rows = woven(pen, IndicatorTable(columns, merge=False), extra)
        sheet.rows.append(total_cells(pen, columns, "合计"))
        return sheet


def _quality(row: Record) -> str:
    return "定量" if any(character.isdigit() for character in row["target"] or "") else "定性"


class ReasonTicksEvaluation(SmallPrint, SectionedEvaluation):
    """On its side, the reason for what is missing ticked in one of five columns, then told."""

    name = "evaluation_reason_ticks"
    landscape = True
    titles = ("项目(政策)绩效自评表", "部门预算项目(政策)绩效自评表", "预算项目(政策)绩效自评情况表")
    fields = ("total_weight",)
    money = (
        ("budget_initial", "年初预算"),
        ("budget", "全年预算"),
        ("executed", "全年执行数"),
        ("rate", "预算执行率"),
        ("weight", "权重"),
        ("score", "得分"),
    )
    sources = (("total", "项目预算合计"), ("fiscal", "其中:财政资金"), ("other", "非财政资金"))
    causes: ClassVar[tuple[str, ...]] = ("经费保障", "制度保障", "人员保障", "硬件条件", "其他")
    columns = (
        ("level1", "一级指标", 7),
        ("level2", "二级指标", 8),
        ("level3", "三级指标", 17),
        ("target", "年度指标值", 10),
        ("actual", "实际完成值", 10),
        ("weight", "权重", 5),
        ("score", "得分", 5),
        *((f"cause{number}", cause, 4) for number, cause in enumerate(causes)),
        ("note", "原因说明及改进措施", 18),
    )

    def keep(self, full: Record) -> Record:
        """As drawn; a reason is drawn for every row that was told one."""
        record = super().keep(full)
        self.chosen = [self.rng.randrange(len(self.causes)) for _ in record["indicators"]]
        return record

    def _above(self, pen: Pen) -> str:
        top = f'<div class="title">{pen.put("/title")}</div>{year_line(pen, "(", "年度)")}'
        return top + f'<div class="right">{pen.label("单位:万元")}</div>'

    def _sections(self, pen: Pen) -> list[Sheet]:
        name = (("项目(政策)名称", pen.put("/project_name")),)
        units = (("主管部门", pen.put("/supervising_department")), ("实施单位", sealed(pen, "implementing_unit")))
        head = labelled(pen, (12, 38, 12, 38), name, units)
        return [head, self._money(pen), self._goals(pen), self._indicators(pen)]

    def _money(self, pen: Pen) -> Sheet:
        sheet = Sheet([12, 20, 14, 14, 14, 10, 8, 8])
        sheet.row(
            Cell(pen.label("预算资金"), css="h c"),
            Cell(pen.label("资金来源"), css="h c"),
            *(Cell(pen.label(head), css="h c") for _, head in self.money),
        )
        for number, cells in enumerate(self._money_rows(pen)):
            side = [Cell(pen.label("预算执行情况"), rows=len(self.sources))] if number == 0 else []
            sheet.row(*side, *cells)
        return sheet

    def _goals(self, pen: Pen) -> Sheet:
        sheet, goals = Sheet([12, 44, 44]), range(len(pen.record["goals"]))
        over = (Cell(pen.label(label), css="h c") for label in ("年度绩效目标", "完成情况"))
        sheet.row(Cell(pen.label("总体目标"), rows=1 + len(goals)), *over)
        for index in goals:
            sheet.row(*(Cell(pen.put(f"/goals/{index}/{key}"), css="t") for key in ("expected", "actual")))
        return sheet

    def _indicators(self, pen: Pen) -> Sheet:
        columns = [Column(*spec) for spec in self.columns]
        sheet = Sheet([column.width for column in columns])
        count = len(self.causes)
        over = Cell(pen.label("偏差原因分析"), count + 1, css="h c")
        sheet.head = [[*heads(pen, columns[:7], 2), over], header_cells(pen, columns[7:])]
        sheet.rows = woven(pen, IndicatorTable(columns), {f"cause{at}": self._ticks(pen, at) for at in range(count)})
        sheet.rows.append(total_cells(pen, columns, "合计"))
        return sheet

    def _ticks(self, pen: Pen, at: int) -> list[str]:
        rows = zip(pen.record["indicators"], self.chosen, strict=True)
        return ["√" if row["note"] and chosen == at else "" for row, chosen in rows]
