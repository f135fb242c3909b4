"""Evaluations with more columns than a record has: the change of the budget, balances, degrees, proofs."""

from __future__ import annotations

from decimal import Decimal

from corpora.content.money import plain
from corpora.layouts.form import ends
from corpora.layouts.indicator_rows import header_cells, indicator_rows, total_cells
from corpora.layouts.inset import Inset
from corpora.layouts.pen import Pen, Record
from corpora.layouts.pieces import beneath, framed, group_points, joined, titled, told, woven
from corpora.layouts.sectioned import SectionedEvaluation
from corpora.layouts.sheet import Cell, Sheet

_ASPECTS = {"产出指标": "产出目标", "效益指标": "效果目标", "满意度指标": "影响力目标"}


class FourAspectsEvaluation(Inset, SectionedEvaluation):
    """投入, 产出, 效果, 影响力 in a heavy frame; the budget's change beside it; what points were lost for."""

    name = "evaluation_four_aspects"
    titles = ("财政项目支出绩效自评表", "项目绩效自评打分表", "预算项目绩效评价自评表")
    unit = "元"
    fields = ("reporting_unit", "total_weight")
    money = (
        ("budget_initial", "年初预算金额"),
        ("change", "预算调整(+/-)"),
        ("budget", "调整后预算金额"),
        ("executed", "执行金额"),
        ("rate", "执行率"),
    )
    sources = (("total", "项目总预算"), ("fiscal", "其中:财政资金"), ("other", "其他资金"))
    columns = (
        ("level1", "一级目标", 10),
        ("level2", "二级目标", 11),
        ("level3", "三级目标", 25),
        ("weight", "权重", 7),
        ("target", "目标值", 15),
        ("actual", "实际达到值", 15),
        ("score", "自评得分", 8),
        ("note", "扣分说明", 14),
    )
    points = ("({})", None)

    def keep(self, full: Record) -> Record:
        """Two rows of input come first, and the levels are called aspects."""
        record = super().keep(full)
        for row in record["indicators"]:
            row["level1"] = _ASPECTS[row["level1"]]
            row["level2"] = row["level2"].replace("指标", "")
        rate = f"{full['execution_rate']}%"
        given = [("预算执行", "预算执行率", "100%", rate, "10", full["funds"][0]["score"])]
        given.append(("财务管理", "财务管理制度健全性", "健全", "健全", "5", "5"))
        blank = dict.fromkeys(record["indicators"][0]) | {"level1": "投入和管理目标", "score_rows": 1}
        keys = ("level2", "level3", "target", "actual", "weight", "score")
        record["indicators"][:0] = [blank | dict(zip(keys, row, strict=True)) for row in given]
        if self.point:
            group_points(record["indicators"])
        return record

    def _above(self, pen: Pen) -> str:
        top = titled(pen, "(", "年度)")
        return top + ends(told(pen, "reporting_unit", "填报单位", True), pen.label("金额单位:元"))

    def html(self, pen: Pen) -> str:
        """Return the form, its tables in a heavy frame."""
        pen.unit = self.unit
        note = beneath(pen.label("注:1.自评得分满分为100分。2.未达到目标值的须填写扣分说明。"))
        return self._above(pen) + framed("heavy shaded", joined(*self._sections(pen))) + note

    def _sections(self, pen: Pen) -> list[Sheet]:
        head = Sheet([16, 34, 16, 34])
        head.row(Cell(pen.label("项目名称")), Cell(pen.put("/project_name"), 3))
        units = (Cell(pen.put("/supervising_department")), Cell(pen.put("/implementing_unit")))
        head.row(Cell(pen.label("预算主管部门")), units[0], Cell(pen.label("项目实施单位")), units[1])
        kind = pen.label(self.rng.choice(["经常性项目☑ 一次性项目□", "经常性项目□ 一次性项目☑"]))
        head.row(Cell(pen.label("项目类型")), Cell(kind), Cell(pen.label("是否为延续项目")), Cell(pen.label("是")))
        table = self._table()
        indicators = Sheet([column.width for column in table.columns])
        indicators.head = [header_cells(pen, table.columns)]
        indicators.rows = [*indicator_rows(pen, table), total_cells(pen, table.columns, "合 计")]
        return [head, self._money(pen), self._goals(pen), indicators]

    def _money(self, pen: Pen) -> Sheet:
        sheet = Sheet([16, 24, *([12] * 5)])
        heads = (Cell(pen.label(head), css="h c") for _, head in self.money)
        rows = self._money_rows(pen)
        sheet.row(Cell(pen.label("资金情况"), rows=1 + len(rows)), Cell(pen.label("资金来源"), css="h c"), *heads)
        for (source, _), cells in zip(self.sources, rows, strict=True):
            cells[2] = Cell(self._change(pen, source))
            sheet.rows.append(cells)
        return sheet

    def _figure(self, pen: Pen, line: int | None, key: str, bare_rate: bool = False) -> Cell:
        return Cell("") if key == "change" else super()._figure(pen, line, key, bare_rate)

    def _change(self, pen: Pen, source: str) -> str:
        for fund in pen.record["funds"]:
            if fund["source"] == source and None not in (fund["budget"], fund["budget_initial"]):
                change = plain(Decimal(fund["budget"]) - Decimal(fund["budget_initial"]))
                return pen.label(pen.style.amount(change, self.unit))
        return ""

    def _goals(self, pen: Pen) -> Sheet:
        sheet = Sheet([16, 84])
        for index in range(len(pen.record["goals"])):
            for key, label in (("expected", "年度总目标"), ("actual", "总目标完成情况")):
                sheet.row(Cell(pen.label(label)), Cell(pen.put(f"/goals/{index}/{key}"), css="t"))
        return sheet


