"""Takes the red of a seal out of a gray picture and keeps what is printed beneath.

Works in optical density (minus the logarithm of reflectance), where inks printed over each other add up: a pixel's
density in red light is ``k + r * s`` and in green light ``k + s``, with ``k`` black ink, ``s`` seal ink and ``r`` the
share of red light that the seal ink itself swallows. Two measurements, two unknowns; ``r`` is fitted on the seal.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from extractor.paper.box import Box
from extractor.paper.page import Pixels

_LEAST_RED = 0.12  # density difference from which a pixel is red
_USUAL, _MOST = 0.18, 0.45  # r where the seal shows too little of itself to fit, and its bound


def without_seal_ink(flat: NDArray[np.uint8], pixels: Pixels, box: Box) -> None:
    """Rewrites ``flat`` (evenly lit gray of the same page) within ``box`` (pixels): red ink gone, black ink left."""
    height, width = flat.shape
    rows = slice(max(0, int(box.top)), min(height, int(box.bottom) + 1))
    columns = slice(max(0, int(box.left)), min(width, int(box.right) + 1))
    patch = pixels[rows, columns]
    if patch.size == 0:
        return
    red, green, blue = (_density(patch[:, :, channel]) for channel in range(3))
    cool = 0.5 * (green + blue)
    redness = cv2.GaussianBlur(cool - red, (0, 0), 0.8)
    is_red = redness > _LEAST_RED
    share = _seal_share(red, cool, is_red)
    black = np.clip((red - share * cool) / (1 - share), 0, None)
    beneath = (255 * np.power(10.0, -black)).clip(0, 255).astype(np.uint8)
    near = cv2.dilate(is_red.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    target = flat[rows, columns]
    target[near] = beneath[near]


def _density(channel: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Optical density against the paper around, 0 for paper."""
    small = cv2.resize(channel, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    side = max(3, min(41, min(small.shape) // 3)) | 1
    paper = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((side, side), np.uint8), borderType=cv2.BORDER_REPLICATE)
    paper = cv2.GaussianBlur(paper, (0, 0), side / 4)
    light = cv2.resize(paper, (channel.shape[1], channel.shape[0]), interpolation=cv2.INTER_LINEAR).astype(np.float32)
    reflectance = np.clip(channel.astype(np.float32), 4, None) / np.maximum(light, 16)
    return np.asarray(np.maximum(0.0, -np.log10(np.minimum(reflectance, 1.0))), dtype=np.float32)


def _seal_share(red: NDArray[np.float32], cool: NDArray[np.float32], is_red: NDArray[np.bool_]) -> float:
    """``r``: the slope of red over green density among the reddest, least black pixels."""
    strong = is_red & (cool > 0.25)
    if strong.sum() < 200:
        return _USUAL
    ratios = red[strong] / cool[strong]
    return float(np.clip(np.percentile(ratios, 35), 0.0, _MOST))
