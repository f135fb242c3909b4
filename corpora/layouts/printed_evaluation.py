"""A project evaluation printed as its ``_layout`` says: its own labels, and its indicator rows cell by cell."""

from __future__ import annotations

import re
from typing import Any, ClassVar

from corpora.content.text import canonical_text
from corpora.layouts.form import Form, ends, foot
from corpora.layouts.pen import Pen, Record
from corpora.layouts.sheet import Cell, Sheet

_KEYS = {
    "一级指标": "level1",
    "二级指标": "level2",
    "三级指标": "level3",
    "指标解释": "description",
    "绩效指标描述": "description",
    "预期指标值": "target",
    "实际完成值": "actual",
    "自评得分": "score",
}
_COUNTER = re.compile(r"指标\s*[\d０-９]+\s*[、:：.]?\s*")


class PrintedEvaluation(Form):
    """The three-column family with literal cells."""

    name: ClassVar[str] = "printed_evaluation"
    kind: ClassVar[str] = "project_evaluation"

    def keep(self, full: Record) -> Record:
        """The record as it is."""
        return full

    def html(self, pen: Pen) -> str:
        """Return title lines, the five sections and the signature line."""
        layout = pen.record["_layout"]
        sections = [
            _basics(pen, layout),
            _money(pen, layout),
            _goals(pen, layout),
            _indicators(pen, layout),
            _problems(pen, layout),
        ]
        below = foot(pen.label("填报人:") + pen.put("/preparer"), pen.label("联系电话:") + pen.put("/phone"))
        return _top(pen, layout) + "".join(section.html() for section in sections) + below


def _top(pen: Pen, layout: dict[str, Any]) -> str:
    attachment = f"<div>{pen.label(layout['attachment_line'])}</div>" if layout.get("attachment_line") else ""
    title = f'<div class="title">{pen.put("/title")}</div>'
    year = f'<div class="mid">{pen.put("/year", printed=layout["year_line"])}</div>'
    words = layout["unit_line"]
    unit = pen.record["reporting_unit"]
    head = words.removesuffix(unit) if unit else words
    seal = pen.seal(unit or pen.record["implementing_unit"], head)
    return attachment + title + year + ends(seal + pen.put("/reporting_unit"), pen.label(layout["currency_line"]))


def spanned(pen: Pen, line: str, pointer: str) -> str:
    """Print a line with the value at ``pointer`` marked where it stands in it."""
    value = str(pen.value(pointer) or "")
    start = line.find(value) if value else -1
    return pen.text(line, [(start, start + len(value), pointer)] if start >= 0 else [])


def _basics(pen: Pen, layout: dict[str, Any]) -> Sheet:
    sheet = Sheet([12, 13, 26, 13, 36])
    name, unit = layout["basic_labels"]
    values = (Cell(pen.put("/project_name")), Cell(pen.put("/implementing_unit")))
    sheet.row(
        Cell(pen.label(layout["section_labels"][0])), Cell(pen.label(name)), values[0], Cell(pen.label(unit)), values[1]
    )
    return sheet


def _money(pen: Pen, layout: dict[str, Any]) -> Sheet:
    sheet = Sheet([12, 13, 12, 13, 12, 13, 12, 13])
    heads, rows = layout["money_headers"], layout["money_rows"]
    lines = {fund["source"]: index for index, fund in enumerate(pen.record["funds"])}
    top = [*(Cell(pen.label(head), 2) for head in heads[:3]), Cell(pen.label(heads[3]))]
    sheet.row(Cell(pen.label(layout["section_labels"][1]), rows=1 + len(rows)), *top)
    for number, labels in enumerate(rows):
        line = lines.get(("total", "fiscal", "other")[number])
        cells = []
        for column, (label, key) in enumerate(zip(labels, ("budget", "received", "executed"), strict=True)):
            pointer = f"/funds/{line}/label" if column == 0 and line is not None else None
            cells.append(
                Cell(spanned(pen, label.replace("：", ":"), pointer) if pointer else pen.label(label), css="l")
            )
            cells.append(Cell("" if line is None else pen.amount(f"/funds/{line}/{key}")))
        if number == 0:
            cells.append(Cell(pen.percent("/execution_rate"), rows=len(rows)))
        sheet.row(*cells)
    return sheet


def _goals(pen: Pen, layout: dict[str, Any]) -> Sheet:
    sheet = Sheet([12, 34, 41, 13])
    spare, goals = layout.get("blank_goal_rows") or 0, range(len(pen.record["goals"]))
    heads = [Cell(pen.label(head)) for head in layout["goal_headers"]]
    sheet.row(Cell(pen.label(layout["section_labels"][2]), rows=1 + len(goals) + spare), *heads)
    for index in goals:
        texts = [Cell(literal(pen, layout, f"/goals/{index}/{key}"), css="t") for key in ("expected", "actual")]
        sheet.row(*texts, Cell(pen.percent(f"/goals/{index}/completion")))
    for _ in range(spare):
        sheet.row(Cell(""), Cell(""), Cell(""))
    return sheet


