"""From the relief of a page to the thin strokes on it: pieces of rulings, and of text that looks alike.

A horizontal stroke runs along x and is placed by its y; a vertical one runs along y and is placed by its x, so both
share one shape and one code. All in points.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from extractor.paper.page import Ruling
from extractor.stages.pages_to_grids.relief import Floats, Grey, Relief, Reliefs

_SHORTEST = 10  # points: shorter runs are strokes of characters
_STRONG = 0.8  # quantile of darkness that tells how strong a stroke is: a worn ruling has dark parts too
_STRETCH = 60  # samples: over so short a way the light on a page does not change
_BLUNT = 5.6  # points of extent across at which a stroke is a blob


@dataclass(frozen=True, eq=False)
class Stroke:
    """A thin run of ink. ``along`` and ``across`` are its samples in points (x and y for a horizontal one).

    ``lone`` is the share of it with clear paper on both sides: high for a ruling, low for a stroke in a character.
    ``strength`` is how dark its darker part is, 1 being usual for a ruling of the page; ``evenness`` how dark its
    lighter part is, by the darker beside it: low for the dotted streak of a dirty scanner.
    """

    along: Floats
    across: Floats
    lone: float = 1.0
    strength: float = 1.0
    evenness: float = 1.0

    @property
    def start(self) -> float:
        """Where it begins, along its direction."""
        return float(self.along[0])

    @property
    def end(self) -> float:
        """Where it ends, along its direction."""
        return float(self.along[-1])

    @property
    def length(self) -> float:
        """Extent along its direction, in points."""
        return self.end - self.start


@dataclass(frozen=True)
class Strokes:
    """All strokes of a page, by direction."""

    horizontal: tuple[Stroke, ...]
    vertical: tuple[Stroke, ...]


def reliefs_to_strokes(reliefs: Reliefs) -> Strokes:
    """Finds thin dark runs of at least 10 points in both directions."""
    return Strokes(tuple(_strokes(reliefs.across)), tuple(_strokes(reliefs.down)))


def rulings_to_strokes(rulings: tuple[Ruling, ...]) -> Strokes:
    """The drawn lines of a born-digital page as strokes."""
    horizontal = [Stroke(_ends(r.x0, r.x1), np.array([r.y0, r.y1])) for r in rulings if _lies(r)]
    vertical = [Stroke(_ends(r.y0, r.y1), np.array([r.x0, r.x1])) for r in rulings if not _lies(r)]
    return Strokes(tuple(horizontal), tuple(vertical))


def _lies(ruling: Ruling) -> bool:
    return abs(ruling.x1 - ruling.x0) >= abs(ruling.y1 - ruling.y0)


def _ends(first: float, second: float) -> Floats:
    return np.array([min(first, second), max(first, second)])


def _strokes(relief: Relief) -> Iterable[Stroke]:
    traces = [(along, across / relief.scale) for along, across in _traced(_runs(relief), relief.dark, _blunt(relief))]
    if not traces:
        return
    along, across = (np.concatenate(samples) for samples in zip(*traces, strict=True))
    ends = np.cumsum([len(trace[0]) for trace in traces])
    starts = np.concatenate([[0], ends[:-1]])
    lone = np.add.reduceat(relief.is_lone(along, across).astype(np.float64), starts) / (ends - starts)
    darkness = relief.darkness(along, across)
    _, dark = _quantiles(darkness, starts, ends)
    even = _evenness(darkness, starts, ends)
    for index, (places, track) in enumerate(traces):
        strength = float(dark[index] / relief.usual)
        yield Stroke(places, track, float(lone[index]), strength, float(even[index]))


def _blunt(relief: Relief) -> float:
    return _BLUNT * relief.scale


def _evenness(values: Floats, starts: NDArray[np.intp], ends: NDArray[np.intp]) -> Floats:
    """How dark the lighter part of each stretch of ``values`` is, by the darker, from one short way to the next.

    Over its whole length a ruling that runs out of a shadow would be as uneven as a dotted one.
    """
    counts = -(-(ends - starts) // _STRETCH)
    firsts = np.cumsum(counts) - counts
    place = np.arange(counts.sum()) - np.repeat(firsts, counts)
    edges = np.repeat(starts, counts) + place * np.repeat(ends - starts, counts) // np.repeat(counts, counts)
    light, dark = _quantiles(values, edges, np.append(edges[1:], ends[-1]))
    return np.asarray(np.add.reduceat(light / np.maximum(dark, 1.0), firsts) / counts)


def _quantiles(values: Floats, starts: NDArray[np.intp], ends: NDArray[np.intp]) -> tuple[Floats, Floats]:
    """The lower and the upper quantile of each stretch of ``values``."""
    owner = np.repeat(np.arange(len(starts)), ends - starts)
    ranked = values[np.lexsort((values, owner))]
    last = ends - starts - 1
    low, high = ((last * share + 0.5).astype(np.intp) for share in (1 - _STRONG, _STRONG))
    return ranked[starts + low], ranked[starts + high]


def _runs(relief: Relief) -> Grey:
    """Runs as dark as rulings are."""
    dark = cv2.threshold(relief.wide, relief.threshold, 1, cv2.THRESH_BINARY)[1]
    return cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((1, _SHORTEST), np.uint8))


def _traced(runs: Grey, dark: Grey, blunt: float) -> Iterable[tuple[Floats, Floats]]:
    """Follows each connected thin run: its middle, weighted by darkness, at every pixel along."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(runs, connectivity=8)
    thin = (stats[:, cv2.CC_STAT_AREA] / np.maximum(1, stats[:, cv2.CC_STAT_WIDTH])) < blunt
    thin[0] = False
    rows, columns = np.nonzero(runs)
    owner = labels[rows, columns]
    keep = thin[owner]
    rows, columns, owner = rows[keep], columns[keep], owner[keep]
    key = owner.astype(np.int64) * runs.shape[1] + columns
    weight = dark[rows, columns].astype(np.float64) + 1.0
    total = np.bincount(key, weight, minlength=count * runs.shape[1]).reshape(count, -1)
    middle = np.bincount(key, weight * (rows + 0.5), minlength=count * runs.shape[1]).reshape(count, -1)
    for label in np.flatnonzero(thin):
        first = stats[label, cv2.CC_STAT_LEFT]
        last = first + stats[label, cv2.CC_STAT_WIDTH]
        yield np.arange(first, last) + 0.5, middle[label, first:last] / total[label, first:last]
