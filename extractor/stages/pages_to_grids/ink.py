"""A stretch of a scanned page in, where print is on it out: dark pixels without the specks of a worn or noisy scan."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from extractor.paper.box import Box
from extractor.paper.page import Picture

_DARK = 128  # grey levels below which a pixel is ink
_SPECK = 1.6  # points that neither side of a bit of noise exceeds; strokes of characters do


def ink_in(picture: Picture, box: Box) -> NDArray[np.bool_]:
    """Which pixels of ``box`` are print, rows by columns; dots of characters are lost with the specks like them."""
    pixels = picture.crop(box)
    if pixels.size == 0:
        return np.zeros((0, 0), dtype=np.bool_)
    dark = (pixels.mean(axis=2) < _DARK).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(dark, connectivity=8)
    least = max(1.0, _SPECK * picture.scale)
    kept = (stats[:, cv2.CC_STAT_WIDTH] > least) | (stats[:, cv2.CC_STAT_HEIGHT] > least)
    kept[0] = False
    return np.asarray(kept[labels]) if count > 1 else np.zeros(dark.shape, dtype=np.bool_)
