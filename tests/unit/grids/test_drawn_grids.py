from __future__ import annotations

from extractor.paper.page import Page, Ruling
from extractor.stages.pages_to_grids.stage import pages_to_grids


def drawn(*lines: tuple[float, float, float, float]) -> Page:
    return Page(1, "digital", 595, 842, rulings=tuple(Ruling(*line) for line in lines))


def test_drawn_lines_make_a_grid_with_exact_places() -> None:
    page = drawn(
        (50, 100, 500, 100),
        (50, 130, 500, 130),
        (200, 150, 500, 150),
        (50, 170, 500, 170),
        (50, 100, 50, 170),
        (200, 100, 200, 170),
        (350, 130, 350, 170),
        (500, 100, 500, 170),
    )
    (grid,) = pages_to_grids(page).grids
    assert (grid.rows, grid.columns) == (3, 3)
    assert {(c.row, c.column, c.row_span, c.column_span) for c in grid.cells} == {
        (0, 0, 1, 1),
        (0, 1, 1, 2),
        (1, 0, 2, 1),
        (1, 1, 1, 1),
        (1, 2, 1, 1),
        (2, 1, 1, 1),
        (2, 2, 1, 1),
    }
    label = next(cell for cell in grid.cells if (cell.row, cell.column) == (1, 0))
    assert (label.box.left, label.box.top, label.box.right, label.box.bottom) == (50, 130, 200, 170)


def test_sections_that_do_not_quite_align_share_a_column_but_keep_their_places() -> None:
    page = drawn(
        (50, 100, 500, 100),
        (50, 130, 500, 130),
        (50, 160, 500, 160),
        (50, 100, 50, 160),
        (200, 100, 200, 130),
        (203, 130, 203, 160),
        (500, 100, 500, 160),
    )
    (grid,) = pages_to_grids(page).grids
    assert (grid.rows, grid.columns, len(grid.cells)) == (2, 2, 4)
    assert [cell.box.right for cell in grid.cells if cell.column == 0] == [200, 203]


def test_a_page_without_lines_has_no_grids() -> None:
    assert pages_to_grids(drawn()).grids == ()
