"""How far a page leans: gray picture in, degrees out. Works on ruled tables and on running text, upright or lying."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

WIDEST = 7.0  # degrees searched to either side
_POINTS = 40_000
_MIN_POINTS = 300
_MARGIN = 0.03  # share of the frame's sides left out: scan borders and sheet edges lie there


def skew_of(gray: NDArray[np.uint8]) -> float:
    """Degrees (clockwise positive, as seen) by which lines of ink lean from the nearest axis; 0 where there are none.

    Projects the ink along both axes for many angles and takes the angle at which the profiles are sharpest (Postl's
    criterion: the sum of squares of the profile). A picture of about 100 dpi is fine enough for 0.05 degrees.
    """
    x, y = _ink_points(gray)
    if len(x) < _MIN_POINTS:
        return 0.0
    best, step = 0.0, 0.5
    angles = np.arange(-WIDEST, WIDEST + 0.01, step)
    while step > 0.015:
        scores = np.array([_sharpness(x, y, float(angle)) for angle in angles])
        best = float(angles[int(scores.argmax())])
        if step == 0.5 and not _is_peak(scores):
            return 0.0
        step /= 5
        angles = best + step * np.arange(-6, 7)
    return best


def ink_mask(gray: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Pixels clearly darker than their surroundings (255), under any light."""
    around = cv2.blur(gray, (31, 31))
    contrast = cv2.subtract(around, gray)
    level = max(12.0, 0.35 * float(np.percentile(contrast, 99)))
    return np.asarray((contrast > level) * np.uint8(255), dtype=np.uint8)


def _ink_points(gray: NDArray[np.uint8]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    mask = ink_mask(gray)
    height, width = mask.shape
    down, across = int(height * _MARGIN), int(width * _MARGIN)
    y, x = np.nonzero(mask[down : height - down, across : width - across])
    random = np.random.default_rng(0)
    if len(x) > _POINTS:
        keep = random.choice(len(x), _POINTS, replace=False)
        x, y = x[keep], y[keep]
    # Spread over their pixels: else the pixel grid itself is the sharpest profile and draws the angle to 0.
    spread = random.random((2, len(x)), dtype=np.float32)
    return x - np.float32(width / 2) + spread[0], y - np.float32(height / 2) + spread[1]


def _sharpness(x: NDArray[np.float32], y: NDArray[np.float32], angle: float) -> float:
    sine, cosine = np.float32(np.sin(np.radians(angle))), np.float32(np.cos(np.radians(angle)))
    score = 0.0
    for place in (y * cosine - x * sine, x * cosine + y * sine):
        low = np.floor(place - place.min()).astype(np.int32)
        profile = np.bincount(low).astype(np.float64)
        score += float(profile @ profile)
    return score


def _is_peak(scores: NDArray[np.float64]) -> bool:
    """Whether one angle stands out; on photographs and blank pages none does."""
    return bool(scores.max() > 1.06 * np.median(scores))
