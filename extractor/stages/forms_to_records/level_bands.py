"""Rows of an indicator table in, the same without bands out: a level's name across the table heads the rows below it.

Some offices print 产出指标(50分) on a row of its own over the rows it groups, instead of in a column beside them.
Others print the points of the group in the columns of points; such a row is a band where its rows add up to them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from extractor.paper.block import Cell
from extractor.record.labels import plain
from extractor.record.values.names import is_counter_only, split_weight
from extractor.record.values.numbers import read_number
from extractor.record.values.text import Unreadable, is_blank
from extractor.record.wording import LEVEL_NAMES, SECTIONS
from extractor.stages.forms_to_records.indicator_content import Column
from extractor.stages.forms_to_records.indicator_header import Header
from extractor.stages.forms_to_records.indicator_table import Line
from extractor.stages.forms_to_records.leaf import Trust
from extractor.stages.forms_to_records.reading import Reading
from extractor.stages.forms_to_records.sheet import columns_of

_NAME = 14  # characters of a band's name at most
_NUMBER = re.compile(r"^[(（]?[一二三四五六七八九十\d]{1,2}[)）]?[、.．]?(?=[一-鿿])")
_NO_NAME = re.compile(r"[,，。;；:：]")
_BANDED = ("level1", "level2")
_LEVELS = ("level2", "level3")
_WITH_POINTS = 3  # cells of a band with its points: name, weight, score
_LEAST = 2  # columns below which a cell over all of them is no band but a table of its own


def without_bands(reading: Reading, header: Header, lines: Sequence[Line]) -> tuple[list[Line], Header]:
    """The rows that are none of the bands, each with the names of the bands over it; the columns these are, added.

    A name that is no known one of a level is asked about, and so is a band in a table with a column for its level.
    """
    bands = {id(line): cell for line in lines if (cell := _band(reading, header, line.row)) is not None}
    points = _points_of_bands(reading, header, lines)
    bands |= {id(line): name for line, name, _ in points}
    weights = {id(name): weight for _, name, weight in points}
    first = _band_over(reading, header)
    if not (bands or first) or all(id(line) in bands for line in lines):
        return list(lines), header
    over: dict[str, Cell] = {}
    columns, kept = dict(header.columns), []
    if first is not None:
        lines = [Line(first.row, {}), *lines]
        bands[id(lines[0])] = first
    for line in lines:
        band = bands.get(id(line))
        if band is None:
            own = {key: cell for key, cell in over.items() if _is_open(line.cells.get(key))}
            kept.append(replace(line, cells={**line.cells, **own}))
            continue
        reading.use(band, *reading.sheet.starting(band.row))
        key, trust = ("level1", reading.trust) if id(band) in weights else _level_of(reading, header, band)
        over = {level: cell for level, cell in over.items() if level < key} | {key: band}
        before = columns.get(key)
        least = min((trust, before.trust) if before else (trust,), key=lambda one: one.certainty)
        columns[key] = Column(key, before.place if before else columns_of(band), least)
        if (weight := weights.get(id(band))) is not None:
            over["level1_weight"] = weight
            columns["level1_weight"] = Column("level1_weight", columns_of(weight), reading.trust)
    return kept, replace(header, columns=columns)


def _points_of_bands(reading: Reading, header: Header, lines: Sequence[Line]) -> list[tuple[Line, Cell, Cell]]:
    """The rows with nothing but a name across the levels and points that the rows under them add up to."""
    if "level1" in header.columns or "weight" not in header.columns:
        return []
    found = [(at, cells) for at, line in enumerate(lines) if (cells := _name_and_points(reading, header, line))]
    ends = [*(at for at, _ in found), len(lines)][1:]
    return [
        (lines[at], *cells)
        for (at, cells), end in zip(found, ends, strict=True)
        if end > at + 1 and _number(cells[1]) == sum(_number(line.cells.get("weight")) for line in lines[at + 1 : end])
    ]


def _name_and_points(reading: Reading, header: Header, line: Line) -> tuple[Cell, Cell] | None:
    """A row's name and its points, where it holds nothing else but a score and the name covers all levels."""
    filled = [cell for cell in reading.sheet.starting(line.row) if plain(cell.text)]
    weight, levels = line.cells.get("weight"), [header.columns[key].place for key in _LEVELS if key in header.columns]
    if weight is None or not levels or not 1 < len(filled) <= _WITH_POINTS or filled[0].row_span != 1:
        return None
    name, end = filled[0], filled[0].column + filled[0].column_span
    covers = name.column <= min(place.first for place in levels) and end >= max(place.end for place in levels)
    points = all(cell in (weight, line.cells.get("score")) for cell in filled[1:])
    return (name, weight) if covers and points and weight in filled and _number(weight) else None


def _number(cell: Cell | None) -> Decimal:
    """The points in a cell; 0 where it holds none."""
    try:
        value = read_number(cell.text) if cell is not None else None
    except Unreadable:
        return Decimal(0)
    return Decimal(value) if value is not None else Decimal(0)


def _band_over(reading: Reading, header: Header) -> Cell | None:
    """The name of the first group where it stands over the header, as that of each further one over its own."""
    band = _band(reading, header, header.first - 1) if header.first else None
    if band is None or SECTIONS.match(_name(band)) is not None:
        return None
    level = LEVEL_NAMES.meaning(_name(band))
    return band if level in _BANDED and level not in header.columns else None


def _band(reading: Reading, header: Header, row: int) -> Cell | None:
    """The one cell of a row that names a group; None where the row is another.

    It stands across the table, or, in a table without walls, first in an empty row with a name known for groups.
    """
    filled = [cell for cell in reading.sheet.row(row) if plain(cell.text)]
    if len(filled) != 1 or len(header.columns) < _LEAST or filled[0].row_span != 1:
        return None
    cell = filled[0]
    first = min(column.place.first for column in header.columns.values())
    end = max(column.place.end for column in header.columns.values())
    covers = cell.column <= first and cell.column + cell.column_span >= end
    name = _name(cell)
    says = 1 < len(name) <= _NAME and not is_counter_only(name) and _NO_NAME.search(name) is None
    leads = cell.column <= first and "level1" not in header.columns and LEVEL_NAMES.meaning(name) == "level1"
    return cell if (covers or leads) and says else None


def _level_of(reading: Reading, header: Header, band: Cell) -> tuple[str, Trust]:
    """Which level a band names: what its name says, as far as the table has no column for it."""
    meaning = LEVEL_NAMES.meaning(_name(band))
    open_levels = [level for level in _BANDED if level not in header.columns]
    key = meaning if meaning in open_levels or not open_levels else open_levels[0]
    key = key or _BANDED[0]
    sure = meaning is not None and key in open_levels and key == open_levels[0]
    return key, reading.trust if sure else reading.trust.less(0.6, "level-by-band")


def _name(cell: Cell) -> str:
    return _NUMBER.sub("", plain(split_weight(cell.text)[0]))


def _is_open(cell: Cell | None) -> bool:
    return cell is None or is_blank(cell.text)
