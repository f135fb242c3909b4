"""Rows of an indicator table in, the same without steps out: level names that stand in rows of their own, like stairs.

Some systems export 产出指标 in one row, 数量指标 in the next, each in its level's column with nothing beside it, and
below them the indicators with both columns blank. Where a level's names stand nowhere else, each heads the rows under
it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extractor.paper.block import Cell
from extractor.record.labels import plain
from extractor.record.values.names import is_counter_only
from extractor.record.values.text import is_blank
from extractor.stages.forms_to_records.indicator_table import Line
from extractor.stages.forms_to_records.reading import Reading

_LEVELS = ("level1", "level2")
_UNDER = {"level1": ("level1", "level2"), "level2": ("level2",)}
"""The levels that end where a name of one begins."""


def without_steps(reading: Reading, lines: Sequence[Line]) -> list[Line]:
    """The rows that are no steps, each with the names of the steps over it; all as they are where there are no stairs.

    A blank row among them may be a step that nobody read: then the record is asked about.
    """
    named = [line for line in lines if _own(line, "level3") is not None]
    stepped = [key for key in _LEVELS if named and _is_stepped(lines, key, named[0])]
    if any(_heads_blank(lines, key) for key in _LEVELS if key not in stepped):
        reading.doubt("level-from-above")
    if not stepped:
        return list(lines)
    over: dict[str, Cell] = {}
    kept: list[Line] = []
    for line in lines:
        names = {key: cell for key in stepped if (cell := _own(line, key)) is not None}
        if names:
            ended = {level for key in names for level in _UNDER[key]}
            over = {key: cell for key, cell in over.items() if key not in ended} | names
        elif not over or _says(line):
            kept.append(replace(line, cells={**line.cells, **over}))
        else:
            reading.doubt("level-from-above")
    return kept


def _is_stepped(lines: Sequence[Line], key: str, first: Line) -> bool:
    """Whether a level is named in rows of their own only, the first of them over the first indicator."""
    steps = [line for line in lines if _own(line, key) is not None]
    return bool(steps) and steps[0].row < first.row and all(map(_is_step, steps))


def _heads_blank(lines: Sequence[Line], key: str) -> bool:
    """Whether a name alone in its row stands over an indicator with a blank in that level's column."""
    return any(
        _own(line, key) is not None and _is_step(line) and _own(below, "level3") is not None and _is_blank(below, key)
        for line, below in pairwise(lines)
    )


def _is_blank(line: Line, key: str) -> bool:
    cell = line.cells.get(key)
    return cell is not None and is_blank(cell.text)


def _is_step(line: Line) -> bool:
    """Whether a row holds nothing but names of levels, each in a cell of its own."""
    filled = [key for key, cell in line.cells.items() if cell is not None and plain(cell.text)]
    cells = [line.cells[key] for key in filled]
    return len({id(cell) for cell in cells}) == len(cells) and set(filled) <= set(_LEVELS)


def _own(line: Line, key: str) -> Cell | None:
    """The cell that says a row's name of a level, where it begins in that row."""
    cell = line.cells.get(key)
    if cell is None or cell.row != line.row or is_blank(cell.text) or is_counter_only(cell.text):
        return None
    return cell


def _says(line: Line) -> bool:
    return any(cell is not None and plain(cell.text) for cell in line.cells.values())
