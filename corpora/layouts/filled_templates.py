"""Forms filled in out of a template whose empty lines are left in: an evaluation, and a target since 2022."""

from __future__ import annotations

from typing import ClassVar

from corpora.layouts.form import ends, year_line
from corpora.layouts.indicator_rows import Column, total_cells
from corpora.layouts.inset import SmallPrint
from corpora.layouts.pen import Pen, Record
from corpora.layouts.pieces import joined, labelled, sealed, signed, told
from corpora.layouts.sectioned import SectionedEvaluation
from corpora.layouts.sections import NATIONAL_MONEY, NATIONAL_SOURCES, cost_as_level1, goals_beside
from corpora.layouts.sheet import Cell, Sheet
from corpora.layouts.target_counted import CountedGoalsTarget


class FullTemplateEvaluation(SmallPrint, SectionedEvaluation):
    """Every level-2 name that the template knows, filled in or not; goals as counted lines; hints left standing."""

    name = "evaluation_full_template"
    titles = ("项目支出绩效自评表", "区级预算项目支出绩效自评表", "部门项目支出绩效自评情况表")
    fields = ("total_weight", "reporting_unit")
    money = NATIONAL_MONEY
    sources = NATIONAL_SOURCES
    columns = (
        ("level1", "一级<br>指标", 7),
        ("level2", "二级指标", 12),
        ("level3", "三级指标", 26),
        ("target", "年度<br>指标值", 13),
        ("actual", "实际<br>完成值", 13),
        ("weight", "分值", 6),
        ("score", "得分", 6),
        ("note", "偏差原因<br>分析及改<br>进措施", 14),
    )
    known: ClassVar[tuple[tuple[str, tuple[str, ...]], ...]] = (
        ("产出指标", ("数量指标", "质量指标", "时效指标", "成本指标")),
        ("效益指标", ("经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标")),
    )
    satisfied: ClassVar[str] = "满意度指标"

    def _above(self, pen: Pen) -> str:
        top = f'<div class="title">{pen.put("/title")}</div>{year_line(pen, "( ", " 年度)")}'
        return top + ends(told(pen, "reporting_unit", "填报单位(公章)", True), pen.label("单位:万元"))

    def _sections(self, pen: Pen) -> list[Sheet]:
        name = (("项目名称", pen.put("/project_name")),)
        units = (("主管部门", pen.put("/supervising_department")), ("实施单位", pen.put("/implementing_unit")))
        head = labelled(pen, (16, 34, 14, 36), name, units)
        return [head, self._money(pen), self._goals(pen), self._indicators(pen)]

    def _money(self, pen: Pen) -> Sheet:
        sheet, rows = Sheet([16, 22, 13, 13, 13, 7, 9, 7]), self._money_rows(pen)
        side = Cell(pen.label("项目资金") + "<br>" + pen.label("(万元)"), rows=1 + len(rows))
        sheet.row(side, Cell(""), *(Cell(pen.label(head), css="h c") for _, head in self.money))
        for number, cells in enumerate(rows):
            if number:
                cells[4], cells[6] = Cell(pen.label("-", True)), Cell(pen.label("-", True))
            sheet.rows.append(cells)
        return sheet

    def _goals(self, pen: Pen) -> Sheet:
        return goals_beside(pen, "年度总体目标", ("预期目标", "实际完成情况"), (7, 46, 47))

    def _indicators(self, pen: Pen) -> Sheet:
        columns = [Column(key, header.replace("<br>", ""), width) for key, header, width in self.columns]
        sheet = Sheet([5, *(column.width for column in columns)])
        lines = self._lines(pen)
        broken = (
            Cell("<br>".join(pen.label(part) for part in header.split("<br>")), css="h c")
            for _, header, _ in self.columns
        )
        sheet.row(Cell(pen.label("绩效指标"), rows=2 + len(lines), css="v"), *broken)
        sheet.rows += lines
        label, *figures = total_cells(pen, columns, "总分")
        sheet.row(Cell(label.html, label.span, css="c"), *figures)
        return sheet

    def _lines(self, pen: Pen) -> list[list[Cell]]:
        """Return a line or more for each level-2 name of the template, empty where the project has none."""
        rows, lines = pen.record["indicators"], list[list[Cell]]()
        last = [row["level2"] for row in rows if row["level1"] == self.satisfied]
        known = (*self.known, (self.satisfied, tuple(dict.fromkeys(last)) or ("服务对象满意度指标",)))
        for level1, names in known:
            group: list[list[Cell]] = []
            for level2 in names:
                at = [n for n, row in enumerate(rows) if (row["level1"], row["level2"]) == (level1, level2)]
                group += self._group(pen, level2, at)
            at = [n for n, row in enumerate(rows) if row["level1"] == level1]
            name = pen.put(*(f"/indicators/{n}/level1" for n in at)) if at else pen.label(level1)
            group[0].insert(0, Cell(name, rows=len(group), css="v"))
            lines += group
        return lines

    def _group(self, pen: Pen, level2: str, at: list[int]) -> list[list[Cell]]:
        spare = [f"指标{len(at) + 1}:"] if len(at) < 2 else []
        name = pen.put(*(f"/indicators/{n}/level2" for n in at)) if at else pen.label(level2)
        lines = [self._line(pen, number, n) for number, n in enumerate(at, start=1)]
        lines += [[Cell(pen.label(text), css="l"), *(Cell("") for _ in range(5))] for text in spare]
        lines[0].insert(0, Cell(name, rows=len(lines)))
        return lines

    def _line(self, pen: Pen, number: int, at: int) -> list[Cell]:
        row = f"/indicators/{at}"
        name = pen.label(f"指标{number}:") + pen.put(f"{row}/level3")
        values = (Cell(pen.put(f"{row}/{key}")) for key in ("target", "actual"))
        points = (Cell(pen.score(f"{row}/{key}")) for key in ("weight", "score"))
        return [Cell(name, css="l"), *values, *points, Cell(pen.put(f"{row}/note"), css="t")]


