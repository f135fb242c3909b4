"""Tells a seal's red ink from the black print beneath it.

Works in optical density (minus the logarithm of reflectance), where inks printed over each other add up: a pixel's
density in red light is ``k + r * s`` and in green and blue light ``k + s``, with ``k`` black ink, ``s`` seal ink and
``r`` the share of red light that the seal ink itself swallows. Two measurements, two unknowns; ``r`` is fitted on the
seal.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from extractor.paper.box import Box
from extractor.paper.page import Pixels

Density = NDArray[np.float32]
_LEAST_RED = 0.10  # density difference from which a pixel is red
_USUAL, _MOST = 0.18, 0.45  # r where the seal shows too little of itself to fit, and its bound
_BLACK = 0.9  # density in red light from which print hides the seal's ink
_TRACE, _PRINT = 0.07, 0.25  # near the seal's ink, density below the first is its fringe, above the second is print


def without_seal_ink(flat: NDArray[np.uint8], pixels: Pixels, box: Box) -> None:
    """Rewrites ``flat`` (evenly lit gray of the same page) within ``box`` (pixels): red ink gone, black ink left."""
    rows, columns = _window(pixels, box)
    patch = pixels[rows, columns]
    if patch.size == 0:
        return
    red, cool = _densities(patch)
    is_red = cv2.GaussianBlur(cool - red, (0, 0), 0.8) > _LEAST_RED
    share = _seal_share(red, cool, is_red)
    black = np.clip((red - share * cool) / (1 - share), 0, None)
    # The red of a JPEG is coarser than its brightness: the seal's fringe keeps a gray trace, which is no print.
    black *= np.clip((black - _TRACE) / (_PRINT - _TRACE), 0, 1)
    beneath = (255 * np.power(10.0, -black)).clip(0, 255).astype(np.uint8)
    near = cv2.dilate(is_red.astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
    flat[rows, columns][near] = beneath[near]


def seal_ink(pixels: Pixels, box: Box) -> NDArray[np.uint8]:
    """The seal alone within ``box`` (pixels), as gray on white: black print is left out."""
    rows, columns = _window(pixels, box)
    patch = pixels[rows, columns]
    if patch.size == 0:
        return np.full((1, 1), 255, np.uint8)
    red, cool = _densities(patch)
    seal = np.clip(cool - red, 0, None) * np.clip((_BLACK - red) / (0.5 * _BLACK), 0, 1)
    return np.asarray(255 * np.power(10.0, -1.6 * cv2.GaussianBlur(seal, (0, 0), 0.8)), dtype=np.uint8)


def _window(pixels: Pixels, box: Box) -> tuple[slice, slice]:
    height, width = pixels.shape[:2]
    return (
        slice(max(0, int(box.top)), max(0, min(height, int(box.bottom) + 1))),
        slice(max(0, int(box.left)), max(0, min(width, int(box.right) + 1))),
    )


def _densities(patch: Pixels) -> tuple[Density, Density]:
    """Density in red light, and in green and blue light together."""
    red, green, blue = (_density(patch[:, :, channel]) for channel in range(3))
    return red, np.asarray(0.5 * (green + blue), dtype=np.float32)


def _density(channel: NDArray[np.uint8]) -> Density:
    """Optical density against the paper around, 0 for paper."""
    small = cv2.resize(channel, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    side = max(3, min(41, min(small.shape) // 3)) | 1
    paper = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((side, side), np.uint8), borderType=cv2.BORDER_REPLICATE)
    paper = cv2.GaussianBlur(paper, (0, 0), side / 4)
    light = cv2.resize(paper, (channel.shape[1], channel.shape[0]), interpolation=cv2.INTER_LINEAR).astype(np.float32)
    reflectance = np.clip(channel.astype(np.float32), 4, None) / np.maximum(light, 16)
    return np.asarray(np.maximum(0.0, -np.log10(np.minimum(reflectance, 1.0))), dtype=np.float32)


def _seal_share(red: Density, cool: Density, is_red: NDArray[np.bool_]) -> float:
    """``r``: the slope of red over green density among the reddest, least black pixels."""
    strong = is_red & (cool > 0.25)
    if strong.sum() < 200:
        return _USUAL
    ratios = red[strong] / cool[strong]
    return float(np.clip(np.percentile(ratios, 35), 0.0, _MOST))
