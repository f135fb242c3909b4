"""Points around a figure that are no part of it: a line's reading in, the figure alone out.

Specks of a peppered fax are read as points. No figure begins or ends in one, save where it is wrapped behind its point.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractor.paper.word import Alternative
from extractor.ports import CharSpan, Strip
from extractor.stages.grids_to_words.rereading import Read, plain

_FIGURE = re.compile(r"([.,'`´·•:]*)((?:[≥≤<>=]?\d[\d,]*(?:\.\d+)?%?|[≥≤<>=]))([.,'`´·•]*)")
_WHOLE = re.compile(r"\d[\d,]*\Z")  # may be wrapped behind the point that follows, or before the one of the next line
_DECIMALS = re.compile(r"[.．]\d+%?\Z")


def without_pepper(read: Sequence[Read]) -> list[Read]:
    """Every line without the specks at its figure's ends; a leading one leaves a doubt: it may follow a lost digit."""
    return [_clean(one, read) for one in read]


def _clean(one: Read, read: Sequence[Read]) -> Read:
    text = plain(one.strip.text)
    match = _FIGURE.fullmatch(text)
    if match is None or not (match[1] or match[3]) or len(text) != len(_inked(one.strip)):
        return one
    if match[3] and not match[1] and _WHOLE.match(match[2]) and _goes_on(one, read):
        return one
    if _DECIMALS.match(text) and _goes_before(one, read):
        return one
    strip = _trimmed(one.strip, len(match[1]), len(match[3]))
    others = tuple(replace(other, text=_bare(other.text)) for other in one.others)
    return replace(one, strip=strip, others=others)


def _bare(text: str) -> str:
    match = _FIGURE.fullmatch(plain(text))
    return match[2] if match else text


def _inked(strip: Strip) -> list[CharSpan]:
    return [char for char in strip.chars if char.text.strip()]


def _goes_on(one: Read, read: Sequence[Read]) -> bool:
    """Whether another line stands below in the same cell."""
    return any(
        other is not one and other.line.cell is one.line.cell and other.line.box.top >= one.line.box.centre[1]
        for other in read
        if other.line.cell is not None
    )


def _goes_before(one: Read, read: Sequence[Read]) -> bool:
    """Whether the line that ends nearest above in the same cell is a whole number."""
    above = [
        other
        for other in read
        if other is not one and other.line.cell == one.line.cell and other.line.box.bottom <= one.line.box.centre[1]
    ]
    nearest = max(above, key=lambda other: other.line.box.bottom, default=None)
    return one.line.cell is not None and nearest is not None and bool(_WHOLE.match(plain(nearest.strip.text)))


def _trimmed(strip: Strip, before: int, behind: int) -> Strip:
    ink = _inked(strip)
    first = ink[before]
    kept = ink[before : len(ink) - behind]
    if before:
        lost = Alternative(ink[before - 1].text + first.text, round(ink[before - 1].confidence, 4))
        kept[0] = replace(first, alternatives=(lost, *first.alternatives))
    return Strip(tuple(kept), min(char.confidence for char in kept))
