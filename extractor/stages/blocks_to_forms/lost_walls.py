"""A table and its continuation in, the continuation out with its cells doubted where they lost a wall the table has.

On a page that was read badly a wall can go unseen: two columns run together, and what stands in them could be taken
for the value of either.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import replace

from extractor.paper.block import Cell, Table
from extractor.record.labels import plain
from extractor.stages.blocks_to_forms.structure import rows_of

_TRUST = 0.6
_USUAL = 0.8  # share of a table's rows of values that have a wall
_LEAST_ROWS = 3
_LEAST_CELLS = 4  # filled cells that make a row one of values, no heading, remark or total


def doubting_lost_walls(before: Table, after: Table, rows: int | None = None) -> Table:
    """``after``, its columns those of ``before``, with less trust in cells across a usual wall in rows of values.

    Args:
        before: the table, whose walls are known.
        after: its continuation.
        rows: how many rows of ``after`` share its columns; all, where not given.
    """
    usual = _usual_walls(before)
    shared = range(after.rows if rows is None else rows)
    crossing = [c for row in _rows_of_values(after) for c in row if c.row in shared and _crosses(c, usual)]
    return doubted(after, crossing, _TRUST)


def doubted(table: Table, cells: Collection[Cell], trust: float) -> Table:
    """The table with ``trust`` taken off some of its cells."""
    known = {id(cell) for cell in cells}
    if not known:
        return table
    less = (replace(cell, certainty=cell.certainty * trust) if id(cell) in known else cell for cell in table.cells)
    return replace(table, cells=tuple(less))


def _rows_of_values(table: Table) -> list[list[Cell]]:
    return [row for row in rows_of(table) if sum(bool(plain(cell.text)) for cell in row) >= _LEAST_CELLS]


def _usual_walls(table: Table) -> frozenset[int]:
    """Columns at whose left wall a cell begins in nearly all rows of values."""
    rows = _rows_of_values(table)
    if len(rows) < _LEAST_ROWS:
        return frozenset()
    walls = Counter(column for row in rows for column in {cell.column for cell in row})
    return frozenset(column for column, count in walls.items() if count >= _USUAL * len(rows))


def _crosses(cell: Cell, walls: frozenset[int]) -> bool:
    return any(wall in walls for wall in range(cell.column + 1, cell.column + cell.column_span))
