"""A scanned grid's cells with their words in, those surer out through which, as their words show, no worn wall ran.

A wall that stands before and behind a cell but not in it may have worn off, or the cell spans it. Print that stands
across the line, or in the middle of the whole cell and not of its parts, was set into a cell without that wall.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from statistics import median

from extractor.paper.grid import GridCell
from extractor.paper.word import Word
from extractor.stages.words_to_blocks.lines import words_to_lines
from extractor.stages.words_to_blocks.placing import Room

_CERTAINTY = 0.95  # at most, of a cell that its words bear out
_OVER = 0.25  # of a character's extent beyond a line, on both sides, from which it stands across it
_CENTRED = 0.3  # heights of print that the print of a cell may be off its middle
_OFF = 0.4  # the same from which it was not meant to stand there
_LINES = 2  # lines of print over a level that tell; in one, a character may be placed beside where it stands
_ONE_TEXT = 1.0  # heights of print between two lines, at most, that belong to one text


@dataclass(frozen=True, slots=True)
class _Stretch:
    """From where to where something reaches across the wall in question, in points."""

    start: float
    end: float

    def is_over(self, level: float) -> bool:
        """Whether it stands on both sides of a level, with a good part on each."""
        return min(level - self.start, self.end - level) > _OVER * (self.end - self.start)

    def off(self, other: _Stretch) -> float:
        """How far apart the middles of two stretches lie."""
        return abs(self.start + self.end - other.start - other.end) / 2


@dataclass(frozen=True, eq=False)
class _Print:
    """The characters of a cell along one direction, the cell itself, and the height of print."""

    chars: Sequence[_Stretch]
    cell: _Stretch
    size: float

    def over(self, level: float) -> bool:
        """Whether a character stands over the level."""
        return any(char.is_over(level) for char in self.chars)

    def is_of_one_cell(self, level: float) -> bool:
        """Whether the print is one text in the middle of the cell, and not of the parts that a wall would make."""
        before = [char for char in self.chars if char.start + char.end < 2 * level]
        behind = [char for char in self.chars if char.start + char.end >= 2 * level]
        if _hull(self.chars).off(self.cell) > _CENTRED * self.size:
            return False
        if before and behind and _hull(behind).start - _hull(before).end > _ONE_TEXT * self.size:
            return False
        parts = ((before, _Stretch(self.cell.start, level)), (behind, _Stretch(level, self.cell.end)))
        return any(own and _hull(own).off(part) > _OFF * self.size for own, part in parts)


def _hull(stretches: Sequence[_Stretch]) -> _Stretch:
    return _Stretch(min(one.start for one in stretches), max(one.end for one in stretches))


def with_whole_cells(rooms: Iterable[Room]) -> list[Room]:
    """The rooms, the certainty of those raised whose words leave no place for the walls they may have lost."""
    return [replace(room, cell=_borne_out(room)) if _is_whole(room) else room for room in rooms]


def _borne_out(room: Room) -> GridCell:
    return replace(room.cell, certainty=max(room.cell.certainty, min(room.cell.seen, _CERTAINTY)))


def _is_whole(room: Room) -> bool:
    cell = room.cell
    chars = [char.box for word in room.words for char in word.chars]
    if not chars or not (cell.lost_across or cell.lost_down):
        return False
    size = median(word.height_of_print for word in room.words)
    rows = _Print([_Stretch(box.top, box.bottom) for box in chars], _Stretch(cell.box.top, cell.box.bottom), size)
    columns = _Print([_Stretch(box.left, box.right) for box in chars], _Stretch(cell.box.left, cell.box.right), size)
    return all(rows.over(level) or rows.is_of_one_cell(level) for level in cell.lost_across) and all(
        _lines_over(level, room.words) >= _LINES or columns.is_of_one_cell(level) for level in cell.lost_down
    )


def _lines_over(level: float, words: Sequence[Word]) -> int:
    """In how many lines a character stands over a wall that would run down; where it stands is not sure in each."""
    return sum(
        any(_Stretch(char.box.left, char.box.right).is_over(level) for word in line for char in word.chars)
        for line in words_to_lines(words)
    )
