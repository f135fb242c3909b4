"""Detected boxes are cut at the walls of the cells they run over, except where a wall runs through a character."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from extractor.paper.box import Box, hull
from extractor.stages.grids_to_words.separation import Piece

_OWN = 0.3  # share of a part's height (to the whole box's) under which it is another line's fringe
_TOUCHING = 0.28  # of the font size: room between the ink on both sides of a wall; padding makes a real one wider


def cut_at_walls(piece: Piece, cells: Sequence[Box], dark: NDArray[np.uint8], size: float) -> list[tuple[Box, Piece]]:
    """The parts of a piece, each with the inside of its cell.

    A streak of dirt taken for a wall would cut characters in two: parts whose ink all but touches across the wall stay
    together and belong to the cell that holds most of them.

    Args:
        piece: a detected box.
        cells: insides of all cells, in pixels.
        dark: the page's ink, without rulings.
        size: the usual height of a line's ink.
    """
    own = _OWN * min(piece.box.height, 1.5 * size)
    met = [(cell, piece.box.meet(cell)) for cell in cells]
    groups: list[list[tuple[Box, Box]]] = []
    for cell, part in sorted(met, key=lambda pair: pair[1].left):
        if part.width <= 0 or part.height <= own:
            continue
        beside = [group for group in groups if any(_one_text(other, part, dark, size) for _, other in group)]
        groups = [group for group in groups if group not in beside]
        groups.append([pair for group in beside for pair in group] + [(cell, part)])
    return [_joined(group, piece) for group in groups]


def _joined(group: list[tuple[Box, Box]], piece: Piece) -> tuple[Box, Piece]:
    cell, _ = max(group, key=lambda pair: pair[1].area)
    room = hull(inside for inside, _ in group).meet(piece.room)
    return cell, Piece(hull(part for _, part in group), room)


def _one_text(one: Box, other: Box, dark: NDArray[np.uint8], size: float) -> bool:
    """Whether the parts lie on two sides of one wall and their ink all but touches across it."""
    if other.left >= one.right - 1:
        return _touch(one, other, dark, size)
    upper, lower = sorted((one, other), key=lambda box: box.top)
    return lower.top >= upper.bottom - 1 and _touch(_turned(upper), _turned(lower), dark.T, size)


def _turned(box: Box) -> Box:
    return Box(box.top, box.left, box.bottom, box.right)


def _touch(left: Box, right: Box, dark: NDArray[np.uint8], size: float) -> bool:
    """The same for parts side by side."""
    shared = min(left.bottom, right.bottom) - max(left.top, right.top)
    if shared < 0.7 * min(left.height, right.height) or abs(right.left - left.right) > 0.5 * size:
        return False
    top, bottom = round(max(left.top, right.top)), round(min(left.bottom, right.bottom))
    wall, reach = round((left.right + right.left) / 2), round(size)
    columns = np.asarray(dark[top:bottom, max(0, wall - reach) : wall + reach].any(axis=0))
    before, behind = np.flatnonzero(columns[:reach]), np.flatnonzero(columns[reach:])
    return bool(len(before) and len(behind) and reach + behind[0] - before[-1] <= _TOUCHING * size)
