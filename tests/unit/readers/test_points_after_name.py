"""A level's name printed upright with its points left of it reads as across; other cells stay as they are."""

from extractor.paper.box import Box, hull
from extractor.paper.word import Char, Word
from extractor.stages.forms_to_records.leaf import Part
from extractor.stages.forms_to_records.upright import points_after_name


def cell(*lines: list[tuple[str, float, float]]) -> Part:
    """Lines of characters, each with its left and top; all are eight points wide and high."""
    words = []
    for line in lines:
        chars = tuple(Char(text, Box(left, top, left + 8, top + 8), 0.99) for text, left, top in line)
        words.append(Word(1, hull(char.box for char in chars), chars, 0.99))
    return Part(1, hull(word.box for word in words), tuple((word,) for word in words))


def test_points_in_a_column_left_of_an_upright_name_stand_behind_it() -> None:
    mixed = cell(
        [("效", 20, 0)], [("3", 0, 14), ("（", 0, 10), ("益", 20, 10)], [("2", 0, 22), ("指", 20, 20)],
        [("）", 0, 30), ("标", 20, 30)],
    )  # fmt: skip
    assert [line[0].text for line in points_after_name(mixed).lines] == ["效益指标", "（32）"]


def test_short_lines_across_are_left_as_they_are() -> None:
    across = cell([("社", 0, 0), ("会", 20, 0)], [("效", 0, 10), ("益", 20, 10)], [("指", 0, 20), ("标", 20, 20)])
    bracketed = cell([("产", 0, 0), ("出", 20, 0)], [("指", 0, 10), ("标", 20, 10)], [("（", 0, 20), ("5", 20, 20)])
    assert points_after_name(across) is across and points_after_name(bracketed) is bracketed
