"""Targets: retyped with the money across, as a staircase of levels, a system's card in yuan, for two periods."""

from __future__ import annotations

import re

from corpora.layouts.form import ends, year_line
from corpora.layouts.heldout.parts import HeldoutForm, head, heads, lines, remarks, sign_targets, under, upright
from corpora.layouts.indicator_rows import Column, IndicatorTable, header_cells, indicator_rows
from corpora.layouts.pen import Pen, Record
from corpora.layouts.pieces import labelled, sealed, starts, titled, told, woven
from corpora.layouts.sheet import Cell, Sheet
from corpora.layouts.style import in_yuan
from corpora.layouts.target_counted import CountedGoalsTarget

_COUNTED = re.compile(r"[≥≤=<>]*\d[\d.]*(?![\d.年月日-])")
"""How a target begins that is counted, not described."""


class WordTarget(HeldoutForm, CountedGoalsTarget):
    """The national form in Word: money across under its label, hints in brackets, a kind to tick, empty remarks."""

    name = "target_word"
    largest = 10.5
    titles = ("项目支出绩效目标表", "预算项目支出绩效目标申报表", "部门预算项目支出绩效目标表")
    money = (("total", "年度资金总额"), ("fiscal", "其中:财政拨款"), ("other", "其他资金"))
    columns = (
        ("level1", "一级指标", 10),
        ("level2", "二级指标", 14),
        ("level3", "三级指标", 36),
        ("target", "指标值(包含数字及文字描述)", 22),
        ("remark", "备注", 9),
    )

    def html(self, pen: Pen) -> str:
        """Return title, head, goals, indicators and signatures."""
        number = f"<div>{pen.label(self.rng.choice(['附件2-1', '附表3', '附2']))}</div>"
        top = f'{number}<div class="title">{pen.put("/title")}</div>{year_line(pen, "(", "年度)")}'
        signed = under(pen.label("填报人:"), pen.label("单位负责人:"), pen.label("填报日期:"))
        return top + self._head(pen).html() + self._rows(pen).html() + signed

    def _head(self, pen: Pen) -> Sheet:
        sheet = Sheet([14, 17, 11, 17, 11, 17, 13])
        sheet.row(head(pen, "项目名称"), Cell(pen.put("/project_name"), 6))
        kind = pen.label(self.rng.choice(["新增项目□  延续项目☑", "新增项目☑  延续项目□"]))
        sheet.row(head(pen, "单位名称"), Cell(sealed(pen, "reporting_unit"), 3), head(pen, "项目属性"), Cell(kind, 2))
        cells = [Cell(lines(pen, "资金安排", "(万元)"))]
        for name, amount in self._money_lines(pen):
            cells += [Cell(name, css="h c"), Cell(amount)]
        sheet.row(*cells)
        hint = lines(pen, "年度绩效目标", "(简明扼要)")
        sheet.row(Cell(hint), Cell(self._goal_lines(pen), 6, css="t"))
        return sheet

    def _rows(self, pen: Pen) -> Sheet:
        columns = [Column(*spec) for spec in self.columns]
        shown = IndicatorTable(columns[:-1], spare=self.rng.choice([(), ("……",)]), narrow=True)
        rows = indicator_rows(pen, shown)
        sheet = Sheet([7, *(column.width for column in columns)])
        sheet.row(Cell(upright(pen, "绩效指标"), rows=1 + len(rows), css="v"), *header_cells(pen, columns))
        for cells in rows:
            sheet.row(*cells, Cell(""))
        return sheet


