"""Tables of born-digital pages by camelot-py: a page in, the grids drawn on it out.

Only the drawn lines are taken from it. What stands in a cell is decided later by the page's own characters, as camelot
puts the end of one cell's text into the next where they nearly touch.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Sequence
from types import ModuleType
from typing import Any, cast

import numpy as np
import pikepdf
from numpy.typing import NDArray

from extractor.errors import EngineError
from extractor.paper.box import Box, hull
from extractor.paper.grid import Grid, GridCell
from extractor.paper.page import Page

_FALLBACK = 0.5  # certainty of a cell whose drawn outline is no rectangle


class CamelotFinder:
    """The ``TableFinder`` that asks camelot's lattice parser. Importing it takes half a second, a page as long."""

    def find(self, page: Page) -> Sequence[Grid]:
        """Grids top to bottom, in points of the upright page; none for a scan or a page without a file.

        Raises:
            EngineError: camelot failed on the page.
        """
        if page.source != "digital" or page.origin is None:
            return []
        read_pdf = _read_pdf()
        try:
            tables = read_pdf(_upright(page), pages="1", flavor="lattice", suppress_stdout=True)
        except (ValueError, TypeError, IndexError, KeyError, RuntimeError, OSError, pikepdf.PdfError) as error:
            raise EngineError("camelot failed on the page.", file=str(page.origin.path), page=page.number) from error
        grids = [_grid(table, page.height) for table in tables]
        return sorted(grids, key=lambda grid: (grid.box.top, grid.box.left))


def _read_pdf() -> Callable[..., Any]:
    """Camelot's reader, brought in as if there were no matplotlib: only its plots need it, and it costs the most."""
    modules = cast(dict[str, ModuleType | None], sys.modules)
    hidden = "matplotlib" not in modules
    if hidden:
        modules["matplotlib"] = None
    try:
        from camelot.io import read_pdf
    finally:
        if hidden:
            del modules["matplotlib"]
    return cast(Callable[..., Any], read_pdf)


def _upright(page: Page) -> bytes:
    """The page alone, laid upright on a sheet of its own, so that its turn is no matter to anyone."""
    assert page.origin is not None
    sheet = io.BytesIO()
    with pikepdf.open(page.origin.path) as pdf, pikepdf.new() as single:
        source = pdf.pages[page.origin.index]
        source.rotate(page.rotation, relative=True)
        blank = single.add_blank_page(page_size=(page.width, page.height))
        blank.add_overlay(source, pikepdf.Rectangle(0, 0, page.width, page.height))
        single.save(sheet)
    return sheet.getvalue()


def _grid(table: Any, height: float) -> Grid:
    """Camelot's table, its y axis turned downwards, its cells joined where no line parts them."""
    rows, columns = len(table.rows), len(table.cols)
    room = np.arange(rows * columns).reshape(rows, columns)
    for row in range(rows):
        for column in range(columns):
            if row and not table.cells[row][column].top and not table.cells[row - 1][column].bottom:
                room[room == room[row, column]] = room[row - 1, column]
            if column and not table.cells[row][column].left and not table.cells[row][column - 1].right:
                room[room == room[row, column]] = room[row, column - 1]
    cells = [cell for number in np.unique(room) for cell in _cells(table, room == number, height)]
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return Grid(hull(cell.box for cell in cells), rows, columns, tuple(cells))


def _cells(table: Any, held: NDArray[np.bool_], height: float) -> list[GridCell]:
    """One cell if what is joined is a rectangle, else each part for itself."""
    places = np.argwhere(held)
    (top, left), (bottom, right) = places.min(axis=0), places.max(axis=0)
    if held[top : bottom + 1, left : right + 1].all():
        return [_cell(table, (int(top), int(left), int(bottom), int(right)), height, 1.0)]
    return [_cell(table, (int(row), int(column), int(row), int(column)), height, _FALLBACK) for row, column in places]


def _cell(table: Any, span: tuple[int, int, int, int], height: float, certainty: float) -> GridCell:
    top, left, bottom, right = span
    first, last = table.cells[top][left], table.cells[bottom][right]
    box = Box(float(first.x1), height - float(first.y2), float(last.x2), height - float(last.y1))
    return GridCell(top, left, bottom - top + 1, right - left + 1, box, certainty)
