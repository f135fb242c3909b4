"""An evaluation whose money comes from three levels of government, and whose goals are numbered and rated."""

from __future__ import annotations

from decimal import Decimal

from corpora.content.money import plain
from corpora.layouts.form import ends, year_line
from corpora.layouts.indicator_rows import header_cells, indicator_rows
from corpora.layouts.inset import Inset
from corpora.layouts.pen import Pen, Record
from corpora.layouts.pieces import framed, joined, told
from corpora.layouts.sectioned import SectionedEvaluation
from corpora.layouts.sheet import Cell, Sheet


class GoalRatesEvaluation(Inset, SectionedEvaluation):
    """Money of three levels of government, numbered goals each with its degree, dotted inside a frame."""

    name = "evaluation_goal_rates"
    titles = ("投资补助项目绩效自评表", "专项资金项目绩效自评表", "补助资金项目支出绩效自评表")
    fields = ("reporting_unit", "problems", "preparer", "phone")
    money = (
        ("budget", "计划下达资金"),
        ("received", "到位资金"),
        ("executed", "支付资金"),
        ("rate", "支付比例"),
    )
    sources = (
        ("total", "总投资"),
        ("fiscal", "中央财政资金"),
        ("province", "省级财政资金"),
        ("county", "县级财政资金"),
        ("other", "自筹资金"),
    )
    columns = (
        ("level1", "一级指标", 12),
        ("level2", "二级指标", 14),
        ("level3", "三级指标", 28),
        ("target", "批复指标值", 15),
        ("actual", "实际完成指标值", 15),
        ("score", "得分", 8),
    )
    points = ("({}分)", "<br>({}分)")
    shares = (("中央财政资金", "0.5"), ("省级财政资金", "0.3"), ("县级财政资金", "0.2"))

    def keep(self, full: Record) -> Record:
        """Fiscal money in three lines; goals keep how far they were reached."""
        record = super().keep(full)
        whole = next(fund for fund in record["funds"] if fund["source"] == "fiscal")
        at = record["funds"].index(whole)
        record["funds"][at : at + 1] = _cut(whole, self.shares)
        for goal, drawn in zip(record["goals"], full["goals"], strict=True):
            goal["completion"] = drawn["completion"]
        return record

    def _above(self, pen: Pen) -> str:
        number = f"<div>{pen.label(self.rng.choice(['附件1', '附表3:', '附件2-2']))}</div>"
        unit = told(pen, "reporting_unit", "填报单位(公章)", True)
        top = f'<div class="title">{pen.put("/title")}</div>{year_line(pen, "(", "年)")}'
        return number + top + ends(unit, pen.label("单位:万元"))

    def html(self, pen: Pen) -> str:
        """Return the form, dotted inside its frame."""
        return self._above(pen) + framed("dots", joined(*self._sections(pen)))

    def _sections(self, pen: Pen) -> list[Sheet]:
        head, last = Sheet([16, 34, 16, 34]), Sheet([16, 34, 16, 34])
        head.row(Cell(pen.label("项目名称")), Cell(pen.put("/project_name"), 3))
        units = (Cell(pen.put("/supervising_department")), Cell(pen.put("/implementing_unit")))
        head.row(Cell(pen.label("主管部门")), units[0], Cell(pen.label("建设(实施)单位")), units[1])
        last.row(Cell(pen.label("存在问题及整改措施")), Cell(pen.put("/problems"), 3, css="t"))
        who = (Cell(pen.put("/preparer")), Cell(pen.put("/phone")))
        last.row(Cell(pen.label("填表人")), who[0], Cell(pen.label("联系电话")), who[1])
        return [head, self._money(pen), self._goals(pen), self._indicators(pen), last]

    def _money(self, pen: Pen) -> Sheet:
        sheet = Sheet([16, 24, *([15] * 4)])
        lines = {fund["label"]: index for index, fund in enumerate(pen.record["funds"])}
        heads = (Cell(pen.label(head), css="h c") for _, head in self.money)
        side = Cell(pen.label("项目资金"), rows=1 + len(self.sources))
        sheet.row(side, Cell(pen.label("资金构成"), css="h c"), *heads)
        for _, label in self.sources:
            at = lines.get(label)
            name = pen.label(label) if at is None else pen.put(f"/funds/{at}/label")
            sheet.row(Cell(name, css="l"), *(self._figure(pen, at, key) for key, _ in self.money))
        return sheet

    def _goals(self, pen: Pen) -> Sheet:
        sheet, goals = Sheet([16, 8, 32, 32, 12]), range(len(pen.record["goals"]))
        heads = ("序号", "预期目标", "完成情况", "完成程度")
        side = Cell(pen.label("年度目标"), rows=1 + len(goals))
        sheet.row(side, *(Cell(pen.label(head), css="h c") for head in heads))
        for index in goals:
            texts = (Cell(pen.put(f"/goals/{index}/{key}"), css="t") for key in ("expected", "actual"))
            sheet.row(Cell(pen.label(str(index + 1))), *texts, Cell(pen.percent(f"/goals/{index}/completion")))
        return sheet

    def _indicators(self, pen: Pen) -> Sheet:
        table = self._table()
        sheet = Sheet([column.width for column in table.columns])
        sheet.head = [header_cells(pen, table.columns)]
        sheet.rows = indicator_rows(pen, table)
        sheet.row(Cell(pen.label("总得分"), 5, css="c"), Cell(pen.score("/total_score")))
        return sheet


def _cut(fund: Record, shares: tuple[tuple[str, str], ...]) -> list[Record]:
    """Return one line of money as several, each with its share; the last takes what is left."""
    parts = [fund | {"label": label} for label, _ in shares]
    for key in ("budget", "received", "executed"):
        rest = Decimal(fund[key])
        for part, (_, share) in zip(parts[:-1], shares[:-1], strict=True):
            piece = (Decimal(fund[key]) * Decimal(share)).quantize(Decimal("0.01"))
            part[key], rest = plain(piece), rest - piece
        parts[-1][key] = plain(rest)
    return [part for part in parts if part["budget"] != "0"]
