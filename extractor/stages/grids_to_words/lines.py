"""Where text lines stand: detected boxes, grids and ink go in, lines that stay inside one cell come out."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from extractor.paper.box import Box
from extractor.paper.grid import Grid
from extractor.stages.grids_to_words.cutting import cut_at_walls
from extractor.stages.grids_to_words.ink import Ink
from extractor.stages.grids_to_words.leftovers import with_beginning, with_leftovers
from extractor.stages.grids_to_words.line import Line
from extractor.stages.grids_to_words.rows import split_rows
from extractor.stages.grids_to_words.separation import Piece, separate

_INSET = 0.6  # points a cell's inside keeps from the middle of its walls
_INK_SHARE = 0.75  # of a detected box's height is ink, about
_SMALLEST = 0.3  # of the font size: less ink than this both ways is a speck


def page_lines(detected: Sequence[Box], grids: Sequence[Grid], ink: Ink, size: float) -> list[Line]:
    """All lines of a page; none crosses a wall.

    Args:
        detected: the network's boxes, in pixels.
        grids: with boxes in points.
        ink: of the same page.
        size: the usual height of a line's ink, in pixels.
    """
    areas = [grid.box.scaled(ink.scale) for grid in grids]
    cells = [cell.box.scaled(ink.scale).grown(-_INSET * ink.scale) for grid in grids for cell in grid.cells]
    found: dict[Box, list[Line]] = {cell: [] for cell in cells}
    free: list[Line] = []
    for piece in separate(detected, ink.dark):
        if any(area.holds(*piece.box.centre) for area in areas):
            for cell, part in cut_at_walls(piece, cells, ink.dark, size):
                found[cell] += _rows_of(part, cell, ink, size)
        else:
            free += _rows_of(piece, None, ink, size)
    claimed = [line.box for lines in found.values() for line in lines]
    every = [*claimed, *(line.box for line in free)]
    free = [with_beginning(line, every, areas, ink, size) for line in free]
    for cell, lines in found.items():
        free += with_leftovers(_once(lines), cell, claimed, ink, size)
    return free


def rough_size(detected: Sequence[Box], scale: float) -> float:
    """The usual height of a line's ink in pixels, from detected boxes alone; 9 points where there are none."""
    heights = [box.height for box in detected if box.width > 2 * box.height]
    return _INK_SHARE * float(np.median(heights)) if heights else 9.0 * scale


def font_size(detected: Sequence[Box], ink: Ink, rough: float) -> float:
    """The same, measured on the ink; ``rough`` where nothing tells."""
    wide = (tight_box(box, ink.dark) for box in detected if box.width > 2 * box.height)
    heights = [box.height for box in wide if box is not None]
    return float(np.median(heights)) if heights else rough


def tight_box(box: Box, dark: NDArray[np.uint8]) -> Box | None:
    """The part of ``box`` that has ink; None where there is none."""
    left, top = max(0, round(box.left)), max(0, round(box.top))
    patch = dark[top : max(top, round(box.bottom)), left : max(left, round(box.right))]
    rows, columns = np.flatnonzero(patch.any(axis=1)), np.flatnonzero(patch.any(axis=0))
    if not len(rows):
        return None
    return Box(float(left + columns[0]), float(top + rows[0]), float(left + columns[-1] + 1), float(top + rows[-1] + 1))


def _rows_of(piece: Piece, cell: Box | None, ink: Ink, size: float) -> list[Line]:
    """The lines of one piece: most often one."""
    tight = tight_box(piece.box, ink.dark)
    if tight is None or max(tight.width, tight.height) < _SMALLEST * size:
        return _faint(piece, cell, size)
    rows = split_rows(tight, ink.dark, size)
    room = piece.room
    middles = [(above.bottom + below.top) / 2 for above, below in pairwise(rows)]
    tops, bottoms = [room.top, *middles], [*middles, room.bottom]
    rooms = [Box(room.left, top, room.right, bottom) for top, bottom in zip(tops, bottoms, strict=True)]
    return [Line(row, cell, own, _beside(row, piece.box)) for row, own in zip(rows, rooms, strict=True)]


def _faint(piece: Piece, cell: Box | None, size: float) -> list[Line]:
    """What detection saw though there is no dark ink: print too pale for a threshold, or nothing at all."""
    if min(piece.box.width, piece.box.height) < 0.6 * size:
        return []
    margin = (1 - _INK_SHARE) / 2 * piece.box.height
    return [Line(piece.box.grown(-margin), cell, piece.room, piece.box.grown(-margin), detected=False)]


def _beside(row: Box, seen: Box) -> Box:
    """The row as wide as detection saw it."""
    return Box(min(row.left, seen.left), row.top, max(row.right, seen.right), row.bottom)


def _once(lines: list[Line]) -> list[Line]:
    """A line found twice is read once: the larger stays, and ink before mere belief in a line."""
    kept: list[Line] = []
    for line in sorted(lines, key=lambda line: (not line.detected, -line.box.area)):
        most = 0.6 if line.detected else 0.1
        if all(line.box.share_in(other.box) <= most for other in kept):
            kept.append(line)
    return kept
