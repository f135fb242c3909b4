"""Whether a wedge read as > or < has the bar of a ≥ or ≤: a line's reading and its ink in, the reading set right out.

In small or smeared print the bar runs into the wedge. What is left of it shows: a wedge alone is as high as it is wide
and the mirror of itself, with a bar it is higher and heavier below.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from extractor.paper.box import Box
from extractor.paper.word import Alternative
from extractor.ports import CharSpan, Strip
from extractor.stages.grids_to_words.ink import Ink
from extractor.stages.grids_to_words.rereading import Read

_BARRED = {">": "≥", "＞": "≥", "<": "≤", "＜": "≤"}
_CERTAIN = 0.995  # a wedge read with this among other characters is one
_HEAVIER, _HIGHER, _UNLIKE = 10.0, 3.0, 2.0  # weights of the three signs of a bar, fitted by eye to 140 damaged ones
_WEIGHT, _HEIGHT, _LIKENESS = 0.5, 1.03, 0.58  # where each of them says nothing
_SEEN, _NOT_SEEN = 0.15, 0.0
_LIKELY, _DOUBTFUL = 0.85, 0.6  # confidence in a bar told by its rests, and where nothing tells
_LOWEST = 0.56  # of the font size: wedges alone are 0.46 to 0.52 of it high, barred ones from 0.6 on
_SPECK = 0.25  # of the font size
_DARK = 0.35  # of the darkest ink


def with_bars(read: Sequence[Read], ink: Ink, size: float) -> list[Read]:
    """The lines of a page; a wedge at the beginning of a line has its bar where the paper shows one.

    Args:
        read: all lines of a page.
        ink: of the page.
        size: the usual height of a line's ink, in pixels.
    """
    return [_with_bar(one, ink, size) if _is_doubtful(one, size) else one for one in read]


def _is_doubtful(read: Read, size: float) -> bool:
    """Whether the line begins with a wedge high enough to have lost a bar, and not surely read; >= has it behind."""
    text = read.strip.text.strip()
    first = next((char for char in read.strip.chars if char.text.strip()), None)
    if first is None or first.text not in _BARRED or read.line.parts or text[1:].lstrip().startswith(("=", "＝")):
        return False
    alone = len(text) == 1
    return read.line.box.height > _LOWEST * size if alone else first.confidence < _CERTAIN


def _with_bar(read: Read, ink: Ink, size: float) -> Read:
    at = next(index for index, char in enumerate(read.strip.chars) if char.text.strip())
    char = read.strip.chars[at]
    place = read.cut.place(char.start, char.end)
    box = read.line.box
    signs = _signs(Box(box.left, box.top, min(box.right, place.right), box.bottom), ink, size)
    if signs is not None and signs < _NOT_SEEN:
        return read
    if signs is not None and signs > _SEEN:
        told = _barred(char)
    else:
        told = replace(char, confidence=min(char.confidence, _DOUBTFUL))
    chars = (*read.strip.chars[:at], told, *read.strip.chars[at + 1 :])
    return replace(read, strip=Strip(chars, min(one.confidence for one in chars)))


def _barred(char: CharSpan) -> CharSpan:
    text = _BARRED[char.text]
    rivals = [other for other in char.alternatives if other.text != text]
    rivals.append(Alternative(char.text, round(1 - _LIKELY, 4)))
    return CharSpan(text, char.start, char.end, _LIKELY, tuple(rivals))


def _signs(box: Box, ink: Ink, size: float) -> float | None:
    """How much speaks for a bar; None where too little ink is there to tell."""
    left, top, right, bottom = (max(0, round(v)) for v in (box.left - 2, box.top - 2, box.right + 1, box.bottom + 2))
    patch = cv2.cvtColor(ink.pixels[top:bottom, left:right], cv2.COLOR_RGB2GRAY) if right > left else np.zeros((0, 0))
    if not patch.size:
        return None
    shade = np.clip(float(np.percentile(patch, 90)) - patch.astype(np.float64), 0, None)
    wedge = _largest(shade, size)
    if wedge is None:
        return None
    height, width = wedge.shape
    weight = float((wedge.sum(axis=1) * (np.arange(height) + 0.5)).sum() / wedge.sum() / height)
    likeness = float(np.corrcoef(wedge.ravel(), wedge[::-1].ravel())[0, 1])
    higher = _HIGHER * (height / width - _HEIGHT)
    return float(_HEAVIER * (weight - _WEIGHT) + higher + _UNLIKE * (_LIKENESS - likeness))


def _largest(shade: NDArray[np.float64], size: float) -> NDArray[np.float64] | None:
    """The shade of what is no speck, tight."""
    mask = (shade > _DARK * shade.max()).astype(np.uint8)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    large = np.maximum(stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]) >= _SPECK * size
    large[0] = False
    rows, columns = np.nonzero(large[labels])
    if len(rows) < 8:
        return None
    kept = shade * large[labels]
    return np.asarray(kept[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1])
