from __future__ import annotations

from itertools import pairwise

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.paper.grid import Grid
from extractor.stages.pages_to_grids.stage import pages_to_grids
from tests.unit.grids.drawing import SCALE, Sheet

COLUMNS = [60.0, 140.0, 230.0, 330.0, 420.0, 530.0]
ROWS = [100.0, 122.0, 150.0, 172.0, 200.0, 240.0]
MERGED = ((0, 0, 2, 1), (1, 2, 2, 4), (3, 1, 5, 2))


def grids(sheet: Sheet) -> tuple[Grid, ...]:
    return pages_to_grids(sheet.page()).grids


def spans(grid: Grid) -> set[tuple[int, int, int, int]]:
    return {(c.row, c.column, c.row + c.row_span, c.column + c.column_span) for c in grid.cells}


def expected(merged: tuple[tuple[int, int, int, int], ...], rows: int = 5, columns: int = 5) -> set[tuple[int, ...]]:
    single = {
        (r, c, r + 1, c + 1)
        for r in range(rows)
        for c in range(columns)
        if not any(t <= r < b and le <= c < ri for t, le, b, ri in merged)
    }
    return single | set(merged)


def ruled(merged: tuple[tuple[int, int, int, int], ...] = MERGED) -> Sheet:
    sheet = Sheet()
    sheet.table(COLUMNS, ROWS, merged)
    return sheet


def assert_tiles(grid: Grid) -> None:
    taken = np.zeros((grid.rows, grid.columns), int)
    for cell in grid.cells:
        taken[cell.row : cell.row + cell.row_span, cell.column : cell.column + cell.column_span] += 1
    assert (taken == 1).all()


def test_merged_cells_are_found_with_their_places() -> None:
    (grid,) = grids(ruled())
    assert spans(grid) == expected(MERGED)
    wide = next(cell for cell in grid.cells if (cell.row, cell.column) == (1, 2))
    assert (wide.box.left, wide.box.top) == pytest.approx((230, 122), abs=1)
    assert (wide.box.right, wide.box.bottom) == pytest.approx((420, 150), abs=1)
    assert all(cell.certainty > 0.95 for cell in grid.cells)
    assert not grid.open_top
    assert not grid.open_bottom


@pytest.mark.parametrize("degrees", [-0.3, 0.3])
def test_a_remaining_skew_does_not_matter(degrees: float) -> None:
    (grid,) = grids(ruled().skewed(degrees))
    assert spans(grid) == expected(MERGED)


def test_lines_with_gaps_still_stand() -> None:
    sheet = ruled()
    for x in (75, 180, 260, 350, 460):
        sheet.erase(x, 90, x + 14, 250)
    for y in (134, 185, 215):
        sheet.erase(50, y, 540, y + 4)
    (grid,) = grids(sheet)
    assert spans(grid) == expected(MERGED)


def test_a_wall_of_which_only_the_ends_are_left_is_doubted_or_stands() -> None:
    sheet = ruled()
    sheet.erase(141, 121, 229, 123)
    (grid,) = grids(sheet)
    assert_tiles(grid)
    touched = [cell for cell in grid.cells if cell.column <= 1 < cell.column + cell.column_span and cell.row < 2]
    assert len(touched) == 1 or min(cell.certainty for cell in touched) < 0.9


def test_on_a_worn_page_a_gap_in_a_line_is_doubted() -> None:
    merged = ((2, 2, 3, 4),)
    crisp, worn = ruled(merged), ruled(merged)
    for x in (70, 100, 120, 155, 180, 205, 245, 270, 300, 345, 370, 395, 435, 460, 485):
        worn.erase(x, 90, x + 5, 250)
    for found, doubted in ((grids(crisp), False), (grids(worn), True)):
        wide = next(cell for cell in found[0].cells if cell.column_span == 2)
        assert (wide.row, wide.column) == (2, 2)
        assert (wide.certainty < 0.9) is doubted


def test_text_makes_no_walls() -> None:
    sheet = ruled()
    for top in (105, 128, 155, 181, 215):
        for left, count in ((66, 6), (146, 7), (236, 8), (336, 7), (426, 9)):
            sheet.text(left, top, count)
    (grid,) = grids(sheet)
    assert spans(grid) == expected(MERGED)


def test_strokes_in_line_with_columns_of_another_row_make_no_walls() -> None:
    sheet = ruled(merged=((2, 0, 3, 5), (4, 0, 5, 5)))
    for x in COLUMNS[1:-1]:
        sheet.line(x, 156, x, 166)
        sheet.line(x, 214, x, 226)
    (grid,) = grids(sheet)
    assert spans(grid) == expected(((2, 0, 3, 5), (4, 0, 5, 5)))


def test_a_table_that_runs_on_has_an_open_side_and_a_virtual_border() -> None:
    sheet = Sheet()
    sheet.table(COLUMNS, ROWS)
    for x in COLUMNS:
        sheet.line(x, 240, x, 290)
    (grid,) = grids(sheet)
    assert grid.open_bottom
    assert not grid.open_top
    assert grid.rows == 6
    assert grid.box.bottom == pytest.approx(290, abs=2)


