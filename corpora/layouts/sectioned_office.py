"""Evaluations as a school, a street office and a water bureau type them."""

from __future__ import annotations

from itertools import pairwise

from corpora.layouts.form import ends, year_line
from corpora.layouts.indicator_rows import IndicatorTable, header_cells, indicator_rows
from corpora.layouts.inset import Inset
from corpora.layouts.pen import Pen, Record
from corpora.layouts.pieces import beneath, broken, fitted, head_cell, head_cells, joined, starts, titled, told, woven
from corpora.layouts.sectioned import SectionedEvaluation
from corpora.layouts.sections import goals_beside
from corpora.layouts.sheet import Cell, Sheet

_NUMERALS = "一二三四五六七八"


class SchoolEvaluation(Inset, SectionedEvaluation):
    """As a school types it: every label broken into lines, template rows left in, the grade in the row of the sum."""

    name = "evaluation_school"
    titles = ("项目支出绩效自评表", "经费项目绩效自评表", "财政拨款项目支出绩效自评表")
    fields = ("total_weight", "grade")
    money = (
        ("budget", "全年预算数"),
        ("executed", "全年执行数"),
        ("rate", "执行率"),
        ("weight", "分值"),
        ("score", "得分"),
    )
    sources = (("total", "年度资金总额"), ("fiscal", "(1)财政拨款"), ("other", "(2)其他资金"))
    columns = (
        ("level1", "一级指标", 7),
        ("level2", "二级指标", 11),
        ("level3", "三级指标", 26),
        ("target", "预期值", 12),
        ("actual", "达成值", 12),
        ("weight", "分值", 8),
        ("score", "自评得分", 8),
        ("note", "原因说明", 13),
    )
    points = ("<br>({}分)", None)

    def _above(self, pen: Pen) -> str:
        return f'<div class="title">{pen.put("/title")}</div>{year_line(pen, "(", "年度)")}'

    def html(self, pen: Pen) -> str:
        """Return the form and who signs it."""
        signed = beneath(pen.label("填表人:"), pen.label("审核人:"), pen.label("单位负责人(签字):"))
        return fitted(pen, super().html(pen), 10.5) + signed

    def _sections(self, pen: Pen) -> list[Sheet]:
        head = Sheet([11, 37, 11, 41])
        head.row(Cell(broken(pen, "项目", "名称")), Cell(pen.put("/project_name"), 3))
        department = Cell(pen.put("/supervising_department"))
        unit = pen.put("/implementing_unit") + pen.seal(pen.record["implementing_unit"], "&nbsp;")
        head.row(Cell(broken(pen, "主管", "部门")), department, Cell(broken(pen, "实施", "单位")), Cell(unit))
        return [head, self._money(pen), self._goals(pen), self._rows(pen)]

    def _money(self, pen: Pen) -> Sheet:
        sheet, rows = Sheet([11, 24, 16, 16, 13, 10, 10]), self._money_rows(pen)
        side = Cell(broken(pen, "项目", "资金", "(万元)"), rows=1 + len(rows))
        sheet.row(side, Cell(""), *head_cells(pen, *(head for _, head in self.money)))
        sheet.rows += rows
        return sheet

    def _goals(self, pen: Pen) -> Sheet:
        sheet, goals = Sheet([11, 44.5, 44.5]), range(len(pen.record["goals"]))
        side = Cell(broken(pen, "年度", "绩效", "目标"), rows=1 + len(goals))
        sheet.row(side, *head_cells(pen, "年初目标", "目标完成情况"))
        for index in goals:
            sheet.row(*(Cell(pen.put(f"/goals/{index}/{key}"), css="t") for key in ("expected", "actual")))
        return sheet

    def _rows(self, pen: Pen) -> Sheet:
        columns = self._table().columns
        spare = self.rng.choice([(), ("指标2:",), ("……",)])
        rows = indicator_rows(pen, IndicatorTable(columns, self.point, "指标{}:", spare, narrow=True))
        sheet = Sheet([5, *(column.width for column in columns)])
        names = [broken(pen, column.header[:2], column.header[2:]) for column in columns]
        side = Cell(broken(pen, *"绩效指标"), rows=1 + len(rows), css="v")
        sheet.row(side, *(Cell(name, css="h c") for name in names))
        sheet.rows += rows
        total = Cell(broken(pen, "总分"), 6, css="c")
        figures = (Cell(pen.score("/total_weight")), Cell(pen.score("/total_score")))
        sheet.row(total, *figures, Cell(pen.label("等级:") + pen.put("/grade")))
        return sheet


