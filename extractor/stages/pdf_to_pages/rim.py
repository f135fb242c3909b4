"""Reads the text on a seal's rim: the ring is unrolled into a line and given to the OCR engine.

The text of an official seal runs clockwise, from the lower left over the top to the lower right, the feet of its
characters towards the middle. Where the seal was pressed askew the gap at the bottom tells where it starts.
"""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from extractor.paper.page import Picture, Seal
from extractor.ports import OcrEngine, Strip
from extractor.stages.pdf_to_pages.seal_ink import seal_ink

Gray = NDArray[np.uint8]
_BANDS = (0.60, 0.93), (0.55, 0.90)  # inner and outer edge of the rim's text, shares of the radius
_HEIGHT = 48  # pixels: what recognisers of text lines take in
_LEAST = 0.75  # mean confidence from which the text is believed
_SHORTEST = 4  # characters


def read_rim(seal: Seal, picture: Picture, engine: OcrEngine) -> Seal:
    """The seal with its text and, where read, the text's confidence; unread it keeps how surely it is a seal."""
    box = seal.box.scaled(picture.scale)
    if min(box.width, box.height) < 0.6 * max(box.width, box.height) or min(box.width, box.height) < 40:
        return seal
    ink = seal_ink(picture.pixels, box) if seal.colour == "red" else _gray(picture, seal)
    strips: list[Gray] = []
    for band in _BANDS:
        rim = _unrolled(ink, band)
        strips.extend(_cut(rim, start) for start in _starts(rim))
    read = engine.recognise([cv2.cvtColor(strip, cv2.COLOR_GRAY2RGB).astype(np.uint8) for strip in strips])
    best = max(read, key=_worth, default=None)
    if best is None or best.confidence < _LEAST or len(_text(best)) < _SHORTEST:
        return seal
    return replace(seal, text=_text(best), confidence=round(best.confidence, 3))


def _gray(picture: Picture, seal: Seal) -> Gray:
    return np.asarray(cv2.cvtColor(picture.crop(seal.box), cv2.COLOR_RGB2GRAY), dtype=np.uint8)


def _unrolled(ink: Gray, band: tuple[float, float]) -> Gray:
    """The rim as a strip, clockwise from the bottom all the way round; outer edge at the top."""
    height, width = ink.shape
    radius = max(height, width) / 2
    middle = (band[0] + band[1]) / 2 * radius
    length = round(2 * np.pi * middle * _HEIGHT / ((band[1] - band[0]) * radius))
    angles = np.pi / 2 + np.arange(length) * 2 * np.pi / length  # y points down: growing angles run clockwise
    radial = np.linspace(band[1], band[0], _HEIGHT)[:, None] * radius
    map_x = (width / 2 + np.cos(angles) * radial).astype(np.float32)
    map_y = (height / 2 + np.sin(angles) * radial).astype(np.float32)
    strip = cv2.remap(ink, map_x, map_y, cv2.INTER_CUBIC, borderMode=cv2.BORDER_CONSTANT, borderValue=(255,))
    return np.asarray(strip, dtype=np.uint8)


def _starts(rim: Gray) -> list[int]:
    """Columns at which the text may start: the bottom itself, and the end of the widest gap in the lower half."""
    length = rim.shape[1]
    paper = float(np.percentile(rim, 80))
    inked = (rim[4 : _HEIGHT - 12] < paper - 40).mean(axis=0) > 0.06
    inked = cv2.dilate(inked.astype(np.uint8)[None, :], np.ones((1, 5), np.uint8))[0] > 0
    shifted = np.roll(inked, length // 2)  # the bottom now lies in the middle
    gaps = np.flatnonzero(np.diff(np.concatenate([[1], shifted.astype(int), [1]])))
    runs = gaps.reshape(-1, 2) if len(gaps) % 2 == 0 else np.empty((0, 2), int)
    near = [(end - begin, end) for begin, end in runs if abs((begin + end) / 2 - length / 2) < length / 4]
    starts = [0]
    if near:
        width, end = max(near)
        if width > 0.04 * length:
            starts.append((int(end) - length // 2 - 6) % length)
    return starts


def _cut(rim: Gray, start: int) -> Gray:
    return np.ascontiguousarray(np.roll(rim, -start, axis=1))


def _text(strip: Strip) -> str:
    """The reading without stray marks at its ends and without the seal's number."""
    return "".join(char.text for char in strip.chars).strip(" .,·-—_'\"|*★☆0123456789")


def _worth(strip: Strip) -> float:
    """Confident and long readings of Chinese characters are worth most."""
    chinese = sum("\u4e00" <= char <= "\u9fff" for char in _text(strip))
    return float(strip.confidence * min(chinese, 12) ** 0.5)
