"""Evaluations of project spending: the national form since 2022, and forms whose money fits in a line or two."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from corpora.content.money import plain
from corpora.layouts.form import ends, foot, year_line
from corpora.layouts.heldout.parts import cost_as_level1, goals_beside, notes, pairs, text_row
from corpora.layouts.indicator_rows import header_cells, indicator_rows, total_cells
from corpora.layouts.pen import Pen, Record
from corpora.layouts.sectioned import SectionedEvaluation
from corpora.layouts.sheet import Cell, Sheet
from corpora.layouts.three_column import merge_scores

_NAMES = (
    (("project_name", "项目名称"),),
    (("supervising_department", "主管部门"), ("implementing_unit", "实施单位")),
)


class CostFirstEvaluation(SectionedEvaluation):
    """The national form since 2022: cost is a level-1 group and comes first; notes stand under the table."""

    name = "evaluation_cost_first"
    split = "heldout"
    titles = ("项目支出绩效自评表", "市级部门项目支出绩效自评表", "本级预算项目支出绩效自评表")
    fields = ("total_weight",)
    money = (
        ("budget_initial", "年初预算数"),
        ("budget", "全年预算数"),
        ("executed", "全年执行数"),
        ("weight", "分值"),
        ("rate", "执行率"),
        ("score", "得分"),
    )
    sources = (
        ("total", "年度资金总额"),
        ("fiscal", "其中:当年财政拨款"),
        ("carryover", "上年结转资金"),
        ("other", "其他资金"),
    )
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
        head = pairs(pen, (14, 36, 14, 36), *_NAMES, sealed="implementing_unit")
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


class OneLineEvaluation(SectionedEvaluation):
    """One line of money worth twenty points, boxes to tick in the head, no goals but indicators in three groups."""

    name = "evaluation_one_line_money"
    split = "heldout"
    titles = ("项目自评表", "部门项目自评表", "专项资金自评表")
    fields = ("reporting_unit", "problems")
    money = (
        ("budget", "预算数(A)"),
        ("executed", "执行数(B)"),
        ("rate", "执行率(B/A)"),
        ("score", "得分(20分×执行率)"),
    )
    sources = (("total", "年度财政资金总额"),)
    columns = (
        ("level1", "一级指标", 11),
        ("level2", "二级指标", 13),
        ("level3", "三级指标", 28),
        ("target", "年初目标值(A)", 16),
        ("actual", "实际完成值(B)", 16),
        ("score", "得分", 9),
    )
    boxes: ClassVar[tuple[tuple[str, str], ...]] = (
        ("项目类别", "1、部门预算项目☑  2、专项□  3、对下转移支付□"),
        ("项目属性", "1、持续性项目□  2、新增性项目☑"),
        ("项目类型", "1、常年性项目☑  2、延续性项目□  3、一次性项目□"),
    )

    def keep(self, full: Record) -> Record:
        """Execution counts twenty points, and there are no goals."""
        record = super().keep(full) | {"goals": []}
        fund = record["funds"][0]
        if fund["score"] is not None:
            fund["score"] = plain(Decimal(fund["score"]) * 2)
        return record

    def _above(self, pen: Pen) -> str:
        year = pen.put("/year", printed=f"{pen.value('/year')}年度")
        title = f'<div class="title">{year}{pen.put("/title")}</div>'
        unit = pen.seal(pen.record["reporting_unit"], pen.style.text("单位名称(盖章):")) + pen.put("/reporting_unit")
        return title + ends(unit, pen.label("填报日期:"))

    def _sections(self, pen: Pen) -> list[Sheet]:
        head = pairs(pen, (16, 34, 16, 34), *_NAMES)
        for label, choice in self.boxes:
            head.row(Cell(pen.label(label)), Cell(pen.label(choice), 3, css="l"))
        foot_ = [text_row(pen, "存在问题、原因分析及改进措施", "/problems"), Sheet([16, 84])]
        foot_[1].row(Cell(pen.label("备注")), Cell(""))
        return [head, self._money(pen), self._indicators(pen), *foot_]

    def _money(self, pen: Pen) -> Sheet:
        sheet, rows = Sheet([16, 24, 15, 15, 15, 15]), self._money_rows(pen)
        heads = (Cell(pen.label(head), css="h c") for _, head in self.money)
        sheet.row(Cell(pen.label("预算执行情况(万元)(20分)"), rows=2), Cell(""), *heads)
        sheet.rows += rows
        return sheet

    def _indicators(self, pen: Pen) -> Sheet:
        table = self._table()
        rows = indicator_rows(pen, table)
        sheet = Sheet([7, *(column.width for column in table.columns)])
        sheet.row(Cell(pen.label("年度绩效目标(80分)"), rows=1 + len(rows), css="v"), *header_cells(pen, table.columns))
        sheet.rows += rows
        sheet.row(Cell(pen.label("总分"), 6, css="c"), Cell(pen.score("/total_score")))
        return sheet


class FlatStagesEvaluation(SectionedEvaluation):
    """Planned, arrived and spent beside one another, each with its sources below; one score for each group."""

    name = "evaluation_flat_stages"
    split = "heldout"
    titles = ("财政专项资金绩效自评表", "预算项目绩效自评价表", "项目支出绩效自评情况表")
    fields = ("reporting_unit", "grade", "problems", "preparer", "phone")
    money = (("budget", "计划安排资金"), ("received", "实际到位资金"), ("executed", "实际使用资金"))
    sources = (("total", "计划安排资金"), ("fiscal", "其中:财政拨款"), ("other", "其他资金"))
    columns = (
        ("level1", "一级指标", 12),
        ("level2", "二级指标", 13),
        ("level3", "三级指标", 27),
        ("target", "预期指标值", 16),
        ("actual", "指标完成值", 16),
        ("score", "自评得分", 9),
    )
    points = ("（{}）", "（{}分）")

    def keep(self, full: Record) -> Record:
        """A group has one score."""
        record = super().keep(full)
        merge_scores(record["indicators"])
        return record

    def _sections(self, pen: Pen) -> list[Sheet]:
        head = pairs(pen, (15, 35, 15, 35), *_NAMES)
        return [head, self._money(pen), self._goals(pen), self._indicators(pen), self._foot(pen)]

    def _money(self, pen: Pen) -> Sheet:
        lines = {fund["source"]: index for index, fund in enumerate(pen.record["funds"])}
        sheet = Sheet([15, 16, 12.3, 16, 12.3, 16, 12.4])
        for number, (source, label) in enumerate(self.sources):
            line, cells = lines.get(source), []
            for key, stage in self.money:
                words = stage if source == "total" else label
                first = key == "budget" and line is not None
                cells.append(Cell(pen.put(f"/funds/{line}/label") if first else pen.label(words), css="l"))
                cells.append(self._figure(pen, line, key))
            side = [Cell(pen.label("项目资金情况"), rows=len(self.sources))] if number == 0 else []
            sheet.row(*side, *cells)
        return sheet

    def _goals(self, pen: Pen) -> Sheet:
        return goals_beside(pen, "项目绩效目标", ("年初设定情况", "年末完成情况"), (15, 42.5, 42.5))

    def _indicators(self, pen: Pen) -> Sheet:
        table = self._table()
        sheet = Sheet([column.width for column in table.columns])
        sheet.head = [header_cells(pen, table.columns)]
        sheet.rows = indicator_rows(pen, table)
        sheet.row(Cell(pen.label("自评总得分"), 5, css="c"), Cell(pen.score("/total_score")))
        return sheet

    def _foot(self, pen: Pen) -> Sheet:
        sheet = Sheet([15, 35, 15, 35])
        sheet.row(Cell(pen.label("自评等级")), Cell(pen.put("/grade"), 3))
        sheet.row(Cell(pen.label("存在问题及改进措施")), Cell(pen.put("/problems"), 3, css="t"))
        preparer, phone = Cell(pen.put("/preparer")), Cell(pen.put("/phone"))
        sheet.row(Cell(pen.label("填报人")), preparer, Cell(pen.label("联系电话")), phone)
        return sheet


class ExecutionRowEvaluation(SectionedEvaluation):
    """Money without points; the execution rate opens the indicators as a row of its own."""

    name = "evaluation_execution_row"
    split = "heldout"
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
        head = pairs(pen, (18, 32, 18, 32), *_NAMES)
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
