"""An evaluation as a monitoring table that was carried on to the end of the year."""

from __future__ import annotations

from corpora.layouts.form import ends, year_line
from corpora.layouts.indicator_rows import header_cells
from corpora.layouts.inset import Inset
from corpora.layouts.pen import Pen
from corpora.layouts.pieces import fitted, head_cell, head_cells, remarks, told, woven
from corpora.layouts.sectioned import SectionedEvaluation
from corpora.layouts.sections import goals_beside
from corpora.layouts.sheet import Cell, Sheet


class MonitoredEvaluation(Inset, SectionedEvaluation):
    """On its side, the monitoring table carried on to the end of the year: ticks say what a deviation came from."""

    name = "evaluation_monitored"
    landscape = True
    titles = ("项目支出绩效目标监控及自评表", "项目绩效目标完成情况自评表", "预算项目绩效运行(年终)自评表")
    fields = ("reporting_unit", "total_weight")
    money = (
        ("budget_initial", "年初预算数"),
        ("budget", "调整后预算数"),
        ("executed", "1-12月执行数"),
        ("rate", "1-12月执行率"),
    )
    sources = (
        ("total", "年度资金总额"),
        ("fiscal", "其中:本年一般公共预算拨款"),
        ("carryover", "上年结转资金"),
        ("other", "其他资金"),
    )
    columns = (
        ("level1", "一级指标", 8),
        ("level2", "二级指标", 9),
        ("level3", "三级指标", 18),
        ("target", "年度指标值", 10),
        ("actual", "全年完成情况", 10),
        ("weight", "分值", 5),
        ("score", "得分", 5),
        ("means", "经费保障", 4),
        ("rules", "制度保障", 4),
        ("people", "人员保障", 4),
        ("ware", "硬件条件", 4),
        ("else", "其他", 4),
        ("note", "原因说明", 15),
    )

    def _above(self, pen: Pen) -> str:
        line = ends(told(pen, "reporting_unit", "填报单位", True), pen.label("金额单位:万元"))
        return f'<div class="title">{pen.put("/title")}</div>{year_line(pen, "(", "年度)")}{line}'

    def html(self, pen: Pen) -> str:
        """Return the form and its note."""
        note = "注:偏差原因分析在对应列中打“√”,并在原因说明栏中具体说明。"
        return fitted(pen, super().html(pen), 9.5) + remarks(pen, note)

    def _sections(self, pen: Pen) -> list[Sheet]:
        head = Sheet([12, 21, 12, 22, 12, 21])
        keys = ("project_name", "supervising_department", "implementing_unit")
        labels = ("项目名称", "主管部门", "实施单位")
        head.row(*(cell for key, label in zip(keys, labels, strict=True) for cell in self._pair(pen, key, label)))
        goals = goals_beside(pen, "年度总体目标", ("预期目标", "1-12月目标完成情况"), (12, 44, 44))
        return [head, self._money(pen), goals, self._rows(pen)]

    def _pair(self, pen: Pen, key: str, label: str) -> tuple[Cell, Cell]:
        return Cell(pen.label(label)), Cell(pen.put(f"/{key}"))

    def _money(self, pen: Pen) -> Sheet:
        sheet, rows = Sheet([12, 24, 16, 16, 16, 16]), self._money_rows(pen)
        side = Cell(pen.label("项目资金(万元)"), rows=1 + len(rows))
        sheet.row(side, Cell(""), *head_cells(pen, *(head for _, head in self.money)))
        sheet.rows += rows
        return sheet

    def _rows(self, pen: Pen) -> Sheet:
        table, records = self._table(), pen.record["indicators"]
        causes = ("means", "rules", "people", "ware", "else")
        chosen = [self.rng.choice(causes) if row["note"] else "" for row in records]
        rows = woven(pen, table, {cause: ["√" if cause == one else "" for one in chosen] for cause in causes})
        sheet = Sheet([4, *(column.width for column in table.columns)])
        first, last = table.columns[:7], table.columns[7:]
        top = [head_cell(pen, column.header, rows=2) for column in first]
        side = Cell(pen.label("绩效指标"), rows=3 + len(rows), css="v")
        sheet.row(side, *top, head_cell(pen, "偏差原因分析", len(last)))
        sheet.row(*header_cells(pen, last))
        sheet.rows += rows
        weight, score = Cell(pen.score("/total_weight")), Cell(pen.score("/total_score"))
        sheet.row(Cell(pen.label("总分"), 5, css="c"), weight, score, Cell("", len(last)))
        return sheet
