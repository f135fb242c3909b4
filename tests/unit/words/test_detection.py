"""Boxes out of a detector's probability map."""

import numpy as np
import pytest

from extractor.engines.ppocr.detection import DetectionRules, boxes_from, network_input
from extractor.paper.box import Box


def test_a_core_grows_back_to_its_line_in_pixels_of_the_picture() -> None:
    probability = np.zeros((64, 128), np.float32)
    probability[20:28, 30:90] = 0.9
    (box,) = boxes_from(probability, Box(0, 0, 256, 128), DetectionRules())
    assert box.left < 60 < 180 < box.right
    assert box.top < 40 < 56 < box.bottom
    assert box.height < 40


def test_weak_and_tiny_blobs_are_no_lines() -> None:
    probability = np.zeros((64, 128), np.float32)
    probability[10:18, 10:60] = 0.35
    probability[40:42, 10:12] = 0.99
    assert boxes_from(probability, Box(0, 0, 128, 64), DetectionRules()) == []


@pytest.mark.parametrize("shape", [(7, 5, 3), (100, 3000, 3), (3508, 2479, 3)])
def test_any_picture_fits_the_network(shape: tuple[int, int, int]) -> None:
    data = network_input(np.full(shape, 255, np.uint8), 1280).data
    assert data.shape[:2] == (1, 3)
    assert all(side % 32 == 0 and 0 < side <= 1280 for side in data.shape[2:])


def test_empty_margins_are_not_looked_at_and_boxes_stand_where_they_are_on_the_page() -> None:
    page = np.full((2000, 1400, 3), 255, np.uint8)
    page[800:1000, 600:900] = 0
    view = network_input(page, 1600)
    assert view.data.shape[2] < 600 and view.data.shape[3] < 600
    ink = view.data[0, 0] < 0
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    core = np.zeros(ink.shape, np.float32)
    core[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1] = 0.9
    (box,) = boxes_from(core, view.part, DetectionRules(growth=0.0))
    for side, there in (("left", 600), ("top", 800), ("right", 900), ("bottom", 1000)):
        assert getattr(box, side) == pytest.approx(there, abs=3)


def test_ink_at_the_very_edge_is_seen() -> None:
    page = np.full((2000, 1400, 3), 255, np.uint8)
    page[:20, :20] = page[-20:, -20:] = 0
    assert network_input(page, 1600).part == Box(0, 0, 1400, 2000)


def test_a_lone_thin_digit_at_the_foot_is_ink_and_a_speck_is_none() -> None:
    page = np.full((2339, 1654, 3), 255, np.uint8)
    page[800:1000, 600:900] = 0
    speck, digit = page.copy(), page.copy()
    speck[2250, 820] = 0
    digit[2250:2275, 820:822] = 90
    assert network_input(speck, 1600).part.bottom < 1200
    assert network_input(digit, 1600).part.bottom > 2275
