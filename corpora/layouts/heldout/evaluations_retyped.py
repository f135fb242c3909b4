"""The national evaluation as offices typed it anew: in Word, in Excel, for a special fund, in a township's few rows."""

from __future__ import annotations

from decimal import Decimal

from corpora.content.money import plain
from corpora.layouts.form import ends, year_line
from corpora.layouts.heldout.parts import (
    HeldoutEvaluation,
    goal_texts,
    heads,
    lines,
    reached,
    remarks,
    under,
    upright,
)
from corpora.layouts.indicator_rows import IndicatorTable, header_cells, indicator_rows, total_cells
from corpora.layouts.pen import Pen, Record
from corpora.layouts.pieces import labelled, sealed, titled, told, woven
from corpora.layouts.sections import cut_in_two, goals_beside
from corpora.layouts.sheet import Cell, Sheet
from corpora.layouts.style import in_yuan


class WordEvaluation(HeldoutEvaluation):
    """In Word, upright: hints in the heads, side labels a sign a line, template rows left in, who typed it inside."""

    name = "evaluation_word"
    largest = 9.5
    titles = ("项目支出绩效自评表", "部门预算项目支出绩效自评表", "县级预算项目支出绩效自评表")
    fields = ("total_weight", "preparer", "phone")
    money = (
        ("budget_initial", "年初预算数"),
        ("budget", "全年预算数(A)"),
        ("executed", "全年执行数(B)"),
        ("weight", "分值(10分)"),
        ("rate", "执行率(B÷A)"),
        ("score", "得分"),
    )
    sources = (
        ("total", "年度资金总额"),
        ("fiscal", "其中:本年财政拨款"),
        ("carryover", "上年结转资金"),
        ("other", "单位自有资金"),
    )
    columns = (
        ("level1", "一级指标", 7),
        ("level2", "二级指标", 11),
        ("level3", "三级指标", 23),
        ("target", "年度指标值(年初设定)", 13),
        ("actual", "全年实际完成值", 13),
        ("weight", "分值", 7),
        ("score", "得分", 7.5),
        ("note", "偏差原因分析及改进措施(未完成的填写)", 13),
    )
    points = ("<br>({}分)", "<br>({})", None)

    def _above(self, pen: Pen) -> str:
        number = f"<div>{pen.label(self.rng.choice(['附件1', '附表2', '附件3-2']))}</div>"
        return f'{number}<div class="title">{pen.put("/title")}</div>{year_line(pen, "(", "年度)")}'

    def html(self, pen: Pen) -> str:
        """Return the form and its notes."""
        notes = (
            "注:1.分值合计100分,其中预算执行率10分。",
            "2.定量指标按完成比例计分,定性指标按好、较好、一般、差分档计分。",
        )
        return super().html(pen) + (remarks(pen, *notes) if self.rng.random() < 0.6 else "")

    def _sections(self, pen: Pen) -> list[Sheet]:
        department = ("主管部门(公章)", pen.put("/supervising_department"))
        rows = (
            (("项目名称", pen.put("/project_name")),),
            (department, ("项目实施单位", sealed(pen, "implementing_unit"))),
        )
        names = labelled(pen, (16, 34, 16, 34), *rows)
        last = labelled(pen, (16, 34, 16, 34), (("填表人", pen.put("/preparer")), ("联系电话", pen.put("/phone"))))
        goals = goals_beside(pen, "年度绩效目标", ("预期目标(批复数)", "实际完成情况"), (7, 46.5, 46.5))
        return [names, self._money(pen), goals, self._rows(pen), last]

    def _money(self, pen: Pen) -> Sheet:
        sheet, rows = Sheet([7, 21, *([12] * len(self.money))]), self._money_rows(pen)
        side = Cell(lines(pen, "项目", "资金", "(万", "元)"), rows=1 + len(rows), css="v")
        sheet.row(side, Cell(""), *heads(pen, *(label for _, label in self.money)))
        sheet.rows += rows
        return sheet

    def _rows(self, pen: Pen) -> Sheet:
        columns = self._table().columns
        spare = self.rng.choice([(), ("……",)])
        counter = "指标{}:" if spare else None
        rows = indicator_rows(pen, IndicatorTable(columns, self.point, counter, spare, narrow=True))
        sheet = Sheet([7, *(column.width for column in columns)])
        sheet.row(Cell(upright(pen, "绩效指标"), rows=2 + len(rows), css="v"), *header_cells(pen, columns))
        sheet.rows += [*rows, total_cells(pen, columns, "总 分")]
        return sheet


