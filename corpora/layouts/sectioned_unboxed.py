"""Evaluations without a box around their head: groups as bands, numbered sections with paragraphs, two sheets."""

from __future__ import annotations

from corpora.layouts.form import ends
from corpora.layouts.indicator_rows import Column, IndicatorTable, header_cells, indicator_rows, total_cells
from corpora.layouts.inset import Inset
from corpora.layouts.pen import Pen, Record
from corpora.layouts.pieces import (
    band,
    beneath,
    framed,
    heading,
    joined,
    level1,
    line,
    paragraph,
    starts,
    titled,
    told,
)
from corpora.layouts.sectioned import SectionedEvaluation
from corpora.layouts.sheet import Cell, Sheet


class BandsEvaluation(Inset, SectionedEvaluation):
    """Lines of pairs above, the sum of the money last, each level-1 group under a band across the table."""

    name = "evaluation_bands"
    titles = ("项目支出绩效自评表", "预算项目支出绩效自评表", "专项业务费绩效自评表")
    fields = ("phone", "total_weight")
    money = (("budget_initial", "年初预算"), ("budget", "全年预算"), ("executed", "全年执行"), ("rate", "执行率"))
    sources = (
        ("fiscal", "财政拨款"),
        ("carryover", "上年结转结余"),
        ("other", "其他收入安排"),
        ("total", "合计"),
    )
    columns = (
        ("level2", "二级指标", 14),
        ("level3", "三级指标", 27),
        ("target", "年度指标值", 15),
        ("actual", "实际完成值", 15),
        ("weight", "分值", 7),
        ("score", "得分", 7),
        ("note", "偏差原因及改进措施", 17),
    )
    points = ("({}分)", "（权重{}）")

    def keep(self, full: Record) -> Record:
        """The parts of the money stand before their sum; level-1 names stand in bands."""
        record = super().keep(full)
        order = [source for source, _ in self.sources]
        record["funds"].sort(key=lambda fund: order.index(fund["source"]))
        for row, drawn in zip(record["indicators"], full["indicators"], strict=True):
            row["level1"] = drawn["level1"]
        return record

    def _above(self, pen: Pen) -> str:
        month = self.rng.randint(1, 4)
        date = pen.label(f"填报日期:{pen.value('/year') + 1}年{month}月{self.rng.randint(1, 28)}日")
        head = pen.label("项目负责人:") + pen.label(self.rng.choice(["", "项目主管", "分管领导"]) or " ")
        return (
            titled(pen)
            + line(told(pen, "project_name", "项目名称"))
            + line(told(pen, "supervising_department", "主管部门"), told(pen, "implementing_unit", "实施单位", True))
            + line(head, told(pen, "phone", "联系电话"))
            + line(date, pen.label("单位:万元"))
        )

    def _sections(self, pen: Pen) -> list[Sheet]:
        return [self._money(pen), self._goals(pen), self._indicators(pen)]

    def _money(self, pen: Pen) -> Sheet:
        sheet = Sheet([22, *([19.5] * 4)])
        sheet.rows.append(band(pen.label("预算资金情况"), 5, "band c"))
        sheet.row(Cell(pen.label("资金性质"), css="h c"), *(Cell(pen.label(head), css="h c") for _, head in self.money))
        sheet.rows += self._money_rows(pen)
        return sheet

    def _goals(self, pen: Pen) -> Sheet:
        sheet = Sheet([50, 50])
        sheet.rows.append(band(pen.label("年度绩效目标完成情况"), 2, "band c"))
        sheet.row(*(Cell(pen.label(head), css="h c") for head in ("预期目标", "实际完成情况")))
        for index in range(len(pen.record["goals"])):
            sheet.row(*(Cell(pen.put(f"/goals/{index}/{key}"), css="t") for key in ("expected", "actual")))
        return sheet

    def _indicators(self, pen: Pen) -> Sheet:
        table = self._table()
        sheet = Sheet([column.width for column in table.columns])
        sheet.head = [header_cells(pen, table.columns)]
        firsts = starts(pen.record["indicators"])
        for index, cells in enumerate(indicator_rows(pen, table)):
            if index in firsts:
                sheet.rows.append(band(level1(pen, index, self.point), len(table.columns)))
            sheet.rows.append(cells)
        sheet.rows.append(total_cells(pen, table.columns, "总分"))
        return sheet


