"""What a character alone in its cell is: a stroke by its slant, a comparator by how it reads before a figure.

Recognisers live by context. A slash alone is read as 1, and surely so, and a ≥ alone as V, 2 or 7; before a figure of
the same page the same ink is read as a comparator.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from extractor.paper.box import Box
from extractor.paper.word import Alternative, Reading
from extractor.ports import CharSpan, OcrEngine, Strip
from extractor.stages.grids_to_words.ink import Ink
from extractor.stages.grids_to_words.line import Line
from extractor.stages.grids_to_words.rereading import Read
from extractor.stages.grids_to_words.strips import Cutting, cut_beside

_STROKES = frozenset("1Il|丨/!")
_DASHES = frozenset("1Il|丨Tr-—–_一~.·• ")  # what a dash, whole or broken, is read as
_FLAT = 0.25  # of the font size: what is no higher ...
_BROAD, _DOUBLE = 0.4, 1.4  # ... and at least as broad is a dash, or two
_SLANTED, _UPRIGHT = 11.0, 6.0  # degrees from upright: more is a slash, less is none
_STRAIGHT = 0.3  # extent across a stroke by that along it
_LOW = 0.4  # of the font size: a lower stroke is a speck
_LIKELY, _DOUBTFUL = 0.97, 0.6  # confidence of a stroke told by its slant, and of one that may be either
_COMPARATORS = frozenset("≥≤><=＞＜＝≧≦")
_UNSURE = 0.98  # a character read with less, or taken for a comparator, is read before a figure
_FIGURE = re.compile(r"\d{2,}%?")
_SURE_FIGURE = 0.99
_CLOSE = Cutting(across=0.12, down=0.12)
_CERTAIN = 0.95  # a comparator read before a figure with this needs no other reading


def settle_lone(read: Sequence[Read], ink: Ink, size: float, engine: OcrEngine) -> list[Read]:
    """The lines of a page, characters that stand alone read for what they are.

    Args:
        read: all lines of a page, scraps left out.
        ink: of the page.
        size: the usual height of a line's ink, in pixels.
        engine: reads strips.

    Raises:
        EngineError: the engine failed.
    """
    inhabitants = Counter(one.line.cell for one in read)
    settled = [_slash_or_one(one, ink.dark, size) for one in read]
    settled = [_dash(one, size) if inhabitants[one.line.cell] == 1 else one for one in settled]
    figures = [one.line for one in settled if _is_figure(one)]
    asked = [i for i, one in enumerate(settled) if inhabitants[one.line.cell] == 1 and _may_compare(one)]
    if not asked or not figures:
        return settled
    strips = engine.recognise(
        [cut_beside(settled[i].line, _nearest(settled[i].line, figures), ink.pixels, size, _CLOSE) for i in asked]
    )
    for index, strip in zip(asked, strips, strict=True):
        settled[index] = _compared(settled[index], strip)
    return settled


def _slash_or_one(read: Read, dark: NDArray[np.uint8], size: float) -> Read:
    text = read.strip.text.strip()
    if text not in _STROKES or read.line.box.height < _LOW * size:
        return read
    slant = _slant(read.line.box, dark)
    if slant is None or (text != "/" and slant <= _UPRIGHT):
        return read
    (char,) = (char for char in read.strip.chars if char.text.strip())
    if text != "/" and slant >= _SLANTED:
        told = CharSpan("/", char.start, char.end, _LIKELY)
        return replace(read, strip=Strip((told,), _LIKELY), others=())
    if text == "/" and slant >= _UPRIGHT:
        return read
    doubtful = replace(char, confidence=min(char.confidence, _DOUBTFUL))
    return replace(read, strip=Strip((doubtful,), doubtful.confidence))


def _dash(read: Read, size: float) -> Read:
    """A flat mark is a dash, whatever one character it reads as, and though its pieces may be read as ones."""
    text, box = read.strip.text.strip(), read.line.box
    dashes = len(text) == 1 or (text and _DASHES.issuperset(text))
    if not dashes or box.height > _FLAT * size or box.width < _BROAD * size:
        return read
    dash = "——" if box.width >= _DOUBLE * size else "—"
    if dash == "—" and text in ("一", "-", "–"):
        return read
    told = tuple(CharSpan(one, at / len(dash), (at + 1) / len(dash), _LIKELY) for at, one in enumerate(dash))
    return replace(read, strip=Strip(told, _LIKELY), others=())


def _slant(box: Box, dark: NDArray[np.uint8]) -> float | None:
    """Degrees by which the ink leans to the right; None where it is no straight stroke."""
    left, top, right, bottom = (max(0, round(v)) for v in (box.left, box.top, box.right, box.bottom))
    rows, columns = np.nonzero(dark[top:bottom, left:right])
    if len(rows) < 5:
        return None
    spread, axes = np.linalg.eigh(np.cov(np.stack([columns, -rows])))
    if spread[0] > _STRAIGHT**2 * spread[1]:
        return None
    x, y = axes[:, 1] * np.sign(axes[1, 1])
    return float(np.degrees(np.arctan2(x, y)))


def _is_figure(read: Read) -> bool:
    sure = read.line.detected and read.strip.confidence >= _SURE_FIGURE and not read.line.parts
    return sure and _FIGURE.fullmatch(read.strip.text.strip()) is not None


def _may_compare(read: Read) -> bool:
    text = read.strip.text.strip()
    alone = len(text) == 1 and read.line.cell is not None and not read.line.parts
    return alone and (read.strip.confidence < _UNSURE or text in _COMPARATORS)


def _nearest(line: Line, figures: Sequence[Line]) -> Line:
    return min(figures, key=lambda one: abs(one.box.centre[1] - line.box.centre[1]))


def _compared(read: Read, strip: Strip) -> Read:
    """The reading before a figure, where that is of a comparator; what was read alone stays beside it if in doubt."""
    if not strip.chars or strip.chars[0].text not in _COMPARATORS or not strip.text[1:].strip()[:1].isdigit():
        return read
    first = strip.chars[0]
    rivals = tuple(other for other in first.alternatives if len(other.text) == 1)
    others: tuple[Reading, ...] = ()
    if first.confidence < _CERTAIN:
        rivals += (Alternative(read.strip.text.strip(), round(1 - first.confidence, 4)),)
        others = (Reading("alone", read.strip.text.strip(), round(read.strip.confidence, 4)),)
    told = CharSpan(first.text, 0.0, 1.0, first.confidence, rivals)
    return replace(read, strip=Strip((told,), first.confidence), others=others)
