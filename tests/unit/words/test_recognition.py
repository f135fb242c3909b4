"""Line pictures into batches."""

import numpy as np

from extractor.engines.ppocr.recognition import BUCKETS, batches


def test_every_line_comes_back_once_at_a_known_width() -> None:
    strips = [np.zeros((20, width, 3), np.uint8) for width in (5, 600, 40, 41, 5000)]
    made = list(batches(strips))
    assert sorted(index for batch in made for index in batch.indices) == [0, 1, 2, 3, 4]
    assert all(batch.data.shape[3] in BUCKETS for batch in made)
    assert all(0 < used <= 1 for batch in made for used in batch.used)


def test_an_empty_picture_is_left_out() -> None:
    assert list(batches([np.zeros((0, 10, 3), np.uint8), np.zeros((10, 0, 3), np.uint8)])) == []
