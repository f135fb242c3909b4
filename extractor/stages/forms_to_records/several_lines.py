"""A form in, the same out with one row for each project where its list gives each several lines, cut like its header.

Under 项目名称, as wide as what follows, stand 实施单位, 预算数 and 得分 in a line of their own, and every project is
printed so. Side by side the lines of the header and of each project are a list as any other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from extractor.paper.block import Cell, Table
from extractor.paper.form import Form
from extractor.record.wording import LIST_COLUMNS

_LINES = (2, 3)
_HEADERS = 4  # rows among which the header begins
_KNOWN = 3  # heads that make a header
_MOST = 0.8  # share of the rows below that must be cut like it

Cut: TypeAlias = tuple[int, int, int, int]
"""Where a cell stands in its block: line, lines it covers, column, columns it covers."""


@dataclass(frozen=True)
class _Block:
    """A header of several lines: its first row, how many it has, and its cells' places in the order they are read."""

    first: int
    lines: int
    cuts: tuple[Cut, ...]


def with_lines_beside(form: Form) -> Form:
    """The form with such lists' lines side by side."""
    return replace(form, blocks=tuple(_beside(b) if isinstance(b, Table) else b for b in form.blocks))


def _beside(table: Table) -> Table:
    rows = [[cell for cell in table.cells if cell.row == at] for at in range(table.rows)]
    header = next((block for block in _headers(rows) if _is_followed(rows, block)), None)
    return table if header is None else _laid_out(table, rows, header)


def _headers(rows: Sequence[Sequence[Cell]]) -> Iterator[_Block]:
    """The blocks at the top in which a project's name is as wide as several heads below it."""
    for first in range(min(_HEADERS, len(rows))):
        for lines in _LINES:
            cells = [cell for row in rows[first : first + lines] for cell in row]
            heads = {LIST_COLUMNS.meaning(cell.text): cell for cell in cells}
            name = heads.get("project_name")
            if name is not None and len(heads.keys() - {None}) >= _KNOWN and name.column_span > 1:
                yield _Block(first, lines, _cuts(rows, first, lines))


def _cuts(rows: Sequence[Sequence[Cell]], first: int, lines: int) -> tuple[Cut, ...]:
    """How a stretch of rows is cut: what stands beside all its lines first or last, the rest line by line."""
    cells = [cell for row in rows[first : first + lines] for cell in row]
    parted = [cell.column for cell in cells if cell.row_span < lines]
    left = min(parted, default=0)

    def order(cell: Cell) -> tuple[int, int, int]:
        side = 1 if cell.row_span < lines else 0 if cell.column < left else 2
        return side, cell.row if side == 1 else 0, cell.column

    return tuple((c.row - first, c.row_span, c.column, c.column_span) for c in sorted(cells, key=order))


def _is_followed(rows: Sequence[Sequence[Cell]], header: _Block) -> bool:
    """Whether nearly all rows under a header come in blocks cut like it."""
    at, alike = header.first + header.lines, 0
    below = len(rows) - at
    while at < len(rows):
        block = _cuts(rows, at, header.lines) == header.cuts
        alike += header.lines if block else 0
        at += header.lines if block else 1
    return alike > 0 and alike >= _MOST * below


def _laid_out(table: Table, rows: Sequence[Sequence[Cell]], header: _Block) -> Table:
    """The table with a column for each cell of a block; rows that are no block keep the columns of its last line."""
    cells: list[Cell] = []
    at = row = 0
    while at < len(rows):
        if at >= header.first and _cuts(rows, at, header.lines) == header.cuts:
            by_cut = {(cell.row - at, cell.column): cell for line in rows[at : at + header.lines] for cell in line}
            for column, (line, _, old, _) in enumerate(header.cuts):
                cells.append(replace(by_cut[line, old], row=row, column=column, row_span=1, column_span=1))
            at += header.lines
        else:
            cells += [_in_last_line(cell, row, header) for cell in rows[at]]
            at += 1
        row += 1
    return replace(table, rows=row, columns=len(header.cuts), cells=tuple(cells))


def _in_last_line(cell: Cell, row: int, header: _Block) -> Cell:
    under = [
        column
        for column, (line, lines, old, span) in enumerate(header.cuts)
        if line + lines == header.lines and old < cell.column + cell.column_span and cell.column < old + span
    ]
    first, last = min(under, default=0), max(under, default=0)
    return replace(cell, row=row, row_span=1, column=first, column_span=last - first + 1)
