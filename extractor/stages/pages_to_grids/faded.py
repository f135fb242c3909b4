"""A frame and the page's relief in, the frame out with the walls that worn or smeared rulings still show.

A worn ruling drops below what counts as ink, and a smeared one looks like text; but along a line that is known from
its better parts even a shade above the paper's grain tells, and so does ink without a gap. Text crosses a line too: it
leaves paper at both ends, as it stands clear of a cell's walls, and where it stands its shade is not asked.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from extractor.stages.pages_to_grids.bend import Bend
from extractor.stages.pages_to_grids.frames import Frame, Line
from extractor.stages.pages_to_grids.relief import Floats, Relief, Reliefs

Flags = NDArray[np.bool_]

_CORNER = 1.5  # points around a crossing where shade tells nothing
_SOLID = 0.92  # of a wall is dark: so much that it is one even if text or a smear leaves no paper beside it
_WORN = 0.03  # lacking share of standing walls from which a page has lost ink, and mere shade means something
_STANDS = 0.5  # inked share from which a wall stands for this
_FRINGE = 2  # samples beside text that its own blur may darken
_ASKED = 0.3  # share of a wall that must have clear sides for its shade to be asked
_GRAIN = 4  # samples: shorter runs of shade are the paper's grain
_END = 3  # samples (points) at either end of a wall, where a cell's text does not stand
_ENOUGH = 2  # of them at least
_NO_CHARACTER = 13  # samples: a run from one end so long is no character ...
_MOST = 0.6  # ... nor is one over this share of the wall
_STUMP = 8  # samples: enough of a run from one end if no text is near a wall of ...
_TALL = 20  # ... so many samples
_SOME = 0.35  # or so much of it in all
_SHOWN = 0.25  # share of the clear samples that must show: bare paper hardly ever does
_WIDE = 40  # samples: text that half shows clear of itself over so much is none
_BARE = 0.5  # the same where a wall shows at neither end but no text is near it
_LOSS = 1.3  # a faded wall has lost more of itself than one that is there
_REST = 0.12  # share of a hole in a line that must show at its end ...
_LIKELY = 0.45  # ... for it to get this inked share
_COVERED = 0.2  # inked share of a border under so much ink of a seal or of text that it is not seen to lack
_CERTAIN = 0.8  # inked share a wall gets at most for its shade


def with_faded_walls(frame: Frame, reliefs: Reliefs, across: Bend, down: Bend) -> Frame:
    """Raises the inked share of walls that show."""
    worn = _worn(frame) >= _WORN
    rows = [line.level for line in frame.rows]
    columns = [line.level for line in frame.columns]
    shown_across, shown_down = frame.across.copy(), frame.down.copy()
    for row, line in enumerate(frame.rows):
        view = _View(line, reliefs.across, across, down, is_border=row in (0, len(rows) - 1))
        shown_across[row] = _shown(view, frame.across[row], columns, worn)
    for column, line in enumerate(frame.columns):
        view = _View(line, reliefs.down, down, across, is_border=column in (0, len(columns) - 1))
        shown_down[:, column] = _shown(view, frame.down[:, column], rows, worn)
    return replace(frame, across=shown_across, down=shown_down)


@dataclass(frozen=True, eq=False)
class _View:
    """A line on its relief, with the bend of its own direction and of the other."""

    line: Line
    relief: Relief
    bend: Bend
    other: Bend
    is_border: bool


def _worn(frame: Frame) -> float:
    """How much ink the walls that clearly stand lack."""
    shares = np.concatenate([frame.across.ravel(), frame.down.ravel()])
    standing = shares[shares > _STANDS]
    return float(1 - standing.mean()) if len(standing) else 0.0


def _shown(view: _View, inked: Floats, marks: list[float], worn: bool) -> Floats:
    """Per stretch between two marks, how much of the line shows. On a crisp page a mere shade means nothing."""
    relief = view.relief
    faint = relief.faint if worn else relief.threshold
    counts = [max(2, round(end - start - 2 * _CORNER)) for start, end in pairwise(marks)]
    stretches = list(zip(pairwise(marks), counts, strict=True))
    level = np.concatenate([np.full(count, view.line.level_between(*ends)) for ends, count in stretches])
    places = np.concatenate([np.linspace(a + _CORNER, b - _CORNER, count) for (a, b), count in stretches])
    along = places + view.other.offset(level, places)
    track = level + view.bend.offset(along, level)
    darkness, lone = relief.darkness(along, track), relief.is_lone(along, track)
    cuts = np.cumsum(counts)[:-1]
    darks, clears, shades = (np.split(flag, cuts) for flag in (darkness > relief.threshold, lone, darkness > faint))
    walls = zip(darks, clears, shades, strict=True)
    shown = [_solid(dark) or _shade(clear, shade, worn) for dark, clear, shade in walls]
    shares = np.maximum(inked, shown)
    for wall in _holes(shares) if worn else ():
        shares[wall] = max(shares[wall], _stub(clears[wall], shades[wall]))
    if view.is_border:
        shares = np.maximum(shares, [_COVERED if dark.mean() >= _BARE else 0.0 for dark in darks])
    return shares


def _holes(shares: Floats) -> NDArray[np.intp]:
    """Walls that lack while those before and behind them on the line stand."""
    return 1 + np.flatnonzero((shares[1:-1] < _STANDS) & (shares[:-2] > _STANDS) & (shares[2:] > _STANDS))


def _stub(lone: Flags, faint: Flags) -> float:
    """What a rest at the end of a wall is worth where the line goes on on both sides: a little more than nothing."""
    sight = lone & faint
    ends = max(int(sight[:_END].sum()), int(sight[-_END:].sum()))
    return _LIKELY if ends >= _ENOUGH and _without_grain(sight).mean() >= _REST else 0.0


def _solid(dark: Flags) -> float:
    return _CERTAIN if dark[:2].all() and dark[-2:].all() and dark.mean() >= _SOLID else 0.0


def _shade(lone: Flags, faint: Flags, worn: bool) -> float:
    """Share of a wall's clear samples that are not blank; 0 if they may as well be text."""
    clear = lone.copy()
    for off in range(1, _FRINGE + 1):
        clear[off:] &= lone[:-off]
        clear[:-off] &= lone[off:]
    if clear.sum() < max(3.0, _ASKED * len(lone)):
        return 0.0
    shown = _without_grain(lone & faint)
    share = float(shown[clear].mean())
    enough = share >= _SHOWN and _is_wall(lone, faint, shown, worn)
    return min(_CERTAIN, _LOSS * share) if enough else 0.0


