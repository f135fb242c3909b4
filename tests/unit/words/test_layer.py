"""Words from a digital page's own characters."""

from extractor.paper.box import Box
from extractor.paper.grid import Grid, GridCell
from extractor.paper.page import Page
from extractor.paper.word import Char
from extractor.stages.grids_to_words.layer import layer_words


def typed(text: str, left: float, top: float, pitch: float = 10.0) -> tuple[Char, ...]:
    return tuple(Char(c, Box(left + i * pitch, top, left + (i + 1) * pitch, top + 10)) for i, c in enumerate(text))


def page(*chars: Char) -> Page:
    return Page(1, "digital", 595, 842, chars=chars)


def two_cells() -> Grid:
    boxes = (Box(0, 0, 60, 40), Box(60, 0, 120, 40))
    cells = tuple(GridCell(0, column, 1, 1, box) for column, box in enumerate(boxes))
    return Grid(Box(0, 0, 120, 40), 1, 2, cells)


def texts(*chars: Char, grids: tuple[Grid, ...] = ()) -> list[str]:
    return [word.text for word in layer_words(page(*chars), grids)]


def test_neighbours_in_two_cells_are_two_words_even_without_a_gap() -> None:
    assert texts(*typed("正常生活", 22, 10), *typed("100%", 62, 10, 5), grids=(two_cells(),)) == ["正常生活", "100%"]


def test_lines_come_top_to_bottom_in_each_cell() -> None:
    assert texts(*typed("情况", 5, 25), *typed("基本", 5, 8), *typed("9", 70, 10), grids=(two_cells(),)) == [
        "基本",
        "情况",
        "9",
    ]


def test_a_wide_gap_parts_words_and_a_space_does_not() -> None:
    assert texts(*typed("a b", 0, 0), *typed("c", 80, 0)) == ["a b", "c"]


def test_a_character_drawn_twice_counts_once_but_a_doubled_digit_stays() -> None:
    assert texts(*typed("11", 0, 0), *typed("1", 10.3, 0)) == ["11"]


def test_a_page_of_spaces_has_no_words() -> None:
    assert texts(*typed("   ", 0, 0)) == []
