"""Tables ruled only across get their columns from the print; ruled tables and underlined text do not."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
import pytest

from extractor.paper.box import Box
from extractor.paper.page import Page, Picture, Ruling
from extractor.paper.word import Char
from extractor.stages.pages_to_grids.borne_out import SURE
from extractor.stages.pages_to_grids.open_tables import CERTAINTY
from extractor.stages.pages_to_grids.stage import pages_to_grids

ROWS = [("序号", "项目名称", "金额"), ("1", "道路养护", "12.5"), ("2", "河道清淤整治", "3"), ("3", "校舍维修", "100")]
LEFT, RIGHT, HIGH = 50.0, 450.0, 20.0
COLUMNS = (60.0, 150.0, 380.0)


def chars(rows: Sequence[tuple[str, ...]]) -> tuple[Char, ...]:
    return tuple(
        Char(char, Box(left + at * 10, top, left + at * 10 + 10, top + 10), 1.0)
        for row, texts in enumerate(rows)
        for left, text in zip(COLUMNS, texts, strict=True)
        for at, char in enumerate(text)
        for top in (105 + row * HIGH,)
    )


def rulings(count: int) -> tuple[Ruling, ...]:
    return tuple(Ruling(LEFT, 100 + at * HIGH, RIGHT, 100 + at * HIGH) for at in range(count))


def test_columns_stand_where_print_leaves_room() -> None:
    (grid,) = pages_to_grids(Page(1, "digital", 500, 700, chars=chars(ROWS), rulings=rulings(5))).grids
    assert (grid.rows, grid.columns, len(grid.cells)) == (4, 3, 12)
    assert all(any(cell.box.holds(*char.box.centre) for cell in grid.cells) for char in chars(ROWS))


def test_a_text_across_columns_keeps_its_cell_whole() -> None:
    wide = [*ROWS, ("合计", "其中中央和省级补助资金共计若干万元整", "115.5")]
    (grid,) = pages_to_grids(Page(1, "digital", 500, 700, chars=chars(wide), rulings=rulings(6))).grids
    last = [cell for cell in grid.cells if cell.row == 4]
    assert len(last) >= 3 and len({cell.column for cell in grid.cells}) == 3


def test_underlined_headings_make_no_table() -> None:
    page = Page(1, "digital", 500, 700, chars=chars(ROWS[:2]), rulings=rulings(3))
    assert pages_to_grids(page).grids == ()


THREE = (Ruling(LEFT, 100, RIGHT, 100), Ruling(LEFT, 122, RIGHT, 122), Ruling(LEFT, 242, RIGHT, 242))


def test_three_lines_make_a_table_whose_rows_are_its_lines_of_print() -> None:
    printed = chars([*ROWS, ("4", "桥梁加固", "7"), ("5", "路灯更换", "81"), ("6", "绿化", "2.25")])
    (grid,) = pages_to_grids(Page(1, "digital", 500, 700, chars=printed, rulings=THREE)).grids
    assert (grid.rows, grid.columns, len(grid.cells)) == (7, 3, 21)
    assert {cell.certainty for cell in grid.cells} == {SURE}


def test_a_row_that_may_be_the_rest_of_its_neighbour_makes_both_unsure() -> None:
    printed = [*ROWS, ("", "及附属设施", ""), ("4", "桥梁加固", "7"), ("5", "路灯更换", "81")]
    (grid,) = pages_to_grids(Page(1, "digital", 500, 700, chars=chars(printed), rulings=THREE)).grids
    assert {cell.row for cell in grid.cells if cell.certainty <= CERTAINTY} == {3, 4, 5}


def test_print_that_wraps_in_all_columns_at_once_is_never_sure_to_be_two_rows() -> None:
    full = ("道路养护工程处", "河道清淤整治修缮工程款项及其他附属设施", "一二三四五")
    printed = chars([*ROWS[:3], full, full, ("5", "路灯更换", "81"), ("6", "绿化", "2.25")])
    (grid,) = pages_to_grids(Page(1, "digital", 500, 700, chars=printed, rulings=THREE)).grids
    assert {cell.row for cell in grid.cells if cell.certainty <= CERTAINTY} >= {3, 4}


def test_a_lone_text_in_the_middle_of_three_lines_stands_across_all_columns() -> None:
    band = tuple(Char(char, Box(240 + at * 10, 165, 250 + at * 10, 175), 1.0) for at, char in enumerate("某局"))
    rows = [*ROWS[:3], ("", "", ""), ROWS[3], ("5", "路灯更换", "81"), ("6", "绿化", "2.25")]
    (grid,) = pages_to_grids(Page(1, "digital", 500, 700, chars=(*chars(rows), *band), rulings=THREE)).grids
    assert [cell.column_span for cell in grid.cells if cell.row == 3] == [3]


def test_running_text_between_three_rulings_makes_no_table() -> None:
    text = tuple(
        Char("文", Box(LEFT + x * 10, top, LEFT + x * 10 + 10, top + 10), 1.0)
        for top in (105, 130, 150, 170)
        for x in range(38)
    )
    assert pages_to_grids(Page(1, "digital", 500, 700, chars=text, rulings=THREE)).grids == ()


def drawn(rows: Sequence[tuple[str, ...]], *, worn: bool = False) -> Page:
    """A scan of a three-line table: characters as boxes, rulings with holes where they are worn."""
    pixels = np.full((1400, 1000, 3), 255, np.uint8)
    for char in chars(rows):
        x, y = int(char.box.left * 2), int(char.box.top * 2)
        cv2.rectangle(pixels, (x + 2, y + 2), (x + 16, y + 18), (0, 0, 0), 2)
    for at, level in enumerate((100, 122, 242)):
        cv2.line(pixels, (100, level * 2), (900, level * 2), (0, 0, 0), 2)
        if worn:
            pixels[level * 2 - 3 : level * 2 + 4, 300 + 150 * at : 330 + 150 * at] = 255
    if worn:
        pixels[230:480:37, 110:890:53] = 0
        for top in range(250, 470, 37):
            cv2.line(pixels, (880, top), (880, top + 12), (0, 0, 0), 1)
    return Page(1, "scan", 500, 700, picture=Picture(pixels, 2.0))


@pytest.mark.parametrize("worn", [False, True])
def test_three_lines_on_a_scan_make_the_same_table_though_worn_and_specked(worn: bool) -> None:
    printed = [*ROWS, ("4", "桥梁加固", "7"), ("5", "路灯更换", "81"), ("6", "绿化", "2.25")]
    (grid,) = pages_to_grids(drawn(printed, worn=worn)).grids
    assert (grid.rows, grid.columns, len(grid.cells)) == (7, 3, 21)


def test_a_ruling_drawn_cell_by_cell_is_one() -> None:
    printed = chars([*ROWS, ("4", "桥梁加固", "7"), ("5", "路灯更换", "81"), ("6", "绿化", "2.25")])
    pieces = tuple(
        Ruling(left, y, right, y) for y in (100, 122, 242) for left, right in ((LEFT, 140), (140, 370), (370, RIGHT))
    )
    (grid,) = pages_to_grids(Page(1, "digital", 500, 700, chars=printed, rulings=pieces)).grids
    assert (grid.rows, grid.columns) == (7, 3)


def test_rows_so_tight_that_several_may_be_one_leave_the_whole_table_unsure() -> None:
    tight = [("4", "桥梁加固", "7"), ("5", "路灯更换", "81"), ("6", "绿化", "2.25")]
    close = tuple(
        Char(char.text, Box(char.box.left, char.box.top - 60, char.box.right, char.box.bottom - 60), 1.0)
        for char in chars([("", "", "")] * 7 + tight[:1])
    )
    between = tuple(
        Char(char.text, Box(char.box.left, char.box.top - 9.5, char.box.right, char.box.bottom - 9.5), 1.0)
        for char in chars([("", "", "")] * 5 + tight[1:2])
    )
    page = Page(1, "digital", 500, 700, chars=(*chars([*ROWS, tight[2]]), *close, *between), rulings=THREE)
    (grid,) = pages_to_grids(page).grids
    assert {cell.certainty for cell in grid.cells} == {CERTAINTY}
