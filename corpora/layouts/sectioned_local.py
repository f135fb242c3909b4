"""Evaluations of townships, schools and counties: points without targets, a village project, money beside goals."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from corpora.content.project import grade_of
from corpora.layouts.form import ends, year_line
from corpora.layouts.fund_figures import fund_line, money_row
from corpora.layouts.indicator_rows import header_cells, indicator_rows, total_cells
from corpora.layouts.inset import SmallPrint
from corpora.layouts.pen import Pen, Record
from corpora.layouts.pieces import (
    beneath,
    group_points,
    head_cells,
    joined,
    new_rows,
    remarks,
    summed,
    ticked,
    titled,
    told,
)
from corpora.layouts.runs import WHOLE, share_points
from corpora.layouts.sectioned import SectionedEvaluation
from corpora.layouts.sections import pairs
from corpora.layouts.sheet import Cell, Sheet

_NAMES = (("project_name", "项目名称"), ("supervising_department", "主管部门"))


class NoTargetsEvaluation(SmallPrint, SectionedEvaluation):
    """A county's scoring table: what is looked at beside each point and why points were lost, no target, no actual."""

    name = "evaluation_no_targets"
    largest = 10.0
    titles = ("项目支出绩效自评评分表", "县级财政项目支出绩效自评打分表", "专项支出绩效自评评分表")
    fields = ("grade", "problems", "total_weight")
    money = (
        ("budget", "年度预算安排"),
        ("received", "实际到位"),
        ("executed", "实际支出"),
    )
    sources = (("total", ""),)
    columns = (
        ("level1", "一级指标", 13),
        ("level2", "二级指标", 12),
        ("level3", "三级指标", 20),
        ("weight", "分值", 9),
        ("description", "评价要点", 24),
        ("score", "自评得分", 9),
        ("note", "扣分说明", 13),
    )
    points = ("<br>({}分)",)
    decided: ClassVar[tuple[tuple[str, ...], ...]] = (
        ("项目决策", "项目立项", "立项程序规范性", "是否经集体研究并履行报批手续", "4", "4"),
        ("项目决策", "绩效目标", "指标明确性", "目标是否细化为可衡量的指标", "4", "4"),
        ("项目决策", "资金投入", "预算编制科学性", "测算依据是否充分、标准是否合理", "4", "3"),
        ("项目过程", "资金管理", "资金到位率", "实际到位与预算安排的比率", "4", "4"),
        ("项目过程", "资金管理", "资金使用合规性", "有无截留、挤占、挪用、虚列支出", "6", "6"),
        ("项目过程", "组织实施", "管理制度健全性", "业务和财务制度是否齐备并执行", "4", "4"),
    )

    def keep(self, full: Record) -> Record:
        """Decision and process before output and effect, a hundred points in all; no goal."""
        record = super().keep(full) | {"goals": []}
        record["funds"][0]["label"] = None
        rows = record["indicators"]
        for row in rows:
            row["level1"] = "项目产出" if row["level1"] == "产出指标" else "项目效益"
            row["level2"] = row["level2"].removesuffix("指标")
        managed = sum(int(row[4]) for row in self.decided)
        share_points(rows, 100 - managed, WHOLE)
        keys = ("level1", "level2", "level3", "description", "weight", "score")
        record["indicators"] = rows = [*new_rows(rows[0], *self.decided, keys=keys), *rows]
        group_points(rows)
        score = summed(rows, "score")
        return record | {"total_score": score, "grade": grade_of(Decimal(score))}

    def html(self, pen: Pen) -> str:
        """Return the form, its grade ticked, and its note."""
        note = remarks(pen, "注:评价等次:90分(含)以上为优,80-90分为良,60-80分为中,60分以下为差。")
        return super().html(pen) + note

    def _above(self, pen: Pen) -> str:
        unit = told(pen, "implementing_unit", "项目单位(盖章)", True)
        return titled(pen, "", "年度") + ends(unit, pen.label("单位:万元"))

    def _sections(self, pen: Pen) -> list[Sheet]:
        head = pairs(pen, (15, 40, 15, 30), _NAMES)
        table = self._table()
        sheet = Sheet([column.width for column in table.columns])
        sheet.head, sheet.rows = [header_cells(pen, table.columns)], indicator_rows(pen, table)
        blank, score = Cell(""), Cell(pen.score("/total_score"))
        sheet.row(Cell(pen.label("合计"), 3, css="c"), Cell(pen.score("/total_weight")), blank, score, blank)
        last = Sheet([18, 82])
        last.row(Cell(pen.label("评价等次")), Cell(ticked(pen, "/grade", "优良中差", ("☑", "□")), css="l"))
        last.row(Cell(pen.label("存在问题及整改建议")), Cell(pen.put("/problems"), css="t"))
        return [head, money_row(pen, (1, 1, 1), *self.money), sheet, last]


