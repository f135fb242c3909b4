"""Ink that no reading accounts for: a line's characters and the page's ink go in, the doubtful characters come out."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from unicodedata import category

import numpy as np
from numpy.typing import NDArray

from extractor.paper.box import Box

_WIDE = 0.5  # of the font size: overlooked ink at least this wide may be a character
_NEAR = 0.35  # of the font size: ink that begins within this behind the line's end may be its lost character
_ZONE = 1.2  # of the font size: how far beyond the line's ends is looked
_HALF = 0.55  # ems that a figure or letter is wide
_SPARE = 0.4  # ems: a wider gap than this between two characters has room for a third
_OWN = 0.6  # of a character's width, to either side of its middle, is its own ink
_TELLING = 4  # steps between full-width characters that tell a line's own size
_FULL_WIDTH = 0x2FFF  # code points above it are printed a whole em wide


def doubtful_characters(
    texts: Sequence[str], places: Sequence[Box], line: Box, dark: NDArray[np.uint8], size: float
) -> set[int]:
    """Characters beside ink of their line that none covers: a lost comparator, a digit swallowed by its twin.

    Args:
        texts: the characters.
        places: where they stand, in pixels.
        line: the box of the line's ink.
        dark: the page's ink.
        size: the usual height of a line's ink.
    """
    left, top, right, bottom = (max(0, round(v)) for v in (line.left, line.top, line.right, line.bottom))
    inked = np.asarray(dark[top:bottom, left:right].any(axis=0))
    middles = np.array([place.centre[0] - left for place in places])
    size = max(size, _own_em(texts, places))
    for text, place, middle in zip(texts, places, middles.tolist(), strict=True):
        reach = 0.6 * size if ord(text[0]) > _FULL_WIDTH else 0.15 * size + place.width / 2
        inked[max(0, round(middle - reach)) : max(0, round(middle + reach))] = False
    edges = np.flatnonzero(np.diff(np.concatenate(([0], inked.astype(np.int8), [0]))))
    wide = [(a, b) for a, b in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True) if b - a >= _WIDE * size]
    return {int(np.argmin(np.abs(middles - (first + last) / 2))) for first, last in wide}


def _own_em(texts: Sequence[str], places: Sequence[Box]) -> float:
    """How far apart a line's own full-width characters stand, 0 where it has too few: a title's print is larger."""
    wide = [ord(text[0]) > _FULL_WIDTH for text in texts]
    steps = [
        after.centre[0] - before.centre[0]
        for (before, after), both in zip(pairwise(places), pairwise(wide), strict=True)
        if all(both)
    ]
    return float(np.median(steps)) if len(steps) >= _TELLING else 0.0


def beside_gaps(texts: Sequence[str], places: Sequence[Box], line: Box, dark: NDArray[np.uint8]) -> set[int]:
    """Characters on both sides of a gap with room for another one and ink in it: a bracket of which little is left.

    Marks stand anywhere in the em that is theirs, so a gap beside one tells nothing.

    Args:
        texts: the characters.
        places: where they stand, in pixels.
        line: the box of the line's ink.
        dark: the page's ink.
    """
    middles = [place.centre[0] for place in places]
    widths = [1.0 if ord(text[0]) > _FULL_WIDTH else _HALF for text in texts]
    pairs = list(zip(pairwise(middles), pairwise(widths), strict=True))
    if not pairs:
        return set()
    em = float(np.median([2 * (end - start) / (before + after) for (start, end), (before, after) in pairs]))
    top, bottom = max(0, round(line.top)), max(0, round(line.bottom))
    found: set[int] = set()
    for index, ((start, end), (before, after)) in enumerate(pairs):
        beside_mark = any(category(text[0]).startswith("P") for text in texts[index : index + 2])
        if beside_mark or end - start < em * ((before + after) / 2 + _SPARE):
            continue
        left, right = round(start + _OWN * before * em), round(end - _OWN * after * em)
        if dark[top:bottom, max(0, left) : max(0, right)].any():
            found |= {index, index + 1}
    return found


def goes_on(line: Box, room: Box, unclaimed: NDArray[np.uint8], size: float) -> tuple[bool, bool]:
    """Whether ink that belongs to no line goes on before, and behind, the line.

    Args:
        line: the box of the line's ink, in pixels.
        room: what is this line's own part of the page.
        unclaimed: the page's ink without that of its lines.
        size: the usual height of a line's ink.
    """
    top, bottom = max(0, round(line.top)), max(0, round(line.bottom))
    far_left, far_right = max(room.left, line.left - _ZONE * size), min(room.right, line.right + _ZONE * size)
    before = unclaimed[top:bottom, max(0, round(far_left)) : max(0, round(line.left))][:, ::-1]
    behind = unclaimed[top:bottom, max(0, round(line.right)) : max(0, round(far_right))]
    return _like_a_character(before, size), _like_a_character(behind, size)


def _like_a_character(patch: NDArray[np.uint8], size: float) -> bool:
    columns, rows = np.flatnonzero(patch.any(axis=0)), np.flatnonzero(patch.any(axis=1))
    if not len(columns) or columns[0] > _NEAR * size:
        return False
    return bool(len(columns) >= _WIDE * size and rows[-1] - rows[0] >= 0.5 * patch.shape[0])


def unclaimed_ink(lines: Sequence[Box], dark: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The page's ink outside all ``lines`` (pixels)."""
    rest = dark.copy()
    for box in lines:
        left, top = max(0, round(box.left)), max(0, round(box.top))
        rest[top : max(top, round(box.bottom)), left : max(left, round(box.right))] = 0
    return rest
