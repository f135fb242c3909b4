"""Pages of black blocks, a grid on them, and an engine that reads what it is told."""

from collections.abc import Callable, Sequence
from itertools import pairwise

import cv2
import numpy as np

from extractor.paper.box import Box
from extractor.paper.grid import Grid, GridCell, PageGrids
from extractor.paper.page import Page, Picture, Pixels
from extractor.paper.word import Word
from extractor.ports import CharSpan, Strip
from extractor.stages.grids_to_words import grids_to_words

SCALE = 2.0
Draw = Callable[[Pixels, float], Box]
"""Draws a mark on a page at a place (points) and gives its box in pixels."""


class Blocks:
    """An engine for pictures whose characters are black blocks: reads one ``x`` a block, finds the boxes it is told.

    ``texts`` are answers to successive calls instead, each the same for all strips of the call.
    """

    name = "blocks"

    def __init__(self, boxes: Sequence[Box] = (), texts: Sequence[tuple[str, float]] = ()) -> None:
        self.boxes = boxes
        self.texts = list(texts)

    def detect(self, pixels: Pixels) -> Sequence[Box]:
        return self.boxes

    def recognise(self, strips: Sequence[Pixels]) -> Sequence[Strip]:
        if self.texts and strips:
            text, confidence = self.texts.pop(0)
            return [self._strip(text, confidence) for _ in strips]
        return [self._blocks(strip) for strip in strips]

    @staticmethod
    def _strip(text: str, confidence: float) -> Strip:
        step = 1 / max(1, len(text))
        spans = tuple(CharSpan(c, i * step, (i + 1) * step, confidence) for i, c in enumerate(text))
        return Strip(spans, confidence)

    @staticmethod
    def _blocks(strip: Pixels) -> Strip:
        dark = (strip.min(axis=2) < 128).mean(axis=0) > 0.2
        edges = np.flatnonzero(np.diff(np.concatenate(([0], dark.astype(np.int8), [0]))))
        spans = zip(edges[::2], edges[1::2], strict=True)
        chars = tuple(CharSpan("x", float(a / len(dark)), float(b / len(dark)), 0.99) for a, b in spans)
        return Strip(chars, 0.99 if chars else 0.0)


def paper() -> Pixels:
    return np.full((400, 600, 3), 245, np.uint8)


def block(pixels: Pixels, left: float, top: float, width: float = 10, height: float = 10) -> Box:
    """Draws one character (points) and gives its box in pixels."""
    box = Box(left, top, left + width, top + height).scaled(SCALE)
    pixels[int(box.top) : int(box.bottom), int(box.left) : int(box.right)] = 20
    return box


def ruled(pixels: Pixels, *walls: float) -> Grid:
    """A row of cells between upright walls, 20 to 100 points down, drawn."""
    for wall in walls:
        pixels[40:200, int(wall * SCALE) - 1 : int(wall * SCALE) + 1] = 0
    for level in (20, 100):
        y = int(level * SCALE)
        pixels[y - 1 : y + 1, int(walls[0] * SCALE) : int(walls[-1] * SCALE)] = 0
    boxes = [Box(a, 20, b, 100) for a, b in pairwise(walls)]
    cells = tuple(GridCell(0, column, 1, 1, box) for column, box in enumerate(boxes))
    return Grid(Box(walls[0], 20, walls[-1], 100), 1, len(cells), cells)


def read(pixels: Pixels, engine: Blocks, *grids: Grid) -> tuple[Word, ...]:
    picture = Picture(pixels, SCALE)
    page = Page(1, "scan", 300, 200, picture=picture, clean=picture)
    return grids_to_words(PageGrids(page, grids), engine).words


def around(*boxes: Box) -> Box:
    """A detected box: loose around the ink."""
    margin = 4
    return Box(
        min(b.left for b in boxes) - margin,
        min(b.top for b in boxes) - margin,
        max(b.right for b in boxes) + margin,
        max(b.bottom for b in boxes) + margin,
    )


class Answers(Blocks):
    """Tells strips by their shape: a figure of three blocks reads ``long``, a mark ``short``, both ``joined``."""

    def __init__(self, boxes: Sequence[Box], long: str, short: tuple[str, float], joined: tuple[str, float]) -> None:
        super().__init__(boxes)
        self._long, self._short, self._joined = long, short, joined

    def recognise(self, strips: Sequence[Pixels]) -> Sequence[Strip]:
        return [self._answer(strip) for strip in strips]

    def _answer(self, strip: Pixels) -> Strip:
        shape = strip.shape[1] / strip.shape[0]
        if shape < 2.2:
            return self._strip(*self._short)
        return self._strip(self._long, 0.999) if shape < 3.8 else self._strip(*self._joined)


class Written(Blocks):
    """Reads each line as the text told for its place, top to bottom."""

    def __init__(self, boxes: Sequence[Box], lines: Sequence[tuple[CharSpan, ...]]) -> None:
        super().__init__(boxes)
        self._lines = lines

    def recognise(self, strips: Sequence[Pixels]) -> Sequence[Strip]:
        return [Strip(chars, min(char.confidence for char in chars)) for chars in self._lines[: len(strips)]]


def spans(text: str, confidence: float = 0.99) -> tuple[CharSpan, ...]:
    step = 1 / len(text)
    return tuple(CharSpan(char, i * step, (i + 1) * step, confidence) for i, char in enumerate(text))


def stroke(lean: float) -> Draw:
    def draw(pixels: Pixels, left: float) -> Box:
        box = Box(left, 50, left + 4, 60).scaled(SCALE)
        x, y = box.centre
        across = np.tan(np.radians(lean)) * 9
        cv2.line(pixels, (round(x - across), round(y + 9)), (round(x + across), round(y - 9)), (20, 20, 20), 2)
        return Box(x - abs(across) - 1, y - 10, x + abs(across) + 2, y + 11)

    return draw
