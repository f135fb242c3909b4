"""Evaluations put together from labelled sections, as offices with a template of their own print them."""

from __future__ import annotations

from abc import abstractmethod
from copy import deepcopy
from random import Random
from typing import ClassVar

from corpora.layouts.form import Form, ends, only, year_line
from corpora.layouts.indicator_rows import Column, IndicatorTable, header_cells, indicator_rows
from corpora.layouts.national import Spec
from corpora.layouts.pen import Pen, Record
from corpora.layouts.sheet import Cell, Sheet
from corpora.layouts.style import Style

_OPTIONAL = ("reporting_unit", "project_code", "preparer", "phone", "grade", "problems", "total_weight")


class SectionedEvaluation(Form):
    """What such forms share: one money row per source, goals, indicators; ``fields`` names the head and foot."""

    kind: ClassVar[str] = "project_evaluation"
    split = "dev"
    unit: ClassVar[str] = "万元"
    fields: ClassVar[tuple[str, ...]]
    money: ClassVar[tuple[tuple[str, str], ...]]
    sources: ClassVar[tuple[tuple[str, str], ...]]
    columns: ClassVar[tuple[Spec, ...]]
    points: ClassVar[tuple[str | None, ...]] = (None,)

    def __init__(self, rng: Random, style: Style) -> None:
        super().__init__(rng, style)
        self.point = rng.choice(self.points)

    def keep(self, full: Record) -> Record:
        """The rate stays with the money; everything optional that ``fields`` does not name is blank."""
        record = deepcopy(full)
        record.update(title=self.title, execution_rate=None)
        record.update({key: None for key in _OPTIONAL if key not in self.fields})
        labels, keys = dict(self.sources), ("source", *(key for key, _ in self.money))
        record["funds"] = [
            only(fund, keys) | {"label": labels[fund["source"]]}
            for fund in record["funds"]
            if fund["source"] in labels and (fund["source"] in ("total", "fiscal") or fund["budget"] != "0")
        ]
        for goal in record["goals"]:
            goal["completion"] = None
        fields = ("score_rows", *(key for key, _, _ in self.columns), *(("level1_weight",) if self.point else ()))
        fields += ("target",) if "number" in fields else ()
        record["indicators"] = [only(row, fields) for row in record["indicators"]]
        return record

    def html(self, pen: Pen) -> str:
        """Return what stands above, and the sections one under another."""
        pen.unit = self.unit
        return self._above(pen) + "".join(section.html() for section in self._sections(pen))

    def _above(self, pen: Pen) -> str:
        """Return what is printed above the table: title, year, unit and currency."""
        unit = pen.seal(pen.record["reporting_unit"], pen.style.text("填报单位:")) + pen.put("/reporting_unit")
        currency = pen.label(f"金额单位:{self.unit}")
        return f'<div class="title">{pen.put("/title")}</div>{year_line(pen, "(", "年度)")}{ends(unit, currency)}'

    @abstractmethod
    def _sections(self, pen: Pen) -> list[Sheet]:
        """Return the tables in their order."""

    def _table(self, narrow: bool = False) -> IndicatorTable:
        return IndicatorTable([Column(*spec) for spec in self.columns], self.point, narrow=narrow)

    def _figure(self, pen: Pen, line: int | None, key: str, bare_rate: bool = False) -> Cell:
        if line is None:
            return Cell(pen.style.blank)
        pointer = f"/funds/{line}/{key}"
        if key == "rate" and not bare_rate:
            return Cell(pen.percent(pointer))
        return Cell(pen.score(pointer) if key in ("weight", "score", "rate") else pen.amount(pointer))

    def _money_rows(self, pen: Pen, bare_rate: bool = False) -> list[list[Cell]]:
        """Return a row per source: its label, then its figures."""
        lines = {fund["source"]: index for index, fund in enumerate(pen.record["funds"])}
        rows = []
        for source, label in self.sources:
            line = lines.get(source)
            name = pen.label(label) if line is None else pen.put(f"/funds/{line}/label")
            rows.append([Cell(name, css="l"), *(self._figure(pen, line, key, bare_rate) for key, _ in self.money)])
        return rows


