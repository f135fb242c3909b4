"""A figure that cannot be one: a line's readings in, of what they hold for possible the figure that can be out.

A fax makes ``13,96`` of a point and ``S.00`` of a five; on a pale copy ``88,447.19`` is read with two points. The
recogniser names what else it considered. If the likeliest line is no figure and one of the others is, that one is
taken, no surer than the recogniser was of it: nothing is read that was not considered, and what is doubtful is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product
from math import prod

from extractor.paper.word import Alternative, Reading
from extractor.ports import CharSpan, Strip
from extractor.stages.grids_to_words.rereading import Read, plain

_UNIT = "(?:%|‰|[万亿]?元|[万亿分])?"
_FIGURE = re.compile(rf"[≥≤<>=]?(?:\d{{1,3}}(?:,\d{{3}})+|\d+)(?:\.\d*)?{_UNIT}|\.\d+%?")
_NEARLY = re.compile(rf"[≥≤<>=]?[\dSsOoIilBZz|!.,:;'·]{{2,}}{_UNIT}")
_FEWEST = 0.5  # share of its letters and digits that are digits
_MOST = 4  # doubtful characters in one line; with more of them nothing is certain


def with_figures(read: Sequence[Read]) -> list[Read]:
    """The lines of a page; what is nearly a figure is the likeliest figure that was considered."""
    return [_settled(one) if _is_broken(plain(one.strip.text)) else one for one in read]


def _is_broken(text: str) -> bool:
    if _FIGURE.fullmatch(text) or not _NEARLY.fullmatch(text):
        return False
    signs = [char for char in text if char.isascii() and char.isalnum()]
    return sum(char.isdigit() for char in signs) >= _FEWEST * len(signs)


def _settled(read: Read) -> Read:
    """The likeliest figure among the ways to read the line; the line as it is where there is none."""
    ways = [*_by_alternatives(read.strip), *_by_readings(read)]
    figures = [strip for strip in ways if _FIGURE.fullmatch(plain(strip.text))]
    best = max(figures, key=lambda strip: prod(char.confidence for char in strip.chars), default=None)
    if best is None:
        return read
    broken = Reading(read.source, read.strip.text.strip(), round(read.strip.confidence, 4))
    return replace(read, strip=best, others=(*read.others, broken))


def _by_alternatives(strip: Strip) -> Iterator[Strip]:
    """Every way to take other characters, or none at the line's ends, where the recogniser was in doubt."""
    ends = (0, len(strip.chars) - 1)
    ways = {index: _ways(char, may_go=index in ends) for index, char in enumerate(strip.chars)}
    doubtful = [index for index, ways_here in ways.items() if len(ways_here) > 1]
    if not 0 < len(doubtful) <= _MOST:
        return
    for taken in product(*(ways[index] for index in doubtful)):
        chars = list(strip.chars)
        for index, char in zip(doubtful, taken, strict=True):
            chars[index] = char
        kept = tuple(char for char in chars if char.text)
        if kept:
            yield Strip(kept, min(char.confidence for char in chars))


def _ways(char: CharSpan, *, may_go: bool) -> list[CharSpan]:
    rivals = (Alternative(char.text, round(char.confidence, 4)),)
    others = [
        replace(char, text=other.text, confidence=other.probability, alternatives=rivals)
        for other in char.alternatives
        if len(other.text) == 1 or (may_go and not other.text)
    ]
    return [char, *others]


def _by_readings(read: Read) -> Iterator[Strip]:
    """The other readings of as many characters, in the places of this one's."""
    chars = [char for char in read.strip.chars if char.text.strip()]
    for other in read.others:
        text = "".join(other.text.split())
        if len(text) == len(chars):
            placed = zip(chars, text, strict=True)
            told = tuple(
                char if char.text == sign else replace(char, text=sign, confidence=other.confidence, alternatives=())
                for char, sign in placed
            )
            yield Strip(told, min(char.confidence for char in told))
