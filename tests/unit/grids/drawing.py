"""Draws ruled pages as a scanner would see them: tables with merged cells, gaps, skew, fake text."""

from __future__ import annotations

import cv2
import numpy as np

from extractor.paper.page import Page, Picture

SCALE = 200 / 72
WIDTH, HEIGHT = 595.0, 842.0


class Sheet:
    """A white A4 page at 200 dpi; everything is given in points."""

    def __init__(self) -> None:
        self.pixels = np.full((round(HEIGHT * SCALE), round(WIDTH * SCALE)), 245, np.uint8)

    def line(self, x0: float, y0: float, x1: float, y1: float, *, grey: int = 30, thickness: int = 2) -> None:
        ends = [(round(x * SCALE), round(y * SCALE)) for x, y in ((x0, y0), (x1, y1))]
        cv2.line(self.pixels, ends[0], ends[1], grey, thickness)

    def erase(self, x0: float, y0: float, x1: float, y1: float) -> None:
        cv2.rectangle(self.pixels, *((round(x * SCALE), round(y * SCALE)) for x, y in ((x0, y0), (x1, y1))), 245, -1)

    def text(self, x: float, y: float, count: int, size: float = 10.5) -> None:
        """``count`` square signs of crossing strokes, each ``size`` points wide, from (x, y) on."""
        for index in range(count):
            left, right = x + index * size + 0.8, x + (index + 1) * size - 0.8
            for part in (0.1, 0.35, 0.6, 0.9):
                self.line(left, y + part * size, right, y + part * size)
            for part in (0.25, 0.75):
                self.line(left + part * (right - left), y + 1, left + part * (right - left), y + size - 1)

    def table(
        self,
        columns: list[float],
        rows: list[float],
        merged: tuple[tuple[int, int, int, int], ...] = (),
        grey: int = 30,
    ) -> None:
        """Rules a table; ``merged`` are (top, left, bottom, right) of merged cells, ends not included."""
        for r, y in enumerate(rows):
            for c in range(len(columns) - 1):
                if not any(t < r < b and le <= c < ri for t, le, b, ri in merged):
                    self.line(columns[c], y, columns[c + 1], y, grey=grey)
        for c, x in enumerate(columns):
            for r in range(len(rows) - 1):
                if not any(le < c < ri and t <= r < b for t, le, b, ri in merged):
                    self.line(x, rows[r], x, rows[r + 1], grey=grey)

    def skewed(self, degrees: float) -> Sheet:
        height, width = self.pixels.shape
        turn = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1)
        self.pixels = cv2.warpAffine(self.pixels, turn, (width, height), borderValue=245)
        return self

    def page(self) -> Page:
        picture = Picture(np.dstack([self.pixels] * 3), SCALE)
        return Page(1, "scan", WIDTH, HEIGHT, picture=picture, clean=picture)
