"""项目支出绩效自评表 as published: in yuan with targets in three parts; points merged, stars, parts of a count."""

from __future__ import annotations

from typing import ClassVar

from corpora.layouts.form import ends, year_line
from corpora.layouts.indicator_rows import header_cells, indicator_rows, total_cells
from corpora.layouts.inset import SmallPrint
from corpora.layouts.pen import Pen, Record
from corpora.layouts.pieces import heads, labelled, sealed, signed, starred, told
from corpora.layouts.sectioned import SectionedEvaluation
from corpora.layouts.sections import NATIONAL_MONEY, NATIONAL_SOURCES, goals_beside, notes
from corpora.layouts.sheet import Cell, Sheet
from corpora.layouts.style import in_yuan


class DisclosedYuanEvaluation(SmallPrint, SectionedEvaluation):
    """A disclosure table in yuan: the year's value in three parts under one head, the grade at the end of the sum."""

    name = "evaluation_disclosed_yuan"
    titles = ("项目支出绩效自评表", "部门决算项目支出绩效自评表", "项目支出绩效自评公开表")
    unit = "元"
    largest = 8.5
    fields = ("reporting_unit", "grade", "total_weight")
    money = NATIONAL_MONEY
    sources = NATIONAL_SOURCES
    columns = (
        ("level1", "一级指标", 8),
        ("level2", "二级指标", 10),
        ("level3", "三级指标", 19),
        ("sign", "指标性质", 7),
        ("number", "指标值", 10),
        ("unit", "度量单位", 8),
        ("actual", "实际完成值", 11),
        ("weight", "分值", 8),
        ("score", "得分", 8),
        ("note", "偏差原因分析及改进措施", 14),
    )

    def _above(self, pen: Pen) -> str:
        table = pen.label(self.rng.choice(["公开14表", "附表13", "公开13-1表"]))
        top = f'<div class="title">{pen.put("/title")}</div>{year_line(pen, "(", "年度)")}'
        return (
            top
            + f'<div class="right">{table}</div>'
            + ends(told(pen, "reporting_unit", "编制单位", True), self._unit(pen))
        )

    def _unit(self, pen: Pen) -> str:
        return pen.label("金额单位:元")

    def html(self, pen: Pen) -> str:
        """Return the form and the notes of its kind of table."""
        pen.style = in_yuan(pen.style)
        lines = (
            "注:1.涉密部门和涉密信息按保密规定不公开。",
            "2.一级指标包含产出指标、效益指标、满意度指标,二级指标和三级指标根据项目实际情况设置。",
            "3.财政拨款包括一般公共预算、政府性基金预算和国有资本经营预算安排的资金。",
        )
        return super().html(pen) + notes(pen, *lines)

    def _sections(self, pen: Pen) -> list[Sheet]:
        name = (("项目名称", pen.put("/project_name")),)
        units = (("主管部门", pen.put("/supervising_department")), ("实施单位", pen.put("/implementing_unit")))
        head = labelled(pen, (18, 36, 14, 32), name, units)
        return [head, self._money(pen), self._goals(pen), self._indicators(pen)]

    def _money(self, pen: Pen) -> Sheet:
        sheet, rows = Sheet([13, 18, 16, 16, 16, 8, 11, 8]), self._money_rows(pen)
        side = Cell(pen.label("项目资金(元)"), rows=1 + len(rows))
        sheet.row(side, Cell(""), *(Cell(pen.label(head), css="h c") for _, head in self.money))
        for number, cells in enumerate(rows):
            if number:
                cells[4], cells[6] = Cell(pen.label("—", True)), Cell(pen.label("—", True))
            sheet.rows.append(cells)
        return sheet

    def _goals(self, pen: Pen) -> Sheet:
        return goals_beside(pen, "年度总体目标", ("预期目标", "实际完成情况"), (8, 46, 46))

    def _indicators(self, pen: Pen) -> Sheet:
        table = self._table()
        sheet = Sheet([column.width for column in table.columns])
        over = [Cell(pen.label(label), 3, css="h c") for label in ("绩效指标", "年度指标值")]
        sheet.head = [[*over, *heads(pen, table.columns[6:], 2)], header_cells(pen, table.columns[:6])]
        sheet.rows = indicator_rows(pen, table)
        sheet.row(Cell(pen.label("其他需要说明事项"), 3, css="c"), Cell(pen.label("无"), 7, css="l"))
        *sums, _ = total_cells(pen, table.columns, "总分")
        sheet.row(*sums, Cell(pen.put("/grade"), css="c"))
        return sheet


