"""A table in, the same table out with cells parted that ran together because a wall between them went unseen.

Other rows, or other pages of the table, show where the wall stands. A cell is parted there when no word crosses the
wall and either the same run of columns is together on most rows of its page, or the parts are column headers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from extractor.paper.block import Cell, Table
from extractor.paper.box import Box, hull
from extractor.paper.word import Word
from extractor.record.wording import INDICATOR_COLUMNS, LIST_COLUMNS

_TRUST = 0.6
_SEEN_ROWS = 2
_SEEN_SHARE = 0.2
_MOST_ROWS = 0.6
_OVERLAP = 2.0  # points a word may reach over a wall


def parted(table: Table) -> Table:
    """The table with run-together cells parted; the same table where there is none."""
    walls = _walls(table)
    alike = Counter(_run(cell) for cell in table.cells)
    rows = Counter(page for page, _ in {(cell.page, cell.row) for cell in table.cells})
    every = {id(cell): _parts(cell, walls, table, 1) for cell in table.cells if cell.column_span > 1}
    headed = {_run(cell) for cell in table.cells if _are_headers(every.get(id(cell), []))}
    often = max(_SEEN_ROWS, int(_SEEN_SHARE * table.rows))
    cells: list[Cell] = []
    for cell in table.cells:
        usual = alike[_run(cell)] > _SEEN_ROWS and alike[_run(cell)] >= _MOST_ROWS * rows[cell.page]
        parts = every.get(id(cell), [cell])
        if not _are_headers(parts) and not (_run(cell) in headed and alike[_run(cell)] > _SEEN_ROWS):
            parts = _parts(cell, walls, table, often) if usual else [cell]
        cells += parts if len(parts) > 1 else [cell]
    return table if len(cells) == len(table.cells) else replace(table, cells=tuple(cells))


def _run(cell: Cell) -> tuple[int, int, int]:
    """Page and columns of a cell: cells of the same run stand under each other."""
    return cell.page, cell.column, cell.column_span


def _walls(table: Table) -> dict[int, dict[int, list[float]]]:
    """For each wall (by the column right of it) and page the places where cells begin at it, in points."""
    walls: dict[int, dict[int, list[float]]] = {}
    for cell in table.cells:
        walls.setdefault(cell.column, {}).setdefault(cell.page, []).append(cell.box.left)
    return walls


def _parts(cell: Cell, walls: dict[int, dict[int, list[float]]], table: Table, often: int) -> list[Cell]:
    """The cell's pieces between walls that at least ``often`` cells show and no word crosses; the cell where none."""
    if cell.column_span == 1:
        return [cell]
    cuts: list[tuple[int, float]] = []
    for column in range(cell.column + 1, cell.column + cell.column_span):
        seen = walls.get(column, {})
        if sum(map(len, seen.values())) >= often:
            place = _place(cell, seen, table)
            if not any(_crosses(word, place) for word in cell.words):
                cuts.append((column, place))
    pieces = [_piece(cell, start, end) for start, end in _stretches(cell, cuts)]
    return pieces if sum(1 for piece in pieces if piece.words) > 1 else [cell]


def _place(cell: Cell, seen: dict[int, list[float]], table: Table) -> float:
    """Where the wall stands on the cell's page: as seen there, else as on another page, by the table's width."""
    if cell.page in seen:
        return median(seen[cell.page])
    page, places = next(iter(seen.items()))
    there, here = _extent(table, page), _extent(table, cell.page)
    return here.left + (median(places) - there.left) / there.width * here.width


def _extent(table: Table, page: int) -> Box:
    return hull(cell.box for cell in table.cells if cell.page == page)


def _crosses(word: Word, place: float) -> bool:
    return word.box.left < place - _OVERLAP and word.box.right > place + _OVERLAP


def _stretches(cell: Cell, cuts: Sequence[tuple[int, float]]) -> list[tuple[tuple[int, float], tuple[int, float]]]:
    edges = [(cell.column, cell.box.left), *cuts, (cell.column + cell.column_span, cell.box.right)]
    return list(pairwise(edges))


def _piece(cell: Cell, start: tuple[int, float], end: tuple[int, float]) -> Cell:
    lines = [tuple(word for word in line if start[1] <= word.box.centre[0] < end[1]) for line in cell.lines]
    return replace(
        cell,
        column=start[0],
        column_span=end[0] - start[0],
        box=Box(start[1], cell.box.top, end[1], cell.box.bottom),
        lines=tuple(line for line in lines if line),
        certainty=cell.certainty * _TRUST,
    )


def _are_headers(parts: Sequence[Cell]) -> bool:
    """Whether the parts are labels of different columns."""
    return any(
        len({match.meaning for part in parts if (match := vocabulary.match(part.text))}) > 1
        for vocabulary in (INDICATOR_COLUMNS, LIST_COLUMNS)
    )
