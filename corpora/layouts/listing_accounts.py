"""Lists: annexed to final accounts with numbered columns, a system's rows, points with their word, two lines each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import ClassVar

from corpora.content.money import plain
from corpora.layouts.form import ends, year_line
from corpora.layouts.inset import SmallPrint
from corpora.layouts.listing_annexed import AnnexedList
from corpora.layouts.pen import Pen, Record
from corpora.layouts.pieces import beneath, figure_cells, head_cell, head_cells, remarks, summed, titled, told
from corpora.layouts.runs import runs
from corpora.layouts.sheet import Cell, Sheet


class _AccountsList(SmallPrint, AnnexedList):
    """What these share: what was spent beside the record's figures, some in yuan."""

    def _heads(self, pen: Pen) -> list[str]:
        return [self.rng.choice(labels) for _, labels, _ in self.columns]

    def _spent(self, row: Record) -> Decimal:
        share = Decimal(self.rng.choice(["1", "1", "1", "0.94", "0.815", "0.4"]))
        return (Decimal(row["budget"] or 0) * share).quantize(Decimal("0.01"))

    def _in_yuan(self, pen: Pen) -> None:
        pen.unit, pen.style = "元", replace(pen.style, places=min(pen.style.places, 2), unit_in_cells=False)


class FinalAccountsList(_AccountsList):
    """On its side, in yuan: a row of column numbers under the heads, the sum first, a sum over each unit's projects."""

    name = "list_final_accounts"
    landscape = True
    largest = 9.5
    titles = ("项目支出绩效自评结果公开表", "部门决算项目支出绩效自评结果表", "预算项目绩效自评结果汇总公开表")
    columns = (
        ("department", ("单位名称", "预算单位"), 19),
        ("project_name", ("项目名称",), 28),
        ("initial", ("年初预算数",), 11),
        ("budget", ("全年预算数",), 11),
        ("executed", ("全年执行数",), 11),
        ("rate", ("执行率",), 8),
        ("score", ("自评得分", "得分"), 7),
        ("grade", ("自评等级", "等级"), 6),
    )

    def html(self, pen: Pen) -> str:
        """Return number, caption, line, table, note."""
        self._in_yuan(pen)
        number = f"<div>{pen.label(self.rng.choice(['公开13表', '附表12', '决算公开附表4']))}</div>"
        top = f'<div class="title">{pen.put("/title")}</div>{year_line(pen, "", "年度")}'
        line = ends(told(pen, "reporting_unit", "部门", True), pen.label("金额单位:元"))
        note = remarks(pen, "注:本表反映部门本年度项目支出绩效自评结果,执行率为全年执行数与全年预算数之比。")
        return number + top + line + self.table(pen).html() + note

    def table(self, pen: Pen) -> Sheet:
        """Return the table; sums and the numbers of columns are no rows."""
        sheet, rows = Sheet([width for _, _, width in self.columns]), pen.record["rows"]
        numbers = [Cell(pen.label("栏次"), 2, css="c"), *figure_cells(pen, "1", "2", "3", "4=3/2", "5", "6")]
        sheet.head = [head_cells(pen, *self._heads(pen)), numbers]
        beside = [{**row, "initial": self._initial(row), "executed": plain(self._spent(row))} for row in rows]
        sheet.row(Cell(pen.label("合计"), 2, css="c"), *self._sums(pen, beside))
        for first, count in runs(rows, "department"):
            group = slice(first, first + count)
            name = pen.put(*(f"/rows/{index}/department" for index in range(first, first + count)))
            sheet.row(Cell(name, css="l"), Cell(pen.label("小计")), *self._sums(pen, beside[group]))
            for index in range(first, first + count):
                figures = self._money(pen, index, beside[index])
                sheet.row(Cell(""), *self._cells(pen, index, "project_name"), *figures)
        return sheet

    def _initial(self, row: Record) -> str:
        share = Decimal(self.rng.choice(["1", "1", "0.8", "0"]))
        return plain((Decimal(row["budget"] or 0) * share).quantize(Decimal("0.01")))

    def _money(self, pen: Pen, index: int, beside: Record) -> list[Cell]:
        budget, spent = Decimal(beside["budget"] or 0), Decimal(beside["executed"])
        rate = f"{spent / budget * 100:.2f}%" if budget else ""
        initial, executed = (pen.style.amount(beside[key], pen.unit) for key in ("initial", "executed"))
        budgeted, *result = self._cells(pen, index, "budget", "score", "grade")
        return [*figure_cells(pen, initial), budgeted, *figure_cells(pen, executed, rate), *result]

    def _sums(self, pen: Pen, rows: list[Record]) -> list[Cell]:
        sums = (pen.style.amount(summed(rows, key), pen.unit) for key in ("initial", "budget", "executed"))
        return [*figure_cells(pen, *sums), Cell(""), Cell(""), Cell("")]


