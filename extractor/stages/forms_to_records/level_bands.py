"""Rows of an indicator table in, the same without bands out: a level's name across the table heads the rows below it.

Some offices print 产出指标(50分) on a row of its own over the rows it groups, instead of in a column beside them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractor.paper.block import Cell
from extractor.record.labels import plain
from extractor.record.values.names import is_counter_only, split_weight
from extractor.record.values.text import is_blank
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
_LEAST = 2  # columns below which a cell over all of them is no band but a table of its own


def without_bands(reading: Reading, header: Header, lines: Sequence[Line]) -> tuple[list[Line], Header]:
    """The rows that are none of the bands, each with the names of the bands over it; the columns these are, added.

    A name that is no known one of a level is asked about, and so is a band in a table with a column for its level.
    """
    bands = {id(line): cell for line in lines if (cell := _band(reading, header, line.row)) is not None}
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
        reading.use(band)
        key, trust = _level_of(reading, header, band)
        over = {level: cell for level, cell in over.items() if level < key} | {key: band}
        before = columns.get(key)
        least = min((trust, before.trust) if before else (trust,), key=lambda one: one.certainty)
        columns[key] = Column(key, before.place if before else columns_of(band), least)
    return kept, replace(header, columns=columns)


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
