"""Words out of what was read: a strip's characters go in, a word with its characters' places on the page comes out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from extractor.paper.box import Box, hull
from extractor.paper.page import Page
from extractor.paper.word import Char, Word
from extractor.ports import CharSpan
from extractor.stages.grids_to_words.ink import Ink
from extractor.stages.grids_to_words.line import Line
from extractor.stages.grids_to_words.overlooked import beside_gaps, doubtful_characters, goes_on
from extractor.stages.grids_to_words.rereading import Read
from extractor.stages.grids_to_words.scraps import is_stroke

_ALL_BUT = 0.12  # probability of a point that lost against the blank
_DOUBT = 0.6  # what confidence is left to the character beside overlooked ink


def to_word(read: Read, page: Page, ink: Ink, unclaimed: NDArray[np.uint8], size: float) -> Word | None:
    """The word on the page, in points; None where nothing but spaces was read.

    Args:
        read: a line and its readings.
        page: the page it stands on.
        ink: of the page.
        unclaimed: what of the ink lies in no line.
        size: the usual height of a line's ink, in pixels.
    """
    spans = _stripped(read.strip.chars)
    if not spans:
        return None
    places = [_on_ink(read.cut.place(span.start, span.end), ink.dark) for span in spans]
    chars = [
        Char(span.text, place.scaled(1 / ink.scale), round(span.confidence, 4), span.alternatives)
        for span, place in zip(spans, places, strict=True)
    ]
    texts = [span.text for span in spans]
    doubtful = set(range(len(spans))) if is_stroke(read) else _doubtful(read.line, texts, places, ink, unclaimed, size)
    for index in doubtful | _before_points(spans):
        chars[index] = replace(chars[index], confidence=min(chars[index].confidence, _DOUBT))
    box = hull([read.line.box, *places]).scaled(1 / ink.scale)
    weakest = min(char.confidence for char in chars)
    return Word(page.number, box, tuple(chars), weakest, read.others, vertical=bool(read.line.parts))


def _doubtful(
    line: Line, texts: list[str], places: list[Box], ink: Ink, unclaimed: NDArray[np.uint8], size: float
) -> set[int]:
    if line.parts:
        return set()
    doubtful = doubtful_characters(texts, places, line.box, ink.dark, size)
    doubtful |= beside_gaps(texts, places, line.box, ink.dark)
    before, behind = goes_on(line.box, line.room, unclaimed, size)
    return doubtful | ({0} if before else set()) | ({len(texts) - 1} if behind else set())


def _before_points(spans: Sequence[CharSpan]) -> set[int]:
    """Chinese characters behind which a raised point was all but read: 元/人·年 without it is another unit."""
    return {
        index
        for index, span in enumerate(spans)
        if _is_han(span.text)
        and all(_is_han(after.text) for after in spans[index + 1 : index + 2])
        and any(other.text == f"{span.text}·" and other.probability >= _ALL_BUT for other in span.alternatives)
    }


def _is_han(text: str) -> bool:
    return "\u4e00" <= text <= "\u9fff"


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
