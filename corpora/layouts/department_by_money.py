"""Departments by their money: its nature across, by use down, and a year of income told in lists and paragraphs."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, ClassVar

from corpora.content.money import plain
from corpora.layouts.department_form import DepartmentForm
from corpora.layouts.form import ends, year_line
from corpora.layouts.pen import Pen, Record
from corpora.layouts.pieces import beneath, framed, heading, joined, line, paragraph, titled, told
from corpora.layouts.sheet import Cell, Sheet


class NatureAcrossDepartment(DepartmentForm):
    """Staff, running costs and projects side by side, budget and accounts under one another; goal above and below."""

    name = "department_nature_across"
    titles = ("部门整体支出绩效自评表", "单位整体支出绩效自评情况表", "预算单位整体支出绩效自评表")
    kept = ("expenditure", "expenditure_total", "goals", "contact", "phone", "grade")
    subjects: ClassVar[dict[str, str]] = {
        "人员经费": "人员支出",
        "日常公用经费": "公用支出",
        "专项公用支出": "专项公用支出",
        "专项项目支出": "项目支出",
    }
    columns = (
        ("level1", "一级指标", 10),
        ("level2", "二级指标", 12),
        ("level3", "三级指标", 24),
        ("weight", "分值", 7),
        ("target", "指标值", 14),
        ("actual", "完成情况", 14),
        ("score", "得分", 7),
        ("description", "指标说明", 16),
    )

    def keep(self, full: Record) -> Record:
        """The subjects are called otherwise."""
        record = super().keep(full)
        for row in record["expenditure"]:
            row["subject"] = self.subjects[row["subject"]]
        return record

    def html(self, pen: Pen) -> str:
        """Return title, lines and tables."""
        number = f"<div>{pen.label(self.rng.choice(['附件6', '附表2-1', '附件4']))}</div>"
        top = number + f'<div class="title">{pen.put("/title")}</div>{year_line(pen, "(", "年度)")}'
        top += ends(told(pen, "reporting_unit", "单位名称", True), pen.label("单位:万元"))
        end = Sheet([20, 14, 20, 13, 20, 13])
        cells = (("grade", "自评等级"), ("contact", "联系人"), ("phone", "联系电话"))
        end.row(*(cell for key, label in cells for cell in (Cell(pen.label(label)), Cell(pen.put(f"/{key}")))))
        return top + joined(self._money(pen), self._goals(pen), self._indicators(pen, "总分"), end)

    def _money(self, pen: Pen) -> Sheet:
        spent = range(len(pen.record["expenditure"]))
        sheet = Sheet([12, 16, *([72 / (len(spent) + 1)] * (len(spent) + 1))])
        heads = [Cell(pen.put(f"/expenditure/{index}/subject"), css="h c") for index in spent]
        side = Cell(pen.label("预算执行情况"), rows=4)
        sheet.row(side, Cell(pen.label("项目"), css="h c"), *heads, Cell(pen.label("合计"), css="h c"))
        for key, label in (("budget", "预算数"), ("executed", "决算数")):
            figures = (Cell(pen.amount(f"/expenditure/{index}/{key}")) for index in spent)
            sheet.row(Cell(pen.label(label)), *figures, Cell(pen.amount(f"/expenditure_total/{key}")))
        rows = (*pen.record["expenditure"], pen.record["expenditure_total"])
        sheet.row(Cell(pen.label("执行率")), *(Cell(pen.label(_share(row))) for row in rows))
        return sheet

    def _goals(self, pen: Pen) -> Sheet:
        sheet = Sheet([100])
        for index in range(len(pen.record["goals"])):
            for key, label in (("expected", "年度总体绩效目标"), ("actual", "总体绩效目标完成情况")):
                sheet.row(Cell(pen.label(label), css="h c"))
                sheet.row(Cell(pen.put(f"/goals/{index}/{key}"), css="t"))
        return sheet


def _share(row: Record) -> str:
    budget = Decimal(row["budget"])
    return f"{Decimal(row['executed']) / budget * 100:.2f}%" if budget else "0.00%"


class ByUseDepartment(DepartmentForm):
    """Basic and project expenditure down the page with a rate, the parts of the first set in; heavy and standing."""

    name = "department_by_use"
    titles = ("整体支出绩效自评表", "部门(单位)整体支出绩效自评报告表", "部门整体绩效自评打分表")
    narrow = True
    kept = ("expenditure", "expenditure_total", "goals", "sections")
    columns = (
        ("level1", "一级指标", 6),
        ("level2", "二级指标", 12),
        ("level3", "三级指标", 25),
        ("target", "年度目标值", 14),
        ("actual", "全年完成值", 14),
        ("weight", "分值", 7),
        ("score", "得分", 7),
        ("rule", "扣分标准", 15),
    )

    def keep(self, full: Record) -> Record:
        """Two uses with what the first consists of."""
        record = super().keep(full)
        staff, running, project = (_drawn(full, key) for key in ("人员经费", "日常公用经费", "专项项目支出"))
        basic = _sum("基本支出", staff, running)
        record["expenditure"] = [
            basic,
            staff | {"subject": "人员经费"},
            running | {"subject": "公用经费"},
            project | {"subject": "项目支出"},
        ]
        whole = _sum("", basic, project)
        record["expenditure_total"] = {key: whole[key] for key in ("budget", "executed")}
        return record

    def html(self, pen: Pen) -> str:
        """Return title, the framed tables, notes."""
        top = titled(pen, "", "年度", self.rng.choice([0, 0, 4])) + f'<div class="right">{pen.label("万元")}</div>'
        parts = [self._rows_of(pen, (18, 82), ("/reporting_unit", "部门(单位)名称")), self._money(pen)]
        parts += [self._goals(pen), self._indicators(pen, "总分")]
        for index in range(len(pen.record["sections"])):
            sheet = Sheet([18, 82])
            texts = (pen.put(f"/sections/{index}/{key}") for key in ("heading", "text"))
            sheet.row(Cell(next(texts)), Cell(next(texts), css="t"))
            parts.append(sheet)
        signed = beneath(pen.seal(pen.record["reporting_unit"], pen.style.text("(公章)")), pen.label("负责人签字:"))
        return top + framed("heavy upright", joined(*parts)) + signed

    def _money(self, pen: Pen) -> Sheet:
        sheet = Sheet([6, 34, 20, 20, 20])
        heads = (Cell(pen.label(head), css="h c") for head in ("支出构成", "全年预算数", "全年执行数", "执行率"))
        rows = pen.record["expenditure"]
        sheet.row(Cell(pen.label("部门支出情况"), rows=2 + len(rows), css="v"), *heads)
        for index, row in enumerate(rows):
            inset = "&emsp;&emsp;" if index in (1, 2) else ""
            figures = (Cell(pen.amount(f"/expenditure/{index}/{key}")) for key in ("budget", "executed"))
            name = Cell(inset + pen.put(f"/expenditure/{index}/subject"), css="l")
            sheet.row(name, *figures, Cell(pen.label(_share(row))))
        figures = (Cell(pen.amount(f"/expenditure_total/{key}")) for key in ("budget", "executed"))
        rate = Cell(pen.label(_share(pen.record["expenditure_total"])))
        sheet.row(Cell(pen.label("支出合计"), css="l"), *figures, rate)
        return sheet

    def _goals(self, pen: Pen) -> Sheet:
        sheet, goals = Sheet([6, 8, 43, 43]), range(len(pen.record["goals"]))
        heads = (Cell(pen.label(head), css="h c") for head in ("序号", "年初绩效目标", "年末完成情况"))
        sheet.row(Cell(pen.label("整体目标"), rows=1 + len(goals), css="v"), *heads)
        for index in goals:
            texts = (Cell(pen.put(f"/goals/{index}/{key}"), css="t") for key in ("expected", "actual"))
            sheet.row(Cell(pen.label(str(index + 1))), *texts)
        return sheet


def _drawn(full: Record, subject: str) -> Record:
    """Return the drawn row of a subject, or zeros where none was drawn."""
    blank: dict[str, Any] = {"subject": subject, "budget": "0", "executed": "0"}
    return next((dict(row) for row in full["expenditure"] if row["subject"] == subject), blank)


def _sum(subject: str, *rows: Record) -> Record:
    sums = {key: plain(sum((Decimal(row[key]) for row in rows), Decimal(0))) for key in ("budget", "executed")}
    return {"subject": subject} | sums


class ListedDepartment(DepartmentForm):
    """On paper without a frame around its head: income, then expenditure, then indicators, then what is to be said."""

    name = "department_listed"
    titles = ("部门整体支出绩效自评报表", "学校整体支出绩效自评表", "部门整体绩效自评表")
    kept = ("income", "income_total", "expenditure", "expenditure_total", "sections", "contact", "phone", "period")
    columns = (
        ("level1", "一级指标", 11),
        ("level2", "二级指标", 13),
        ("level3", "三级指标", 27),
        ("target", "目标值", 15),
        ("actual", "实现值", 15),
        ("weight", "权重", 8),
        ("score", "自评得分", 9),
    )

    def html(self, pen: Pen) -> str:
        """Return lines, tables under headings, paragraphs."""
        top = f'<div class="title">{pen.put("/title")}</div>'
        start, end = (pen.value(f"/period/{key}").split("-") for key in ("start", "end"))
        period = f"{start[0]}.{int(start[1])}.{int(start[2])}-{end[0]}.{int(end[1])}.{int(end[2])}"
        until = pen.label("评价时段:") + pen.put("/period/start", "/period/end", "/year", printed=period)
        top += line(told(pen, "reporting_unit", "部门名称", True), until)
        top += line(told(pen, "contact", "联系人"), told(pen, "phone", "联系电话"))
        body = ""
        sides = (("income", "一、收入预算执行情况", "收入项目"), ("expenditure", "二、支出预算执行情况", "支出项目"))
        for side, words, head in sides:
            body += heading(pen.label(f"{words}(单位:万元)")) + self._side(pen, side, head)
        body += heading(pen.label("三、绩效指标完成情况")) + self._indicators(pen).html()
        for index in range(len(pen.record["sections"])):
            section = f"/sections/{index}"
            body += heading(pen.put(f"{section}/heading")) + paragraph(pen.put(f"{section}/text"))
        return top + body

    def _side(self, pen: Pen, side: str, head: str) -> str:
        sheet = Sheet([40, 20, 20, 20])
        heads = (head, "预算数", "决算数", "增减额")
        sheet.head = [[Cell(pen.label(label), css="h c") for label in heads]]
        for index, row in enumerate(pen.record[side]):
            figures = (Cell(pen.amount(f"/{side}/{index}/{key}")) for key in ("budget", "executed"))
            sheet.row(Cell(pen.put(f"/{side}/{index}/subject"), css="l"), *figures, Cell(self._change(pen, row)))
        figures = (Cell(pen.amount(f"/{side}_total/{key}")) for key in ("budget", "executed"))
        sheet.row(Cell(pen.label("合计"), css="c"), *figures, Cell(self._change(pen, pen.record[f"{side}_total"])))
        return sheet.html()

    def _change(self, pen: Pen, row: Record) -> str:
        return pen.label(pen.style.amount(plain(Decimal(row["executed"]) - Decimal(row["budget"]))))
