"""Targets: half a year beside the whole, a flat export with history, an itemised budget, sources across."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import ClassVar

from corpora.content.money import plain
from corpora.layouts.form import ends, year_line
from corpora.layouts.indicator_rows import Column, IndicatorTable, header_cells, indicator_rows, target_part
from corpora.layouts.inset import SmallPrint
from corpora.layouts.pen import Pen, Record
from corpora.layouts.pieces import (
    beneath,
    figure_cells,
    head_cell,
    head_cells,
    joined,
    remarks,
    sealed,
    side_label,
    titled,
    told,
    woven,
)
from corpora.layouts.sheet import Cell, Sheet
from corpora.layouts.target_counted import CountedGoalsTarget
from corpora.layouts.targets_by_sign import said_by_sign


class HalfYearTarget(SmallPrint, CountedGoalsTarget):
    """A coastal province's: what is to be reached by June beside the year's value."""

    name = "target_half_year"
    largest = 10.5
    titles = ("部门项目支出绩效目标表", "市级预算项目绩效目标申报表", "专项资金项目绩效目标表")
    kept = ("project_code",)
    money = (("total", "项目资金总额"), ("fiscal", "其中:财政拨款"), ("other", "其他资金"))
    columns = (
        ("level1", "一级指标", 12),
        ("level2", "二级指标", 15),
        ("level3", "三级指标", 31),
        ("half", "半年(程)指标值", 15),
        ("target", "全年(程)指标值", 17),
    )

    def html(self, pen: Pen) -> str:
        """Return title, head and indicators."""
        top = f'<div class="title">{pen.put("/title")}</div>{year_line(pen, "(", "年度)")}'
        return top + joined(self._head(pen), self._texts(pen), self._rows(pen))

    def _head(self, pen: Pen) -> Sheet:
        sheet = Sheet([15, 35, 16, 34])
        unit = sealed(pen, "reporting_unit")
        sheet.row(Cell(pen.label("项目名称")), Cell(pen.put("/project_name"), 3))
        sheet.row(Cell(pen.label("项目编码")), Cell(pen.put("/project_code")), Cell(pen.label("项目单位")), Cell(unit))
        kind = self.rng.choice(["一次性项目", "经常性项目", "阶段性项目"])
        attributes = Cell(pen.label(kind))
        term = Cell(pen.label(f"{pen.value('/year')}.01-{pen.value('/year')}.12", True))
        sheet.row(Cell(pen.label("项目类型")), attributes, Cell(pen.label("实施周期")), term)
        for number, (source, label) in enumerate(self.money):
            name, amount = self._money_line(pen, source, label)
            side = [Cell(pen.label("资金安排(万元)"), rows=len(self.money))] if number == 0 else []
            sheet.row(*side, Cell(name, css="l"), Cell(amount, 2))
        return sheet

    def _texts(self, pen: Pen) -> Sheet:
        sheet = Sheet([15, 85])
        reason = self.rng.choice(["上级部署及单位职责要求。", "延续性工作,上年已立项。", "根据年度工作要点安排。"])
        sheet.row(Cell(pen.label("立项依据")), Cell(pen.label(reason), css="t"))
        sheet.row(Cell(pen.label("年度绩效目标")), Cell(self._goal_lines(pen), css="t"))
        return sheet

    def _rows(self, pen: Pen) -> Sheet:
        columns = [Column(*spec) for spec in self.columns]
        half = [self._half(row["target"]) for row in pen.record["indicators"]]
        rows = woven(pen, IndicatorTable(columns), {"half": half})
        sheet = Sheet([7, *(column.width for column in columns)])
        sheet.row(side_label(pen, "绩效指标", 1 + len(rows)), *header_cells(pen, columns))
        sheet.rows += rows
        return sheet

    def _half(self, target: str | None) -> str:
        """Return what is to be reached by June: the same share, or nothing yet."""
        if target is None or self.rng.random() < 0.25:
            return ""
        return target if "%" in target else self.rng.choice(["序时完成", "完成过半", target])


class HistoryTarget(SmallPrint, CountedGoalsTarget):
    """On its side, a system's: indicators without levels, weight and last values beside each, the story in rows."""

    name = "target_history"
    landscape = True
    largest = 9.5
    titles = ("项目支出绩效目标表", "部门预算项目绩效目标表(本级)", "重点专项项目绩效目标表")
    kept = ("project_code", "reporting_unit_code")
    money = (("total", "当年预算"), ("fiscal", "本级财政支出"), ("other", "其他资金支出"))
    columns = (
        ("level3", "指标", 34),
        ("share", "指标权重(%)", 10),
        ("unit", "计量单位", 10),
        ("sign", "指标性质", 10),
        ("number", "指标值", 16),
        ("history", "历史参考值", 12),
        ("core", "是否核心指标", 9),
    )

    def keep(self, full: Record) -> Record:
        """Targets by sign, value and unit."""
        record = super().keep(full)
        said_by_sign(record["indicators"])
        return record

    def html(self, pen: Pen) -> str:
        """Return title and the tables."""
        code, unit = pen.put("/reporting_unit_code"), told(pen, "reporting_unit", "编制单位", True)
        line = ends(unit, pen.label("单位代码:") + code) + ends(pen.label("表号:绩02表"), pen.label("单位:万元"))
        return titled(pen, "", "年") + line + joined(self._head(pen), self._rows(pen))

    def _head(self, pen: Pen) -> Sheet:
        sheet = Sheet([13, 21, 13, 20, 13, 20])
        sheet.row(
            *head_cells(pen, "项目名称"),
            Cell(pen.put("/project_name"), 3, css="l"),
            *head_cells(pen, "项目编码"),
            Cell(pen.put("/project_code")),
        )
        cells = []
        for source, label in self.money:
            name, amount = self._money_line(pen, source, label)
            cells += [Cell(name, css="h c"), Cell(amount)]
        sheet.row(*cells)
        story = self.rng.choice(["保障业务工作正常开展所需支出。", "延续性专项,用于年度重点任务。"])
        basis = self.rng.choice(["三定规定;年度工作计划。", "上级文件要求;部门会议研究。"])
        plan = self.rng.choice(["3月前完成方案,10月前实施,12月验收。", "按月实施,按季支付。"])
        for label, text in (("项目概况", story), ("立项依据", basis), ("当年实施进度计划", plan)):
            sheet.row(*head_cells(pen, label), Cell(pen.label(text), 5, css="t"))
        sheet.row(*head_cells(pen, "当年绩效目标"), Cell(self._goal_lines(pen), 5, css="t"))
        return sheet

    def _rows(self, pen: Pen) -> Sheet:
        sheet, count = Sheet([width for _, _, width in self.columns]), len(pen.record["indicators"])
        sheet.head = [head_cells(pen, *(header for _, header, _ in self.columns))]
        for row in range(count):
            share = 90 - 90 // count * (count - 1) if row == 0 else 90 // count
            cells = {"share": str(share), "history": self._history(row, pen), "core": self.rng.choice("是否否")}
            parts = (
                Cell(pen.label(cells[key], True) if cells.get(key) else self._printed(pen, row, key))
                for key, _, _ in self.columns
            )
            sheet.row(*parts)
        return sheet

    def _history(self, row: int, pen: Pen) -> str:
        target = pen.record["indicators"][row]["target"] or ""
        if not re.search(r"\d", target) or self.rng.random() < 0.5:
            return ""
        return str(self.rng.randint(60, 99) if "%" in target else self.rng.randint(1, 900))

    def _printed(self, pen: Pen, row: int, key: str) -> str:
        if key in ("sign", "number", "unit"):
            return target_part(pen, row, key)
        return pen.put(f"/indicators/{row}/{key}") if key == "level3" else ""


