"""The cells of one row of goals in, the goals in them out: several where a wall between their rows went unseen.

Two goals under each other leave a gap as high as a line between them, at the same height in the goal's column and in
its result's; lines of one goal stand close.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from extractor.paper.block import Cell
from extractor.paper.box import hull
from extractor.paper.word import Word
from extractor.stages.forms_to_records.leaf import Part, part_of_cell

_GAP = 0.9  # heights of a line that part two goals

_Stretch = tuple[float, float]


def goals_of_row(cells: Mapping[str, Cell]) -> list[dict[str, Part]]:
    """The parts of each goal by column; a single one with the whole cells as a rule."""
    gaps = [_gaps(cell) for cell in cells.values()]
    if len(gaps) < 2 or not all(gaps):
        return [{key: part_of_cell(cell) for key, cell in cells.items()}]
    shared = [gap for gap in gaps[0] if all(any(_meet(gap, other) for other in own) for own in gaps[1:])]
    edges = [float("-inf"), *((top + bottom) / 2 for top, bottom in shared), float("inf")]
    return [{key: _between(cell, *stretch) for key, cell in cells.items()} for stretch in pairwise(edges)]


def _gaps(cell: Cell) -> list[_Stretch]:
    """Where lines of one page stand far from each other: from the upper one's bottom to the lower one's top."""
    lines = [hull(word.box for word in line) for line in cell.lines if all(word.page == cell.page for word in line)]
    return [(a.bottom, b.top) for a, b in pairwise(lines) if b.top - a.bottom > _GAP * max(a.height, b.height)]


def _meet(left: _Stretch, right: _Stretch) -> bool:
    return left[0] < right[1] and right[0] < left[1]


def _between(cell: Cell, top: float, bottom: float) -> Part:
    whole = part_of_cell(cell)
    lines = tuple(line for line in cell.lines if top < _middle(line) <= bottom)
    if len(lines) == len(cell.lines):
        return whole
    box = hull(word.box for line in lines for word in line) if lines else cell.box
    return replace(whole, lines=lines, box=box)


def _middle(line: Sequence[Word]) -> float:
    return hull(word.box for word in line).centre[1]
