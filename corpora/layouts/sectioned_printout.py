"""An evaluation as the budget system prints it."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from corpora.layouts.form import ends, only, year_line
from corpora.layouts.indicator_rows import Column, IndicatorTable, header_cells, indicator_rows, total_cells
from corpora.layouts.inset import Inset
from corpora.layouts.pen import Pen, Record
from corpora.layouts.pieces import beneath, fitted, head_cells
from corpora.layouts.sectioned import SectionedEvaluation
from corpora.layouts.sections import goals_beside
from corpora.layouts.sheet import Cell, Sheet
from corpora.layouts.style import Style


class ExportEvaluation(Inset, SectionedEvaluation):
    """As the budget system prints it: codes glued to units, noughts for nothing, levels repeated on every row."""

    name = "evaluation_export"
    titles = ("项目支出绩效自评表", "部门项目支出绩效自评表", "预算项目绩效自评表")
    fields = ("project_code", "total_weight")
    money = (
        ("budget_initial", "年初预算数"),
        ("budget", "全年预算数(A)"),
        ("executed", "全年执行数(B)"),
        ("weight", "分值"),
        ("rate", "执行率(B/A)"),
        ("score", "得分"),
    )
    sources = (
        ("total", "年度资金总额:"),
        ("fiscal", "其中:本年财政拨款"),
        ("carryover", "上年结转资金"),
        ("special", "财政专户管理资金"),
        ("other", "单位资金"),
    )
    columns = (
        ("level1", "一级指标", 11),
        ("level2", "二级指标", 12),
        ("level3", "三级指标", 23),
        ("target", "年度指标值", 13),
        ("actual", "全年完成值", 13),
        ("weight", "分值", 9),
        ("score", "得分", 9),
        ("note", "未完成原因及改进措施", 14),
    )

    def __init__(self, rng: Random, style: Style) -> None:
        super().__init__(rng, style)
        self.left, self.right = rng.choice([("", "-"), ("[", "]"), ("", "_")])
        self.sealed: str | None = None
        self.figures = replace(style, places=2, percent_places=2, score_places=2, thousands=True, unit_in_cells=False)

    def keep(self, full: Record) -> Record:
        """Five lines of money, all of them with figures; units with their codes."""
        record = super().keep(full)
        drawn = {fund["source"]: fund for fund in full["funds"]}
        record["funds"] = [self._fund(drawn, source, label) for source, label in self.sources]
        self.sealed = record["implementing_unit"] or record["supervising_department"]
        code = f"{self.rng.randint(101, 899)}"
        for key, tail in (("supervising_department", ""), ("implementing_unit", f"{self.rng.randint(1, 20):03d}")):
            if record[key]:
                record[key] = f"{self.left}{code}{tail}{self.right}{record[key]}"
        record["reporting_unit"], record["implementing_unit"] = record["implementing_unit"], None
        return record

    def _fund(self, drawn: dict[str, Record], source: str, label: str) -> Record:
        keys = ("source", *(key for key, _ in self.money))
        if source != "special":
            fund = only(drawn[source], keys)
        else:
            fund = dict.fromkeys(drawn["other"]) | dict.fromkeys(("budget_initial", "budget", "executed"), "0")
            fund["source"] = "other"
        return fund | {"label": label.rstrip(":"), "rate": fund["rate"] or "0"}

    def html(self, pen: Pen) -> str:
        """Return the form in the system's figures, and the system's own line."""
        pen.style = self.figures
        day = f"{pen.value('/year') + 1}-0{self.rng.randint(1, 4)}-{self.rng.randint(10, 28)}"
        clock = f"{self.rng.randint(8, 17):02d}:{self.rng.randint(10, 59)}:{self.rng.randint(10, 59)}"
        line = beneath(pen.label(f"打印时间:{day} {clock}", True), pen.label("数据来源:预算管理一体化系统", True))
        return fitted(pen, super().html(pen), 9.0) + line

    def _above(self, pen: Pen) -> str:
        year = year_line(pen, "(", "年度)")
        return f'<div class="title">{pen.put("/title")}</div>{year}{ends("", pen.label("单位:万元"))}'

    def _sections(self, pen: Pen) -> list[Sheet]:
        head = Sheet([16, 84])
        for key, label in (("project_code", "项目编码"), ("project_name", "项目名称")):
            head.row(Cell(pen.label(label)), Cell(pen.put(f"/{key}"), css="l"))
        for key, label in (("supervising_department", "主管部门"), ("reporting_unit", "预算单位")):
            seal = pen.seal(self.sealed, "&nbsp;") if key == "reporting_unit" else ""
            head.row(Cell(pen.label(label)), Cell(pen.put(f"/{key}") + seal, css="l"))
        goals = goals_beside(pen, "年度总体目标", ("预期目标", "实际完成情况"), (16, 42, 42))
        return [head, self._money(pen), goals, self._rows(pen)]

    def _money(self, pen: Pen) -> Sheet:
        sheet = Sheet([12, 20, 14, 14, 14, 8, 10, 8])
        side = Cell(pen.label("项目资金"), rows=1 + len(self.sources))
        sheet.row(side, Cell(""), *head_cells(pen, *(head for _, head in self.money)))
        for line, (_, label) in enumerate(self.sources):
            name = pen.put(f"/funds/{line}/label") + (pen.label(":") if label.endswith(":") else "")
            sheet.row(Cell(name, css="l"), *(self._figure(pen, line, key) for key, _ in self.money))
        return sheet

    def _figure(self, pen: Pen, line: int | None, key: str, bare_rate: bool = False) -> Cell:
        if key in ("weight", "score") and pen.value(f"/funds/{line}/{key}") is None:
            return Cell(pen.label("-", True))
        return super()._figure(pen, line, key, bare_rate)

    def _rows(self, pen: Pen) -> Sheet:
        table = IndicatorTable([Column(*spec) for spec in self.columns], merge=False)
        sheet = Sheet([column.width for column in table.columns])
        sheet.head = [header_cells(pen, table.columns)]
        sheet.rows = [*indicator_rows(pen, table), total_cells(pen, table.columns, "合计")]
        return sheet
