"""What a pen and a worn stroke leave beside print: ticks, scratches, stumps of brackets."""

from dataclasses import replace

import pytest

from tests.unit.words.blocks import Answers, Written, around, block, paper, read, ruled, spans, stroke


@pytest.mark.parametrize(("short", "left"), [("P", []), ("9", [("9", 0.6)]), ("≥", [("≥", 0.99)])])
def test_a_stroke_over_a_wall_is_a_pen_unless_it_may_be_a_figure(short: str, left: list[tuple[str, float]]) -> None:
    pixels = paper()
    grid = ruled(pixels, 20, 100, 180)
    line = [block(pixels, x, 50) for x in (30, 45, 60)]
    mark = block(pixels, 135, 21.5)
    engine = Answers([around(*line), around(mark)], "350", (short, 0.99), ("", 0.0))
    assert [(word.text, word.confidence) for word in read(pixels, engine, grid) if word.box.left > 100] == left


def test_a_tick_beside_a_figure_goes_and_leaves_a_doubt() -> None:
    pixels = paper()
    line = [block(pixels, x, 50) for x in (70, 85, 100)]
    tick = stroke(20)(pixels, 30)
    engine = Answers([around(*line), around(tick)], "350", ("1", 0.98), ("", 0.0))
    (word,) = read(pixels, engine, ruled(pixels, 20, 180))
    assert word.text == "350"
    assert "/350" in [reading.text for reading in word.readings]


def test_a_scratch_beside_a_table_is_no_text() -> None:
    pixels = paper()
    line = [block(pixels, x, 50) for x in (30, 45, 60)]
    scratch, below = block(pixels, 200, 50, 2), block(pixels, 200, 150, 2)
    boxes = [around(*line), around(scratch), around(below)]
    words = read(pixels, Answers(boxes, "350", ("1", 0.98), ("", 0.0)), ruled(pixels, 20, 100))
    assert sorted(word.text for word in words) == ["1", "350"]


@pytest.mark.parametrize(
    ("printed", "stump", "kept"),
    [
        ("项目（续", 4, "项目（续）"),
        ("项目（续", 0, "项目（续"),
        ("项目（续", 1, "项目（续"),
        ("项目）续", 4, "项目）续"),
        ("项目目续", 4, "项目目续"),
        ("（项（续", 4, "（项（续"),
    ],
)
def test_a_bracket_of_which_a_stump_is_left_is_closed(printed: str, stump: float, kept: str) -> None:
    pixels = paper()
    line = [block(pixels, x, 40) for x in (30, 42, 54, 66)]
    if stump:
        block(pixels, 79, 43, 1.5, stump)
    before_it = tuple(replace(one, start=0.92 * one.start, end=0.92 * one.end) for one in spans(printed))
    (word,) = read(pixels, Written([around(*line)], [before_it]), ruled(pixels, 20, 180))
    assert word.text == kept


def test_a_rest_of_a_ruling_below_a_table_is_no_line_of_text() -> None:
    pixels = paper()
    line = [block(pixels, x, 50) for x in (30, 45, 60)]
    rest, below = block(pixels, 60, 120, 14, 1.5), block(pixels, 60, 150)
    boxes = [around(*line), around(rest), around(below)]
    words = read(pixels, Answers(boxes, "350", ("二", 0.9), ("二", 0.9)), ruled(pixels, 20, 100))
    assert [word.box.top > 140 for word in words if word.text == "二"] == [True]