class ExcelEvaluation(HeldoutEvaluation):
    """Out of Excel, on its side, in yuan: adjustment, arrival and rest among the money, points before the values."""

    name = "evaluation_excel"
    landscape = True
    largest = 9.0
    unit = "元"
    titles = ("项目支出绩效自评表", "预算项目绩效自评情况表", "单位项目支出绩效自评表")
    fields = ("reporting_unit", "project_code", "total_weight", "preparer", "phone")
    money = (
        ("budget_initial", "年初预算数"),
        ("changed", "调整数"),
        ("budget", "调整后预算数"),
        ("received", "实际到位数"),
        ("executed", "全年执行数"),
        ("rate", "执行率(%)"),
        ("weight", "分值"),
        ("score", "得分"),
    )
    sources = (
        ("total", "合计"),
        ("fiscal", "一、财政拨款"),
        ("carryover", "二、上年结转结余"),
        ("other", "三、其他资金"),
    )
    columns = (
        ("level1", "一级指标", 9),
        ("level2", "二级指标", 11),
        ("level3", "三级指标", 23),
        ("weight", "分值", 5),
        ("target", "年度指标值", 13),
        ("actual", "实际完成值", 13),
        ("share", "完成比例", 6),
        ("score", "得分", 5),
        ("note", "偏差原因及改进措施", 15),
    )

    def _above(self, pen: Pen) -> str:
        day = f"填报日期:{pen.value('/year') + 1}年{self.rng.randint(1, 5)}月{self.rng.randint(2, 28)}日"
        unit = told(pen, "reporting_unit", "填报单位", True)
        line = f'<div class="ends"><div>{unit}</div><div>{pen.label(day)}</div><div>{pen.label("单位:元")}</div></div>'
        return titled(pen, "", "年") + line

    def html(self, pen: Pen) -> str:
        """Return the form and its line of signatures."""
        pen.style = in_yuan(pen.style)
        named = (("填表人:", "preparer"), ("联系电话:", "phone"))
        signed = [pen.label("单位负责人:"), *(pen.label(label) + pen.put(f"/{key}") for label, key in named)]
        return super().html(pen) + under(*signed)

    def _sections(self, pen: Pen) -> list[Sheet]:
        rows = (
            (("项目名称", pen.put("/project_name")), ("项目编码", pen.put("/project_code"))),
            (
                ("主管部门", pen.put("/supervising_department")),
                ("实施单位", pen.put("/implementing_unit")),
            ),
        )
        goals = goals_beside(pen, "绩效目标", ("年初设定目标", "目标实际完成情况"), (9, 45.5, 45.5))
        return [labelled(pen, (9, 45, 9, 37), *rows), self._money(pen), goals, self._rows(pen)]

    def _money(self, pen: Pen) -> Sheet:
        sheet, at = (
            Sheet([9, 15, *([9.5] * len(self.money))]),
            {f["source"]: n for n, f in enumerate(pen.record["funds"])},
        )
        sheet.row(
            Cell(pen.label("资金情况"), rows=1 + len(self.sources)),
            *heads(pen, "资金来源", *(label for _, label in self.money)),
        )
        for source, label in self.sources:
            line = at.get(source)
            name = pen.label(label) if line is None else pen.put(f"/funds/{line}/label")
            sheet.row(Cell(name, css="l"), *(self._money_cell(pen, line, key) for key, _ in self.money))
        return sheet

    def _money_cell(self, pen: Pen, line: int | None, key: str) -> Cell:
        if key != "changed" or line is None:
            return self._figure(pen, line, key, bare_rate=True)
        initial, budget = (pen.value(f"/funds/{line}/{name}") for name in ("budget_initial", "budget"))
        return Cell(pen.label(pen.style.amount(plain(Decimal(budget) - Decimal(initial)), "元"), True))

    def _rows(self, pen: Pen) -> Sheet:
        table = self._table()
        sheet = Sheet([column.width for column in table.columns])
        sheet.head = [header_cells(pen, table.columns)]
        sheet.rows = woven(pen, table, {"share": [reached(row) for row in pen.record["indicators"]]})
        sheet.rows.append(total_cells(pen, table.columns, "合计"))
        return sheet


