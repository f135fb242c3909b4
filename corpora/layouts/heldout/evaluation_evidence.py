"""An evaluation of a western region: arrival among the money, the source of each value beside it."""

from __future__ import annotations

from decimal import Decimal

from corpora.layouts.form import ends, year_line
from corpora.layouts.heldout.parts import (
    HeldoutEvaluation,
    head,
    heads,
    remarks,
)
from corpora.layouts.indicator_rows import IndicatorTable, header_cells, total_cells
from corpora.layouts.pen import Pen
from corpora.layouts.pieces import labelled, told, woven
from corpora.layouts.sections import goals_beside
from corpora.layouts.sheet import Cell, Sheet


class EvidenceEvaluation(HeldoutEvaluation):
    """A western region's: what arrived and its rate among the money, no merged levels, where each value comes from."""

    name = "evaluation_evidence"
    largest = 8.5
    frame = "upright"
    titles = ("项目支出绩效自评表", "自治区预算项目支出绩效自评表", "预算单位项目支出绩效自评表")
    fields = ("reporting_unit", "total_weight")
    money = (
        ("budget_initial", "年初预算数"),
        ("budget", "全年预算数(A)"),
        ("received", "资金到位数"),
        ("arrival", "到位率"),
        ("executed", "全年执行数(B)"),
        ("weight", "权重"),
        ("rate", "执行率(B/A)"),
        ("score", "得分"),
    )
    sources = (
        ("total", "年度资金总额"),
        ("fiscal", "其中:当年财政拨款"),
        ("carryover", "上年结转资金"),
        ("other", "其他资金"),
    )
    columns = (
        ("level1", "一级指标", 9),
        ("level2", "二级指标", 11),
        ("level3", "三级指标", 19.5),
        ("weight", "权重", 7.5),
        ("target", "预期指标值", 12),
        ("actual", "实际完成指标值", 12),
        ("proof", "数据来源", 10),
        ("score", "得分", 7),
        ("note", "偏差原因及改进措施", 12),
    )

    def _above(self, pen: Pen) -> str:
        unit = told(pen, "reporting_unit", "预算单位", True)
        year = year_line(pen, "(", "年度)")
        return f'<div class="title">{pen.put("/title")}</div>{year}{ends(unit, pen.label("单位:万元"))}'

    def html(self, pen: Pen) -> str:
        """Return the form and its note."""
        return super().html(pen) + remarks(pen, "备注:得分不得超过权重;到位率=资金到位数/全年预算数×100%。")

    def _sections(self, pen: Pen) -> list[Sheet]:
        rows = (
            (("项目名称", pen.put("/project_name")),),
            (
                ("主管部门", pen.put("/supervising_department")),
                ("实施单位", pen.put("/implementing_unit")),
            ),
        )
        goals = goals_beside(pen, "绩效目标", ("预期目标", "实际完成情况"), (7, 46.5, 46.5))
        return [labelled(pen, (15, 35, 15, 35), *rows), self._money(pen), goals, self._rows(pen)]

    def _money(self, pen: Pen) -> Sheet:
        sheet = Sheet([6, 15, 12, 12, 12, 8, 12, 6.5, 9, 7.5])
        at = {fund["source"]: number for number, fund in enumerate(pen.record["funds"])}
        side = Cell(pen.label("项目资金"), rows=1 + len(self.sources), css="v")
        sheet.row(side, head(pen, "资金来源"), *heads(pen, *(label for _, label in self.money)))
        for source, label in self.sources:
            line = at.get(source)
            name = pen.label(label) if line is None else pen.put(f"/funds/{line}/label")
            sheet.row(Cell(name, css="l"), *(self._money_cell(pen, line, key) for key, _ in self.money))
        return sheet

    def _money_cell(self, pen: Pen, line: int | None, key: str) -> Cell:
        if key != "arrival" or line is None:
            return self._figure(pen, line, key)
        budget, received = (Decimal(pen.value(f"/funds/{line}/{name}")) for name in ("budget", "received"))
        return Cell(pen.label(f"{received / budget * 100:.0f}%", True) if budget else "")

    def _rows(self, pen: Pen) -> Sheet:
        table = self._table()
        proofs = ("业务台账", "验收报告", "支付凭证", "统计报表", "问卷结果")
        extra = {"proof": [self.rng.choice(proofs) for _ in pen.record["indicators"]]}
        sheet = Sheet([column.width for column in table.columns])
        sheet.head = [header_cells(pen, table.columns)]
        sheet.rows = woven(pen, IndicatorTable(table.columns, merge=False), extra)
        sheet.rows.append(total_cells(pen, table.columns, "总分"))
        return sheet
