"""Line pictures for the recogniser: a line and the page's pixels go in, a strip and the way back come out."""

from __future__ import annotations

from dataclasses import dataclass, replace

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
    """A strip and where it comes from.

    Each ``(end, box)`` says which place of the page (pixels) fills the strip up to ``end`` (a fraction of its width),
    left to right. An ordinary line has one; a vertical line one per character.
    """

    pixels: Pixels
    sources: tuple[tuple[float, Box], ...]

    def place(self, start: float, end: float) -> Box:
        """The place on the page (pixels) of the strip between two fractions of its width."""
        if len(self.sources) > 1:
            middle = (start + end) / 2
            return next((box for last, box in self.sources if middle <= last), self.sources[-1][1])
        ((_, box),) = self.sources
        return Box(box.left + start * box.width, box.top, box.left + end * box.width, box.bottom)


def cut_line(line: Line, pixels: Pixels, size: float, cutting: Cutting) -> Cut:
    """Cuts the line out of the page, upright, with paper around it and nothing from outside its room."""
    boxes = line.parts or (line.box,)
    height = max(0.9 * size, *(box.height for box in boxes))
    across = cutting.across * height
    if line.parts:
        views = [Box(box.left - across, box.top, box.right + across, box.bottom) for box in boxes]
    else:
        left, right = min(line.box.left - across, line.seen.left), max(line.box.right + across, line.seen.right)
        views = [Box(left, line.box.top, right, line.box.bottom)]
    pieces = [_piece(view, line.room, pixels, height, cutting.down * height) for view in views]
    return _joined(pieces, list(boxes) if line.parts else views, cutting.stretch)


def cut_beside(line: Line, next_line: Line, pixels: Pixels, size: float, cutting: Cutting) -> Pixels:
    """A strip of two lines, the second behind the first as if they were printed so."""
    pieces = [cut_line(replace(one, seen=one.box), pixels, size, cutting).pixels for one in (line, next_line)]
    return _joined(pieces, [line.box, next_line.box], cutting.stretch).pixels


def _piece(view: Box, room: Box, pixels: Pixels, height: float, down: float) -> Pixels:
    """The pixels of ``view``, ``height`` high and with ``down`` more above and below; paper beyond the room."""
    more = down + (height - view.height) / 2
    wide = Box(view.left, view.top - more, view.right, view.bottom + more)
    seen = wide.meet(room)
    rows, columns = pixels.shape[:2]
    left, top = max(0, round(seen.left)), max(0, round(seen.top))
    right, bottom = min(columns, round(seen.right)), min(rows, round(seen.bottom))
    patch = pixels[top : max(top, bottom), left : max(left, right)]
    if not patch.size:
        return np.full((1, 1, 3), 255, np.uint8)
    around = (top - wide.top, wide.bottom - bottom, left - wide.left, wide.right - right)
    return _bordered(patch, *(max(0, round(side)) for side in around))


def _joined(pieces: list[Pixels], boxes: list[Box], stretch: float) -> Cut:
    """Pieces side by side at one height, stretched."""
    tallest = max(piece.shape[0] for piece in pieces)
    level = []
    for piece in pieces:
        missing = tallest - piece.shape[0]
        level.append(_bordered(piece, missing // 2, missing - missing // 2, 0, 0))
    whole: Pixels = np.concatenate(level, axis=1)
    ends = np.cumsum([piece.shape[1] for piece in level]) / whole.shape[1]
    if stretch != 1.0:
        wider = (max(1, round(whole.shape[1] * stretch)), tallest)
        whole = np.asarray(cv2.resize(whole, wider, interpolation=cv2.INTER_CUBIC), np.uint8)
    return Cut(whole, tuple(zip(ends.tolist(), boxes, strict=True)))


def _bordered(piece: Pixels, above: int, below: int, before: int, behind: int) -> Pixels:
    """The piece with paper of its own lightness around."""
    if not (above or below or before or behind):
        return piece
    paper = np.percentile(piece.reshape(-1, 3), 90, axis=0).tolist()
    border = cv2.copyMakeBorder(piece, above, below, before, behind, cv2.BORDER_CONSTANT, value=paper)
    return np.asarray(border, np.uint8)