class MergedPointsEvaluation(SmallPrint, SectionedEvaluation):
    """Relief money of a county: points of the money merged down its rows, stars, and 其中 rows without points."""

    name = "evaluation_merged_points"
    titles = ("财政专项资金绩效目标自评表", "补助资金项目绩效目标自评表", "县级项目支出绩效目标自评表")
    fields = ("total_weight", "preparer", "phone")
    money = (
        ("budget", "全年预算数(A)"),
        ("executed", "全年执行数(B)"),
        ("rate", "执行率(B/A)"),
        ("weight", "分值"),
        ("score", "得分"),
    )
    sources = (("total", "年度资金总额"), ("fiscal", "其中:本年财政拨款"), ("other", "其他资金"))
    columns = (
        ("level1", "一级指标", 5),
        ("level2", "二级指标", 11),
        ("level3", "三级指标", 25),
        ("target", "年度指标值", 13),
        ("actual", "全年实际值", 13),
        ("weight", "分值", 8),
        ("score", "得分", 8),
        ("note", "未完成原因及拟采取的改进措施", 17),
    )
    points = ("<br>({}分)", None)
    parts: ClassVar[tuple[str, ...]] = ("其中:脱贫人口受益数", "其中:女性受益人数", "其中:老年人受益人数")

    def keep(self, full: Record) -> Record:
        """Stars before some names; a row of what is part of the first one, without points."""
        record = super().keep(full)
        starred(self.rng, record["indicators"])
        first = record["indicators"][0]
        part = dict.fromkeys(first) | {key: first[key] for key in ("level1", "level1_weight", "level2")}
        told = {"level3": "其中:重点对象达标情况", "target": "≥90%", "actual": "95%"}
        if first["level2"] == "数量指标":
            count = self.rng.randint(12, 4000)
            told = {"level3": self.rng.choice(self.parts), "target": f"≥{count}人", "actual": f"{count + 3}人"}
        record["indicators"].insert(1, part | told | {"score_rows": 1})
        return record

    def _above(self, pen: Pen) -> str:
        number = f"<div>{pen.label(self.rng.choice(['附件1-2', '附件3', '附表5:']))}</div>"
        return f'{number}<div class="title">{pen.put("/title")}</div>{year_line(pen, "(", "年度)")}'

    def html(self, pen: Pen) -> str:
        """Return the form and who filled it in."""
        below = (told(pen, "preparer", "填表人"), told(pen, "phone", "联系电话"), pen.label("填报日期:"))
        return super().html(pen) + signed(*below)

    def _sections(self, pen: Pen) -> list[Sheet]:
        name = (("专项(项目)名称", pen.put("/project_name")),)
        units = (("主管部门", pen.put("/supervising_department")), ("实施单位", sealed(pen, "implementing_unit")))
        head = labelled(pen, (16, 36, 14, 34), name, units)
        return [head, self._money(pen), self._goals(pen), self._indicators(pen)]

    def _money(self, pen: Pen) -> Sheet:
        sheet, rows = Sheet([16, 23, 16, 16, 13, 8, 8]), self._money_rows(pen)
        side = Cell(pen.label("项目资金(万元)"), rows=1 + len(rows))
        sheet.row(side, Cell(""), *(Cell(pen.label(head), css="h c") for _, head in self.money))
        merged = [Cell(cell.html, rows=len(rows)) for cell in rows[0][4:]]
        for number, cells in enumerate(rows):
            sheet.row(*cells[:4], *(merged if number == 0 else []))
        return sheet

    def _goals(self, pen: Pen) -> Sheet:
        return goals_beside(pen, "年度总体目标", ("年初设定目标", "年度总体目标完成情况综述"), (6, 47, 47))

    def _indicators(self, pen: Pen) -> Sheet:
        table = self._table(narrow=True)
        rows = indicator_rows(pen, table)
        sheet = Sheet([6, *(column.width for column in table.columns)])
        sheet.row(Cell(pen.label("年度绩效指标"), rows=1 + len(rows), css="v"), *header_cells(pen, table.columns))
        sheet.rows += rows
        label, *figures = total_cells(pen, table.columns, "总分")
        sheet.row(Cell(label.html, label.span + 1, css="c"), *figures)
        return sheet