class StreetEvaluation(Inset, SectionedEvaluation):
    """As a street office types it: all money in one cell of pairs, points between target and result, opinions below."""

    name = "evaluation_street"
    titles = ("部门项目自评情况表", "项目支出绩效自评情况表", "惠民专项资金项目自评表")
    fields = ("reporting_unit", "grade", "problems", "preparer", "phone")
    money = (
        ("budget", "预算数"),
        ("received", "到位数"),
        ("executed", "支出数"),
        ("rate", "执行率"),
    )
    sources = (("total", "预算数"),)
    columns = (
        ("level1", "一级指标", 11),
        ("level2", "二级指标", 13),
        ("level3", "三级指标", 27),
        ("target", "目标值", 14),
        ("weight", "满分", 7),
        ("actual", "完成情况", 14),
        ("score", "得分", 7),
    )
    points = (None, "({}分)")

    def keep(self, full: Record) -> Record:
        """One unit is named, above the table."""
        record = super().keep(full) | {"supervising_department": None, "implementing_unit": None}
        record["reporting_unit"] = record["reporting_unit"] or full["implementing_unit"]
        return record

    def _above(self, pen: Pen) -> str:
        month = f"{pen.value('/year') + 1}年{self.rng.randint(1, 4)}月"
        unit = told(pen, "reporting_unit", "填报单位(盖章)", True)
        return titled(pen, "", "年度") + ends(unit, pen.label(f"填报时间:{month}"))

    def _sections(self, pen: Pen) -> list[Sheet]:
        head, about = Sheet([17, 83]), ("按照党组年度工作安排实施。", "属民生实事项目,经主任办公会研究确定。")
        head.row(Cell(pen.label("项目名称")), Cell(pen.put("/project_name"), css="l"))
        head.row(Cell(pen.label("项目概况")), Cell(pen.label(self.rng.choice(about)), css="t"))
        head.row(Cell(pen.label("资金安排及使用情况")), Cell(self._amounts(pen), css="t"))
        for index in range(len(pen.record["goals"])):
            for key, label in (("expected", "年度绩效目标"), ("actual", "目标完成情况")):
                head.row(Cell(pen.label(label)), Cell(pen.put(f"/goals/{index}/{key}"), css="t"))
        return [head, self._rows(pen), self._closing(pen)]

    def _amounts(self, pen: Pen) -> str:
        parts = []
        for key, label in self.money:
            name = pen.put("/funds/0/label") if key == "budget" else pen.label(label)
            if key == "rate":
                figure = pen.percent("/funds/0/rate")
            else:
                amount = pen.style.amount(pen.value(f"/funds/0/{key}"))
                figure = pen.put(f"/funds/0/{key}", printed=f"{amount}万元")
            parts.append(f"{name}{pen.label(':')}{figure}")
        return pen.label(";").join(parts)

    def _rows(self, pen: Pen) -> Sheet:
        table = self._table()
        sheet = Sheet([column.width for column in table.columns])
        sheet.head, sheet.rows = [header_cells(pen, table.columns)], indicator_rows(pen, table)
        return sheet

    def _closing(self, pen: Pen) -> Sheet:
        sheet = Sheet([17, 33, 17, 33])
        score, grade = Cell(pen.score("/total_score")), Cell(pen.put("/grade"))
        sheet.row(Cell(pen.label("自评总分")), score, Cell(pen.label("自评等级")), grade)
        hint = "(填写项目实施中存在的主要问题和整改措施,200字以内)"
        problems = pen.label(hint) if pen.value("/problems") is None else pen.put("/problems")
        sheet.row(Cell(pen.label("存在问题及改进措施")), Cell(problems, 3, css="t"))
        preparer, phone = Cell(pen.put("/preparer")), Cell(pen.put("/phone"))
        sheet.row(Cell(pen.label("填报人")), preparer, Cell(pen.label("联系电话")), phone)
        signed = f"&nbsp;<br>{ends('', pen.label('分管领导(签字):        年   月   日'))}"
        sheet.row(Cell(pen.label("单位审核意见")), Cell(signed, 3, css="t"))
        return sheet


