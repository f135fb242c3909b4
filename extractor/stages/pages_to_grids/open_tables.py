"""Tables ruled only across: rulings and print of a page in, the walls between columns that nobody drew out.

Print that lines up says where columns are. In every row the wide gaps between pieces of print are looked at; a wall
goes where it passes through as many of them as possible, and only through rows that leave it room.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from extractor.paper.box import Box
from extractor.paper.page import Page, Picture
from extractor.stages.pages_to_grids.ink import ink_in
from extractor.stages.pages_to_grids.strokes import Stroke, Strokes

CERTAINTY = 0.8
"""How sure the walls of such a table are: low enough for a person to be asked."""
_RUNGS = 4  # rulings that make a table, at least
_LONG = 100.0  # points: shorter rulings are underlines
_ALIKE = 0.8  # share of the widest ruling that the others lie under, together
_HIGHEST = 150.0  # points between two rulings of one table
_GAP = 9.0  # points between pieces of print that must be two columns
_NARROW = 2.0  # points that leave room for a wall that other rows ask for
_MARGIN = 0.5  # points of a gap's ends that no wall comes near
_SPECK = 2  # pixels of ink in a column of pixels that are not print yet
_LONE = 0.5  # share of a stroke that must have clear paper on both sides to be a ruling

Gap = tuple[float, float]


@dataclass(frozen=True)
class Ladder:
    """Rulings of one table, by their levels from top to bottom, and how far it reaches to the sides."""

    rungs: tuple[Stroke, ...]
    left: float
    right: float

    @property
    def levels(self) -> list[float]:
        """The different levels; rulings broken over merged cells share one."""
        found: list[float] = []
        for rung in self.rungs:
            level = float(rung.across.mean())
            if not found or level - found[-1] > 3.0:
                found.append(level)
        return found

    @property
    def box(self) -> Box:
        """The table's place."""
        levels = self.levels
        return Box(self.left, levels[0], self.right, levels[-1])


def open_tables(page: Page, strokes: Strokes, taken: Sequence[Box]) -> Iterator[Strokes]:
    """For every table without walls, its rulings with the walls that its print tells.

    Args:
        page: upright and straight.
        strokes: what runs across and down on it.
        taken: where tables were found already.
    """
    for ladder in _ladders(strokes.horizontal, taken):
        bands = [Box(ladder.left, top, ladder.right, bottom) for top, bottom in pairwise(ladder.levels)]
        rows = [clear_gaps(page, band) for band in bands]
        asked = [gap for band, gaps in zip(bands, rows, strict=True) for gap in inner_gaps(band, gaps)]
        walls = tuple(walls_between(bands, rows, asked))
        if len(walls) > 2:
            yield Strokes(ladder.rungs, walls)


def free_rulings(horizontal: Iterable[Stroke], taken: Sequence[Box]) -> list[Stroke]:
    """What runs across outside the tables found already and is no part of print."""
    return [stroke for stroke in horizontal if stroke.lone >= _LONE and not any(_inside(stroke, box) for box in taken)]


def _ladders(horizontal: Iterable[Stroke], taken: Sequence[Box]) -> Iterator[Ladder]:
    free = free_rulings(horizontal, taken)
    ordered = sorted((stroke for stroke in free if stroke.length >= _GAP), key=lambda one: float(one.across.mean()))
    group: list[Stroke] = []
    for stroke in [*ordered, None]:
        if stroke is not None and (
            not group or float(stroke.across.mean()) - float(group[-1].across.mean()) <= _HIGHEST
        ):
            group.append(stroke)
            continue
        yield from _ladder(group)
        group = [stroke] if stroke is not None else []


