"""Targets that look beyond the year: a goal for the term over the year's, last year's values, money of three years."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from corpora.content.money import plain
from corpora.layouts.form import ends, year_line
from corpora.layouts.indicator_rows import Column, IndicatorTable, header_cells, indicator_rows
from corpora.layouts.inset import Inset
from corpora.layouts.pen import Pen, Record
from corpora.layouts.pieces import beneath, framed, joined, titled, told, woven
from corpora.layouts.sheet import Cell, Sheet
from corpora.layouts.target_counted import CountedGoalsTarget


class StackedTermsTarget(Inset, CountedGoalsTarget):
    """A goal for the middle term over the year's own, money in one line of heads, counted template rows."""

    name = "target_stacked_terms"
    titles = ("项目支出绩效目标表", "部门预算项目支出绩效目标表", "项目支出预算绩效目标表")
    money = (("total", "项目资金总额"), ("fiscal", "其中:财政拨款"), ("other", "其他资金"))
    columns = (
        ("level1", "一级指标", 13),
        ("level2", "二级指标", 17),
        ("level3", "三级指标", 40),
        ("target", "年度指标值", 23),
    )
    spare: ClassVar[tuple[tuple[str, ...], ...]] = ((), ("……",), ("指标…:",))

    def keep(self, full: Record) -> Record:
        """Two goals at most, the first of two for the term."""
        record = super().keep(full)
        record["goals"] = record["goals"][:2]
        return record

    def html(self, pen: Pen) -> str:
        """Return title, head, goals, indicators."""
        top = f'<div class="title">{pen.put("/title")}</div>{year_line(pen, "(", "年度)")}'
        top += ends(told(pen, "reporting_unit", "部门(单位)名称", True), pen.label("单位:万元"))
        name, money = Sheet([16, 84]), Sheet([16, 28, 28, 28])
        name.row(Cell(pen.label("项目名称")), Cell(pen.put("/project_name")))
        name.row(Cell(pen.label("项目类别")), Cell(pen.label("其他运转类□  特定目标类☑")))
        heads, amounts = zip(*(self._money_line(pen, *source) for source in self.money), strict=True)
        money.row(Cell(pen.label("预算资金"), rows=2), *(Cell(head, css="h c") for head in heads))
        money.row(*(Cell(amount) for amount in amounts))
        return top + joined(name, money, self._goals(pen), self._indicators(pen))

    def _goals(self, pen: Pen) -> Sheet:
        sheet, year = Sheet([16, 20, 64]), pen.value("/year")
        terms = (f"中期目标({year}-{year + 2}年)", f"年度目标({year}年)")
        texts = [pen.put(f"/goals/{index}/expected") for index in range(len(pen.record["goals"]))]
        texts = texts if len(texts) > 1 else ["", *texts]
        for number, (term, text) in enumerate(zip(terms, texts, strict=True)):
            side = [Cell(pen.label("绩效目标"), rows=2)] if number == 0 else []
            sheet.row(*side, Cell(pen.label(term)), Cell(text, css="t"))
        return sheet

    def _indicators(self, pen: Pen) -> Sheet:
        columns = [Column(*spec) for spec in self.columns]
        rows = indicator_rows(pen, IndicatorTable(columns, None, "指标{}:", self.rng.choice(self.spare)))
        sheet = Sheet([7, *(column.width for column in columns)])
        sheet.row(Cell(pen.label("绩效指标"), rows=1 + len(rows), css="v"), *header_cells(pen, columns))
        sheet.rows += rows
        return sheet


class LastYearTarget(Inset, CountedGoalsTarget):
    """On its side: what was reached last year stands before what is planned; a weight and a unit that asks for data."""

    name = "target_last_year"
    landscape = True
    titles = ("项目绩效目标申报表", "预算项目支出绩效目标申报表", "专项资金绩效目标申报表")
    kept = ("project_code", "reporting_unit_code")
    money = (("total", "本年预算申请数"), ("fiscal", "其中:一般公共预算"), ("other", "其他"))
    columns = (
        ("level1", "一级指标", 9),
        ("level2", "二级指标", 11),
        ("level3", "三级指标", 24),
        ("description", "指标内涵", 19),
        ("before", "上年实际值", 10),
        ("target", "本年目标值", 12),
        ("share", "权重", 6),
        ("office", "责任科室", 9),
    )

    def html(self, pen: Pen) -> str:
        """Return title, head, indicators; shaded."""
        top = titled(pen, "", "年", 0) + f'<div class="right">{pen.label("金额单位:万元")}</div>'
        below = beneath(pen.label("填报人:"), pen.label("财务负责人:"), pen.label("单位负责人:"))
        return top + framed("shaded", joined(self._head(pen), self._indicators(pen))) + below

    def _head(self, pen: Pen) -> Sheet:
        sheet = Sheet([11, 14, 11, 14, 11, 14, 11, 14])
        unit = pen.put("/reporting_unit_code") + pen.label("-", True) + pen.put("/reporting_unit")
        code = Cell(pen.put("/project_code"), 3)
        seal = pen.seal(pen.record["reporting_unit"], "&nbsp;")
        sheet.row(Cell(pen.label("预算单位"), css="h c"), Cell(unit + seal, 7, css="l"))
        name = Cell(pen.put("/project_name"), 3)
        sheet.row(Cell(pen.label("项目名称"), css="h c"), name, Cell(pen.label("项目编码"), css="h c"), code)
        cells = [Cell(pen.label("上年预算数"), css="h c"), Cell(self._last(pen))]
        for source, label in self.money:
            head, amount = self._money_line(pen, source, label)
            cells += [Cell(head, css="h c"), Cell(amount)]
        sheet.row(*cells)
        sheet.row(Cell(pen.label("年度绩效目标"), css="h c"), Cell(self._goal_lines(pen), 7, css="t"))
        return sheet

    def _last(self, pen: Pen) -> str:
        budget = Decimal(pen.record["funds"][0]["budget"])
        return pen.label(plain((budget * Decimal(str(self.rng.choice([0.8, 0.95, 1.1])))).quantize(Decimal("0.01"))))

    def _indicators(self, pen: Pen) -> Sheet:
        columns, records = [Column(*spec) for spec in self.columns], pen.record["indicators"]
        before = ["" if row["target"] is None else row["target"].lstrip("≥≤<>=") for row in records]
        extra = {
            "before": [text if self.rng.random() < 0.4 else f"{self.rng.randint(60, 99)}" for text in before],
            "share": [self.rng.choice(["5", "10", "15"]) for _ in records],
            "office": [self.rng.choice(["办公室", "财务科", "业务科", "综合处"]) for _ in records],
        }
        sheet = Sheet([column.width for column in columns])
        sheet.head = [header_cells(pen, columns)]
        sheet.rows = woven(pen, IndicatorTable(columns), extra)
        return sheet


