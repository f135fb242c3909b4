"""Before and after the detection network: a page picture goes in, boxes around its text lines come out.

The network is a Differentiable Binarization model (Liao et al., "Real-time Scene Text Detection with Differentiable
Binarization", AAAI 2020): it marks the *shrunken* core of each text line, which is grown back here.
"""

from __future__ import annotations

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


def network_input(pixels: Pixels, long_side: int) -> NDArray[np.float32]:
    """The picture as the network wants it: 1 x 3 x H x W, sides multiples of 32, normalised, blue first.

    Pictures are only ever made smaller, but never below one stride.
    """
    height, width = pixels.shape[:2]
    scale = min(1.0, long_side / max(height, width))
    size = (_fit(width * scale), _fit(height * scale))
    shrunk = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)
    bgr = shrunk[:, :, ::-1].astype(np.float32) / 255.0
    normal = (bgr - np.array(MEAN, np.float32)) / np.array(DEVIATION, np.float32)
    return np.ascontiguousarray(normal.transpose(2, 0, 1)[None], dtype=np.float32)


def _fit(side: float) -> int:
    return max(STRIDE, round(side / STRIDE) * STRIDE)


def boxes_from(probability: NDArray[np.float32], width: int, height: int, rules: DetectionRules) -> list[Box]:
    """Boxes in pixels of the original ``width`` x ``height`` picture, top to bottom, left to right.

    Args:
        probability: the network's map, H x W, 0..1.
        width: of the original picture.
        height: of the original picture.
        rules: thresholds.
    """
    mask = (probability > rules.pixel).astype(np.uint8)
    contours, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    across, down = width / probability.shape[1], height / probability.shape[0]
    found = []
    for contour in contours:
        core = _core(contour, probability, rules)
        if core is not None:
            found.append(
                Box(
                    max(0.0, core.left * across),
                    max(0.0, core.top * down),
                    min(float(width), core.right * across),
                    min(float(height), core.bottom * down),
                )
            )
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
