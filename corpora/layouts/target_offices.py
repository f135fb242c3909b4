"""Targets of county offices: two terms of indicators, a reply, a table to be tracked, money beside its plan."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from corpora.layouts.form import ends, year_line
from corpora.layouts.indicator_rows import Column, IndicatorTable, header_cells, indicator_rows
from corpora.layouts.inset import Inset
from corpora.layouts.pen import Pen, Record
from corpora.layouts.pieces import beneath, head_cell, head_cells, joined, remarks, titled, told, woven
from corpora.layouts.sheet import Cell, Sheet
from corpora.layouts.target_counted import CountedGoalsTarget

_LONG_TERM = (
    ("产出指标", ("数量指标", "质量指标", "时效指标", "成本指标")),
    ("效益指标", ("经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标")),
    ("满意度指标", ("服务对象满意度指标",)),
)


class LongTermTarget(Inset, CountedGoalsTarget):
    """A form for two terms: the long one an empty template above the year's own; schedule, contents and basis told."""

    name = "target_long_term"
    frame = "upright"
    titles = ("财政支出项目绩效目标申报表", "县级项目支出绩效目标申报表", "部门预算项目绩效目标申报书")
    kept = ("reporting_unit_code",)
    money = (("total", "资金总额"), ("fiscal", "财政拨款"), ("other", "自有资金"))
    columns = (
        ("level1", "一级指标", 13),
        ("level2", "二级指标", 18),
        ("level3", "指标内容", 34),
        ("target", "指标值", 20),
    )

    def html(self, pen: Pen) -> str:
        """Return title, head, both tables of indicators, and who answers for them."""
        top = f'<div class="title">{pen.put("/title")}</div>{year_line(pen, "(", "年度)")}'
        top += ends(told(pen, "reporting_unit", "填报单位(盖章)", True), "")
        long, year = (self._blank(pen), self._year(pen))
        signed = beneath(pen.label("填报人:"), pen.label("单位负责人:"), pen.label("填报日期:   年   月   日"))
        return top + joined(self._head(pen), self._schedule(pen), self._aims(pen), long, year) + signed

    def _head(self, pen: Pen) -> Sheet:
        sheet = Sheet([17, 33, 17, 33])
        sheet.row(Cell(pen.label("项目名称")), Cell(pen.put("/project_name"), 3, css="l"))
        kind = self.rng.choice(["新增项目□  延续项目☑", "新增项目☑  延续项目□"])
        code = Cell(pen.put("/reporting_unit_code"))
        sheet.row(Cell(pen.label("项目属性")), Cell(pen.label(kind)), Cell(pen.label("单位编码")), code)
        period = f"{pen.value('/year')}年1月-{pen.value('/year')}年12月"
        sheet.row(Cell(pen.label("项目起止时间")), Cell(pen.label(period, True), 3, css="l"))
        for number, (source, label) in enumerate(self.money):
            name, amount = self._money_line(pen, source, label)
            side = [Cell(pen.label("资金总额及构成(万元)"), rows=len(self.money))] if number == 0 else []
            sheet.row(*side, Cell(name, css="l"), Cell(amount, 2))
        need = self.rng.choice(["履行部门职责的需要。", "完成上级下达任务的需要。", "延续上年工作的需要。"])
        sheet.row(Cell(pen.label("立项必要性")), Cell(pen.label(need), 3, css="t"))
        return sheet

    def _schedule(self, pen: Pen) -> Sheet:
        sheet, steps = Sheet([17, 45, 19, 19]), ("编制实施方案", "组织实施", "检查验收")
        sheet.row(Cell(pen.label("项目实施进度计划"), rows=4), *head_cells(pen, "项目实施内容", "开始时间", "完成时间"))
        for number, step in enumerate(steps):
            months = (Cell(pen.label(f"{month}月", True)) for month in (1 + 4 * number, 4 + 4 * number))
            sheet.row(Cell(pen.label(f"{number + 1}.{step}"), css="l"), *months)
        return sheet

    def _aims(self, pen: Pen) -> Sheet:
        sheet = Sheet([17, 33, 50])
        sheet.row(Cell(pen.label("项目绩效目标"), rows=2), *head_cells(pen, "长期目标", "年度目标"))
        sheet.row(Cell(""), Cell(self._goal_lines(pen), css="t"))
        return sheet

    def _blank(self, pen: Pen) -> Sheet:
        sheet, rows = self._open(), sum(len(level2) for _, level2 in _LONG_TERM)
        sheet.row(Cell(pen.label("长期绩效指标"), rows=1 + rows, css="v"), *self._heads(pen))
        for level1, names in _LONG_TERM:
            for number, level2 in enumerate(names):
                first = [Cell(pen.label(level1), rows=len(names))] if number == 0 else []
                dots = pen.label("……", True) if self.rng.random() < 0.3 else ""
                sheet.row(*first, Cell(pen.label(level2)), Cell(dots), Cell(""), Cell(""))
        return sheet

    def _year(self, pen: Pen) -> Sheet:
        sheet = self._open()
        rows = indicator_rows(pen, IndicatorTable([Column(*spec) for spec in self.columns]))
        sheet.row(Cell(pen.label("年度绩效指标"), rows=1 + len(rows), css="v"), *self._heads(pen))
        for cells in rows:
            sheet.row(*cells, Cell(""))
        return sheet

    def _open(self) -> Sheet:
        return Sheet([6, *(width for _, _, width in self.columns), 9])

    def _heads(self, pen: Pen) -> list[Cell]:
        return head_cells(pen, *(header for _, header, _ in self.columns), "备注")