def _ladder(strokes: Sequence[Stroke]) -> Iterator[Ladder]:
    widest = max((stroke.length for stroke in strokes), default=0.0)
    if widest < _LONG:
        return
    whole = [stroke for stroke in strokes if stroke.length >= _ALIKE * widest]
    left, right = min(stroke.start for stroke in whole), max(stroke.end for stroke in whole)
    top, bottom = float(whole[0].across.mean()), float(whole[-1].across.mean())
    inside = Box(left, top, right, bottom)
    parts = [stroke for stroke in strokes if stroke.length >= _LONG / 4 and _inside(stroke, inside)]
    if len(whole) >= _RUNGS:
        yield Ladder(tuple(parts), left, right)


def _inside(stroke: Stroke, box: Box) -> bool:
    middle = (stroke.start + stroke.end) / 2
    return box.grown(3.0).holds(middle, float(stroke.across.mean()))


def clear_gaps(page: Page, row: Box) -> list[Gap]:
    """Where a row has no print, from its left end to its right."""
    picture = page.clean or page.picture
    if page.chars:
        printed = [
            (char.box.left, char.box.right)
            for char in page.chars
            if row.top < char.box.centre[1] < row.bottom and char.text.strip()
        ]
    elif picture is not None:
        printed = list(_ink(picture, Box(row.left, row.top + 2.0, row.right, row.bottom - 2.0)))
    else:
        printed = []
    edge, found = row.left, []
    for start, end in sorted(printed):
        if start - edge >= _NARROW:
            found.append((edge, start))
        edge = max(edge, end)
    return [*found, (edge, row.right)] if row.right - edge >= _NARROW else found


def _ink(picture: Picture, box: Box) -> Iterator[Gap]:
    """Stretches of a row with ink in them."""
    columns = ink_in(picture, box).sum(axis=0) > _SPECK
    edges = np.flatnonzero(np.diff(np.concatenate([[0], columns.astype(np.int8), [0]])))
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        yield box.left + float(start) / picture.scale, box.left + float(end) / picture.scale


def inner_gaps(row: Box, gaps: Sequence[Gap], least: float = _GAP) -> list[Gap]:
    """The gaps between pieces of print that are wide enough to part columns."""
    inside = [gap for gap in gaps if gap[0] > row.left + _GAP and gap[1] < row.right - _GAP]
    return [gap for gap in inside if gap[1] - gap[0] >= least]


def walls_between(bands: Sequence[Box], rows: Sequence[Sequence[Gap]], asked: Sequence[Gap]) -> Iterator[Stroke]:
    """The two sides, and for each gap that asks for one the wall through it that serves most rows.

    Args:
        bands: the table's rows, top to bottom.
        rows: where each of them has no print.
        asked: gaps that must part columns.
    """
    for x in (bands[0].left, bands[0].right):
        yield _wall(x, bands[0].top, bands[-1].bottom)
    left = list(asked)
    while left:
        x = _best(left, rows)
        for band, gaps in zip(bands, rows, strict=True):
            if any(_leaves_room(gap, x) for gap in gaps):
                yield _wall(x, band.top, band.bottom)
        left = [gap for gap in left if not _leaves_room(gap, x)]


def _best(asked: Sequence[Gap], rows: Sequence[Sequence[Gap]]) -> float:
    """The place that lies in most of the gaps that ask for a wall, then of all; in the middle of what these share."""
    places = sorted({place for gap in asked for place in (gap[0] + _MARGIN, gap[1] - _MARGIN)})
    every = [gap for gaps in rows for gap in gaps]

    def served(x: float) -> tuple[int, int]:
        return sum(_leaves_room(gap, x) for gap in asked), sum(_leaves_room(gap, x) for gap in every)

    x = max(places, key=served)
    shared = [gap for gap in every if _leaves_room(gap, x)]
    return (max(gap[0] for gap in shared) + min(gap[1] for gap in shared)) / 2


def _leaves_room(gap: Gap, x: float) -> bool:
    return gap[0] + _MARGIN <= x <= gap[1] - _MARGIN


def _wall(x: float, top: float, bottom: float) -> Stroke:
    return Stroke(np.array([top, bottom]), np.array([x, x]))
