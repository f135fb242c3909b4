"""项目支出绩效自评表, the national form: budget, execution, weight, rate and score of each source in one table."""

from __future__ import annotations

from copy import deepcopy
from decimal import Decimal
from random import Random
from typing import ClassVar

from corpora.layouts.form import Form, ends, foot, only, year_line
from corpora.layouts.indicator_rows import Column, IndicatorTable, header_cells, indicator_rows, total_cells
from corpora.layouts.pen import Pen, Record
from corpora.layouts.sheet import Cell, Sheet
from corpora.layouts.style import Style

Spec = tuple[str, str, float]
_NOTES = (
    "注:1.各项得分最高不超过该指标的分值。",
    "2.定性指标按完成程度分三档记分:100%-80%(含)、80%-60%(含)、60%-0%。",
    "3.未完成目标的,应当说明原因和改进措施。",
)


class National(Form):
    """The form as most provinces print it; provinces differ in the class's attributes."""

    name: ClassVar[str] = "national"
    kind: ClassVar[str] = "project_evaluation"
    titles: ClassVar[tuple[str, ...]] = ("项目支出绩效自评表", "部门项目支出绩效自评表", "预算项目支出绩效自评表")
    units: ClassVar[tuple[str, ...]] = ("万元",)
    money: ClassVar[tuple[tuple[str, tuple[str, ...]], ...]] = (
        ("budget_initial", ("年初预算数", "年初预算")),
        ("budget", ("全年预算数(A)", "全年预算数")),
        ("executed", ("全年执行数(B)", "全年执行数")),
        ("weight", ("分值",)),
        ("rate", ("执行率(B/A)", "执行率", "执行率(%)")),
        ("score", ("得分",)),
    )
    sources: ClassVar[tuple[tuple[str | None, tuple[str, ...]], ...]] = (
        ("total", ("年度资金总额:", "年度资金总额")),
        ("fiscal", ("其中:当年财政拨款", "其中:本年财政拨款")),
        ("carryover", ("上年结转资金",)),
        ("other", ("其他资金",)),
    )
    columns: ClassVar[tuple[Spec, ...]] = (
        ("level1", "一级指标", 8),
        ("level2", "二级指标", 11),
        ("level3", "三级指标", 20),
        ("target", "年度指标值", 13),
        ("actual", "实际完成值", 13),
        ("weight", "分值", 8),
        ("score", "得分", 8),
        ("note", "偏差原因分析及改进措施", 19),
    )
    points: ClassVar[tuple[str | None, ...]] = ("({}分)", "<br>({}分)", None, "({})")
    goal_labels: ClassVar[tuple[tuple[str, str, str], ...]] = (("年度总体目标", "预期目标", "实际完成情况"),)
    money_label: ClassVar[str] = "项目资金(万元)"
    closing: ClassVar[bool] = True
    two_storey: ClassVar[bool] = False
    storey_label: ClassVar[str] = "指标值"

    def __init__(self, rng: Random, style: Style) -> None:
        super().__init__(rng, style)
        self.unit = rng.choice(self.units)
        self.point = rng.choice(self.points)
        self.unit_line = rng.random() < 0.5
        self.signed = rng.random() < 0.35
        self.lines: list[int | None] = []
        self.money_labels = [rng.choice(labels) for _, labels in self.money]
        self.unit_in_label = rng.random() < 0.7
        self.points_repeated = rng.random() < 0.1
        self.noted = rng.random() < 0.2
        self.spare = rng.choice([(), (), (), ("指标2:",), ("指标2:", "……")])

    def keep(self, full: Record) -> Record:
        """Rates and scores with the money, weights with the indicators."""
        record = deepcopy(full)
        record.update(title=self.title, execution_rate=None, grade=None, problems=None, project_code=None)
        if not self.unit_line:
            record["reporting_unit"] = None
        if not self.signed:
            record.update(preparer=None, phone=None)
        record["funds"] = self._keep_funds(record["funds"])
        for goal in record["goals"]:
            goal["completion"] = None
        keys = (
            "level1",
            "level2",
            "score_rows",
            *(key for key, _, _ in self.columns),
            *(("level1_weight",) if self.point else ()),
        )
        keys += ("target",) if "number" in keys else ()
        record["indicators"] = [only(row, keys) for row in record["indicators"]]
        if not self.closing:
            record.update(total_weight=None, total_score=None)
        return record

    def _keep_funds(self, funds: list[Record]) -> list[Record]:
        keys = ("source", *(key for key, _ in self.money))
        kept: list[Record] = []
        self.lines = [None] * len(self.sources)
        for number, (source, labels) in enumerate(self.sources):
            if source is None:
                continue
            fund = only(next(fund for fund in funds if fund["source"] == source), keys)
            amounts = [fund[key] for key in ("budget_initial", "budget", "executed")]
            if source not in ("total", "fiscal") and not any(amount and Decimal(amount) for amount in amounts):
                if self.rng.random() < 0.6:
                    continue
                fund["rate"] = None
            if source == "fiscal" and self.points_repeated and fund["rate"] is not None:
                fund.update({key: kept[0][key] for key in ("weight", "score")})
            kept.append(fund | {"label": self.rng.choice(labels).rstrip(":")})
            self.lines[number] = len(kept) - 1
        return kept

    def html(self, pen: Pen) -> str:
        """Return the form: head, money, goals, indicators, total."""
        pen.unit = self.unit
        sections = [self._basics(pen), self._funds(pen), self._goals(pen), self._indicators(pen)]
        tables = "".join(section.html() for section in sections)
        below = foot(pen.label("填表人:") + pen.put("/preparer"), pen.label("联系电话:") + pen.put("/phone"))
        notes = "".join(f"<div>{pen.label(line)}</div>" for line in _NOTES) if self.noted else ""
        return self._top(pen) + tables + (below if self.signed else "") + notes

    def _top(self, pen: Pen) -> str:
        rng = self.rng
        attachment = (
            f"<div>{pen.label(rng.choice(['附件2', '附件2-1', '附表1', '附件:']))}</div>" if rng.random() < 0.4 else ""
        )
        left, right = rng.choice([("(", "年度)"), ("(", "年)"), ("", "年度"), ("( ", " 年度)")])
        year = year_line(pen, left, right)
        needed = self.unit == "元" and not (self.unit_in_label and "万元" in self.money_label)
        words = rng.choice([f"单位:{self.unit}", f"金额单位:{self.unit}", f"(单位:{self.unit})"])
        currency = pen.label(words) if needed or rng.random() < 0.5 else ""
        unit = self._unit(pen) if self.unit_line else ""
        line = ends(unit, currency) if unit or currency else ""
        return f'{attachment}<div class="title">{pen.put("/title")}</div>{year}{line}'

    def _unit(self, pen: Pen) -> str:
        seal = pen.record["reporting_unit"] or pen.record["implementing_unit"]
        words = pen.style.text(self.rng.choice(["填报单位(盖章):", "填报单位:", "部门(单位)盖章:"]))
        return pen.seal(seal, words) + pen.put("/reporting_unit")

    def _basics(self, pen: Pen) -> Sheet:
        sheet = Sheet([16, 34, 16, 34])
        sheet.row(Cell(pen.label("项目名称")), Cell(pen.put("/project_name"), 3))
        labels = self.rng.choice(
            [("主管部门", "实施单位"), ("主管部门", "项目实施单位"), ("主管部门及代码", "实施单位")]
        )
        implementing = pen.put("/implementing_unit")
        if not self.unit_line:
            implementing += pen.seal(pen.record["implementing_unit"] or pen.record["supervising_department"], "&nbsp;")
        sheet.row(
            Cell(pen.label(labels[0])),
            Cell(pen.put("/supervising_department")),
            Cell(pen.label(labels[1])),
            Cell(implementing),
        )
        return sheet

    def _funds(self, pen: Pen) -> Sheet:
        sheet = Sheet([14, 20, *([14] * len(self.money))])
        label = self.money_label.replace("万元", self.unit) if self.unit_in_label else "项目资金"
        heads = [Cell(pen.label(words), css="h c") for words in self.money_labels]
        sheet.row(Cell(pen.label(label), rows=1 + len(self.sources)), Cell(""), *heads)
        for (source, labels), line in zip(self.sources, self.lines, strict=True):
            if line is None:
                sheet.row(Cell(pen.label(labels[0]), css="l"), *(Cell(pen.style.blank) for _ in self.money))
                continue
            colon = pen.label(":") if source == "total" and labels[0].endswith(":") and self.rng.random() < 0.7 else ""
            sheet.row(
                Cell(pen.put(f"/funds/{line}/label") + colon, css="l"),
                *(Cell(self._figure(pen, line, key)) for key, _ in self.money),
            )
        return sheet

    def _figure(self, pen: Pen, line: int, key: str) -> str:
        pointer = f"/funds/{line}/{key}"
        if key == "rate":
            bare = self.money_labels[[name for name, _ in self.money].index("rate")].endswith("(%)")
            return pen.score(pointer) if bare else pen.percent(pointer)
        if key not in ("weight", "score"):
            return pen.amount(pointer)
        return pen.score(pointer) or (self.rng.choice(["", "—", "-"]))

    def _goals(self, pen: Pen) -> Sheet:
        side, expected, actual = self.rng.choice(self.goal_labels)
        goals = pen.record["goals"]
        sheet = Sheet([8, 46, 46])
        sheet.row(
            Cell(pen.label(side), rows=1 + len(goals), css="v"),
            Cell(pen.label(expected), css="h c"),
            Cell(pen.label(actual), css="h c"),
        )
        for index in range(len(goals)):
            sheet.row(
                Cell(pen.put(f"/goals/{index}/expected"), css="t"), Cell(pen.put(f"/goals/{index}/actual"), css="t")
            )
        return sheet

    def _columns(self) -> list[Column]:
        return [Column(*spec) for spec in self.columns]

    def _indicators(self, pen: Pen) -> Sheet:
        columns = self._columns()
        side = self.rng.random() < 0.7
        narrow = self.rng.random() < 0.5
        if narrow:
            columns[0] = Column(columns[0].key, columns[0].header, 5)
        counter = self.rng.choice([None, None, None, "指标{}:"])
        spare = self.spare if counter else ()
        rows = indicator_rows(pen, IndicatorTable(columns, self.point, counter, spare, narrow=narrow))
        sheet = Sheet([*([5] if side else []), *(column.width for column in columns)])
        storeys = 2 if self.two_storey else 1
        first = [Cell(pen.label("绩效指标"), rows=storeys + len(rows) + self.closing, css="v")] if side else []
        heads = self._heads(pen, columns)
        sheet.row(*first, *heads[0])
        sheet.rows += [*heads[1:], *rows]
        if self.closing:
            sheet.row(*total_cells(pen, columns, self.rng.choice(["总分", "总 分", "合计"])))
        return sheet

    def _heads(self, pen: Pen, columns: list[Column]) -> list[list[Cell]]:
        """Return the header row, or two: target and actual under one heading."""
        if not self.two_storey:
            return [header_cells(pen, columns)]
        below = [Cell(pen.label(column.header), css="h c") for column in columns if column.key in ("target", "actual")]
        top = []
        for column in columns:
            if column.key == "target":
                top.append(Cell(pen.label(self.storey_label), 2, css="h c"))
            elif column.key != "actual":
                top.append(Cell(pen.label(column.header), rows=2, css="h c"))
        return [top, below]


class NationalYuan(National):
    """The form in yuan with proportional scores, grouped figures, no side labels in the goals."""

    name = "national_yuan"
    titles = ("财政项目支出绩效自评表", "项目绩效自评表")
    units = ("元",)
    points = (None, "({}分)")
    money_label = "项目资金(万元)"


class NationalPlainColumns(National):
    """Score before weight, another wording of targets and notes."""

    name = "national_reordered"
    split = "dev"
    titles = ("项目支出绩效自评情况表", "预算绩效自评表")
    columns = (
        ("level1", "一级指标", 9),
        ("level2", "二级指标", 11),
        ("level3", "三级指标", 22),
        ("weight", "分值权重", 8),
        ("target", "目标值", 12),
        ("actual", "全年完成值", 12),
        ("score", "自评得分", 8),
        ("note", "未完成原因分析及改进措施", 18),
    )
    goal_labels = (("年度绩效目标", "年初设定目标", "年度目标完成情况"), ("总体目标", "项目年度目标", "实际完成情况"))
