"""Ink that no word claims: a page's picture and its words in, the dark share of any place out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from extractor.paper.box import Box
from extractor.paper.page import Picture
from extractor.paper.word import Word

_FINEST = 150 / 72  # pixels a point: enough to see a stroke
_AROUND = 30  # points of neighbourhood that tell how bright the paper is
_DARK = 0.72  # of the paper's brightness: darker is ink
_RULING = 14.0  # points: a longer straight run is a ruling, no stroke
_SPECK = 1.5  # points: smaller is dust
_CLAIM = 1.5  # points around a word that are its own
_INSET = 2.0  # points inside its walls that a cell's own area begins


class Unread:
    """The leftover ink of a page, summed up so that any box is asked at once."""

    def __init__(self, picture: Picture, words: Iterable[Word]) -> None:
        shrink = min(1.0, _FINEST / picture.scale)
        self._scale = picture.scale * shrink
        grey = cv2.cvtColor(picture.pixels, cv2.COLOR_RGB2GRAY)
        if shrink < 1:
            grey = cv2.resize(grey, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
        ink = _ink(grey, self._scale)
        for word in words:
            box = word.box.grown(_CLAIM).scaled(self._scale)
            ink[max(0, int(box.top)) : int(box.bottom) + 1, max(0, int(box.left)) : int(box.right) + 1] = 0
        self._sums = cv2.integral(_without_specks(ink, self._scale))

    def share(self, box: Box) -> float:
        """Dark share (0..1) of the inside of a cell with walls along ``box`` (points)."""
        height, width = self._sums.shape
        inside = box.grown(-_INSET).scaled(self._scale)
        left, right = (int(np.clip(x, 0, width - 1)) for x in (inside.left, inside.right))
        top, bottom = (int(np.clip(y, 0, height - 1)) for y in (inside.top, inside.bottom))
        if right <= left or bottom <= top:
            return 0.0
        sums = self._sums
        dark = int(sums[bottom, right]) - int(sums[top, right]) - int(sums[bottom, left]) + int(sums[top, left])
        return dark / ((right - left) * (bottom - top))


def _ink(grey: NDArray[Any], scale: float) -> NDArray[np.uint8]:
    """1 where there is ink that is no ruling."""
    paper = cv2.blur(grey, (int(_AROUND * scale), int(_AROUND * scale)))
    ink: NDArray[np.uint8] = (grey < _DARK * paper).astype(np.uint8)
    run = int(_RULING * scale)
    for kernel in (np.ones((1, run), np.uint8), np.ones((run, 1), np.uint8)):
        ruling = cv2.morphologyEx(ink, cv2.MORPH_OPEN, kernel)
        ink[cv2.dilate(ruling, np.ones((3, 3), np.uint8)) > 0] = 0
    return ink


def _without_specks(ink: NDArray[np.uint8], scale: float) -> NDArray[np.uint8]:
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    size = np.maximum(stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT])
    kept: NDArray[np.uint8] = (size >= _SPECK * scale).astype(np.uint8)
    kept[0] = 0
    leftover: NDArray[np.uint8] = kept[labels]
    return leftover