class VillageProjectEvaluation(SmallPrint, SectionedEvaluation):
    """A township's: where and what was built, money planned and paid out, points before targets, three opinions."""

    name = "evaluation_village_project"
    largest = 10.5
    titles = ("乡镇项目资金绩效自评表", "衔接推进乡村振兴项目绩效自评表", "镇村项目绩效自评表")
    fields = ("project_code", "total_weight")
    money = (("budget", "计划投资"), ("received", "到位资金"), ("executed", "完成支付"), ("rate", "支付率"))
    sources = (("total", "合计"), ("fiscal", "其中:财政资金"), ("other", "自筹及其他资金"))
    columns = (
        ("level1", "一级|指标", 9),
        ("level2", "二级指标", 13),
        ("level3", "三级指标", 24),
        ("weight", "分值", 7),
        ("target", "目标值", 14),
        ("actual", "完成值", 14),
        ("score", "得分", 7),
        ("note", "未完成原因", 12),
    )
    places: ClassVar[tuple[str, ...]] = ("镇区及三个行政村", "东片五个村民小组", "全镇各行政村", "镇政府驻地")

    def keep(self, full: Record) -> Record:
        """A hundred points, all of them for the indicators."""
        record = super().keep(full)
        share_points(record["indicators"], 100, WHOLE)
        return record | {"total_score": summed(record["indicators"], "score")}

    def html(self, pen: Pen) -> str:
        """Return title, tables, opinions."""
        top = f'<div class="title">{pen.put("/title")}</div>{year_line(pen, "(", "年度)")}'
        return top + joined(self._head(pen), self._money(pen), self._goals(pen), self._rows(pen), self._opinions(pen))

    def _sections(self, pen: Pen) -> list[Sheet]:
        return []

    def _head(self, pen: Pen) -> Sheet:
        sheet = Sheet([15, 37, 15, 33])
        rng, year = self.rng, pen.value("/year")
        name, code = Cell(pen.put("/project_name")), Cell(pen.put("/project_code"))
        sheet.row(Cell(pen.label("项目名称")), name, Cell(pen.label("项目库编号")), code)
        units = (Cell(pen.put(f"/{key}")) for key in ("supervising_department", "implementing_unit"))
        sheet.row(Cell(pen.label("主管部门")), next(units), Cell(pen.label("实施单位")), next(units))
        kind = Cell(pen.label(rng.choice(["新建☑ 续建□ 维护□", "新建□ 续建☑ 维护□", "新建□ 续建□ 维护☑"])))
        sheet.row(
            Cell(pen.label("建设地点")), Cell(pen.label(rng.choice(self.places))), Cell(pen.label("建设性质")), kind
        )
        first, last = rng.randint(2, 5), rng.randint(8, 12)
        span = Cell(pen.label(f"{year}年{first}月—{year}年{last}月"))
        people = Cell(pen.label(f"{rng.randint(60, 900)}户{rng.randint(901, 4000)}人"))
        sheet.row(Cell(pen.label("起止时间")), span, Cell(pen.label("受益户(人)数")), people)
        return sheet

    def _money(self, pen: Pen) -> Sheet:
        rows = self._money_rows(pen)
        sheet = Sheet([15, 21, *([16] * 4)])
        sheet.row(
            Cell(pen.label("资金情况(万元)"), rows=1 + len(rows)),
            *head_cells(pen, "资金来源", *(head for _, head in self.money)),
        )
        sheet.rows += rows
        return sheet

    def _goals(self, pen: Pen) -> Sheet:
        sheet, count = Sheet([15, 85]), len(pen.record["goals"])
        for key, label in (("expected", "年初目标"), ("actual", "完成情况")):
            for index in range(count):
                side = [Cell(pen.label(label), rows=count)] if index == 0 else []
                sheet.row(*side, Cell(pen.put(f"/goals/{index}/{key}"), css="t"))
        return sheet

    def _rows(self, pen: Pen) -> Sheet:
        table = self._table()
        sheet = Sheet([column.width for column in table.columns])
        sheet.head = [head_cells(pen, *(column.header for column in table.columns))]
        sheet.rows = [*indicator_rows(pen, table), total_cells(pen, table.columns, "合计")]
        return sheet

    def _opinions(self, pen: Pen) -> Sheet:
        sheet, blank = Sheet([1, 1, 1]), "&nbsp;<br>"
        sheet.row(*head_cells(pen, "村(居)委会意见", "乡镇人民政府意见", "县级主管部门意见"))
        signed = pen.label("(盖章)") + "<br>" + pen.label("年 月 日", True)
        owner = pen.seal(pen.record["implementing_unit"], "&nbsp;")
        sheet.row(*(Cell(blank + (owner if number == 1 else "") + blank + signed) for number in range(3)))
        return sheet


