"""区/市级部门预算项目绩效自评表: the money stands in three label-and-figure columns (预算数, 到位数, 执行数)."""

from __future__ import annotations

from copy import deepcopy
from random import Random
from typing import ClassVar

from corpora.layouts.form import Form, ends, foot, only, year_line
from corpora.layouts.indicator_rows import Column, IndicatorTable, header_cells, indicator_rows
from corpora.layouts.pen import Pen, Record
from corpora.layouts.sheet import Cell, Sheet
from corpora.layouts.style import Style

_HINT = "(主要填写项目实施中的问题和原因,以及准备采取的改进办法)"
_COUNTS = ("预算数", "到位数", "执行数")


class ThreeColumn(Form):
    """The plain form: scores one per row or merged over a level-1 group."""

    name: ClassVar[str] = "three_column"
    kind: ClassVar[str] = "project_evaluation"
    titles: ClassVar[tuple[str, ...]] = (
        "市级部门预算项目绩效自评表",
        "区级部门预算项目绩效自评表",
        "部门预算项目绩效自评表",
        "县级预算项目绩效自评表",
    )
    described: ClassVar[bool] = False
    graded: ClassVar[bool] = False

    def __init__(self, rng: Random, style: Style) -> None:
        super().__init__(rng, style)
        self.merged = rng.random() < 0.5
        self.spare = ("指标2", "......") if rng.random() < 0.2 else ("……",) if rng.random() < 0.15 else ()
        self.footed_inside = rng.random() < 0.3
        self.headed_inside = rng.random() < 0.25
        self.other_row = rng.random() < 0.8

    def keep(self, full: Record) -> Record:
        """Three money rows at most, no weights, an execution line among the indicators."""
        record = deepcopy(full)
        record.update(title=self.title, project_code=None, supervising_department=None, total_weight=None)
        if not self.graded:
            record["grade"] = None
        record["funds"] = self._keep_funds(record["funds"])
        fields = ("level1", "level1_weight", "level2", "level3", "target", "actual", "score", "score_rows")
        described = ("description",) if self.described else ()
        record["indicators"] = [only(row, (*fields, *described)) for row in record["indicators"]]
        if self.merged:
            merge_scores(record["indicators"])
        record["indicators"].append(execution_line(self.rng, full))
        return record

    def _keep_funds(self, funds: list[Record]) -> list[Record]:
        keys = ("source", "budget", "received", "executed")
        kept = []
        for source, label in (("total", "预算数"), ("fiscal", "其中:财政资金"), ("other", "其他")):
            fund = next(fund for fund in funds if fund["source"] == source)
            if source != "other" or (self.other_row and fund["budget"] != "0"):
                kept.append(only(fund, keys) | {"label": label})
        return kept

    def html(self, pen: Pen) -> str:
        """Return the five sections stacked, with title and signature lines."""
        top = self._top(pen)
        sections = [self._basics(pen), self._money(pen), self._goals(pen), self._indicators(pen), self._problems(pen)]
        tables = "".join(section.html() for section in sections)
        return top + tables + ("" if self.footed_inside else foot(*self._signature(pen)))

    def _signature(self, pen: Pen) -> tuple[str, str]:
        return pen.label("填报人:") + pen.put("/preparer"), pen.label("联系电话:") + pen.put("/phone")

    def _top(self, pen: Pen) -> str:
        attachment = (
            f"<div>{pen.label(self.rng.choice(['附件1', '附件2:', '附表']))}</div>" if self.rng.random() < 0.5 else ""
        )
        title = f'<div class="title">{pen.put("/title")}</div>'
        left, right = self.rng.choice([("(", "年度)"), ("( ", " 年度)"), ("(", "年)"), ("", "年度")])
        year = year_line(pen, left, right)
        label = self.rng.choice(["填报单位(盖章):", "填报部门:", "填报单位:", "填报单位(公章):"])
        seal = pen.record["reporting_unit"] or pen.record["implementing_unit"]
        unit = pen.seal(seal, pen.style.text(label)) + pen.put("/reporting_unit")
        currency = pen.label(self.rng.choice(["金额单位:万元", "单位:万元", "(单位:万元)"]))
        if not self.headed_inside:
            return attachment + title + year + ends(unit, currency)
        sheet = Sheet([5, 3])
        sheet.row(Cell(title, 2, css="c"))
        sheet.row(Cell(year, 2, css="c"))
        sheet.row(Cell(unit, css="l"), Cell(currency))
        return attachment + sheet.html()

    def _basics(self, pen: Pen) -> Sheet:
        unit_label = self.rng.choice(["实施(主管)单位", "实施预算单位", "实施单位", "项目实施单位"])
        sheet = Sheet([12, 13, 26, 13, 36])
        sheet.row(
            Cell(pen.label("一、基本情况")),
            Cell(pen.label("项目名称")),
            Cell(pen.put("/project_name")),
            Cell(pen.label(unit_label)),
            Cell(pen.put("/implementing_unit")),
        )
        return sheet

    def _money(self, pen: Pen) -> Sheet:
        sheet = Sheet([12, 13, 12, 13, 12, 13, 12, 13])
        heads = ["预算安排情况(调整后)", "资金到位情况", "资金执行情况"]
        rows = 4 if self.other_row else 3
        sheet.row(
            Cell(pen.label("二、预算执行情况"), rows=rows),
            *(Cell(pen.label(head), 2) for head in heads),
            Cell(pen.label("预算执行进度")),
        )
        lines = {fund["source"]: index for index, fund in enumerate(pen.record["funds"])}
        for number, source in enumerate(("total", "fiscal", "other")[: rows - 1]):
            cells = []
            for column, key in zip(_COUNTS, ("budget", "received", "executed"), strict=True):
                cells += [
                    Cell(self._money_label(pen, source, column, lines.get(source)), css="l"),
                    Cell(self._figure(pen, lines.get(source), key)),
                ]
            if number == 0:
                cells.append(Cell(pen.percent("/execution_rate"), rows=rows - 1))
            sheet.row(*cells)
        return sheet

    def _money_label(self, pen: Pen, source: str, column: str, line: int | None) -> str:
        if column == "预算数" and line is not None:
            return pen.put(f"/funds/{line}/label") + (pen.label(":") if source == "total" else "")
        return pen.label({"total": f"{column}:", "fiscal": "其中:财政资金", "other": "其他"}[source])

    def _figure(self, pen: Pen, line: int | None, key: str) -> str:
        return "" if line is None else pen.amount(f"/funds/{line}/{key}")

    def _goals(self, pen: Pen) -> Sheet:
        sheet = Sheet([12, 34, 41, 13])
        goals, spare = pen.record["goals"], self.rng.choice([0, 0, 0, 1, 2])
        heads = (
            self.rng.choice(["年度预期目标", "年度绩效目标"]),
            self.rng.choice(["具体完成情况", "实际完成情况"]),
            "总体完成率",
        )
        sheet.row(
            Cell(pen.label("三、目标完成情况"), rows=1 + len(goals) + spare), *(Cell(pen.label(head)) for head in heads)
        )
        for index in range(len(goals)):
            goal = f"/goals/{index}"
            sheet.row(
                Cell(pen.put(f"{goal}/expected"), css="t"),
                Cell(pen.put(f"{goal}/actual"), css="t"),
                Cell(pen.percent(f"{goal}/completion")),
            )
        for _ in range(spare):
            sheet.row(Cell(""), Cell(""), Cell(""))
        return sheet

    def _columns(self) -> list[Column]:
        columns = [Column("level1", "一级指标", 11), Column("level2", "二级指标", 12), Column("level3", "三级指标", 20)]
        if self.described:
            columns.append(Column("description", self.rng.choice(["绩效指标描述", "指标解释"]), 18))
        labels = (self.rng.choice(["预期指标值", "年度指标值", "指标值"]), self.rng.choice(["实际完成值", "完成值"]))
        return [
            *columns,
            Column("target", labels[0], 14),
            Column("actual", labels[1], 14),
            Column("score", "自评得分", 12),
        ]

    def _indicators(self, pen: Pen) -> Sheet:
        columns = self._columns()
        points = self.rng.choice(["({})", "({})", "({}分)", "<br>({})"])
        table = IndicatorTable(columns, points, spare=self.spare, scores_merged=self.merged)
        rows = indicator_rows(pen, table)
        sheet = Sheet([12, *(column.width for column in columns)])
        after = 1 + self.graded
        sheet.row(
            Cell(pen.label("四、年度绩效指标完成情况"), rows=1 + len(rows) + after, css="v"),
            *header_cells(pen, columns),
        )
        sheet.rows += rows
        sheet.row(
            Cell(pen.label(self.rng.choice(["总分", "合计"])), len(columns) - 1, css="c"),
            Cell(pen.score("/total_score")),
        )
        if self.graded:
            sheet.row(
                Cell(pen.label(self.rng.choice(["评价等级", "自评等级"])), len(columns) - 1, css="c"),
                Cell(pen.put("/grade")),
            )
        return sheet

    def _problems(self, pen: Pen) -> Sheet:
        sheet = Sheet([12, 44, 44])
        blank = pen.label(_HINT) if pen.record["problems"] is None and self.rng.random() < 0.6 else ""
        sheet.row(
            Cell(pen.label("五、存在问题、原因及下一步整改措施")), Cell(pen.put("/problems") or blank, 2, css="t")
        )
        if self.footed_inside:
            left, right = self._signature(pen)
            sheet.row(Cell(left, 2, css="l"), Cell(right, css="l"))
        return sheet


