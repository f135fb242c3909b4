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


def box(top: float, bottom: float) -> list[tuple[float, float, float, float]]:
    middle = (top + bottom) / 2
    across = [(50, level, 500, level) for level in (top, middle, bottom)]
    return [*across, *((x, top, x, bottom) for x in (50, 200, 500))]


def test_a_heading_between_two_tables_close_together_is_in_neither() -> None:
    above, below = pages_to_grids(drawn(*box(100, 160), *box(184, 244))).grids
    assert (above.rows, below.rows) == (2, 2)
    assert above.box.bottom == 160
    assert below.box.top == 184


def test_a_row_without_walls_inside_but_with_its_sides_belongs_to_its_table() -> None:
    sides = [(50, 160, 50, 184), (500, 160, 500, 184)]
    (grid,) = pages_to_grids(drawn(*box(100, 160), *sides, *box(184, 244))).grids
    assert grid.rows == 5
