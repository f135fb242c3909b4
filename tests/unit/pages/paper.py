"""Pages drawn for the tests, and an OCR engine that only sees what they hold."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np

from extractor.paper.box import Box
from extractor.paper.page import Origin, Pixels
from extractor.paper.sheet import Sheet
from extractor.ports import CharSpan, Strip

SCALE = 150 / 72
A4 = (595.28, 841.89)


def blank(paper: int = 245) -> Pixels:
    """An empty A4 page at 150 dpi."""
    return np.full((round(A4[1] * SCALE), round(A4[0] * SCALE), 3), paper, np.uint8)


def form(paper: int = 245) -> Pixels:
    """A ruled form: a table of 6 x 4 cells, a mark in each, a heading above."""
    page = blank(paper)
    height, width = page.shape[:2]
    xs = [round(width * f) for f in (0.12, 0.3, 0.55, 0.75, 0.88)]
    ys = [round(height * f) for f in np.linspace(0.2, 0.8, 7)]
    for y in ys:
        cv2.line(page, (xs[0], y), (xs[-1], y), (20, 20, 20), 2)
    for x in xs:
        cv2.line(page, (x, ys[0]), (x, ys[-1]), (20, 20, 20), 2)
    for y in ys[:-1]:
        for x in xs[:-1]:
            cv2.putText(page, "0128", (x + 20, y + 60), cv2.FONT_HERSHEY_SIMPLEX, 0.7, (30, 30, 30), 2)
    cv2.putText(page, "HEADING OF THE FORM", (xs[1], ys[0] - 60), cv2.FONT_HERSHEY_SIMPLEX, 1.3, (20, 20, 20), 3)
    return page


def leaning(page: Pixels, clockwise: float) -> Pixels:
    """The page turned by a few degrees about its middle."""
    height, width = page.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), -clockwise, 1)
    turned = cv2.warpAffine(page, matrix, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(turned, dtype=np.uint8)


def stamped(page: Pixels, x: float, y: float, radius: float, colour: tuple[int, int, int]) -> Pixels:
    """A round seal printed over the page (inks multiply); place and radius in points."""
    seal = np.full_like(page, 255)
    centre = (round(x * SCALE), round(y * SCALE))
    cv2.circle(seal, centre, round(radius * SCALE), colour, 4, cv2.LINE_AA)
    cv2.circle(seal, centre, round(radius * SCALE * 0.25), colour, -1, cv2.LINE_AA)
    for angle in np.arange(0, 300, 25):
        place = np.radians(angle + 120)
        at = (centre[0] + 0.75 * radius * SCALE * np.cos(place), centre[1] + 0.75 * radius * SCALE * np.sin(place))
        cv2.circle(seal, (round(at[0]), round(at[1])), 7, colour, -1, cv2.LINE_AA)
    return (page.astype(np.uint16) * seal // 255).astype(np.uint8)


def sheet_of(pixels: Pixels) -> Sheet:
    """The picture as a scanned sheet."""
    height, width = pixels.shape[:2]
    return Sheet(1, "scan", width / SCALE, height / SCALE, Origin(Path("scan.png"), 0), pixels)


class MarkedUp:
    """Finds the lines it is told of; reads a strip well where its dark mark stands at the left end.

    ``lines`` are boxes as fractions of the upright page; ``turned`` is how far (clockwise) the page lies turned.
    """

    name = "marked-up"

    def __init__(self, lines: Sequence[Box] = (), turned: int = 0) -> None:
        self._lines, self._turned = lines, turned

    def detect(self, pixels: Pixels) -> Sequence[Box]:
        height, width = pixels.shape[:2]
        found = []
        for box in self._lines:
            for _ in range(self._turned // 90):
                box = Box(1 - box.bottom, box.left, 1 - box.top, box.right)
            found.append(Box(box.left * width, box.top * height, box.right * width, box.bottom * height))
        return found

    def recognise(self, strips: Sequence[Pixels]) -> Sequence[Strip]:
        return [self._read(strip) for strip in strips]

    def _read(self, strip: Pixels) -> Strip:
        third = max(1, strip.shape[1] // 3)
        left, right = strip[:, :third].mean(), strip[:, -third:].mean()
        text, sure = ("预算执行情况", 0.97) if left < right - 5 else ("?", 0.3)
        return Strip(tuple(CharSpan(char, 0, 1, sure) for char in text), sure)
