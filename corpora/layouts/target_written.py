"""Targets that are nearly letters: lines above an open table, an application with opinions, three ruled lines."""

from __future__ import annotations

from corpora.layouts.form import ends, year_line
from corpora.layouts.indicator_rows import Column, IndicatorTable, header_cells, indicator_rows
from corpora.layouts.inset import Inset
from corpora.layouts.pen import Pen, Record
from corpora.layouts.pieces import band, beneath, framed, joined, level1, line, starts, titled, told, woven
from corpora.layouts.sheet import Cell, Sheet
from corpora.layouts.target_counted import CountedGoalsTarget


class LinesAboveTarget(Inset, CountedGoalsTarget):
    """Everything but the indicators in lines of text; how to judge and how much it counts beside each of them."""

    name = "target_lines_above"
    titles = ("项目绩效目标及指标表", "项目支出绩效目标公开表", "部门预算重点项目绩效目标表")
    kept = ("project_code",)
    money = (("total", "项目预算"), ("fiscal", "其中财政拨款"))
    columns = (
        ("level1", "一级指标", 11),
        ("level2", "二级指标", 13),
        ("level3", "三级指标", 27),
        ("target", "指标值", 16),
        ("judged", "评分标准", 16),
        ("share", "分值", 6),
    )

    def html(self, pen: Pen) -> str:
        """Return title, lines, and the table without its sides."""
        head = [line(told(pen, "reporting_unit", "申报单位", True), pen.label("金额单位:万元"))]
        head.append(line(told(pen, "project_name", "项目名称")))
        head.append(line(told(pen, "project_code", "项目代码"), pen.label("项目周期:1年")))
        amounts = []
        for source, label in self.money:
            name, amount = self._money_line(pen, source, label)
            amounts.append(name + pen.label(":") + amount)
        head.append(line(*amounts))
        goals = f"<div>{pen.label('年度绩效目标:')}{self._goal_lines(pen)}</div>"
        columns, records = [Column(*spec) for spec in self.columns], pen.record["indicators"]
        judged = ["完成得满分,未完成按比例扣分", "达标计满分", "每低1%扣0.5分", "不达标不得分"]
        extra = {
            "judged": [self.rng.choice(judged) for _ in records],
            "share": [self.rng.choice(["5", "8", "10", "12.5"]) for _ in records],
        }
        sheet = Sheet([column.width for column in columns])
        sheet.head = [header_cells(pen, columns)]
        sheet.rows = woven(pen, IndicatorTable(columns), extra)
        top = titled(pen, "", "年度", self.rng.choice([0, 0, 4]))
        return top + "".join(head) + goals + f'<div class="open">{sheet.html()}</div>'


