"""Before the recognition network: line pictures go in, batches of like width come out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from extractor.paper.page import Pixels

HEIGHT = 48
"""Lines are brought to this height; the networks were trained with it."""
BUCKETS = (80, 160, 240, 320, 480, 640, 800, 960, 1280, 1600, 2400, 3200)
"""Widths a line is padded to. Few, so that few shapes are compiled; close, since the cost is linear in the width."""
COLUMNS_A_BATCH = 2560
"""Width x lines of one batch: bounds its memory (8 columns are one time step of 18,710 probabilities)."""


@dataclass(frozen=True)
class Batch:
    """Lines of one padded width: ``data`` is N x 3 x 48 x W; line i fills the first ``used[i]`` (0..1) of W."""

    indices: tuple[int, ...]
    data: NDArray[np.float32]
    used: tuple[float, ...]


def batches(strips: Sequence[Pixels]) -> Iterator[Batch]:
    """All ``strips``, batched by width; empty pictures are left out (nothing stands on them)."""
    by_width: dict[int, list[int]] = {}
    for index, strip in enumerate(strips):
        if strip.size:
            by_width.setdefault(_bucket(_width(strip)), []).append(index)
    for width, indices in sorted(by_width.items()):
        many = max(1, COLUMNS_A_BATCH // width)
        for start in range(0, len(indices), many):
            yield _batch(indices[start : start + many], strips, width)


def _width(strip: Pixels) -> int:
    width: int = round(HEIGHT * strip.shape[1] / strip.shape[0])
    return max(1, min(BUCKETS[-1], width))


def _bucket(width: int) -> int:
    return next(bucket for bucket in BUCKETS if width <= bucket)


def _batch(indices: list[int], strips: Sequence[Pixels], width: int) -> Batch:
    data = np.zeros((len(indices), 3, HEIGHT, width), np.float32)
    used = []
    for row, index in enumerate(indices):
        own = _width(strips[index])
        shrinking = strips[index].shape[0] > HEIGHT
        line = cv2.resize(strips[index], (own, HEIGHT), interpolation=cv2.INTER_AREA if shrinking else cv2.INTER_CUBIC)
        data[row, :, :, :own] = line[:, :, ::-1].transpose(2, 0, 1).astype(np.float32) / 127.5 - 1.0
        used.append(own / width)
    return Batch(tuple(indices), data, tuple(used))
