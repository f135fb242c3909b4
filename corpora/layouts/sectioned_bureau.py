"""Evaluations of county bureaux: the score in the head, a list of two levels, money that does not apply."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from corpora.content.money import plain
from corpora.layouts.form import ends, year_line
from corpora.layouts.indicator_rows import header_cells, indicator_rows, total_cells
from corpora.layouts.inset import Inset
from corpora.layouts.pen import Pen, Record
from corpora.layouts.pieces import (
    GRADES,
    beneath,
    dashed,
    fitted,
    group_points,
    head_cells,
    new_rows,
    remarks,
    summed,
    ticked,
    titled,
    told,
    woven,
)
from corpora.layouts.sectioned import SectionedEvaluation
from corpora.layouts.sections import NAMES, goals_beside, pairs
from corpora.layouts.sheet import Cell, Sheet

_RENAMED = {"产出指标": "项目产出", "效益指标": "项目效益", "满意度指标": "满意度"}


class TopScoreEvaluation(Inset, SectionedEvaluation):
    """The score in the head beside a cell for the bureau's review; decision and management before output; no total."""

    name = "evaluation_top_score"
    titles = ("县本级部门项目支出绩效自评表", "区属部门项目支出绩效自评表", "部门预算项目支出绩效自评打分表")
    fields = ()
    money = (
        ("budget_initial", "年初预算数"),
        ("budget", "调整预算数(A)"),
        ("executed", "全年执行数(B)"),
        ("rate", "执行率(B/A)"),
    )
    sources = (("total", "年度资金总额"), ("fiscal", "其中:财政拨款"), ("other", "其他资金"))
    columns = (
        ("level1", "一级指标", 11),
        ("level2", "二级指标", 13),
        ("level3", "三级指标", 24),
        ("weight", "参考分值", 7),
        ("target", "指标值(A)", 13),
        ("actual", "全年实际值(B)", 13),
        ("score", "得分", 7),
        ("note", "未完成原因分析", 15),
    )
    points = ("({}分)", "<br>({}分)")

    def keep(self, full: Record) -> Record:
        """Four rows of decision and management come first, and the score is the sum of all."""
        record = super().keep(full)
        rows = record["indicators"]
        for row in rows:
            row["level1"] = _RENAMED[row["level1"]]
        score = plain(Decimal(full["funds"][0]["score"] or 0) / 2)
        managed = (
            ("项目决策", "项目立项", "立项依据充分性", "充分", "充分", "1", "1"),
            ("项目决策", "项目目标", "目标内容完整性", None, "目标明确、内容完整", "2", "2"),
            ("项目管理", "投入管理", "预算执行率", None, f"{full['execution_rate']}%", "5", score),
            ("项目管理", "财务管理", "资金管理制度有效性", "有效", "制度健全,核算规范", "2", "2"),
        )
        record["indicators"] = [*new_rows(rows[0], *managed), *rows]
        group_points(record["indicators"])
        record["total_score"] = summed(record["indicators"], "score")
        return record

    def _above(self, pen: Pen) -> str:
        return f'<div class="title">{pen.put("/title")}</div>{year_line(pen, "(", "年)")}'

    def _sections(self, pen: Pen) -> list[Sheet]:
        goals = goals_beside(pen, "年度总体目标", ("年初设定目标", "年度总体目标完成情况"), (11, 46, 46))
        return [self._head(pen), self._money(pen), goals, self._rows(pen)]

    def _head(self, pen: Pen) -> Sheet:
        sheet = Sheet([15, 45, 17, 23])
        sheet.row(Cell(pen.label("项目名称")), Cell(pen.put("/project_name"), 3))
        department = Cell(pen.put("/supervising_department"))
        score = Cell(pen.score("/total_score"))
        sheet.row(Cell(pen.label("主管部门")), department, Cell(pen.label("自评得分")), score)
        unit = pen.put("/implementing_unit") + pen.seal(pen.record["implementing_unit"], "&nbsp;")
        sheet.row(Cell(pen.label("实施单位")), Cell(unit), Cell(pen.label("财政审核评分")), Cell(""))
        return sheet

    def _money(self, pen: Pen) -> Sheet:
        sheet, rows = Sheet([15, 21, 17, 17, 17, 16]), self._money_rows(pen)
        side = Cell(pen.label("项目资金(万元)"), rows=1 + len(rows))
        sheet.row(side, Cell(""), *head_cells(pen, *(head for _, head in self.money)))
        sheet.rows += rows
        return sheet

    def _rows(self, pen: Pen) -> Sheet:
        table = self._table()
        sheet = Sheet([column.width for column in table.columns])
        sheet.head, sheet.rows = [header_cells(pen, table.columns)], indicator_rows(pen, table)
        dashed(pen, table, sheet.rows, "target")
        return sheet


