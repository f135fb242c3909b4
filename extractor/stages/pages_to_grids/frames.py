"""From runs to frames: which rulings make one table, and the rows and columns they rule.

In: runs of both directions in the straight plane. Out: per table the levels of its rows and columns, and how much of
the wall between each two neighbouring crossings is really inked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from extractor.stages.pages_to_grids.rulings import Piece, Run, Runs, meet
from extractor.stages.pages_to_grids.strokes import Floats

_PITCH = 4.5  # points: lines nearer than this are one (double rules, two sections that do not quite align)
_CORNER = 1.5  # points around a crossing where ink tells nothing
_OVERHANG = 10.0  # points that lines run on beyond the last one across them: there is an open side
_BESIDE = 2.6  # points off a line at which ink is no longer on it
_FREE = 20.0  # points: a shorter piece of a wall must ...
_REACH = 1.5  # ... come this near to a crossing
_SAMPLE = 0.5  # points between two samples of a wall


@dataclass(frozen=True, eq=False)
class Frame:
    """A table's rulings: ``rows`` are the levels v of its R + 1 lines across, ``columns`` the levels u of C + 1 down.

    ``across[r, c]`` (R + 1 x C) is the inked share of line r over column c, ``down[r, c]`` (R x C + 1) that of line
    c beside row r. ``open_sides`` (left, top, right, bottom): no line is drawn there, the rulings just end.
    """

    rows: Floats
    columns: Floats
    across: Floats
    down: Floats
    open_sides: tuple[bool, bool, bool, bool]


def runs_to_frames(runs: Runs) -> list[Frame]:
    """Groups runs that touch, directly or through others, and lays each group out. Top to bottom."""
    frames = [_frame(*group, runs) for group in _groups(runs) if all(group)]
    closed = [frame for frame in frames if len(frame.rows) > 1 and len(frame.columns) > 1]
    return sorted(closed, key=lambda frame: (frame.rows[0], frame.columns[0]))


def _groups(runs: Runs) -> list[tuple[list[Run], list[Run]]]:
    groups: list[tuple[list[Run], list[Run]]] = [([run], []) for run in runs.horizontal]
    for vertical in runs.vertical:
        touched = [group for group in groups if any(meet(run, vertical) for run in group[0])]
        merged = ([run for group in touched for run in group[0]], [run for group in touched for run in group[1]])
        merged[1].append(vertical)
        groups = [group for group in groups if not any(group is one for one in touched)] + [merged]
    return groups


def _frame(horizontal: Sequence[Run], vertical: Sequence[Run], runs: Runs) -> Frame:
    rows, columns = _levels(horizontal), _levels(vertical)
    rows, top, bottom = _closed(rows, vertical)
    columns, left, right = _closed(columns, horizontal)
    across = np.array([_inked(row, columns, runs.pieces_across) for row in rows])
    down = np.array([_inked(column, rows, runs.pieces_down) for column in columns]).T
    return Frame(rows, columns, across, down, (left, top, right, bottom))


def _levels(runs: Sequence[Run]) -> Floats:
    """Levels of parallel runs, those too near for a row of text made one."""
    levels: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: run.level):
        if levels and run.level - _mean(levels[-1]) < _PITCH:
            levels[-1].append(run)
        else:
            levels.append([run])
    return np.array([_mean(group) for group in levels])


def _mean(runs: Sequence[Run]) -> float:
    return float(np.average([run.level for run in runs], weights=[run.length for run in runs]))


def _closed(levels: Floats, others: Sequence[Run]) -> tuple[Floats, bool, bool]:
    """Adds a level where at least two lines run on beyond the first or last one across them."""
    starts = sorted(run.start for run in others if run.start < levels[0] - _OVERHANG)
    ends = sorted((run.end for run in others if run.end > levels[-1] + _OVERHANG), reverse=True)
    first, last = len(starts) > 1, len(ends) > 1
    if first:
        levels = np.concatenate([[starts[0]], levels])
    if last:
        levels = np.concatenate([levels, [ends[0]]])
    return levels, first, last


def _inked(level: float, marks: Floats, pieces: Sequence[Piece]) -> Floats:
    """Share of ink on a line between each two neighbouring marks (where lines cross it)."""
    start = marks[0]
    count = int((marks[-1] - start) / _SAMPLE) + 2
    ink = np.zeros(count, dtype=bool)
    for piece in pieces:
        if abs(piece.level - level) < _BESIDE and _belongs(piece, marks):
            ink[max(0, int((piece.start - start) / _SAMPLE)) : max(0, int((piece.end - start) / _SAMPLE) + 1)] = True
    shares = []
    for left, right in pairwise(marks):
        corner = min(_CORNER, (right - left) / 4)
        first, last = int((left + corner - start) / _SAMPLE), int((right - corner - start) / _SAMPLE) + 1
        shares.append(float(ink[first:last].mean()))
    return np.array(shares)


def _belongs(piece: Piece, marks: Floats) -> bool:
    """Whether the piece is long, or meets a crossing: a character's stroke that happens to be in line does neither."""
    return piece.length >= _FREE or bool(np.any((marks >= piece.start - _REACH) & (marks <= piece.end + _REACH)))
