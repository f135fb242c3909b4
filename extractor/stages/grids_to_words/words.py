"""Words out of what was read: a strip's characters go in, a word with its characters' places on the page comes out."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from extractor.paper.box import Box, hull
from extractor.paper.word import Char, Word
from extractor.ports import CharSpan, Strip
from extractor.stages.grids_to_words.line import Line
from extractor.stages.grids_to_words.strips import Cut


def to_word(line: Line, cut: Cut, strip: Strip, page: int, ink: tuple[NDArray[np.uint8], float]) -> Word | None:
    """The word on the page, in points; None where nothing but spaces was read.

    Args:
        line: where it stands, in pixels.
        cut: how its strip was cut.
        strip: what was read.
        page: its number.
        ink: the page's dark pixels, and pixels per point.
    """
    spans = _stripped(strip.chars)
    if not spans:
        return None
    dark, scale = ink
    chars = tuple(
        Char(
            span.text,
            _on_ink(cut.place(span.start, span.end), dark).scaled(1 / scale),
            round(span.confidence, 4),
            span.alternatives,
        )
        for span in spans
    )
    box = hull([line.box.scaled(1 / scale)])
    return Word(page, box, chars, round(min(char.confidence for char in chars), 4), vertical=bool(line.parts))


def _stripped(spans: tuple[CharSpan, ...]) -> tuple[CharSpan, ...]:
    first, last = 0, len(spans)
    while first < last and spans[first].text.isspace():
        first += 1
    while first < last and spans[last - 1].text.isspace():
        last -= 1
    return spans[first:last]


def _on_ink(place: Box, dark: NDArray[np.uint8]) -> Box:
    """The place without its empty columns at both sides; unchanged where it has no ink at all."""
    left, top, right, bottom = (max(0, round(v)) for v in (place.left, place.top, place.right, place.bottom))
    columns = np.flatnonzero(dark[top : max(top, bottom), left : max(left, right)].any(axis=0))
    if not len(columns):
        return place
    return Box(float(left + columns[0]), place.top, float(left + columns[-1] + 1), place.bottom)
