"""From pieces to rulings: which pieces lie on one line, where it runs, how much of it is there.

In: pieces of both directions in the straight plane (u across the page, v down it). Out: runs that are long enough or
end on one another as the walls of a table do.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from extractor.stages.pages_to_grids.pieces import Piece

_SAME_LEVEL = 1.3  # points between pieces of one ruling
_BREAK = 8.0  # points: a small gap in a broken ruling
_JOIN = 60.0  # points: the widest gap, between pieces at least as long
_WHOLE = 0.4  # inked share of a run that is a ruling, however broken
_DARK = 0.75  # of the usual darkness: rulings of the page's back shine through fainter
_DARK_SHARE = 0.3  # of the ink on a level that must be so dark
_SHORT = 16.0  # points: a shorter run, maybe a character's stroke, counts only if it ends on a ruling
_NEAR = 2.0  # points that its end may be off one; characters keep more distance
_LONG = 80.0  # points: a run that is a ruling beyond doubt
_LOST_CORNER = 12.0  # points that two such may have lost where they met; less than between two tables
_TOUCH = 4.0  # points between a ruling's end and the one it meets


@dataclass(frozen=True, slots=True)
class Run:
    """Pieces of one line with only small gaps between them."""

    level: float
    start: float
    end: float
    pieces: tuple[Piece, ...]

    @property
    def length(self) -> float:
        """Extent along, gaps included, in points."""
        return self.end - self.start


@dataclass(frozen=True)
class Runs:
    """The runs of a page by direction; ``level`` of a horizontal one is v, of a vertical one u.

    The pieces are all there are, also those in no run that stands. ``loose`` are long vertical runs that meet no other:
    beside a table that is open above and below, the border of a cell that fills the page.
    """

    horizontal: tuple[Run, ...]
    vertical: tuple[Run, ...]
    pieces_across: tuple[Piece, ...]
    pieces_down: tuple[Piece, ...]
    loose: tuple[Run, ...] = ()


def pieces_to_runs(across: Sequence[Piece], down: Sequence[Piece]) -> Runs:
    """Joins pieces into runs and drops those that neither are long nor stand between others."""
    plain_across, plain_down = ([piece for piece in pieces if piece.plain] for pieces in (across, down))
    all_across, all_down = _joined(plain_across), _joined(plain_down)
    horizontal = tuple(run for run in all_across if _is_strong(run, plain_across))
    vertical = tuple(run for run in all_down if _is_strong(run, plain_down))
    while True:
        kept_horizontal = tuple(run for run in horizontal if _stands(run, vertical, horizontal))
        kept_vertical = tuple(run for run in vertical if _stands(run, kept_horizontal, vertical))
        if len(kept_horizontal) == len(horizontal) and len(kept_vertical) == len(vertical):
            break
        horizontal, vertical = kept_horizontal, kept_vertical
    between_rows = [piece for piece in down if not piece.plain and _spans(piece, horizontal)]
    between_columns = [piece for piece in across if not piece.plain and _spans(piece, vertical)]
    weak_across = [run for run in all_across if run not in horizontal and _spans(run, vertical)]
    weak_down = [run for run in all_down if run not in vertical and _spans(run, horizontal)]
    return Runs(
        (*horizontal, *weak_across, *(_run([piece]) for piece in between_columns)),
        (*vertical, *weak_down, *(_run([piece]) for piece in between_rows)),
        (*plain_across, *between_columns),
        (*plain_down, *between_rows),
        tuple(run for run in all_down if run.length >= _LONG and run not in vertical and _is_strong(run, plain_down)),
    )


def meet(run: Run, other: Run) -> bool:
    """Whether two runs of different direction cross, or would but for the corner; long ones may lose much of it."""
    slack = _LOST_CORNER if min(run.length, other.length) >= _LONG else _TOUCH
    return _reaches(run, other.level, slack) and _reaches(other, run.level, slack)


def _spans(found: Piece | Run, others: Sequence[Run]) -> bool:
    """Whether it reaches exactly from one ruling to another: a wall, though faint or touched by text or a smear."""
    levels = [other.level for other in others if _reaches(other, found.level)]
    return all(any(abs(level - end) <= _NEAR for level in levels) for end in (found.start, found.end))


def _reaches(run: Run, level: float, slack: float = _TOUCH) -> bool:
    return run.start - slack <= level <= run.end + slack


def _stands(run: Run, others: Sequence[Run], siblings: Sequence[Run]) -> bool:
    """Whether a run is bound to rulings across it: a long one anyhow, a short one, maybe a character's, by its ends.

    One end on a ruling is enough if the other is level with a longer sibling's, as at the edge of a cut table, or if
    another run lies on the same level.
    """
    levels = [other.level for other in others if _reaches(run, other.level) and _reaches(other, run.level)]
    if run.length >= _SHORT:
        return bool(levels)
    edges = [edge for one in siblings if one.length >= _SHORT for edge in (one.start, one.end)]
    bound = [any(abs(level - end) <= _NEAR for level in levels) for end in (run.start, run.end)]
    level_with = [any(abs(edge - end) <= _NEAR for edge in edges) for end in (run.start, run.end)]
    twins = sum(abs(one.level - run.level) <= _SAME_LEVEL for one in siblings)
    return any(bound) and (all(a or b for a, b in zip(bound, level_with, strict=True)) or twins > 1)


def _joined(pieces: Sequence[Piece]) -> tuple[Run, ...]:
    """Grows runs from the longest piece on, so that stray strokes of characters cannot pull a line off its level."""
    left = sorted(pieces, key=lambda piece: piece.length, reverse=True)
    runs: list[Run] = []
    while left:
        seed = left[0]
        near = sorted(
            (piece for piece in left if abs(piece.level - seed.level) <= _SAME_LEVEL), key=lambda piece: piece.start
        )
        members = _connected(near, seed)
        taken = {id(piece) for piece in members}
        left = [piece for piece in left if id(piece) not in taken]
        runs.append(_run(members))
    return tuple(run for run in runs if _is_whole(run))


def _is_whole(run: Run) -> bool:
    return sum(piece.length for piece in run.pieces) >= _WHOLE * run.length


def _is_strong(run: Run, pieces: Sequence[Piece]) -> bool:
    """Whether enough of what lies on the run's level, here or further on, is as dark as rulings are."""
    level = [piece for piece in pieces if abs(piece.level - run.level) <= _SAME_LEVEL]
    strong = sum(piece.length for piece in level if piece.strength >= _DARK)
    return strong >= _DARK_SHARE * sum(piece.length for piece in level)


def _connected(pieces: list[Piece], seed: Piece) -> list[Piece]:
    """The stretch of ``pieces`` (sorted by start) that belongs together around ``seed``."""
    runs: list[list[Piece]] = []
    for piece in pieces:
        if runs and piece.start - max(one.end for one in runs[-1]) <= _BREAK:
            runs[-1].append(piece)
        else:
            runs.append([piece])
    index = 1
    while index < len(runs):
        if _bridged(runs[index - 1], runs[index]):
            runs[index - 1] += runs.pop(index)
            index = max(1, index - 1)
        else:
            index += 1
    return next(run for run in runs if any(piece is seed for piece in run))


def _bridged(before: list[Piece], after: list[Piece]) -> bool:
    """Whether the gap between two runs is a hole in one ruling: no wider than what stands on both sides of it."""
    gap = after[0].start - max(piece.end for piece in before)
    shorter = min(sum(piece.length for piece in run) for run in (before, after))
    return gap <= min(_JOIN, shorter)


def _run(pieces: list[Piece]) -> Run:
    weights = [piece.length for piece in pieces]
    level = float(np.average([piece.level for piece in pieces], weights=weights))
    return Run(level, min(piece.start for piece in pieces), max(piece.end for piece in pieces), tuple(pieces))