class FundEvaluation(HeldoutEvaluation):
    """A special fund's: its money from above and beside it, no initial budget, goals stacked, reasons and a summary."""

    name = "evaluation_fund"
    largest = 9.0
    titles = ("专项资金绩效目标自评表", "财政专项资金绩效目标完成情况自评表", "上级专项资金绩效自评表")
    fields = ("total_weight", "grade", "problems")
    money = (
        ("budget", "全年预算数(A)"),
        ("executed", "全年执行数(B)"),
        ("rate", "执行率(B/A)"),
    )
    sources = (
        ("total", "年度资金总额"),
        ("upper", "其中:上级补助资金"),
        ("local", "本级财政配套"),
        ("other", "其他资金(含自筹)"),
    )
    columns = (
        ("level1", "一级指标", 9),
        ("level2", "二级指标", 12),
        ("level3", "三级指标", 24),
        ("target", "指标值", 13),
        ("actual", "全年完成值", 13),
        ("weight", "指标权重", 8),
        ("score", "自评得分", 8),
        ("note", "未完成原因和整改措施", 14),
    )
    points = (None, "({}分)")

    def keep(self, full: Record) -> Record:
        """Fiscal money comes in two parts, of which neither has a rate of its own; there is one goal."""
        record = super().keep(full)
        whole = {fund["source"]: fund for fund in full["funds"]}
        labels, funds = dict(self.sources), [record["funds"][0]]
        parts = [cut_in_two(whole["fiscal"][key]) for key in ("budget", "executed")]
        blank = dict.fromkeys(funds[0])
        for number, name in enumerate(("upper", "local")):
            amounts = {"budget": parts[0][number], "executed": parts[1][number]}
            funds.append(blank | {"source": "fiscal", "label": labels[name]} | amounts)
        record["goals"] = record["goals"][:1]
        record["funds"] = funds + [fund for fund in record["funds"] if fund["source"] == "other"]
        return record

    def _above(self, pen: Pen) -> str:
        top = f'<div class="title">{pen.put("/title")}</div>{year_line(pen, "(", "年度)")}'
        return top + ends("", pen.label("金额单位:万元"))

    def _sections(self, pen: Pen) -> list[Sheet]:
        rows = (
            (("专项(项目)名称", pen.put("/project_name")),),
            (
                ("县级主管部门", pen.put("/supervising_department")),
                ("资金使用单位", sealed(pen, "implementing_unit")),
            ),
        )
        goals = goal_texts(pen, (18, 82), "年初设定目标", "年度总体目标完成情况综述")
        last = labelled(pen, (18, 82), (("自评等级", pen.put("/grade")),))
        last.row(Cell(pen.label("存在问题、原因及下一步打算")), Cell(pen.put("/problems"), css="t"))
        last.row(Cell(pen.label("其他需要说明的问题")), Cell(pen.label("无")))
        return [labelled(pen, (18, 32, 18, 32), *rows), self._money(pen), goals, self._rows(pen), last]

    def _money(self, pen: Pen) -> Sheet:
        sheet, at = Sheet([18, 25, 19, 19, 19]), {f["label"]: n for n, f in enumerate(pen.record["funds"])}
        side = Cell(lines(pen, "资金情况", "(万元)"), rows=1 + len(self.sources))
        sheet.row(side, Cell(""), *heads(pen, *(label for _, label in self.money)))
        for _, label in self.sources:
            line = at.get(label)
            name = pen.label(label) if line is None else pen.put(f"/funds/{line}/label")
            sheet.row(Cell(name, css="l"), *(self._figure(pen, line, key) for key, _ in self.money))
        return sheet

    def _rows(self, pen: Pen) -> Sheet:
        table = self._table()
        sheet = Sheet([column.width for column in table.columns])
        sheet.head, sheet.rows = [header_cells(pen, table.columns)], indicator_rows(pen, table)
        sheet.rows.append(total_cells(pen, table.columns, "总分"))
        return sheet
