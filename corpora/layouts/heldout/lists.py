"""Lists of projects: a recheck, an annex to a disclosure, projects of units with their sums, what was achieved."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from corpora.content.money import plain
from corpora.content.project import grade_of
from corpora.layouts.form import ends, year_line
from corpora.layouts.heldout.parts import HeldoutForm, head, heads, remarks
from corpora.layouts.listing import PlainList
from corpora.layouts.pen import Pen, Record
from corpora.layouts.pieces import titled, told
from corpora.layouts.sheet import Cell, Sheet
from corpora.layouts.style import Style, in_yuan

_TOLD = {
    "done": (
        "已按年初计划完成全部任务。",
        "完成年度任务的九成以上,余量按合同推进。",
        "各项指标均达到预期,资金使用规范。",
        "设备已安装调试并投入使用。",
        "补助资金按月足额发放,无投诉。",
        "主体工程完工,正在办理结算。",
    ),
    "problem": ("无", "前期准备不足,支付进度偏慢。", "个别指标值设置偏低。", "", "佐证资料收集不全。", ""),
}
"""What an office says of a project beside its result; no part of a record."""


class HeldoutList(HeldoutForm, PlainList):
    """A list of this split: no code is glued to a name, the year is always printed."""

    def __init__(self, rng: Random, style: Style) -> None:
        super().__init__(rng, style)
        self.coded, self.dated = False, True

    def _row(self, pen: Pen, index: int, *keys: str) -> list[Cell]:
        long = {"department": "t", "project_name": "t", "done": "t", "problem": "t"}
        return [Cell(self._cell(pen, index, key), css=long.get(key, "")) for key in keys]

    def _heads(self, pen: Pen, rows: int = 1) -> list[Cell]:
        return [head(pen, labels[0], rows=rows) for _, labels, _ in self.columns]


class RecheckList(HeldoutList):
    """On its side: own result and the bureau's side by side under one head each, the difference, what was found."""

    name = "list_recheck"
    landscape = True
    largest = 10.0
    titles = ("项目支出绩效自评抽查复核情况表", "部门项目绩效自评结果抽查复核汇总表", "绩效自评抽查复核结果一览表")
    columns = (
        ("seq", ("序号",), 5),
        ("department", ("主管部门及单位",), 21),
        ("project_name", ("抽查项目名称",), 27),
        ("budget", ("预算金额(万元)",), 13),
        ("score", ("得分",), 6),
        ("grade", ("等级",), 6),
        ("again", ("得分",), 6),
        ("degree", ("等级",), 6),
        ("gap", ("分差",), 6),
        ("opinion", ("复核意见",), 16),
    )

    def html(self, pen: Pen) -> str:
        """Return number, caption and table."""
        number = f"<div>{pen.label(self.rng.choice(['附件1', '附件3', '附表']))}</div>"
        unit = told(pen, "reporting_unit", "被复核部门", True)
        return number + titled(pen, "", "年度") + ends(unit, "") + self.table(pen).html()

    def table(self, pen: Pen) -> Sheet:
        """Return the table under heads of two storeys."""
        sheet, names = Sheet([width for _, _, width in self.columns]), [labels[0] for _, labels, _ in self.columns]
        before = [head(pen, name, rows=2) for name in names[:4]]
        over = [head(pen, "部门自评", 2), head(pen, "财政复核", 3)]
        sheet.head = [[*before, *over, head(pen, names[-1], rows=2)], heads(pen, *names[4:9])]
        for index, row in enumerate(pen.record["rows"]):
            own = self._row(pen, index, *(key for key, _, _ in self.columns[:6]))
            sheet.row(*own, *self._again(pen, row))
        return sheet

    def _again(self, pen: Pen, row: Record) -> list[Cell]:
        """Return what the bureau found: no part of a record."""
        if row["score"] is None:
            return [Cell("") for _ in range(4)]
        lost = Decimal(self.rng.choice(["0", "0", "1.5", "3", "6", "8.5"]))
        points = max(Decimal(0), Decimal(row["score"]) - lost)
        found = ("绩效指标设置不够量化", "佐证资料不充分", "得分计算有误", "执行率取数不实")
        opinion = self.rng.choice(found) if lost else "自评结果属实"
        texts = (plain(points), grade_of(points), plain(-lost), opinion)
        return [Cell(pen.label(text, True), css="t" if text is opinion else "") for text in texts]


