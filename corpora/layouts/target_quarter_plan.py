"""A target with codes, purpose, and a spending plan by quarter."""

from __future__ import annotations

from typing import ClassVar

from corpora.layouts.form import foot, year_line
from corpora.layouts.pen import Pen, Record
from corpora.layouts.sections import notes
from corpora.layouts.sheet import Cell, Sheet
from corpora.layouts.target_counted import CountedGoalsTarget


class QuarterPlanTarget(CountedGoalsTarget):
    """Project and unit with their codes, what the money is for, the plan by quarter, the source of each value."""

    name = "target_quarter_plan"
    titles = ("项目支出绩效目标申报书", "预算项目支出绩效目标申报表", "专项资金项目绩效目标申报表")
    kept = ("purpose", "spending_plan", "project_code", "reporting_unit_code")
    money = (("total", "申请资金总额"), ("fiscal", "其中:财政资金"), ("other", "自筹资金"))
    columns = (
        ("level1", "一级指标", 11),
        ("level2", "二级指标", 14),
        ("level3", "三级指标", 26),
        ("target", "绩效指标值", 17),
        ("basis", "指标值设定依据", 18),
        ("description", "绩效指标解释", 14),
    )
    quarters: ClassVar[dict[str, str]] = {"3": "一季度", "6": "二季度", "9": "三季度", "10": "三季度", "12": "四季度"}

    def keep(self, full: Record) -> Record:
        """The plan's months are quarters."""
        record = super().keep(full)
        for step in record["spending_plan"]:
            step["by"] = self.quarters[step["by"].removesuffix("月底")]
        return record

    def html(self, pen: Pen) -> str:
        """Return title, head, indicators and who answers for it."""
        top = f'<div class="title">{pen.put("/title")}</div>{year_line(pen, "(", "年)")}'
        line = f'<div class="right">{pen.label("单位:万元")}</div>'
        below = foot(pen.label("单位负责人(签字):"), pen.label("填报日期:    年  月  日"))
        hint = notes(pen, "注:各季度填列累计支出进度。")
        return top + line + self._head(pen).html() + self._table(pen, width=6).html() + below + hint

    def _head(self, pen: Pen) -> Sheet:
        sheet = Sheet([16, 21, 21, 21, 21])
        unit = pen.put("/reporting_unit") + pen.seal(pen.record["reporting_unit"], "&nbsp;")
        codes = (Cell(pen.put("/project_code")), Cell(pen.put("/reporting_unit_code")))
        sheet.row(Cell(pen.label("项目名称")), Cell(pen.put("/project_name"), 4))
        sheet.row(Cell(pen.label("项目代码")), codes[0], Cell(pen.label("单位代码")), Cell(codes[1].html, 2))
        sheet.row(Cell(pen.label("申报单位")), Cell(unit, 4))
        for number, (source, label) in enumerate(self.money):
            name, amount = self._money_line(pen, source, label)
            side = [Cell(pen.label("资金来源"), rows=3)] if number == 0 else []
            sheet.row(*side, Cell(name, 2, css="l"), Cell(amount, 2))
        sheet.row(Cell(pen.label("资金用途")), Cell(pen.put("/purpose"), 4, css="t"))
        self._plan(pen, sheet)
        sheet.row(Cell(pen.label("年度绩效目标")), Cell(self._goal_lines(pen), 4, css="t"))
        return sheet

    def _plan(self, pen: Pen, sheet: Sheet) -> None:
        plan = {step["by"]: f"/spending_plan/{index}" for index, step in enumerate(pen.record["spending_plan"])}
        quarters = list(dict.fromkeys(self.quarters.values()))
        heads = (pen.put(f"{plan[quarter]}/by") if quarter in plan else pen.label(quarter) for quarter in quarters)
        sheet.row(Cell(pen.label("支出计划(累计)"), rows=2), *(Cell(head) for head in heads))
        shares = (pen.percent(f"{plan[quarter]}/percent") if quarter in plan else "" for quarter in quarters)
        sheet.row(*(Cell(share) for share in shares))