class StaircaseTarget(HeldoutForm, CountedGoalsTarget):
    """A south-western export: project and goal in a row, each level in a row of its own, targets in three parts."""

    name = "target_staircase"
    landscape = True
    largest = 9.0
    titles = ("项目支出绩效目标表(本级下达)", "部门项目支出绩效目标表", "项目支出绩效目标公开表")
    money = ()
    columns = (
        ("level1", "一级指标", 11),
        ("level2", "二级指标", 12),
        ("level3", "三级指标", 20),
        ("sign", "指标性质", 6),
        ("number", "指标值", 10),
        ("unit", "度量单位", 7),
        ("nature", "指标属性", 7),
        ("description", "指标内容", 18),
    )

    def keep(self, full: Record) -> Record:
        """Values fit into three cells."""
        record = super().keep(full)
        sign_targets(record["indicators"])
        return record

    def html(self, pen: Pen) -> str:
        """Return title, line and the one table."""
        number = pen.label(self.rng.choice(["预算05-2表", "附表10", "公开12表"]))
        top = titled(pen, "", "年") + ends(told(pen, "reporting_unit", "单位名称", True), number)
        columns, records = [Column(*spec) for spec in self.columns], pen.record["indicators"]
        sheet = Sheet([14, 20, *(column.width for column in columns)])
        sheet.head = [[*heads(pen, "项目名称", "项目年度绩效目标"), *header_cells(pen, columns)]]
        blank = [Cell("") for _ in columns]
        sheet.row(Cell(pen.put("/project_name"), css="l"), Cell(self._goal_lines(pen), css="t"), *blank)
        rows = indicator_rows(pen, IndicatorTable(columns[2:], merge=False))
        firsts = starts(records)
        for index, cells in enumerate(rows):
            if index in firsts:
                sheet.row(*self._step(pen, index, "level1"))
            if index in firsts or records[index]["level2"] != records[index - 1]["level2"]:
                sheet.row(*self._step(pen, index, "level2"))
            counted = _COUNTED.match(records[index]["target"] or "")
            nature = Cell(pen.label("定量指标" if counted else "定性指标"))
            cells[-2:] = [nature, cells[-1]]
            sheet.row(*(Cell("") for _ in range(4)), *cells)
        return top + sheet.html()

    def _step(self, pen: Pen, index: int, level: str) -> list[Cell]:
        """Return the row of a level's name, which stands for all rows below it."""
        rows, keys = pen.record["indicators"], ("level1", "level2") if level == "level2" else ("level1",)
        covered = [index]
        while covered[-1] + 1 < len(rows) and all(rows[covered[-1] + 1][key] == rows[index][key] for key in keys):
            covered.append(covered[-1] + 1)
        name = Cell(pen.put(*(f"/indicators/{row}/{level}" for row in covered)), css="l")
        at = 3 if level == "level2" else 2
        return [name if column == at else Cell("") for column in range(2 + len(self.columns))]


class CardTarget(HeldoutForm, CountedGoalsTarget):
    """A northern export in yuan: codes beside names, sources side by side, a weight for each indicator."""

    name = "target_card"
    largest = 9.0
    titles = ("项目绩效目标表", "预算项目绩效目标表", "部门预算项目绩效目标情况表")
    kept = ("project_code", "reporting_unit_code")
    money = (("total", "资金总额"), ("fiscal", "财政拨款"), ("other", "单位资金"))
    columns = (
        ("level1", "一级指标", 9),
        ("level2", "二级指标", 12),
        ("level3", "三级指标", 22),
        ("share", "权重", 6),
        ("sign", "运算符号", 7),
        ("number", "指标值", 12),
        ("unit", "计量单位", 8),
        ("basis", "指标值设定依据", 17),
    )

    def keep(self, full: Record) -> Record:
        """Values fit into three cells."""
        record = super().keep(full)
        sign_targets(record["indicators"])
        return record

    def html(self, pen: Pen) -> str:
        """Return title, head, money, goals and indicators."""
        pen.unit, pen.style = "元", in_yuan(pen.style)
        top = f'<div class="title">{pen.put("/title")}</div>'
        year = pen.put("/year", printed=pen.style.text(f"预算年度:{pen.value('/year')}"))
        parts = (self._head(pen), self._money(pen), self._goals(pen), self._rows(pen))
        return top + ends(year, pen.label("金额单位:元")) + "".join(part.html() for part in parts)

    def _head(self, pen: Pen) -> Sheet:
        rows = (
            (("单位编码", pen.put("/reporting_unit_code")), ("单位名称", sealed(pen, "reporting_unit"))),
            (("项目编码", pen.put("/project_code")), ("项目名称", pen.put("/project_name"))),
            (
                ("项目类别", pen.label(self.rng.choice(["特定目标类", "其他运转类"]))),
                ("项目期限", pen.label("1年", True)),
            ),
        )
        return labelled(pen, (12, 27, 12, 49), *rows)

    def _money(self, pen: Pen) -> Sheet:
        lines_ = self._money_lines(pen)
        sheet = Sheet([12, 22, 22, 22, 22])
        names = [Cell(name, css="h c") for name, _ in lines_]
        sheet.row(Cell(pen.label("资金来源"), rows=2), *names, head(pen, "上年结转"))
        sheet.row(*(Cell(amount) for _, amount in lines_), Cell(""))
        return sheet

    def _goals(self, pen: Pen) -> Sheet:
        sheet = Sheet([12, 88])
        sheet.row(Cell(pen.label("年度绩效目标")), Cell(self._goal_lines(pen), css="t"))
        return sheet

    def _rows(self, pen: Pen) -> Sheet:
        columns, records = [Column(*spec) for spec in self.columns], pen.record["indicators"]
        sheet = Sheet([column.width for column in columns])
        sheet.head = [header_cells(pen, columns)]
        shares = [str(self.rng.choice([5, 5, 10, 10, 15])) for _ in records]
        sheet.rows = woven(pen, IndicatorTable(columns), {"share": shares})
        return sheet


