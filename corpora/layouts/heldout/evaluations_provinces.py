"""Evaluations of provinces' own design: parts under bands, rates of payment, directions, sources of data."""

from __future__ import annotations

from corpora.layouts.form import ends, year_line
from corpora.layouts.heldout.parts import (
    HeldoutEvaluation,
    goal_texts,
    head,
    heads,
    reached,
    sign_targets,
    upright,
    width_row,
)
from corpora.layouts.indicator_rows import header_cells, indicator_rows, total_cells
from corpora.layouts.pen import Pen, Record
from corpora.layouts.pieces import labelled, sealed, titled, told, woven
from corpora.layouts.sections import goals_beside
from corpora.layouts.sheet import Cell, Sheet


class PartsEvaluation(HeldoutEvaluation):
    """An eastern province's: five numbered parts under bands in one table, the result a part of its own at the end."""

    name = "evaluation_parts"
    largest = 10.0
    titles = ("项目支出绩效自评表", "预算项目绩效自评表", "财政支出项目绩效自评表")
    fields = ("project_code", "grade", "problems", "preparer", "phone")
    money = (
        ("budget_initial", "年初预算"),
        ("budget", "调整后预算"),
        ("executed", "实际执行"),
        ("rate", "执行率"),
        ("weight", "权重"),
        ("score", "得分"),
    )
    sources = (("total", "预算资金总额"), ("fiscal", "其中:财政资金"), ("other", "自有及其他资金"))
    columns = (
        ("level1", "一级指标", 11),
        ("level2", "二级指标", 12),
        ("level3", "三级指标", 24),
        ("weight", "权重", 7.5),
        ("target", "年度目标值", 13),
        ("actual", "实际值", 13),
        ("score", "得分", 7.5),
        ("note", "偏差原因说明", 15),
    )
    points = (None, "({})")

    def _above(self, pen: Pen) -> str:
        return titled(pen, "", "年度")

    def _sections(self, pen: Pen) -> list[Sheet]:
        return [self._basics(pen), self._money(pen), self._aims(pen), self._rows(pen), self._result(pen)]

    def _basics(self, pen: Pen) -> Sheet:
        years = f"{pen.value('/year')}年1月至{pen.value('/year')}年12月"
        rows = (
            (("项目名称", pen.put("/project_name")), ("项目代码", pen.put("/project_code"))),
            (("主管部门", pen.put("/supervising_department")), ("项目单位", sealed(pen, "implementing_unit"))),
            (("起止时间", pen.label(years, True)), ("项目类型", pen.label(self.rng.choice(["专项类", "业务类"])))),
            (("填报人", pen.put("/preparer")), ("联系方式", pen.put("/phone"))),
        )
        sheet = labelled(pen, (15, 35, 15, 35), *rows)
        sheet.rows.insert(0, width_row(pen, "一、项目基本情况", 4))
        return sheet

    def _money(self, pen: Pen) -> Sheet:
        sheet = Sheet([22, 15, 15, 15, 12, 10, 11])
        sheet.rows.append(width_row(pen, "二、预算执行情况(金额单位:万元)", 7))
        sheet.row(*heads(pen, "资金来源", *(label for _, label in self.money)))
        sheet.rows += self._money_rows(pen)
        return sheet

    def _aims(self, pen: Pen) -> Sheet:
        sheet = Sheet([50, 50])
        sheet.rows.append(width_row(pen, "三、年度绩效目标完成情况", 2))
        sheet.row(*heads(pen, "年初设定目标", "年末完成情况"))
        for index in range(len(pen.record["goals"])):
            sheet.row(*(Cell(pen.put(f"/goals/{index}/{key}"), css="t") for key in ("expected", "actual")))
        return sheet

    def _rows(self, pen: Pen) -> Sheet:
        table = self._table()
        sheet = Sheet([column.width for column in table.columns])
        sheet.rows.append(width_row(pen, "四、绩效指标完成情况", len(table.columns)))
        sheet.row(*header_cells(pen, table.columns))
        sheet.rows += indicator_rows(pen, table)
        return sheet

    def _result(self, pen: Pen) -> Sheet:
        sheet = Sheet([15, 35, 15, 35])
        sheet.rows.append(width_row(pen, "五、自评结论", 4))
        sheet.row(
            head(pen, "自评总分"), Cell(pen.score("/total_score")), head(pen, "评价等级"), Cell(pen.put("/grade"))
        )
        sheet.row(head(pen, "存在问题及改进措施"), Cell(pen.put("/problems"), 3, css="t"))
        return sheet


