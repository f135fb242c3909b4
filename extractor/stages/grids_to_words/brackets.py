"""A bracket that was opened and of which only thin ink is left at the end: a cell's lines in, the bracket closed out.

The bows of brackets are the thinnest strokes of print, and a fax keeps a stump of them that reads as nothing. Where a
cell opens a bracket, never closes it, and ends in a narrow mark behind its last character, or the recogniser thought of
a bracket there, the other bow is told, and doubted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from extractor.paper.box import Box
from extractor.ports import CharSpan, Strip
from extractor.stages.grids_to_words.ink import Ink
from extractor.stages.grids_to_words.rereading import Read

_PAIRS = dict(zip("（(《〔【［[{", "）)》〕】］]}", strict=True))
_LIKE_BOWS = frozenset((*_PAIRS.values(), ">", "〉", "＞", "」"))
_ALL_BUT = 0.15  # probability of a bracket, of whatever kind, that lost against the blank
_BEHIND = 0.4  # of the font size behind the middle of the last character: its own ink ends before
_NARROW, _HIGH = 0.45, 0.28  # of the font size: a stump is no wider, and at least so high
_DOUBT = 0.6  # what confidence a bracket has that is told so


def with_brackets(read: Sequence[Read], ink: Ink, size: float) -> list[Read]:
    """The lines of a page; the last of a cell whose bracket is open has it closed where ink shows.

    Args:
        read: all lines of a page.
        ink: of the page.
        size: the usual height of a line's ink, in pixels.
    """
    cells: dict[Box, list[Read]] = defaultdict(list)
    for one in read:
        if one.line.cell is not None and not one.line.parts:
            cells[one.line.cell].append(one)
    closed = {}
    for lines in cells.values():
        last = max(lines, key=lambda one: one.line.box.centre[1])
        opened = _open_bracket([one.strip.text for one in sorted(lines, key=lambda one: one.line.box.centre[1])])
        if opened is not None and (_was_considered(last) or _has_stump(last, ink.dark, size)):
            closed[id(last)] = _closed(last, _PAIRS[opened])
    return [closed.get(id(one), one) for one in read]


def _open_bracket(lines: Sequence[str]) -> str | None:
    """The bracket that alone is open at the end of a text; none where brackets are in disorder, or several open."""
    opened: list[str] = []
    for char in "".join(lines):
        if char in _PAIRS:
            opened.append(char)
        elif char in _PAIRS.values():
            if not opened:
                return None
            opened.pop()
    return opened[0] if len(opened) == 1 else None


def _was_considered(read: Read) -> bool:
    """Whether the recogniser all but read a bracket at the line's end."""
    ends = [other for other in read.strip.chars[-1].alternatives if other.text[1:] in _LIKE_BOWS]
    return sum(other.probability for other in ends if len(other.text) > 1) >= _ALL_BUT


def _has_stump(read: Read, dark: NDArray[np.uint8], size: float) -> bool:
    """Whether a narrow mark stands alone behind the line's last character."""
    chars = [char for char in read.strip.chars if char.text.strip()]
    if not chars or chars[-1].text in _PAIRS:
        return False
    start = read.cut.place(chars[-1].start, chars[-1].end).centre[0] + _BEHIND * size
    box = read.line.box
    left, top, right, bottom = (max(0, round(value)) for value in (start, box.top, box.right + size, box.bottom))
    right = min(right, round(read.line.room.right))
    patch = dark[top:bottom, left : max(left, right)]
    columns, rows = np.flatnonzero(patch.any(axis=0)), np.flatnonzero(patch.any(axis=1))
    if not len(columns):
        return False
    width, height = int(columns[-1] - columns[0]), int(rows[-1] - rows[0])
    return columns[0] > 0 and width <= _NARROW * size and height >= _HIGH * size


def _closed(read: Read, bracket: str) -> Read:
    told = CharSpan(bracket, read.strip.chars[-1].end, 1.0, _DOUBT)
    return replace(read, strip=Strip((*read.strip.chars, told), min(read.strip.confidence, _DOUBT)))
