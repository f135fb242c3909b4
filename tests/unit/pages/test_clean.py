"""What the copy for reading looks like."""

from __future__ import annotations

import cv2
import numpy as np

from extractor.paper.box import Box
from extractor.stages.pdf_to_pages.clean import cleaned
from tests.unit.pages.paper import SCALE, blank, form, stamped

RED = (215, 40, 50)


def test_uneven_light_becomes_even_and_print_stays() -> None:
    page = form().astype(np.float32)
    shade = np.linspace(1.0, 0.45, page.shape[1])[None, :, None]
    result = cleaned((page * shade).astype(np.uint8), SCALE)[:, :, 0]
    empty = result[: result.shape[0] // 8]
    assert empty.min() > 235
    assert result.min() < 40


def test_red_seal_is_taken_out_and_print_beneath_is_kept() -> None:
    plain = form()
    page = stamped(plain, 300, 300, 58, RED)
    box = Box(240, 240, 360, 360)
    result = cleaned(page, SCALE, [box])[:, :, 0].astype(int)
    without = cleaned(plain, SCALE)[:, :, 0].astype(int)
    window = np.s_[round(240 * SCALE) : round(360 * SCALE), round(240 * SCALE) : round(360 * SCALE)]
    assert np.abs(result[window] - without[window]).mean() < 6
    is_print = without[window] < 100
    assert (result[window][is_print] < 140).mean() > 0.9


def test_red_print_outside_seals_stays() -> None:
    page = blank()
    cv2.putText(page, "RED HEADING", (200, 300), cv2.FONT_HERSHEY_SIMPLEX, 2, RED, 5)
    assert cleaned(page, SCALE)[:, :, 0].min() < 170


def test_punch_holes_vanish_but_characters_do_not() -> None:
    page = form()
    cv2.circle(page, (round(30 * SCALE), round(400 * SCALE)), round(8 * SCALE), (25, 25, 25), -1)
    result = cleaned(page, SCALE)[:, :, 0]
    assert result[round(400 * SCALE), round(30 * SCALE)] == 255
    heading = np.s_[round(0.14 * page.shape[0]) : round(0.18 * page.shape[0]), :]
    assert (result[heading] < 100).sum() > 0.9 * (page[heading][:, :, 0] < 100).sum()


def test_the_picture_itself_is_not_touched() -> None:
    page = stamped(form(), 300, 300, 58, RED)
    before = page.copy()
    cleaned(page, SCALE, [Box(240, 240, 360, 360)])
    assert np.array_equal(page, before)
