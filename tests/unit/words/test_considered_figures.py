"""What is nearly a figure, and the figure that the recogniser considered."""

import pytest

from extractor.paper.box import Box
from extractor.paper.word import Alternative, Reading
from extractor.ports import CharSpan, Strip
from extractor.stages.grids_to_words.figures import with_figures
from extractor.stages.grids_to_words.line import Line
from extractor.stages.grids_to_words.rereading import Read
from extractor.stages.grids_to_words.strips import Cut
from tests.unit.words.blocks import paper

BOX = Box(0, 0, 100, 20)


def settled(text: str, doubts: dict[int, tuple[str, float]], *others: str) -> Read:
    """A line read as ``text``, at some places with another character in mind, and read otherwise in ``others``."""
    chars = tuple(
        CharSpan(char, at / len(text), (at + 1) / len(text), 1 - doubts[at][1], (Alternative(*doubts[at]),))
        if at in doubts
        else CharSpan(char, at / len(text), (at + 1) / len(text), 0.999)
        for at, char in enumerate(text)
    )
    strip = Strip(chars, min(char.confidence for char in chars))
    readings = tuple(Reading("wide", other, 0.8) for other in others)
    (one,) = with_figures([Read(Line(BOX, None, BOX, BOX), Cut(paper(), ((1.0, BOX),)), strip, readings)])
    return one


@pytest.mark.parametrize(
    ("text", "doubts", "figure"),
    [
        ("13,96万元", {2: (".", 0.29)}, "13.96万元"),
        ("88.447.19", {2: (",", 0.12)}, "88,447.19"),
        ("120:56", {3: (".", 0.37)}, "120.56"),
        ("S.00.", {0: ("5", 0.34), 4: ("", 0.35)}, "5.00"),
        ("i0", {0: ("1", 0.13)}, "10"),
    ],
)
def test_the_figure_that_was_considered_is_taken_and_doubtful(
    text: str, doubts: dict[int, tuple[str, float]], figure: str
) -> None:
    read = settled(text, doubts)
    assert read.strip.text == figure
    assert read.strip.confidence < 0.4
    assert text in [other.text for other in read.others]


def test_another_reading_may_hold_the_figure() -> None:
    assert settled("80560,400000", {}, "80560.400000").strip.text == "80560.400000"


@pytest.mark.parametrize(
    ("text", "doubts"),
    [
        ("12,345.60", {2: (".", 0.3)}),
        ("52:27", {}),
        ("2:1", {0: ("7", 0.3)}),
        ("S5号楼", {0: ("5", 0.4)}),
        ("125.", {3: ("", 0.4)}),
        ("S.00.", {0: ("5", 0.34), 1: ("", 0.4)}),
    ],
)
def test_a_figure_or_what_none_was_considered_for_stays(text: str, doubts: dict[int, tuple[str, float]]) -> None:
    assert settled(text, doubts).strip.text == text
