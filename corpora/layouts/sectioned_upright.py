"""Near the national evaluation: sections under upright labels with money by stage, and a total over all points."""

from __future__ import annotations

from decimal import Decimal

from corpora.content.money import plain
from corpora.content.project import grade_of
from corpora.layouts.form import year_line
from corpora.layouts.fund_figures import fund_line
from corpora.layouts.indicator_rows import header_cells, indicator_rows
from corpora.layouts.inset import SmallPrint
from corpora.layouts.pen import Pen, Record
from corpora.layouts.pieces import group_points, head_cells, remarks, side_label, summed, woven
from corpora.layouts.runs import WHOLE, share_points
from corpora.layouts.sectioned import SectionedEvaluation
from corpora.layouts.sections import NATIONAL_SOURCES, goals_beside, pairs
from corpora.layouts.sheet import Cell, Sheet


class UprightSectionsEvaluation(SmallPrint, SectionedEvaluation):
    """Every section under a label down its side; a row of money for each stage, a column for each source."""

    name = "evaluation_upright_sections"
    frame = "upright"
    largest = 10.0
    titles = ("部门预算项目支出绩效自评表", "本级项目支出绩效目标自评表", "项目支出年度绩效自评表")
    fields = ("project_code", "grade", "problems", "preparer", "phone")
    money = (
        ("budget_initial", "年初预算"),
        ("budget", "调整后预算"),
        ("executed", "决算支出"),
        ("rate", "执行率"),
    )
    sources = (("total", "合计"), ("fiscal", "本年财政拨款"), ("carryover", "上年结转资金"), ("other", "其他资金"))
    columns = (
        ("level1", "一级指标", 6),
        ("level2", "二级指标", 12),
        ("level3", "三级指标", 26),
        ("target", "年度目标值", 14),
        ("actual", "年末完成值", 14),
        ("degree", "完成率", 8),
        ("weight", "分值", 7),
        ("score", "得分", 7),
    )
    points = ("({})", None)

    def keep(self, full: Record) -> Record:
        """A hundred points, all of them for the indicators; the grade follows the score."""
        record = super().keep(full)
        share_points(record["indicators"], 100, WHOLE)
        if self.point:
            group_points(record["indicators"])
        score = summed(record["indicators"], "score")
        return record | {"total_score": score, "grade": grade_of(Decimal(score))}

    def _above(self, pen: Pen) -> str:
        return f'<div class="title">{pen.put("/title")}</div>{year_line(pen, "(", "年度)")}'

    def _sections(self, pen: Pen) -> list[Sheet]:
        return [self._head(pen), self._money(pen), self._goals(pen), self._rows(pen), self._closing(pen)]

    def _head(self, pen: Pen) -> Sheet:
        sheet = Sheet([6, 15, 32, 15, 32])
        rows = (
            (("project_name", "项目名称"), ("project_code", "项目编码")),
            (("supervising_department", "主管部门"), ("implementing_unit", "实施单位")),
            (("preparer", "填报人"), ("phone", "联系电话")),
        )
        for number, row in enumerate(rows):
            cells = [side_label(pen, "基本信息", len(rows))] if number == 0 else []
            for key, label in row:
                seal = pen.seal(pen.record[key], "&nbsp;") if key == "implementing_unit" else ""
                cells += [Cell(pen.label(label)), Cell(pen.put(f"/{key}") + seal)]
            sheet.row(*cells)
        return sheet

    def _money(self, pen: Pen) -> Sheet:
        sheet = Sheet([6, 18, 19, 19, 19, 19])
        names = []
        for source, label in self.sources:
            line = fund_line(pen, source)
            names.append(Cell(pen.label(label) if line is None else pen.put(f"/funds/{line}/label"), css="h c"))
        unit = Cell(pen.label("单位:万元"), css="h c")
        sheet.row(side_label(pen, "预算执行", 1 + len(self.money)), unit, *names)
        for key, label in self.money:
            figures = (self._figure(pen, fund_line(pen, source), key) for source, _ in self.sources)
            sheet.row(Cell(pen.label(label)), *figures)
        return sheet

    def _goals(self, pen: Pen) -> Sheet:
        return goals_beside(pen, "总体目标", ("年初设定", "年末完成"), (6, 47, 47))

    def _rows(self, pen: Pen) -> Sheet:
        table, records = self._table(narrow=True), pen.record["indicators"]
        full = {"degree": [self.rng.choice(["100%", "100%", "95%"]) if row["actual"] else "" for row in records]}
        rows = woven(pen, table, full)
        sheet = Sheet([6, *(column.width for column in table.columns)])
        sheet.row(side_label(pen, "绩效指标完成情况", 1 + len(rows)), *header_cells(pen, table.columns))
        sheet.rows += rows
        return sheet

    def _closing(self, pen: Pen) -> Sheet:
        sheet = Sheet([6, 15, 79])
        verdict = pen.label("总得分") + pen.score("/total_score") + pen.label("分,等级为“") + pen.put("/grade")
        sheet.row(side_label(pen, "结论", 2), Cell(pen.label("自评结果")), Cell(verdict + pen.label("”"), css="l"))
        sheet.row(Cell(pen.label("存在问题和改进措施")), Cell(pen.put("/problems"), css="t"))
        return sheet