class NumberedSectionsEvaluation(Inset, SectionedEvaluation):
    """In yuan; 一、二、三 head the parts, and whatever is text stands in paragraphs outside the tables."""

    name = "evaluation_numbered_sections"
    titles = ("项目支出绩效自评报告表", "财政资金项目绩效自评表", "省级专项资金绩效自评表")
    unit = "元"
    fields = ("reporting_unit", "problems", "preparer", "phone", "grade", "total_weight")
    money = (
        ("budget_initial", "年初批复预算"),
        ("budget", "调整后预算"),
        ("executed", "决算支出"),
        ("rate", "支出进度"),
    )
    sources = (("total", "资金总额"), ("fiscal", "一般公共预算拨款"), ("other", "单位自有资金"))
    columns = (
        ("level1", "一级指标", 12),
        ("level2", "二级指标", 14),
        ("level3", "三级指标", 28),
        ("target", "目标值", 15),
        ("actual", "完成值", 15),
        ("weight", "分值", 8),
        ("score", "自评分", 8),
    )
    points = (None, "({}分)")

    def _above(self, pen: Pen) -> str:
        number = f"<div>{pen.label(self.rng.choice(['附件3:', '附表2', '附件5-1']))}</div>"
        return number + titled(pen, "", "年度", self.rng.choice([0, 4]))

    def html(self, pen: Pen) -> str:
        """Return headings, tables and paragraphs in turn, and who signs."""
        pen.unit = self.unit
        heads = ["项目基本情况", "资金执行情况(金额单位:元)", "年度绩效目标完成情况", "绩效指标完成情况", "自评结论"]
        heads.append("存在的问题及改进措施")
        basics, money, indicators = self._sections(pen)
        conclusion = pen.label("自评得分:") + pen.score("/total_score") + pen.label("分,自评等级:") + pen.put("/grade")
        bodies = [basics.html(), money.html(), self._aims(pen), indicators.html(), paragraph(conclusion)]
        bodies.append(paragraph(pen.put("/problems")))
        text = self._above(pen)
        for number, (head, body) in enumerate(zip(heads, bodies, strict=True)):
            text += heading(pen.label(f"{_NUMERALS[number]}、{head}")) + body
        signed = (told(pen, "preparer", "填表人"), told(pen, "phone", "联系电话"), pen.label("单位负责人(签字):"))
        return text + beneath(*signed)

    def _aims(self, pen: Pen) -> str:
        goals = range(len(pen.record["goals"]))
        lines = ((pen.label(label), f"/goals/{index}/{key}") for index in goals for key, label in _AIMS)
        return "".join(paragraph(label + pen.put(pointer)) for label, pointer in lines)

    def _sections(self, pen: Pen) -> list[Sheet]:
        basics = Sheet([18, 82])
        rows = [("reporting_unit", "填报单位"), ("project_name", "项目名称")]
        rows += [("supervising_department", "主管部门"), ("implementing_unit", "项目实施单位")]
        for key, label in rows:
            seal = pen.seal(pen.record[key], "&nbsp;") if key == "implementing_unit" else ""
            basics.row(Cell(pen.label(label)), Cell(pen.put(f"/{key}") + seal, css="l"))
        money = Sheet([24, *([19] * 4)])
        money.row(Cell(pen.label("资金来源"), css="h c"), *(Cell(pen.label(head), css="h c") for _, head in self.money))
        money.rows += self._money_rows(pen)
        table = self._table()
        indicators = Sheet([column.width for column in table.columns])
        indicators.head = [header_cells(pen, table.columns)]
        indicators.rows = [*indicator_rows(pen, table), total_cells(pen, table.columns, "合计")]
        return [basics, money, indicators]


_NUMERALS = "一二三四五六"
_AIMS = (("expected", "预期目标:"), ("actual", "完成情况:"))


