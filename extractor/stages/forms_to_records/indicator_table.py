"""The printed rows of an indicator table, under its header and down to its total."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from extractor.paper.block import Cell
from extractor.record.labels import label_key, plain
from extractor.record.values.text import is_blank
from extractor.record.wording import HEAD, INDICATOR_COLUMNS, INDICATOR_ROWS, SECTIONS
from extractor.stages.forms_to_records.goal_blocks import goal_over_heads
from extractor.stages.forms_to_records.indicator_header import LEVELS, Header
from extractor.stages.forms_to_records.reading import Reading
from extractor.stages.forms_to_records.sheet import Columns, Sheet, columns_of

_TOTAL_AND_FIGURE = re.compile(r"([一-鿿]{2,6}):?(\d{1,3}(?:\.\d+)?)分?")
_OPINION = re.compile(r"[一-鿿()]{0,14}(?:意见|审批)(?:\([一-鿿、]{1,8}\))?:?")
_UNSIGNED = re.compile(
    r"(?:\(?(?:单位)?(?:公章|盖章|签章|签字|章|签名)\)?|[一-鿿]{0,4}(?:负责人|经办人)[:(]?|日期|[年月日:])+"
)
_SUBTOTALS = ("小计", "分项合计", "本项小计", "指标小计")


@dataclass(frozen=True)
class Line:
    """One printed row: the cell under each column, None where the column has none."""

    row: int
    cells: dict[str, Cell | None]


def lines_of(reading: Reading, header: Header) -> tuple[list[Line], int]:
    """The printed rows under the header, and the row the table ends before.

    It ends at its total, grade or remarks; a header row repeated in between, a goal over it and a total over the rows
    it adds up are passed over. Below a repeated header that has its heads in another order, they stand over the columns
    that it says.
    """
    sheet = reading.sheet
    lines: list[Line] = []
    places = {meaning: column.place for meaning, column in header.columns.items()}
    row = header.end + has_total_on_top(reading, header)
    while row < sheet.rows and not ends_table(reading, row, header):
        if repeated := _repeated(reading, header, row):
            places |= _moved(sheet, places, range(row, row + repeated))
            row += repeated
            continue
        if not _is_subtotal(reading, row) and goal_over_heads(reading, row) is None:
            cells = {meaning: sheet.under(row, place) for meaning, place in places.items()}
            if any(cell is not None and cell.row == row for cell in cells.values()):
                lines.append(Line(row, cells))
        row += 1
    _use_opinions(reading, row)
    return lines, row


def has_total_on_top(reading: Reading, header: Header) -> bool:
    """Whether the first row under the header is the total of the rows below it, which have names of their own."""
    row, names = header.end, header.columns.get("level3")
    if names is None or row + 1 >= reading.sheet.rows:
        return False
    first = next((cell for cell in reading.sheet.starting(row) if plain(cell.text)), None)
    below = reading.sheet.under(row + 1, names.place)
    match = INDICATOR_ROWS.match(first.text) if first is not None else None
    is_total = match is not None and match.meaning == "total" and ends_table(reading, row, header)
    named = below is not None and below.row == row + 1 and not is_blank(below.text)
    return is_total and named and not ends_table(reading, row + 1, header)


def _use_opinions(reading: Reading, first: int) -> None:
    """Boxes in which somebody signs (财政部门审核意见 | (盖章) 年 月 日) say nothing while they are unsigned."""
    for row in range(first, reading.sheet.rows):
        cells = [cell for cell in reading.sheet.starting(row) if plain(cell.text)]
        if cells and _OPINION.fullmatch(plain(cells[0].text)) and SECTIONS.meaning(cells[0].text) != "problems":
            unsigned = (cell for cell in cells[1:] if _UNSIGNED.fullmatch(plain(cell.text)))
            reading.use(cells[0], *unsigned)


def ends_table(reading: Reading, row: int, header: Header) -> bool:
    """Whether a row no longer belongs to the table: total, grade, conclusion, remarks, signature."""
    lead = [cell for cell in reading.sheet.starting(row) if plain(cell.text)]
    if not lead:
        return False
    first = lead[0]
    if total_within(first) is not None or _says_result(first):
        return True
    closes = INDICATOR_ROWS.match(first.text) is not None or _OPINION.fullmatch(plain(first.text)) is not None
    if closes and not _is_level_row(reading, row, header):
        return True
    ends_here = SECTIONS.meaning(first.text) in ("problems", "measures", "remark")
    signed = HEAD.meaning(first.text) in ("preparer", "phone", "reviewer", "leader", "fill_date")
    inline = any(
        hit.start == 0 and hit.match.meaning in ("preparer", "reviewer", "leader")
        for hit in HEAD.inline(plain(first.text))
    )
    note = bool(re.match(r"(?:备注|注|说明|填表说明)\d?[:：.]", plain(first.text)))
    wide = first.column_span * 2 > reading.sheet.columns and len(lead) == 1
    level = header.columns.get("level1") or header.columns.get("level2")
    leftmost = level is None or first.column <= level.place.first
    return (
        (ends_here and leftmost and not _is_level_row(reading, row, header))
        or signed
        or inline
        or (note and (wide or leftmost))
    )


def total_within(cell: Cell) -> int | None:
    """Where the figure begins (in the plain text) of a total run together with its label, 合计得分99.1; else None."""
    match = _TOTAL_AND_FIGURE.fullmatch(plain(cell.text))
    if match is None or INDICATOR_ROWS.meaning(match.group(1)) != "total":
        return None
    return match.start(2)


def _says_result(cell: Cell) -> bool:
    """Whether a cell begins with a result's label and a colon: 自评总分:96.5分."""
    text = plain(cell.text)
    return any(hit.start == 0 and text[hit.end - 1] == ":" for hit in INDICATOR_ROWS.inline(text))


