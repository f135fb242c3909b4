"""Reads the text on a seal's rim: the ring is unrolled into a line and given to the OCR engine.

The text of an official seal runs clockwise, from the lower left over the top to the lower right, the feet of its
characters towards the middle. Where the seal was pressed askew the gap at the bottom tells where it starts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from extractor.paper.page import Picture, Pixels, Seal
from extractor.ports import CharSpan, OcrEngine, Strip
from extractor.stages.pdf_to_pages.seal_ink import seal_ink

Gray = NDArray[np.uint8]
Floats = NDArray[np.float64]
_BANDS = (0.58, 0.94), (0.47, 0.93)  # inner and outer edge of the rim's text, shares of the radius
_OVAL_BANDS = (0.46, 0.93), (0.38, 0.92)  # … of the shorter half axis: ovals have larger characters for their width
_HEIGHT = 48  # pixels: what recognisers of text lines take in
_LEAST, _ALONE = 0.75, 0.99  # mean confidence from which a text read twice alike, or only once, is believed
_SHORTEST = 4  # characters
_STEP = 1.55  # times the usual step between characters: there one is missing


@dataclass(frozen=True)
class _Oval:
    """An ellipse in pixels: middle, half axes, and the clockwise tilt (radians) of the first axis."""

    x: float
    y: float
    across: float
    down: float
    tilt: float

    @property
    def is_round(self) -> bool:
        """Whether it is a circle."""
        return abs(self.across - self.down) < 0.1 * max(self.across, self.down)

    def at(self, angles: Floats) -> Floats:
        """Points of the outline, one row each."""
        around: Floats = self._turned(self.across * np.cos(angles), self.down * np.sin(angles))
        around += np.array([self.x, self.y])
        return around

    def inward(self, angles: Floats) -> Floats:
        """Unit vectors at right angles to the outline, pointing inwards."""
        normal = self._turned(-np.cos(angles) / self.across, -np.sin(angles) / self.down)
        unit: Floats = normal / np.hypot(normal[:, 0], normal[:, 1])[:, None]
        return unit

    def _turned(self, x: Floats, y: Floats) -> Floats:
        sine, cosine = np.sin(self.tilt), np.cos(self.tilt)
        turned: Floats = np.stack([x * cosine - y * sine, x * sine + y * cosine], axis=1)
        return turned


def read_rim(seal: Seal, picture: Picture, engine: OcrEngine) -> Seal:
    """The seal with its text and, where read, the text's confidence; unread it keeps how surely it is a seal."""
    box = seal.box.scaled(picture.scale)
    if min(box.width, box.height) < 0.5 * max(box.width, box.height) or min(box.width, box.height) < 40:
        return seal
    ink = seal_ink(picture.pixels, box) if seal.colour == "red" else _grey_ink(picture, seal)
    oval = _oval_of(ink)
    strips: list[Pixels] = []
    for band in _BANDS if oval.is_round else _OVAL_BANDS:
        rim = _unrolled(ink, oval, band)
        strips.extend(_cut(rim, start) for start in _starts(rim))
    text, confidence = _agreed([_trimmed(strip) for strip in engine.recognise(strips)])
    return replace(seal, text=text, confidence=confidence) if text else seal


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


def _oval_of(ink: Gray) -> _Oval:
    """The seal's outline: the circle that fills its box, or for a longish box the ellipse around its ink."""
    height, width = ink.shape
    points = cv2.findNonZero((ink < 170).astype(np.uint8))
    if abs(height - width) <= 0.08 * max(height, width) or points is None or len(points) < 200:
        return _Oval(width / 2, height / 2, width / 2, height / 2, 0.0)
    (x, y), (first, second), angle = cv2.fitEllipse(cv2.convexHull(points))
    across, down = first / 2, second / 2
    while angle > 45:  # so that the second axis is the one that points down
        angle, across, down = angle - 90, down, across
    return _Oval(x, y, across, down, float(np.radians(angle)))


def _unrolled(ink: Gray, oval: _Oval, band: tuple[float, float]) -> Gray:
    """The rim as a strip, clockwise from the bottom all the way round, outer edge at the top.

    Walks along the outline in equal steps and looks inwards at right angles to it, as the characters stand.
    """
    fine = np.pi / 2 + np.linspace(0, 2 * np.pi, 1441)  # y points down: growing angles run clockwise
    edge = oval.at(fine)
    walked = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(edge, axis=0).T))])
    depth = min(oval.across, oval.down)
    inner, outer = (1 - band[0]) * depth, (1 - band[1]) * depth
    length = round((walked[-1] - np.pi * (inner + outer)) * _HEIGHT / (inner - outer))
    angles = np.interp(np.arange(length) / length * walked[-1], walked, fine)
    place, inward = oval.at(angles), oval.inward(angles)
    depths = np.linspace(outer, inner, _HEIGHT)[:, None]
    map_x = (place[:, 0] + depths * inward[:, 0]).astype(np.float32)
    map_y = (place[:, 1] + depths * inward[:, 1]).astype(np.float32)
    strip = cv2.remap(ink, map_x, map_y, cv2.INTER_CUBIC, borderMode=cv2.BORDER_CONSTANT, borderValue=(255,))
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


def _trimmed(strip: Strip) -> tuple[str, float]:
    """The reading without stray marks at its ends and without the seal's number, and its mean confidence."""
    chars = list(strip.chars)
    for end in (0, -1):
        while chars and not _is_chinese(chars[end].text) and chars[end].text not in "()（）":
            chars.pop(end)
    text = "".join(char.text for char in chars)
    if _has_hole(chars):
        return text, 0.0
    sure = [char.confidence for char in chars]
    return text, float(np.mean(sure) * min(1.0, 0.5 + min(sure))) if sure else 0.0


def _has_hole(chars: Sequence[CharSpan]) -> bool:
    """Whether the characters, which stand in even steps on a rim, leave room for one that was not read."""
    if len(chars) < _SHORTEST:
        return True
    steps = np.diff([(char.start + char.end) / 2 for char in chars])
    return bool(steps.max() > _STEP * np.median(steps))


def _is_chinese(text: str) -> bool:
    return "\u4e00" <= text <= "\u9fff"


def _agreed(readings: list[tuple[str, float]]) -> tuple[str | None, float]:
    """The text most surely read; a reading that stands alone must be surer than one that two strips share."""
    best: tuple[str | None, float] = (None, 0.0)
    for text, confidence in readings:
        shared = sum(other == text for other, _ in readings) > 1
        if len(text) >= _SHORTEST and confidence >= (_LEAST if shared else _ALONE) and confidence > best[1]:
            best = (text, round(confidence, 3))
    return best
