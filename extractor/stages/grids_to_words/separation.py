"""Detected boxes reach a little over their neighbours above and below: each is given the room that is its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from extractor.paper.box import Box

_SHARED = 0.1  # of the narrower box's width: boxes side by side do not part each other
_NEAR = 0.3  # of the lower box's height: boxes farther apart do not disturb each other


@dataclass(frozen=True)
class Piece:
    """A box with text and the room (a larger box) in which no other line's ink stands."""

    box: Box
    room: Box


def separate(boxes: Sequence[Box], dark: NDArray[np.uint8]) -> list[Piece]:
    """Parts boxes that overlap or almost touch one another vertically, along the emptiest row between them.

    Args:
        boxes: in pixels.
        dark: the page's ink.
    """
    height, width = dark.shape
    pieces = [Piece(box, Box(0.0, 0.0, float(width), float(height))) for box in boxes]
    order = sorted(range(len(boxes)), key=lambda index: boxes[index].centre[1])
    for place, upper in enumerate(order):
        for lower in order[place + 1 :]:
            if _overlap_sideways(pieces[upper].box, pieces[lower].box):
                _part_sideways(pieces, upper, lower, dark)
            elif _disturb(boxes[upper], boxes[lower]):
                row = _emptiest_row(boxes[upper], boxes[lower], dark)
                pieces[upper] = _ending(pieces[upper], row)
                pieces[lower] = _starting(pieces[lower], row)
    return pieces


def _overlap_sideways(one: Box, other: Box) -> bool:
    """Whether two boxes of one row share a strip of paper, and the characters in it."""
    row = min(one.bottom, other.bottom) - max(one.top, other.top)
    shared = min(one.right, other.right) - max(one.left, other.left)
    return row > 0.6 * min(one.height, other.height) and 0 < shared < 0.5 * min(one.width, other.width)


def _part_sideways(pieces: list[Piece], one: int, other: int, dark: NDArray[np.uint8]) -> None:
    """Parts two boxes of one row along the emptiest column they share."""
    left, right = sorted((one, other), key=lambda index: pieces[index].box.left)
    before, behind = pieces[left], pieces[right]
    top, bottom = round(max(before.box.top, behind.box.top)), round(min(before.box.bottom, behind.box.bottom))
    first, last = round(behind.box.left), round(before.box.right)
    ink = dark[top:bottom, first : max(first + 1, last)].mean(axis=0)
    column = float(first + (np.argmin(ink) if ink.size else 0))
    for index, piece, side in ((left, before, "right"), (right, behind, "left")):
        box, room = replace(piece.box, **{side: column}), replace(piece.room, **{side: column})
        pieces[index] = Piece(box, room)


def _disturb(upper: Box, lower: Box) -> bool:
    shared = min(upper.right, lower.right) - max(upper.left, lower.left)
    if shared < _SHARED * min(upper.width, lower.width):
        return False
    near = upper.bottom > lower.top - _NEAR * min(upper.height, lower.height)
    return near and lower.centre[1] - upper.centre[1] > 0.4 * min(upper.height, lower.height)


def _emptiest_row(upper: Box, lower: Box, dark: NDArray[np.uint8]) -> float:
    """Between the two middles; of equally empty rows the one nearest to half way."""
    first, last = round(upper.centre[1]), round(lower.centre[1])
    left, right = round(max(upper.left, lower.left)), round(min(upper.right, lower.right))
    ink = dark[first:last, left:right].mean(axis=1) if last > first and right > left else np.zeros(0)
    half = (min(upper.bottom, last) + max(lower.top, first)) / 2
    if not ink.size:
        return half
    distance = np.abs(np.arange(first, last) - half)
    return float(first + np.argmin(ink + 1e-4 * distance / max(1, last - first)))


def _ending(piece: Piece, row: float) -> Piece:
    box, room = piece.box, piece.room
    return Piece(replace(box, bottom=min(box.bottom, row)), replace(room, bottom=min(room.bottom, row)))


def _starting(piece: Piece, row: float) -> Piece:
    box, room = piece.box, piece.room
    return Piece(replace(box, top=max(box.top, row)), replace(room, top=max(room.top, row)))
