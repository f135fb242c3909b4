"""What detection is shown of a peppered page."""

import numpy as np

from extractor.paper.page import Picture
from extractor.stages.grids_to_words.specks import without_specks

SCALE = 200 / 72


def page(specks: int) -> Picture:
    """A page with a line of print, a point in it, and specks of two pixels each far from one another."""
    pixels = np.full((2000, 1600, 3), 255, np.uint8)
    pixels[100:126, 200:600] = 0
    pixels[122:126, 604:608] = 0
    pixels[100:126, 612:700] = 0
    for at in range(specks):
        row, column = divmod(at, 60)
        pixels[200 + 24 * row : 202 + 24 * row, 40 + 24 * column : 42 + 24 * column] = 0
    return Picture(pixels, SCALE)


def test_lone_specks_go_and_print_stays_with_its_points() -> None:
    peppered = page(3000)
    shown = without_specks(peppered)
    assert (shown[190:] == 255).all()
    assert (shown[:190] == peppered.pixels[:190]).all()


def test_a_page_with_a_few_specks_is_shown_as_it_is() -> None:
    clean = page(30)
    assert without_specks(clean) is clean.pixels