class CostTemplateTarget(SmallPrint, CountedGoalsTarget):
    """The national form since 2022 out of its template: three kinds of cost first, empty lines and hints left in."""

    name = "target_cost_template"
    titles = ("项目支出绩效目标表", "部门预算项目支出绩效目标表", "项目支出年度绩效目标表")
    money = (("total", "年度资金总额"), ("fiscal", "财政拨款"), ("other", "其他资金"))
    columns = (
        ("level1", "一级指标", 9),
        ("level2", "二级指标", 17),
        ("level3", "三级指标", 42),
        ("target", "指标值", 25),
    )
    known: ClassVar[tuple[tuple[str, tuple[str, ...]], ...]] = (
        ("成本指标", ("经济成本指标", "社会成本指标", "生态环境成本指标")),
        ("产出指标", ("数量指标", "质量指标", "时效指标")),
        ("效益指标", ("经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标")),
    )

    def keep(self, full: Record) -> Record:
        """Costs are a group of their own and come first."""
        record = super().keep(full)
        record["indicators"] = cost_as_level1(record["indicators"])
        return record

    def html(self, pen: Pen) -> str:
        """Return title and the tables."""
        number = f"<div>{pen.label(self.rng.choice(['附件4', '预算公开表09', '附表3-2']))}</div>"
        top = f'{number}<div class="title">{pen.put("/title")}</div>{year_line(pen, "(", "年度)")}'
        below = signed(pen.label("填报人:"), pen.label("审核人:"), pen.label("填报日期:"))
        return top + joined(self._head(pen), self._rows(pen)) + below

    def _head(self, pen: Pen) -> Sheet:
        sheet = labelled(
            pen,
            (16, 28, 28, 28),
            (("项目名称", pen.put("/project_name")),),
            (("预算单位", sealed(pen, "reporting_unit")),),
        )
        names, amounts = zip(*self._money_lines(pen), strict=True)
        sheet.row(Cell(pen.label("资金情况(万元)"), rows=2), *(Cell(name) for name in names))
        sheet.row(*(Cell(amount) for amount in amounts))
        sheet.row(Cell(pen.label("总体目标")), Cell(self._goal_lines(pen), 3, css="t"))
        return sheet

    def _rows(self, pen: Pen) -> Sheet:
        sheet, lines = Sheet([7, *(width for _, _, width in self.columns)]), self._lines(pen)
        side = Cell(pen.label("绩效指标"), rows=1 + len(lines), css="v")
        sheet.row(side, *(Cell(pen.label(header), css="h c") for _, header, _ in self.columns))
        sheet.rows += lines
        return sheet

    def _lines(self, pen: Pen) -> list[list[Cell]]:
        """Return every level-2 name of the template, with the project's own rows or an empty one."""
        rows, lines = pen.record["indicators"], list[list[Cell]]()
        last = dict.fromkeys(row["level2"] for row in rows if row["level1"] == "满意度指标")
        for level1, names in (*self.known, ("满意度指标", tuple(last) or ("服务对象满意度指标",))):
            group: list[list[Cell]] = []
            for level2 in names:
                at = [n for n, row in enumerate(rows) if (row["level1"], row["level2"]) == (level1, level2)]
                values = [[Cell(pen.put(f"/indicators/{n}/{key}")) for key in ("level3", "target")] for n in at]
                values = values or [[Cell(""), Cell("")]]
                name = pen.put(*(f"/indicators/{n}/level2" for n in at)) if at else pen.label(level2)
                values[0].insert(0, Cell(name, rows=len(values)))
                group += values
            at = [n for n, row in enumerate(rows) if row["level1"] == level1]
            name = pen.put(*(f"/indicators/{n}/level1" for n in at)) if at else pen.label(level1)
            group[0].insert(0, Cell(name, rows=len(group)))
            lines += group
        return lines