def literal(pen: Pen, layout: dict[str, Any], pointer: str) -> str:
    """Print a value in the words of ``_layout["raw"]`` where they are given, else as the style punctuates it."""
    first, index, key = pointer.strip("/").split("/")
    return pen.put(pointer, printed=layout.get("raw", {}).get(f"{first}[{index}].{key}"))


def _indicators(pen: Pen, layout: dict[str, Any]) -> Sheet:
    columns = layout["indicator_columns"]
    heads = layout.get("printed_headers") or columns
    spans = layout.get("header_spans") or {}
    widths = {"level1": 11, "level2": 12, "level3": 20, "description": 18, "target": 14, "actual": 14, "score": 12}
    sheet = Sheet([12, *(widths[_KEYS[column]] for column in columns)])
    rows, after = layout["printed_rows"], 1 + bool(layout["grade_row"])
    side = Cell(pen.label(layout["section_labels"][3]), rows=1 + len(rows) + after, css="v")
    sheet.row(side, *(Cell(pen.label(head), spans.get(head, 1)) for head in heads))
    wide = layout.get("rows_with_level3_spanning_both") or []
    record_row = -1
    for number in range(len(rows)):
        record_row += number not in layout["placeholder_rows"]
        row = None if number in layout["placeholder_rows"] else record_row
        sheet.row(*_literal_row(pen, rows, number, row, columns, number in wide))
    sheet.row(Cell(pen.label(layout["total_row"]), len(columns) - 1, css="c"), Cell(pen.score("/total_score")))
    if layout["grade_row"]:
        sheet.row(Cell(pen.label(layout["grade_label"]), len(columns) - 1, css="c"), Cell(pen.put("/grade")))
    return sheet


def _literal_row(
    pen: Pen, rows: list[list[str | None]], number: int, row: int | None, columns: list[str], wide: bool
) -> list[Cell]:
    cells, taken = [], set[str]()
    for place, text in enumerate(rows[number]):
        key = _KEYS[columns[place]]
        if text is None or (wide and key == "description"):
            continue
        down = 1
        while number + down < len(rows) and rows[number + down][place] is None:
            down += 1
        span = 2 if wide and key == "level3" else 1
        if key in ("level1", "level2"):
            cells.append(Cell(_level(pen, rows, number, down, key, text), rows=down))
        elif row is None and key == "score" and text:
            cells.append(Cell(pen.put(f"/indicators/{_first_kept(pen, number)}/score", printed=text), rows=down))
        elif row is None:
            cells.append(Cell(pen.label(text, True) if text else "", span, down))
        else:
            cells.append(Cell(_leaf(pen, row, key, text, taken), span, down))
    return cells


def _level(pen: Pen, rows: list[list[str | None]], number: int, down: int, key: str, text: str) -> str:
    placeholders = pen.record["_layout"]["placeholder_rows"]
    covered = [
        line - sum(1 for spare in placeholders if spare < line)
        for line in range(number, number + down)
        if line not in placeholders
    ]
    spans = []
    for field in (key, f"{key}_weight"):
        value = pen.value(f"/indicators/{covered[0]}/{field}") if covered and field != "level2_weight" else None
        start = text.rfind(value) if value else -1
        if value and start >= 0:
            spans += [(start, start + len(value), f"/indicators/{row}/{field}") for row in covered]
    return pen.text(text, spans)


def _first_kept(pen: Pen, number: int) -> int:
    """Return the record row of the first printed row from ``number`` on that the template did not leave empty."""
    placeholders = set(pen.record["_layout"]["placeholder_rows"])
    line = number
    while line in placeholders:
        line += 1
    return line - sum(1 for spare in placeholders if spare < line)


def _leaf(pen: Pen, row: int, key: str, text: str, taken: set[str]) -> str:
    """Print a cell, marked as the value of its own column, or of another that its author wrote here."""
    if not text:
        return ""
    counter = _COUNTER.match(text)
    for start in {0, counter.end() if counter else 0}:
        canonical = canonical_text(text[start:])
        for field in (key, "level3", "target", "actual", "score", "description"):
            value = pen.value(f"/indicators/{row}/{field}")
            if field not in taken and value is not None and canonical and _same(canonical, value):
                taken.add(field)
                return pen.text(text, [(start, len(text), f"/indicators/{row}/{field}")])
    return pen.label(text, True)


def _same(printed: str, value: str) -> bool:
    if printed == value:
        return True
    try:
        return float(printed) == float(value)
    except ValueError:
        return False


def _problems(pen: Pen, layout: dict[str, Any]) -> Sheet:
    sheet = Sheet([12, 88])
    hint = layout["hints"].get("problems")
    blank = pen.label(hint) if hint and pen.record["problems"] is None else ""
    sheet.row(Cell(pen.label(layout["section_labels"][4])), Cell(pen.put("/problems") or blank, css="t"))
    return sheet