class DescribedThreeColumn(ThreeColumn):
    """With an indicator description column, and a grade row under the total."""

    name = "three_column_described"
    described = True
    graded = True


class GradedThreeColumn(ThreeColumn):
    """With a grade row."""

    name = "three_column_graded"
    graded = True
    split = "dev"


def merge_scores(rows: list[Record]) -> None:
    """Give each level-1 group one score, on its first row (in place)."""
    start = 0
    for index in range(1, len(rows) + 1):
        if index < len(rows) and rows[index]["level1"] == rows[start]["level1"]:
            continue
        group = rows[start:index]
        whole = sum(float(row["score"]) for row in group)
        group[0].update(score=f"{whole:.2f}".rstrip("0").rstrip("."), score_rows=len(group))
        for row in group[1:]:
            row.update(score=None, score_rows=0)
        start = index


def execution_line(rng: Random, full: Record) -> Record:
    """Return the 预算执行率 row that closes the indicators."""
    name, target, actual = rng.choice(
        [
            ("预算执行率", None, None),
            ("预算执行率", "100%", None),
            (None, "100%", None),
            (None, None, None),
            ("资金支付进度", "100%", None),
        ]
    )
    if target:
        actual = f"{full['execution_rate']}%"
    row = dict.fromkeys(full["indicators"][0])
    return row | {
        "level1": "预算执行率",
        "level1_weight": "10",
        "level2": "预算执行率",
        "level3": name,
        "target": target,
        "actual": actual,
        "score": full["funds"][0]["score"],
        "score_rows": 1,
    }
