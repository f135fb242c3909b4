"""项目绩效自评表 with a plain grid of money (a row per source: budget, arrived, spent, rate), problems at the foot."""

from __future__ import annotations

from copy import deepcopy
from random import Random
from typing import ClassVar

from corpora.layouts.form import Form, ends, foot, only, year_line
from corpora.layouts.indicator_rows import Column, IndicatorTable, header_cells, indicator_rows
from corpora.layouts.national import Spec
from corpora.layouts.pen import Pen, Record
from corpora.layouts.sheet import Cell, Sheet
from corpora.layouts.style import Style
from corpora.layouts.three_column import merge_scores


class MoneyGrid(Form):
    """Sections without side labels; the title stands in the first row of the table at times."""

    name: ClassVar[str] = "money_grid"
    kind: ClassVar[str] = "project_evaluation"
    titles: ClassVar[tuple[str, ...]] = ("项目绩效自评表", "财政项目绩效自评表", "预算项目绩效自评报告表")
    heads: ClassVar[tuple[str, ...]] = ("资金来源", "预算安排数", "实际到位数", "实际支出数", "预算执行率")
    sources: ClassVar[tuple[tuple[str, str], ...]] = (
        ("total", "合计"),
        ("fiscal", "财政资金"),
        ("carryover", "上年结转资金"),
        ("other", "其他资金"),
    )
    goal_heads: ClassVar[tuple[str, str]] = ("年度绩效目标", "目标完成情况")
    columns: ClassVar[tuple[Spec, ...]] = (
        ("level1", "一级指标", 11),
        ("level2", "二级指标", 14),
        ("level3", "三级指标", 27),
        ("target", "绩效目标值", 16),
        ("actual", "实际完成值", 16),
        ("score", "指标得分", 10),
    )
    problems_label: ClassVar[str] = "存在问题、原因及下一步整改措施"
    total_label: ClassVar[str] = "总得分"
    grade_label: ClassVar[str] = "自评等级"

    def __init__(self, rng: Random, style: Style) -> None:
        super().__init__(rng, style)
        self.boxed_title = rng.random() < 0.5
        self.merged = rng.random() < 0.3
        self.point = rng.choice([None, "({})", "({}分)"])

    def keep(self, full: Record) -> Record:
        """A rate per source, no execution line, problems and a grade."""
        record = deepcopy(full)
        record.update(title=self.title, execution_rate=None, project_code=None, total_weight=None)
        keys = ("source", "budget", "received", "executed", "rate")
        labels = dict(self.sources)
        record["funds"] = [
            only(fund, keys) | {"label": labels[fund["source"]]}
            for fund in record["funds"]
            if fund["source"] in labels and (fund["source"] in ("total", "fiscal") or fund["budget"] != "0")
        ]
        for goal in record["goals"]:
            goal["completion"] = None
        fields = (*(key for key, _, _ in self.columns), "score_rows", *(("level1_weight",) if self.point else ()))
        record["indicators"] = [only(row, fields) for row in record["indicators"]]
        if self.merged and "weight" not in fields:
            merge_scores(record["indicators"])
        return record

    def html(self, pen: Pen) -> str:
        """Return the tables one under another and the signature line."""
        parts = [self._head(pen), self._money(pen), self._goals(pen), self._indicators(pen), self._problems(pen)]
        below = foot(pen.label("填表人:") + pen.put("/preparer"), pen.label("联系方式:") + pen.put("/phone"))
        return self._top(pen) + "".join(part.html() for part in parts) + below

    def _top(self, pen: Pen) -> str:
        if self.boxed_title:
            return ""
        year = year_line(pen, "(", "年度)")
        return f'<div class="title">{pen.put("/title")}</div>{year}' + ends(*self._unit(pen))

    def _unit(self, pen: Pen) -> tuple[str, str]:
        seal = pen.record["reporting_unit"] or pen.record["supervising_department"]
        words = pen.style.text(self.rng.choice(["填报单位:", "填报单位(盖章):", "自评单位:"]))
        return pen.seal(seal, words) + pen.put("/reporting_unit"), pen.label("单位:万元")

    def _head(self, pen: Pen) -> Sheet:
        sheet = Sheet([16, 34, 16, 34])
        if self.boxed_title:
            sheet.row(Cell(f'<div class="title">{pen.put("/title")}</div>{year_line(pen, "(", "年度)")}', 4, css="c"))
            unit, currency = self._unit(pen)
            sheet.row(Cell(unit, 3, css="l"), Cell(currency))
        sheet.row(Cell(pen.label("项目名称")), Cell(pen.put("/project_name"), 3))
        units = (pen.put("/supervising_department"), pen.put("/implementing_unit"))
        sheet.row(Cell(pen.label("主管部门")), Cell(units[0]), Cell(pen.label("项目单位")), Cell(units[1]))
        return sheet

    def _money(self, pen: Pen) -> Sheet:
        lines = {fund["source"]: index for index, fund in enumerate(pen.record["funds"])}
        sheet = Sheet([24, 19, 19, 19, 19])
        sheet.row(*(Cell(pen.label(head), css="h c") for head in self.heads))
        for source, label in self.sources:
            line = lines.get(source)
            if line is None:
                sheet.row(Cell(pen.label(label)), Cell(""), Cell(""), Cell(""), Cell(""))
                continue
            figures = [Cell(pen.amount(f"/funds/{line}/{key}")) for key in ("budget", "received", "executed")]
            sheet.row(Cell(pen.put(f"/funds/{line}/label")), *figures, Cell(pen.percent(f"/funds/{line}/rate")))
        return sheet

    def _goals(self, pen: Pen) -> Sheet:
        sheet = Sheet([50, 50])
        sheet.row(*(Cell(pen.label(head), css="h c") for head in self.goal_heads))
        for index in range(len(pen.record["goals"])):
            sheet.row(*(Cell(pen.put(f"/goals/{index}/{key}"), css="t") for key in ("expected", "actual")))
        return sheet

    def _indicators(self, pen: Pen) -> Sheet:
        columns = [Column(*spec) for spec in self.columns]
        sheet = Sheet([column.width for column in columns])
        sheet.row(*header_cells(pen, columns))
        sheet.rows += indicator_rows(pen, IndicatorTable(columns, self.point, scores_merged=self.merged))
        last = len(columns) - 1
        sheet.row(Cell(pen.label(self.total_label), last, css="c"), Cell(pen.score("/total_score")))
        sheet.row(Cell(pen.label(self.grade_label), last, css="c"), Cell(pen.put("/grade")))
        return sheet

    def _problems(self, pen: Pen) -> Sheet:
        sheet = Sheet([20, 80])
        sheet.row(Cell(pen.label(self.problems_label)), Cell(pen.put("/problems"), css="t"))
        return sheet


