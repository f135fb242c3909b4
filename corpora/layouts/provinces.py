"""Provincial and special relatives of the national evaluation form."""

from __future__ import annotations

from random import Random
from typing import ClassVar

from corpora.layouts.form import ends, year_line
from corpora.layouts.indicator_rows import Column
from corpora.layouts.national import National, Spec
from corpora.layouts.pen import Pen, Record
from corpora.layouts.sheet import Cell, Sheet
from corpora.layouts.style import Style


class CentralTransfer(National):
    """中央转移支付绩效目标自评表: no weights, no total, 总体目标 beside what was done, a line for remarks."""

    name: ClassVar[str] = "central_transfer"
    titles = ("中央对地方转移支付区域绩效目标自评表", "转移支付项目绩效目标自评表", "中央转移支付绩效自评表")
    money = (
        ("budget", ("全年预算数(A)",)),
        ("executed", ("全年执行数(B)",)),
        ("rate", ("预算执行率(B/A)", "执行率(B/A)")),
    )
    sources = (
        ("total", ("年度资金总额:", "年度资金总额")),
        ("fiscal", ("其中:中央补助", "其中:中央财政资金")),
        ("carryover", ("上年结转资金",)),
        ("other", ("其他资金",)),
    )
    columns = (
        ("level1", "一级指标", 9),
        ("level2", "二级指标", 12),
        ("level3", "三级指标", 24),
        ("target", "指标值", 15),
        ("actual", "全年实际完成值", 15),
        ("note", "未完成原因和改进措施", 18),
    )
    points = (None,)
    goal_labels = (("总体目标完成情况", "总体目标", "全年实际完成情况"), ("总体目标", "总体目标", "全年完成情况"))
    money_label = "资金情况(万元)"
    closing = False

    def _basics(self, pen: Pen) -> Sheet:
        sheet = Sheet([18, 32, 18, 32])
        sheet.row(Cell(pen.label("转移支付(项目)名称")), Cell(pen.put("/project_name"), 3))
        ministry = self.rng.choice(["财政部", "农业农村部", "国家发展改革委", ""])
        sheet.row(Cell(pen.label("中央主管部门")), Cell(pen.label(ministry) if ministry else "", 3))
        local = pen.put("/supervising_department")
        seal = pen.record["implementing_unit"] or pen.record["supervising_department"]
        user = pen.put("/implementing_unit") + ("" if self.unit_line else pen.seal(seal, "&nbsp;"))
        sheet.row(Cell(pen.label("地方主管部门")), Cell(local), Cell(pen.label("资金使用单位")), Cell(user))
        return sheet

    def html(self, pen: Pen) -> str:
        """Return the form with its closing line of remarks."""
        remarks = Sheet([9, 91])
        body = super().html(pen)
        remarks.row(Cell(pen.label("说明")), Cell(pen.label("无"), css="l"))
        return body + remarks.html()

    def keep(self, full: Record) -> Record:
        """The signature line is never printed: remarks close the form."""
        self.signed = False
        return super().keep(full)


class ThreePartTarget(National):
    """部门预算项目支出绩效自评表 of the south-west: a target in three columns, the code before the project's name."""

    name: ClassVar[str] = "three_part_target"
    titles = ("部门预算项目支出绩效自评表", "部门预算项目支出自评表")
    money = (
        ("budget_initial", ("年初预算",)),
        ("budget", ("调整后预算数",)),
        ("executed", ("预算执行数",)),
        ("rate", ("预算执行率",)),
        ("weight", ("权重",)),
        ("score", ("得分",)),
    )
    sources = (
        ("total", ("总额",)),
        ("fiscal", ("其中:财政资金",)),
        (None, ("财政专户管理资金",)),
        ("other", ("单位资金", "其他资金")),
    )
    columns = (
        ("level1", "一级指标", 8),
        ("level2", "二级指标", 10),
        ("level3", "三级指标", 19),
        ("sign", "指标性质", 7),
        ("number", "指标值", 10),
        ("unit", "度量单位", 8),
        ("actual", "完成值", 11),
        ("weight", "权重", 7),
        ("score", "得分", 7),
        ("note", "未完成原因分析", 13),
    )
    points = (None,)
    goal_labels = (("项目基本情况", "1.项目年度目标", "年度目标完成情况"),)
    money_label = "预算执行情况(10分)"

    def keep(self, full: Record) -> Record:
        """The project's code and what went wrong are printed here."""
        self.signed, self.unit_line = False, False
        return super().keep(full) | {"project_code": full["project_code"], "problems": full["problems"]}

    def _top(self, pen: Pen) -> str:
        number = pen.label(self.rng.choice(["报表编号:510000_0013zp", "表号:SC-ZP-13"]))
        year = year_line(pen, "(", "年度)")
        return f'<div class="title">{pen.put("/title")}</div>{year}' + ends(number, pen.label("金额单位:万元"))

    def _basics(self, pen: Pen) -> Sheet:
        sheet = Sheet([16, 34, 16, 34])
        name = pen.put("/project_code") + pen.label("-") + pen.put("/project_name")
        sheet.row(Cell(pen.label("项目名称")), Cell(name, 3))
        seal = pen.seal(pen.record["implementing_unit"], "&nbsp;")
        supervising, unit = pen.put("/supervising_department"), pen.put("/implementing_unit") + seal
        sheet.row(Cell(pen.label("主管部门")), Cell(supervising), Cell(pen.label("实施单位")), Cell(unit))
        return sheet

    def html(self, pen: Pen) -> str:
        """Return the form with the problems at its foot."""
        closing = Sheet([14, 86])
        body = super().html(pen)
        closing.row(Cell(pen.label("存在问题")), Cell(pen.put("/problems"), css="t"))
        closing.row(Cell(pen.label("改进措施")), Cell(""))
        return body + closing.html()