class ItemisedTarget(SmallPrint, CountedGoalsTarget):
    """A school's: what each sum is for, item by item with price and number, between the money and the targets."""

    name = "target_itemised"
    titles = ("单位项目支出绩效目标申报表", "项目经费预算及绩效目标表", "项目支出预算绩效目标申报表")
    kept = ("purpose",)
    money = (("total", "项目预算总额"), ("fiscal", "其中:财政拨款"), ("other", "单位自有资金"))
    columns = (
        ("level1", "一级指标", 11),
        ("level2", "二级指标", 14),
        ("level3", "指标名称", 26),
        ("description", "指标内容解释", 25),
        ("target", "目标值", 16),
    )
    items: ClassVar[tuple[tuple[str, str], ...]] = (
        ("购置费", "批"),
        ("劳务费", "人次"),
        ("印刷费", "册"),
        ("维修(护)费", "项"),
        ("委托业务费", "项"),
    )

    def html(self, pen: Pen) -> str:
        """Return title, tables, who signs."""
        line = ends(told(pen, "reporting_unit", "申报单位(盖章)", True), pen.label("单位:万元"))
        parts = joined(self._head(pen), self._items(pen), self._texts(pen), self._rows(pen))
        signed = beneath(pen.label("经办:"), pen.label("财务:"), pen.label("单位负责人:"))
        return f'<div class="title">{pen.put("/title")}</div>{year_line(pen, "(", "年)")}{line}{parts}{signed}'

    def _head(self, pen: Pen) -> Sheet:
        sheet = Sheet([16, 17, 16, 17, 17, 17])
        sheet.row(Cell(pen.label("项目名称")), Cell(pen.put("/project_name"), 5, css="l"))
        cells = []
        for source, label in self.money:
            name, amount = self._money_line(pen, source, label)
            cells += [Cell(name), Cell(amount)]
        sheet.row(*cells)
        return sheet

    def _items(self, pen: Pen) -> Sheet:
        sheet, count = Sheet([16, 8, 28, 16, 16, 16]), self.rng.randint(2, 3)
        whole = Decimal(pen.value("/funds/0/budget"))
        heads = head_cells(pen, "序号", "支出内容", "单价", "数量", "金额")
        sheet.row(Cell(pen.label("预算明细"), rows=2 + count), *heads)
        rest = whole
        for number, (item, unit) in enumerate(self.rng.sample(self.items, count), start=1):
            amount = rest if number == count else (whole / (count + 1)).quantize(Decimal("0.01"))
            rest -= amount
            pieces = self.rng.choice([1, 2, 4, 5, 10])
            price = pen.style.amount(plain((amount / pieces).quantize(Decimal("0.0001"))))
            texts = (str(number), item, price, f"{pieces}{unit}", pen.style.amount(plain(amount)))
            sheet.row(*figure_cells(pen, *texts))
        sheet.row(Cell(pen.label("小计"), 4, css="c"), *figure_cells(pen, pen.style.amount(plain(whole))))
        return sheet

    def _texts(self, pen: Pen) -> Sheet:
        sheet = Sheet([16, 84])
        sheet.row(Cell(pen.label("资金用途")), Cell(pen.put("/purpose"), css="t"))
        sheet.row(Cell(pen.label("绩效总目标")), Cell(self._goal_lines(pen), css="t"))
        return sheet

    def _rows(self, pen: Pen) -> Sheet:
        columns = [Column(*spec) for spec in self.columns]
        sheet = Sheet([column.width for column in columns])
        sheet.head, sheet.rows = [header_cells(pen, columns)], indicator_rows(pen, IndicatorTable(columns))
        return sheet


