"""A township's short evaluation."""

from __future__ import annotations

from corpora.layouts.form import ends
from corpora.layouts.heldout.parts import (
    HeldoutEvaluation,
    goal_texts,
    head,
    width_row,
)
from corpora.layouts.indicator_rows import IndicatorTable, header_cells, total_cells
from corpora.layouts.pen import Pen, Record
from corpora.layouts.pieces import told, woven
from corpora.layouts.sheet import Cell, Sheet


class TownshipEvaluation(HeldoutEvaluation):
    """A township's short one: no second level, counted rows, money in two rows of pairs, an opinion to be signed."""

    name = "evaluation_township"
    largest = 11.0
    titles = ("项目资金绩效自评表", "财政资金项目绩效自评表", "乡镇项目支出绩效自评表")
    fields = ("reporting_unit", "grade", "total_weight")
    money = (
        ("budget", "预算安排"),
        ("received", "资金到位"),
        ("executed", "实际支出"),
        ("rate", "支出进度"),
    )
    sources = (("total", "预算安排"),)
    columns = (
        ("seq", "序号", 6),
        ("level1", "指标类别", 15),
        ("level3", "指标内容", 33),
        ("target", "计划值", 15),
        ("actual", "完成值", 15),
        ("weight", "分值", 8),
        ("score", "自评分", 8),
    )

    def keep(self, full: Record) -> Record:
        """One unit is named, above the table; there is one goal."""
        record = super().keep(full) | {"supervising_department": None, "implementing_unit": None}
        record["reporting_unit"] = full["reporting_unit"] or full["supervising_department"]
        record["goals"] = record["goals"][:1]
        return record

    def _above(self, pen: Pen) -> str:
        unit = told(pen, "reporting_unit", "单位(盖章)", True)
        year = pen.put("/year", printed=pen.style.text(f"资金年度:{pen.value('/year')}年"))
        return f'<div class="title">{pen.put("/title")}</div>{ends(unit, year + "&emsp;" + pen.label("单位:万元"))}'

    def _sections(self, pen: Pen) -> list[Sheet]:
        top = Sheet([18, 32, 18, 32])
        top.row(Cell(pen.label("项目名称")), Cell(pen.put("/project_name"), 3, css="l"))
        for pair in (self.money[:2], self.money[2:]):
            cells = []
            for key, label in pair:
                name = pen.put("/funds/0/label") if key == "budget" else pen.label(label)
                cells += [Cell(name), self._figure(pen, 0, key)]
            top.row(*cells)
        goals = goal_texts(pen, (18, 82), "年度目标", "完成情况")
        return [top, goals, self._rows(pen), self._opinion(pen)]

    def _rows(self, pen: Pen) -> Sheet:
        table, count = self._table(), len(pen.record["indicators"])
        sheet = Sheet([column.width for column in table.columns])
        sheet.head = [header_cells(pen, table.columns)]
        rows = woven(pen, IndicatorTable(table.columns, merge=False), {"seq": [str(n) for n in range(1, count + 1)]})
        sheet.rows = [*rows, total_cells(pen, table.columns, "合计")]
        return sheet

    def _opinion(self, pen: Pen) -> Sheet:
        sheet = Sheet([18, 32, 18, 32])
        grades = pen.label("(优、良、中、差)")
        sheet.row(head(pen, "自评等级"), Cell(pen.put("/grade")), head(pen, "等级设置"), Cell(grades))
        day = "&emsp;&emsp;".join(pen.label(part, True) for part in "年月日")
        sign = f"{pen.label('单位负责人(签字):')}{'&emsp;' * 8}{day}"
        sheet.row(head(pen, "单位意见"), Cell(f"<br>{sign}<br>&nbsp;", 3, css="l"))
        sheet.rows.append(width_row(pen, "填表说明:实际完成值据实填写,佐证资料附后备查。", 4))
        return sheet
