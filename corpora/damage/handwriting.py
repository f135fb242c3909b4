"""Pen marks on a form: signature scribbles, ticks and strokes that run over the rulings."""

from __future__ import annotations

import cv2
import numpy as np

from corpora.damage.rulings import ruling_masks, text_ink
from corpora.damage.sheet import Field, Picture, Place, Sheet
from corpora.damage.texture import to_bytes

_INKS = ((25, 25, 30), (30, 40, 95), (45, 45, 50))
_TRIES = 40
_CLOSE_MM = 2.5
_ABOVE_PAGE_NUMBER = 0.93


def sign(sheet: Sheet, rng: np.random.Generator, near: Place | None, clear: list[Place]) -> Sheet:
    """A scribbled name to the right of `near`, or below everything printed; never over print or a `clear` place.

    Places are left, top, right, bottom as fractions of the page. If no blank spot is found, nothing is written.
    """
    height, width = sheet.size
    wide, high = sheet.px(rng.uniform(18, 32)) / width, sheet.px(rng.uniform(8, 13)) / height
    text, foot = text_ink(sheet), _foot(sheet)
    for _ in range(_TRIES):
        if near is not None:
            left, top = near[2] + rng.uniform(0.02, 0.25), (near[1] + near[3] - high) / 2 + rng.uniform(-0.02, 0.02)
        else:
            left, top = rng.uniform(0.12, 0.7), foot + rng.uniform(0.0, 0.12)
        place = (left, top, left + wide, top + high)
        if left + wide < 0.97 and top + high < 0.97 and _blank(sheet, text, place, clear):
            return _write(sheet, rng, place, int(rng.integers(4, 8)))
    return sheet


def strike_rulings(sheet: Sheet, rng: np.random.Generator, marks: int, clear: list[Place]) -> Sheet:
    """Up to `marks` quick ticks and dashes across a ruling, where nothing is printed."""
    text, lines = text_ink(sheet), np.argwhere(cv2.max(*ruling_masks(sheet)))
    height, width = sheet.size
    for _ in range(marks if len(lines) else 0):
        wide, high = sheet.px(rng.uniform(7, 16)) / width, sheet.px(rng.uniform(4, 12)) / height
        for _ in range(_TRIES):
            y, x = lines[rng.integers(len(lines))]
            left, top = x / width - wide / 2, y / height - high / 2
            place = (left, top, left + wide, top + high)
            if left > 0 and top > 0 and _blank(sheet, text, place, clear):
                sheet = _write(sheet, rng, place, 1)
                break
    return sheet


def _foot(sheet: Sheet) -> float:
    """Where the last ruling, or on a page without any the last line of text, ends, as a fraction of the height."""
    height = sheet.size[0]
    rows = np.flatnonzero(cv2.max(*ruling_masks(sheet)).any(axis=1))
    if not len(rows):
        rows = np.flatnonzero(text_ink(sheet)[: int(_ABOVE_PAGE_NUMBER * height)].any(axis=1))
    return float(rows[-1] / height) if len(rows) else 0.5


def _write(sheet: Sheet, rng: np.random.Generator, place: Place, strokes: int) -> Sheet:
    """Pen strokes within a place."""
    height, width = sheet.size
    ink = np.zeros(sheet.size, np.float32)
    pen = sheet.dpi / 200.0 * rng.uniform(2.0, 4.2)
    for i in range(strokes):
        path = _stroke(rng, i / max(strokes, 1), strokes)
        x = (place[0] + path[:, 0] * (place[2] - place[0])) * width
        y = (place[1] + path[:, 1] * (place[3] - place[1])) * height
        for k in range(len(x) - 1):
            thick = max(1, round(pen * (0.55 + 0.45 * np.sin(np.pi * k / len(x)) + rng.uniform(-0.1, 0.1))))
            cv2.line(ink, (int(x[k]), int(y[k])), (int(x[k + 1]), int(y[k + 1])), 1.0, thick, cv2.LINE_AA)
    ink = cv2.GaussianBlur(ink, (0, 0), 0.6) * rng.uniform(0.8, 0.97)
    absorb = 1.0 - np.array(_INKS[rng.integers(len(_INKS))], np.float32) / 255.0
    return sheet.showing(to_bytes(sheet.picture.astype(np.float32) * (1.0 - ink[:, :, None] * absorb)))


def _stroke(rng: np.random.Generator, start: float, strokes: int) -> Field:
    """A curve through four random points of the unit square, from left to right by `start`."""
    across = 1.0 if strokes == 1 else 0.45
    corners = np.stack([start * 0.7 + rng.uniform(0, across, 4), rng.uniform(0, 1, 4)], axis=1)
    if rng.random() < 0.6:
        corners[:, 0].sort()
    t = np.linspace(0, 1, 28)[:, None]
    weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3)
    return np.clip(sum(w * c for w, c in zip(weights, corners, strict=True)), 0, 1).astype(np.float32)


def _blank(sheet: Sheet, text: Picture, place: Place, clear: list[Place]) -> bool:
    """Whether neither text nor a place to keep clear lies there or close by (rulings may)."""
    height, width = sheet.size
    left, top, right, bottom = place
    near = sheet.px(_CLOSE_MM)
    rows = slice(max(0, int(top * height) - near), int(bottom * height) + near)
    window = text[rows, max(0, int(left * width) - near) : int(right * width) + near]
    return not window.any() and not any(_overlap(place, other) for other in clear)


def _overlap(one: Place, other: Place) -> bool:
    return one[0] < other[2] and one[2] > other[0] and one[1] < other[3] and one[3] > other[1]
