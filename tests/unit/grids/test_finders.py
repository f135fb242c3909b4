from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from extractor.engines.camelot import CamelotFinder
from extractor.paper.box import Box
from extractor.paper.grid import Grid, GridCell
from extractor.paper.page import Origin, Page, Ruling
from extractor.stages.pages_to_grids.stage import pages_to_grids

LINES = (
    (50, 100, 500, 100),
    (50, 140, 500, 140),
    (50, 180, 500, 180),
    (50, 100, 50, 180),
    (200, 140, 200, 180),
    (500, 100, 500, 180),
)
PAGE = Page(1, "digital", 595, 842, rulings=tuple(Ruling(*line) for line in LINES))


class Said:
    """A finder that has made up its mind."""

    def __init__(self, *boxes: Box) -> None:
        self._boxes = boxes

    def find(self, page: Page) -> Sequence[Grid]:
        return [Grid(box, 1, 1, (GridCell(0, 0, 1, 1, box),)) for box in self._boxes]


def test_where_every_wall_is_drawn_no_finder_is_asked() -> None:
    """Asking takes longer than the page, and was wrong wherever it contradicted."""
    (grid,) = pages_to_grids(PAGE, [Said(Box(50, 100, 500, 180))]).grids
    assert all(cell.certainty > 0.9 for cell in grid.cells)


def test_where_a_wall_is_half_drawn_cells_that_the_finder_does_not_see_are_doubted() -> None:
    torn = replace(PAGE, rulings=(*PAGE.rulings[:4], Ruling(200, 140, 200, 162), PAGE.rulings[5]))
    finder = Said(Box(50, 100, 500, 140), Box(50, 140, 200, 180))
    alone, asked = (pages_to_grids(torn, finders).grids[0] for finders in ([], [finder]))
    assert [cell.certainty for cell in asked.cells[:2]] == [cell.certainty for cell in alone.cells[:2]]
    assert all(cell.certainty <= 0.8 for cell in asked.cells[2:])


def test_a_finder_that_sees_no_table_contradicts_none() -> None:
    torn = replace(PAGE, rulings=(*PAGE.rulings[:4], Ruling(200, 140, 200, 162), PAGE.rulings[5]))
    alone, asked = (pages_to_grids(torn, finders).grids for finders in ([], [Said(Box(50, 300, 500, 400))]))
    assert asked[0] == alone[0]
    assert asked[1].box.top == 300


def test_a_table_only_the_finder_sees_is_kept_with_doubt() -> None:
    grids = pages_to_grids(replace(PAGE, rulings=()), [Said(Box(50, 300, 500, 400))]).grids
    assert [grid.cells[0].certainty < 0.9 for grid in grids] == [True]


def ruled_pdf(path: Path, turn: int) -> Page:
    """The lines of ``PAGE`` in a file whose page must be turned clockwise by ``turn`` to look like it."""
    pdf = pikepdf.new()
    upright = pdf.add_blank_page(page_size=(595, 842))
    strokes = " ".join(f"{x0} {842 - y0} m {x1} {842 - y1} l S" for x0, y0, x1, y1 in LINES)
    upright.contents_add(f"1 w {strokes} BT /F1 12 Tf 60 720 Td (text) Tj ET".encode())
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    upright.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    if turn:
        lying = pdf.add_blank_page(page_size=(842, 595))
        upright.rotate(-turn, relative=False)
        lying.add_overlay(upright, pikepdf.Rectangle(0, 0, 842, 595))
        del pdf.pages[0]
        lying.rotate(turn, relative=False)
    pdf.save(path)
    return replace(PAGE, origin=Origin(path, 0))


@pytest.mark.parametrize("turn", [0, 90, 270])
def test_camelot_finds_the_drawn_cells_upright(tmp_path: Path, turn: int) -> None:
    page = ruled_pdf(tmp_path / "ruled.pdf", turn)
    (grid,) = CamelotFinder().find(page)
    ours = pages_to_grids(page).grids[0]
    assert [(c.row, c.column, c.row_span, c.column_span) for c in grid.cells] == [
        (c.row, c.column, c.row_span, c.column_span) for c in ours.cells
    ]
    for cell, own in zip(grid.cells, ours.cells, strict=True):
        assert (cell.box.left, cell.box.top) == pytest.approx((own.box.left, own.box.top), abs=2)


def test_camelot_has_nothing_to_say_of_a_scan() -> None:
    assert CamelotFinder().find(Page(1, "scan", 595, 842)) == []
