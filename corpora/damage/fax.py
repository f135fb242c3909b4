"""A fax machine's eye: everything becomes black or white, with specks, streaks and strokes that clot."""

from __future__ import annotations

import cv2
import numpy as np

from corpora.damage.sheet import Field, Picture, Sheet
from corpora.damage.texture import smooth_noise

_BAYER = np.array([[0, 8, 2, 10], [12, 4, 14, 6], [3, 11, 1, 9], [15, 7, 13, 5]], np.float32) / 16.0


def two_levels(sheet: Sheet, rng: np.random.Generator, threshold: float, dither: float) -> Picture:
    """The page in black (0) and white (255).

    Args:
        sheet: the page; its ink may be coloured.
        rng: source of randomness.
        threshold: grey level (0…255) below which a spot turns black, give or take clouds and noise.
        dither: how far an ordered pattern moves the threshold, in grey levels; 0 for a plain cut.
    """
    gray = cv2.cvtColor(sheet.picture, cv2.COLOR_RGB2GRAY).astype(np.float32)
    height, width = gray.shape
    clots = np.clip(smooth_noise(sheet.size, (sheet.px(5), sheet.px(12)), rng) * 2 - 0.85, -0.15, 1) * 60
    noise = cv2.GaussianBlur(rng.standard_normal((height, width), dtype=np.float32), (0, 0), 0.7) * 26
    pattern = np.tile(_BAYER - 0.5, (height // 4 + 1, width // 4 + 1))[:height, :width]
    return np.where(gray < np.minimum(threshold + clots, 208) + noise + dither * pattern, 0, 255).astype(np.uint8)


def specks(page: Picture, rng: np.random.Generator, dust: float, holes: float) -> Picture:
    """Black dust on white and white holes in black, `dust` and `holes` being shares of all pixels."""
    specked = page.copy()
    for share, colour in ((dust, 0), (holes, 255)):
        count = int(share * page.size)
        y, x = rng.integers(0, page.shape[0] - 1, count), rng.integers(0, page.shape[1] - 1, count)
        specked[y, x] = colour
        fat = rng.random(count) < 0.35
        specked[y[fat], x[fat] + 1] = colour
        specked[y[fat] + 1, x[fat]] = colour
    return specked


def streaks(page: Picture, rng: np.random.Generator, lines: int) -> Picture:
    """Broken thin lines along the paper's path: dirt on the glass (black) and burnt-out dots (white)."""
    streaked = page.copy()
    height = page.shape[0]
    for _ in range(lines):
        x = int(rng.integers(10, page.shape[1] - 10))
        start, length = rng.uniform(0, 0.6) * height, rng.uniform(0.15, 0.9) * height
        rows = np.arange(int(start), int(min(height, start + length)))
        rows = rows[rng.random(len(rows)) < rng.uniform(0.25, 0.8)]
        streaked[rows, x] = 0 if rng.random() < 0.65 else 255
    return streaked


def slip(page: Picture, rng: np.random.Generator, places: int) -> Picture:
    """The paper slips in the feed: from some row on, everything moves sideways by a pixel or two."""
    slipped = page
    for row in rng.integers(page.shape[0] // 8, page.shape[0], places):
        moved: Field = np.roll(slipped[row:], int(rng.choice([-1, 1])), axis=1)
        slipped = np.concatenate([slipped[:row], moved])
    return np.ascontiguousarray(slipped)
