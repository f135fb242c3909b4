"""The stage: a page's words in, its blocks in reading order out."""

from __future__ import annotations

from extractor.paper.block import Block, Cell, PageBlocks, Table
from extractor.paper.grid import Grid, PageWords
from extractor.stages.words_to_blocks.apart import doubt_texts_apart
from extractor.stages.words_to_blocks.cut_words import doubt_cut_words
from extractor.stages.words_to_blocks.lines import words_to_lines
from extractor.stages.words_to_blocks.lost_walls import with_lost_walls
from extractor.stages.words_to_blocks.paragraphs import lines_to_paragraphs
from extractor.stages.words_to_blocks.placing import Room, words_to_rooms
from extractor.stages.words_to_blocks.unread import Unread
from extractor.stages.words_to_blocks.whole_cells import with_whole_cells


def words_to_blocks(page_words: PageWords) -> PageBlocks:
    """Puts every word into its cell or its paragraph, and notes what ink was left unread in each cell."""
    page = page_words.page
    picture = page.clean or page.picture if page.source == "scan" else None
    unread = Unread(picture, page_words.words) if picture is not None and page_words.grids else None
    rooms, outside = words_to_rooms(page_words.words, page_words.grids)
    if page.source == "scan":
        rooms = [
            with_whole_cells(with_lost_walls(grid, cells)) for grid, cells in zip(page_words.grids, rooms, strict=True)
        ]
        for cells in rooms:
            doubt_cut_words(cells)
            doubt_texts_apart(cells)
    blocks: list[Block] = [
        _table(grid, cells, page.number, unread) for grid, cells in zip(page_words.grids, rooms, strict=True)
    ]
    blocks += lines_to_paragraphs(words_to_lines(outside), page.number)
    return PageBlocks(page, tuple(sorted(blocks, key=lambda block: (block.box.top, block.box.left))))


def _table(grid: Grid, rooms: list[Room], page: int, unread: Unread | None) -> Table:
    cells = tuple(_cell(room, page, unread) for room in rooms)
    return Table((page,), grid.box, grid.rows, grid.columns, cells, grid.open_top, grid.open_bottom)


def _cell(room: Room, page: int, unread: Unread | None) -> Cell:
    drawn = room.cell
    return Cell(
        page,
        drawn.row,
        drawn.column,
        drawn.row_span,
        drawn.column_span,
        drawn.box,
        words_to_lines(room.words),
        unread.share(drawn.box) if unread is not None else 0.0,
        min(drawn.certainty, room.certainty),
    )
