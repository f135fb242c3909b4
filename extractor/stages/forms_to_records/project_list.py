"""项目自评结果一览: a form in, the draft of a ``project_list`` out, and what a list takes from the report around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractor.paper.block import Cell
from extractor.paper.form import Form
from extractor.record.draft import Draft, Leaf, Node
from extractor.record.labels import plain
from extractor.record.values.text import clean_text, is_blank
from extractor.record.wording import LIST_COLUMNS
from extractor.stages.forms_to_records.column_content import column_meaning
from extractor.stages.forms_to_records.heading import head_lines, inline_fields, title_of, year_of
from extractor.stages.forms_to_records.leaf import (
    Trust,
    amount_leaf,
    make,
    number_or_text_leaf,
    part_of_cell,
    text_leaf,
)
from extractor.stages.forms_to_records.reading import Reading
from extractor.stages.forms_to_records.sheet import Columns, Label, columns_of
from extractor.stages.forms_to_records.unit_line import split_unit

_TOTAL = re.compile(r"(?:合|总|小)\s*计|总计")
_UNMISTAKABLE = frozenset({"grade", "department_code"})
"""Columns known by their contents alone: nothing else holds only grades or only long figures without a point."""
_KEYS = ("seq", "department_code", "department", "project_name", "budget", "score", "grade")


@dataclass(frozen=True)
class _Column:
    place: Columns
    header: Cell
    trust: Trust


def read_project_list(form: Form) -> Draft:
    """Reads a list by its header row, wherever its columns stand; totals and repeated headers are no rows."""
    reading = Reading(form)
    lines = head_lines(reading)
    title = title_of(lines, reading.trust)
    fields = inline_fields(lines, reading.trust)
    first = _header_row(reading)
    rows: list[Node] = []
    doubts = ["no-list-header"]
    if first is not None:
        columns = _columns(reading, first)
        doubts = [f"no-{key}-column" for key in ("project_name", "budget") if key not in columns]
        rows = _rows(reading, first, columns)
    tree: dict[str, Node] = {
        "title": title,
        "year": year_of(lines, title, reading.trust),
        "reporting_unit": fields.get("reporting_unit"),
        "rows": rows,
    }
    return Draft("project_list", form.pages, tree, (*doubts, *reading.doubts()))


def lists_in_reports(drafts: Sequence[Draft]) -> tuple[Draft, ...]:
    """Year and unit of a list that prints none are those of the report whose pages hold it."""
    reports = [draft for draft in drafts if draft.kind == "report"]
    return tuple(_inside(draft, reports) if draft.kind == "project_list" else draft for draft in drafts)


def _inside(draft: Draft, reports: Sequence[Draft]) -> Draft:
    around = next((report for report in reports if set(draft.pages) & set(_stretch(report))), None)
    if around is None:
        return draft
    missing = {key: around.tree.get(key) for key in ("year", "reporting_unit") if draft.tree.get(key) is None}
    return replace(draft, tree={**draft.tree, **missing})


def _stretch(report: Draft) -> range:
    return range(min(report.pages), max(report.pages) + 1)


def _header_row(reading: Reading) -> int | None:
    for row in range(reading.sheet.rows):
        if _is_header(reading, row):
            return row
    return None


def _is_header(reading: Reading, row: int) -> bool:
    known = {label.match.meaning for label in reading.sheet.labels(LIST_COLUMNS, row)}
    return ("project_name" in known and len(known) >= 3) or len(known & set(_KEYS)) >= 4


def _columns(reading: Reading, row: int) -> dict[str, _Column]:
    columns: dict[str, _Column] = {}
    for label in reading.sheet.labels(LIST_COLUMNS, row):
        columns.setdefault(label.match.meaning, _column(reading, label))
    for cell in _unknown_headers(reading, row):
        texts = [part_of_cell(below).text for below in _column_below(reading, row, columns_of(cell))]
        meaning = column_meaning(texts, frozenset(_KEYS) - columns.keys())
        if meaning is not None:
            reading.use(cell)
            guessed = reading.trust if meaning in _UNMISTAKABLE else reading.trust.less(0.6, "column-by-content")
            columns[meaning] = _Column(columns_of(cell), cell, guessed)
    return columns


def _unknown_headers(reading: Reading, row: int) -> list[Cell]:
    return [cell for cell in reading.sheet.starting(row) if LIST_COLUMNS.match(part_of_cell(cell).text) is None]


def _column_below(reading: Reading, row: int, place: Columns) -> list[Cell]:
    found = [reading.sheet.under(at, place) for at in range(row + 1, reading.sheet.rows) if not _is_header(reading, at)]
    return [cell for cell in found if cell is not None]


def _column(reading: Reading, label: Label) -> _Column:
    """A column by its header; a header read with slips is doubted unless what stands below it bears it out."""
    reading.use(label.cell)
    place, meaning = columns_of(label.cell), label.match.meaning
    texts = [part_of_cell(below).text for below in _column_below(reading, label.cell.row, place)]
    sure = label.match.certainty > 0.8 or column_meaning(texts, frozenset((meaning,))) == meaning
    trust = reading.trust if sure else reading.trust.less(label.match.certainty, "column-guessed")
    return _Column(place, label.cell, trust)


def _rows(reading: Reading, first: int, columns: dict[str, _Column]) -> list[Node]:
    rows: list[Node] = []
    for row in range(first + 1, reading.sheet.rows):
        cells = {key: reading.sheet.under(row, column.place) for key, column in columns.items()}
        own = [cell for cell in cells.values() if cell is not None and cell.row == row]
        if not own or _is_section_line(reading, row):
            continue
        if _is_header(reading, row) or _is_total(own):
            reading.use(*reading.sheet.starting(row))
        elif any(not is_blank(part_of_cell(cell).text) or cell.ink for cell in own):
            reading.use(*cells.values())
            rows.append(_row(reading, cells, columns))
    return rows


def _is_section_line(reading: Reading, row: int) -> bool:
    """A single wide cell across the table heads the rows below it and is no project; it stays unclaimed."""
    filled = [cell for cell in reading.sheet.starting(row) if not is_blank(cell.text)]
    return len(filled) == 1 and filled[0].column_span * 2 > reading.sheet.columns


def _is_total(cells: Sequence[Cell]) -> bool:
    words = [plain(cell.text) for cell in cells if not is_blank(cell.text)]
    return bool(words) and _TOTAL.fullmatch(min(words[:2], key=len)) is not None


def _row(reading: Reading, cells: dict[str, Cell | None], columns: dict[str, _Column]) -> dict[str, Node]:
    node: dict[str, Node] = dict.fromkeys(_KEYS)
    for key, column in columns.items():
        cell = cells[key]
        if cell is None or key not in node:
            continue
        if key == "budget":
            node[key] = amount_leaf(cell, reading.unit_of(column.header), column.trust)
        elif key == "score":
            node[key] = number_or_text_leaf(cell, column.trust)
        elif key == "seq":
            node[key] = make(part_of_cell(cell), lambda text: clean_text(text) or None, column.trust)
        else:
            node[key] = text_leaf(cell, column.trust)
    department = node["department"]
    if isinstance(department, Leaf) and department.value is not None and node["department_code"] is None:
        node["department_code"], node["department"] = split_unit(department)
    return node
