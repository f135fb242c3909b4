"""Transfers by region since 2021, evaluation and target: central and local money apart."""

from __future__ import annotations

from corpora.layouts.form import year_line
from corpora.layouts.indicator_rows import header_cells, indicator_rows
from corpora.layouts.pen import Pen, Record
from corpora.layouts.sectioned import SectionedEvaluation
from corpora.layouts.sections import cut_in_two, goals_beside, notes
from corpora.layouts.sheet import Cell, Sheet
from corpora.layouts.target_counted import CountedGoalsTarget

_MANAGED = (
    "分配科学性",
    "下达及时性",
    "拨付合规性",
    "使用规范性",
    "执行准确性",
    "预算绩效管理情况",
    "支出责任履行情况",
)


class RegionTransferEvaluation(SectionedEvaluation):
    """转移支付区域绩效目标自评表 since 2021: central and local money apart, how it was managed, no points at all."""

    name = "evaluation_region_transfer"
    split = "dev"
    titles = (
        "转移支付区域绩效目标自评表",
        "中央对地方专项转移支付绩效目标自评表",
        "共同财政事权转移支付区域绩效自评表",
    )
    fields = ()
    money = (("budget", "全年预算数(A)"), ("executed", "全年执行数(B)"), ("rate", "预算执行率(B/A)"))
    sources = (
        ("total", "年度资金总额"),
        ("fiscal", "其中:中央财政资金"),
        ("local", "地方资金"),
        ("other", "其他资金"),
    )
    columns = (
        ("level1", "一级指标", 10),
        ("level2", "二级指标", 13),
        ("level3", "三级指标", 27),
        ("target", "指标值", 15),
        ("actual", "全年实际完成值", 15),
        ("note", "未完成原因和改进措施", 18),
    )

    def keep(self, full: Record) -> Record:
        """Fiscal money is printed in two lines, and nothing is scored."""
        record = super().keep(full) | {"total_score": None}
        central = next(fund for fund in record["funds"] if fund["source"] == "fiscal")
        local = central | {"label": "地方资金"}
        for key in ("budget", "executed"):
            central[key], local[key] = cut_in_two(central[key])
        if local["budget"] != "0":
            record["funds"].insert(record["funds"].index(central) + 1, local)
        return record

    def _above(self, pen: Pen) -> str:
        year = pen.put("/year", printed=pen.style.text(f"({pen.value('/year')}年度)"))
        return f'<div class="title">{pen.put("/title")}</div><div class="mid">{year}</div>'

    def _sections(self, pen: Pen) -> list[Sheet]:
        goals = goals_beside(pen, "总体目标完成情况", ("总体目标", "全年实际完成情况"), (12, 44, 44))
        return [self._head(pen), self._money(pen), self._managed(pen), goals, self._indicators(pen)]

    def _head(self, pen: Pen) -> Sheet:
        sheet = Sheet([20, 30, 20, 30])
        sheet.row(Cell(pen.label("转移支付(项目)名称")), Cell(pen.put("/project_name"), 3))
        ministry = pen.label(self.rng.choice(["商务部", "国家粮食和物资储备局", "体育总局", "中国气象局"]))
        sheet.row(Cell(pen.label("中央主管部门")), Cell(ministry, 3))
        unit = pen.put("/implementing_unit") + pen.seal(pen.record["supervising_department"], "&nbsp;")
        local = Cell(pen.put("/supervising_department"))
        sheet.row(Cell(pen.label("地方主管部门")), local, Cell(pen.label("资金使用单位")), Cell(unit))
        return sheet

    def _money(self, pen: Pen) -> Sheet:
        sheet = Sheet([20, 26, 18, 18, 18])
        heads = (Cell(pen.label(head), css="h c") for _, head in self.money)
        sheet.row(Cell(pen.label("资金投入情况(万元)"), rows=1 + len(self.sources)), Cell(""), *heads)
        lines = {fund["label"]: index for index, fund in enumerate(pen.record["funds"])}
        for _, label in self.sources:
            line = lines.get(label)
            name = pen.label(label) if line is None else pen.put(f"/funds/{line}/label")
            sheet.row(Cell(name, css="l"), *(self._figure(pen, line, key) for key, _ in self.money))
        return sheet

    def _managed(self, pen: Pen) -> Sheet:
        """How the money was managed: printed, but no part of a record."""
        sheet = Sheet([20, 26, 36, 18])
        heads = (Cell(pen.label(head), css="h c") for head in ("情况说明", "存在问题和改进措施"))
        sheet.row(Cell(pen.label("资金管理情况"), rows=1 + len(_MANAGED)), Cell(""), *heads)
        for label in _MANAGED:
            told = pen.label(self.rng.choice(["符合规定", "按文件要求执行", "已落实", "规范"]))
            sheet.row(Cell(pen.label(label)), Cell(told, css="t"), Cell(pen.label("无")))
        return sheet

    def _indicators(self, pen: Pen) -> Sheet:
        table = self._table()
        rows = indicator_rows(pen, table)
        sheet = Sheet([6, *(column.width for column in table.columns)])
        sheet.row(Cell(pen.label("绩效指标"), rows=1 + len(rows), css="v"), *header_cells(pen, table.columns))
        sheet.rows += rows
        sheet.row(Cell(pen.label("说明"), css="c"), Cell(pen.label("无"), len(table.columns), css="l"))
        return sheet

    def html(self, pen: Pen) -> str:
        """Return the form and its notes."""
        lines = (
            "注:1.资金使用单位按项目绩效目标填报,主管部门汇总时按区域绩效目标填报。",
            "2.其他资金包括和中央财政资金、地方财政资金共同投入到同一项目的自有资金、社会资金等。",
        )
        return super().html(pen) + notes(pen, *lines)


