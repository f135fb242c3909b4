"""How well a page can be read: picture in, a mark of 0..1 out, from contrast, sharpness, noise and resolution."""

from __future__ import annotations

import cv2
import numpy as np

from extractor.paper.page import Picture

_GOOD_SCALE = 200 / 72  # pixels per point at which small print is fully there
_GOOD_CONTRAST = 130.0
_GOOD_SHARPNESS = 0.35
_BAD_NOISE = 14.0


def quality_of(picture: Picture) -> float:
    """The geometric mean of four marks; 1 is a clean office scan, below 0.5 expect mistakes."""
    height, width = picture.pixels.shape[:2]
    middle = picture.pixels[height // 10 : height - height // 10, width // 10 : width - width // 10]
    gray = cv2.cvtColor(middle, cv2.COLOR_RGB2GRAY)
    dark, light = np.percentile(gray[::2, ::2], (0.5, 80))
    contrast = float(light) - float(dark)
    steps = np.abs(cv2.Sobel(gray, cv2.CV_16S, 1, 0, ksize=1))
    steepest = float(np.percentile(steps[::2, ::2], 99.5)) / 2
    flat = gray[gray > light - 40]
    noise = float(np.std(flat)) if flat.size else _BAD_NOISE
    marks = (
        contrast / _GOOD_CONTRAST,
        steepest / max(contrast, 1.0) / _GOOD_SHARPNESS,
        1.25 - noise / _BAD_NOISE / 2,
        picture.scale / _GOOD_SCALE,
    )
    product = float(np.prod([np.clip(mark, 0.05, 1.0) for mark in marks]))
    return round(float(product**0.5), 3)