class AnnexList(HeldoutList):
    """An annex to a unit's disclosure, in yuan: planned, changed and spent, no unit in the rows, sum at the end."""

    name = "list_annex"
    largest = 8.5
    titles = ("项目支出绩效自评结果公开表", "项目绩效自评结果公开情况表", "预算项目绩效自评结果公开汇总表")
    columns = (
        ("seq", ("序号",), 6),
        ("project_name", ("项目名称",), 24),
        ("initial", ("年初预算数",), 17),
        ("budget", ("全年预算数",), 17),
        ("executed", ("全年执行数",), 17),
        ("rate", ("执行率",), 11),
        ("score", ("自评得分",), 9),
        ("grade", ("自评等级",), 7),
    )

    def html(self, pen: Pen) -> str:
        """Return number, caption, table and note."""
        pen.unit, pen.style = "元", in_yuan(pen.style)
        top = f"<div>{pen.label('附件2')}</div>" + f'<div class="title">{pen.put("/title")}</div>'
        top += year_line(pen, "(", "年度)")
        top += ends(told(pen, "reporting_unit", "公开单位(盖章)", True), pen.label("单位:元"))
        note = remarks(pen, "注:公开范围为本部门及所属单位全部一般公共预算项目,涉密项目除外。")
        return top + self.table(pen).html() + note

    def table(self, pen: Pen) -> Sheet:
        """Return the table with its sums."""
        sheet, rows = Sheet([width for _, _, width in self.columns]), pen.record["rows"]
        sheet.head, sums = [self._heads(pen)], [Decimal(0)] * 3
        for index, row in enumerate(rows):
            budget = Decimal(row["budget"])
            initial = budget if self.rng.random() < 0.7 else Decimal(0)
            spent = (budget * Decimal(str(self.rng.choice([1, 1, 1, 0.98, 0.86, 0.4])))).quantize(Decimal("0.0001"))
            sums = [one + other for one, other in zip(sums, (initial, budget, spent), strict=True)]
            share = f"{spent / budget * 100:.2f}%" if budget else "0.00%"
            before, after = self._row(pen, index, "seq", "project_name"), self._row(pen, index, "score", "grade")
            amount = Cell(pen.amount(f"/rows/{index}/budget"))
            sheet.row(
                *before, self._yuan(pen, initial), amount, self._yuan(pen, spent), Cell(pen.label(share, True)), *after
            )
        sheet.row(
            Cell(pen.label("合计"), 2, css="c"), *(self._yuan(pen, one) for one in sums), *(Cell("") for _ in range(3))
        )
        return sheet

    def _yuan(self, pen: Pen, amount: Decimal) -> Cell:
        return Cell(pen.label(pen.style.amount(plain(amount), "元"), True))


