"""Pages of black blocks, a grid on them, and an engine that reads what it is told."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from extractor.paper.box import Box
from extractor.paper.grid import Grid, GridCell, PageGrids
from extractor.paper.page import Page, Picture, Pixels
from extractor.paper.word import Word
from extractor.ports import CharSpan, Strip
from extractor.stages.grids_to_words import grids_to_words

SCALE = 2.0


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
