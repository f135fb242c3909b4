"""An evaluation in yuan, open at the sides, whose head is lines above the table."""

from __future__ import annotations

from corpora.layouts.form import ends
from corpora.layouts.indicator_rows import Column, IndicatorTable, header_cells, indicator_rows, total_cells
from corpora.layouts.pen import Pen
from corpora.layouts.sectioned import SectionedEvaluation
from corpora.layouts.sections import goals_beside, text_row
from corpora.layouts.sheet import Cell, Sheet


class OpenSidesEvaluation(SectionedEvaluation):
    """In yuan, small, the table open at its sides; what the project is stands in lines above, levels on every row."""

    name = "evaluation_open_sides"
    split = "dev"
    titles = ("财政项目支出绩效自评表", "预算单位项目绩效自评表")
    unit = "元"
    fields = ("total_weight", "problems")
    money = (
        ("budget_initial", "年初预算金额"),
        ("budget", "调整后预算金额"),
        ("executed", "支出金额"),
        ("rate", "预算执行率"),
        ("weight", "权重"),
        ("score", "得分"),
    )
    sources = (("total", "合计"), ("fiscal", "财政拨款"), ("other", "其他资金"))
    columns = (
        ("level1", "一级指标", 10),
        ("level2", "二级指标", 11),
        ("level3", "三级指标", 23),
        ("weight", "权重", 6),
        ("target", "年度目标值", 13),
        ("actual", "实际值", 13),
        ("score", "得分", 7),
        ("note", "原因说明", 15),
    )

    def _above(self, pen: Pen) -> str:
        seal = pen.record["implementing_unit"] or pen.record["supervising_department"]
        lines = [pen.label("项目名称:") + pen.put("/project_name")]
        lines.append(pen.label("主管部门:") + pen.put("/supervising_department"))
        lines.append(pen.seal(seal, pen.style.text("实施单位:")) + pen.put("/implementing_unit"))
        year = pen.put("/year", printed=pen.style.text(f"评价年度:{pen.value('/year')}年"))
        head = f'<div class="title">{pen.put("/title")}</div>' + "".join(f"<div>{line}</div>" for line in lines)
        return head + ends(year, pen.label("金额单位:元"))

    def html(self, pen: Pen) -> str:
        """Return the form in smaller print, its tables without side rulings."""
        pen.unit = self.unit
        tables = "".join(section.html() for section in self._sections(pen))
        return f'{self._above(pen)}<div class="small open">{tables}</div>'

    def _sections(self, pen: Pen) -> list[Sheet]:
        goals = goals_beside(pen, "绩效目标", ("年度目标", "完成情况"), (8, 46, 46))
        return [self._money(pen), goals, self._indicators(pen), text_row(pen, "存在问题及改进措施", "/problems")]

    def _money(self, pen: Pen) -> Sheet:
        sheet = Sheet([16, *([14] * 6)])
        sheet.row(Cell(pen.label("资金来源"), css="h c"), *(Cell(pen.label(head), css="h c") for _, head in self.money))
        sheet.rows += self._money_rows(pen)
        return sheet

    def _indicators(self, pen: Pen) -> Sheet:
        columns = [Column(*spec) for spec in self.columns]
        sheet = Sheet([column.width for column in columns])
        sheet.head = [header_cells(pen, columns)]
        sheet.rows = indicator_rows(pen, IndicatorTable(columns, merge=False))
        sheet.rows.append(total_cells(pen, columns, "总分"))
        return sheet
