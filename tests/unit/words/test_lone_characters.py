"""What no recogniser tells from one character alone: a slash from a one, a ≥ from a 2, print from dirt."""

from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np
import pytest

from extractor.paper.box import Box
from extractor.paper.page import Pixels
from extractor.paper.word import Alternative, Word
from extractor.ports import CharSpan, Strip
from tests.unit.words.blocks import (
    SCALE,
    Answers,
    Blocks,
    Draw,
    Written,
    around,
    block,
    paper,
    read,
    ruled,
    spans,
    stroke,
)


def wedge(*, bar: bool) -> Draw:
    def draw(pixels: Pixels, left: float) -> Box:
        x, y = round(left * SCALE), round(52 * SCALE)
        cv2.polylines(pixels, [np.array([[x, y], [x + 14, y + 7], [x, y + 14]])], False, (20, 20, 20), 2)
        if bar:
            cv2.line(pixels, (x, y + 18), (x + 14, y + 11), (20, 20, 20), 2)
        return Box(x, y, x + 15, y + (19 if bar else 15))

    return draw


def lone(draw: Draw, short: tuple[str, float], joined: tuple[str, float] = ("x", 0.0), left: float = 135) -> Word:
    """A figure of three characters in one cell, the drawn mark in the next; the mark's word."""
    pixels = paper()
    grid = ruled(pixels, 20, 100, 180)
    line = [block(pixels, x, 50) for x in (30, 45, 60)]
    mark = draw(pixels, left)
    words = read(pixels, Answers([around(*line), around(mark)], "350", short, joined), grid)
    (word,) = [word for word in words if word.box.left > 100]
    return word


def test_a_slanted_stroke_is_a_slash_and_an_upright_one_is_not() -> None:
    assert lone(stroke(20), ("1", 0.98)).text == "/"
    one = lone(stroke(0), ("1", 0.98))
    assert (one.text, one.confidence) == ("1", 0.98)
    assert lone(stroke(8.5), ("1", 0.98)).confidence < 0.7


def test_an_upright_stroke_read_as_a_slash_is_doubtful() -> None:
    assert lone(stroke(0), ("/", 0.99)).confidence < 0.7
    assert lone(stroke(20), ("/", 0.99)).confidence == 0.99


def test_a_comparator_alone_is_read_before_a_figure() -> None:
    word = lone(wedge(bar=True), ("V", 0.9), ("≥350", 0.99))
    assert word.text == "≥"
    assert word.readings == ()


def test_what_reads_as_no_comparator_before_a_figure_stays_as_it_was() -> None:
    word = lone(wedge(bar=True), ("7", 0.9), ("7350", 0.99))
    assert (word.text, word.confidence) == ("7", 0.9)


def test_an_unsure_comparator_keeps_what_was_read_alone_beside_it() -> None:
    word = lone(wedge(bar=True), ("2", 0.8), ("≥350", 0.7))
    assert word.text == "≥"
    assert ("2", 0.8) in [(reading.text, reading.confidence) for reading in word.readings]


@pytest.mark.parametrize("bar", [True, False])
def test_a_wedge_has_the_bar_that_is_printed(bar: bool) -> None:
    word = lone(wedge(bar=bar), (">", 0.97), (">350", 0.97))
    assert word.text == ("≥" if bar else ">")
    assert bar == (">" in [other.text for other in word.chars[0].alternatives])


def test_a_wedge_before_an_equals_sign_has_its_bar_there() -> None:
    word = lone(wedge(bar=True), (">=", 0.97))
    assert (word.text, word.confidence) == (">=", 0.97)


def test_a_low_wedge_has_no_bar() -> None:
    def draw(pixels: Pixels, left: float) -> Box:
        x, y = round(left * SCALE), round(54 * SCALE)
        cv2.polylines(pixels, [np.array([[x + 10, y], [x, y + 4], [x + 10, y + 8]])], False, (20, 20, 20), 2)
        return Box(x, y, x + 11, y + 9)

    word = lone(draw, ("<", 0.97), ("<350", 0.97))
    assert (word.text, word.confidence) == ("<", 0.97)


def texts(pixels: Pixels, engine: Blocks, left: float = 20) -> list[str]:
    words = read(pixels, engine, ruled(pixels, left, 180))
    return [word.text for word in sorted(words, key=lambda word: word.box.top)]


def test_a_mark_beside_the_text_of_a_cell_is_no_text_unless_surely_read() -> None:
    def with_mark(short: tuple[str, float]) -> list[str]:
        pixels = paper()
        line = [block(pixels, x, 40) for x in (30, 45, 60)]
        block(pixels, 120, 80, 8, 8)
        return texts(pixels, Answers([around(*line)], "数量指", short, ("", 0.0)))

    assert with_mark(("C", 0.8)) == ["数量指"]
    assert with_mark(("5", 0.99)) == ["数量指", "5"]


@pytest.mark.parametrize(
    ("answers", "kept"),
    [
        ([("之。", 0.22), ("", 0.0), ("爸", 0.21)], []),
        ([("标", 0.45), ("标", 0.4)], ["标"]),
        ([("预算指标", 0.9), ("预算捐标", 0.4), ("顶算指标", 0.4)], ["预算指标"]),
    ],
)
def test_what_reads_as_something_else_each_time_is_no_text(answers: list[tuple[str, float]], kept: list[str]) -> None:
    pixels = paper()
    line = [block(pixels, x, 40) for x in (30, 45)]
    assert [word.text for word in read(pixels, Blocks([around(*line)], answers))] == kept


