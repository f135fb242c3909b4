"""Forms ruled in other manners: dotted, without verticals, open at the sides, labels set upright, money at the end."""

from __future__ import annotations

from typing import ClassVar

from corpora.layouts.department_goals import DepartmentGoals
from corpora.layouts.form import ends, foot, year_line
from corpora.layouts.indicator_rows import Column, IndicatorTable, header_cells, indicator_rows, total_cells
from corpora.layouts.listing import PlainList
from corpora.layouts.national import Spec
from corpora.layouts.pen import Pen
from corpora.layouts.sectioned import SectionedEvaluation
from corpora.layouts.sheet import Cell, Sheet
from corpora.layouts.target_application import OperatorTarget


class DottedEvaluation(SectionedEvaluation):
    """Dotted rulings; the money as a grid, goals over each other, problems at the foot."""

    name = "evaluation_dotted"
    frame = "dotted"
    titles: ClassVar[tuple[str, ...]] = ("项目绩效自评登记表", "财政拨款项目绩效自评表")
    fields: ClassVar[tuple[str, ...]] = ("reporting_unit", "total_weight", "problems")
    money: ClassVar[tuple[tuple[str, str], ...]] = (
        ("budget", "预算批复数"),
        ("executed", "实际支付数"),
        ("rate", "支付率"),
    )
    sources: ClassVar[tuple[tuple[str, str], ...]] = (
        ("total", "资金总额"),
        ("fiscal", "其中:财政安排"),
        ("other", "其他来源"),
    )
    columns: ClassVar[tuple[Spec, ...]] = (
        ("level1", "一级指标", 11),
        ("level2", "二级指标", 13),
        ("level3", "三级指标", 26),
        ("target", "年度目标", 14),
        ("actual", "年度实绩", 14),
        ("weight", "满分", 7),
        ("score", "自评分", 8),
    )
    points: ClassVar[tuple[str | None, ...]] = ("({}分)", None)
    goal_labels: ClassVar[tuple[str, str]] = ("年度目标", "目标实现情况")

    def _sections(self, pen: Pen) -> list[Sheet]:
        return [self._head(pen), self._money(pen), self._goals(pen), self._indicators(pen), self._problems(pen)]

    def _head(self, pen: Pen) -> Sheet:
        sheet = Sheet([16, 34, 16, 34])
        sheet.row(Cell(pen.label("项目名称")), Cell(pen.put("/project_name"), 3))
        units = (Cell(pen.put("/supervising_department")), Cell(pen.put("/implementing_unit")))
        sheet.row(Cell(pen.label("主管部门")), units[0], Cell(pen.label("项目单位")), units[1])
        return sheet

    def _money(self, pen: Pen) -> Sheet:
        sheet = Sheet([25, 25, 25, 25])
        sheet.row(Cell(pen.label("资金来源"), css="h c"), *(Cell(pen.label(head), css="h c") for _, head in self.money))
        sheet.rows += self._money_rows(pen)
        return sheet

    def _goals(self, pen: Pen) -> Sheet:
        sheet = Sheet([16, 84])
        for index in range(len(pen.record["goals"])):
            for key, label in zip(("expected", "actual"), self.goal_labels, strict=True):
                sheet.row(Cell(pen.label(label)), Cell(pen.put(f"/goals/{index}/{key}"), css="t"))
        return sheet

    def _indicators(self, pen: Pen) -> Sheet:
        table = self._table()
        sheet = Sheet([column.width for column in table.columns])
        sheet.head = [header_cells(pen, table.columns)]
        sheet.rows = [*indicator_rows(pen, table), total_cells(pen, table.columns, "总计")]
        return sheet

    def _problems(self, pen: Pen) -> Sheet:
        sheet = Sheet([16, 84])
        sheet.row(Cell(pen.label("存在问题及整改措施")), Cell(pen.put("/problems"), css="t"))
        return sheet


class MoneyLastEvaluation(DottedEvaluation):
    """Indicators first, money after them, the signature inside the table."""

    name = "evaluation_money_last"
    frame = ""
    titles = ("项目支出绩效自评计分表", "预算项目绩效自评表")
    fields = ("reporting_unit", "total_weight", "grade", "preparer", "phone")
    money = (
        ("budget_initial", "年初预算"),
        ("budget", "调整预算"),
        ("executed", "实际支出"),
        ("rate", "执行率"),
        ("weight", "分值"),
        ("score", "得分"),
    )
    sources = (("total", "项目总投入"), ("fiscal", "其中:财政资金"), ("carryover", "上年结转"), ("other", "其他资金"))
    columns = (
        ("level1", "一级指标", 10),
        ("level2", "二级指标", 12),
        ("level3", "三级指标", 24),
        ("target", "计划值", 13),
        ("actual", "完成值", 13),
        ("weight", "分值", 7),
        ("score", "得分", 7),
        ("note", "偏差说明", 14),
    )

    def _sections(self, pen: Pen) -> list[Sheet]:
        return [self._head(pen), self._goals(pen), self._indicators(pen), self._money(pen), self._signed(pen)]

    def _money(self, pen: Pen) -> Sheet:
        rows = self._money_rows(pen)
        sheet = Sheet([12, 20, *([11.3] * len(self.money))])
        heads = (Cell(pen.label(head), css="h c") for _, head in self.money)
        sheet.row(Cell(pen.label("预算执行情况"), rows=1 + len(rows)), Cell(pen.label("资金构成"), css="h c"), *heads)
        sheet.rows += rows
        return sheet

    def _signed(self, pen: Pen) -> Sheet:
        sheet = Sheet([12, 21, 12, 21, 12, 22])
        labels = (("grade", "自评等级"), ("preparer", "填表人"), ("phone", "联系电话"))
        sheet.row(*(cell for key, label in labels for cell in (Cell(pen.label(label)), Cell(pen.put(f"/{key}")))))
        return sheet