def _is_wall(lone: Flags, faint: Flags, shown: Flags, worn: bool) -> bool:
    """Whether what shows lies as a wall's rests do: at its ends, or where no text is near in one long piece."""
    sight = lone & faint
    first, last = bool(sight[:_END].sum() >= _ENOUGH), bool(sight[-_END:].sum() >= _ENOUGH)
    if first and last:
        return True
    alone = bool(lone.all())
    if not (first or last):
        return worn and alone and _longest(shown) >= _NO_CHARACTER and bool(shown.mean() >= _BARE)
    if worn and len(shown) >= _WIDE and bool(shown.mean() >= _BARE):
        return True
    run = _run(lone, faint) if first else _run(lone[::-1], faint[::-1])
    if worn and alone and len(shown) >= _TALL:
        return run >= _STUMP or bool(shown.mean() >= _SOME)
    return run >= (min(_NO_CHARACTER, _MOST * len(shown)) if worn else _NO_CHARACTER)


def _runs(shown: Flags) -> NDArray[np.intp]:
    """Start and end of every run."""
    return np.flatnonzero(np.diff(np.concatenate([[False], shown, [False]]).astype(np.int8))).reshape(-1, 2)


def _longest(shown: Flags) -> int:
    return max((int(end - start) for start, end in _runs(shown)), default=0)


def _without_grain(shown: Flags) -> Flags:
    """The runs of some length."""
    kept = np.zeros_like(shown)
    for start, end in _runs(shown):
        kept[start:end] = end - start >= min(_GRAIN, len(shown) // 2)
    return kept


def _run(lone: Flags, faint: Flags) -> int:
    """Clear samples of the run at the beginning; its first sample and single gaps may lack, text may cross it."""
    begun = int(np.argmax(faint))
    gaps = np.flatnonzero(~faint[begun:-1] & ~faint[begun + 1 :])
    end = begun + int(gaps[0]) if len(gaps) else len(faint)
    return int((lone & faint)[begun:end].sum())
