"""Sectioned evaluations of unusual geometry: a review column beside the own score, sources of money side by side."""

from __future__ import annotations

from corpora.layouts.form import ends, foot
from corpora.layouts.indicator_rows import header_cells, indicator_rows
from corpora.layouts.pen import Pen
from corpora.layouts.sectioned import SectionedEvaluation
from corpora.layouts.sheet import Cell, Sheet


class ReviewedEvaluation(SectionedEvaluation):
    """On its side, in yuan: goals before money, a running number before and a reviewer's score after the own one."""

    name = "evaluation_reviewed"
    landscape = True
    titles = ("财政支出绩效自评表", "专项资金项目绩效自评表")
    unit = "元"
    fields = ("total_weight", "problems")
    money = (("budget", "预算金额"), ("received", "到位金额"), ("executed", "实际支出"), ("rate", "支出进度"))
    sources = (("total", "资金合计"), ("fiscal", "财政资金"), ("carryover", "上年结转资金"), ("other", "其他资金"))
    columns = (
        ("level1", "一级指标", 8),
        ("level2", "二级指标", 11),
        ("level3", "三级指标", 22),
        ("description", "指标解释", 20),
        ("target", "绩效目标值", 13),
        ("actual", "实际完成情况", 14),
        ("weight", "分值", 6),
        ("score", "自评得分", 6),
        ("review", "复核得分", 6),
    )
    points = (None, "({})")

    def _above(self, pen: Pen) -> str:
        currency = ends(pen.label("附件3"), pen.label("单位:元"))
        return f'<div class="title">{pen.put("/title")}</div>{currency}'

    def _sections(self, pen: Pen) -> list[Sheet]:
        return [self._head(pen), self._goals(pen), self._money(pen), self._indicators(pen), self._problems(pen)]

    def _head(self, pen: Pen) -> Sheet:
        sheet = Sheet([11, 39, 11, 39])
        year = pen.put("/year", printed=f"{pen.value('/year')}年")
        name, department = pen.put("/project_name"), pen.put("/supervising_department")
        seal = pen.record["implementing_unit"] or pen.record["supervising_department"]
        unit = pen.put("/implementing_unit") + pen.seal(seal, "&nbsp;")
        sheet.row(Cell(pen.label("项目名称")), Cell(name), Cell(pen.label("预算年度")), Cell(year))
        sheet.row(Cell(pen.label("主管部门")), Cell(department), Cell(pen.label("项目单位")), Cell(unit))
        return sheet

    def _goals(self, pen: Pen) -> Sheet:
        sheet, count = Sheet([11, 89]), len(pen.record["goals"])
        for key, label in (("expected", "年初绩效目标"), ("actual", "目标实现情况")):
            for index in range(count):
                side = [Cell(pen.label(label), rows=count)] if index == 0 else []
                sheet.row(*side, Cell(pen.put(f"/goals/{index}/{key}"), css="t"))
        return sheet

    def _money(self, pen: Pen) -> Sheet:
        sheet, rows = Sheet([11, 19, 18, 18, 18, 16]), self._money_rows(pen)
        heads = (Cell(pen.label(head), css="h c") for _, head in self.money)
        sheet.row(Cell(pen.label("资金使用情况"), rows=1 + len(rows)), Cell(pen.label("资金性质"), css="h c"), *heads)
        sheet.rows += rows
        return sheet

    def _indicators(self, pen: Pen) -> Sheet:
        table, reviewed = self._table(), self.rng.random() < 0.5
        sheet = Sheet([4, *(column.width for column in table.columns)])
        sheet.head = [[Cell(pen.label("序号"), css="h c"), *header_cells(pen, table.columns)]]
        pairs = zip(pen.record["indicators"], indicator_rows(pen, table), strict=True)
        for number, (row, cells) in enumerate(pairs, start=1):
            review = pen.label(pen.style.score(row["score"])) if reviewed and row["score"] else ""
            sheet.row(Cell(pen.label(str(number))), *cells[:-1], Cell(review))
        totals = (Cell(pen.score("/total_weight")), Cell(pen.score("/total_score")), Cell(""))
        sheet.row(Cell(pen.label("合计"), 7, css="c"), *totals)
        return sheet

    def _problems(self, pen: Pen) -> Sheet:
        sheet = Sheet([11, 89])
        sheet.row(Cell(pen.label("存在问题及改进措施")), Cell(pen.put("/problems"), css="t"))
        return sheet