class ExportRowsList(_AccountsList):
    """On its side, small, a system's rows: the title in the table, no numbers, codes and states in columns."""

    name = "list_export_rows"
    landscape = True
    largest = 8.5
    titles = ("绩效自评结果查询表", "项目绩效自评结果明细表", "项目绩效自评汇总查询")
    columns = (
        ("department_code", ("单位编码",), 8),
        ("department", ("单位名称", "预算单位名称"), 18),
        ("code", ("项目编码",), 16),
        ("project_name", ("项目名称",), 25),
        ("kind", ("项目类别",), 9),
        ("budget", ("全年预算数(万元)", "项目总金额(万元)"), 11),
        ("score", ("自评总分", "自评得分"), 7),
        ("grade", ("评定等级", "自评等级"), 6),
        ("state", ("审核状态",), 8),
    )
    kinds: ClassVar[tuple[str, ...]] = ("特定目标类", "特定目标类", "其他运转类", "人员类")

    def html(self, pen: Pen) -> str:
        """Return the table under its line."""
        day = f"{pen.value('/year') + 1}-03-{self.rng.randint(10, 28)}"
        year = pen.put("/year", printed=f"年度:{pen.value('/year')}")
        parts = (
            told(pen, "reporting_unit", "填报单位"),
            year,
            pen.label(f"导出时间:{day} 16:2{self.rng.randint(0, 9)}", True),
        )
        return ends("&emsp;".join(parts), "") + self.table(pen).html()

    def table(self, pen: Pen) -> Sheet:
        """Return the table, its title the first row."""
        sheet = Sheet([width for _, _, width in self.columns])
        title = Cell(f'<div class="title">{pen.put("/title")}</div>', len(self.columns), css="c")
        sheet.row(title)
        sheet.row(*head_cells(pen, *self._heads(pen)))
        for index in range(len(pen.record["rows"])):
            sheet.row(*self._cells(pen, index, *(key for key, _, _ in self.columns)))
        return sheet

    def _cell(self, pen: Pen, index: int, key: str) -> str:
        rng = self.rng
        if key == "code":
            code = f"{rng.randint(130000, 659000)}{pen.value('/year') % 100}R{rng.randint(10**8, 10**9 - 1)}"
            return pen.label(code, True)
        if key == "kind":
            return pen.label(rng.choice(self.kinds))
        if key == "state":
            return pen.label(rng.choice(["终审", "终审", "终审", "主管审核"]))
        return super()._cell(pen, index, key)


