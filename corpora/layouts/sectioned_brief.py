"""Evaluations whose money fits in a line or two: one scored line, stages side by side, a line of pairs."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from corpora.content.money import plain
from corpora.layouts.form import ends
from corpora.layouts.indicator_rows import IndicatorTable, header_cells, indicator_rows, total_cells
from corpora.layouts.pen import Pen, Record
from corpora.layouts.sectioned import SectionedEvaluation
from corpora.layouts.sections import NAMES, goals_beside, pairs, text_row
from corpora.layouts.sheet import Cell, Sheet
from corpora.layouts.three_column import merge_scores


class OneLineEvaluation(SectionedEvaluation):
    """One line of money worth twenty points, boxes to tick in the head, no goals but indicators in three groups."""

    name = "evaluation_one_line_money"
    split = "dev"
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
        head = pairs(pen, (16, 34, 16, 34), *NAMES)
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
    split = "dev"
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
        head = pairs(pen, (15, 35, 15, 35), *NAMES)
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


class PairedMoneyEvaluation(SectionedEvaluation):
    """On its side: the money in one line of pairs, explanation and scoring standard beside each indicator."""

    name = "evaluation_paired_money"
    split = "dev"
    landscape = True
    titles = ("项目支出绩效评价自评表", "预算项目绩效自评打分表", "重点项目绩效自评表")
    fields = ("project_code", "total_weight", "grade", "preparer", "phone")
    money = (("budget", "全年预算数"), ("executed", "全年支出数"), ("rate", "支出率"))
    sources = (("total", "全年预算数"),)
    columns = (
        ("level1", "一级指标", 8),
        ("level2", "二级指标", 10),
        ("level3", "三级指标", 18),
        ("description", "指标解释", 19),
        ("standard", "评分标准", 12),
        ("target", "目标值", 10),
        ("actual", "完成值", 10),
        ("weight", "权重", 6),
        ("score", "自评得分", 7),
    )
    points = (None, "({})")

    def _above(self, pen: Pen) -> str:
        year = pen.put("/year", printed=pen.style.text(f"预算年度:{pen.value('/year')}"))
        return f'<div class="title">{pen.put("/title")}</div>{ends(year, pen.label("单位:万元"))}'

    def _sections(self, pen: Pen) -> list[Sheet]:
        rows = (
            (("project_code", "项目编码"), ("project_name", "项目名称")),
            (("supervising_department", "主管部门"), ("implementing_unit", "项目单位")),
        )
        head = pairs(pen, (11, 29, 11, 49), *rows, sealed="implementing_unit")
        goals = goals_beside(pen, "绩效目标", ("预期绩效目标", "目标实现程度"), (11, 44.5, 44.5))
        last = (("grade", "自评结论"), ("preparer", "填表人"), ("phone", "联系电话"))
        return [head, self._money(pen), goals, self._indicators(pen), pairs(pen, (11, 22, 11, 22, 11, 23), last)]

    def _money(self, pen: Pen) -> Sheet:
        sheet = Sheet([11, 22, 11, 22, 11, 23])
        cells = []
        for key, label in self.money:
            name = pen.put("/funds/0/label") if key == "budget" else pen.label(label)
            cells += [Cell(name), self._figure(pen, 0, key)]
        sheet.row(*cells)
        return sheet

    def _indicators(self, pen: Pen) -> Sheet:
        table = self._table()
        at = [column.key for column in table.columns].index("standard")
        shown = [column for column in table.columns if column.key != "standard"]
        sheet = Sheet([column.width for column in table.columns])
        sheet.head = [header_cells(pen, table.columns)]
        for cells in indicator_rows(pen, IndicatorTable(shown, self.point)):
            standard = pen.label(self.rng.choice(["达标得满分", "按完成比例计分", "未完成不得分", "每差1%扣5%"]))
            cells.insert(at - len(table.columns) + 1, Cell(standard, css="t"))
            sheet.row(*cells)
        sheet.rows.append(total_cells(pen, table.columns, "合计"))
        return sheet