class TwoSheetsEvaluation(Inset, SectionedEvaluation):
    """What the project is and cost on one sheet; its indicators on the next, under a continued title and its name."""

    name = "evaluation_two_sheets"
    titles = ("项目支出绩效自评表", "部门预算项目绩效自评表", "财政支出项目绩效自评表")
    fields = ("reporting_unit", "project_code", "total_weight", "preparer")
    money = (
        ("budget", "预算数(A)"),
        ("executed", "决算数(B)"),
        ("weight", "分值(10分)"),
        ("rate", "执行率(B÷A)"),
        ("score", "得分"),
    )
    sources = (
        ("total", "项目资金合计"),
        ("fiscal", "1.本年财政拨款"),
        ("carryover", "2.以前年度结转"),
        ("other", "3.其他资金"),
    )
    columns = (
        ("level1", "一级指标", 11),
        ("level2", "二级指标", 12),
        ("level3", "三级指标", 25),
        ("weight", "分值", 7),
        ("target", "年初指标值", 15),
        ("actual", "年末完成值", 15),
        ("score", "得分", 7),
        ("note", "说明", 14),
    )
    points = ("<br>({}分)", None)

    def _above(self, pen: Pen) -> str:
        year = pen.put("/year", printed=pen.style.text(f"({pen.value('/year')}年度)"))
        top = f'<div class="title">{pen.put("/title")}</div><div class="mid">{year}</div>'
        return top + ends(told(pen, "reporting_unit", "填报单位(盖章)", True), pen.label("表1  金额单位:万元"))

    def html(self, pen: Pen) -> str:
        """Return the two sheets."""
        first, second = self._sections(pen)[:3], self._sections(pen)[3:]
        again = ends(told(pen, "project_name", "项目名称"), pen.label("表2  金额单位:万元"))
        follows = f'<div class="title">{pen.label(self.title or "")}{pen.label("(续)")}</div>'
        signed = beneath(told(pen, "preparer", "填表人"), pen.label("审核人:"), pen.label("填报日期:   年  月  日"))
        return self._above(pen) + joined(*first) + framed("sheet", follows + again + joined(*second) + signed)

    def _sections(self, pen: Pen) -> list[Sheet]:
        head = Sheet([18, 82])
        rows = [("project_name", "项目名称"), ("project_code", "项目编号")]
        rows += [("supervising_department", "主管部门"), ("implementing_unit", "实施单位")]
        for key, label in rows:
            head.row(Cell(pen.label(label)), Cell(pen.put(f"/{key}"), css="l"))
        head.row(Cell(pen.label("项目起止时间")), Cell(pen.label(f"{pen.value('/year')}年1月至12月"), css="l"))
        head.row(Cell(pen.label("项目内容")), Cell(pen.label("详见项目库申报文本"), css="l"))
        return [head, self._money(pen), self._goals(pen), self._indicators(pen)]

    def _money(self, pen: Pen) -> Sheet:
        rows = self._money_rows(pen)
        sheet = Sheet([18, 22, *([12] * 5)])
        heads = (Cell(pen.label(head), css="h c") for _, head in self.money)
        sheet.row(Cell(pen.label("预算执行情况"), rows=1 + len(rows)), Cell(pen.label("项目"), css="h c"), *heads)
        sheet.rows += rows
        return sheet

    def _goals(self, pen: Pen) -> Sheet:
        sheet = Sheet([18, 82])
        for index in range(len(pen.record["goals"])):
            for key, label in (("expected", "年度目标"), ("actual", "目标完成情况")):
                sheet.row(Cell(pen.label(label)), Cell(pen.put(f"/goals/{index}/{key}"), css="t"))
        return sheet

    def _indicators(self, pen: Pen) -> Sheet:
        table = IndicatorTable([Column(*spec) for spec in self.columns], self.point)
        sheet = Sheet([column.width for column in table.columns])
        sheet.head = [header_cells(pen, table.columns)]
        sheet.rows = [*indicator_rows(pen, table), total_cells(pen, table.columns, "总 分")]
        return sheet
