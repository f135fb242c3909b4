"""Ink that no character accounts for makes its neighbour doubtful, in a title's large print as in the small."""

from __future__ import annotations

import numpy as np
import pytest

from extractor.paper.box import Box
from extractor.stages.grids_to_words.overlooked import doubtful_characters

USUAL = 20.0


def line(em: int, text: str, printed: int) -> set[int]:
    """Doubtful characters of a line of ``printed`` glyphs, of which the first ones were read."""
    dark = np.zeros((em, em * printed), np.uint8)
    for at in range(printed):
        dark[2:-2, at * em + 2 : (at + 1) * em - 2] = 1
    places = [Box(at * em, 0, (at + 1) * em, em) for at in range(len(text))]
    return doubtful_characters(list(text), places, Box(0, 0, em * printed, em), dark, USUAL)


@pytest.mark.parametrize("em", [20, 44])
def test_a_line_read_whole_has_no_doubtful_character_whatever_its_size(em: int) -> None:
    assert line(em, "项目支出绩效自评表", 9) == set()


@pytest.mark.parametrize("em", [20, 44])
def test_a_glyph_nobody_read_makes_its_neighbour_doubtful(em: int) -> None:
    assert line(em, "项目支出绩效自评", 9) == {7}