class PeriodTarget(HeldoutForm, CountedGoalsTarget):
    """A southern province's: what it is for, money and when it is spent, values for the term and for the year."""

    name = "target_period"
    largest = 10.0
    titles = ("项目绩效目标申报表", "财政资金项目绩效目标表", "部门预算项目绩效目标申报表")
    kept = ("purpose", "spending_plan", "project_code")
    money = (("total", "年度预算金额"), ("fiscal", "财政资金"), ("other", "其他资金"))
    columns = (
        ("level1", "一级指标", 12),
        ("level2", "二级指标", 16),
        ("level3", "三级指标", 34),
        ("term", "实施期指标值", 14),
        ("target", "当年度指标值", 20),
    )

    def html(self, pen: Pen) -> str:
        """Return title, head, texts, plan and indicators."""
        top = titled(pen, "", "年") + ends(told(pen, "reporting_unit", "申报单位", True), pen.label("单位:万元"))
        parts = (self._head(pen), self._plan(pen), self._rows(pen))
        note = remarks(pen, "注:一年期项目只填当年度指标值。")
        return top + "".join(part.html() for part in parts) + note

    def _head(self, pen: Pen) -> Sheet:
        sheet = Sheet([16, 34, 16, 34])
        rows = (
            (("项目名称", pen.put("/project_name")),),
            (("项目编号", pen.put("/project_code")), ("项目级次", pen.label(self.rng.choice(["县级", "市级"])))),
        )
        sheet.rows = labelled(pen, (16, 34, 16, 34), *rows).rows
        for number, (source, label) in enumerate(self.money):
            name, amount = self._money_line(pen, source, label)
            side = [Cell(pen.label("资金构成"), rows=len(self.money))] if number == 0 else []
            sheet.row(*side, Cell(name, css="l"), Cell(amount, 2))
        sheet.row(head(pen, "资金用途"), Cell(pen.put("/purpose"), 3, css="t"))
        sheet.row(head(pen, "年度总体绩效目标"), Cell(self._goal_lines(pen), 3, css="t"))
        return sheet

    def _plan(self, pen: Pen) -> Sheet:
        plan: list[Record] = pen.record["spending_plan"]
        sheet = Sheet([16, *([84 / len(plan)] * len(plan))])
        steps = range(len(plan))
        sheet.row(
            Cell(pen.label("资金支出计划"), rows=2),
            *(Cell(pen.put(f"/spending_plan/{n}/by"), css="h c") for n in steps),
        )
        sheet.row(*(Cell(pen.percent(f"/spending_plan/{n}/percent")) for n in steps))
        return sheet

    def _rows(self, pen: Pen) -> Sheet:
        columns, blank = [Column(*spec) for spec in self.columns], self.rng.choice(["", "/", "—"])
        sheet = Sheet([column.width for column in columns])
        sheet.head = [header_cells(pen, columns)]
        sheet.rows = woven(pen, IndicatorTable(columns), {"term": [blank] * len(pen.record["indicators"])})
        return sheet
