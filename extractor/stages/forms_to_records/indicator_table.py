"""The indicator table: its header row wherever it stands, its columns in any order, its printed rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractor.paper.block import Cell
from extractor.record.labels import Match, label_key, plain
from extractor.record.values.names import is_counter_only
from extractor.record.values.text import is_blank
from extractor.record.wording import HEAD, INDICATOR_COLUMNS, INDICATOR_ROWS, SECTIONS
from extractor.stages.forms_to_records.leaf import (
    Trust,
    part_of_cell,
)
from extractor.stages.forms_to_records.reading import Reading
from extractor.stages.forms_to_records.sheet import Columns, columns_of

LEVELS = ("level1", "level2", "level3")
_LISTED = 1.0  # certainty of a head found just as listed
_FLAVOURS = {"target": "初预计划设目标应拟", "actual": "末终实完成绩达现果"}  # characters of heads nobody listed
_TOTAL_AND_FIGURE = re.compile(r"([一-鿿]{2,6}):?(\d{1,3}(?:\.\d+)?)分?")
_SUBTOTALS = ("小计", "分项合计", "本项小计", "指标小计")
_SHORT_HEADS = {"得分": "score", "分值": "weight", "权重": "weight", "备注": "note", "原因": "note"}
_LOOKED_AT = 8  # rows under the header that show how it is divided


@dataclass(frozen=True)
class Column:
    """A column of the table: what it means, which columns of the sheet it covers, how surely."""

    meaning: str
    place: Columns
    trust: Trust


@dataclass(frozen=True)
class Header:
    """The header: rows ``first`` to ``end`` (half-open), its columns by meaning."""

    first: int
    end: int
    columns: dict[str, Column] = field(default_factory=dict)


@dataclass(frozen=True)
class Line:
    """One printed row: the cell under each column, None where the column has none."""

    row: int
    cells: dict[str, Cell | None]


def find_header(reading: Reading) -> Header | None:
    """The header of the indicator table; None where the form has none."""
    sheet = reading.sheet
    for row in range(sheet.rows):
        known = {label.match.meaning for label in sheet.labels(INDICATOR_COLUMNS, row)}
        levels = known & set(LEVELS)
        if len(levels) >= 2 or ("level3" in known and known & {"target", "actual", "weight"}):
            return _header(reading, row)
    return None


def _header(reading: Reading, row: int) -> Header:
    sheet = reading.sheet
    labels = sheet.labels(INDICATOR_COLUMNS, row)
    end = max(label.cell.row + label.cell.row_span for label in labels if label.match.meaning in LEVELS)
    columns: dict[str, Column] = {}
    unknown: list[Cell] = []
    for cell in _heads(reading, row, end):
        match = INDICATOR_COLUMNS.match(part_of_cell(cell).text)
        reading.use(cell)
        if _is_side_label(cell, match):
            continue
        if match is None or (match.certainty < _LISTED and sheet.run_together(INDICATOR_COLUMNS, cell, end)):
            unknown.append(cell)
            continue
        doubt = None if match.certainty > 0.8 else "column-guessed"
        trust = reading.trust.less(match.certainty if doubt else 1.0, doubt)
        columns.setdefault(match.meaning, Column(match.meaning, columns_of(cell), trust))
    _part(reading, columns, unknown, end)
    _infer(reading, columns, unknown)
    _split_names(reading, columns, end)
    return Header(row, end, columns)


def _part(reading: Reading, columns: dict[str, Column], unknown: list[Cell], below: int) -> None:
    """Takes heads that run together in one cell apart by the cells below them."""
    for cell in list(unknown):
        heads = reading.sheet.run_together(INDICATOR_COLUMNS, cell, below)
        for match, place in heads:
            columns.setdefault(match.meaning, Column(match.meaning, place, reading.trust.less(0.7, "column-by-place")))
        if heads:
            unknown.remove(cell)


def _split_names(reading: Reading, columns: dict[str, Column], first: int) -> None:
    """Where most rows have two cells under 三级指标: counter and name, or a name and a description without a head."""
    names = columns.get("level3")
    if names is None:
        return
    pairs: list[tuple[Cell, Cell]] = []
    rows = range(first, min(reading.sheet.rows, first + _LOOKED_AT))
    for row in rows:
        under = [c for c in reading.sheet.row(row) if names.place.first <= c.column < names.place.end]
        if len(under) == 2 and under[1].column + under[1].column_span <= names.place.end:
            pairs.append((under[0], under[1]))
    if len(pairs) * 2 <= len(rows):
        return
    at = sorted(pair[1].column for pair in pairs)[len(pairs) // 2]
    trust = reading.trust.less(0.85, "column-by-place")
    left, right = Columns(names.place.first, at), Columns(at, names.place.end)
    if all(is_counter_only(pair[0].text) or pair[0].text.strip().isdigit() for pair in pairs):
        columns["level3"] = Column("level3", right, trust)
    elif "description" not in columns:
        columns["level3"] = Column("level3", left, names.trust)
        columns["description"] = Column("description", right, trust)


def _is_side_label(cell: Cell, match: Match | None) -> bool:
    """Whether a cell is rather the label beside the block (年度绩效指标) than a head much like it (年度绩效指标值)."""
    section = SECTIONS.match(cell.text)
    return section is not None and (match is None or section.certainty > match.certainty)


def _heads(reading: Reading, first: int, end: int) -> list[Cell]:
    """The header's cells; where a cell is divided by heads below it, those stand for it."""
    sheet = reading.sheet
    cells = [
        cell
        for row in range(first, end)
        for cell in sheet.starting(row)
        if plain(cell.text) and cell.row + cell.row_span <= end
    ]
    heads: list[Cell] = []
    for cell in cells:
        place = columns_of(cell)
        below = [other for other in cells if other.row > cell.row and place.first <= other.column < place.end]
        if any(INDICATOR_COLUMNS.match(part_of_cell(other).text) for other in below):
            reading.use(cell)
        else:
            heads.append(cell)
    return heads


