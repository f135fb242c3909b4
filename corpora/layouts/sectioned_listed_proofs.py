"""An office's own evaluation: a flat list of indicators with what proves each."""

from __future__ import annotations

from typing import ClassVar

from corpora.layouts.form import ends
from corpora.layouts.indicator_rows import Column, IndicatorTable, header_cells, total_cells
from corpora.layouts.inset import SmallPrint
from corpora.layouts.pen import Pen, Record
from corpora.layouts.pieces import (
    framed,
    joined,
    labelled,
    numbered,
    signed,
    titled,
    told,
    woven,
)
from corpora.layouts.sectioned import SectionedEvaluation
from corpora.layouts.sheet import Cell, Sheet


class ListedProofsEvaluation(SmallPrint, SectionedEvaluation):
    """An office's own: counted indicators first and their classes after them, no merging, what proves each."""

    name = "evaluation_listed_proofs"
    titles = ("项目绩效自评打分表", "专项业务经费绩效自评表", "项目资金绩效自查自评表")
    fields = ("reporting_unit", "preparer", "phone", "problems", "total_weight", "grade")
    money = (("budget", "批复预算"), ("received", "到账金额"), ("executed", "支出金额"))
    sources = (("total", "合计"), ("fiscal", "财政补助"), ("other", "自筹及其他"))
    columns = (
        ("seq", "序号", 5),
        ("level3", "考核内容(三级指标)", 25),
        ("level1", "一级指标", 10),
        ("level2", "二级指标", 11),
        ("target", "计划值", 13),
        ("actual", "完成值", 13),
        ("weight", "满分", 8),
        ("score", "自评分", 9),
        ("proof", "佐证材料", 9),
    )
    proofs: ClassVar[tuple[str, ...]] = ("台账", "发票", "验收单", "会议纪要", "照片", "问卷", "")

    def keep(self, full: Record) -> Record:
        """The progress of the whole stands in a cell of its own; one goal."""
        record = super().keep(full) | {"execution_rate": full["execution_rate"]}
        record["goals"] = record["goals"][:1]
        return record

    def _above(self, pen: Pen) -> str:
        return titled(pen, "", "年") + ends(told(pen, "reporting_unit", "自评单位", True), pen.label("金额:万元"))

    def html(self, pen: Pen) -> str:
        """Return the form with its labels shaded, and who filled it in."""
        below = signed(told(pen, "preparer", "经办人"), told(pen, "phone", "电话"), pen.label("审核:"))
        return self._above(pen) + framed("shaded roomy", joined(*self._sections(pen))) + below

    def _sections(self, pen: Pen) -> list[Sheet]:
        rows = (
            (("项目名称", pen.put("/project_name")), ("主管部门", pen.put("/supervising_department"))),
            (("实施单位", pen.put("/implementing_unit")), ("自评结果", pen.put("/grade"))),
        )
        aims = Sheet([14, 86])
        for key, label in (("expected", "年度目标"), ("actual", "完成情况")):
            aims.row(Cell(pen.label(label), css="h"), Cell(pen.put(f"/goals/0/{key}"), css="t"))
        last = Sheet([14, 86])
        last.row(Cell(pen.label("问题及改进措施"), css="h"), Cell(pen.put("/problems"), css="t"))
        head = labelled(pen, (14, 38, 12, 36), *rows)
        return [head, self._money(pen), aims, self._indicators(pen), last]

    def _money(self, pen: Pen) -> Sheet:
        rows = self._money_rows(pen)
        sheet = Sheet([14, 20, 16, 16, 16, 18])
        titles = [Cell(pen.label(head), css="h c") for _, head in self.money]
        first = Cell(pen.label("资金情况"), rows=1 + len(rows), css="h")
        sheet.row(first, Cell(pen.label("来源"), css="h c"), *titles, Cell(pen.label("预算执行进度"), css="h c"))
        for number, cells in enumerate(rows):
            rate = [Cell(pen.percent("/execution_rate"), rows=len(rows))] if number == 0 else []
            sheet.row(*cells, *rate)
        return sheet

    def _indicators(self, pen: Pen) -> Sheet:
        columns = [Column(*spec) for spec in self.columns]
        sheet = Sheet([column.width for column in columns])
        sheet.head = [header_cells(pen, columns)]
        seq = numbered(pen)
        extra = {"seq": seq, "proof": [self.rng.choice(self.proofs) for _ in seq]}
        sheet.rows = woven(pen, IndicatorTable(columns, merge=False), extra)
        sheet.rows.append(total_cells(pen, columns, "合计得分"))
        return sheet
