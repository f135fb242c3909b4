"""Evaluations that provinces shaped for themselves: of transfers by region, on their side, with open frames."""

from __future__ import annotations

from corpora.layouts.form import ends
from corpora.layouts.heldout.parts import cut_in_two, goals_beside, notes, pairs, text_row
from corpora.layouts.indicator_rows import Column, IndicatorTable, header_cells, indicator_rows, total_cells
from corpora.layouts.pen import Pen, Record
from corpora.layouts.sectioned import SectionedEvaluation
from corpora.layouts.sheet import Cell, Sheet

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
    split = "heldout"
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


class PairedMoneyEvaluation(SectionedEvaluation):
    """On its side: the money in one line of pairs, explanation and scoring standard beside each indicator."""

    name = "evaluation_paired_money"
    split = "heldout"
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


class OpenSidesEvaluation(SectionedEvaluation):
    """In yuan, small, the table open at its sides; what the project is stands in lines above, levels on every row."""

    name = "evaluation_open_sides"
    split = "heldout"
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