class MoneyBesideGoalsEvaluation(SmallPrint, SectionedEvaluation):
    """A school's: a ladder of money at the left, goal and result merged at its right; the score in words below."""

    name = "evaluation_money_beside_goals"
    titles = ("单位项目经费绩效自评表", "单位预算项目绩效自评表", "专项经费使用绩效自评表")
    fields = ("preparer", "phone", "problems")
    money = (("budget_initial", ""), ("budget", ""), ("executed", ""))
    sources = (("total", "全年预算数"), ("fiscal", "其中:财政拨款"), ("other", "其他资金"))
    columns = (
        ("level1", "指标类别", 12),
        ("level2", "指标分类", 15),
        ("level3", "绩效指标", 29),
        ("target", "计划指标值", 17),
        ("actual", "实际指标值", 17),
        ("score", "自评得分", 10),
    )
    points = ("({}分)", "<br>({})")

    def keep(self, full: Record) -> Record:
        """Of the sources only the budget is told; the rate is a cell of its own; one goal."""
        record = super().keep(full)
        record["execution_rate"] = full["execution_rate"]
        for fund in record["funds"][1:]:
            fund.update(budget_initial=None, executed=None)
        record["goals"] = record["goals"][:1]
        return record

    def html(self, pen: Pen) -> str:
        """Return the form and who filled it in."""
        signed = (told(pen, "preparer", "填表人"), told(pen, "phone", "电话"), pen.label("负责人签字:"))
        return super().html(pen) + beneath(*signed)

    def _above(self, pen: Pen) -> str:
        unit = told(pen, "implementing_unit", "项目实施单位", True)
        return titled(pen, "", "年") + ends(unit, pen.label("单位:万元"))

    def _sections(self, pen: Pen) -> list[Sheet]:
        head = pairs(pen, (16, 46, 14, 24), _NAMES)
        table = self._table()
        sheet = Sheet([column.width for column in table.columns])
        sheet.head = [header_cells(pen, table.columns)]
        sheet.rows = indicator_rows(pen, table)
        last = Sheet([16, 84])
        last.row(Cell(pen.label("自评总分")), Cell(pen.score("/total_score"), css="l"))
        last.row(Cell(pen.label("问题与改进")), Cell(pen.put("/problems"), css="t"))
        return [head, self._ladder(pen), sheet, last]

    def _ladder(self, pen: Pen) -> Sheet:
        lines = [(pen.label("年初预算数"), pen.amount("/funds/0/budget_initial"))]
        for source, label in self.sources:
            line = fund_line(pen, source)
            name = pen.label(label) if line is None else pen.put(f"/funds/{line}/label")
            lines.append((name, "" if line is None else pen.amount(f"/funds/{line}/budget")))
        lines.append((pen.label("全年支出数"), pen.amount("/funds/0/executed")))
        lines.append((pen.label("预算执行率"), pen.percent("/execution_rate")))
        sheet, half = Sheet([20, 18, 10, 52]), len(lines) // 2
        goal = {0: ("expected", "年初绩效目标", half), half: ("actual", "目标完成情况", len(lines) - half)}
        for number, (name, amount) in enumerate(lines):
            cells = [Cell(name, css="l"), Cell(amount)]
            if number in goal:
                key, label, rows = goal[number]
                cells += [Cell(pen.label(label), rows=rows), Cell(pen.put(f"/goals/0/{key}"), rows=rows, css="t")]
            sheet.row(*cells)
        return sheet