def _infer(reading: Reading, columns: dict[str, Column], unknown: Sequence[Cell]) -> None:
    """Gives heads that could not be read the meaning their place or one of their two characters leaves them."""
    guessed = reading.trust.less(0.6, "column-by-place")
    for cell in sorted(unknown, key=lambda cell: cell.column):
        text = label_key(cell.text)
        missing = [level for level in LEVELS if level not in columns]
        named = next(
            (level for level, word in zip(LEVELS, ("一级", "二级", "三级"), strict=True) if word in text), None
        )
        if named in missing and named is not None:
            columns[named] = Column(named, columns_of(cell), guessed)
            continue
        if missing and "指标" in text and len(text) <= 6:
            columns[missing[0]] = Column(missing[0], columns_of(cell), guessed)
            continue
        near = {m for word, m in _SHORT_HEADS.items() if len(text) == 2 and (word[0] == text[0] or word[1] == text[1])}
        free = near - columns.keys()
        if len(near) == 1 and free:
            meaning = free.pop()
            columns[meaning] = Column(meaning, columns_of(cell), guessed)
            continue
        flavour = {m: sum(text.count(char) for char in chars) for m, chars in _FLAVOURS.items()}
        meaning = max(flavour, key=lambda m: flavour[m])
        if len(text) <= 10 and len(set(flavour.values())) > 1 and meaning not in columns:
            columns[meaning] = Column(meaning, columns_of(cell), guessed)


def lines_of(reading: Reading, header: Header) -> tuple[list[Line], int]:
    """The printed rows under the header, and the row the table ends before.

    It ends at its total, grade or remarks; a header row repeated in between is passed over.
    """
    sheet = reading.sheet
    lines: list[Line] = []
    row = header.end
    while row < sheet.rows and not ends_table(reading, row, header):
        if not _repeats_header(reading, row) and not _is_subtotal(reading, row):
            cells = {meaning: sheet.under(row, column.place) for meaning, column in header.columns.items()}
            if any(cell is not None and cell.row == row for cell in cells.values()):
                lines.append(Line(row, cells))
        row += 1
    return lines, row


def ends_table(reading: Reading, row: int, header: Header) -> bool:
    """Whether a row no longer belongs to the table: total, grade, conclusion, remarks, signature."""
    lead = [cell for cell in reading.sheet.starting(row) if plain(cell.text)]
    if not lead:
        return False
    first = lead[0]
    if total_within(first) is not None:
        return True
    if INDICATOR_ROWS.match(first.text) is not None and not _is_level_row(reading, row, header):
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


def _repeats_header(reading: Reading, row: int) -> bool:
    labels = reading.sheet.labels(INDICATOR_COLUMNS, row)
    repeated = len({label.match.meaning for label in labels} & set(LEVELS)) >= 2
    if repeated:
        reading.use(*(label.cell for label in labels))
    return repeated


def _is_subtotal(reading: Reading, row: int) -> bool:
    """Whether a row only adds up the group above it; the record has no place for that."""
    filled = [cell for cell in reading.sheet.starting(row) if plain(cell.text)]
    if not filled or label_key(filled[0].text) not in _SUBTOTALS:
        return False
    reading.use(*filled)
    return True
