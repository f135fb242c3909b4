"""A row of a list in, what it is out: a project, a total or average, the heading of a group, or nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from extractor.paper.block import Cell
from extractor.record.labels import plain
from extractor.record.values.text import is_blank
from extractor.stages.forms_to_records.leaf import part_of_cell
from extractor.stages.forms_to_records.list_columns import Strip
from extractor.stages.forms_to_records.sheet import Sheet

RowKind: TypeAlias = Literal["project", "total", "average", "group", "more", "blank"]
"""``more`` is a further line of the project above it."""

_TOTAL = re.compile(
    r"(?:[一-鿿()]{0,8}(?:合|总|小|共)\s*计|累计|共\d+个项目|[一-鿿]{2,30}小计)(?:[(（].*[)）])?(?:\d+个(?:项目)?)?[:：]?"
)
_AVERAGE = re.compile(r"[一-鿿]{0,6}(?:平均|均值)(?:自评|评价|综合|总)?(?:得?分数?|分值|值|数)?[:：]?")
_GROUP_NUMBER = re.compile(r"[(（]?[一二三四五六七八九十]{1,3}[)）]?[、.]?")
_COUNTER = re.compile(
    r"^(?:[(（][一二三四五六七八九十\d]{1,3}[)）][、.]?|[一二三四五六七八九十]{1,3}[、.]|\d{1,2}[、.](?!\d))"
)
_TEXTS = ("seq", "department_code", "department", "project_name")
_RESULTS = ("score", "grade")
_USUAL = 0.5


@dataclass(frozen=True)
class Row:
    """A row of one strip: its number in the sheet, what it is, and the cell under each column."""

    at: int
    kind: RowKind
    cells: Mapping[str, Cell | None]

    def says(self, key: str) -> bool:
        """Whether the cell of a column is filled, with words or with ink nobody could read."""
        return _says(self.cells.get(key))

    def own(self, key: str) -> bool:
        """Whether the cell of a column begins in this row rather than being merged down from above."""
        cell = self.cells.get(key)
        return cell is not None and cell.row == self.at


def rows_of(sheet: Sheet, strip: Strip, rows: Sequence[int]) -> list[Row]:
    """All rows of a strip that say something."""
    counted = _is_counted(sheet, strip, rows)
    found = [_row(sheet, strip, at, counted) for at in rows]
    return [row for row in found if row.kind != "blank"]


def group_name(cell: Cell) -> int:
    """Where in the plain text of a group's heading its name begins, behind its counter (``一、某局`` → 2)."""
    match = _COUNTER.match(plain(cell.text))
    return match.end() if match else 0


def heading_of(sheet: Sheet, strip: Strip, row: Row) -> Cell | None:
    """The cell with a group's name."""
    cells = [cell for cell in own_cells(sheet, strip, row.at) if _has_words(cell)]
    named = [cell for cell in cells if not _GROUP_NUMBER.fullmatch(plain(cell.text))]
    return max(named or cells, key=lambda cell: len(cell.text), default=None)


def _row(sheet: Sheet, strip: Strip, at: int, counted: bool) -> Row:
    cells = {key: sheet.under(at, column.place) for key, column in strip.columns.items()}
    return Row(at, _kind(sheet, strip, Row(at, "blank", cells), counted), cells)


def _kind(sheet: Sheet, strip: Strip, row: Row, counted: bool) -> RowKind:
    own = [cell for cell in own_cells(sheet, strip, row.at) if _says(cell)]
    filled = [key for key in strip.columns if row.own(key) and row.says(key)]
    if not own or (not filled and not _spans(own, strip)):
        return "blank"
    if any(_TOTAL.fullmatch(plain(cell.text)) for cell in own):
        return "total"
    if any(_AVERAGE.fullmatch(plain(cell.text)) for cell in own):
        return "average"
    if _is_group(strip, row, own, counted):
        return "group"
    if set(filled) <= {"seq"}:
        return "blank"
    name = row.cells.get("project_name")
    if name is not None and name.row < row.at and _says(name) and not row.own("seq"):
        return "more"
    return "project"


def own_cells(sheet: Sheet, strip: Strip, at: int) -> list[Cell]:
    """The cells that begin in row ``at`` within a strip."""
    return [cell for cell in sheet.starting(at) if strip.place.first <= cell.column < strip.place.end]


def _spans(own: Sequence[Cell], strip: Strip) -> bool:
    return any(cell.column_span * 2 > strip.place.end - strip.place.first for cell in own)


def _is_group(strip: Strip, row: Row, own: Sequence[Cell], counted: bool) -> bool:
    """Whether a row heads others: one wide cell, or a name over several columns, or 一 where projects are 1, 2, 3.

    What has a result of its own is a project, whatever walls went unseen.
    """
    if len(own) == 1 and _spans(own, strip) and _has_words(own[0]):
        return True
    if any(row.own(key) and row.says(key) for key in _RESULTS):
        return False
    seq, name = row.cells.get("seq"), row.cells.get("project_name")
    if counted and seq is not None and seq.row == row.at and _GROUP_NUMBER.fullmatch(plain(seq.text)):
        return True
    first = next((row.cells[key] for key in _TEXTS if row.cells.get(key) is not None), None)
    merged = name is not None and name is first and name.column_span > 1 and name.row == row.at
    return merged and len([key for key in _TEXTS if row.cells.get(key) is name]) > 1


def _is_counted(sheet: Sheet, strip: Strip, rows: Sequence[int]) -> bool:
    """Whether projects are numbered in figures, so that 一 and (二) number groups of them."""
    column = strip.columns.get("seq")
    if column is None:
        return False
    texts = [plain(cell.text) for at in rows if (cell := sheet.under(at, column.place)) is not None]
    filled = [text for text in texts if not is_blank(text)]
    return sum(text.isdigit() for text in filled) > _USUAL * len(filled)


def _has_words(cell: Cell) -> bool:
    return any("一" <= char <= "鿿" for char in plain(cell.text))


def _says(cell: Cell | None) -> bool:
    return cell is not None and (not is_blank(part_of_cell(cell).text) or cell.ink > 0)
