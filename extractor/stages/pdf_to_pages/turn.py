"""Which way up a page is: picture and OCR engine in, the clockwise turn (0/90/180/270) that brings it upright out.

Text lines are found once at low resolution: their shape tells standing from lying pages. A handful of them is then
read both ways round, and the more confident reading wins; on weak evidence the page stays as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from extractor.paper.box import Box
from extractor.paper.page import Pixels
from extractor.ports import OcrEngine, Strip

FIND_SIDE = 608  # pixels of the long side on which lines are found
READ_SIDE = 1760  # … and on which they are read: 150 dpi of A4
_FIRST, _MORE = 4, 8  # lines read at first, and added when in doubt
_ELONGATED = 2.2
_TELLING, _LONGEST = 6.0, 30.0  # length of a line, in heights, that tells most for its reading; beyond, all are alike
_STANDING = 2.0  # how many times more line length one direction needs to decide alone
_SURE, _SURE_LENGTH = 0.9, 3  # a reading that upside-down print does not reach
_MARGIN = 0.12  # mean confidence by which one way must win
_READABLE = 0.55


@dataclass(frozen=True)
class Look:
    """The page as it lies now, at ``FIND_SIDE`` and ``READ_SIDE``."""

    small: Pixels
    large: Pixels


def turn_of(look: Look, engine: OcrEngine) -> int:
    """The clockwise turn the page needs; 0 where it holds too little text to tell."""
    boxes = engine.detect(look.small)
    level = [box for box in boxes if box.width > _ELONGATED * box.height]
    tall = [box for box in boxes if box.height > _ELONGATED * box.width]
    across, down = sum(box.width for box in level), sum(box.height for box in tall)
    if not level and not tall:
        return 0
    zoom = look.large.shape[1] / look.small.shape[1]
    read = _reader(look.large, engine)
    if across >= _STANDING * down:
        return _better(_chosen(level, zoom), (0, 180), read)
    if down >= _STANDING * across:
        return _better(_chosen(tall, zoom, tall=True), (90, 270), read)
    standing = _scores(_chosen(level, zoom)[:_MORE], (0, 180), read)
    lying = _scores(_chosen(tall, zoom, tall=True)[:_MORE], (90, 270), read)
    return _winner({**standing, **lying})


_Reader = Callable[[Sequence[Box], int], Sequence[Strip]]


def _reader(pixels: Pixels, engine: OcrEngine) -> _Reader:
    def read(boxes: Sequence[Box], turn: int) -> Sequence[Strip]:
        height, width = pixels.shape[:2]
        strips = []
        for box in boxes:
            left, top = max(0, int(box.left)), max(0, int(box.top))
            crop = pixels[top : min(height, int(box.bottom) + 1), left : min(width, int(box.right) + 1)]
            strips.append(np.ascontiguousarray(np.rot90(crop, -(turn // 90))))
        return engine.recognise(strips) if strips else ()

    return read


def _chosen(boxes: Sequence[Box], zoom: float, *, tall: bool = False) -> list[Box]:
    """The lines most worth reading: long, but not so long that reading is slow."""

    def worth(box: Box) -> float:
        long, wide = (box.height, box.width) if tall else (box.width, box.height)
        return -abs(min(long / wide, _LONGEST) - _TELLING)

    return [box.scaled(zoom) for box in sorted(boxes, key=worth, reverse=True)[: _FIRST + _MORE]]


def _better(boxes: Sequence[Box], turns: tuple[int, int], read: _Reader) -> int:
    """Which of two opposite turns reads better: few lines first, more when they leave doubt."""
    first = boxes[:_FIRST]
    if turns[0] == 0 and _reads_surely(read(first, 0)):
        return 0
    scores = _scores(first, turns, read)
    if abs(scores[turns[0]] - scores[turns[1]]) < 2 * _MARGIN and len(boxes) > _FIRST:
        scores = _scores(boxes, turns, read)
    return _winner(scores)


def _scores(boxes: Sequence[Box], turns: Sequence[int], read: _Reader) -> dict[int, float]:
    return {turn: float(np.mean([_score(strip) for strip in read(boxes, turn)] or [0.0])) for turn in turns}


def _score(strip: Strip) -> float:
    """Confidence of a reading; a single character or nothing at all says little."""
    return strip.confidence * min(1.0, len(strip.text.strip()) / 3)


def _reads_surely(strips: Sequence[Strip]) -> bool:
    """Whether most lines read confidently with Chinese characters in them (figures may read upside down)."""
    sure = [
        strip.confidence >= _SURE and sum("\u4e00" <= char <= "\u9fff" for char in strip.text) >= _SURE_LENGTH
        for strip in strips
    ]
    return len(sure) >= 2 and sum(sure) >= 0.75 * len(sure)


def _winner(scores: dict[int, float]) -> int:
    """The best turn where it wins clearly and reads at all, else none."""
    ranked = sorted(scores, key=lambda turn: scores[turn], reverse=True)
    best = ranked[0]
    clear = len(ranked) < 2 or scores[best] - scores[ranked[1]] >= _MARGIN
    return best if clear and scores[best] >= _READABLE else 0
