"""Cells with their words in, the same out with doubt where print runs on over a wall as if there were none.

A streak of the scanner down a column looks like a wall. What it cuts shows it: print keeps off real walls on both
sides, while the halves of a figure stand as near to each other as its digits do.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractor.paper.word import Word
from extractor.stages.words_to_blocks.placing import DOUBT, Room

_NEAR = 1.0  # points between two words of one line that no wall has room in
_BESIDE = 0.6  # share of the lower word's height in common from which they stand on one line


def doubt_cut_words(rooms: Sequence[Room]) -> None:
    """Doubts both cells of every wall that parts words standing as near as characters do."""
    starts = {
        (row, room.cell.column): room
        for room in rooms
        for row in range(room.cell.row, room.cell.row + room.cell.row_span)
    }
    for room in rooms:
        cell = room.cell
        for row in range(cell.row, cell.row + cell.row_span):
            behind = starts.get((row, cell.column + cell.column_span))
            if behind is not None and any(_run_on(one, other) for one in room.words for other in behind.words):
                room.certainty, behind.certainty = min(room.certainty, DOUBT), min(behind.certainty, DOUBT)


def _run_on(one: Word, other: Word) -> bool:
    common = min(one.box.bottom, other.box.bottom) - max(one.box.top, other.box.top)
    near = other.box.left - one.box.right < _NEAR
    return near and common >= _BESIDE * min(one.box.height, other.box.height)
