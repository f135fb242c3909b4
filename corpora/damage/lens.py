"""What optics and strokes of a copier do: blur, fat or thin ink, quarter turns, skew."""

from __future__ import annotations

import cv2
import numpy as np

from corpora.damage.sheet import Picture, Sheet
from corpora.damage.texture import smooth_noise, to_bytes


def blur(picture: Picture, sigma: float) -> Picture:
    """Out of focus by `sigma` pixels; below 0.15 nothing happens."""
    return picture if sigma < 0.15 else cv2.GaussianBlur(picture, (0, 0), sigma)


def blotchy_strokes(sheet: Sheet, rng: np.random.Generator, fat: float, thin: float) -> Sheet:
    """Strokes swell in some patches and waste away in others, as from a worn toner drum.

    Args:
        sheet: the page.
        rng: source of randomness.
        fat: share of a one-pixel swelling where it is strongest, 0…1.
        thin: share of a one-pixel wasting where it is strongest, 0…1.
    """
    swollen = cv2.erode(sheet.picture, np.ones((2, 2), np.uint8)).astype(np.float32)
    wasted = cv2.dilate(sheet.picture, np.ones((2, 2), np.uint8)).astype(np.float32)
    cloud = smooth_noise(sheet.size, (sheet.px(9), sheet.px(14)), rng)[:, :, None]
    more, less = np.clip(cloud * 3 - 1.8, 0, 1) * fat, np.clip(1.2 - cloud * 3, 0, 1) * thin
    values = sheet.picture.astype(np.float32) * (1 - more - less) + swollen * more + wasted * less
    return sheet.showing(to_bytes(values))


def skew(picture: Picture, degrees: float, around: tuple[int, int, int]) -> Picture:
    """The page turned clockwise by `degrees` about its middle, canvas unchanged; `around` (RGB) fills the corners."""
    height, width = picture.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), -degrees, 1.0)
    return cv2.warpAffine(picture, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=around)


def quarter_turns(picture: Picture, clockwise: int) -> Picture:
    """The picture turned clockwise by a multiple of 90 degrees."""
    return np.ascontiguousarray(np.rot90(picture, -(clockwise // 90) % 4))
