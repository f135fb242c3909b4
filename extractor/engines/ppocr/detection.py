"""Before and after the detection network: a page picture goes in, boxes around its text lines come out.

The network is a Differentiable Binarization model (Liao et al., "Real-time Scene Text Detection with Differentiable
Binarization", AAAI 2020): it marks the *shrunken* core of each text line, which is grown back here.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np
from cv2.typing import MatLike
from numpy.typing import NDArray

from extractor.paper.box import Box
from extractor.paper.page import Pixels

STRIDE = 32
"""The network halves its input five times: sides must be multiples of this."""
MEAN = (0.485, 0.456, 0.406)
DEVIATION = (0.229, 0.224, 0.225)
_MARGIN = 1.0  # strides of blank paper left around the ink
_LOOK = 320  # pixels of the long side on which blank margins are looked for
_PAPER = 225  # a lighter spot is blank paper; the thin 1 of a page number leaves a spot at 200 to 220


@dataclass(frozen=True)
class DetectionRules:
    """How a probability map becomes boxes.

    ``long_side`` is the longest picture side the network is given, in pixels. ``pixel`` and ``line`` are the
    probabilities from which a pixel, and a line as a whole, count as text. ``growth`` is the ratio of Vatti clipping
    that undoes the shrinking (the paper's r').
    """

    long_side: int = 1600
    pixel: float = 0.3
    line: float = 0.5
    growth: float = 1.6
    smallest: int = 3


@dataclass(frozen=True)
class View:
    """What the network is shown: ``data`` is 1 x 3 x H x W, normalised, blue first, of the ``part`` of the picture."""

    data: NDArray[np.float32]
    part: Box


def network_input(pixels: Pixels, long_side: int) -> View:
    """The picture as the network wants it: without its empty margins, sides multiples of 32.

    Pictures are only ever made smaller, but never below one stride; the margins do not count in that.
    """
    scale = min(1.0, long_side / max(pixels.shape[:2]))
    part = _inked(pixels, STRIDE / scale)
    left, top, right, bottom = (round(side) for side in (part.left, part.top, part.right, part.bottom))
    size = (_fit(part.width * scale), _fit(part.height * scale))
    method = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    shrunk = cv2.resize(pixels[top:bottom, left:right], size, interpolation=method)
    data = np.empty((1, 3, size[1], size[0]), np.float32)
    for plane, (mean, deviation) in enumerate(zip(MEAN, DEVIATION, strict=True)):
        np.multiply(shrunk[:, :, 2 - plane], np.float32(1 / (255 * deviation)), out=data[0, plane])
        data[0, plane] -= np.float32(mean / deviation)
    return View(data, part)


def _inked(pixels: Pixels, stride: float) -> Box:
    """The part of a picture that is not blank paper, and some paper around it; all of it where nothing shows.

    Its sides are whole numbers of ``stride`` (pixels of the picture) where there is room, so that nothing is distorted.
    """
    height, width = pixels.shape[:2]
    step = max(1, round(max(height, width) / _LOOK))
    small = cv2.resize(pixels[:, :, 1], (-(-width // step), -(-height // step)), interpolation=cv2.INTER_AREA)
    dark = small < _PAPER
    rows, columns = np.flatnonzero(dark.any(axis=1)), np.flatnonzero(dark.any(axis=0))
    if not len(rows):
        return Box(0.0, 0.0, float(width), float(height))
    left, right = _extent(columns * (width / small.shape[1]), step, width, stride)
    top, bottom = _extent(rows * (height / small.shape[0]), step, height, stride)
    return Box(left, top, right, bottom)


def _extent(inked: NDArray[np.float64], step: int, whole: int, stride: float) -> tuple[float, float]:
    """From where to where a picture ``whole`` pixels long is looked at, if its first and last ink is ``inked``."""
    first, last = float(inked[0]) - _MARGIN * stride, float(inked[-1]) + step + _MARGIN * stride
    length = math.ceil((min(last, whole) - max(first, 0.0)) / stride) * stride
    if length > whole:
        return 0.0, float(whole)
    start = min(max(0.0, (first + last - length) / 2), whole - length)
    return float(round(start)), float(round(start + length))


def _fit(side: float) -> int:
    return max(STRIDE, round(side / STRIDE) * STRIDE)


def boxes_from(probability: NDArray[np.float32], part: Box, rules: DetectionRules) -> list[Box]:
    """Boxes in pixels of the original picture, top to bottom, left to right.

    Args:
        probability: the network's map, H x W, 0..1.
        part: of the original picture that the network was shown; no box reaches out of it.
        rules: thresholds.
    """
    mask = (probability > rules.pixel).astype(np.uint8)
    contours, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    across, down = part.width / probability.shape[1], part.height / probability.shape[0]
    found = []
    for contour in contours:
        core = _core(contour, probability, rules)
        if core is not None:
            left, top = part.left + core.left * across, part.top + core.top * down
            found.append(Box(left, top, part.left + core.right * across, part.top + core.bottom * down).meet(part))
    return sorted(found, key=lambda box: (box.top, box.left))


def _core(contour: MatLike, probability: NDArray[np.float32], rules: DetectionRules) -> Box | None:
    """The upright box around one blob of the map, grown to the full line; None where it is too weak or small."""
    left, top, width, height = cv2.boundingRect(contour)
    if min(width, height) < rules.smallest:
        return None
    inside = np.zeros((height, width), np.uint8)
    cv2.drawContours(inside, [contour], -1, (1,), cv2.FILLED, offset=(-left, -top))
    patch = np.ascontiguousarray(probability[top : top + height, left : left + width])
    if cv2.mean(patch, inside)[0] < rules.line:
        return None
    grown = width * height * rules.growth / (2 * (width + height))
    return Box(left, top, left + width, top + height).grown(grown)
