"""A scanned grid's cells with their words in, the same out with walls that wore off put back where words show them.

A wall that stands above and below (or before and behind) a cell but not in it may have worn off, or the cell spans it.
If words stand on both sides of it and none across it, they stand in two cells.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from extractor.paper.box import Box, hull
from extractor.paper.grid import Grid, GridCell
from extractor.paper.word import Word
from extractor.stages.words_to_blocks.lines import line_box, words_to_lines
from extractor.stages.words_to_blocks.placing import Room

_CERTAINTY = 0.75  # at most, of a cell whose wall was put back
_OVER = 0.25  # of a character's width or height beyond a line from which it stands across it
_CENTRED = 0.15  # of a row's height that the text of a cell may be off its middle
_SAME_PITCH = 1.25  # times the distance of two lines of one text: farther apart they are two
_UPRIGHT, _LEVEL = frozenset("1Il|丨/"), frozenset("一—-–_~")  # what a rest of a wall is read as
_REST = (2.5, 1.2)  # points: it is no thicker than this, and no farther from where the wall ran
_REACH = 3  # rows before and behind that tell whether a line is usual there ...
_USUAL = 0.6  # ... if it stands in so many of them


@dataclass(frozen=True, eq=False)
class _Lines:
    """Where the inner lines of one direction stand (``stands[place, line]``), and at what ``level``, in points."""

    stands: NDArray[np.bool_]
    level: NDArray[np.float64]

    def hole(self, line: int, first: int, last: int) -> float | None:
        """The level of a line that lacks at the places ``first``..``last``; None where it is not likely to be there.

        In the first place it hardly is: titles span the first row, and names of groups the first column.
        """
        if first == 0:
            return None
        near = [place for place in range(first - _REACH, last + _REACH + 1) if 0 <= place < len(self.stands)]
        around = [place for place in near if not first <= place <= last]
        beside = [self.stands[place, line] for place in (first - 1, last + 1) if place < len(self.stands)]
        usual = float(np.mean([self.stands[place, line] for place in around])) >= _USUAL
        if not (any(beside) and (usual or (all(beside) and len(beside) == 2))):
            return None
        return float(np.mean([self.level[place, line] for place in around if self.stands[place, line]]))


def with_lost_walls(grid: Grid, rooms: Iterable[Room]) -> list[Room]:
    """The rooms of a scanned grid in row-major order, those whose words show a lost wall parted at it."""
    down = _lines(grid, "left")
    parted = [part for room in rooms for part in _at_columns(room, down)]
    across = _lines(grid, "top")
    parted = [part for room in parted for part in _at_rows(room, across)]
    return sorted(parted, key=lambda room: (room.cell.row, room.cell.column))


def _lines(grid: Grid, side: Literal["left", "top"]) -> _Lines:
    upright = side == "left"
    shape = (grid.rows, grid.columns) if upright else (grid.columns, grid.rows)
    stands, level = np.zeros(shape, np.bool_), np.zeros(shape)
    for cell in grid.cells:
        line, place, span = (
            (cell.column, cell.row, cell.row_span) if upright else (cell.row, cell.column, cell.column_span)
        )
        stands[place : place + span, line] = True
        level[place : place + span, line] = getattr(cell.box, side)
    return _Lines(stands, level)


def _at_columns(room: Room, lines: _Lines) -> list[Room]:
    cell = room.cell
    for column in range(cell.column + 1, cell.column + cell.column_span):
        level = lines.hole(column, cell.row, cell.row + cell.row_span - 1)
        sides = _sides(room.words, level, upright=True) if level is not None else None
        if level is None or sides is None:
            continue
        before = replace(cell, column_span=column - cell.column, box=replace(cell.box, right=level))
        span = cell.column + cell.column_span - column
        behind = replace(cell, column=column, column_span=span, box=replace(cell.box, left=level))
        first, second = _rooms(room, (before, behind), sides)
        return [first, *_at_columns(second, lines)]
    return [room]


def _at_rows(room: Room, lines: _Lines) -> list[Room]:
    cell = room.cell
    for row in range(cell.row + 1, cell.row + cell.row_span):
        level = lines.hole(row, cell.column, cell.column + cell.column_span - 1)
        sides = _sides(room.words, level, upright=False) if level is not None else None
        if level is None or sides is None:
            continue
        above = replace(cell, row_span=row - cell.row, box=replace(cell.box, bottom=level))
        below = replace(cell, row=row, row_span=cell.row + cell.row_span - row, box=replace(cell.box, top=level))
        if not (_is_centred(above.box, sides[0]) and _is_centred(below.box, sides[1])) or _is_one_text(*sides):
            continue
        first, second = _rooms(room, (above, below), sides)
        return [first, *_at_rows(second, lines)]
    return [room]


def _sides(words: list[Word], level: float, *, upright: bool) -> tuple[list[Word], list[Word]] | None:
    """The words on both sides of a line; None where one stands across it, or all on one side.

    What was read of the worn wall itself is no word.
    """
    before: list[Word] = []
    behind: list[Word] = []
    for word in words:
        if _is_rest(word, level, upright=upright):
            continue
        start, end = (word.box.left, word.box.right) if upright else (word.box.top, word.box.bottom)
        over = _OVER * min(word.box.width, word.box.height)
        if min(level - start, end - level) > over:
            return None
        (before if (start + end) / 2 < level else behind).append(word)
    return (before, behind) if before and behind else None


def _is_rest(word: Word, level: float, *, upright: bool) -> bool:
    thickest, astray = _REST
    thick, place = (word.box.width, word.box.centre[0]) if upright else (word.box.height, word.box.centre[1])
    return word.text in (_UPRIGHT if upright else _LEVEL) and thick <= thickest and abs(place - level) <= astray


def _is_centred(box: Box, words: list[Word]) -> bool:
    """Whether text stands in the middle of its row: two lines of one label stand together, off the middle of theirs."""
    return abs(hull(word.box for word in words).centre[1] - box.centre[1]) <= _CENTRED * box.height


def _is_one_text(above: list[Word], below: list[Word]) -> bool:
    """Whether the lines of a text of several follow one another over the level as they do on both sides of it."""
    upper, lower = ([line_box(line).centre[1] for line in words_to_lines(words)] for words in (above, below))
    pitches = [after - before for levels in (upper, lower) for before, after in pairwise(levels)]
    return bool(pitches) and lower[0] - upper[-1] <= _SAME_PITCH * max(pitches)


def _rooms(room: Room, cells: tuple[GridCell, GridCell], sides: tuple[list[Word], list[Word]]) -> list[Room]:
    return [
        Room(
            replace(cell, certainty=min(cell.certainty, _CERTAINTY), lost_across=(), lost_down=()),
            words,
            room.certainty,
        )
        for cell, words in zip(cells, sides, strict=True)
    ]
