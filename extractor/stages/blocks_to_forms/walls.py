"""Column walls of two parts of one table in, the columns they share out: matched by place, not by number."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from extractor.paper.block import Table

_TOLERANCE = 0.011  # of the table's width: how far apart two prints of one wall may stand
_LEAST = 4.0  # points


@dataclass(frozen=True)
class Fit:
    """How the walls of a continued part lie on those of the part before.

    ``walls`` are all walls of both, in points of the first part; ``first`` and ``second`` say for each part's own
    walls which of them they are. ``share`` is the share of the second part's inner walls that the first part has
    (1 where it has none); ``edges`` whether the outer edges meet, ``one_edge`` whether one of them does (the side
    label's column can go unseen on a page where no line crosses it).
    """

    walls: tuple[float, ...]
    first: tuple[int, ...]
    second: tuple[int, ...]
    share: float
    edges: bool
    one_edge: bool


def walls_of(table: Table) -> tuple[float, ...]:
    """Where each of the ``columns + 1`` walls of a table on one page stands, in points; never decreasing."""
    seen: list[list[float]] = [[] for _ in range(table.columns + 1)]
    for cell in table.cells:
        seen[cell.column].append(cell.box.left)
        seen[cell.column + cell.column_span].append(cell.box.right)
    walls: list[float] = []
    for places in seen:
        place = sorted(places)[len(places) // 2] if places else (walls[-1] if walls else table.box.left)
        walls.append(max(place, walls[-1]) if walls else place)
    return tuple(walls)


def fit_walls(first: Sequence[float], second: Sequence[float], ties: Mapping[int, int] | None = None) -> Fit:
    """Lays the second part's walls on the first part's, after evening out the scale and offset of the pages.

    ``ties`` names walls that are known to be one (number in ``second`` → number in ``first``), as those of one head
    printed on both pages: they hold however far a curled page moved them, and the walls between follow them.
    """
    tolerance = max(_LEAST, _TOLERANCE * (first[-1] - first[0]))
    tied = _in_order(ties or {})
    best = max(
        ([move(wall) for wall in second] for move in _moves(first, second, tied)),
        key=lambda moved: _closeness(first, moved, tolerance),
    )
    pairs = _pairs(first, best, tolerance, tied)
    walls = sorted([*first, *(wall for at, wall in enumerate(best) if at not in pairs)])
    inner = range(1, len(best) - 1)
    own = {at: walls.index(wall) for at, wall in enumerate(best) if at not in pairs}
    places = tuple(walls.index(wall) for wall in first)
    left = abs(best[0] - first[0]) <= 2 * tolerance
    right = abs(best[-1] - first[-1]) <= 2 * tolerance
    return Fit(
        tuple(walls),
        places,
        tuple(places[pairs[at]] if at in pairs else own[at] for at in range(len(best))),
        sum(1 for at in inner if at in pairs) / len(inner) if len(inner) else 1.0,
        left and right,
        left or right,
    )


def _in_order(ties: Mapping[int, int]) -> dict[int, int]:
    """The ties, without those that would make walls change places."""
    kept: dict[int, int] = {}
    for own, other in sorted(ties.items()):
        if not kept or other > max(kept.values()):
            kept[own] = other
    return kept


def _moves(first: Sequence[float], second: Sequence[float], tied: Mapping[int, int]) -> list[Callable[[float], float]]:
    """Ways the second page may lie on the first: by its ties, as it is, shifted by an edge, stretched to both."""
    if len(tied) > 1:
        own, other = [second[at] for at in tied], [first[at] for at in tied.values()]
        return [lambda x: _between(x, own, other)]
    left, right = first[0] - second[0], first[-1] - second[-1]
    moves: list[Callable[[float], float]] = [lambda x: x, lambda x: x + left, lambda x: x + right]
    old, new = second[-1] - second[0], first[-1] - first[0]
    if old > 0 and 0.8 < new / old < 1.25:
        moves.append(lambda x: first[0] + (x - second[0]) * new / old)
    return moves


def _between(x: float, own: Sequence[float], other: Sequence[float]) -> float:
    """Where ``x`` lies once ``own`` lie on ``other``: beyond the outermost it keeps its distance to them."""
    if x < own[0] or x > own[-1]:
        near = 0 if x < own[0] else -1
        return x + other[near] - own[near]
    return float(np.interp(x, own, other))


def _closeness(first: Sequence[float], moved: Sequence[float], tolerance: float) -> tuple[int, float]:
    gaps = [min(abs(wall - other) for other in first) for wall in moved]
    near = [gap for gap in gaps if gap <= tolerance]
    return len(near), -sum(near)


def _pairs(first: Sequence[float], moved: Sequence[float], tolerance: float, tied: Mapping[int, int]) -> dict[int, int]:
    """Second wall → first wall: those tied, then the nearest, each wall once, order kept."""
    near = sorted(
        (abs(a - b), j, i) for i, a in enumerate(first) for j, b in enumerate(moved) if abs(a - b) <= tolerance
    )
    pairs = dict(tied)
    for _, j, i in near:
        if j in pairs or i in pairs.values():
            continue
        if all((other < j) == (pairs[other] < i) for other in pairs):
            pairs[j] = i
    return pairs
