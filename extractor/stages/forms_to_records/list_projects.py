"""The rows under a list's columns in, a node for each project out, in the order the paper numbers them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from extractor.paper.block import Cell
from extractor.record.draft import Leaf, Node
from extractor.record.labels import plain
from extractor.record.values.names import split_unit_code
from extractor.record.values.text import clean_text
from extractor.stages.forms_to_records.column_content import is_body
from extractor.stages.forms_to_records.leaf import (
    Part,
    Trust,
    amount_leaf,
    cut,
    make,
    number_or_text_leaf,
    part_of_cell,
    text_leaf,
)
from extractor.stages.forms_to_records.list_cells import in_row, under_column
from extractor.stages.forms_to_records.list_columns import Column, Strip
from extractor.stages.forms_to_records.list_meanings import KEYS
from extractor.stages.forms_to_records.list_results import result_part
from extractor.stages.forms_to_records.list_rows import Row, group_name, heading_of, own_cells, rows_of
from extractor.stages.forms_to_records.list_subtotals import unit_summed, with_units_of_sums
from extractor.stages.forms_to_records.list_ticks import ticked_grade
from extractor.stages.forms_to_records.list_totals import Total, with_totals
from extractor.stages.forms_to_records.reading import Reading
from extractor.stages.forms_to_records.unit_line import split_unit

_REPEATED = frozenset({"department", "department_code"})
"""Names merged over rows stand on each of them; any other merged cell is doubted where it is repeated."""
_ALWAYS = 0.8  # share of rows in which a column is filled whose blank cell looks lost
_ENOUGH = 4  # rows that can tell so
_MERGED = 0.7
_NAMELESS = 0.6  # certainty of the values of a row that may be none of a project
_PLACE = 3  # characters that the name of a place has, at least
_LIKE_UNIT = 0.6  # certainty of a unit that is told by its place's name alone
TOTAL_DIFFERS = "list-total-differs"


@dataclass
class _Found:
    """What a strip holds, while it is read."""

    nodes: list[dict[str, Node]] = field(default_factory=list)
    places: list[tuple[int, int, int]] = field(default_factory=list)
    totals: list[Total] = field(default_factory=list)
    heading: Leaf | None = None


def projects_of(reading: Reading, strips: Sequence[Strip], rows: Sequence[int]) -> list[dict[str, Node]]:
    """All projects of one or several lists side by side: by their numbers, else strip by strip on each page."""
    found = [_strip(reading, number, strip, rows) for number, strip in enumerate(strips)]
    nodes = [_without_blanks_unnoticed(with_units_of_sums(one.nodes, one.totals)) for one in found]
    if len(found) == 1:
        summed, differs = with_totals(nodes[0], found[0].totals)
        if differs:
            reading.doubt(TOTAL_DIFFERS)
        return summed
    placed = [pair for one, own in zip(found, nodes, strict=True) for pair in zip(one.places, own, strict=True)]
    numbers = [_number(node) for _, node in placed]
    if None not in numbers and len(set(numbers)) == len(numbers):
        return [node for _, node in sorted(placed, key=lambda pair: _number(pair[1]) or 0)]
    return [node for _, node in sorted(placed, key=lambda pair: pair[0])]


def _strip(reading: Reading, number: int, strip: Strip, rows: Sequence[int]) -> _Found:
    found = _Found()
    for row in rows_of(reading.sheet, strip, rows):
        if row.kind == "project":
            node = _project(reading, strip, row, found.heading)
            if any(value is not None for key, value in node.items() if key != "seq"):
                page = next(cell.page for cell in row.cells.values() if cell is not None)
                found.nodes.append(node)
                found.places.append((page, number, row.at))
        elif row.kind == "average":
            reading.use(*own_cells(reading.sheet, strip, row.at))
        elif row.kind == "total":
            found.totals.append(_total(reading, strip, row, len(found.nodes)))
        elif row.kind == "group":
            found.heading = _heading(reading, strip, row, found.heading) or found.heading
    return found


def _project(reading: Reading, strip: Strip, row: Row, heading: Leaf | None) -> dict[str, Node]:
    reading.use(*row.cells.values(), *(reading.sheet.under(row.at, place) for place in strip.others))
    node: dict[str, Node] = dict.fromkeys(KEYS)
    for key, column in strip.columns.items():
        if row.cells[key] is not None:
            part, trust = _share(reading, strip, row, key)
            node[key] = _value(reading, key, part, column, trust) if part is not None else None
    doubtful = _is_no_project_maybe(row, node)
    if node["grade"] is None:
        node["grade"] = ticked_grade(reading, strip.ticks, row.at)
    if node["department"] is None and heading is not None:
        node["department"] = heading
    department = node["department"]
    if isinstance(department, Leaf) and department.value is not None and node["department_code"] is None:
        node["department_code"], node["department"] = split_unit(department)
    return {key: _nameless(value) for key, value in node.items()} if doubtful else node


def _share(reading: Reading, strip: Strip, row: Row, key: str) -> tuple[Part | None, Trust]:
    """What of a cell is this row's and column's: one cell under two heads, or over rows, is no value of its own.

    Score and grade in one column are parts of each of its cells; None where the cell says just the other.
    """
    cell, column = row.cells[key], strip.columns[key]
    if cell is None:
        raise ValueError(f"no cell under {key}")
    sharing = [at for at, other in row.cells.items() if at != key and other is cell]
    if sharing and all(strip.columns[at].place == column.place for at in sharing):
        whole = part_of_cell(cell)
        doubted = cell.row_span > 1
        trust = column.trust.less(_MERGED, "merged-over-rows") if doubted else column.trust
        return result_part(whole, key), trust
    if sharing:
        part = under_column(reading.sheet, cell, column.place)
        return part, column.trust.less(_MERGED, "cells-run-together")
    whole = part_of_cell(cell)
    if cell.row_span == 1:
        return whole, column.trust
    part = in_row(reading.sheet, cell, row.at)
    if key in _REPEATED and (part == whole or not _are_names(reading, cell)):
        return whole, column.trust
    alone = row.own(key) and part == whole
    return part, column.trust if alone else column.trust.less(_MERGED, "merged-over-rows")


def _is_no_project_maybe(row: Row, node: dict[str, Node]) -> bool:
    """Whether nothing names a row's project, or a cell that covers another column, too, and says nothing in that.

    A line of a table built otherwise than the reader took it looks like this: none of its values can be trusted.
    """
    name = row.cells.get("project_name")
    sharing = [key for key, cell in row.cells.items() if key != "project_name" and cell is name and cell is not None]
    return node["project_name"] is None or any(node[key] is None for key in sharing)


def _nameless(node: Node) -> Node:
    if not isinstance(node, Leaf):
        return node
    return replace(node, certainty=node.certainty * _NAMELESS, doubts=(*node.doubts, "row-without-name"))


def _are_names(reading: Reading, cell: Cell) -> bool:
    """Whether each line beside a row is a whole name or code, not a piece of one wrapped in its merged cell."""
    parts = (in_row(reading.sheet, cell, row) for row in range(cell.row, cell.row + cell.row_span))
    return all(is_body(part.text) or plain(part.text).isdigit() for part in parts if part.words)


def _value(reading: Reading, key: str, part: Part, column: Column, trust: Trust) -> Leaf | None:
    if key == "budget":
        return amount_leaf(part, reading.unit_of(*column.heads), trust)
    if key == "score":
        return number_or_text_leaf(part, trust)
    if key == "seq":
        return make(part, lambda text: clean_text(text) or None, trust)
    return text_leaf(part, trust)


def _total(reading: Reading, strip: Strip, row: Row, above: int) -> Total:
    reading.use(*own_cells(reading.sheet, strip, row.at))
    column, cell = strip.columns.get("budget"), row.cells.get("budget")
    named = (row.cells[key] for key in ("department", "project_name") if row.own(key))
    unit = unit_summed([cell for cell in named if cell is not None], reading.trust)
    if column is None or cell is None or not any(char.isdigit() for char in cell.text):
        return Total(above, None, unit)
    return Total(above, amount_leaf(cell, reading.unit_of(*column.heads), column.trust), unit)


def _heading(reading: Reading, strip: Strip, row: Row, before: Leaf | None) -> Leaf | None:
    """The unit that the rows below belong to, where a group is headed by one; other headings stay unclaimed."""
    cell = heading_of(reading.sheet, strip, row)
    if cell is None:
        return None
    part = part_of_cell(cell)
    named = cut(part, group_name(cell))
    trust = reading.trust
    if not (is_body(named.text) or split_unit_code(named.text)[0] is not None):
        if before is None or not _begins_alike(named.text, str(before.value)):
            return None
        trust = trust.less(_LIKE_UNIT, "unit-by-its-place")
    reading.use(*own_cells(reading.sheet, strip, row.at))
    return text_leaf(named, trust)


def _begins_alike(text: str, unit: str) -> bool:
    """Whether a heading begins with the same place as a unit's name above it."""
    return plain(text)[:_PLACE] == plain(unit)[:_PLACE]


def _without_blanks_unnoticed(nodes: Sequence[dict[str, Node]]) -> list[dict[str, Node]]:
    """The rows; one that lacks what nearly all others have is doubted, for it may have lost it."""
    if len(nodes) < _ENOUGH:
        return list(nodes)
    usual = {key for key in KEYS if sum(node[key] is not None for node in nodes) >= _ALWAYS * len(nodes)}
    return [_incomplete(node) if any(node[key] is None for key in usual) else node for node in nodes]


def _incomplete(node: dict[str, Node]) -> dict[str, Node]:
    key = next((key for key in ("project_name", *KEYS) if isinstance(node[key], Leaf)), None)
    leaf = node[key] if key is not None else None
    if key is None or not isinstance(leaf, Leaf):
        return node
    return {**node, key: replace(leaf, doubts=(*leaf.doubts, "row-incomplete"))}


def _number(node: dict[str, Node]) -> int | None:
    seq = node["seq"]
    value = str(seq.value) if isinstance(seq, Leaf) else ""
    return int(value) if value.isascii() and value.isdigit() else None