def test_a_cell_that_fills_the_whole_page_beside_the_rows_belongs_to_the_table() -> None:
    sheet = Sheet()
    rows = [100.0, 160.0, 220.0, 280.0, 340.0]
    for x in (60, 100, 200, 350, 530):
        sheet.line(x, 70, x, 370)
    for y in rows:
        sheet.line(100, y, 530, y)
    (grid,) = grids(sheet)
    assert (grid.open_top, grid.open_bottom) == (True, True)
    assert (grid.rows, grid.columns) == (6, 4)
    assert (0, 0, 6, 1) in spans(grid)


def test_a_row_cut_low_by_the_page_break_is_kept() -> None:
    sheet = Sheet()
    sheet.table(COLUMNS, ROWS)
    for x in COLUMNS:
        sheet.line(x, 86, x, 100)
    (grid,) = grids(sheet)
    assert grid.open_top
    assert grid.rows == 6


def test_a_table_without_outer_borders_keeps_its_outer_columns() -> None:
    sheet = Sheet()
    sheet.table(COLUMNS, ROWS)
    sheet.erase(58, 101, 63, 121)
    for y0, y1 in pairwise(ROWS):
        sheet.erase(57, y0 + 1.5, 63, y1 - 1.5)
        sheet.erase(527, y0 + 1.5, 533, y1 - 1.5)
    (grid,) = grids(sheet)
    assert (grid.rows, grid.columns) == (5, 5)


def test_a_double_border_is_one() -> None:
    sheet = ruled()
    sheet.line(57, 97, 533, 97)
    sheet.line(57, 243, 533, 243)
    sheet.line(57, 97, 57, 243)
    sheet.line(533, 97, 533, 243)
    found = grids(sheet)
    assert [spans(grid) for grid in found] == [expected(MERGED)]


def test_two_tables_are_two_grids_top_to_bottom() -> None:
    sheet = ruled()
    sheet.table([60, 200, 530], [400, 430, 460])
    sheet.text(60, 385, 10)
    first, second = grids(sheet)
    assert spans(first) == expected(MERGED)
    assert (second.rows, second.columns) == (2, 2)


def test_frames_and_underlines_are_no_tables() -> None:
    sheet = Sheet()
    sheet.table([30, 565], [30, 812])
    sheet.line(150, 300, 300, 300)
    sheet.line(150, 330, 300, 330)
    sheet.text(100, 288, 4)
    assert grids(sheet) == ()


def test_the_back_page_shining_through_is_not_read() -> None:
    sheet = ruled()
    back = Sheet()
    back.table([80, 170, 300, 380, 470, 520], [90, 115, 140, 180, 220, 260], grey=200)
    sheet.pixels = np.minimum(sheet.pixels, back.pixels)
    (grid,) = grids(sheet)
    assert spans(grid) == expected(MERGED)


def test_a_dotted_streak_of_the_scanner_is_no_ruling() -> None:
    sheet = ruled()
    column = round(275 * SCALE)
    rows = np.arange(sheet.pixels.shape[0])
    sheet.pixels[rows[rows % 5 < 3], column] = 30
    (grid,) = grids(sheet)
    assert spans(grid) == expected(MERGED)


def test_a_ruling_that_runs_out_of_a_shadow_is_no_streak() -> None:
    sheet = ruled()
    width = sheet.pixels.shape[1]
    light = np.clip((np.arange(width) - 0.4 * width) / (0.1 * width), 0, 1) * 0.55 + 0.45
    sheet.pixels = (sheet.pixels * light).astype(np.uint8)
    (grid,) = grids(sheet)
    assert spans(grid) == expected(MERGED)


def test_the_rim_of_a_seal_makes_no_cells() -> None:
    sheet = ruled()
    cv2.circle(sheet.pixels, (round(440 * SCALE), round(180 * SCALE)), round(58 * SCALE), 90, 4)
    (grid,) = grids(sheet)
    assert spans(grid) == expected(MERGED)


@settings(max_examples=12, deadline=None)
@given(st.data())
def test_cells_tile_the_grid_whatever_walls_are_lost(data: st.DataObject) -> None:
    sheet = ruled(())
    for _ in range(data.draw(st.integers(1, 6))):
        row, column = data.draw(st.integers(0, 4)), data.draw(st.integers(1, 4))
        sheet.erase(COLUMNS[column] - 2, ROWS[row] + 1.5, COLUMNS[column] + 2, ROWS[row + 1] - 1.5)
        row, column = data.draw(st.integers(1, 4)), data.draw(st.integers(0, 4))
        sheet.erase(COLUMNS[column] + 1.5, ROWS[row] - 2, COLUMNS[column + 1] - 1.5, ROWS[row] + 2)
    for grid in grids(sheet):
        assert_tiles(grid)
