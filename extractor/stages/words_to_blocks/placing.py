"""Words in, the cells they stand in out. A word over a wall is cut between its characters, and the cells are told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from extractor.paper.box import Box, hull
from extractor.paper.grid import Grid, GridCell
from extractor.paper.word import Char, Word

_WHOLE = 0.9  # share of a word inside one cell from which it belongs there as it is
_CLEAR = 0.75  # under this share of any cell, the place of a word is in doubt
DOUBT = 0.8
"""Certainty of a cell that shares a word with a neighbour."""
_MARGIN = 1.5  # points: words that stick out of the table this far still belong to it


@dataclass
class Room:
    """A drawn cell and what came to stand in it; ``certainty`` (0..1) that these are its words."""

    cell: GridCell
    words: list[Word] = field(default_factory=list)
    certainty: float = 1.0


def words_to_rooms(words: Iterable[Word], grids: Sequence[Grid]) -> tuple[list[list[Room]], list[Word]]:
    """Puts words into cells.

    Returns:
        the rooms of each grid in the order of its cells, and the words that stand in no grid.
    """
    rooms = [[Room(cell) for cell in grid.cells] for grid in grids]
    outside: list[Word] = []
    for word in words:
        index = next((i for i, grid in enumerate(grids) if _stands_in(word.box, grid.box)), None)
        if index is None:
            outside.append(word)
        else:
            _place(word, rooms[index])
    return rooms, outside


def _stands_in(box: Box, area: Box) -> bool:
    return area.grown(_MARGIN).holds(*box.centre)


def _place(word: Word, rooms: list[Room]) -> None:
    home = max(rooms, key=lambda room: word.box.share_in(room.cell.box))
    share = word.box.share_in(home.cell.box)
    if share >= _WHOLE or len(word.chars) < 2:
        home.words.append(word)
        if share < _CLEAR:
            home.certainty = min(home.certainty, DOUBT)
        return
    parts = [(room, list(run)) for room, run in groupby(word.chars, key=lambda char: _home(char, home, rooms))]
    for room, chars in parts:
        room.words.append(word if len(parts) == 1 else _part(word, chars))
        if share < _CLEAR or len(parts) > 1:
            room.certainty = min(room.certainty, DOUBT)


def _home(char: Char, usual: Room, rooms: list[Room]) -> Room:
    """The cell that holds a character's middle; its word's own where none does."""
    x, y = char.box.centre
    if usual.cell.box.holds(x, y):
        return usual
    return next((room for room in rooms if room.cell.box.holds(x, y)), usual)


def _part(word: Word, chars: list[Char]) -> Word:
    """A piece of a word. Second readings were made of the whole, so they go."""
    box = hull(char.box for char in chars)
    return replace(word, box=box, chars=tuple(chars), confidence=min(char.confidence for char in chars), readings=())
