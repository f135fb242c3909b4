"""What detection is shown of a peppered page."""

from collections.abc import Sequence

import numpy as np
import pytest

from extractor.paper.box import Box
from extractor.paper.page import Picture, Pixels
from extractor.stages.grids_to_words.ink import page_ink
from extractor.stages.grids_to_words.specks import with_left_out, without_specks
from tests.unit.words.blocks import Blocks

SCALE = 200 / 72


def page(specks: int) -> Picture:
    """A page with a line of print, a point in it, and specks of two pixels each far from one another."""
    pixels = np.full((2000, 1600, 3), 255, np.uint8)
    for left in range(200, 600, 30):
        pixels[100:126, left : left + 24] = 0
    pixels[100:126, 590:600] = 0
    pixels[122:126, 604:608] = 0
    pixels[100:126, 612:700] = 0
    for at in range(specks):
        row, column = divmod(at, 60)
        pixels[200 + 24 * row : 202 + 24 * row, 40 + 24 * column : 42 + 24 * column] = 0
    return Picture(pixels, SCALE)


class Dazzled(Blocks):
    """Sees its line of print only where nothing else is on the page."""

    def detect(self, pixels: Pixels) -> Sequence[Box]:
        return self.boxes if (pixels[190:] == 255).all() else ()


@pytest.mark.parametrize(("specks", "lines"), [(3000, 1), (30, 0)])
def test_print_left_out_of_a_peppered_page_is_looked_for_without_its_specks(specks: int, lines: int) -> None:
    sheet = page(specks)
    ink = page_ink(sheet, (), 26)
    found = with_left_out((), sheet, (), ink, 26, Dazzled([Box(196, 96, 704, 130)]))
    assert len(found) == lines


def test_lone_specks_go_and_print_stays_with_its_points() -> None:
    peppered = page(3000)
    shown = without_specks(peppered)
    assert (shown[190:] == 255).all()
    assert (shown[:190] == peppered.pixels[:190]).all()


def test_a_page_with_a_few_specks_is_shown_as_it_is() -> None:
    clean = page(30)
    assert without_specks(clean) is clean.pixels
