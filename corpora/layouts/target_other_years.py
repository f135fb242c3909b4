"""项目支出绩效目标申报表 with other years beside this one: the whole term, or the two years before."""

from __future__ import annotations

from corpora.layouts.form import ends, year_line
from corpora.layouts.indicator_rows import Column, IndicatorTable, header_cells, indicator_rows
from corpora.layouts.inset import SmallPrint
from corpora.layouts.pen import Pen, Record
from corpora.layouts.pieces import heads, joined, labelled, sealed, titled, woven
from corpora.layouts.sheet import Cell, Sheet
from corpora.layouts.target_counted import CountedGoalsTarget


class TwoSidedTarget(SmallPrint, CountedGoalsTarget):
    """The national application: the whole term left, with its template lines, and the year right, row by row."""

    name = "target_two_sided"
    titles = ("项目支出绩效目标申报表", "部门项目支出绩效目标申报表", "预算项目支出绩效目标申报表")
    money = (("total", "年度资金总额"), ("fiscal", "其中:财政拨款"), ("other", "其他资金"))
    columns = (
        ("level1", "一级指标", 6),
        ("level2", "二级指标", 10),
        ("level3", "三级指标", 22),
        ("target", "指标值", 13),
    )

    def html(self, pen: Pen) -> str:
        """Return title, head and the indicators of both terms."""
        top = f'<div class="title">{pen.put("/title")}</div>{year_line(pen, "(", "年度)")}'
        return top + joined(self._head(pen), self._both(pen))

    def _head(self, pen: Pen) -> Sheet:
        sheet, year = Sheet([14, 24, 19, 24, 19]), pen.value("/year")
        sheet.row(Cell(pen.label("项目名称")), Cell(pen.put("/project_name"), 4))
        sheet.row(Cell(pen.label("申报单位")), Cell(sealed(pen, "reporting_unit"), 4))
        kind = Cell(pen.label("新增项目☑  延续项目□"), 2)
        sheet.row(Cell(pen.label("项目属性")), kind, Cell(pen.label("项目期")), Cell(pen.label(f"{year}年")))
        whole = ("实施期资金总额", "其中:财政拨款", "其他资金")
        for number, ((name, amount), label) in enumerate(zip(self._money_lines(pen), whole, strict=True)):
            side = [Cell(pen.label("项目资金") + "<br>" + pen.label("(万元)"), rows=3)] if number == 0 else []
            sheet.row(*side, Cell(pen.label(label), css="l"), Cell(""), Cell(name, css="l"), Cell(amount))
        terms = ("实施期目标(    年—    年)", "年度目标")
        sheet.row(Cell(pen.label("总体目标"), rows=2), *(Cell(pen.label(term), 2, css="h c") for term in terms))
        sheet.row(Cell(pen.label("(一次性项目不填)"), 2), Cell(self._goal_lines(pen), 2, css="t"))
        return sheet

    def _both(self, pen: Pen) -> Sheet:
        table = IndicatorTable([Column(*spec) for spec in self.columns], narrow=True)
        sheet = Sheet([5, 6, 10, 17, 9, 10, 26, 17])
        rows = indicator_rows(pen, table)
        names = ["二级指标", "三级指标", "指标值"]
        labels = ("一级指标", *names, *names)
        first = Cell(pen.label("绩效指标"), rows=1 + len(rows), css="v")
        sheet.row(first, *(Cell(pen.label(label), css="h c") for label in labels))
        records = pen.record["indicators"]
        for index, cells in enumerate(rows):
            left: list[Cell] = []
            if len(cells) > 2:
                left = [Cell(pen.label(records[index]["level2"]), rows=cells[-3].rows)]
            at = len(cells) - 3 if len(cells) > 2 else 0
            sheet.row(*cells[:at], *left, Cell(""), Cell(""), *cells[at:])
        return sheet


class TwoYearsBeforeTarget(SmallPrint, CountedGoalsTarget):
    """An application in rows of text: the project's years and kind, last budgets, values of the two years before."""

    name = "target_two_years_before"
    titles = ("项目支出绩效目标申报表", "项目申报表(含绩效目标)", "部门项目申报及绩效目标表")
    kept = ("purpose", "project_code", "reporting_unit_code")
    money = (("total", "合计"), ("fiscal", "1.财政拨款收入"), ("other", "2.其他收入"))
    columns = (
        ("level1", "一级指标", 9),
        ("level2", "二级指标", 11),
        ("level3", "三级指标", 25),
        ("first", "前年", 8),
        ("second", "上年", 8),
        ("target", "预期当年实现", 14),
        ("basis", "指标值确定依据", 18),
    )

    def html(self, pen: Pen) -> str:
        """Return the form, whose currency and date stand above."""
        date = pen.label(f"申报日期:{pen.value('/year') - 1}年1{self.rng.randint(0, 2)}月")
        top = titled(pen, "", "年") + ends(date, pen.label("单位:万元"))
        return top + joined(self._head(pen), self._money(pen), self._rows(pen))

    def _head(self, pen: Pen) -> Sheet:
        year = pen.value("/year")
        unit = pen.put("/reporting_unit_code") + pen.label(" ", True) + sealed(pen, "reporting_unit")
        plan = pen.label(self.rng.choice(["按季度推进,年底前完成。", "一季度完成采购,二至四季度实施。"]))
        ground = pen.label(self.rng.choice(["依据部门职责及年度工作要点。", "按照上级文件要求设立。"]))
        return labelled(
            pen,
            (16, 34, 16, 34),
            (("项目名称", pen.put("/project_name")), ("项目编码", pen.put("/project_code"))),
            (("项目单位", unit),),
            (("项目属性", pen.label("持续性项目☑ 新增项目□")), ("支出类别", pen.label("业务工作经费"))),
            (("起始年度", pen.label(f"{year}年")), ("终止年度", pen.label(f"{year + 2}年"))),
            (("立项依据", ground),),
            (("项目实施方案", plan),),
            (("资金用途", pen.put("/purpose")),),
            (("年度绩效目标", self._goal_lines(pen)),),
            css="l",
        )

    def _money(self, pen: Pen) -> Sheet:
        sheet = Sheet([16, 42, 42])
        sheet.row(
            Cell(pen.label("项目资金来源"), rows=4),
            Cell(pen.label("来源项目"), css="h c"),
            Cell(pen.label("金额"), css="h c"),
        )
        for name, amount in self._money_lines(pen):
            sheet.row(Cell(name, css="l"), Cell(amount))
        return sheet

    def _rows(self, pen: Pen) -> Sheet:
        columns = [Column(*spec) for spec in self.columns]
        sheet = Sheet([7, *(column.width for column in columns)])
        extra = {key: [self._before(row) for row in pen.record["indicators"]] for key in ("first", "second")}
        rows = woven(pen, IndicatorTable(columns), extra)
        over = Cell(pen.label("指标值"), 3, css="h c")
        side = Cell(pen.label("年度绩效目标表"), rows=3 + len(rows), css="v")
        top = (*heads(pen, columns[:3], 3), over, *heads(pen, columns[-1:], 3))
        sheet.row(side, *top)
        sheet.row(Cell(pen.label("近两年指标值"), 2, css="h c"), Cell(pen.label("预期当年实现"), rows=2, css="h c"))
        sheet.row(*header_cells(pen, columns[3:5]))
        sheet.rows += rows
        return sheet

    def _before(self, row: Record) -> str:
        return "" if row["target"] is None else self.rng.choice(["/", f"{self.rng.randint(70, 99)}%", "无", ""])