class PaymentEvaluation(HeldoutEvaluation):
    """A southern province's: result in the head, money by kind of budget with rates of payment, indicators unscored."""

    name = "evaluation_payment"
    largest = 10.0
    titles = ("项目支出绩效自评表", "部门预算项目绩效自评表", "项目支出绩效自评基础信息表")
    fields = ("reporting_unit", "grade", "problems", "preparer", "phone")
    money = (
        ("budget_initial", "年初预算金额"),
        ("budget", "年中调整后金额"),
        ("executed", "实际支出金额"),
        ("rate", "资金支出率"),
    )
    sources = (
        ("total", "资金总额"),
        ("fiscal", "一般公共预算"),
        ("fund", "政府性基金预算"),
        ("carryover", "以前年度结转"),
        ("other", "其他来源"),
    )
    columns = (
        ("level1", "一级指标", 10),
        ("level2", "二级指标", 13),
        ("level3", "三级指标", 27),
        ("target", "预期指标值", 14),
        ("actual", "实际完成指标值", 14),
        ("share", "完成率", 7),
        ("note", "未达标原因", 15),
    )

    def keep(self, full: Record) -> Record:
        """Indicators have no points; how far they were met is no part of a record."""
        self.shares = [reached(row) for row in full["indicators"]]
        record = super().keep(full)
        record["goals"] = record["goals"][:1]
        return record

    def _above(self, pen: Pen) -> str:
        unit = told(pen, "reporting_unit", "填报单位(公章)", True)
        return titled(pen, "", "年度") + ends(unit, pen.label("单位:万元"))

    def html(self, pen: Pen) -> str:
        """Return the form and who filled it in."""
        signed = ends(pen.label("填报人:") + pen.put("/preparer"), pen.label("联系电话:") + pen.put("/phone"))
        return super().html(pen) + f'<div style="padding-top:6pt">{signed}</div>'

    def _sections(self, pen: Pen) -> list[Sheet]:
        rows = (
            (("项目名称", pen.put("/project_name")),),
            (
                ("主管部门", pen.put("/supervising_department")),
                ("用款单位", pen.put("/implementing_unit")),
            ),
            (("自评分数", pen.score("/total_score")), ("自评等级", pen.put("/grade"))),
        )
        last = labelled(pen, (17, 83), (("存在问题及改进意见", pen.put("/problems")),), css="t")
        goals = goal_texts(pen, (17, 83), "年度总体绩效目标", "总体目标完成情况")
        return [labelled(pen, (17, 33, 17, 33), *rows), self._money(pen), goals, self._rows(pen), last]

    def _money(self, pen: Pen) -> Sheet:
        sheet, rows = Sheet([17, 19, 16, 16, 16, 16]), self._money_rows(pen)
        side = Cell(pen.label("资金安排及使用情况"), rows=1 + len(rows))
        sheet.row(side, *heads(pen, "资金来源", *(label for _, label in self.money)))
        sheet.rows += rows
        return sheet

    def _rows(self, pen: Pen) -> Sheet:
        table = self._table()
        sheet = Sheet([column.width for column in table.columns])
        sheet.head = [header_cells(pen, table.columns)]
        sheet.rows = woven(pen, table, {"share": self.shares})
        return sheet


class DirectionEvaluation(HeldoutEvaluation):
    """A northern region's: a direction before each value in three parts, money scored in its first row, grade last."""

    name = "evaluation_direction"
    largest = 8.5
    titles = ("部门预算项目支出绩效自评表", "项目支出绩效自评表", "自治区本级项目支出绩效自评表")
    fields = ("total_weight", "grade")
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
        ("fiscal", "其中:一般公共预算财政拨款"),
        ("carryover", "上年结转结余"),
        ("other", "事业收入及其他"),
    )
    columns = (
        ("level1", "一级指标", 7),
        ("level2", "二级指标", 10),
        ("level3", "三级指标", 19),
        ("direction", "指标方向", 6),
        ("sign", "运算符号", 6),
        ("number", "指标值", 10),
        ("unit", "计量单位", 7),
        ("actual", "实际完成值", 10),
        ("weight", "分值", 7),
        ("score", "得分", 7),
        ("note", "偏差原因分析及改进措施", 14),
    )

    def keep(self, full: Record) -> Record:
        """Values fit into three cells."""
        record = super().keep(full)
        sign_targets(record["indicators"])
        return record

    def _above(self, pen: Pen) -> str:
        return f'<div class="title">{pen.put("/title")}</div>{year_line(pen, "(", "年度)")}'

    def _sections(self, pen: Pen) -> list[Sheet]:
        rows = (
            (("项目名称", pen.put("/project_name")),),
            (("主管部门", pen.put("/supervising_department")), ("实施单位", sealed(pen, "implementing_unit"))),
        )
        goals = goals_beside(pen, "年度总体目标", ("预期目标", "实际完成情况"), (7, 46.5, 46.5))
        last = labelled(pen, (17, 83), (("自评等级", pen.put("/grade")),))
        return [labelled(pen, (17, 33, 17, 33), *rows), self._money(pen), goals, self._rows(pen), last]

    def _money(self, pen: Pen) -> Sheet:
        sheet, rows = Sheet([17, 23, *([10] * len(self.money))]), self._money_rows(pen)
        sheet.row(
            Cell(pen.label("项目资金(万元)"), rows=1 + len(rows)), Cell(""), *heads(pen, *(x for _, x in self.money))
        )
        sheet.rows += rows
        return sheet

    def _rows(self, pen: Pen) -> Sheet:
        table = self._table()
        extra = {"direction": [_direction(row) for row in pen.record["indicators"]]}
        rows = woven(pen, table, extra)
        sheet = Sheet([4, *(column.width for column in table.columns)])
        sheet.row(Cell(upright(pen, "绩效指标"), rows=2 + len(rows), css="v"), *header_cells(pen, table.columns))
        sheet.rows += [*rows, total_cells(pen, table.columns, "总分")]
        return sheet


def _direction(row: Record) -> str:
    return "反向" if (row["target"] or "").startswith(("≤", "<", "不超过")) else "正向"