class UnitSumsList(HeldoutList):
    """Units merged beside their projects, a sum after each and one after all; the kind of money, who was sampled."""

    name = "list_unit_sums"
    largest = 10.0
    titles = ("部门预算项目绩效自评清单", "项目支出绩效自评项目清单", "绩效自评项目及结果清单")
    columns = (
        ("department", ("项目单位",), 18),
        ("seq", ("序号",), 6),
        ("project_name", ("项目名称",), 33),
        ("kind", ("资金性质",), 14),
        ("budget", ("预算数",), 16),
        ("score", ("自评得分",), 7),
        ("grade", ("自评等级",), 7),
        ("sampled", ("是否抽查",), 6),
    )

    def html(self, pen: Pen) -> str:
        """Return caption, line and table."""
        top = titled(pen, "", "年") + ends(told(pen, "reporting_unit", "填报部门", True), pen.label("单位:万元"))
        return top + self.table(pen).html()

    def table(self, pen: Pen) -> Sheet:
        """Return the table, a unit's name merged over its projects and their sum."""
        sheet, rows = Sheet([width for _, _, width in self.columns]), pen.record["rows"]
        sheet.head = [self._heads(pen)]
        firsts = [n for n, row in enumerate(rows) if n == 0 or rows[n - 1]["department"] != row["department"]]
        for first, end in zip(firsts, [*firsts[1:], len(rows)], strict=True):
            name = pen.put(*(f"/rows/{index}/department" for index in range(first, end)))
            for index in range(first, end):
                unit = [Cell(name, rows=end - first + 1)] if index == first else []
                sheet.row(*unit, *self._row(pen, index, *(key for key, _, _ in self.columns[1:])))
            sheet.row(
                Cell(pen.label("小计"), 3, css="c"), self._sum(pen, rows[first:end]), *(Cell("") for _ in range(3))
            )
        sheet.row(Cell(pen.label("总计"), 4, css="c"), self._sum(pen, rows), *(Cell("") for _ in range(3)))
        return sheet

    def _sum(self, pen: Pen, rows: list[Record]) -> Cell:
        total = sum((Decimal(row["budget"] or 0) for row in rows), Decimal(0))
        return Cell(pen.label(pen.style.amount(plain(total)), True))

    def _cell(self, pen: Pen, index: int, key: str) -> str:
        if key == "kind":
            return pen.label(self.rng.choice(["一般公共预算", "一般公共预算", "政府性基金", "专户资金"]))
        if key == "sampled":
            return pen.label(self.rng.choice(["是", "否", "否"]))
        return super()._cell(pen, index, key)


class AchievedList(HeldoutList):
    """On its side: what was spent and achieved in words before the result, what is wrong after it."""

    name = "list_achieved"
    landscape = True
    largest = 9.5
    titles = ("项目支出绩效自评情况汇总表", "项目绩效目标完成情况汇总表", "项目支出绩效自评结果及问题汇总表")
    columns = (
        ("seq", ("序号",), 4),
        ("project_name", ("项目名称",), 20),
        ("department", ("实施单位",), 16),
        ("budget", ("全年预算数(万元)",), 11),
        ("executed", ("全年执行数(万元)",), 11),
        ("rate", ("预算执行率",), 8.5),
        ("done", ("年度目标完成情况",), 22),
        ("score", ("自评得分",), 7),
        ("grade", ("评价等次",), 6),
        ("problem", ("存在的主要问题",), 16),
    )

    def html(self, pen: Pen) -> str:
        """Return caption, line and table."""
        top = f'<div class="title">{pen.put("/title")}</div>{year_line(pen, "(", "年度)")}'
        parts = ("1", "1", "1", "0.985", "0.91", "0.764", "0.3")
        self.shares = [Decimal(self.rng.choice(parts)) for _ in pen.record["rows"]]
        top += ends(told(pen, "reporting_unit", "汇总部门", True), pen.label("填报日期:"))
        return top + self.table(pen).html()

    def _cell(self, pen: Pen, index: int, key: str) -> str:
        if key in _TOLD:
            text = self.rng.choice(_TOLD[key])
            return pen.label(text) if text else ""
        if key in ("executed", "rate"):
            budget, share = Decimal(pen.value(f"/rows/{index}/budget")), self.shares[index]
            spent = (budget * share).quantize(Decimal("0.01"))
            rate = f"{spent / budget * 100:.2f}%" if budget else "0.00%"
            return pen.label(rate if key == "rate" else pen.style.amount(plain(spent)), True)
        return super()._cell(pen, index, key)
