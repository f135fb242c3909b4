"""Lists of results under headers of two storeys, closed by a total, or with a unit's name merged over its projects."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from corpora.layouts.listing import PlainList
from corpora.layouts.pen import Pen, Record
from corpora.layouts.sheet import Cell, Sheet
from corpora.layouts.style import Style

_LONG = {"department": "t", "project_name": "t"}


class TotalledList(PlainList):
    """Money and result each under one heading, a closing line with the sum of the money."""

    name = "list_totalled"
    split = "dev"
    landscape = True
    titles = ("项目支出绩效自评情况汇总表", "部门项目支出绩效自评结果汇总表")
    columns = (
        ("seq", ("序号",), 5),
        ("project_name", ("项目名称",), 33),
        ("department", ("项目实施单位", "实施单位"), 23),
        ("budget", ("预算数",), 10),
        ("executed", ("执行数",), 10),
        ("rate", ("执行率",), 8),
        ("score", ("得分",), 7),
        ("grade", ("等级",), 7),
    )

    def __init__(self, rng: Random, style: Style) -> None:
        super().__init__(rng, style)
        self.coded = False

    def table(self, pen: Pen) -> Sheet:
        """Return the table: header of two storeys, rows, total."""
        sheet = super().table(pen)
        single, below = sheet.head[0][:3], sheet.head[0][3:]
        over = [Cell(pen.label("项目资金(万元)"), 3, css="h c"), Cell(pen.label("自评结果"), 2, css="h c")]
        sheet.head = [[*(Cell(cell.html, rows=2, css=cell.css) for cell in single), *over], below]
        total = sum((Decimal(row["budget"]) for row in pen.record["rows"]), Decimal(0))
        blank = (Cell("") for _ in range(4))
        sheet.row(Cell(pen.label("合计"), 3, css="c"), Cell(pen.label(pen.style.amount(f"{total:f}"))), *blank)
        return sheet


class MergedUnitsList(PlainList):
    """Upright, code and unit before everything, their cells merged over the unit's projects."""

    name = "list_merged_units"
    split = "dev"
    titles = ("预算绩效自评结果一览表", "绩效自评项目清单")
    columns = (
        ("department_code", ("单位编码",), 9),
        ("department", ("预算单位", "单位名称"), 22),
        ("seq", ("序号",), 6),
        ("project_name", ("自评项目名称", "项目名称"), 33),
        ("budget", ("项目预算金额(万元)", "预算金额"), 13),
        ("score", ("自评分数", "自评得分"), 9),
        ("grade", ("自评等次", "自评结果"), 8),
    )

    def __init__(self, rng: Random, style: Style) -> None:
        super().__init__(rng, style)
        self.coded, self.dated = False, True

    def table(self, pen: Pen) -> Sheet:
        """Return the table with a unit's cells merged."""
        sheet = super().table(pen)
        sheet.rows = []
        rows = pen.record["rows"]
        for index, row in enumerate(rows):
            merged: list[Cell] = []
            if index == 0 or rows[index - 1]["department"] != row["department"]:
                owned = _owned(rows, index)
                for key in ("department_code", "department"):
                    merged.append(Cell(pen.put(*(f"/rows/{line}/{key}" for line in owned)), rows=len(owned)))
            keys = [key for key, _, _ in self.columns[2:]]
            sheet.row(*merged, *(Cell(self._cell(pen, index, key), css=_LONG.get(key, "")) for key in keys))
        return sheet


class NarrowedList(PlainList):
    """Result before the money, the kind of project after its name, remarks at the end, no year line."""

    name = "list_result_first"
    split = "dev"
    titles = ("项目绩效自评得分情况表", "预算项目支出自评结果公开表")
    columns = (
        ("seq", ("序号",), 6),
        ("department", ("部门(单位)名称", "主管部门"), 23),
        ("project_name", ("项目名称", "项目支出名称"), 30),
        ("kind", ("项目类别",), 10),
        ("score", ("绩效自评得分", "自评总分"), 9),
        ("grade", ("绩效等级", "自评等级"), 8),
        ("budget", ("预算资金(万元)", "全年预算金额"), 13),
        ("remark", ("备注",), 7),
    )

    def _cell(self, pen: Pen, index: int, key: str) -> str:
        if key == "kind":
            return pen.label(self.rng.choice(["部门预算", "部门预算", "上级专项", "本级专项"]))
        return super()._cell(pen, index, key)


def _owned(rows: list[Record], first: int) -> list[int]:
    """Return the rows from ``first`` on that belong to the same unit."""
    last = first
    while last + 1 < len(rows) and rows[last + 1]["department"] == rows[first]["department"]:
        last += 1
    return list(range(first, last + 1))