def test_a_lone_character_of_a_table_stays_though_each_reading_differs() -> None:
    word = lone(wedge(bar=True), ("V", 0.2), ("≥350", 0.99))
    assert word.text == "≥"


def test_a_thin_rest_at_a_wall_is_no_text_whatever_it_reads_as() -> None:
    pixels = paper()
    line = [block(pixels, x, 40) for x in (30, 45, 60)]
    rest = block(pixels, 120, 97.5, 5, 1)
    assert texts(pixels, Answers([around(*line), around(rest)], "数量指", ("M", 0.99), ("", 0.0))) == ["数量指"]


@pytest.mark.parametrize(
    ("printed", "kept"),
    [("85.", "85"), ("3.5.", "3.5"), ("60%.", "60%"), (">.", ">"), ("目标2.", "目标2."), ("1.5", "1.5")],
)
def test_no_figure_ends_in_a_point(printed: str, kept: str) -> None:
    pixels = paper()
    line = [block(pixels, x, 40) for x in (30, 45, 60)]
    assert texts(pixels, Blocks([around(*line)], [(printed, 0.99)] * 3)) == [kept]


def test_a_point_before_a_figure_goes_but_leaves_a_doubt() -> None:
    pixels = paper()
    line = [block(pixels, x, 40) for x in (30, 45, 60)]
    (word,) = read(pixels, Blocks([around(*line)], [(".85", 0.98)] * 2), ruled(pixels, 20, 180))
    assert word.text == "85"
    assert ".8" in [other.text for other in word.chars[0].alternatives]


def test_a_figure_wrapped_behind_its_point_keeps_it() -> None:
    pixels = paper()
    upper = [block(pixels, x, 40) for x in (30, 45, 60)]
    lower = [block(pixels, x, 60) for x in (30, 45, 60)]
    engine = Blocks([around(*upper), around(*lower)], [("31.", 0.99)] * 2)
    assert texts(pixels, engine) == ["31.", "31"]


def test_a_figure_wrapped_before_its_point_keeps_it() -> None:
    pixels = paper()
    boxes = [around(*(block(pixels, x, top) for x in (30, 45, 60))) for top in (40, 60)]
    assert texts(pixels, Written(boxes, [spans("100"), spans(".05")])) == ["100", ".05"]
    assert texts(pixels, Written(boxes, [spans("合计"), spans(".05")])) == ["合计", "05"]


def test_a_page_is_in_one_script() -> None:
    def page(*lines: str) -> list[str]:
        pixels = paper()
        boxes = [around(*(block(pixels, x, top) for x in (30, 45, 60))) for top in (30, 55)]
        return texts(pixels, Written(boxes, [spans(line) for line in lines]))

    assert page("年初預算数十万元", "项目绩效自评") == ["年初预算数十万元", "项目绩效自评"]
    assert page("年初預算數十萬元", "項目績效自評") == ["年初預算數十萬元", "項目績效自評"]


def test_a_raised_point_that_was_all_but_read_leaves_a_doubt() -> None:
    def confidences(probability: float) -> list[float]:
        pixels = paper()
        line = around(*(block(pixels, x, 40) for x in (30, 45, 60)))
        unit, person, year = spans("元人年")
        person = replace(person, alternatives=(Alternative("人·", probability),))
        (word,) = read(pixels, Written([line], [(unit, person, year)]))
        return [char.confidence for char in word.chars]

    assert confidences(0.2) == [0.99, 0.6, 0.99]
    assert confidences(0.05) == [0.99, 0.99, 0.99]


@pytest.mark.parametrize(("width", "read_as", "dash"), [(9, "11", "—"), (18, "11", "——"), (9, "4", "—")])
def test_a_flat_mark_alone_is_a_dash_whatever_it_reads_as(width: float, read_as: str, dash: str) -> None:
    pixels = paper()
    grid = ruled(pixels, 20, 100, 180)
    line = [block(pixels, x, 50) for x in (30, 45, 60)]
    block(pixels, 135, 55, width, 1.5)
    words = read(pixels, Answers([around(*line)], "350", (read_as, 0.9), ("", 0.0)), grid)
    assert [word.text for word in words if word.box.left > 100] == [dash]


def test_a_short_piece_of_a_broken_wall_is_no_part_of_the_figure_beside_it() -> None:
    pixels = paper()
    grid = ruled(pixels, 20, 100)
    pixels[50:190, int(20 * SCALE) - 2 : int(20 * SCALE) + 2] = 245
    rest = block(pixels, 19.5, 50, 1.5, 7)
    figure = [block(pixels, x, 50) for x in (25, 40)]
    (word,) = read(pixels, Blocks([around(rest, *figure)]), grid)
    assert word.text == "xx"


def test_ink_in_a_gap_between_two_characters_makes_them_doubtful() -> None:
    def confidences(*, ink: bool) -> list[float]:
        pixels = paper()
        line = [block(pixels, x, 40) for x in (30, 43, 56, 82, 95)]
        if ink:
            block(pixels, 73, 43, 1.5, 5)

        class Deaf(Blocks):
            def recognise(self, strips: Sequence[Pixels]) -> Sequence[Strip]:
                found = [self._blocks(strip).chars for strip in strips]
                large = [[char for char in chars if char.end - char.start > 0.05] for chars in found]
                return [Strip(tuple(CharSpan("数", c.start, c.end, 0.99) for c in chars), 0.99) for chars in large]

        (word,) = read(pixels, Deaf([around(*line)]))
        return [char.confidence for char in word.chars]

    assert min(confidences(ink=False)) == 0.99
    assert [confidence < 0.7 for confidence in confidences(ink=True)] == [False, False, True, True, False]
