"""A scanned page into words: what is cut, what is found again, what is read twice."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

import pytest

from extractor.paper.box import Box
from extractor.paper.grid import PageGrids
from extractor.paper.page import Page, Picture, Pixels, Seal
from extractor.ports import Strip
from extractor.stages.grids_to_words import grids_to_words
from tests.unit.words.blocks import SCALE, Blocks, around, block, paper, read, ruled


def test_a_box_over_a_wall_becomes_a_word_on_each_side() -> None:
    pixels = paper()
    grid = ruled(pixels, 20, 100, 180)
    line = [block(pixels, left, 50) for left in (60, 75, 105, 120, 135)]
    words = sorted(read(pixels, Blocks([around(*line)]), grid), key=lambda word: word.box.left)
    assert [word.text for word in words] == ["xx", "xxx"]
    assert words[0].box.right <= 100 <= words[1].box.left


def test_a_streak_through_a_character_is_no_wall() -> None:
    pixels = paper()
    line = [block(pixels, left, 50) for left in (65, 80, 115)]
    line += [block(pixels, 95, top, 12, 2) for top in (50, 54, 58)]
    grid = ruled(pixels, 20, 100, 180)
    (word,) = read(pixels, Blocks([around(*line)]), grid)
    assert word.box.left < 66
    assert word.box.right > 124


def test_a_digit_that_detection_lost_is_found_by_its_ink() -> None:
    pixels = paper()
    grid = ruled(pixels, 20, 100, 180)
    line = [block(pixels, left, 50) for left in (30, 45, 60)]
    lost = block(pixels, 135, 50, 6)
    words = read(pixels, Blocks([around(*line)]), grid)
    assert any(word.box.scaled(SCALE).holds(*lost.centre) for word in words)


def test_a_rest_of_a_ruling_is_no_figure_and_a_lone_stroke_is_doubtful() -> None:
    def strokes(left: float) -> list[float]:
        pixels = paper()
        grid = ruled(pixels, 20, 100, 180)
        line = [block(pixels, x, 50) for x in (30, 45, 60)]
        block(pixels, left, 50, 1.5)
        words = read(pixels, Blocks([around(*line)], [("1", 0.99), ("1", 0.99)]), grid)
        return [word.confidence for word in words if word.box.left > 100]

    assert strokes(left=104) == []
    assert [confidence < 0.7 for confidence in strokes(left=140)] == [True]


def test_a_mark_beside_a_line_belongs_to_it() -> None:
    pixels = paper()
    grid = ruled(pixels, 20, 180)
    comparator = block(pixels, 40, 50, 7)
    line = [block(pixels, left, 50) for left in (51, 65, 79)]
    (word,) = read(pixels, Blocks([around(*line)]), grid)
    assert word.text == "xxxx"
    assert word.box.left * SCALE <= comparator.left


@pytest.mark.parametrize(("before", "text"), [(50, "xxxx"), (20, "xxx")])
def test_a_mark_that_detection_lost_before_a_line_outside_tables_is_its_counter(before: float, text: str) -> None:
    pixels = paper()
    line = [block(pixels, x, 50) for x in (64, 78, 92)]
    block(pixels, before, 50)
    (word,) = read(pixels, Blocks([around(*line)]))
    assert word.text == text


def test_a_blank_cell_and_specks_give_no_words() -> None:
    pixels = paper()
    grid = ruled(pixels, 20, 100, 180)
    pixels[120, 100] = pixels[130, 260] = 0
    assert read(pixels, Blocks(), grid) == ()


def test_characters_below_one_another_are_one_vertical_word() -> None:
    pixels = paper()
    grid = ruled(pixels, 20, 45)
    column = [block(pixels, 27, top) for top in (25, 40, 55, 70)]
    wide = [block(pixels, left, 150) for left in (100, 115, 130)]
    words = read(pixels, Blocks([around(*wide), *(around(b) for b in column)]), grid)
    (upright,) = [word for word in words if word.vertical]
    tops = [char.box.top for char in upright.chars]
    assert len(tops) == 4
    assert tops == sorted(tops)


def test_two_lines_found_as_one_box_are_parted() -> None:
    pixels = paper()
    grid = ruled(pixels, 20, 180)
    upper = [block(pixels, left, 40) for left in (30, 45, 60)]
    lower = [block(pixels, left, 60) for left in (30, 45)]
    far = [block(pixels, left, 85) for left in (30, 45, 60)]
    free = [block(pixels, left, 130) for left in (30, 45, 60)]
    words = read(pixels, Blocks([around(*upper, *lower), around(*far), around(*free)]), grid)
    assert sorted(word.text for word in words) == ["xx", "xxx", "xxx", "xxx"]


def test_a_figure_is_read_again_and_the_surer_reading_wins() -> None:
    pixels = paper()
    line = [block(pixels, left, 50) for left in (30, 45, 60)]
    engine = Blocks([around(*line)], [("125", 0.7), ("1.25", 0.97), ("1.25", 0.9)])
    (word,) = read(pixels, engine)
    assert word.text == "1.25"
    assert ("125", 0.7) in [(reading.text, reading.confidence) for reading in word.readings]


@pytest.mark.parametrize(
    ("first", "twice", "kept"),
    [
        ("846元批", "846元/批", "846元/批"),
        ("6元/人年", "6元/人·年", "6元/人·年"),
        ("标准比", "标准比重", "标准比重"),
        ("标准.", "标准..", "标准."),
        ("标准", "标准.", "标准"),
        ("≥88%", "≥88%6", "≥88%"),
        ("标准表", "玛标准表", "标准表"),
        ("(50", "(50]", "(50"),
    ],
)
def test_two_readings_that_hold_more_print_outvote_a_surer_one(first: str, twice: str, kept: str) -> None:
    pixels = paper()
    line = [block(pixels, left, 50) for left in (30, 45, 60)]
    (word,) = read(pixels, Blocks([around(*line)], [(first, 0.97), (twice, 0.8), (twice, 0.8)]))
    assert word.text == kept


def test_a_sure_long_text_is_read_once() -> None:
    pixels = paper()
    line = [block(pixels, left, 50) for left in (30, 45, 60, 75)]
    (word,) = read(pixels, Blocks([around(*line)], [("数量指标", 0.999)]))
    assert word.readings == ()


def test_ink_that_no_character_covers_lowers_the_confidence() -> None:
    pixels = paper()
    line = [block(pixels, left, 50) for left in (30, 45, 60, 75, 90)]
    whole = Blocks([around(*line)])
    (sure,) = read(pixels, whole)

    class Deaf(Blocks):
        def recognise(self, strips: Sequence[Pixels]) -> Sequence[Strip]:
            return [Strip(strip.chars[2:], strip.confidence) for strip in super().recognise(strips)]

    (doubtful,) = read(pixels, Deaf([around(*line)]))
    assert doubtful.confidence < 0.7 < sure.confidence


def test_a_line_whose_ink_goes_on_beyond_what_was_detected_is_doubtful() -> None:
    pixels = paper()
    line = [block(pixels, left, 50) for left in (30, 43, 56, 69, 82)]
    (word,) = read(pixels, Blocks([around(*line[:4])]))
    assert word.text.startswith("xxxx")
    assert word.confidence < 0.7


def test_the_untouched_picture_is_read_too_unless_colour_is_in_the_way() -> None:
    def sources(seal: bool) -> set[str]:
        clean = paper()
        line = [block(clean, left, 50) for left in (30, 45, 60)]
        seen = clean.copy()
        if seal:
            seen[90:130, 60:100, 1:] = 60
        page = Page(1, "scan", 300, 200, picture=Picture(seen, SCALE), clean=Picture(clean, SCALE))
        engine = Blocks([around(*line)], [("125", 0.9), ("125", 0.9)])
        (word,) = grids_to_words(PageGrids(page, ()), engine).words
        return {reading.source for reading in word.readings}

    assert sources(seal=False) == {"as-is"}
    assert sources(seal=True) == {"red"}


def test_print_that_cleaning_took_away_with_a_seal_is_read_in_red_light() -> None:
    def text(*answers: tuple[str, float]) -> str:
        clean = paper()
        line = [block(clean, left, 50) for left in (30, 45, 60)]
        seen = clean.copy()
        seen[90:130, 60:100, 1:] = 60
        seal = Seal(Box(20, 40, 60, 80), None, 0.9)
        page = Page(1, "scan", 300, 200, picture=Picture(seen, SCALE), clean=Picture(clean, SCALE), seals=(seal,))
        (word,) = grids_to_words(PageGrids(page, ()), Blocks([around(*line)], answers)).words
        return word.text

    assert text(("区联合会", 0.999), ("凤栖区联合会", 0.95), ("区联合会", 0.999)) == "凤栖区联合会"
    assert text(("区联合会", 0.999), ("凤栖区联合会", 0.6), ("区联合会", 0.999)) == "区联合会"
    assert text(("区联合会", 0.999), ("市联合会", 0.95), ("区联合会", 0.999)) == "区联合会"


@pytest.mark.parametrize(("ink", "colour"), [((225, 60, 60), "red"), ((190, 190, 190), "grey")])
def test_what_only_a_seal_printed_is_no_text_of_the_form(
    ink: tuple[int, int, int], colour: Literal["red", "grey"]
) -> None:
    def texts(*, beside: bool) -> list[str]:
        clean = paper()
        line = [block(clean, left, 50) for left in (30, 45)] if beside else []
        block(clean, 200, 150)
        seen = clean.copy()
        mark = Box(60, 50, 70, 60)
        clean[100:120, 120:140] = 100
        seen[100:120, 120:140] = ink
        seal = Seal(Box(50, 40, 80, 80), None, 0.9, colour)
        page = Page(1, "scan", 300, 200, picture=Picture(seen, SCALE), clean=Picture(clean, SCALE), seals=(seal,))
        boxes = [around(*line, mark.scaled(SCALE)), around(Box(200, 150, 210, 160).scaled(SCALE))]
        words = grids_to_words(PageGrids(page, ()), Blocks(boxes)).words
        return [word.text for word in words if word.box.top < 100]

    assert texts(beside=False) == []
    assert texts(beside=True) == ["xx"]


def test_a_digital_page_is_not_read() -> None:
    page = replace(Page(1, "digital", 300, 200), chars=())
    assert grids_to_words(PageGrids(page, ()), Blocks()).words == ()
