"""Blocks: paragraphs and tables of a page, with their words in place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from extractor.paper.box import Box
from extractor.paper.page import Page
from extractor.paper.word import Word


@dataclass(frozen=True)
class Paragraph:
    """Running text outside tables: lines top to bottom, each a left-to-right tuple of words."""

    page: int
    box: Box
    lines: tuple[tuple[Word, ...], ...]

    @property
    def text(self) -> str:
        """All words joined without separators, as read."""
        return "".join(word.text for line in self.lines for word in line)


@dataclass(frozen=True)
class Cell:
    """One cell of a table, with the lines of words in it in reading order.

    ``row``/``column`` count from 0 in the table the cell belongs to. ``ink`` is the share of the cell's area
    (0..1) that is dark though no word claims it: a blank cell with ink was not read. ``certainty`` (0..1)
    tells how surely the cell's walls stand and its words belong to it. ``page`` is the page of its first part;
    a cell cut by a page break holds the words of both parts, each with its own page.
    """

    page: int
    row: int
    column: int
    row_span: int
    column_span: int
    box: Box
    lines: tuple[tuple[Word, ...], ...] = ()
    ink: float = 0.0
    certainty: float = 1.0

    @property
    def text(self) -> str:
        """All words joined without separators, as read."""
        return "".join(word.text for line in self.lines for word in line)

    @property
    def words(self) -> tuple[Word, ...]:
        """The words in reading order."""
        return tuple(word for line in self.lines for word in line)


@dataclass(frozen=True)
class Table:
    """A ruled table: cells in row-major order, tiling ``rows`` x ``columns``.

    ``pages`` lists every page it stands on (one as found on a page, more once continued parts are joined).
    """

    pages: tuple[int, ...]
    box: Box
    rows: int
    columns: int
    cells: tuple[Cell, ...]
    open_top: bool = False
    open_bottom: bool = False


Block: TypeAlias = Paragraph | Table


@dataclass(frozen=True)
class PageBlocks:
    """A page and its blocks in reading order. Product of words_to_blocks."""

    page: Page
    blocks: tuple[Block, ...]
