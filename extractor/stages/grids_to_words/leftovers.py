"""Ink that detection lost: in a cell a lone digit, a dash, a comparator; outside, the 二、 before a heading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractor.paper.box import Box, hull
from extractor.stages.grids_to_words.ink import Ink
from extractor.stages.grids_to_words.line import Line

_STROKE = 0.3  # of the font size: a mark smaller than this both ways is a speck
_JOIN = 1.0  # of the font size: a mark this near to a line on its row belongs to it
_WALL_REST = 1.5  # points from a wall within which a thin mark is what remained of the wall
_LEVEL = 1.5  # times as wide as high: so much is a line of print that runs across
_COUNTER = 3.0  # of the font size: no counter before a line reaches farther
_STEP = 1.4  # of the font size from one of its marks to the next: the 、 between may be too small to tell
_OFF = 0.3  # of the font size that its marks may stand out of the line
_CHARACTER = 0.45  # of the font size: one mark of it at least is so large


def with_leftovers(lines: Sequence[Line], cell: Box, claimed: Sequence[Box], ink: Ink, size: float) -> list[Line]:
    """The lines of a cell, completed by unclaimed marks beside them, and new lines made of the other marks.

    Args:
        lines: detected ones.
        cell: its inside, in pixels.
        claimed: boxes of the lines of the whole page; ink in them is nobody's leftover.
        ink: of the page.
        size: the usual height of a line's ink, in pixels.
    """
    whole = list(lines)
    for mark in sorted(_unclaimed(claimed, cell, ink, size), key=lambda box: box.left):
        index = next((i for i, line in enumerate(whole) if _beside(mark, line.box, size)), None)
        if index is None:
            whole.append(Line(mark, cell, cell, mark, detected=False))
        else:
            old = whole[index]
            room = hull((old.room, mark)).meet(cell)
            whole[index] = replace(old, box=hull((old.box, mark)), room=room, seen=hull((old.seen, mark)))
    return [line for line in whole if line.detected or _could_be_text(line.box, size)]


def with_beginning(line: Line, claimed: Sequence[Box], taken: Sequence[Box], ink: Ink, size: float) -> Line:
    """A line outside tables, completed by unclaimed marks in a row before it: the thin strokes of its counter.

    Behind a line nothing is taken in: there seals and signatures begin.

    Args:
        line: a detected one.
        claimed: boxes of the lines of the whole page; ink in them is nobody's leftover.
        taken: where tables stand, in pixels.
        ink: of the page.
        size: the usual height of a line's ink, in pixels.
    """
    box = line.box
    if not line.detected or box.width < _LEVEL * box.height:
        return line
    row = Box(box.left - _COUNTER * size, box.top - _OFF * size, box.left, box.bottom + _OFF * size)
    marks = [
        mark
        for left, top, right, bottom, _ in ink.blobs_in(row).tolist()
        if _is_in((mark := Box(left, top, right, bottom)), row) and max(mark.width, mark.height) >= _STROKE * size
        if not any(other.holds(*mark.centre) for other in (*claimed, *taken))
    ]
    begun, largest = box, 0.0
    for mark in sorted(marks, key=lambda mark: -mark.right):
        if begun.left - mark.right <= _STEP * size:
            begun, largest = hull((begun, mark)), max(largest, mark.width, mark.height)
    if largest < _CHARACTER * size:
        return line
    return replace(line, box=begun, room=hull((line.room, begun)), seen=hull((line.seen, begun)))


def _is_in(mark: Box, row: Box) -> bool:
    return row.left <= mark.left and row.top <= mark.top and mark.bottom <= row.bottom


def _unclaimed(claimed: Sequence[Box], cell: Box, ink: Ink, size: float) -> list[Box]:
    found = []
    near = [box.grown(1) for box in claimed if box.meet(cell).area]
    for left, top, right, bottom, area in ink.blobs_in(cell).tolist():
        mark = Box(left, top, right, bottom)
        x, y = mark.centre
        if max(mark.width, mark.height) < _STROKE * size or any(box.holds(x, y) for box in near):
            continue
        thin = min(mark.width, mark.height) < 1.2 * ink.scale
        at_wall = min(x - cell.left, cell.right - x, y - cell.top, cell.bottom - y) < _WALL_REST * ink.scale
        if area >= 0.02 * size * size and not (thin and at_wall) and mark.height <= 2.5 * size:
            found.append(mark.meet(cell))
    return found


def _beside(mark: Box, line: Box, size: float) -> bool:
    gap = max(mark.left - line.right, line.left - mark.right)
    overlap = min(mark.bottom, line.bottom) - max(mark.top, line.top)
    return gap <= _JOIN * size and overlap >= 0.5 * min(mark.height, line.height)


def _could_be_text(box: Box, size: float) -> bool:
    dash = box.width >= 0.4 * size and box.height <= 0.35 * size
    return dash or 0.45 * size <= box.height <= 2.0 * size
