"""A table in, the same table out without its line numbers: what the ministry's account forms count rows and columns by.

行次 heads a column of numbers beside the amounts, and 栏次 leads a row of them under the heads. They say where a figure
stands and are no figure of the form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from extractor.paper.block import Cell, Table
from extractor.record.labels import label_key, plain

_ROWS = ("行次", "行号")
_COLUMNS = ("栏次", "栏号")
_NUMBER = re.compile(r"\d{0,3}")
_COLUMN = re.compile(r"\d{0,2}|\d{1,2}=[\d+\-*/()]+|[-—–]+")
_LEAST = 2  # numbers that make a column or row of them


def without_line_numbers(table: Table) -> Table:
    """The table with the cells of its line numbers blank; the same one where it has none."""
    blank = {id(cell) for cell in (*_of_rows(table), *_of_columns(table))}
    if not blank:
        return table
    return replace(table, cells=tuple(_emptied(cell) if id(cell) in blank else cell for cell in table.cells))


def _of_rows(table: Table) -> Iterator[Cell]:
    """The cells headed 行次, down to the first that is no number, where these count upwards."""
    for head in (cell for cell in table.cells if label_key(cell.text) in _ROWS):
        place = (head.column, head.column_span)
        under = sorted((cell for cell in table.cells if cell.row > head.row), key=lambda cell: cell.row)
        found: list[Cell] = []
        for cell in (cell for cell in under if (cell.column, cell.column_span) == place):
            if cell.row != (found[-1] if found else head).row + (found[-1] if found else head).row_span:
                break
            if _NUMBER.fullmatch(plain(cell.text)) is None:
                break
            found.append(cell)
        numbers = [int(text) for cell in found if (text := plain(cell.text))]
        if len(numbers) >= _LEAST and numbers == sorted(set(numbers)):
            yield head
            yield from found


def _of_columns(table: Table) -> Iterator[Cell]:
    """The cells of a row led by 栏次, where it holds nothing but numbers of columns."""
    rows = {cell.row for cell in table.cells if label_key(cell.text) in _COLUMNS}
    for row in rows:
        cells = [cell for cell in table.cells if cell.row == row]
        others = [cell for cell in cells if label_key(cell.text) not in (*_COLUMNS, *_ROWS)]
        filled = [cell for cell in others if plain(cell.text)]
        if len(filled) >= _LEAST and all(_COLUMN.fullmatch(plain(cell.text)) for cell in others):
            yield from cells


def _emptied(cell: Cell) -> Cell:
    return replace(cell, lines=(), ink=0.0)
