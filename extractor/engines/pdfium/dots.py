"""Small marks on a page in, the dotted rulings they make up out.

Some programs paint a dotted border as hundreds of dots or short dashes, each a shape of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.paper.page import Ruling

LARGEST = 3.0
"""Points; a longer mark is a ruling or a part of a drawing, no dot."""
_APART = 5.0  # points between the middles of neighbouring dots, at most
_LEAST = 6  # dots in a row, at least, before they are a ruling
_LEVEL = 0.25  # points by which the middles of dots on one line differ, at most


@dataclass(frozen=True)
class Dot:
    """The middle of a small mark and its size, in points of the displayed page."""

    x: float
    y: float
    size: float


def dots_to_rulings(dots: Sequence[Dot]) -> list[Ruling]:
    """Rows and columns of dots as rulings; a dot where two of them cross belongs to both."""
    across = [
        Ruling(places[0], level, places[-1], level, size)
        for level, places, size in _lines([(dot.y, dot.x, dot.size) for dot in dots])
    ]
    down = [
        Ruling(level, places[0], level, places[-1], size)
        for level, places, size in _lines([(dot.x, dot.y, dot.size) for dot in dots])
    ]
    return across + down


def _lines(marks: list[tuple[float, float, float]]) -> list[tuple[float, list[float], float]]:
    """Runs of marks (level, place along it, size): their mean level, their places in order and the largest size."""
    levels: dict[int, list[tuple[float, float, float]]] = defaultdict(list)
    for mark in sorted(marks):
        key = round(mark[0] / _LEVEL)
        keys = (key, key - 1, key + 1)
        near = next((k for k in keys if k in levels and abs(levels[k][0][0] - mark[0]) <= _LEVEL), key)
        levels[near].append(mark)
    found = []
    for level in levels.values():
        ordered = sorted((place, at, size) for at, place, size in level)
        run = ordered[:1]
        for mark in [*ordered[1:], (float("inf"), 0.0, 0.0)]:
            if mark[0] - run[-1][0] <= _APART:
                run.append(mark)
                continue
            if len(run) >= _LEAST:
                mean = sum(at for _, at, _ in run) / len(run)
                found.append((mean, [place for place, _, _ in run], max(size for _, _, size in run)))
            run = [mark]
    return found
