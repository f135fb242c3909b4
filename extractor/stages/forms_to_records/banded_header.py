"""Indicator tables without heads over their names: the row of each group names it and heads the values beside it.

``运行管理 | 目标值 | 完成值 | 分值 | 得分`` stands over the group's rows, which begin with two names.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from extractor.paper.block import Cell
from extractor.record.labels import plain
from extractor.record.wording import INDICATOR_COLUMNS
from extractor.stages.forms_to_records.indicator_content import Column
from extractor.stages.forms_to_records.indicator_header import LEVELS, Header
from extractor.stages.forms_to_records.indicator_table import Line
from extractor.stages.forms_to_records.reading import Reading
from extractor.stages.forms_to_records.sheet import columns_of

_RESULTS = {"target", "actual"}
_SURE = 0.9  # how far the levels can be trusted, which only their places tell


def banded_header(reading: Reading) -> tuple[Header, Mapping[int, Cell]] | None:
    """The header of such a table with the names of its groups by row; None where the form has none."""
    bands = {row: band for row in range(reading.sheet.rows) if (band := _band(reading, row)) is not None}
    if not bands:
        return None
    first = min(bands)
    names = _names_under(reading, first, bands[first])
    trust = reading.trust.less(_SURE)
    places = zip(LEVELS, (bands[first], *names), strict=True)
    columns = {level: Column(level, columns_of(cell), trust) for level, cell in places}
    for label in reading.sheet.labels(INDICATOR_COLUMNS, first):
        columns.setdefault(label.match.meaning, Column(label.match.meaning, columns_of(label.cell), reading.trust))
    for row in bands:
        reading.use(*reading.sheet.starting(row))
    return Header(first, first + 1, columns), bands


def named_by_bands(lines: Sequence[Line], bands: Mapping[int, Cell]) -> list[Line]:
    """The rows of the table, each with the name of the group it stands under."""
    return [
        replace(line, cells={**line.cells, "level1": bands[max(row for row in bands if row < line.row)]})
        for line in lines
    ]


def _band(reading: Reading, row: int) -> Cell | None:
    """The name of a group that a row begins with; None where the row is none of this kind."""
    cells = [cell for cell in reading.sheet.starting(row) if plain(cell.text)]
    labels = reading.sheet.labels(INDICATOR_COLUMNS, row)
    known = {label.match.meaning for label in labels}
    if len(cells) < 2 or cells[0].column > 0 or len(labels) != len(cells) - 1 or not known >= _RESULTS:
        return None
    alone = known.isdisjoint(LEVELS) and all(label.cell is not cells[0] for label in labels)
    return cells[0] if alone and len(_names_under(reading, row, cells[0])) == 2 else None


def _names_under(reading: Reading, row: int, band: Cell) -> list[Cell]:
    """What stands in the row below under a group's name."""
    below = reading.sheet.row(row + 1) if row + 1 < reading.sheet.rows else ()
    return [cell for cell in below if cell.column + cell.column_span <= band.column_span and plain(cell.text)]
