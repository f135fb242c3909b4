"""A frame and the page's relief in, the frame out with what faded walls still show, and without streaks.

A worn ruling drops below what counts as ink, yet along a line that is known from its better parts even a shade above
the paper's grain tells. Where text stands beside or upon the line its shade tells nothing and is not asked.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from extractor.stages.pages_to_grids.bend import Bend
from extractor.stages.pages_to_grids.frames import Frame, Line
from extractor.stages.pages_to_grids.relief import Floats, Relief, Reliefs

_ASKED = 0.3  # share of a wall that must have clear sides for its shade to be asked
_CORNER = 1.5  # points around a crossing where shade tells nothing
_END = 3  # samples (points) at either end of a wall, where a cell's text never stands
_FRINGE = 2  # samples beside text that its own blur may darken
_SHOWN = 0.25  # share of the clear samples that must show: bare paper hardly ever does
_LOSS = 1.3  # a faded wall has lost more of itself than one that is there
_CRISP = 0.03  # lacking share of standing walls up to which a page has lost nothing
_STANDS = 0.5  # inked share from which a wall stands for this
_CERTAIN = 0.8  # inked share a wall gets at most for its shade


def with_faded_walls(frame: Frame, reliefs: Reliefs, across: Bend, down: Bend) -> Frame:
    """Raises the inked share of walls that show a shade all along; on a crisp page shade means nothing."""
    if _worn(frame) < _CRISP:
        return frame
    rows = [line.level for line in frame.rows]
    columns = [line.level for line in frame.columns]
    shades_across = [_shades(line, columns, reliefs.across, across, down) for line in frame.rows]
    shades_down = [_shades(line, rows, reliefs.down, down, across) for line in frame.columns]
    return replace(
        frame,
        across=np.maximum(frame.across, np.array(shades_across)),
        down=np.maximum(frame.down, np.array(shades_down).T),
    )


def _worn(frame: Frame) -> float:
    """How much ink the walls that clearly stand lack."""
    shares = np.concatenate([frame.across.ravel(), frame.down.ravel()])
    standing = shares[shares > _STANDS]
    return float(1 - standing.mean()) if len(standing) else 0.0


def _shades(line: Line, marks: list[float], relief: Relief, bend: Bend, other: Bend) -> Floats:
    """Per stretch between two marks, how much of the line stands out of the grain."""
    shares = []
    for start, end in pairwise(marks):
        level = line.level_between(start, end)
        places = np.linspace(start + _CORNER, end - _CORNER, max(2, round(end - start - 2 * _CORNER)))
        along = places + other.offset(np.full(len(places), level), places)
        track = level + bend.offset(along, np.full(len(places), level))
        shares.append(_shade(relief.is_lone(along, track), relief.darkness(along, track) > relief.faint))
    return np.array(shares)


def _shade(lone: NDArray[np.bool_], faint: NDArray[np.bool_]) -> float:
    """Share of a wall's clear samples that are not blank; 0 if it is blank at both ends, as beside text in a cell."""
    clear = lone.copy()
    for off in range(1, _FRINGE + 1):
        clear[off:] &= lone[:-off]
        clear[:-off] &= lone[off:]
    if clear.sum() < max(3.0, _ASKED * len(lone)):
        return 0.0
    if not faint[:_END].any() and not faint[-_END:].any():
        return 0.0
    shown = float(faint[clear].mean())
    return min(_CERTAIN, _LOSS * shown) if shown >= _SHOWN else 0.0
