"""A form in, the same out with rows of its lists apart again that the grid took for one, told by their numbers.

Where the wall between two rows went unseen, each of their cells holds both values, one under the other, and the cell of
the running number holds 11 over 12. Every line goes to the number nearest to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extractor.paper.block import Cell, Table
from extractor.paper.box import hull
from extractor.paper.form import Form
from extractor.paper.word import Word
from extractor.record.labels import plain
from extractor.stages.forms_to_records.leaf import cut, part_of_cell

_TRUST = 0.5


def with_numbered_rows_apart(form: Form) -> Form:
    """The form with the cells of such rows parted; none of their values is sure."""
    return replace(form, blocks=tuple(_apart(b) if isinstance(b, Table) else b for b in form.blocks))


def _apart(table: Table) -> Table:
    """The table with the first row that holds several numbered rows, and those below it, apart."""
    for cell in table.cells:
        anchors = _anchors(table, cell)
        if anchors:
            return _apart(_parted(table, cell.row, anchors))
    return table


def _numbers(cell: Cell) -> list[str]:
    """The consecutive numbers that are all a cell holds; empty where it holds one alone, or anything else."""
    texts = _tokens(cell)
    if cell.row_span > 1 or len(texts) < 2 or not all(text.isascii() and text.isdigit() for text in texts):
        return []
    return texts if all(int(b) == int(a) + 1 for a, b in pairwise(texts)) else []


def _tokens(cell: Cell) -> list[str]:
    """A cell's text as blanks and lines part it."""
    return [plain(token) for line in cell.lines for word in line for token in word.text.split()]


def _anchors(table: Table, cell: Cell) -> list[float]:
    """The heights of the rows that a cell numbers, by the cells beside it that hold a figure for each of them."""
    numbers = _numbers(cell)
    if not numbers or not _continues(table, cell, int(numbers[0]), int(numbers[-1])):
        return []
    count = len(numbers)
    beside = [other for other in table.cells if other.row == cell.row and other.row_span == 1 and _is_figures(other)]
    return next(([_middle(line) for line in other.lines] for other in beside if len(other.lines) == count), [])


def _continues(table: Table, cell: Cell, first: int, last: int) -> bool:
    """Whether numbers go on from those above and below them; 1 over 2 in a narrow column is the twelfth row's."""
    own = sorted((other for other in table.cells if other.column == cell.column), key=lambda other: other.row)
    above = [plain(other.text) for other in own if other.row < cell.row][-1:]
    below = [plain(other.text) for other in own if other.row > cell.row][:1]
    return str(first - 1) in above or (first == 1 and str(last + 1) in below)


def _is_figures(cell: Cell) -> bool:
    texts = ["".join(plain(word.text) for word in line) for line in cell.lines]
    return all(text.replace(".", "", 1).replace(",", "").isdigit() for text in texts)


def _parted(table: Table, row: int, anchors: Sequence[float]) -> Table:
    more = len(anchors) - 1
    cells: list[Cell] = []
    for cell in table.cells:
        if cell.row > row:
            cells.append(replace(cell, row=cell.row + more))
        elif cell.row == row and len(_tokens(cell)) == len(anchors) and len(cell.lines) == 1:
            cells += _pieces(cell)
        elif cell.row == row and cell.row_span == 1:
            cells += [_share(cell, row + at, anchors, at) for at in range(len(anchors))]
        elif cell.row + cell.row_span > row:
            cells.append(replace(cell, row_span=cell.row_span + more))
        else:
            cells.append(cell)
    return replace(table, rows=table.rows + more, cells=tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))))


def _pieces(cell: Cell) -> list[Cell]:
    """The values that were read as one line, a cell each."""
    whole, pieces, at = part_of_cell(cell), [], 0
    for number, text in enumerate(_tokens(cell)):
        part = cut(whole, at, at + len(text))
        at += len(text)
        pieces.append(replace(cell, row=cell.row + number, lines=part.lines, certainty=cell.certainty * _TRUST))
    return pieces


def _share(cell: Cell, row: int, anchors: Sequence[float], at: int) -> Cell:
    """What of a cell stands nearest to one of the rows."""
    lines = tuple(line for line in cell.lines if _nearest(anchors, line) == at)
    box = hull(word.box for line in lines for word in line) if lines else cell.box
    return replace(cell, row=row, lines=lines, box=box, certainty=cell.certainty * _TRUST)


def _nearest(anchors: Sequence[float], line: Sequence[Word]) -> int:
    return min(range(len(anchors)), key=lambda at: abs(anchors[at] - _middle(line)))


def _middle(line: Sequence[Word]) -> float:
    return hull(word.box for word in line).centre[1]
