"""Traces the rulings of a nearly straight page to a fraction of a pixel: gray picture in, polylines out."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from extractor.stages.pdf_to_pages.skew import ink_mask

Floats = NDArray[np.float64]
_LONG = 45  # pixels at about 100 dpi: longer than any stroke of a character
_REACH = 3  # pixels around a ruling's rough place where its ink is weighed
_STEP = 6  # pixels between traced points


@dataclass(frozen=True, eq=False)
class Trace:
    """A ruling: points along it, ``along`` ascending, ``across`` its place to a fraction of a pixel."""

    along: Floats
    across: Floats


def level_traces(gray: NDArray[np.uint8]) -> list[Trace]:
    """The horizontal rulings (``along`` is x, ``across`` is y). For vertical ones give the picture transposed."""
    mask = ink_mask(gray)
    thick = cv2.dilate(mask, np.ones((3, 1), np.uint8))
    runs = cv2.morphologyEx(thick, cv2.MORPH_OPEN, np.ones((1, _LONG), np.uint8))
    runs = cv2.bitwise_and(runs, mask)
    runs = cv2.dilate(runs, np.ones((1, 5), np.uint8))
    darkness = np.asarray(cv2.subtract(cv2.blur(gray, (1, 31)), gray), dtype=np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(runs, connectivity=8)
    traces = []
    for index in range(1, count):
        left, top, width, height, _ = stats[index]
        if width < _LONG or height > 0.12 * width + 6:
            continue
        part = labels[top : top + height, left : left + width] == index
        trace = _traced(part, darkness, left, top)
        if trace is not None:
            traces.append(trace)
    return traces


def _traced(part: NDArray[np.bool_], darkness: NDArray[np.uint8], left: int, top: int) -> Trace | None:
    """Weighs the ink around the component's middle in every few columns."""
    heights = part.sum(axis=0)
    columns = np.flatnonzero((heights > 0) & (heights <= 2 * _REACH))
    if len(columns) < _LONG // 2:
        return None
    rows = np.arange(part.shape[0])[:, None]
    middle = (part * rows).sum(axis=0)[columns] / heights[columns] + top
    offsets = np.arange(-_REACH, _REACH + 1)
    y = np.clip(np.rint(middle)[None, :].astype(int) + offsets[:, None], 0, darkness.shape[0] - 1)
    ink = darkness[y, (columns + left)[None, :]].astype(np.float64)
    weight = ink.sum(axis=0)
    good = weight > 0
    place = (ink * y).sum(axis=0)[good] / weight[good]
    x = (columns + left)[good].astype(np.float64)
    groups = (x // _STEP).astype(int)
    _, first = np.unique(groups, return_index=True)
    counts = np.diff(np.append(first, len(x)))
    along, across = np.add.reduceat(x, first) / counts, np.add.reduceat(place, first) / counts
    return Trace(along + 0.5, across + 0.5) if len(along) >= 4 else None
