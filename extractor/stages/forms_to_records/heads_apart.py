"""A table in, the same table out with columns of money parted whose wall was seen neither in their head nor below.

Names of several amounts side by side in one cell head as many columns. They are parted where the cells below, cut
alike, hold a figure under each; what comes of it is asked about, since no line bears it out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extractor.paper.block import Cell, Table
from extractor.paper.box import Box
from extractor.paper.word import Word
from extractor.record.values.text import is_blank
from extractor.record.wording import MONEY_COLUMNS
from extractor.stages.forms_to_records.money_words import is_figure

_TRUST = 0.6


def with_heads_apart(table: Table) -> Table:
    """The table with such columns parted; the same table where there is none."""
    pieces: dict[int, list[Cell]] = {}
    for cell in table.cells:
        walls = _walls(cell)
        below = _cut_alike(table, cell) if walls else []
        parted = [_pieces(own, walls) for own in below]
        if any(all(piece.words for piece in found) for found in parted) and _are_apart(below, walls, parted):
            pieces |= {id(own): found for own, found in zip(below, parted, strict=True)}
            pieces[id(cell)] = _pieces(cell, walls)
    if not pieces:
        return table
    return replace(table, cells=tuple(piece for cell in table.cells for piece in pieces.get(id(cell), [cell])))


def _walls(head: Cell) -> list[float]:
    """Where walls must stand between the names in a cell, in points; empty where it is no run of heads."""
    if len(head.lines) != 1 or not 2 <= len(head.lines[0]) <= head.column_span:
        return []
    matches = [MONEY_COLUMNS.match(word.text) for word in head.words]
    meanings = {match.meaning for match in matches if match is not None and match.listed}
    if len(meanings) < len(matches):
        return []
    return [(left.box.right + right.box.left) / 2 for left, right in pairwise(head.words)]


def _cut_alike(table: Table, head: Cell) -> list[Cell]:
    """The cells under a head that stand over the same columns, down to the first row that is cut otherwise."""
    own = {cell.row: cell for cell in table.cells if (cell.column, cell.column_span) == (head.column, head.column_span)}
    found: list[Cell] = []
    row = head.row + head.row_span
    while (cell := own.get(row)) is not None and (is_blank(cell.text) or is_figure(cell)):
        found.append(cell)
        row += cell.row_span
    return found


def _are_apart(whole: Sequence[Cell], walls: Sequence[float], parted: Sequence[Sequence[Cell]]) -> bool:
    """Whether no word crosses a wall and no piece holds more than one."""
    crossed = any(word.box.left < wall < word.box.right for cell in whole for word in cell.words for wall in walls)
    return not crossed and all(len(piece.words) <= 1 for pieces in parted for piece in pieces)


def _pieces(cell: Cell, walls: Sequence[float]) -> list[Cell]:
    """A cell cut at the walls, a column each and the last with the rest."""
    edges = [cell.box.left, *walls, cell.box.right]
    last = len(walls)
    return [
        replace(
            cell,
            column=cell.column + at,
            column_span=cell.column_span - last if at == last else 1,
            box=Box(left, cell.box.top, right, cell.box.bottom),
            lines=tuple(own for line in cell.lines if (own := _between(line, left, right))),
            certainty=cell.certainty * _TRUST,
        )
        for at, (left, right) in enumerate(pairwise(edges))
    ]


def _between(line: Sequence[Word], left: float, right: float) -> tuple[Word, ...]:
    return tuple(word for word in line if left <= word.box.centre[0] < right)