class ReplyTarget(Inset, CountedGoalsTarget):
    """What the finance bureau sends back: the goals merged down beside all indicators, sign, value and unit apart."""

    name = "target_reply"
    titles = ("部门预算项目绩效目标批复表", "项目支出绩效目标批复表", "预算项目绩效目标及指标批复表")
    kept = ("project_code", "reporting_unit_code")
    money = (("total", "批复金额"), ("fiscal", "其中:财政拨款"), ("other", "其他资金"))
    columns = (
        ("level1", "一级指标", 8),
        ("level2", "二级指标", 11),
        ("level3", "三级指标", 24),
        ("sign", "指标方向", 7),
        ("number", "目标值", 11),
        ("unit", "计量单位", 8),
    )

    def html(self, pen: Pen) -> str:
        """Return title, the reply's number, and the tables."""
        top = f'<div class="title">{pen.put("/title")}</div>'
        year = pen.put("/year", printed=pen.style.text(f"预算年度:{pen.value('/year')}年"))
        return top + ends(year, pen.label("单位:万元")) + joined(self._head(pen), self._rows(pen))

    def _head(self, pen: Pen) -> Sheet:
        sheet = Sheet([14, 12, 13, 20, 14, 27])
        code, unit = pen.put("/reporting_unit_code"), pen.put("/reporting_unit")
        unit += pen.seal(pen.record["reporting_unit"], "&nbsp;")
        sheet.row(*head_cells(pen, "单位代码"), Cell(code), *head_cells(pen, "单位名称"), Cell(unit, 3, css="l"))
        name = Cell(pen.put("/project_name"), 5, css="l")
        sheet.row(*head_cells(pen, "项目名称"), name)
        first = self._money_line(pen, *self.money[0])
        sheet.row(*head_cells(pen, "项目编码"), Cell(pen.put("/project_code"), 3), Cell(first[0]), Cell(first[1]))
        cells = []
        for source, label in self.money[1:]:
            line, amount = self._money_line(pen, source, label)
            cells += [Cell(line, css="h c"), Cell(amount, 2)]
        sheet.row(*cells)
        return sheet

    def _rows(self, pen: Pen) -> Sheet:
        columns = [Column(*spec) for spec in self.columns]
        rows = indicator_rows(pen, IndicatorTable(columns))
        sheet = Sheet([24, *(column.width for column in columns)])
        sheet.head = [[head_cell(pen, "年度绩效目标"), *header_cells(pen, columns)]]
        goals = Cell(self._goal_lines(pen), rows=len(rows), css="t")
        for number, cells in enumerate(rows):
            sheet.row(*([goals] if number == 0 else []), *cells)
        return sheet


class TrackedTarget(Inset, CountedGoalsTarget):
    """On its side: the year's targets before columns that stay empty until June and September; money in one line."""

    name = "target_tracked"
    landscape = True
    titles = ("项目绩效目标及跟踪监控表", "专项资金绩效目标(监控)表", "预算项目绩效目标分解表")
    money = (("total", "年度预算"), ("fiscal", "财政资金"), ("other", "其他资金"))
    columns = (
        ("seq", "序号", 4),
        ("level1", "一级指标", 9),
        ("level2", "二级指标", 11),
        ("level3", "三级指标", 24),
        ("description", "指标说明", 18),
        ("target", "年度目标值", 12),
        ("half", "1-6月完成值", 8),
        ("third", "1-9月完成值", 8),
        ("office", "责任股室", 9),
    )
    offices: ClassVar[tuple[str, ...]] = ("办公室", "业务股", "财务股", "综合股")

    def html(self, pen: Pen) -> str:
        """Return title, lines and the two tables."""
        top = titled(pen, "", "年度") + ends(told(pen, "reporting_unit", "预算单位", True), pen.label("单位:万元"))
        note = remarks(pen, "说明:1-6月、1-9月完成值在监控时填写,年初申报时不填。")
        return top + joined(self._head(pen), self._rows(pen)) + note

    def _head(self, pen: Pen) -> Sheet:
        sheet = Sheet([10, 26, 10, 11, 10, 11, 10, 12])
        cells = [Cell(pen.label("项目名称")), Cell(pen.put("/project_name"), css="l")]
        for source, label in self.money:
            name, amount = self._money_line(pen, source, label)
            cells += [Cell(name), Cell(amount)]
        sheet.row(*cells)
        sheet.row(Cell(pen.label("绩效目标")), Cell(self._goal_lines(pen), 7, css="t"))
        return sheet

    def _rows(self, pen: Pen) -> Sheet:
        columns, records = [Column(*spec) for spec in self.columns], pen.record["indicators"]
        extra = {
            "seq": [str(number) for number in range(1, len(records) + 1)],
            "half": [""] * len(records),
            "third": [""] * len(records),
            "office": [self.rng.choice(self.offices) for _ in records],
        }
        sheet = Sheet([column.width for column in columns])
        sheet.head = [header_cells(pen, columns)]
        sheet.rows = woven(pen, IndicatorTable(columns), extra)
        return sheet


