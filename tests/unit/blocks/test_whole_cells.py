"""Cells of a worn scan through which a wall may have run: borne out by how their print stands, and only by that."""

from dataclasses import replace

import pytest

from extractor.paper.grid import GridCell
from extractor.paper.word import Word
from tests.unit.blocks.test_lost_walls import HEIGHT, WIDTH, cell, cells, grid, word

DOUBTED, SEEN = 0.7, 0.99
TALL = replace(cell(1, 0, rows=3), certainty=DOUBTED, seen=SEEN, lost_across=(2 * HEIGHT, 3 * HEIGHT))
"""The first cell of three rows, from 30 to 120 points."""
WIDE = replace(cell(2, 1, columns=2), certainty=DOUBTED, seen=SEEN, lost_down=(2 * WIDTH,))
"""A cell of two columns, from 60 to 180 points, 60 to 90 down."""


def certainty(drawn: GridCell, *words: Word) -> float:
    return cells(grid(drawn), *words)[drawn.row, drawn.column].certainty


def test_a_name_in_the_middle_of_its_rows_was_set_into_one_cell() -> None:
    assert certainty(TALL, word("产出", 20, 70)) == pytest.approx(0.95)
    assert certainty(TALL, word("产出", 20, 63), word("指标", 20, 77)) == pytest.approx(0.95)


@pytest.mark.parametrize("top", [40, 50, 100])
def test_a_name_in_the_middle_of_a_part_or_of_nothing_bears_nothing_out(top: float) -> None:
    assert certainty(TALL, word("产出", 20, top)) == DOUBTED


def test_two_names_each_in_the_middle_of_its_part_bear_nothing_out() -> None:
    two = replace(cell(1, 0, rows=2), certainty=DOUBTED, seen=SEEN, lost_across=(2 * HEIGHT,))
    assert certainty(two, word("产出", 20, 43), word("效益", 20, 67)) == DOUBTED


def test_lines_that_run_over_a_level_leave_no_place_for_a_wall_there() -> None:
    assert certainty(WIDE, word("项目资金支付及时", 65, 63), word("专款专用无结余", 65, 76)) == pytest.approx(0.95)


@pytest.mark.parametrize(("text", "left"), [("数量指标质量指标", 62), ("完成的数量指标完成的质量", 60)])
def test_a_single_line_may_be_the_texts_of_two_cells_read_together(text: str, left: float) -> None:
    assert certainty(WIDE, word(text, left, 70)) == DOUBTED


def test_a_blank_cell_and_one_with_a_rest_of_a_wall_stay_doubted() -> None:
    assert certainty(TALL) == DOUBTED
    assert certainty(replace(TALL, seen=DOUBTED), word("产出", 20, 70)) == DOUBTED