class RegionTarget(CountedGoalsTarget):
    """转移支付区域绩效目标表: central and local money apart, ministry and offices in the head."""

    name = "target_region"
    titles = ("中央对地方转移支付区域绩效目标表", "转移支付区域绩效目标申报表", "专项转移支付区域绩效目标表")
    money = (("total", "年度金额"), ("fiscal", "其中:中央补助"), ("local", "地方资金"))
    columns = (
        ("level1", "一级指标", 15),
        ("level2", "二级指标", 18),
        ("level3", "三级指标", 38),
        ("target", "指标值", 22),
    )

    def keep(self, full: Record) -> Record:
        """Fiscal money in two lines; nobody is named as the reporting unit."""
        record = super().keep(full) | {"reporting_unit": None}
        central = next((fund for fund in record["funds"] if fund["source"] == "fiscal"), None)
        if central:
            central["budget"], local = cut_in_two(central["budget"])
            record["funds"] += [{"source": "fiscal", "label": "地方资金", "budget": local}] if local != "0" else []
        return record

    def html(self, pen: Pen) -> str:
        """Return title, head, indicators."""
        top = (
            f'<div>{pen.label("附件2")}</div><div class="title">{pen.put("/title")}</div>{year_line(pen, "(", "年度)")}'
        )
        sheet = Sheet([22, 28, 22, 28])
        sheet.row(Cell(pen.label("项目名称")), Cell(pen.put("/project_name"), 3))
        sheet.row(Cell(pen.label("中央主管部门")), Cell(pen.label(self.rng.choice(["商务部", "中国气象局"])), 3))
        offices = (Cell(pen.label(label)) for label in ("省级财政部门", "省级主管部门"))
        sheet.row(next(offices), Cell(pen.label("省财政厅")), next(offices), Cell(pen.label("省级有关厅局")))
        for number, (source, label) in enumerate(self.money):
            name, amount = self._money_line(pen, "fiscal" if source == "local" else source, label)
            side = [Cell(pen.label("资金情况(万元)"), rows=3)] if number == 0 else []
            sheet.row(*side, Cell(name, css="l"), Cell(amount, 2))
        sheet.row(Cell(pen.label("总体目标")), Cell(self._goal_lines(pen), 3, css="t"))
        return top + sheet.html() + self._table(pen).html()
