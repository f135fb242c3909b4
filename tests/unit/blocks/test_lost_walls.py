"""Walls that wore off a scan: put back where words stand on both sides of them, and only there."""

from dataclasses import replace

from extractor.paper.block import Cell, Table
from extractor.paper.box import Box, hull
from extractor.paper.grid import Grid, GridCell, PageWords
from extractor.paper.page import Page
from extractor.paper.word import Char, Word
from extractor.stages.words_to_blocks.stage import words_to_blocks

WIDTH, HEIGHT, SIZE = 60.0, 30.0, 10.0
SCAN = Page(1, "scan", 595, 842)


def word(text: str, left: float, top: float) -> Word:
    chars = tuple(
        Char(sign, Box(left + i * SIZE, top, left + (i + 1) * SIZE, top + SIZE)) for i, sign in enumerate(text)
    )
    return Word(1, hull(char.box for char in chars), chars, 0.99)


def cell(row: int, column: int, rows: int = 1, columns: int = 1) -> GridCell:
    box = Box(column * WIDTH, row * HEIGHT, (column + columns) * WIDTH, (row + rows) * HEIGHT)
    return GridCell(row, column, rows, columns, box, 0.99)


def grid(*merged: GridCell) -> Grid:
    """Four columns and five rows, some cells merged."""
    covered = {
        (row, column)
        for one in merged
        for row in range(one.row, one.row + one.row_span)
        for column in range(one.column, one.column + one.column_span)
    }
    single = [cell(row, column) for row in range(5) for column in range(4) if (row, column) not in covered]
    cells = sorted((*merged, *single), key=lambda one: (one.row, one.column))
    return Grid(hull(one.box for one in cells), 5, 4, tuple(cells))


def cells(table: Grid, *words: Word, page: Page = SCAN) -> dict[tuple[int, int], Cell]:
    blocks = words_to_blocks(PageWords(page, (table,), words)).blocks
    (found,) = [block for block in blocks if isinstance(block, Table)]
    assert [(one.row, one.column) for one in found.cells] == sorted((one.row, one.column) for one in found.cells)
    return {(one.row, one.column): one for one in found.cells}


def test_words_on_both_sides_of_a_hole_in_a_wall_stand_in_two_cells() -> None:
    found = cells(grid(cell(2, 1, columns=2)), word("良好", 70, 70), word("7", 145, 70))
    assert (found[2, 1].text, found[2, 2].text) == ("良好", "7")
    assert (found[2, 1].column_span, found[2, 1].box.right) == (1, 2 * WIDTH)
    assert max(found[2, 1].certainty, found[2, 2].certainty) < 0.8 < found[1, 1].certainty


def test_a_word_across_the_line_or_on_one_side_only_tells_of_no_wall() -> None:
    assert (2, 2) not in cells(grid(cell(2, 1, columns=2)), word("自评总分", 100, 70), word("7", 160, 70))
    assert (2, 2) not in cells(grid(cell(2, 1, columns=2)), word("良好", 70, 70))


def test_what_is_left_of_a_worn_wall_is_no_figure() -> None:
    def texts(middle: float) -> dict[tuple[int, int], str]:
        box = Box(middle - 1, 70, middle + 1, 80)
        rest = Word(1, box, (Char("1", box),), 0.6)
        found = cells(grid(cell(2, 1, columns=2)), word("良好", 70, 70), rest, word("7", 145, 70))
        return {place: one.text for place, one in found.items() if one.text}

    assert texts(2 * WIDTH) == {(2, 1): "良好", (2, 2): "7"}
    assert texts(2 * WIDTH + 5) == {(2, 1): "良好", (2, 2): "17"}
    assert cells(grid(cell(2, 1, columns=2)), word("1", 2 * WIDTH - SIZE / 2, 70))[2, 1].text == "1"


def test_a_dash_on_the_level_of_a_worn_wall_is_its_rest_only_between_two_texts() -> None:
    box = Box(145, 3 * HEIGHT - 0.5, 155, 3 * HEIGHT + 0.5)
    dash = Word(1, box, (Char("一", box),), 0.8)
    found = cells(grid(cell(2, 2, rows=2)), word("5", 145, 70), dash, word("4", 145, 100))
    assert (found[2, 2].text, found[3, 2].text) == ("5", "4")
    assert cells(grid(cell(2, 2, rows=2)), dash)[2, 2].text == "一"


def test_a_line_that_does_not_stand_around_the_cell_is_not_put_there() -> None:
    wide = [cell(row, 1, columns=2) for row in range(1, 5)]
    assert (2, 2) not in cells(grid(*wide), word("良好", 70, 70), word("7", 145, 70))


def test_rows_come_apart_where_each_text_stands_in_the_middle_of_its_own() -> None:
    found = cells(grid(cell(2, 2, rows=2)), word("优", 145, 70), word("差", 145, 100))
    assert (found[2, 2].text, found[3, 2].text) == ("优", "差")


def test_two_lines_of_one_label_stay_together() -> None:
    found = cells(grid(cell(2, 2, rows=2)), word("满意", 145, 78), word("指标", 145, 92))
    assert found[2, 2].text == "满意指标"
    assert (3, 2) not in found


def test_lines_that_follow_one_another_evenly_stay_together_though_two_rows_could_hold_them() -> None:
    def found(*tops: float) -> dict[tuple[int, int], Cell]:
        lines = zip(("效益", "指标", "(30", "分)"), tops, strict=True)
        return cells(grid(cell(2, 2, rows=2)), *(word(text, 145, top) for text, top in lines))

    assert (3, 2) not in found(63, 77, 91, 105)
    assert found(62, 74, 93, 105)[3, 2].text == "(30分)"


def test_the_cells_of_a_digital_page_are_as_drawn() -> None:
    drawn = cells(
        grid(cell(2, 1, columns=2)), word("良好", 70, 70), word("7", 145, 70), page=replace(SCAN, source="digital")
    )
    assert (2, 2) not in drawn