class CoefficientEvaluation(SectionedEvaluation):
    """Who filled it in stands in the head; a coefficient before weight and score, a mark for core indicators after."""

    name = "evaluation_coefficient"
    titles = ("项目自评表", "市级项目支出绩效目标自评表")
    fields = ("reporting_unit", "project_code", "preparer", "phone", "total_weight")
    money = (
        ("budget_initial", "年初预算数"),
        ("budget", "全年(调整)预算数"),
        ("executed", "全年执行数"),
        ("rate", "执行率(%)"),
        ("weight", "执行率权重"),
        ("score", "执行率得分"),
    )
    sources = (("total", "年度总金额"), ("fiscal", "其中:一般公共预算"), ("other", "其他资金"))
    columns = (
        ("level1", "一级指标", 9),
        ("level2", "二级指标", 10),
        ("level3", "指标名称", 19),
        ("sign", "指标性质", 7),
        ("number", "指标值", 9),
        ("unit", "计量单位", 8),
        ("actual", "全年完成值", 11),
        ("coefficient", "得分系数(%)", 8),
        ("weight", "指标权重(分)", 7),
        ("score", "指标得分(分)", 7),
        ("core", "是否核心指标", 7),
    )

    def _sections(self, pen: Pen) -> list[Sheet]:
        return [self._head(pen), self._money(pen), self._goals(pen), self._indicators(pen)]

    def _head(self, pen: Pen) -> Sheet:
        sheet = Sheet([13, 37, 13, 37])
        labels = {
            "project_name": "项目名称",
            "project_code": "项目编码",
            "supervising_department": "主管部门",
            "implementing_unit": "项目实施单位",
            "preparer": "自评填报人",
            "phone": "联系电话",
        }
        keys = list(labels)
        for pair in zip(keys[::2], keys[1::2], strict=True):
            sheet.row(*(cell for key in pair for cell in (Cell(pen.label(labels[key])), Cell(pen.put(f"/{key}")))))
        return sheet

    def _money(self, pen: Pen) -> Sheet:
        sheet = Sheet([8, 19, *([12.5] * len(self.money))])
        rows = self._money_rows(pen, bare_rate=True)
        side = Cell(pen.label("预算执行情况"), rows=1 + len(rows), css="v")
        sheet.row(side, Cell(pen.label("资金类别")), *(Cell(pen.label(head), css="h c") for _, head in self.money))
        sheet.rows += rows
        return sheet

    def _goals(self, pen: Pen) -> Sheet:
        sheet = Sheet([50, 50])
        sheet.row(Cell(pen.label("年初绩效目标"), css="h c"), Cell(pen.label("全年目标实际完成情况"), css="h c"))
        for index in range(len(pen.record["goals"])):
            sheet.row(*(Cell(pen.put(f"/goals/{index}/{key}"), css="t") for key in ("expected", "actual")))
        return sheet

    def _indicators(self, pen: Pen) -> Sheet:
        table = self._table()
        sheet = Sheet([column.width for column in table.columns])
        sheet.head = [header_cells(pen, table.columns)]
        sheet.rows = indicator_rows(pen, table)
        for row, cells in zip(pen.record["indicators"], sheet.rows, strict=True):
            full = row["weight"] is not None and row["weight"] == row["score"]
            cells[-4] = Cell(pen.label("100" if full else self.rng.choice(["95", "80", "90"])))
            cells[-1] = Cell(pen.label(self.rng.choice(["是", "否", "否"])))
        totals = (Cell(pen.score("/total_weight")), Cell(pen.score("/total_score")), Cell(""))
        sheet.row(Cell(pen.label("合计"), len(table.columns) - 3, css="c"), *totals)
        return sheet