class ApplicationTarget(Inset, CountedGoalsTarget):
    """申报书: what the project is about in rows of text, opinions to be signed at its foot."""

    name = "target_application"
    titles = ("项目支出绩效目标申报书", "财政专项资金绩效目标申报书", "项目支出绩效目标申报表")
    kept = ("purpose", "reporting_unit_code")
    money = (("total", "申请金额"), ("fiscal", "其中:财政资金"), ("other", "单位自筹"))
    columns = (
        ("level1", "指标类别", 14),
        ("level2", "指标分类", 17),
        ("level3", "指标名称", 40),
        ("target", "目标值", 22),
    )

    def html(self, pen: Pen) -> str:
        """Return title and the boxes."""
        top = f'<div class="title">{pen.put("/title")}</div>{year_line(pen, "(", "年度)")}'
        parts = (self._head(pen), self._about(pen), self._money(pen), self._aims(pen), self._indicators(pen))
        return top + joined(*parts, self._opinions(pen))

    def _head(self, pen: Pen) -> Sheet:
        sheet = Sheet([17, 33, 17, 33])
        seal = pen.seal(pen.record["reporting_unit"], "&nbsp;")
        sheet.row(Cell(pen.label("项目名称")), Cell(pen.put("/project_name"), 3))
        codes = Cell(pen.put("/reporting_unit_code"))
        unit = Cell(pen.put("/reporting_unit") + seal)
        sheet.row(Cell(pen.label("申报单位")), unit, Cell(pen.label("单位代码")), codes)
        who = (Cell(pen.label("项目主管")), Cell(pen.label("00000000")))
        sheet.row(Cell(pen.label("项目负责人")), who[0], Cell(pen.label("联系电话")), who[1])
        start = pen.label(f"{pen.value('/year')}年1月")
        end = pen.label(f"{pen.value('/year')}年12月")
        sheet.row(Cell(pen.label("开始时间")), Cell(start), Cell(pen.label("完成时间")), Cell(end))
        return sheet

    def _about(self, pen: Pen) -> Sheet:
        sheet = Sheet([17, 83])
        known = ("按照上级文件及部门职责设立。", "根据年度工作要点安排。", "履行法定职责所需。")
        for label in ("立项依据", "项目可行性和必要性"):
            sheet.row(Cell(pen.label(label)), Cell(pen.label(self.rng.choice(known)), css="t"))
        sheet.row(Cell(pen.label("资金用途")), Cell(pen.put("/purpose"), css="t"))
        return sheet

    def _money(self, pen: Pen) -> Sheet:
        sheet = Sheet([17, 33, 50])
        for number, (source, label) in enumerate(self.money):
            name, amount = self._money_line(pen, source, label)
            side = [Cell(pen.label("资金需求(万元)"), rows=3)] if number == 0 else []
            sheet.row(*side, Cell(name, css="l"), Cell(amount))
        return sheet

    def _aims(self, pen: Pen) -> Sheet:
        sheet, goals = Sheet([17, 8, 75]), range(len(pen.record["goals"]))
        sheet.row(
            Cell(pen.label("年度绩效目标"), rows=1 + len(goals)), Cell(pen.label("序号")), Cell(pen.label("内容"))
        )
        for index in goals:
            sheet.row(Cell(pen.label(str(index + 1))), Cell(pen.put(f"/goals/{index}/expected"), css="t"))
        return sheet

    def _indicators(self, pen: Pen) -> Sheet:
        columns = [Column(*spec) for spec in self.columns]
        sheet = Sheet([column.width for column in columns])
        sheet.head, sheet.rows = [header_cells(pen, columns)], indicator_rows(pen, IndicatorTable(columns))
        return sheet

    def _opinions(self, pen: Pen) -> Sheet:
        sheet = Sheet([17, 83])
        for office in ("申报单位意见", "主管部门审核意见", "财政部门审核意见"):
            signed = f'<br><div style="text-align:right">{pen.label("(盖章)    年  月  日")}</div>'
            sheet.row(Cell(pen.label(office)), Cell(f"&nbsp;<br>{signed}", css="t"))
        return sheet


class ThreeLinesTarget(Inset, CountedGoalsTarget):
    """As a university prints it: three ruled lines and no more, level-1 groups as lines between the rows."""

    name = "target_three_lines"
    titles = ("预算项目绩效目标表", "校内专项绩效目标申报表", "项目支出绩效目标一览")
    money = (("total", "预算总额"), ("fiscal", "财政拨款"), ("other", "自筹经费"))
    columns = (("level2", "二级指标", 22), ("level3", "三级指标", 46), ("target", "目标值", 32))

    def keep(self, full: Record) -> Record:
        """Level-1 names stand between the rows."""
        record = super().keep(full)
        for row, drawn in zip(record["indicators"], full["indicators"], strict=True):
            row["level1"] = drawn["level1"]
        return record

    def html(self, pen: Pen) -> str:
        """Return title and three tables."""
        year = pen.put("/year", printed=pen.style.text(f"({pen.value('/year')})"))
        top = f'<div class="title">{pen.put("/title")}{year}</div>'
        top += ends(told(pen, "reporting_unit", "项目单位", True), pen.label("万元"))
        tables = (self._head(pen), self._aims(pen), self._indicators(pen))
        gap = '<div style="height:8pt"></div>'
        return top + framed("lines", gap.join(table.html() for table in tables)) + beneath(pen.label("经办:"))

    def _head(self, pen: Pen) -> Sheet:
        sheet = Sheet([46, 18, 18, 18])
        lines = [self._money_line(pen, *source) for source in self.money]
        sheet.head = [[Cell(pen.label("项目名称"), css="h c"), *(Cell(name, css="h c") for name, _ in lines)]]
        sheet.row(Cell(pen.put("/project_name")), *(Cell(amount) for _, amount in lines))
        return sheet

    def _aims(self, pen: Pen) -> Sheet:
        sheet = Sheet([100])
        sheet.head = [[Cell(pen.label("绩效目标"), css="h c")]]
        for index in range(len(pen.record["goals"])):
            sheet.row(Cell(pen.label(f"({index + 1})") + pen.put(f"/goals/{index}/expected"), css="t"))
        return sheet

    def _indicators(self, pen: Pen) -> Sheet:
        columns = [Column(*spec) for spec in self.columns]
        sheet = Sheet([column.width for column in columns])
        sheet.head = [header_cells(pen, columns)]
        firsts = starts(pen.record["indicators"])
        for index, cells in enumerate(indicator_rows(pen, IndicatorTable(columns, merge=False))):
            if index in firsts:
                sheet.rows.append(band(level1(pen, index, None), len(columns), "band c"))
            sheet.rows.append(cells)
        return sheet