class MoneyYearsTarget(Inset, CountedGoalsTarget):
    """Money by source for three years, of which the first is meant; the spending plan told in one cell."""

    name = "target_money_years"
    titles = ("项目支出绩效目标批复表", "预算项目绩效目标表", "部门项目支出绩效目标申报表")
    kept = ("purpose", "spending_plan", "project_code")
    money = (("total", "合计"), ("fiscal", "财政拨款"), ("other", "非财政拨款"))
    columns = (
        ("level1", "一级指标", 12),
        ("level2", "二级指标", 15),
        ("level3", "三级指标", 29),
        ("target", "指标值", 18),
        ("basis", "指标值来源", 19),
    )

    def html(self, pen: Pen) -> str:
        """Return title, head, money, texts, indicators."""
        number = f'<div class="right">{pen.label(self.rng.choice(["预算10表", "表11", "公开表12"]))}</div>'
        year = pen.put("/year", printed=f"预算年度:{pen.value('/year')}")
        top = number + f'<div class="title">{pen.put("/title")}</div>' + ends(year, pen.label("单位:万元"))
        below = framed("dots", joined(self._head(pen), self._money(pen), self._texts(pen), self._indicators(pen)))
        return top + below

    def _head(self, pen: Pen) -> Sheet:
        sheet = Sheet([17, 33, 17, 33])
        seal = pen.seal(pen.record["reporting_unit"], "&nbsp;")
        sheet.row(Cell(pen.label("部门(单位)")), Cell(pen.put("/reporting_unit") + seal, 3, css="l"))
        sheet.row(Cell(pen.label("项目名称")), Cell(pen.put("/project_name"), 3, css="l"))
        terms = Cell(pen.label(f"{pen.value('/year')}-{pen.value('/year') + 2}年"))
        sheet.row(Cell(pen.label("项目代码")), Cell(pen.put("/project_code")), Cell(pen.label("实施周期")), terms)
        return sheet

    def _money(self, pen: Pen) -> Sheet:
        sheet, year = Sheet([17, 23, 20, 20, 20]), pen.value("/year")
        heads = (Cell(pen.label(f"{year + after}年"), css="h c") for after in range(3))
        sheet.row(Cell(pen.label("资金安排"), rows=4), Cell(pen.label("来源"), css="h c"), *heads)
        for source, label in self.money:
            name, amount = self._money_line(pen, source, label)
            later = self.rng.choice(["0", "", "—"])
            sheet.row(Cell(name), Cell(amount), Cell(pen.label(later) if later else ""), Cell(""))
        return sheet

    def _texts(self, pen: Pen) -> Sheet:
        sheet = Sheet([17, 83])
        sheet.row(Cell(pen.label("资金用途")), Cell(pen.put("/purpose"), css="t"))
        steps = []
        for index in range(len(pen.record["spending_plan"])):
            step = f"/spending_plan/{index}"
            steps.append(pen.put(f"{step}/by") + pen.label(":") + pen.percent(f"{step}/percent"))
        sheet.row(Cell(pen.label("累计支出计划")), Cell("&emsp;&emsp;".join(steps), css="l"))
        sheet.row(Cell(pen.label("绩效目标")), Cell(self._goal_lines(pen), css="t"))
        return sheet

    def _indicators(self, pen: Pen) -> Sheet:
        columns = [Column(*spec) for spec in self.columns]
        sheet = Sheet([column.width for column in columns])
        sheet.head, sheet.rows = [header_cells(pen, columns)], indicator_rows(pen, IndicatorTable(columns))
        return sheet
