"""Damage to the lines of a table: broken, faint and doubled rulings. Text keeps its ink."""

from __future__ import annotations

import cv2
import numpy as np

from corpora.damage.sheet import Field, Picture, Sheet
from corpora.damage.texture import smooth_noise, to_bytes

_DARK = 150
_SHORTEST_MM = 11.0


def ruling_masks(sheet: Sheet) -> tuple[Picture, Picture]:
    """Where the horizontal and the vertical rulings of an undamaged page lie (255 on a ruling), one pixel fat."""
    gray = cv2.cvtColor(sheet.picture, cv2.COLOR_RGB2GRAY)
    dark = (gray < _DARK).astype(np.uint8) * 255
    length = sheet.px(_SHORTEST_MM)
    grow = np.ones((3, 3), np.uint8)
    across = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((1, length), np.uint8))
    down = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((length, 1), np.uint8))
    return cv2.dilate(across, grow), cv2.dilate(down, grow)


def text_ink(sheet: Sheet) -> Picture:
    """Everything dark on an undamaged page that is no ruling: 255 there, 0 elsewhere."""
    across, down = ruling_masks(sheet)
    dark = (cv2.cvtColor(sheet.picture, cv2.COLOR_RGB2GRAY) < _DARK).astype(np.uint8) * 255
    dark[cv2.dilate(cv2.max(across, down), np.ones((3, 3), np.uint8)) > 0] = 0
    return cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((2, 2), np.uint8))


def break_rulings(sheet: Sheet, rng: np.random.Generator, gaps: float, faintness: float) -> Sheet:
    """Rubs parts of the rulings out and lets others fade.

    Args:
        sheet: an upright page.
        rng: source of randomness.
        gaps: share of the ruling length lost altogether, 0…0.3.
        faintness: how far the rest may fade towards the paper, 0…1.
    """
    across, down = ruling_masks(sheet)
    loss = np.maximum(
        _loss(sheet, across, (sheet.px(1.2), sheet.px(3.5)), rng, gaps, faintness),
        _loss(sheet, down, (sheet.px(3.5), sheet.px(1.2)), rng, gaps, faintness),
    )
    values = sheet.picture.astype(np.float32)
    return sheet.showing(to_bytes(values + (255.0 - values) * loss[:, :, None]))


def double_rulings(sheet: Sheet, rng: np.random.Generator, strength: float) -> Sheet:
    """Prints the rulings a second time, half a millimetre off and paler, in some places (a slipped copier drum)."""
    across, down = ruling_masks(sheet)
    both = cv2.max(cv2.erode(across, np.ones((3, 3), np.uint8)), cv2.erode(down, np.ones((3, 3), np.uint8)))
    shift = np.float32([[1, 0, rng.choice([-1, 1]) * sheet.px(0.35)], [0, 1, rng.choice([-1, 1]) * sheet.px(0.45)]])
    ghost = cv2.warpAffine(both, shift, (both.shape[1], both.shape[0])).astype(np.float32) / 255.0
    where = (smooth_noise(sheet.size, sheet.px(45), rng) > 0.55).astype(np.float32)
    darker = sheet.picture.astype(np.float32) * (1.0 - strength * (ghost * where)[:, :, None])
    return sheet.showing(to_bytes(darker))


def _loss(
    sheet: Sheet, mask: Picture, cell: tuple[float, float], rng: np.random.Generator, gaps: float, faintness: float
) -> Field:
    gap_noise = smooth_noise(sheet.size, cell, rng)
    torn = (gap_noise < np.quantile(gap_noise[::7, ::7], gaps)).astype(np.float32)
    faint = np.clip(smooth_noise(sheet.size, sheet.px(22), rng) * 1.6 - 0.5, 0, 1) * faintness
    loss = np.maximum(torn * 0.97, faint) * (mask > 0)
    return cv2.GaussianBlur(loss.astype(np.float32), (0, 0), 0.6)
