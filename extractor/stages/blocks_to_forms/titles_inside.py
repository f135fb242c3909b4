"""Pages' blocks in, the same out with tables parted where another form's title stands among their rows.

Where a form begins right below the end of another, of the same width, their rulings make one grid, and the title
between them looks like a cell as wide as the table.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractor.paper.block import Block, Cell, PageBlocks, Paragraph, Table
from extractor.paper.box import hull
from extractor.stages.blocks_to_forms.wording import is_form_title

_LEAST = 2
"""Rows above and below such a title: a title over the first row is the table's own."""


def with_titles_out(pages: Sequence[PageBlocks]) -> tuple[PageBlocks, ...]:
    """Every table that holds another form's title in two, with the title's lines between."""
    return tuple(replace(page, blocks=tuple(part for block in page.blocks for part in _parts(block))) for page in pages)


def _parts(block: Block) -> Iterator[Block]:
    if isinstance(block, Paragraph):
        yield block
        return
    title = next((cell for cell in block.cells if _is_title_inside(cell, block)), None)
    if title is None:
        yield block
        return
    yield _rows(block, 0, title.row)
    yield from (Paragraph(title.page, hull(word.box for word in line), (line,)) for line in title.lines)
    yield from _parts(_rows(block, title.row + title.row_span, block.rows))


def _is_title_inside(cell: Cell, table: Table) -> bool:
    if cell.column_span < table.columns or not cell.lines:
        return False
    below = table.rows - cell.row - cell.row_span
    whole = cell.row >= _LEAST and below >= _LEAST and not _is_crossed(table, cell)
    return whole and any(is_form_title(" ".join(word.text for word in line)) for line in cell.lines)


def _is_crossed(table: Table, title: Cell) -> bool:
    """Whether a cell reaches from above the title to below it."""
    return any(cell.row < title.row < cell.row + cell.row_span for cell in table.cells)


def _rows(table: Table, first: int, end: int) -> Table:
    cells = tuple(replace(cell, row=cell.row - first) for cell in table.cells if first <= cell.row < end)
    top = table.open_top if first == 0 else False
    bottom = table.open_bottom if end == table.rows else False
    return replace(
        table, box=hull(cell.box for cell in cells), rows=end - first, cells=cells, open_top=top, open_bottom=bottom
    )
