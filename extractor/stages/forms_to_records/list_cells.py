"""A cell in which columns or rows ran together through an unseen wall in, what of it stands in one place out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from statistics import median

from extractor.paper.block import Cell
from extractor.paper.box import Box, hull
from extractor.paper.word import Char, Word
from extractor.stages.forms_to_records.leaf import Part, part_of_cell
from extractor.stages.forms_to_records.sheet import Columns, Sheet


def under_column(sheet: Sheet, cell: Cell, place: Columns) -> Part:
    """The characters that stand where other cells of the page show the column; the whole cell where none does."""
    like = [
        other.box
        for other in sheet.table.cells
        if other.page == cell.page and (other.column, other.column + other.column_span) == (place.first, place.end)
    ]
    if not like:
        return part_of_cell(cell)
    left, right = median(box.left for box in like), median(box.right for box in like)
    return _kept(cell, lambda char: left <= char.box.centre[0] < right)


def in_row(sheet: Sheet, cell: Cell, row: int) -> Part:
    """The characters at the height of one of the rows a cell covers, where others stand beside other rows.

    A value that is merged over its rows stands once, between them or beside one of them; it is given whole.
    """
    heights = [_height(sheet, cell.page, at) for at in range(cell.row, cell.row + cell.row_span)]
    lines = [hull(word.box for word in line) for line in cell.lines if line]
    beside = [[at for at, box in enumerate(heights) if _meets(box, line)] for line in lines]
    if len({places[0] for places in beside if len(places) == 1}) < 2:
        return part_of_cell(cell)
    own = heights[row - cell.row]
    if own is None:
        return part_of_cell(cell)
    top, bottom = own
    return _kept(cell, lambda char: top <= char.box.centre[1] < bottom)


def _height(sheet: Sheet, page: int, row: int) -> tuple[float, float] | None:
    """Top and bottom of a row on a page, by its cells that cover no other."""
    boxes = [cell.box for cell in sheet.starting(row) if cell.page == page and cell.row_span == 1]
    return (median(box.top for box in boxes), median(box.bottom for box in boxes)) if boxes else None


def _meets(height: tuple[float, float] | None, box: Box) -> bool:
    return height is not None and height[0] <= box.centre[1] < height[1]


def _kept(cell: Cell, wanted: Callable[[Char], bool]) -> Part:
    """The cell's characters that are wanted, in their words and lines."""
    lines = [tuple(_words(line, wanted)) for line in cell.lines]
    kept = tuple(line for line in lines if line)
    whole = part_of_cell(cell)
    if not kept:
        return replace(whole, lines=(), ink=0.0)
    return replace(whole, lines=kept, box=hull(word.box for line in kept for word in line if word.page == cell.page))


def _words(line: Iterable[Word], wanted: Callable[[Char], bool]) -> Iterable[Word]:
    """Words cut in two lose their second readings, which say nothing about a half."""
    for word in line:
        chars = tuple(char for char in word.chars if wanted(char))
        if len(chars) == len(word.chars):
            yield word
        elif chars:
            yield replace(word, chars=chars, box=hull(char.box for char in chars), readings=())