class UprightEvaluation(MoneyLastEvaluation):
    """Side labels and level-1 names set upright in narrow cells; money before the goals again."""

    name = "evaluation_upright"
    frame = "upright"
    titles = ("专项资金项目绩效自评表", "项目预算绩效自评表")
    points = (None,)
    goal_labels = ("绩效目标", "完成情况")

    def _sections(self, pen: Pen) -> list[Sheet]:
        return [self._head(pen), self._money(pen), self._goals(pen), self._indicators(pen), self._signed(pen)]

    def _indicators(self, pen: Pen) -> Sheet:
        table = self._table(narrow=True)
        rows = indicator_rows(pen, table)
        sheet = Sheet([4, 4, *(column.width for column in table.columns[1:])])
        sheet.row(Cell(pen.label("绩效指标"), rows=2 + len(rows), css="v"), *header_cells(pen, table.columns))
        sheet.rows += [*rows, total_cells(pen, table.columns, "总分")]
        return sheet


class UnruledTarget(OperatorTarget):
    """Upright page, no vertical rulings anywhere; the target in one column."""

    name = "target_no_verticals"
    frame = "flat"
    landscape = False
    titles = ("部门预算项目绩效目标申报表", "项目支出预算绩效目标表")
    columns = (
        ("level1", "一级指标", 14),
        ("level2", "二级指标", 18),
        ("level3", "三级指标", 36),
        ("target", "绩效指标值", 18),
        ("basis", "设定依据", 16),
    )

    def _indicators(self, pen: Pen) -> Sheet:
        columns = [Column(*spec) for spec in self.columns]
        sheet = Sheet([column.width for column in columns])
        sheet.head, sheet.rows = [header_cells(pen, columns)], indicator_rows(pen, IndicatorTable(columns))
        return sheet


class OpenDepartment(DepartmentGoals):
    """Open at the sides, side labels upright, weight before the target."""

    name = "department_open_sides"
    split = "dev"
    frame = "open upright"
    titles: ClassVar[tuple[str, ...]] = ("部门整体支出绩效目标自评表", "单位整体绩效自评表")
    unit_label = "单位名称"
    money = (
        ("budget", "全年预算"),
        ("executed", "全年支出"),
        ("rate", "执行率"),
        ("weight", "分值"),
        ("score", "得分"),
    )
    sources = (("total", "部门支出总额"), ("fiscal", "其中:财政拨款支出"), ("other", "其他资金支出"))
    goal_labels = ("总体目标", "年初目标", "完成情况")
    columns = (
        ("level1", "一级指标", 10),
        ("level2", "二级指标", 12),
        ("level3", "三级指标", 24),
        ("weight", "分值", 7),
        ("target", "目标值", 14),
        ("actual", "完成值", 14),
        ("score", "得分", 8),
    )


class MoneyLastDepartment(OpenDepartment):
    """Dotted, goals and indicators before the money, who to call at the foot."""

    name = "department_money_last"
    frame = "dotted"
    titles = ("部门整体绩效自评表", "预算单位整体绩效自评表")

    def html(self, pen: Pen) -> str:
        """Return title, indicators, then the money."""
        name = Sheet([18, 82])
        seal = pen.seal(pen.record["reporting_unit"], "&nbsp;")
        name.row(Cell(pen.label(self.unit_label)), Cell(pen.put("/reporting_unit") + seal))
        tables = (name, self._goals(pen), self._indicators(pen), self._money(pen))
        top = f'<div class="title">{pen.put("/title")}</div>{year_line(pen, "", "年度")}'
        body = top + ends("", pen.label("单位:万元")) + "".join(table.html() for table in tables)
        return body + foot(pen.label("填报日期:"), pen.label("负责人签字:"))


class UnruledList(PlainList):
    """No vertical rulings: the columns are told by their alignment alone."""

    name = "list_no_verticals"
    split = "dev"
    frame = "flat"
    titles = ("预算项目绩效自评结果统计表", "项目绩效自评得分公示表")
    columns = (
        ("seq", ("序号",), 7),
        ("project_name", ("项目名称", "支出项目名称"), 35),
        ("department", ("实施单位", "项目单位"), 24),
        ("budget", ("预算数", "预算金额"), 14),
        ("score", ("自评得分", "得分"), 10),
        ("grade", ("等级", "自评等级"), 10),
    )


class DottedList(PlainList):
    """Dotted rulings, the result between unit and money."""

    name = "list_dotted"
    split = "dev"
    frame = "dotted"
    titles = ("绩效自评项目汇总表", "项目支出自评结果表")
    columns = (
        ("seq", ("序号", "编号"), 7),
        ("department", ("部门名称", "预算部门"), 25),
        ("grade", ("自评等级",), 9),
        ("score", ("自评得分",), 9),
        ("project_name", ("自评项目", "项目名称"), 36),
        ("budget", ("预算安排", "安排金额"), 14),
    )
