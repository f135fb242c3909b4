"""Boxes out of a detector's probability map."""

import numpy as np
import pytest

from extractor.engines.ppocr.detection import DetectionRules, boxes_from, network_input


def test_a_core_grows_back_to_its_line_in_pixels_of_the_picture() -> None:
    probability = np.zeros((64, 128), np.float32)
    probability[20:28, 30:90] = 0.9
    (box,) = boxes_from(probability, 256, 128, DetectionRules())
    assert box.left < 60 < 180 < box.right
    assert box.top < 40 < 56 < box.bottom
    assert box.height < 40


def test_weak_and_tiny_blobs_are_no_lines() -> None:
    probability = np.zeros((64, 128), np.float32)
    probability[10:18, 10:60] = 0.35
    probability[40:42, 10:12] = 0.99
    assert boxes_from(probability, 128, 64, DetectionRules()) == []


@pytest.mark.parametrize("shape", [(7, 5, 3), (100, 3000, 3), (3508, 2479, 3)])
def test_any_picture_fits_the_network(shape: tuple[int, int, int]) -> None:
    data = network_input(np.full(shape, 255, np.uint8), 1280)
    assert data.shape[:2] == (1, 3)
    assert all(side % 32 == 0 and 0 < side <= 1280 for side in data.shape[2:])
