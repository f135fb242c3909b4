"""Reads the text on a seal's rim: the ring is unrolled into a line and given to the OCR engine.

The text of an official seal runs clockwise, from the lower left over the top to the lower right, the feet of its
characters towards the middle. Where the seal was pressed askew the gap at the bottom tells where it starts.
"""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from extractor.paper.page import Picture, Pixels, Seal
from extractor.ports import OcrEngine, Strip
from extractor.stages.pdf_to_pages.seal_ink import seal_ink

Gray = NDArray[np.uint8]
_BANDS = (0.60, 0.93), (0.55, 0.90)  # inner and outer edge of the rim's text, shares of the radius
_SIZE = 320  # pixels across a seal that is to be unrolled
_HEIGHT = 48  # pixels: what recognisers of text lines take in
_LEAST = 0.75  # mean confidence from which the text is believed
_SHORTEST = 4  # characters


def read_rim(seal: Seal, picture: Picture, engine: OcrEngine) -> Seal:
    """The seal with its text and, where read, the text's confidence; unread it keeps how surely it is a seal."""
    box = seal.box.scaled(picture.scale)
    if min(box.width, box.height) < 0.5 * max(box.width, box.height) or min(box.width, box.height) < 40:
        return seal
    disc = _as_disc(seal_ink(picture.pixels, box) if seal.colour == "red" else _grey_ink(picture, seal))
    strips: list[Pixels] = []
    for band in _BANDS:
        rim = _unrolled(disc, band)
        strips.extend(_cut(rim, start) for start in _starts(rim))
    best = max(engine.recognise(strips), key=_worth, default=None)
    if best is None or best.confidence < _LEAST or len(_text(best)) < _SHORTEST:
        return seal
    return replace(seal, text=_text(best), confidence=round(best.confidence, 3))


def _grey_ink(picture: Picture, seal: Seal) -> Gray:
    """The copied seal as black on white, print over it (darker than the ring) left out."""
    gray = np.asarray(cv2.cvtColor(picture.crop(seal.box), cv2.COLOR_RGB2GRAY), dtype=np.uint8)
    height, width = gray.shape
    y, x = np.ogrid[:height, :width]
    radius = np.hypot((x - width / 2) / (width / 2), (y - height / 2) / (height / 2))
    ring = gray[(radius > 0.95) & (radius < 1.0)]
    paper = float(np.percentile(gray, 75))
    ink = float(np.percentile(ring, 30))
    if paper - ink < 12:
        return gray
    print_level = ink - 0.6 * (paper - ink)
    stretched = np.clip((gray.astype(np.float32) - ink) * 255 / (paper - ink), 0, 255).astype(np.uint8)
    is_print = cv2.dilate((gray < print_level).astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    stretched[is_print] = 255
    return stretched


def _as_disc(ink: Gray) -> Gray:
    """The seal as an upright disc filling a square: oval seals are squeezed, tilted ones turned back."""
    height, width = ink.shape
    if abs(height - width) <= 0.08 * max(height, width):
        return np.asarray(cv2.resize(ink, (_SIZE, _SIZE), interpolation=cv2.INTER_CUBIC), dtype=np.uint8)
    points = cv2.findNonZero((ink < 170).astype(np.uint8))
    if points is None or len(points) < 200:
        return np.asarray(cv2.resize(ink, (_SIZE, _SIZE), interpolation=cv2.INTER_CUBIC), dtype=np.uint8)
    (x, y), (first, second), angle = cv2.fitEllipse(cv2.convexHull(points))
    across, down = first, second
    if angle > 45:
        angle, across, down = angle - 90, second, first
    if angle > 45:
        angle, across, down = angle - 90, down, across
    turn = np.radians(angle)
    axes = np.array([[np.cos(turn) * across, -np.sin(turn) * down], [np.sin(turn) * across, np.cos(turn) * down]])
    steps = axes / _SIZE
    shift = np.array([x, y]) - steps @ np.array([_SIZE / 2, _SIZE / 2])
    matrix = np.hstack([steps, shift[:, None]])
    flags = cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP
    disc = cv2.warpAffine(ink, matrix, (_SIZE, _SIZE), flags=flags, borderMode=cv2.BORDER_CONSTANT, borderValue=(255,))
    return np.asarray(disc, dtype=np.uint8)


def _unrolled(disc: Gray, band: tuple[float, float]) -> Gray:
    """The rim as a strip, clockwise from the bottom all the way round; outer edge at the top."""
    radius = _SIZE / 2
    middle = (band[0] + band[1]) / 2 * radius
    length = round(2 * np.pi * middle * _HEIGHT / ((band[1] - band[0]) * radius))
    angles = np.pi / 2 + np.arange(length) * 2 * np.pi / length  # y points down: growing angles run clockwise
    radial = np.linspace(band[1], band[0], _HEIGHT)[:, None] * radius
    map_x = (radius + np.cos(angles) * radial).astype(np.float32)
    map_y = (radius + np.sin(angles) * radial).astype(np.float32)
    strip = cv2.remap(disc, map_x, map_y, cv2.INTER_CUBIC, borderMode=cv2.BORDER_CONSTANT, borderValue=(255,))
    return np.asarray(strip, dtype=np.uint8)


def _starts(rim: Gray) -> list[int]:
    """Columns at which the text may start: the bottom itself, and the end of the widest gap in the lower half."""
    length = rim.shape[1]
    paper = float(np.percentile(rim, 80))
    inked = (rim[4 : _HEIGHT - 12] < paper - 40).mean(axis=0) > 0.06
    inked = cv2.dilate(inked.astype(np.uint8)[None, :], np.ones((1, 5), np.uint8))[0] > 0
    shifted = np.roll(inked, length // 2)  # the bottom now lies in the middle
    edges = np.flatnonzero(np.diff(np.concatenate([[1], shifted.astype(int), [1]])))
    gaps = edges.reshape(-1, 2)
    near = [(end - begin, end) for begin, end in gaps if abs((begin + end) / 2 - length / 2) < length / 4]
    starts = [0]
    if near:
        width, end = max(near)
        if width > 0.04 * length:
            starts.append((int(end) - length // 2 - 6) % length)
    return starts


def _cut(rim: Gray, start: int) -> Pixels:
    """The strip from ``start`` on, as the recogniser takes it."""
    return np.repeat(np.roll(rim, -start, axis=1)[:, :, None], 3, axis=2)


def _text(strip: Strip) -> str:
    """The reading without stray marks at its ends and without the seal's number."""
    return strip.text.strip(" .,·-—_'\"|*★☆0123456789")


def _worth(strip: Strip) -> float:
    """Confident and long readings of Chinese characters are worth most."""
    chinese = sum("\u4e00" <= char <= "\u9fff" for char in _text(strip))
    return float(strip.confidence * min(chinese, 12) ** 0.5)
