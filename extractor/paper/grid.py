"""The ruling grid of a table: cells as drawn, before anything is written into them."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.paper.box import Box
from extractor.paper.page import Page
from extractor.paper.word import Word


@dataclass(frozen=True, slots=True)
class GridCell:
    """One drawn cell: its place in rows and columns (0-based), how many it spans, and its box in points.

    ``certainty`` (0..1): how surely all four of its walls are on the paper, and no more run through it. ``seen``: the
    same if nothing wore off without a trace. Where something may have, ``lost_across`` are the levels (y, in points) of
    the walls that may have run across the cell, ``lost_down`` (x) of those down through it.
    """

    row: int
    column: int
    row_span: int
    column_span: int
    box: Box
    certainty: float = 1.0
    seen: float = 1.0
    lost_across: tuple[float, ...] = ()
    lost_down: tuple[float, ...] = ()


@dataclass(frozen=True)
class Grid:
    """A table's cells in row-major order; they tile ``rows`` x ``columns`` without overlap.

    ``open_top``/``open_bottom``: no closing border there, as where a table runs over a page break.
    """

    box: Box
    rows: int
    columns: int
    cells: tuple[GridCell, ...]
    open_top: bool = False
    open_bottom: bool = False


@dataclass(frozen=True)
class PageGrids:
    """A page and the grids on it, top to bottom. Product of pages_to_grids."""

    page: Page
    grids: tuple[Grid, ...]


@dataclass(frozen=True)
class PageWords:
    """A page, its grids, and all words on it in no particular order. Product of grids_to_words."""

    page: Page
    grids: tuple[Grid, ...]
    words: tuple[Word, ...]