class TwoLevelsEvaluation(Inset, SectionedEvaluation):
    """On its side, in yuan, as a hospital keeps it: numbered indicators of two levels, the grade a ticked box."""

    name = "evaluation_two_levels"
    landscape = True
    titles = ("单位项目支出绩效自评表", "财政专项资金项目绩效自评表", "专项业务项目绩效自评表")
    unit = "元"
    fields = ("project_code", "total_weight", "grade", "preparer", "phone")
    money = (
        ("budget", "预算批复数"),
        ("received", "实际到账数"),
        ("executed", "实际支出数"),
        ("rate", "支出进度"),
    )
    sources = (("total", "合计"), ("fiscal", "财政补助资金"), ("other", "单位自筹资金"))
    columns = (
        ("seq", "序号", 5),
        ("level1", "指标类别", 11),
        ("level3", "绩效指标名称", 29),
        ("target", "计划完成值", 14),
        ("actual", "实际完成值", 14),
        ("degree", "完成比例", 8),
        ("weight", "权重", 6),
        ("score", "自评分", 7),
        ("note", "未完成情况说明", 16),
    )

    def _above(self, pen: Pen) -> str:
        unit = told(pen, "implementing_unit", "项目单位(公章)", True)
        return titled(pen, "", "年") + ends(unit, pen.label("金额单位:元"))

    def html(self, pen: Pen) -> str:
        """Return the form and who filled it in."""
        pen.style = replace(pen.style, places=min(pen.style.places, 2))
        signed = (told(pen, "preparer", "制表人"), told(pen, "phone", "联系电话"), pen.label("单位领导审签:"))
        return super().html(pen) + beneath(*signed)

    def _sections(self, pen: Pen) -> list[Sheet]:
        head = Sheet([12, 44, 12, 32])
        code = Cell(pen.put("/project_code"))
        head.row(
            Cell(pen.label("项目名称")), Cell(pen.put("/project_name"), css="l"), *head_cells(pen, "项目编号"), code
        )
        department = Cell(pen.put("/supervising_department"), css="l")
        kind = Cell(pen.label(self.rng.choice(["设备购置□ 能力建设☑ 基本建设□", "设备购置☑ 能力建设□ 基本建设□"])))
        head.row(Cell(pen.label("主管部门")), department, *head_cells(pen, "项目类别"), kind)
        last = Sheet([28, 72])
        last.row(Cell(pen.label("自评结论")), Cell(ticked(pen, "/grade", GRADES, ("☑", "□"), "&ensp;")))
        return [head, self._money(pen), self._goals(pen), self._rows(pen), last]

    def _money(self, pen: Pen) -> Sheet:
        sheet = Sheet([28, 18, 18, 18, 18])
        sheet.row(*head_cells(pen, "资金来源", *(head for _, head in self.money)))
        sheet.rows += self._money_rows(pen)
        return sheet

    def _goals(self, pen: Pen) -> Sheet:
        sheet = Sheet([12, 38, 12, 38])
        for index in range(len(pen.record["goals"])):
            expected, actual = (Cell(pen.put(f"/goals/{index}/{key}"), css="t") for key in ("expected", "actual"))
            sheet.row(Cell(pen.label("年度目标")), expected, Cell(pen.label("目标完成情况")), actual)
        return sheet

    def _rows(self, pen: Pen) -> Sheet:
        table, records = self._table(), pen.record["indicators"]
        degrees = ["100%", "100%", "100%", "98%", "90%"]
        extra = {
            "seq": [str(number) for number in range(1, len(records) + 1)],
            "degree": [self.rng.choice(degrees) if row["actual"] else "" for row in records],
        }
        sheet = Sheet([column.width for column in table.columns])
        sheet.head = [header_cells(pen, table.columns)]
        sheet.rows = [*woven(pen, table, extra), total_cells(pen, table.columns, "合计")]
        return sheet