class GroupTablesEvaluation(Inset, SectionedEvaluation):
    """The unit in the title; a table for each level-1 group under a line of text, the result in a sentence."""

    name = "evaluation_group_tables"
    titles = ("项目支出绩效自评表", "项目资金绩效自评表", "建设类项目支出绩效自评表")
    fields = ("reporting_unit", "grade")
    money = (
        ("budget", "预算安排"),
        ("received", "资金到位"),
        ("executed", "完成支付"),
        ("rate", "支付率"),
    )
    sources = (("total", "项目总资金"), ("fiscal", "财政资金"), ("other", "群众自筹"))
    columns = (
        ("seq", "序号", 6),
        ("level2", "二级指标", 15),
        ("level3", "三级指标", 31),
        ("target", "设定值", 14),
        ("actual", "完成值", 14),
        ("weight", "分值", 7),
        ("score", "得分", 7),
    )
    points = ("({}分)", ",共{}分")

    def keep(self, full: Record) -> Record:
        """The title begins with the unit's name; level-1 names stand between the tables."""
        record = super().keep(full)
        unit = full["supervising_department"]
        record.update(title=f"{unit}{self.title}", reporting_unit=unit)
        for row, drawn in zip(record["indicators"], full["indicators"], strict=True):
            row["level1"] = drawn["level1"]
        return record

    def _above(self, pen: Pen) -> str:
        year = pen.put("/year", printed=pen.style.text(f"({pen.value('/year')}年度)"))
        top = f'<div class="title">{pen.put("/title")}</div><div class="mid">{year}</div>'
        return top + ends(told(pen, "reporting_unit", "填报单位", True), pen.label("资金单位:万元"))

    def html(self, pen: Pen) -> str:
        """Return the head, the groups in turn, and the result."""
        text = self._above(pen) + joined(*self._sections(pen))
        table, rows = self._table(), pen.record["indicators"]
        numbers = [str(number + 1 - max(n for n in starts(rows) if n <= number)) for number in range(len(rows))]
        cells = woven(pen, table, {"seq": numbers})
        for number, (first, last) in enumerate(pairwise([*starts(rows), len(rows)])):
            sheet = Sheet([column.width for column in table.columns])
            sheet.head, sheet.rows = [header_cells(pen, table.columns)], cells[first:last]
            text += f'<div style="break-inside:avoid">{self._line(pen, number, first, last)}{sheet.html()}</div>'
        result = pen.label("自评总分:") + pen.score("/total_score") + pen.label("分") + "&emsp;"
        result += pen.label("评价等次:") + pen.put("/grade")
        return text + beneath(result, pen.label("单位负责人:"), pen.label("填表人:"))

    def _line(self, pen: Pen, number: int, first: int, last: int) -> str:
        name = pen.put(*(f"/indicators/{row}/level1" for row in range(first, last)))
        weight, points = pen.value(f"/indicators/{first}/level1_weight"), ""
        if self.point and weight is not None:
            pointers = (f"/indicators/{row}/level1_weight" for row in range(first, last))
            points = pen.put(*pointers, printed=pen.style.text(self.point.format(weight)))
        return f'<div style="padding:7pt 0 3pt">{pen.label(f"({_NUMERALS[number]})")}{name}{points}</div>'

    def _sections(self, pen: Pen) -> list[Sheet]:
        head = Sheet([16, 84])
        head.row(Cell(pen.label("项目名称")), Cell(pen.put("/project_name"), css="l"))
        head.row(Cell(pen.label("主管部门")), Cell(pen.put("/supervising_department"), css="l"))
        head.row(Cell(pen.label("实施单位")), Cell(pen.put("/implementing_unit"), css="l"))
        period = f"{pen.value('/year')}年{self.rng.randint(1, 4)}月-{pen.value('/year')}年{self.rng.randint(10, 12)}月"
        head.row(Cell(pen.label("实施时间")), Cell(pen.label(period, True), css="l"))
        goals = goals_beside(pen, "绩效目标", ("批复的绩效目标", "绩效目标完成情况"), (16, 42, 42))
        return [head, self._money(pen), goals]

    def _money(self, pen: Pen) -> Sheet:
        sheet, rows = Sheet([16, 20, 16, 16, 16, 16]), self._money_rows(pen)
        over = (head_cell(pen, "资金计划", 2), head_cell(pen, "资金使用", 2))
        sheet.row(Cell(pen.label("资金情况"), rows=2 + len(rows)), head_cell(pen, "资金来源", rows=2), *over)
        sheet.row(*head_cells(pen, *(head for _, head in self.money)))
        sheet.rows += rows
        return sheet