class WrittenPointsList(_AccountsList):
    """One unit's own, in yuan: what each project was about, points with 分 behind them, the sum at the foot."""

    name = "list_written_points"
    largest = 10.5
    titles = ("单位项目绩效自评情况表", "本单位预算项目自评结果表", "项目经费绩效自评情况登记表")
    columns = (
        ("seq", ("序号",), 7),
        ("project_name", ("项目名称",), 30),
        ("source", ("资金性质", "资金来源"), 14),
        ("budget", ("预算金额(元)", "项目金额(元)"), 18),
        ("about", ("完成情况简述",), 20),
        ("score", ("自评得分",), 10),
        ("grade", ("自评等次",), 9),
    )
    abouts: ClassVar[tuple[str, ...]] = (
        "已全部完成",
        "按计划实施,资金支付完毕",
        "主体完成,余款待付",
        "任务完成,效果较好",
    )

    def html(self, pen: Pen) -> str:
        """Return caption, line, table, signatures."""
        self._in_yuan(pen)
        line = ends(
            told(pen, "reporting_unit", "单位名称(盖章)", True), pen.label(f"填报时间:{pen.value('/year') + 1}年3月")
        )
        signed = beneath(pen.label("填报人:"), pen.label("财务负责人:"), pen.label("单位负责人:"))
        return titled(pen, "", "年") + line + self.table(pen).html() + signed

    def table(self, pen: Pen) -> Sheet:
        """Return the table, its sum last."""
        sheet, rows = Sheet([width for _, _, width in self.columns]), pen.record["rows"]
        sheet.head = [head_cells(pen, *self._heads(pen))]
        for index in range(len(rows)):
            sheet.row(*self._cells(pen, index, *(key for key, _, _ in self.columns)))
        total = pen.style.amount(summed(rows, "budget"), pen.unit)
        sheet.row(Cell(pen.label("合计"), 3, css="c"), *figure_cells(pen, total, "", "", ""))
        return sheet

    def _cell(self, pen: Pen, index: int, key: str) -> str:
        pointer = f"/rows/{index}/{key}"
        if key == "score" and pen.value(pointer) is not None:
            return pen.put(pointer, printed=f"{pen.style.score(pen.value(pointer))}分")
        if key == "source":
            return pen.label(self.rng.choice(["一般公共预算", "一般公共预算", "事业收入", "上级专款"]))
        if key == "about":
            return pen.label(self.rng.choice(self.abouts))
        return super()._cell(pen, index, key)


class TwoLinesList(_AccountsList):
    """Two lines for each project: its name across, under it who spent what and the result; heads likewise."""

    name = "list_two_lines"
    titles = ("项目绩效自评结果统计表", "本级项目支出绩效自评结果表", "部门项目绩效自评得分表")
    columns = (
        ("seq", ("序号",), 8),
        ("project_name", ("项目名称",), 0),
        ("department", ("实施单位", "责任单位"), 38),
        ("budget", ("预算数",), 16),
        ("executed", ("支出数",), 16),
        ("score", ("得分",), 11),
        ("grade", ("等级",), 11),
    )

    def html(self, pen: Pen) -> str:
        """Return caption, line, table."""
        top = f'<div class="title">{pen.put("/title")}</div>{year_line(pen, "(", "年度)")}'
        line = ends(told(pen, "reporting_unit", "填报单位", True), pen.label("单位:万元"))
        return top + line + self.table(pen).html()

    def table(self, pen: Pen) -> Sheet:
        """Return the table, two rows a project."""
        seq, name, *heads = self._heads(pen)
        sheet = Sheet([8, *(width for key, _, width in self.columns[2:])])
        sheet.head = [[head_cell(pen, seq, rows=2), head_cell(pen, name, 5)], head_cells(pen, *heads)]
        for index, row in enumerate(pen.record["rows"]):
            sheet.rows += self._lines(pen, index, row)
        return sheet

    def _lines(self, pen: Pen, index: int, row: Record) -> Iterator[list[Cell]]:
        number, name = self._cells(pen, index, "seq", "project_name")
        yield [replace(number, rows=2), replace(name, span=5, css="l")]
        department, budget, score, grade = self._cells(pen, index, "department", "budget", "score", "grade")
        spent = figure_cells(pen, pen.style.amount(plain(self._spent(row)), pen.unit))
        yield [department, budget, *spent, score, grade]