class NotApplicableEvaluation(Inset, SectionedEvaluation):
    """Five lines of money, those that do not apply struck with a slash; a tick for each indicator that was met."""

    name = "evaluation_not_applicable"
    titles = ("县直单位项目支出绩效自评表", "项目支出绩效目标完成情况自评表", "预算单位项目支出绩效自评表")
    fields = ("phone", "total_weight")
    money = (
        ("budget_initial", "年初预算数"),
        ("budget", "调整后预算数(A)"),
        ("executed", "预算执行数(B)"),
        ("weight", "分值"),
        ("rate", "执行率(B/A)"),
        ("score", "得分"),
    )
    sources = (
        ("total", "年度资金总额"),
        ("fiscal", "其中:一般公共预算资金"),
        ("fund", "政府性基金"),
        ("special", "财政专户管理资金"),
        ("other", "单位资金"),
    )
    columns = (
        ("level1", "一级指标", 5),
        ("level2", "二级指标", 11),
        ("level3", "三级指标", 22),
        ("weight", "分值", 8),
        ("target", "年度指标值", 13),
        ("actual", "实际完成值", 13),
        ("met", "是否完成", 6),
        ("score", "得分", 8),
        ("note", "偏差原因分析及改进措施", 16),
    )

    def _above(self, pen: Pen) -> str:
        number = f"<div>{pen.label(self.rng.choice(['附件2-3', '附表5', '附件3:']))}</div>"
        return number + f'<div class="title">{pen.put("/title")}</div>{year_line(pen, "(", "年度)")}'

    def html(self, pen: Pen) -> str:
        """Return the form and its notes."""
        lines = ("备注:1.不涉及的资金来源填“/”。", "2.未完成的指标须说明原因,并提出改进措施。")
        return fitted(pen, super().html(pen), 10.0) + remarks(pen, *lines)

    def _sections(self, pen: Pen) -> list[Sheet]:
        head = pairs(pen, (17, 33, 17, 33), *NAMES, sealed="implementing_unit")
        leader = Cell(pen.label(self.rng.choice(["业务科室", "综合科", "办公室"])))
        head.row(Cell(pen.label("项目负责人")), leader, Cell(pen.label("联系电话")), Cell(pen.put("/phone")))
        goals = goals_beside(pen, "年度总体目标", ("年初预期目标", "年末实际完成情况"), (9, 45.5, 45.5))
        return [head, self._money(pen), goals, self._rows(pen)]

    def _money(self, pen: Pen) -> Sheet:
        sheet, rows = Sheet([9, 23, *([11.3] * 6)]), self._money_rows(pen)
        side = Cell(pen.label("预算执行情况(万元)"), rows=1 + len(rows), css="v")
        sheet.row(side, *head_cells(pen, "资金来源", *(head for _, head in self.money)))
        sheet.rows += rows
        return sheet

    def _figure(self, pen: Pen, line: int | None, key: str, bare_rate: bool = False) -> Cell:
        if line is None or pen.value(f"/funds/{line}/{key}") is None:
            return Cell(pen.label("/", True))
        return super()._figure(pen, line, key, bare_rate)

    def _rows(self, pen: Pen) -> Sheet:
        table = self._table(narrow=True)
        met = ["" if row["actual"] is None else "否" if row["note"] else "是" for row in pen.record["indicators"]]
        rows = woven(pen, table, {"met": met})
        sheet = Sheet([5, *(column.width for column in table.columns)])
        sheet.row(Cell(pen.label("年度绩效指标"), rows=1 + len(rows), css="v"), *header_cells(pen, table.columns))
        weight, score = Cell(pen.score("/total_weight")), Cell(pen.score("/total_score"))
        sheet.rows += rows
        sheet.row(Cell(pen.label("总分"), 4, css="c"), weight, Cell("", 3), score, Cell(""))
        return sheet
