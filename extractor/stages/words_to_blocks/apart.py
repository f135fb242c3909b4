"""Cells with their words in, the same out with doubt where print stands apart on both sides of a wall of the next row.

A wall that stands in the row above or below, but not in this cell, is one that the cell spans, or one that wore off
(12.00 and 51.65元/件 in one). The print of one text leaves no such gap just there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from statistics import median

from extractor.stages.words_to_blocks.placing import DOUBT, Room

_APART = 1.5
"""Heights of print from which a gap over the wall parts two texts. Measured on 396 scanned forms at six levels of
damage: of nine cells with a wider one seven had lost their wall, one held boxes to tick, one a stray stroke."""


def doubt_texts_apart(rooms: Sequence[Room]) -> None:
    """Doubts every cell with print on both sides, but not near, of where a wall of the row above or below would run."""
    by_row: dict[int, list[Room]] = defaultdict(list)
    for room in rooms:
        for row in range(room.cell.row, room.cell.row + room.cell.row_span):
            by_row[row].append(room)
    for room in rooms:
        if room.words and any(_gap(room, level) >= _APART for level in _levels(room, by_row)):
            room.certainty = min(room.certainty, DOUBT)


def _levels(room: Room, by_row: dict[int, list[Room]]) -> Iterator[float]:
    """Where walls of the next rows would run down through the cell, x in points."""
    cell = room.cell
    for row in (cell.row - 1, cell.row + cell.row_span):
        for other in by_row.get(row, ()):
            if cell.column < other.cell.column < cell.column + cell.column_span:
                yield other.cell.box.left


def _gap(room: Room, level: float) -> float:
    """How far apart the print on both sides of the level stands, in heights of print; 0 where all is on one side."""
    chars = [char.box for word in room.words for char in word.chars]
    before = [char.right for char in chars if char.left + char.right < 2 * level]
    behind = [char.left for char in chars if char.left + char.right >= 2 * level]
    if not (before and behind):
        return 0.0
    size = median(word.height_of_print for word in room.words)
    return (min(behind) - max(before)) / size