class WordyMoneyGrid(MoneyGrid):
    """The same bones in other words and another order, with an explanation beside each indicator."""

    name = "money_grid_worded"
    split = "dev"
    titles = ("专项资金使用绩效自查表", "项目支出绩效自我评价表")
    heads = ("资金构成", "调整后预算", "到位金额", "支出金额", "执行率")
    sources = (("total", "资金总额"), ("fiscal", "其中:财政拨款"), ("other", "自筹资金"))
    goal_heads = ("预期目标", "年度目标实现情况")
    columns = (
        ("level1", "一级指标", 10),
        ("level2", "二级指标", 12),
        ("level3", "三级指标", 22),
        ("description", "指标说明", 18),
        ("actual", "年度完成值", 14),
        ("target", "年初目标值", 14),
        ("score", "自评分值", 10),
    )
    problems_label = "存在的问题及改进措施"
    total_label = "自评总分"
    grade_label = "评价结果"


class OtherWordsGrid(MoneyGrid):
    """Under headers that few offices use, for the money as for the indicators."""

    name = "money_grid_other_words"
    split = "dev"
    titles = ("项目资金绩效自评登记表", "财政资金绩效自评价表")
    heads = ("资金渠道", "核定资金", "拨入资金", "使用资金", "使用率")
    sources = (("total", "项目总资金"), ("fiscal", "其中:财政安排"), ("other", "其他渠道"))
    goal_heads = ("设定目标", "实现情况")
    columns = (
        ("level1", "一级指标", 11),
        ("level2", "二级指标", 14),
        ("level3", "三级指标", 27),
        ("actual", "年末实绩", 16),
        ("target", "年初设定", 16),
        ("score", "评分", 10),
    )
    problems_label = "问题与改进"
    total_label = "合计得分"
    grade_label = "评定等次"