class SourcesAcrossTarget(SmallPrint, CountedGoalsTarget):
    """Sources of money side by side under a head of two storeys, points with level 1, hints under the heads."""

    name = "target_sources_across"
    largest = 10.0
    titles = ("财政项目支出绩效目标表", "县级部门预算项目绩效目标表", "部门项目绩效目标批复表")
    kept = ("reporting_unit_code",)
    money = (("total", "合计"), ("fiscal", "一般公共预算"), ("other", "其他资金"))
    columns = (
        ("level1", "一级指标|(分值)", 13),
        ("level2", "二级指标", 14),
        ("level3", "三级指标", 27),
        ("target", "指标值|(量化或定性)", 17),
        ("basis", "指标值|设定依据", 19),
        ("remark", "备注", 7),
    )

    def keep(self, full: Record) -> Record:
        """Points stand in brackets with level 1."""
        record = super().keep(full)
        for row, drawn in zip(record["indicators"], full["indicators"], strict=True):
            row["level1_weight"] = drawn["level1_weight"]
        return record

    def html(self, pen: Pen) -> str:
        """Return title, tables, note."""
        top = f'<div class="title">{pen.put("/title")}</div>{year_line(pen, "", "年度")}'
        note = remarks(pen, "填报说明:指标值应当量化,难以量化的用可考核的文字描述。")
        return top + joined(self._head(pen), self._goals(pen), self._rows(pen)) + note

    def _head(self, pen: Pen) -> Sheet:
        sheet = Sheet([10, 20, 20, 14, 12, 12, 12])
        alone = ("单位编码", "单位名称", "项目名称", "项目类别")
        over = head_cell(pen, "预算资金(万元)", len(self.money))
        lines = self._money_lines(pen)
        sheet.row(*(head_cell(pen, text, rows=2) for text in alone), over)
        sheet.row(*(Cell(name, css="h c") for name, _ in lines))
        values = (pen.put(f"/{key}") for key in ("reporting_unit_code", "reporting_unit", "project_name"))
        kind = pen.label(self.rng.choice(["特定目标类", "其他运转类"]))
        amounts = (Cell(amount) for _, amount in lines)
        sheet.row(*(Cell(value) for value in values), Cell(kind), *amounts)
        return sheet

    def _goals(self, pen: Pen) -> Sheet:
        sheet = Sheet([16, 84])
        sheet.row(Cell(pen.label("年度绩效目标")), Cell(self._goal_lines(pen), css="t"))
        return sheet

    def _rows(self, pen: Pen) -> Sheet:
        columns = [Column(*spec) for spec in self.columns]
        rows = woven(pen, IndicatorTable(columns, "<br>({}分)"), {"remark": [""] * len(pen.record["indicators"])})
        sheet = Sheet([column.width for column in columns])
        sheet.head, sheet.rows = [head_cells(pen, *(column.header for column in columns))], rows
        return sheet
