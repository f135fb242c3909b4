"""Line pictures for the recogniser: a line and the page's pixels go in, a strip and the way back come out."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from extractor.paper.box import Box
from extractor.paper.page import Pixels
from extractor.stages.grids_to_words.line import Line


@dataclass(frozen=True)
class Cutting:
    """How a line is cut out, relative to its height.

    ``across``/``down``: paper left free beside and above. ``stretch`` widens the finished strip.
    """

    across: float = 0.35
    down: float = 0.15
    stretch: float = 1.0


@dataclass(frozen=True, eq=False)
class Cut:
    """A strip and where its parts come from.

    Each ``(start, end, box)`` says which place of the page fills ``start``..``end`` (fractions of the strip's width).
    """

    pixels: Pixels
    sources: tuple[tuple[float, float, Box], ...]

    def place(self, start: float, end: float) -> Box:
        """The place on the page (pixels) of the strip between two fractions of its width."""
        middle = (start + end) / 2
        first, last, box = min(self.sources, key=lambda source: _distance(source, middle))
        if len(self.sources) > 1:
            return box
        share = box.width / (last - first)
        left, right = box.left + (start - first) * share, box.left + (end - first) * share
        return Box(max(left, box.left), box.top, min(right, box.right), box.bottom)


def cut_line(line: Line, pixels: Pixels, size: float, cutting: Cutting) -> Cut:
    """Cuts the line out of the page, upright, with paper around it and nothing from outside its room."""
    boxes = line.parts or (line.box,)
    height = max(size, max(box.height for box in boxes)) if line.parts else max(0.9 * size, line.box.height)
    pieces = [_piece(box, line.room, pixels, height, cutting) for box in boxes]
    if not line.parts:
        return _finished(pieces, [line.box], cutting, across=cutting.across * height)
    return _finished(pieces, list(boxes), cutting, across=0.0)


def _distance(source: tuple[float, float, Box], middle: float) -> float:
    first, last, _ = source
    return max(first - middle, middle - last, 0.0)


def _piece(box: Box, room: Box, pixels: Pixels, height: float, cutting: Cutting) -> tuple[Pixels, float]:
    """One upright piece with its margins, and how many pixels of it lie left of the box.

    Margins that would reach out of the room are filled with paper.
    """
    down = cutting.down * height + (height - box.height) / 2
    wide = Box(
        box.left - cutting.across * height, box.top - down, box.right + cutting.across * height, box.bottom + down
    )
    seen = wide.meet(room)
    rows, columns = pixels.shape[:2]
    left, top = max(0, round(seen.left)), max(0, round(seen.top))
    right, bottom = min(columns, round(seen.right)), min(rows, round(seen.bottom))
    patch = pixels[top:bottom, left:right]
    if not patch.size:
        return np.full((1, 1, 3), 255, np.uint8), 0.0
    paper = np.percentile(patch.reshape(-1, 3), 90, axis=0)
    around = (top - wide.top, wide.bottom - bottom, left - wide.left, wide.right - right)
    above, below, before, behind = (max(0, round(side)) for side in around)
    border = cv2.copyMakeBorder(patch, above, below, before, behind, cv2.BORDER_CONSTANT, value=paper.tolist())
    return np.asarray(border, np.uint8), box.left - wide.left


def _finished(pieces: list[tuple[Pixels, float]], boxes: list[Box], cutting: Cutting, across: float) -> Cut:
    """Pieces side by side at one height, stretched."""
    tallest = max(piece.shape[0] for piece, _ in pieces)
    level = [_levelled(piece, tallest) for piece, _ in pieces]
    whole: Pixels = np.concatenate(level, axis=1)
    width = whole.shape[1]
    sources, start = [], 0
    for piece, (_, before), box in zip(level, pieces, boxes, strict=True):
        end = start + piece.shape[1]
        inner = (start + before, start + before + box.width) if across else (start, end)
        sources.append((inner[0] / width, inner[1] / width, box))
        start = end
    if cutting.stretch != 1.0:
        wider = (max(1, round(width * cutting.stretch)), tallest)
        whole = np.asarray(cv2.resize(whole, wider, interpolation=cv2.INTER_CUBIC), np.uint8)
    return Cut(whole, tuple(sources))


def _levelled(piece: Pixels, height: int) -> Pixels:
    missing = height - piece.shape[0]
    if not missing:
        return piece
    paper = np.percentile(piece.reshape(-1, 3), 90, axis=0).tolist()
    border = cv2.copyMakeBorder(piece, missing // 2, missing - missing // 2, 0, 0, cv2.BORDER_CONSTANT, value=paper)
    return np.asarray(border, np.uint8)