class WeightFirst(National):
    """衔接资金绩效自评表: no initial budget, the weight beside the indicator's name, reasons for what is unfinished."""

    name: ClassVar[str] = "weight_first"
    split = "dev"
    titles = ("衔接推进乡村振兴补助资金绩效目标自评表", "财政衔接资金项目绩效自评表")
    money = (
        ("budget", ("全年预算数(A)", "下达额度(A)")),
        ("executed", ("全年执行数(B)",)),
        ("weight", ("分值",)),
        ("rate", ("执行率(B/A)",)),
        ("score", ("得分",)),
    )
    sources = (
        ("total", ("年度资金总额",)),
        ("fiscal", ("其中:本年财政拨款",)),
        ("other", ("其他资金",)),
    )
    columns = (
        ("level1", "一级指标", 9),
        ("level2", "二级指标", 11),
        ("level3", "三级指标", 20),
        ("weight", "分值", 7),
        ("target", "年度指标值", 13),
        ("actual", "全年实际值", 13),
        ("score", "得分", 7),
        ("note", "未完成原因及拟采取的改进措施", 19),
    )
    points = (None, "（{}分）")
    goal_labels = (("年度总体目标", "年初设定目标", "年度总体目标完成情况综述"),)
    money_label = "项目资金(万元)"


class WideEvaluation(National):
    """On its side, in yuan, levels repeated on every row, score and its reason far right."""

    name: ClassVar[str] = "wide_evaluation"
    split = "dev"
    landscape = True
    units = ("元", "万元")
    titles = ("财政支出项目绩效自评打分表", "专项资金绩效自评表")
    money = (
        ("budget_initial", ("年初批复数",)),
        ("budget", ("全年(调整)预算数",)),
        ("executed", ("实际支出金额",)),
        ("rate", ("支出实现率(%)",)),
        ("weight", ("参考分值",)),
        ("score", ("自评分",)),
    )
    sources = (
        ("total", ("资金总额", "合计")),
        ("fiscal", ("其中:财政资金",)),
        ("carryover", ("上年结转资金",)),
        ("other", ("其他资金",)),
    )
    columns = (
        ("level1", "一级指标", 9),
        ("level2", "二级指标", 11),
        ("level3", "三级指标", 22),
        ("description", "指标解释", 18),
        ("weight", "指标权重(分)", 7),
        ("target", "年初目标值(A)", 12),
        ("actual", "年终完成值(B)", 12),
        ("score", "自评得分", 7),
        ("note", "备注", 12),
    )
    points = (None,)
    goal_labels = (("绩效目标", "项目年度目标", "年度目标完成情况"),)
    money_label = "资金使用情况(万元)"

    def __init__(self, rng: Random, style: Style) -> None:
        super().__init__(rng, style)
        self.spare = ()

    def _columns(self) -> list[Column]:
        specs: list[Spec] = list(self.columns)
        if self.rng.random() < 0.4:
            specs[4], specs[7] = specs[7], specs[4]
        return [Column(*spec) for spec in specs]


class TwoStoreyHead(National):
    """The indicators' header in two rows: the year's value and what was reached under one heading."""

    name: ClassVar[str] = "two_storey_head"
    titles = ("项目支出绩效自评表", "财政专项支出绩效自评表")
    two_storey = True
    storey_label = "绩效指标值"
    columns = (
        ("level1", "一级指标", 8),
        ("level2", "二级指标", 11),
        ("level3", "三级指标", 22),
        ("target", "年度指标值", 13),
        ("actual", "实际完成值", 13),
        ("weight", "分值", 7),
        ("score", "自评得分", 8),
        ("note", "未完成原因", 18),
    )
