"""From runs to frames: which rulings make one table, and the rows and columns they rule.

In: runs of both directions in the straight plane. Out: per table the levels of its rows and columns, and how much of
the wall between each two neighbouring crossings is really inked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from extractor.stages.pages_to_grids.pieces import Piece
from extractor.stages.pages_to_grids.relief import Floats
from extractor.stages.pages_to_grids.rulings import Run, Runs, meet

_PITCH = 4.5  # points: lines nearer than this are one (double rules, two sections that do not quite align)
_CORNER = 1.5  # points around a crossing where ink tells nothing
_OVERHANG = 5.0  # points that lines run on beyond the last one across them: there is an open side
_BESIDE = 1.5  # points off a line at which ink is no longer on any of its runs
_FREE = 20.0  # points: a shorter piece of a wall must ...
_REACH = 1.5  # ... come this near to a crossing
_LEVEL_ENDS = 8.0  # points that the ends of a table's long borders may differ
_ASIDE = 120.0  # points: the widest column beside the rest of a table
_SAMPLE = 0.5  # points between two samples of a wall


@dataclass(frozen=True, eq=False)
class Line:
    """A ruling of a table: its level, and the ink on it. Where two sections do not quite align, levels differ a bit."""

    level: float
    pieces: tuple[Piece, ...] = ()

    def level_between(self, start: float, end: float) -> float:
        """Where the line runs over this stretch."""
        total = weight = 0.0
        for piece in self.pieces:
            overlap = min(piece.end, end) - max(piece.start, start)
            if overlap > 0:
                total, weight = total + overlap * piece.level, weight + overlap
        return total / weight if weight else self.level


@dataclass(frozen=True, eq=False)
class Frame:
    """A table's rulings: ``rows`` are its R + 1 lines across, top to bottom, ``columns`` its C + 1 lines down.

    ``across[r, c]`` (R + 1 x C) is the inked share of line r over column c, ``down[r, c]`` (R x C + 1) that of line
    c beside row r. ``widths`` and ``heights`` are those of columns and rows, in points.
    """

    rows: tuple[Line, ...]
    columns: tuple[Line, ...]
    across: Floats
    down: Floats
    widths: Floats
    heights: Floats


def runs_to_frames(runs: Runs) -> list[Frame]:
    """Groups runs that touch, directly or through others, and lays each group out. Top to bottom."""
    groups = [_with_loose(*group, runs.loose) for group in _groups(runs) if all(group)]
    frames = [frame for group in groups if (frame := _frame(*group, runs)) is not None]
    return sorted(frames, key=lambda frame: (frame.rows[0].level, frame.columns[0].level))


def _groups(runs: Runs) -> list[tuple[list[Run], list[Run]]]:
    groups: list[tuple[list[Run], list[Run]]] = [([run], []) for run in runs.horizontal]
    for vertical in runs.vertical:
        touched = [group for group in groups if any(meet(run, vertical) for run in group[0])]
        merged = ([run for group in touched for run in group[0]], [run for group in touched for run in group[1]])
        merged[1].append(vertical)
        groups = [group for group in groups if not any(group is one for one in touched)] + [merged]
    return groups


def _with_loose(horizontal: list[Run], vertical: list[Run], loose: Sequence[Run]) -> tuple[list[Run], list[Run]]:
    """The group with the borders that begin and end where its own long ones do, and stand beside it."""
    tallest = max(vertical, key=lambda run: run.length)
    left, right = min(run.start for run in horizontal), max(run.end for run in horizontal)
    beside = [
        run
        for run in loose
        if abs(run.start - tallest.start) < _LEVEL_ENDS
        and abs(run.end - tallest.end) < _LEVEL_ENDS
        and left - _ASIDE < run.level < right + _ASIDE
    ]
    return horizontal, [*vertical, *beside]


def _frame(horizontal: Sequence[Run], vertical: Sequence[Run], runs: Runs) -> Frame | None:
    rows = _closed(_lines(horizontal, runs.pieces_across), vertical)
    columns = _closed(_lines(vertical, runs.pieces_down), horizontal)
    if len(rows) < 2 or len(columns) < 2:
        return None
    row_levels, column_levels = (np.array([line.level for line in lines]) for lines in (rows, columns))
    across = np.array([_inked(row, column_levels) for row in rows])
    down = np.array([_inked(column, row_levels) for column in columns]).T
    return Frame(tuple(rows), tuple(columns), across, down, np.diff(column_levels), np.diff(row_levels))


def _lines(runs: Sequence[Run], pieces: Sequence[Piece]) -> list[Line]:
    """Lines of one direction; runs too near for a row of text between them are one line."""
    groups: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: run.level):
        if groups and run.level - _mean(groups[-1]) < _PITCH:
            groups[-1].append(run)
        else:
            groups.append([run])
    return [
        Line(
            _mean(group),
            tuple(piece for piece in pieces if any(abs(piece.level - run.level) < _BESIDE for run in group)),
        )
        for group in groups
    ]


def _mean(runs: Sequence[Run]) -> float:
    return float(np.average([run.level for run in runs], weights=[run.length for run in runs]))


def _closed(lines: list[Line], others: Sequence[Run]) -> list[Line]:
    """Adds a line without ink where most rulings run on beyond the first or last one across them, to one level."""
    first, last = lines[0].level, lines[-1].level
    starts = [run.start for run in others if run.start < first + _OVERHANG < run.end]
    ends = [run.end for run in others if run.start < last - _OVERHANG < run.end]
    before = _common_end(starts, [start for start in starts if start < first - _OVERHANG])
    after = _common_end(ends, [end for end in ends if end > last + _OVERHANG])
    edges = min(others, key=lambda run: run.level), max(others, key=lambda run: run.level)
    before = before or _level_edges([run.start for run in edges if run.start < first - _OVERHANG < run.end])
    after = after or _level_edges([run.end for run in edges if run.start < last + _OVERHANG < run.end])
    return [*before, *lines, *after]


def _level_edges(ends: list[float]) -> list[Line]:
    """The line without ink where both outer edges of a table end alike, though rows within it have walls of their own.

    So stands the rest of a row alone at the top of a page, over rows that are divided otherwise.
    """
    return [Line(float(np.mean(ends)))] if len(ends) == 2 and abs(ends[0] - ends[1]) < _OVERHANG else []


def _common_end(ends: list[float], beyond: list[float]) -> list[Line]:
    if len(beyond) < 2 or len(beyond) < len(ends) / 2:
        return []
    level = float(np.median(beyond))
    return [Line(level)] if sum(abs(end - level) < _OVERHANG for end in beyond) > len(ends) / 2 else []


def _inked(line: Line, marks: Floats) -> Floats:
    """Share of ink on a line between each two neighbouring marks (where others cross it)."""
    start = marks[0]
    count = int((marks[-1] - start) / _SAMPLE) + 2
    ink = np.zeros(count, dtype=bool)
    for piece in line.pieces:
        if _belongs(piece, marks):
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