class MoneyPlanTarget(Inset, CountedGoalsTarget):
    """Money by source, its sum last, beside the plan of paying it; what it is for; where each value comes from."""

    name = "target_money_plan"
    titles = ("项目绩效目标登记表", "单位项目支出绩效目标表", "项目经费绩效目标申报表")
    kept = ("purpose", "spending_plan", "project_code")
    money = (("fiscal", "财政拨款"), ("other", "自筹资金"), ("total", "合计"))
    columns = (
        ("level1", "指标类型", 13),
        ("level2", "指标分类", 17),
        ("level3", "绩效指标", 33),
        ("target", "目标值", 18),
        ("basis", "数据来源", 19),
    )

    def keep(self, full: Record) -> Record:
        """The sum of the money comes last."""
        record = super().keep(full)
        record["funds"] = [*record["funds"][1:], record["funds"][0]]
        return record

    def html(self, pen: Pen) -> str:
        """Return title, head, money, texts, indicators."""
        top = f'<div class="title">{pen.put("/title")}</div>{year_line(pen, "", "年度")}'
        top += ends(told(pen, "reporting_unit", "申报单位(公章)", True), pen.label("(单位:万元)"))
        signed = beneath(pen.label("申报人:"), pen.label("归口管理部门:"), pen.label("财务部门:"))
        return top + joined(self._head(pen), self._money(pen), self._texts(pen), self._rows(pen)) + signed

    def _head(self, pen: Pen) -> Sheet:
        sheet = Sheet([16, 40, 12, 32])
        code = Cell(pen.put("/project_code"))
        sheet.row(*head_cells(pen, "项目名称"), Cell(pen.put("/project_name")), *head_cells(pen, "项目编号"), code)
        return sheet

    def _money(self, pen: Pen) -> Sheet:
        plan, funds = pen.record["spending_plan"], {fund["source"]: fund for fund in pen.record["funds"]}
        whole = Decimal(funds["total"]["budget"])
        sheet, count = Sheet([16, 17, 17, 12, 18, 20]), max(len(self.money), len(plan))
        side = Cell(pen.label("经费预算与支付计划"), rows=1 + count)
        sheet.row(side, *head_cells(pen, "资金来源", "金额", "占比", "支付时点", "累计支付进度"))
        for line in range(count):
            cells = [Cell("")] * 3
            if line < len(self.money):
                name, amount = self._money_line(pen, *self.money[line])
                fund = funds.get(self.money[line][0])
                share = f"{Decimal(fund['budget']) / whole * 100:.1f}%" if fund and whole else ""
                cells = [Cell(name), Cell(amount), Cell(pen.label(share) if share else "")]
            step = f"/spending_plan/{line}"
            known = line < len(plan)
            cells.append(Cell(pen.put(f"{step}/by") if known else ""))
            sheet.row(*cells, Cell(pen.percent(f"{step}/percent") if known else ""))
        return sheet

    def _texts(self, pen: Pen) -> Sheet:
        sheet = Sheet([16, 84])
        sheet.row(*head_cells(pen, "资金用途"), Cell(pen.put("/purpose"), css="t"))
        sheet.row(*head_cells(pen, "总体绩效目标"), Cell(self._goal_lines(pen), css="t"))
        return sheet

    def _rows(self, pen: Pen) -> Sheet:
        columns = [Column(*spec) for spec in self.columns]
        sheet = Sheet([column.width for column in columns])
        sheet.head, sheet.rows = [header_cells(pen, columns)], indicator_rows(pen, IndicatorTable(columns))
        return sheet
