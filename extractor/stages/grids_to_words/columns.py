"""Text set downwards, one character a line, as in narrow merged cells: lines of a cell go in, columns come out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractor.paper.box import hull
from extractor.stages.grids_to_words.line import Line

_ONE_WIDE = 1.35  # of the font size: wider than this is more than one character
_ALIGNED = 0.5  # of the font size: how far off one axis the characters may stand
_FEWEST = 2


def stack_columns(lines: Sequence[Line], size: float) -> list[Line]:
    """Joins single characters that stand below one another in one cell into one vertical line."""
    stacked: list[Line] = []
    column: list[Line] = []
    for line in sorted(lines, key=lambda line: (id(line.cell), line.box.top)):
        if column and not _continues(column[-1], line, size):
            stacked += _closed(column)
            column = []
        column.append(line)
    return stacked + _closed(column)


def _continues(above: Line, below: Line, size: float) -> bool:
    if above.cell is None or above.cell is not below.cell:
        return False
    if max(above.box.width, below.box.width) > _ONE_WIDE * size:
        return False
    return abs(above.box.centre[0] - below.box.centre[0]) <= _ALIGNED * size and above.box.bottom <= below.box.centre[1]


def _closed(column: list[Line]) -> list[Line]:
    if len(column) < _FEWEST:
        return column
    boxes = tuple(line.box for line in column)
    room = hull(line.room for line in column)
    seen = any(line.detected for line in column)
    return [replace(column[0], box=hull(boxes), room=room, seen=hull(boxes), parts=boxes, detected=seen)]
