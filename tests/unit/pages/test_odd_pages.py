"""Blank, black and photo-only pages are pages, not errors."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest

from extractor.paper.page import Page, Pixels
from extractor.stages.pdf_to_pages.scan import scanned_page
from tests.unit.pages.paper import MarkedUp, blank, form, sheet_of


def scenery() -> Pixels:
    """Two photographs on a page: smooth colours with texture."""
    random = np.random.default_rng(6)
    page = blank()
    for top in (100, 950):
        rough = random.integers(40, 220, (12, 16, 3), dtype=np.uint8)
        page[top : top + 700, 120:1120] = cv2.resize(rough, (1000, 700), interpolation=cv2.INTER_CUBIC)
    return page


def nearly_black() -> Pixels:
    page = blank()
    page[: int(page.shape[0] * 0.9)] = 12
    return page


def passed_through(pixels: Pixels) -> Page:
    page = scanned_page(sheet_of(pixels), MarkedUp())
    assert page.picture is not None
    assert page.clean is not None
    assert page.picture.pixels.shape == page.clean.pixels.shape
    assert (page.rotation, page.seals) == (0, ())
    assert 0 <= page.quality <= 1
    return page


@pytest.mark.parametrize("paper", [255, 245, 128, 0])
def test_empty_page(paper: int) -> None:
    assert passed_through(blank(paper)).skew == 0


def test_page_of_photographs() -> None:
    assert abs(passed_through(scenery()).skew) < 7


def test_nearly_black_page() -> None:
    passed_through(nearly_black())


@pytest.mark.parametrize("size", [(1, 1), (40, 2000), (2000, 40)])
def test_sliver(size: tuple[int, int]) -> None:
    passed_through(np.full((*size, 3), 200, np.uint8))


def test_poor_pages_are_marked_down() -> None:
    good = passed_through(form()).quality
    small = cv2.resize(form(), None, fx=0.4, fy=0.4, interpolation=cv2.INTER_AREA)
    blurred = cv2.GaussianBlur(cv2.resize(small, (form().shape[1], form().shape[0])), (0, 0), 3)
    noise = np.random.default_rng(7).normal(0, 18, blurred.shape)
    poor = passed_through(np.clip(blurred * 0.5 + 90 + noise, 0, 255).astype(np.uint8)).quality
    assert poor < 0.7 * good


def test_finest_scan_is_brought_to_what_reading_needs() -> None:
    fine = cv2.resize(form(), None, fx=4, fy=4, interpolation=cv2.INTER_NEAREST)
    sheet = replace(sheet_of(form()), pixels=np.asarray(fine, dtype=np.uint8))
    page = scanned_page(sheet, MarkedUp())
    assert page.picture is not None
    assert page.picture.scale == pytest.approx(300 / 72, rel=0.01)
    assert (page.width, page.height) == pytest.approx((sheet.width, sheet.height), rel=0.002)