class NestedHeadsEvaluation(SectionedEvaluation):
    """Title, year and unit inside the table, labels down the left edge, headers of two storeys throughout."""

    name = "evaluation_nested_heads"
    titles = ("项目支出绩效自评表", "部门预算支出项目绩效自评表", "绩效自评表")
    fields = ("reporting_unit", "preparer", "phone", "total_weight", "grade")
    money = (
        ("budget_initial", "年初预算"),
        ("budget", "调整后预算"),
        ("executed", "执行数"),
        ("rate", "执行率"),
        ("weight", "分值"),
        ("score", "得分"),
    )
    sources = (("total", "资金总额"), ("fiscal", "其中:财政拨款"), ("carryover", "上年结转"), ("other", "其他资金"))
    columns = (
        ("level1", "一级指标", 6),
        ("level2", "二级指标", 11),
        ("level3", "三级指标", 22),
        ("target", "目标值", 12),
        ("actual", "完成值", 12),
        ("weight", "分值", 7),
        ("score", "得分", 7),
        ("note", "偏差原因及改进措施", 17),
    )
    points = ("<br>({}分)", None)

    def _above(self, pen: Pen) -> str:
        return f'<div class="right">{pen.label("单位:万元")}</div>'

    def _sections(self, pen: Pen) -> list[Sheet]:
        return [self._head(pen), self._money(pen), self._goals(pen), self._indicators(pen), self._foot(pen)]

    def _head(self, pen: Pen) -> Sheet:
        sheet = Sheet([6, 16, 31, 16, 31])
        title = f'<div class="title">{pen.put("/title")}</div>{year_line(pen, "", "年度")}'
        sheet.row(Cell(title, 5, css="c"))
        sheet.row(
            Cell(pen.label("基本情况"), rows=3, css="v"),
            Cell(pen.label("项目名称")),
            Cell(pen.put("/project_name"), 3, css="l"),
        )
        supervising, unit = pen.put("/supervising_department"), pen.put("/implementing_unit")
        sheet.row(Cell(pen.label("主管部门")), Cell(supervising), Cell(pen.label("实施单位")), Cell(unit))
        reporting = pen.seal(pen.record["reporting_unit"], "&nbsp;") + pen.put("/reporting_unit")
        sheet.row(Cell(pen.label("填报单位(盖章)")), Cell(reporting, 3, css="l"))
        return sheet

    def _money(self, pen: Pen) -> Sheet:
        sheet = Sheet([6, 20, *([12.3] * len(self.money))])
        rows = self._money_rows(pen)
        side = Cell(pen.label("资金情况"), rows=2 + len(rows), css="v")
        over = (("预算安排", 2), ("预算执行", 2), ("自评打分", 2))
        heads = [Cell(pen.label(label), span, css="h c") for label, span in over]
        sheet.row(side, Cell(pen.label("资金来源"), rows=2, css="h c"), *heads)
        sheet.row(*(Cell(pen.label(head), css="h c") for _, head in self.money))
        sheet.rows += rows
        return sheet

    def _goals(self, pen: Pen) -> Sheet:
        sheet, goals = Sheet([6, 47, 47]), range(len(pen.record["goals"]))
        side = Cell(pen.label("年度目标"), rows=1 + len(goals), css="v")
        sheet.row(side, Cell(pen.label("预期目标"), css="h c"), Cell(pen.label("完成情况"), css="h c"))
        for index in goals:
            sheet.row(*(Cell(pen.put(f"/goals/{index}/{key}"), css="t") for key in ("expected", "actual")))
        return sheet

    def _indicators(self, pen: Pen) -> Sheet:
        table = self._table(narrow=True)
        rows = indicator_rows(pen, table)
        sheet = Sheet([6, *(column.width for column in table.columns)])
        over = (("指标分级", 3), ("年度指标值", 2), ("自评情况", 2))
        heads = [Cell(pen.label(label), span, css="h c") for label, span in over]
        side = Cell(pen.label("绩效指标"), rows=3 + len(rows), css="v")
        sheet.row(side, *heads, Cell(pen.label(table.columns[-1].header), rows=2, css="h c"))
        sheet.row(*header_cells(pen, table.columns[:-1]))
        sheet.rows += rows
        totals = (Cell(pen.score("/total_weight")), Cell(pen.score("/total_score")), Cell(""))
        sheet.row(Cell(pen.label("总分"), 5, css="c"), *totals)
        return sheet

    def _foot(self, pen: Pen) -> Sheet:
        sheet = Sheet([16, 18, 14, 19, 14, 19])
        labels = (("grade", "自评等级"), ("preparer", "填报人"), ("phone", "联系电话"))
        sheet.row(*(cell for key, label in labels for cell in (Cell(pen.label(label)), Cell(pen.put(f"/{key}")))))
        return sheet
