"""The national form since 2022: cost as a level-1 group, or the execution rate as the first indicator."""

from __future__ import annotations

from corpora.layouts.form import foot, year_line
from corpora.layouts.indicator_rows import header_cells, indicator_rows, total_cells
from corpora.layouts.pen import Pen, Record
from corpora.layouts.sectioned import SectionedEvaluation
from corpora.layouts.sections import NAMES, NATIONAL_MONEY, NATIONAL_SOURCES, cost_as_level1, goals_beside, notes, pairs
from corpora.layouts.sheet import Cell, Sheet


class CostFirstEvaluation(SectionedEvaluation):
    """The national form since 2022: cost is a level-1 group and comes first; notes stand under the table."""

    name = "evaluation_cost_first"
    split = "dev"
    titles = ("项目支出绩效自评表", "市级部门项目支出绩效自评表", "本级预算项目支出绩效自评表")
    fields = ("total_weight",)
    money = NATIONAL_MONEY
    sources = NATIONAL_SOURCES
    columns = (
        ("level1", "一级指标", 5),
        ("level2", "二级指标", 10),
        ("level3", "三级指标", 22),
        ("target", "年度指标值", 13),
        ("actual", "实际完成值", 13),
        ("weight", "分值", 7),
        ("score", "得分", 7),
        ("note", "偏差原因分析及改进措施", 18),
    )
    points = ("({}分)", None, "<br>{}分")

    def keep(self, full: Record) -> Record:
        """Costs are a group of their own."""
        record = super().keep(full)
        record["indicators"] = cost_as_level1(record["indicators"])
        return record

    def _above(self, pen: Pen) -> str:
        title = f'<div class="title">{pen.put("/title")}</div>'
        return title + year_line(pen, "(", "年度)")

    def _sections(self, pen: Pen) -> list[Sheet]:
        head = pairs(pen, (14, 36, 14, 36), *NAMES, sealed="implementing_unit")
        goals = goals_beside(pen, "年度总体目标", ("预期目标", "实际完成情况"), (8, 46, 46))
        return [head, self._money(pen), goals, self._indicators(pen)]

    def _money(self, pen: Pen) -> Sheet:
        sheet, rows = Sheet([14, 20, *([11] * 6)]), self._money_rows(pen)
        heads = (Cell(pen.label(head), css="h c") for _, head in self.money)
        sheet.row(Cell(pen.label("项目资金(万元)"), rows=1 + len(rows)), Cell(""), *heads)
        sheet.rows += rows
        return sheet

    def _indicators(self, pen: Pen) -> Sheet:
        table = self._table(narrow=True)
        rows = indicator_rows(pen, table)
        sheet = Sheet([5, *(column.width for column in table.columns)])
        side = Cell(pen.label("绩效指标"), rows=1 + len(rows), css="v")
        sheet.row(side, *header_cells(pen, table.columns))
        sheet.rows += rows
        label, *figures = total_cells(pen, table.columns, "总分")
        sheet.row(Cell(label.html, label.span + 1, css="c"), *figures)
        return sheet

    def html(self, pen: Pen) -> str:
        """Return the form and the notes under it."""
        lines = (
            "填报说明:1.得分一栏由实施单位对照指标值如实填写,一般不高于分值。",
            "2.定量指标完成指标值的记满分,未完成的按比例记分。",
        )
        return super().html(pen) + (notes(pen, *lines) if self.rng.random() < 0.6 else "")


class ExecutionRowEvaluation(SectionedEvaluation):
    """Money without points; the execution rate opens the indicators as a row of its own."""

    name = "evaluation_execution_row"
    split = "dev"
    titles = ("项目支出绩效自评表", "省级预算项目绩效自评表", "部门预算项目支出绩效自评表")
    fields = ("reporting_unit", "total_weight", "preparer", "phone")
    money = (("budget", "全年预算数"), ("executed", "全年执行数"), ("rate", "预算执行率"))
    sources = (
        ("total", "年度资金总额"),
        ("fiscal", "其中:本年财政拨款"),
        ("carryover", "上年结转"),
        ("other", "其他资金"),
    )
    columns = (
        ("level1", "一级指标", 10),
        ("level2", "二级指标", 12),
        ("level3", "三级指标", 23),
        ("weight", "指标分值", 7),
        ("target", "绩效目标值", 13),
        ("actual", "全年完成值", 13),
        ("score", "自评得分", 7),
        ("note", "未完成原因和改进措施", 17),
    )
    points = (None, "({}分)")

    def keep(self, full: Record) -> Record:
        """The execution rate is the first indicator."""
        record = super().keep(full)
        words = ("预算执行", "预算执行率", self.rng.choice(["预算执行率", "资金执行率"]))
        first = dict.fromkeys(record["indicators"][0]) | dict(zip(("level1", "level2", "level3"), words, strict=True))
        figures = {"target": "100%", "actual": f"{full['execution_rate']}%", "score": full["funds"][0]["score"]}
        points = {"level1_weight": "10" if self.point else None, "weight": "10", "score_rows": 1}
        record["indicators"].insert(0, first | figures | points)
        return record

    def _above(self, pen: Pen) -> str:
        number = f"<div>{pen.label(self.rng.choice(['附件1-2', '附表3', '附件4:']))}</div>"
        return number + super()._above(pen)

    def _sections(self, pen: Pen) -> list[Sheet]:
        head = pairs(pen, (18, 32, 18, 32), *NAMES)
        goals = goals_beside(pen, "总体目标", ("年初设定目标", "全年完成情况"))
        return [head, self._money(pen), goals, self._indicators(pen)]

    def _money(self, pen: Pen) -> Sheet:
        sheet, rows = Sheet([18, 25, 19, 19, 19]), self._money_rows(pen)
        heads = (Cell(pen.label(head), css="h c") for _, head in self.money)
        sheet.row(Cell(pen.label("项目资金"), rows=1 + len(rows)), Cell(pen.label("资金来源"), css="h c"), *heads)
        sheet.rows += rows
        return sheet

    def _indicators(self, pen: Pen) -> Sheet:
        table = self._table()
        sheet = Sheet([column.width for column in table.columns])
        sheet.head = [header_cells(pen, table.columns)]
        sheet.rows = [*indicator_rows(pen, table), total_cells(pen, table.columns, "合计")]
        return sheet

    def html(self, pen: Pen) -> str:
        """Return the form and who filled it in."""
        signed = (pen.label("填报人:") + pen.put("/preparer"), pen.label("联系电话:") + pen.put("/phone"))
        return super().html(pen) + foot(*signed, pen.label("单位负责人:"))