class BalanceEvaluation(Inset, SectionedEvaluation):
    """On its side, small: what arrived, what is left; a number, a degree and a proof for each indicator."""

    name = "evaluation_balance"
    landscape = True
    titles = ("项目支出绩效自评明细表", "公立医院补助项目绩效自评表", "部门项目支出绩效自评情况表")
    fields = ("project_code", "total_weight", "problems", "preparer", "phone")
    money = (
        ("budget", "预算安排数"),
        ("received", "实际到位数"),
        ("arrived", "到位率"),
        ("executed", "实际支出数"),
        ("rate", "支出率"),
        ("balance", "结余数"),
    )
    sources = (("total", "合计"), ("fiscal", "财政补助"), ("carryover", "上年结转"), ("other", "单位配套"))
    columns = (
        ("seq", "序号", 4),
        ("level1", "一级指标", 7),
        ("level2", "二级指标", 9),
        ("level3", "三级指标", 17),
        ("description", "指标说明", 16),
        ("target", "计划值", 9),
        ("actual", "实际值", 9),
        ("degree", "完成程度", 6),
        ("weight", "分值", 5),
        ("score", "得分", 5),
        ("proof", "佐证材料", 8),
        ("note", "偏差说明", 11),
    )

    def _above(self, pen: Pen) -> str:
        top = f'<div class="title">{pen.put("/title")}</div>'
        year = pen.put("/year", printed=pen.style.text(f"年度:{pen.value('/year')}"))
        units = told(pen, "supervising_department", "主管部门"), told(pen, "implementing_unit", "项目单位", True)
        return top + ends(units[0] + "&emsp;" + units[1], year + "&emsp;" + pen.label("单位:万元"))

    def html(self, pen: Pen) -> str:
        """Return the form in small print."""
        signed = beneath(told(pen, "preparer", "填表人"), told(pen, "phone", "联系电话"), pen.label("科室负责人:"))
        return f'{self._above(pen)}<div class="small">{joined(*self._sections(pen))}</div>{signed}'

    def _sections(self, pen: Pen) -> list[Sheet]:
        head = Sheet([10, 50, 10, 30])
        cells = (Cell(pen.put("/project_name"), css="l"), Cell(pen.put("/project_code")))
        head.row(Cell(pen.label("项目名称")), cells[0], Cell(pen.label("项目编码")), cells[1])
        problems = Sheet([10, 90])
        problems.row(Cell(pen.label("存在问题及改进措施")), Cell(pen.put("/problems"), css="t"))
        return [head, self._money(pen), self._goals(pen), self._indicators(pen), problems]

    def _money(self, pen: Pen) -> Sheet:
        sheet = Sheet([10, 18, *([12] * 6)])
        rows = self._money_rows(pen)
        heads = (Cell(pen.label(head), css="h c") for _, head in self.money)
        sheet.row(Cell(pen.label("资金情况"), rows=1 + len(rows)), Cell(pen.label("来源"), css="h c"), *heads)
        lines = {fund["source"]: fund for fund in pen.record["funds"]}
        for (source, _), cells in zip(self.sources, rows, strict=True):
            fund = lines.get(source)
            if fund and fund["budget"] != "0":
                left = plain(Decimal(fund["budget"]) - Decimal(fund["executed"]))
                cells[3], cells[6] = Cell(pen.label("100%")), Cell(pen.label(pen.style.amount(left)))
            sheet.rows.append(cells)
        return sheet

    def _figure(self, pen: Pen, line: int | None, key: str, bare_rate: bool = False) -> Cell:
        return Cell("") if key in ("arrived", "balance") else super()._figure(pen, line, key, bare_rate)

    def _goals(self, pen: Pen) -> Sheet:
        sheet, goals = Sheet([10, 45, 45]), range(len(pen.record["goals"]))
        heads = (Cell(pen.label(head), css="h c") for head in ("计划目标", "目标完成情况"))
        sheet.row(Cell(pen.label("年度目标"), rows=1 + len(goals)), *heads)
        for index in goals:
            sheet.row(*(Cell(pen.put(f"/goals/{index}/{key}"), css="t") for key in ("expected", "actual")))
        return sheet

    def _indicators(self, pen: Pen) -> Sheet:
        table, records = self._table(), pen.record["indicators"]
        proofs = ["台账", "系统截图", "验收单", "工作总结", "发放明细", ""]
        extra = {
            "seq": [str(number) for number in range(1, len(records) + 1)],
            "degree": [self.rng.choice(["100%", "100%", "95%"]) for _ in records],
            "proof": [self.rng.choice(proofs) for _ in records],
        }
        sheet = Sheet([column.width for column in table.columns])
        sheet.head = [header_cells(pen, table.columns)]
        sheet.rows = [*woven(pen, table, extra), total_cells(pen, table.columns, "合计")]
        return sheet
