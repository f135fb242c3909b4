"""Tables ruled by three lines only (over the head, under it, at the end): rulings and print in, all their lines out.

Rows come from the lines of print, columns from where print leaves room. Such tables stand alone, or several under each
other as parts of one form, each ended by a line close over the next one's first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

import numpy as np

from extractor.paper.box import Box
from extractor.paper.page import Page
from extractor.stages.pages_to_grids.ink import ink_in
from extractor.stages.pages_to_grids.open_tables import Gap, clear_gaps, free_rulings, inner_gaps, walls_between
from extractor.stages.pages_to_grids.strokes import Stroke, Strokes

_LINES = 3
_LONG = 150.0  # points: shorter rulings are underlines
_ENDS = 6.0  # points that the ends of one table's rulings differ
_WORN = 0.06  # of a ruling that may be lost at its ends
_DRAWN = 0.8  # of a ruling that is there where it is broken
_DOUBLE = 3.0  # points between two strokes of one ruling
_CLOSE = 8.0  # points between the last ruling of a table and the first of the next one
_ROWS_LEAST = 2  # rows in columns without which three rulings are underlines
_BODY_LEAST = 3  # lines in columns that make a body where other rulings stand around
_WRAPPED = 0.45  # of the usual white between lines: what is nearer belongs to one row
_USUAL = 80  # percentile of the whites that is usual
_LEAST_WHITE = 1.0  # points between two lines of print
_FLAT = 0.4  # of the usual height of a line of print: what is lower is none
_HEAD_GAP = 20.0  # points between pieces of a head that are no wide spacing within a word
_CLEAR = 0.85  # of the rows in columns that a wall has room in
_BLANK = 0.75  # of the rows in which a strip without a head has no print if it is no column
_STREAK = 2.0  # points across that the streak of a dirty scanner or a smear has
_CENTRED = 4.0  # points off the middle of a table at which a lone text stands across all columns
_SPECK = 2  # pixels of ink in a row of pixels that are not print yet


def three_line_tables(page: Page, strokes: Strokes, taken: Sequence[Box]) -> Iterator[Strokes]:
    """For every table of three lines, its rulings and those between its rows and columns that nobody drew.

    Args:
        page: upright and straight.
        strokes: what runs across and down on it.
        taken: where tables were found already.
    """
    for levels, left, right in _alike(_whole(free_rulings(strokes.horizontal, taken))):
        bands = [Box(left, top, right, bottom) for top, bottom in pairwise(levels)]
        for part in _parts(page, bands):
            yield _table(page, *part)


def _whole(strokes: Sequence[Stroke]) -> list[Stroke]:
    """Strokes of one level that are all but the whole of it as one ruling, as where it is worn or drawn by cells."""
    level: list[Stroke] = []
    found: list[Stroke] = []
    for stroke in sorted(strokes, key=lambda one: float(one.across.mean())):
        if level and float(stroke.across.mean()) - float(level[0].across.mean()) > _DOUBLE / 2:
            found.append(_joined(level))
            level = []
        level.append(stroke)
    found += [_joined(level)] if level else []
    return [ruling for ruling in found if ruling.length >= _LONG]


def _joined(level: Sequence[Stroke]) -> Stroke:
    """One ruling from end to end of all strokes of a level where nearly all of it is drawn, else their longest."""
    longest = max(level, key=lambda one: one.length)
    start, end = min(one.start for one in level), max(one.end for one in level)
    drawn = sum(one.length for one in level)
    if drawn < _DRAWN * (end - start):
        return longest
    across = float(np.average([one.across.mean() for one in level], weights=[one.length for one in level]))
    return Stroke(np.array([start, end]), np.array([across, across]))


def _alike(rulings: Sequence[Stroke]) -> Iterator[tuple[list[float], float, float]]:
    """The levels of rulings that begin and end alike, top to bottom, with their ends."""
    left = sorted(rulings, key=lambda one: -one.length)
    while left:
        slack = max(_ENDS, _WORN * left[0].length)
        like = [one for one in left if abs(one.start - left[0].start) + abs(one.end - left[0].end) <= slack]
        levels: list[float] = []
        for level in sorted(float(one.across.mean()) for one in like):
            if not levels or level - levels[-1] > _DOUBLE:
                levels.append(level)
        yield levels, min(one.start for one in like), max(one.end for one in like)
        left = [one for one in left if not any(one is other for other in like)]


def _parts(page: Page, bands: Sequence[Box]) -> list[tuple[Box, Box]]:
    """Head and body of every table: of the whole where it is nothing but such tables, else where one stands apart."""
    runs = [list(run) for close, run in groupby(bands, lambda band: band.height < _CLOSE) if not close]
    if all(len(run) == _LINES - 1 for run in runs):
        in_columns = sum(_in_columns(page, run[1]) for run in runs)
        return [(run[0], run[1]) for run in runs] if in_columns >= _ROWS_LEAST else []
    apart = [_in_columns(page, band) for band in bands]
    return [
        (head, body)
        for at, (head, body) in enumerate(pairwise(bands))
        if apart[at] == 1 and apart[at + 1] >= _BODY_LEAST
        if not any(apart[max(0, at - 1) : at]) and not any(apart[at + 2 : at + 3])
    ]


def _in_columns(page: Page, band: Box) -> int:
    """How many rows between two rulings have pieces of print apart from each other."""
    return sum(bool(inner_gaps(row, clear_gaps(page, row), _HEAD_GAP)) for row in _rows(page, band))


def _table(page: Page, head: Box, body: Box) -> Strokes:
    below = _rows(page, body)
    bands = [head, *below]
    clear = [clear_gaps(page, head), *(_clear(page, row) for row in below)]
    asked = inner_gaps(head, clear[0], _HEAD_GAP)
    asked += [gap for row, gaps in zip(below, clear[1:], strict=True) for gap in inner_gaps(row, gaps)]
    if not any(_in_columns(page, band) for band in (head, body)):
        bands, clear, asked = [head, body], [[], []], []
    levels = [head.top, *(band.bottom for band in bands)]
    across = [Stroke(np.array([head.left, head.right]), np.array([level, level])) for level in levels]
    return Strokes(tuple(across), tuple(_without_blank_columns(list(walls_between(bands, clear, asked)), clear)))


def _without_blank_columns(walls: Sequence[Stroke], clear: Sequence[Sequence[Gap]]) -> list[Stroke]:
    """The walls without those of a wide letter: print runs through them in other rows, or nothing stands beside them.

    A strip is no column that has neither a head nor, in most rows, any print.
    """
    rows = Counter(float(wall.across[0]) for wall in walls)
    whole = sum(len(gaps) > 0 for gaps in clear)
    ends = {min(rows), max(rows)}
    places = sorted(x for x, count in rows.items() if x in ends or count >= _CLEAR * whole)
    while blank := [(a, b) for a, b in pairwise(places) if _is_blank(a, b, clear)]:
        inner = [x for x in blank[0] if x not in (places[0], places[-1])]
        if not inner:
            break
        places.remove(min(inner, key=lambda x: rows[x]))
    return [wall for wall in walls if float(wall.across[0]) in places]


def _is_blank(left: float, right: float, clear: Sequence[Sequence[Gap]]) -> bool:
    printed = [
        right - left - sum(max(0.0, min(end, right) - max(start, left)) for start, end in gaps) for gaps in clear
    ]
    blank = [width <= _STREAK for width in printed]
    return bool(blank) and blank[0] and sum(blank) >= _BLANK * len(blank)


def _clear(page: Page, row: Box) -> list[Gap]:
    """Where walls can stand in a row: nowhere where one text stands alone in the middle, across all columns."""
    gaps = clear_gaps(page, row)
    if len(gaps) > 1 and not inner_gaps(row, gaps):
        (left, start), (end, right) = gaps[0], gaps[-1]
        if left == row.left and right == row.right and abs((start - left) - (right - end)) <= 2 * _CENTRED:
            return []
    return gaps


def _rows(page: Page, band: Box) -> list[Box]:
    """The rows between two rulings, parted in the middle of the white between lines of print."""
    lines = _print_lines(page, band)
    whites = [(above[1], below[0]) for above, below in pairwise(lines)]
    if not whites:
        return [band]
    usual = float(np.percentile([end - start for start, end in whites], _USUAL))
    cuts = [(start + end) / 2 for start, end in whites if end - start >= _WRAPPED * usual]
    return [Box(band.left, top, band.right, bottom) for top, bottom in pairwise([band.top, *cuts, band.bottom])]


def _print_lines(page: Page, band: Box) -> list[Gap]:
    """Top and bottom of every line of print, those that overlap as one; the rest of a ruling or a smear is none."""
    found: list[Gap] = []
    for top, bottom in sorted(_heights(page, band)):
        if found and top - found[-1][1] < _LEAST_WHITE:
            found[-1] = (found[-1][0], max(found[-1][1], bottom))
        else:
            found.append((top, bottom))
    usual = float(np.median([bottom - top for top, bottom in found])) if found else 0.0
    return [(top, bottom) for top, bottom in found if bottom - top >= _FLAT * usual]


def _heights(page: Page, band: Box) -> list[Gap]:
    picture = page.clean or page.picture
    if page.chars:
        inside = [char.box for char in page.chars if char.text.strip() and band.holds(*char.box.centre)]
        return [(box.top, box.bottom) for box in inside]
    if picture is None:
        return []
    inked = ink_in(picture, Box(band.left, band.top + 2.0, band.right, band.bottom - 2.0)).sum(axis=1) > _SPECK
    edges = np.flatnonzero(np.diff(np.concatenate([[0], inked.astype(np.int8), [0]])))
    top, scale = band.top + 2.0, picture.scale
    return [(top + float(a) / scale, top + float(b) / scale) for a, b in zip(edges[::2], edges[1::2], strict=True)]
