"""Words of a table that a page break left outside its grid: a line in, the cell it runs on from out.

Where the rest of a row stands alone at the top of the next page it has no upper wall, and a label that is cut at the
foot of a page can stand under the last wall: no grid holds such lines, though a reader sees where they belong.
"""

from __future__ import annotations

from dataclasses import replace

from extractor.paper.block import Cell, Table
from extractor.record.labels import plain
from extractor.stages.blocks_to_forms.cuts import ended, fills_its_line
from extractor.stages.blocks_to_forms.lines import Line
from extractor.stages.blocks_to_forms.wording import is_foot, is_form_title, is_note, names_a_head_field, same_words

_TRUST = 0.8
_NEAR = 6.0  # points that a column may stand further left or right on the next page
_TOP = 0.2  # of a page's height: how far down the rest of a row can begin


def with_spilled(table: Table, line: Line) -> Table | None:
    """The table with the line's words in the cell they belong to; None where the line is no part of it."""
    text = plain(line.text)
    if is_foot(text) or is_note(text) or is_form_title(text) or names_a_head_field(text):
        return None
    if beside := _unseen_cell(table, line):
        return _with_words(table, beside, line)
    if not (_just_below(table, line) or _opens_next_page(table, line)):
        return None
    last = table.rows - 1
    cells = [cell for cell in table.cells if cell.row <= last < cell.row + cell.row_span and _over(cell, line)]
    if len(cells) != 1 or not plain(cells[0].text) or ended(cells[0].text) or not fills_its_line(cells[0]):
        return None
    return _with_words(table, cells[0], line)


def _with_words(table: Table, cell: Cell, line: Line) -> Table:
    """The table with a line added to a cell, unless the cell says the same already (a label printed on each page)."""
    if same_words(cell.text, line.text):
        return table
    whole = replace(cell, lines=(*cell.lines, line.words), certainty=cell.certainty * _TRUST)
    pages = tuple(sorted({*table.pages, line.page.number}))
    return replace(table, pages=pages, cells=tuple(whole if other is cell else other for other in table.cells))


def _unseen_cell(table: Table, line: Line) -> Cell | None:
    """The cell beside a page's grid, known from an earlier page, that a line at the grid's height stands in."""
    here = [cell for cell in table.cells if cell.page == line.page.number]
    x, y = line.box.centre
    if not here or not min(cell.box.top for cell in here) < y < max(cell.box.bottom for cell in here):
        return None
    if min(cell.box.left for cell in here) <= x <= max(cell.box.right for cell in here):
        return None
    rows = range(min(cell.row for cell in here), max(cell.row + cell.row_span for cell in here))
    through = [
        cell
        for cell in table.cells
        if cell.page != line.page.number and cell.row <= rows[-1] and cell.row + cell.row_span > rows[0]
    ]
    return next(
        (
            cell
            for cell in through
            if cell.box.left - _NEAR <= line.box.left and line.box.right <= cell.box.right + _NEAR
        ),
        None,
    )


def _just_below(table: Table, line: Line) -> bool:
    page = table.pages[-1]
    bottom = max((cell.box.bottom for cell in table.cells if cell.page == page), default=0.0)
    return line.page.number == page and -line.size < line.box.top - bottom < 1.5 * line.size


def _opens_next_page(table: Table, line: Line) -> bool:
    own_lines = {word.page for cell in table.cells for word in cell.words}
    begun = line.page.number in own_lines or line.page.number == table.pages[-1] + 1
    return begun and line.page.number > _last_drawn(table) and line.box.top < _TOP * line.page.height


def _last_drawn(table: Table) -> int:
    """The last page with cells of the table, words spilled further not counted."""
    return max(cell.page for cell in table.cells)


def _over(cell: Cell, line: Line) -> bool:
    return cell.box.left - 2 <= line.box.left and line.box.right <= cell.box.right + 2