class SourcesAcrossEvaluation(SectionedEvaluation):
    """The sources of money stand side by side, what was planned and spent one under another; the score comes early."""

    name = "evaluation_sources_across"
    titles = ("项目资金绩效自评表", "县级财政资金绩效自评表", "乡镇项目支出绩效自评表")
    fields = ("reporting_unit", "total_weight", "grade", "problems", "preparer", "phone")
    money = (("budget", "全年预算数"), ("executed", "全年支出数"), ("rate", "预算执行率"))
    sources = (("total", "合计"), ("fiscal", "财政拨款"), ("other", "其他资金"))
    columns = (
        ("level1", "一级指标", 11),
        ("level2", "二级指标", 13),
        ("level3", "三级指标", 24),
        ("weight", "标准分值", 8),
        ("score", "自评得分", 8),
        ("target", "计划目标值", 14),
        ("actual", "实际完成值", 14),
        ("note", "备注", 12),
    )
    points = ("({}分)", None)

    def _above(self, pen: Pen) -> str:
        year = pen.put("/year", printed=pen.style.text(f"{pen.value('/year')}年度"))
        unit = pen.seal(pen.record["reporting_unit"], pen.style.text("填报部门(公章):")) + pen.put("/reporting_unit")
        title = f'<div class="title">{pen.put("/title")}</div>'
        return title + f'<div class="foot"><div>{unit}</div><div>{year}</div></div>'

    def html(self, pen: Pen) -> str:
        """Return the form with its signature line."""
        return super().html(pen) + foot(
            pen.label("填表人:") + pen.put("/preparer"), pen.label("联系电话:") + pen.put("/phone")
        )

    def _sections(self, pen: Pen) -> list[Sheet]:
        return [self._head(pen), self._money(pen), self._goals(pen), self._indicators(pen), self._closing(pen)]

    def _head(self, pen: Pen) -> Sheet:
        sheet = Sheet([20, 80])
        labels = (
            ("project_name", "项目名称"),
            ("supervising_department", "项目主管部门"),
            ("implementing_unit", "项目实施单位"),
        )
        for key, label in labels:
            sheet.row(Cell(pen.label(label)), Cell(pen.put(f"/{key}"), css="l"))
        return sheet

    def _money(self, pen: Pen) -> Sheet:
        lines = {fund["source"]: index for index, fund in enumerate(pen.record["funds"])}
        sheet = Sheet([20, 17, 21, 21, 21])
        places = [(lines.get(source), label) for source, label in self.sources]
        heads = [pen.label(text) if line is None else pen.put(f"/funds/{line}/label") for line, text in places]
        side = Cell(pen.label("项目资金(万元)"), rows=1 + len(self.money))
        sheet.row(side, Cell(pen.label("资金来源"), css="h c"), *(Cell(head, css="h c") for head in heads))
        for key, label in self.money:
            sheet.row(Cell(pen.label(label)), *(self._figure(pen, line, key) for line, _ in places))
        return sheet

    def _goals(self, pen: Pen) -> Sheet:
        sheet = Sheet([20, 80])
        for index in range(len(pen.record["goals"])):
            for key, label in (("expected", "年初设定目标"), ("actual", "年度完成情况")):
                sheet.row(Cell(pen.label(label)), Cell(pen.put(f"/goals/{index}/{key}"), css="t"))
        return sheet

    def _indicators(self, pen: Pen) -> Sheet:
        table = self._table()
        sheet = Sheet([column.width for column in table.columns])
        sheet.row(*header_cells(pen, table.columns))
        sheet.rows += indicator_rows(pen, table)
        blank = (Cell("") for _ in range(3))
        totals = (Cell(pen.score("/total_weight")), Cell(pen.score("/total_score")), *blank)
        sheet.row(Cell(pen.label("总计"), 3, css="c"), *totals)
        return sheet

    def _closing(self, pen: Pen) -> Sheet:
        sheet = Sheet([20, 80])
        sheet.row(Cell(pen.label("自评结论")), Cell(pen.put("/grade")))
        sheet.row(Cell(pen.label("主要问题及整改措施")), Cell(pen.put("/problems"), css="t"))
        return sheet