class TotalOnTopEvaluation(SmallPrint, SectionedEvaluation):
    """The national form turned round: how far a goal was met beside it, the sum of the points above all rows."""

    name = "evaluation_total_on_top"
    largest = 9.5
    titles = ("财政预算项目支出绩效自评表", "自治县本级项目支出绩效自评表", "部门预算项目绩效目标完成自评表")
    fields = ("reporting_unit", "total_weight")
    money = (
        ("budget_initial", "年初预算数"),
        ("budget", "全年预算数(A)"),
        ("received", "实际到位数"),
        ("executed", "全年执行数(B)"),
        ("rate", "执行率(B/A)"),
        ("weight", "分值"),
        ("score", "得分"),
    )
    sources = NATIONAL_SOURCES
    columns = (
        ("level1", "一级指标", 10),
        ("level2", "二级指标", 12),
        ("level3", "三级指标", 23),
        ("weight", "分值", 7),
        ("score", "得分", 7),
        ("target", "年度指标值", 13),
        ("actual", "全年实际值", 13),
        ("note", "偏差原因分析及改进措施", 15),
    )
    points = ("({}分)", None, "<br>{}分")

    def keep(self, full: Record) -> Record:
        """How far each goal was met is told; the indicators weigh ninety points beside ten for the money."""
        record = super().keep(full)
        for goal, drawn in zip(record["goals"], full["goals"], strict=True):
            goal["completion"] = drawn["completion"]
        share_points(record["indicators"], 90, WHOLE)
        if self.point:
            group_points(record["indicators"])
        money = Decimal(record["funds"][0]["score"] or 0)
        return record | {"total_score": plain(Decimal(summed(record["indicators"], "score")) + money)}

    def html(self, pen: Pen) -> str:
        """Return the form and its notes."""
        lines = ("说明:1.总分=预算执行得分(10分)+指标得分(90分)。", "2.定性指标按达成、部分达成、未达成三档计分。")
        return super().html(pen) + remarks(pen, *lines)

    def _above(self, pen: Pen) -> str:
        number = f"<div>{pen.label(self.rng.choice(['附件3', '附表1-2', '附2']))}</div>"
        return number + super()._above(pen)

    def _sections(self, pen: Pen) -> list[Sheet]:
        units = (("implementing_unit", "实施单位"), ("supervising_department", "主管部门"))
        head = pairs(pen, (13, 37, 13, 37), (("project_name", "项目名称"),), units)
        return [head, self._money(pen), self._goals(pen), self._rows(pen)]

    def _money(self, pen: Pen) -> Sheet:
        rows = self._money_rows(pen)
        sheet = Sheet([7, 19, 12, 12, 12, 12, 10, 7, 7])
        heads = head_cells(pen, *(head for _, head in self.money))
        sheet.row(side_label(pen, "项目资金", 1 + len(rows)), Cell(""), *heads)
        sheet.rows += rows
        return sheet

    def _goals(self, pen: Pen) -> Sheet:
        sheet, goals = Sheet([7, 40, 40, 11]), pen.record["goals"]
        heads = head_cells(pen, "预期目标", "目标完成情况", "完成程度")
        sheet.row(side_label(pen, "年度目标", 1 + len(goals)), *heads)
        for index in range(len(goals)):
            texts = (Cell(pen.put(f"/goals/{index}/{key}"), css="t") for key in ("expected", "actual"))
            sheet.row(*texts, Cell(pen.percent(f"/goals/{index}/completion")))
        return sheet

    def _rows(self, pen: Pen) -> Sheet:
        table = self._table()
        sheet = Sheet([column.width for column in table.columns])
        sheet.row(*header_cells(pen, table.columns))
        totals = (Cell(pen.score(pointer)) for pointer in ("/total_weight", "/total_score"))
        sheet.row(Cell(pen.label("总分"), 3, css="c"), *totals, Cell(""), Cell(""), Cell(""))
        sheet.rows += indicator_rows(pen, table)
        return sheet