def _is_level_row(reading: Reading, row: int, header: Header) -> bool:
    """Whether a row has a third-level name of its own, so that a word like 合计 in it is only a name."""
    column = header.columns.get("level3")
    if column is None:
        return False
    cell = reading.sheet.under(row, column.place)
    level2 = header.columns.get("level2")
    other = reading.sheet.under(row, level2.place) if level2 else None
    return (
        cell is not None
        and cell.row == row
        and other is not None
        and other is not cell
        and not is_blank(cell.text)
        and not is_blank(other.text)
        and INDICATOR_ROWS.match(other.text) is None
        and cell.column_span <= column.place.end - column.place.first + 1
    )


def _repeated(reading: Reading, header: Header, row: int) -> int:
    """How many rows repeat the header from ``row`` on, as at the top of a page; 0 where they do not."""
    sheet = reading.sheet
    heads = [
        cell
        for at in range(header.first, header.end)
        for cell in sheet.starting(at)
        if plain(cell.text) and cell.row + cell.row_span <= header.end
    ]
    again = [sheet.at(row + cell.row - header.first, cell.column) for cell in heads]
    same = [cell for cell, head in zip(again, heads, strict=True) if cell is not None and _reads_alike(cell, head)]
    if 2 * len(same) > len(heads) > 1:
        reading.use(*(cell for cell in again if cell is not None and cell.row >= row))
        return header.end - header.first
    labels = sheet.labels(INDICATOR_COLUMNS, row)
    if len({label.match.meaning for label in labels} & set(LEVELS)) < 2:
        return 0
    reading.use(*(label.cell for label in labels))
    return 1


def _moved(sheet: Sheet, places: Mapping[str, Columns], rows: range) -> dict[str, Columns]:
    """Where a repeated header says that columns stand, for those it has at another place than before.

    Only heads found as listed, each in one place, tell that; one that also covers its old place lost a wall.
    """
    labels = [label for row in rows for label in sheet.labels(INDICATOR_COLUMNS, row) if label.match.listed]
    meanings = Counter(label.match.meaning for label in labels)
    told = {one.match.meaning: columns_of(one.cell) for one in labels if meanings[one.match.meaning] == 1}
    return {
        meaning: place
        for meaning, place in told.items()
        if meaning in places and not place.first <= places[meaning].first < places[meaning].end <= place.end
    }


def _reads_alike(cell: Cell, head: Cell) -> bool:
    return label_key(cell.text) == label_key(head.text)


def _is_subtotal(reading: Reading, row: int) -> bool:
    """Whether a row only adds up the group above it; the record has no place for that."""
    filled = [cell for cell in reading.sheet.starting(row) if plain(cell.text)]
    if not filled or label_key(filled[0].text) not in _SUBTOTALS:
        return False
    reading.use(*filled)
    return True
