"""A table whose rows and columns nobody drew in, the same out with those rows surer that the print itself bears out.

A row is one beyond doubt where it has print in every column and so little of it in each that it cannot be two: a single
line, or several of which all but the last fill their column, as wrapped text does. It is no rest of the row above where
that left room in a column. What stands beside a row that is not so may belong to it, so both stay unsure; and so does
the whole table where several rows may have been taken for one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extractor.paper.box import Box, hull
from extractor.paper.grid import Grid, GridCell
from extractor.paper.page import Page

SURE = 0.95
"""How sure the walls of such a row are: as those of a ruled one."""
_BLANKS_FROM = 4  # columns from which one may be blank in a row that the others bear out
_MISSES = 0.3  # of the rows that may be unsure before nothing of the table is sure
_WRAPS = 1.5  # heights of print that a line broken by its column's wall may be shorter than the longest
_ROOM = 2.0  # heights of print that a text had left beside the longest of its column, and so no need to wrap
_LEFT = 0.5  # of a column's width, white on both sides included, that wrapped text takes at least
_OVERLAP = 0.5  # of the lower one of two pieces of print that lie on one line


@dataclass(frozen=True)
class _Content:
    """The lines of print in a cell, top to bottom."""

    cell: GridCell
    lines: tuple[Box, ...]


def with_sure_rows(page: Page, grid: Grid) -> Grid:
    """The grid, cells of rows that their print bears out no longer doubted.

    Args:
        page: only one with a text layer tells where each character stands; a scan's cells stay as they are.
        grid: told by the print, all of its cells doubted.
    """
    if not page.chars:
        return grid
    rows = [
        [_Content(cell, _lines(page, cell.box)) for cell in grid.cells if cell.row == row] for row in range(grid.rows)
    ]
    widest = _widest(rows, grid.columns)
    whole = [_is_whole(row, widest, grid.columns) or _is_band(row, grid.columns) for row in rows]
    anew = [True, *(_begins_anew(row, above, widest) for above, row in pairwise(rows))]
    whole = [own and begins for own, begins in zip(whole, anew, strict=True)]
    if grid.columns == 1 or whole.count(False) > _MISSES * grid.rows or any(map(_is_crowd, rows[1:])):
        return grid
    sure = {at for at in range(grid.rows) if all(whole[max(0, at - 1) : at + 2])}
    cells = (replace(cell, certainty=max(cell.certainty, SURE)) if cell.row in sure else cell for cell in grid.cells)
    return replace(grid, cells=tuple(cells))


def _lines(page: Page, box: Box) -> tuple[Box, ...]:
    """Print in a cell as lines: characters that lie beside each other, whatever their heights, are on one."""
    inside = sorted((c.box for c in page.chars if c.text.strip() and box.holds(*c.box.centre)), key=lambda b: b.top)
    lines: list[list[Box]] = []
    for one in inside:
        last = hull(lines[-1]) if lines else None
        if last is not None and last.bottom - one.top > _OVERLAP * min(last.height, one.height):
            lines[-1].append(one)
        else:
            lines.append([one])
    return tuple(hull(line) for line in lines)


def _widest(rows: Sequence[Sequence[_Content]], columns: int) -> list[float]:
    """The longest line of print in each column."""
    found = [0.0] * columns
    for content in (content for row in rows for content in row if content.cell.column_span == 1):
        at = content.cell.column
        found[at] = max([found[at], *(line.width for line in content.lines)])
    return found


def _is_whole(row: Sequence[_Content], widest: Sequence[float], columns: int) -> bool:
    """Whether a row has print in all its columns, most of it in single lines, the rest wrapped."""
    filled = [content for content in row if content.lines]
    missing = columns - len(filled)
    if len(row) != columns or missing > (1 if columns >= _BLANKS_FROM else 0):
        return False
    several = [content for content in filled if len(content.lines) > 1]
    single = len(filled) - len(several)
    return single >= 2 and single > len(several) and all(_is_wrapped(one, widest) for one in several)


def _is_crowd(row: Sequence[_Content]) -> bool:
    """Whether so many cells hold several lines that rows below each other may have been taken for one."""
    filled = [content for content in row if content.lines]
    several = sum(len(content.lines) > 1 for content in filled)
    return several > 1 and several * 2 >= len(filled)


def _is_wrapped(content: _Content, widest: Sequence[float]) -> bool:
    longest = widest[content.cell.column]
    return all(line.width + _WRAPS * line.height >= longest for line in content.lines[:-1])


def _begins_anew(row: Sequence[_Content], above: Sequence[_Content], widest: Sequence[float]) -> bool:
    """Whether a row has print below a text that had room for more, or stands across all columns, or under such."""
    over = {content.cell.column: content for content in above}
    if len(row) != len(above):
        return True
    upper = (over[content.cell.column] for content in row if content.lines and content.cell.column in over)
    return any(_had_room(before, widest) for before in upper)


def _had_room(content: _Content, widest: Sequence[float]) -> bool:
    """Whether a text did not end because its column did: others there are longer, or most of the column is left."""
    if not content.lines:
        return False
    last = content.lines[-1]
    longer = last.width + _ROOM * last.height < widest[content.cell.column]
    return longer or last.width < _LEFT * content.cell.box.width


def _is_band(row: Sequence[_Content], columns: int) -> bool:
    """Whether a single line stands across all columns, as the name of a group between rows does."""
    return len(row) == 1 and row[0].cell.column_span == columns and len(row[0].lines) == 1
