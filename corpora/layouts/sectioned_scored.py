"""Evaluations that say their score first or keep sums by group, with labels above values, or as one sheet of cells."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

from corpora.content.money import plain
from corpora.layouts.form import ends, year_line
from corpora.layouts.indicator_rows import IndicatorTable, header_cells, indicator_rows, total_cells
from corpora.layouts.inset import Inset
from corpora.layouts.pen import Pen, Record
from corpora.layouts.pieces import above, beneath, framed, joined, starts
from corpora.layouts.sectioned import SectionedEvaluation
from corpora.layouts.sections import NATIONAL_MONEY, NATIONAL_SOURCES
from corpora.layouts.sheet import Cell, Sheet


class SubtotalsEvaluation(Inset, SectionedEvaluation):
    """Score and grade in the head, sources under each stage of the money, a sum under each level-1 group."""

    name = "evaluation_subtotals"
    titles = ("项目支出绩效自评评分表", "部门预算项目支出自评表", "项目绩效自评考核表")
    fields = ("reporting_unit", "grade")
    money = (("budget", "预算数"), ("executed", "执行数"))
    sources = (("total", "小计"), ("fiscal", "财政拨款"), ("other", "其他资金"))
    columns = (
        ("level1", "一级指标", 10),
        ("level2", "二级指标", 13),
        ("level3", "三级指标", 27),
        ("target", "指标值", 14),
        ("actual", "实际完成情况", 14),
        ("weight", "标准分", 8),
        ("score", "自评分", 8),
    )

    def keep(self, full: Record) -> Record:
        """Besides the figures of every source, the rate of the whole."""
        record = super().keep(full)
        record["funds"][0]["rate"] = full["funds"][0]["rate"]
        return record

    def _above(self, pen: Pen) -> str:
        top = f'<div class="title">{pen.put("/title")}</div>'
        return top + ends(pen.put("/year", printed=f"{pen.value('/year')}年"), pen.label("单位:万元"))

    def _sections(self, pen: Pen) -> list[Sheet]:
        head = Sheet([15, 35, 15, 35])
        head.row(Cell(pen.label("单位名称")), Cell(pen.put("/reporting_unit"), 3))
        head.row(Cell(pen.label("项目名称")), Cell(pen.put("/project_name"), 3))
        unit = pen.put("/implementing_unit") + pen.seal(pen.record["implementing_unit"], "&nbsp;")
        department = Cell(pen.put("/supervising_department"))
        head.row(Cell(pen.label("主管部门")), department, Cell(pen.label("实施单位")), Cell(unit))
        score, grade = Cell(pen.score("/total_score")), Cell(pen.put("/grade"))
        head.row(Cell(pen.label("自评总分")), score, Cell(pen.label("自评等级")), grade)
        return [head, self._money(pen), self._goals(pen), self._indicators(pen)]

    def _money(self, pen: Pen) -> Sheet:
        lines = {fund["source"]: index for index, fund in enumerate(pen.record["funds"])}
        sheet = Sheet([15, *([12.3] * 6), 11.2])
        over = (Cell(pen.label(label), 3, css="h c") for _, label in self.money)
        rate = Cell(pen.label("执行率"), rows=2, css="h c")
        sheet.row(Cell(pen.label("预算执行情况"), rows=3), *over, rate)
        heads, figures = [], []
        for key, _ in self.money:
            for source, label in self.sources:
                at = lines.get(source)
                first = key == "budget" and at is not None
                heads.append(Cell(pen.put(f"/funds/{at}/label") if first else pen.label(label), css="h c"))
                figures.append(self._figure(pen, at, key))
        sheet.row(*heads)
        sheet.row(*figures, self._figure(pen, 0, "rate"))
        return sheet

    def _goals(self, pen: Pen) -> Sheet:
        sheet, goals = Sheet([15, 11, 74]), range(len(pen.record["goals"]))
        for key, label in (("expected", "预期"), ("actual", "实际")):
            side = [Cell(pen.label("绩效目标"), rows=2)] if key == "expected" else []
            text = "".join(f"<div>{pen.put(f'/goals/{index}/{key}')}</div>" for index in goals)
            sheet.row(*side, Cell(pen.label(label)), Cell(text, css="t"))
        return sheet

    def _indicators(self, pen: Pen) -> Sheet:
        table = self._table()
        rows, records = indicator_rows(pen, table), pen.record["indicators"]
        sheet = Sheet([column.width for column in table.columns])
        sheet.head = [header_cells(pen, table.columns)]
        firsts = [*starts(records), len(records)]
        for first, last in pairwise(firsts):
            sheet.rows += rows[first:last]
            sums = (pen.label(pen.style.score(_sum(records[first:last], key))) for key in ("weight", "score"))
            sheet.row(Cell(pen.label("小计"), 5, css="c"), *(Cell(figure) for figure in sums))
        return sheet


def _sum(rows: list[Record], key: str) -> str:
    return plain(sum((Decimal(row[key] or 0) for row in rows), Decimal(0)))


class LabelsAboveEvaluation(Inset, SectionedEvaluation):
    """Every value under its label, shaded heads, the score before what it is for."""

    name = "evaluation_labels_above"
    titles = ("专项经费项目绩效自评表", "校级项目支出绩效自评表", "项目支出预算绩效自评表")
    fields = ("project_code", "grade", "problems")
    money = (("budget", "预算金额"), ("executed", "支出金额"))
    sources = (("total", "预算总额"), ("fiscal", "其中:财政拨款"), ("other", "自筹及其他"))
    columns = (
        ("level1", "一级指标", 11),
        ("level2", "二级指标", 13),
        ("level3", "三级指标", 26),
        ("weight", "分值", 7),
        ("score", "得分", 7),
        ("target", "年度指标值", 15),
        ("actual", "全年完成值", 15),
        ("note", "备注", 12),
    )
    points = ("({}分)", "（{}）")

    def keep(self, full: Record) -> Record:
        """Only the whole is known to be spent, and its progress is a cell of its own."""
        record = super().keep(full) | {"execution_rate": full["execution_rate"]}
        for fund in record["funds"][1:]:
            fund["executed"] = None
        record["goals"] = record["goals"][:1]
        return record

    def _above(self, pen: Pen) -> str:
        top = f'<div class="title">{pen.put("/title")}</div>{year_line(pen, "", "预算年度")}'
        return top + f'<div class="right">{pen.label("(单位:万元)")}</div>'

    def html(self, pen: Pen) -> str:
        """Return the form, its heads shaded."""
        return self._above(pen) + framed("shaded", joined(*self._sections(pen)))

    def _sections(self, pen: Pen) -> list[Sheet]:
        names = (("project_name", "项目名称"), ("project_code", "项目代码"))
        units = (("supervising_department", "主管部门"), ("implementing_unit", "实施单位"))
        texts = [self._under(pen, label, f"/goals/0/{key}") for key, label in _AIMS]
        last = self._under(pen, "存在问题、原因及改进措施", "/problems")
        end = Sheet([50, 50])
        end.row(*(Cell(pen.label(label), css="h c") for label in ("自评总得分", "自评等级")))
        end.row(Cell(pen.score("/total_score")), Cell(pen.put("/grade")))
        head = [above(pen, (60, 40), *names), above(pen, (50, 50), *units)]
        return [*head, self._money(pen), *texts, self._indicators(pen), end, last]

    def _under(self, pen: Pen, label: str, pointer: str) -> Sheet:
        sheet = Sheet([100])
        sheet.row(Cell(pen.label(label), css="h c"))
        sheet.row(Cell(pen.put(pointer), css="t"))
        return sheet

    def _money(self, pen: Pen) -> Sheet:
        lines = {fund["source"]: index for index, fund in enumerate(pen.record["funds"])}
        sheet = Sheet([20] * 5)
        heads, figures = [], []
        for source, label in self.sources:
            at = lines.get(source)
            heads.append(pen.label(label) if at is None else pen.put(f"/funds/{at}/label"))
            figures.append(self._figure(pen, at, "budget"))
        heads += [pen.label("实际支出"), pen.label("预算执行进度")]
        sheet.row(*(Cell(head, css="h c") for head in heads))
        sheet.row(*figures, self._figure(pen, 0, "executed"), Cell(pen.percent("/execution_rate")))
        return sheet

    def _indicators(self, pen: Pen) -> Sheet:
        table = self._table()
        sheet = Sheet([column.width for column in table.columns])
        sheet.head, sheet.rows = [header_cells(pen, table.columns)], indicator_rows(pen, table)
        return sheet


_AIMS = (("expected", "项目年度绩效目标"), ("actual", "绩效目标实现情况"))


class OneSheetEvaluation(Inset, SectionedEvaluation):
    """One table of ten columns from title to remarks, labels standing upright, high rows, the currency in a corner."""

    name = "evaluation_one_sheet"
    titles = ("项目支出绩效自评表", "政法专项资金项目绩效自评表", "预算项目支出绩效自评表")
    fields = ("total_weight", "reporting_unit")
    money = NATIONAL_MONEY
    sources = NATIONAL_SOURCES
    columns = (
        ("level1", "一级指标", 5),
        ("level2", "二级指标", 10),
        ("level3", "三级指标", 22),
        ("target", "年度指标值", 13),
        ("actual", "实际完成值", 13),
        ("weight", "分值", 7),
        ("score", "得分", 7),
        ("note", "偏差原因分析及改进措施", 16),
    )

    def html(self, pen: Pen) -> str:
        """Return the one sheet, and who answers for it below."""
        [sheet] = self._sections(pen)
        signed = beneath(pen.label("单位负责人:"), pen.label("财务负责人:"), pen.label("填报人:"))
        return framed("upright tall", sheet.html()) + signed

    def _sections(self, pen: Pen) -> list[Sheet]:
        sheet = Sheet([5, 8, 12, 18, 12, 12, 8, 8, 9, 8])
        year = pen.put("/year", printed=pen.style.text(f"({pen.value('/year')}年度)"))
        sheet.row(Cell(f'<div class="title">{pen.put("/title")}</div><div class="mid">{year}</div>', 10, css="c"))
        name, unit = pen.put("/project_name"), pen.put("/reporting_unit")
        seal = pen.seal(pen.record["reporting_unit"], "&nbsp;")
        sheet.row(Cell(pen.label("项目名称"), 2), Cell(name, 8))
        sheet.row(Cell(pen.label("填报单位"), 2), Cell(unit + seal, 8))
        units = (pen.put("/supervising_department"), pen.put("/implementing_unit"))
        sheet.row(Cell(pen.label("主管部门"), 2), Cell(units[0], 2), Cell(pen.label("实施单位")), Cell(units[1], 5))
        self._fill_money(pen, sheet)
        self._fill_goals(pen, sheet)
        self._fill_indicators(pen, sheet)
        sheet.row(Cell(pen.label("备注"), 2), Cell("", 8))
        return [sheet]

    def _fill_money(self, pen: Pen, sheet: Sheet) -> None:
        rows, spans = self._money_rows(pen), (1, 1, 1, 1, 1, 2)
        corner = Cell(pen.label("单位:万元"), 2, css="c")
        heads = (Cell(pen.label(head), span, css="h c") for (_, head), span in zip(self.money, spans, strict=True))
        side = Cell(pen.label("项目资金"), rows=1 + len(rows), css="v")
        sheet.row(side, corner, *heads)
        for label, *figures in rows:
            cells = (Cell(cell.html, span) for cell, span in zip(figures, spans, strict=True))
            sheet.row(Cell(label.html, 2, css="l"), *cells)

    def _fill_goals(self, pen: Pen, sheet: Sheet) -> None:
        goals = range(len(pen.record["goals"]))
        heads = (Cell(pen.label("预期目标"), 4, css="h c"), Cell(pen.label("实际完成情况"), 5, css="h c"))
        sheet.row(Cell(pen.label("年度总体目标"), rows=1 + len(goals), css="v"), *heads)
        for index in goals:
            texts = (pen.put(f"/goals/{index}/{key}") for key in ("expected", "actual"))
            sheet.row(*(Cell(text, span, css="t") for text, span in zip(texts, (4, 5), strict=True)))

    def _fill_indicators(self, pen: Pen, sheet: Sheet) -> None:
        table = IndicatorTable(self._table().columns, self.point, narrow=True)
        rows = indicator_rows(pen, table)
        spans = {"level3": 1, "note": 2}
        heads = header_cells(pen, table.columns)
        wide = [spans.get(column.key, 1) for column in table.columns]
        side = Cell(pen.label("绩效指标"), rows=1 + len(rows), css="v")
        sheet.row(side, *(Cell(cell.html, span, css="h c") for cell, span in zip(heads, wide, strict=True)))
        for cells in rows:
            *others, note = cells
            sheet.rows.append([*others, Cell(note.html, 2, css="t")])
        label, *figures, _ = total_cells(pen, table.columns, "总 分")
        sheet.row(Cell(label.html, label.span + 1, css="c"), *figures, Cell("", 2))
