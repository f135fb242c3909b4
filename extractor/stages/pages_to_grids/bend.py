"""How the rulings of a page bend: from strokes to a smooth map between the page and a plane where they are straight.

What is left after straightening (a third of a degree of skew, the gentle bow of a photographed sheet) is the same for
neighbouring lines. A cubic polynomial fitted to all long strokes at once takes it out, so that everything after
this can treat a ruling as one number.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from extractor.stages.pages_to_grids.relief import Floats
from extractor.stages.pages_to_grids.strokes import Stroke

_LONG = 25.0  # points: shorter strokes may be characters and do not vote
_RIDGE = 0.5  # pulls the terms that few strokes support towards zero
_STRAYS = (8.0, 1.5)  # points off the guess at which a sample is no part of its ruling, for the first and second fit


@dataclass(frozen=True, eq=False)
class Bend:
    """Offset of a line, in points across, as a polynomial of the place on the page (scaled by ``extent``)."""

    terms: Floats
    extent: float

    def offset(self, along: Floats, across: Floats) -> Floats:
        """How far the paper is off the straight plane at these places, in points across."""
        return np.asarray(_basis(along / self.extent - 0.5, across / self.extent - 0.5) @ self.terms)

    def across(self, along: float, level: float) -> float:
        """The place on the page of a straight position (one step of the inverse; the bend is gentle)."""
        return level + float(self.offset(np.array([along]), np.array([level]))[0])


def strokes_to_bend(strokes: Sequence[Stroke], extent: float) -> Bend:
    """Fits the bend of one direction.

    Args:
        strokes: of one direction, in points.
        extent: length of the page's longer side in points.
    """
    straight = Bend(np.zeros(_TERMS), extent)
    long = [stroke for stroke in strokes if stroke.length >= _LONG]
    if not long or all(len(stroke.along) <= 2 for stroke in long):
        return straight
    bend = straight
    for stray in _STRAYS:
        bend = _fit(long, bend, stray)
    return bend


def _fit(strokes: Sequence[Stroke], guess: Bend, stray: float) -> Bend:
    """Least squares over all samples, each stroke free in its own level; samples far off ``guess`` do not count."""
    extent = guess.extent
    rows, values = [], []
    for stroke in strokes:
        pick = slice(None, None, 4)
        along, across = stroke.along[pick], stroke.across[pick]
        level = across - guess.offset(along, across)
        near = np.abs(level - np.median(level)) < stray
        along, across = along[near], across[near]
        if len(along) < 2:
            continue
        basis = _basis(along / extent - 0.5, across / extent - 0.5)
        rows.append(basis - basis.mean(axis=0))
        values.append(across - across.mean())
    if not rows:
        return guess
    matrix, vector = np.concatenate(rows), np.concatenate(values)
    normal = matrix.T @ matrix + _RIDGE * np.eye(_TERMS)
    return Bend(np.linalg.solve(normal, matrix.T @ vector), extent)


def _basis(along: Floats, across: Floats) -> Floats:
    return np.stack([along, along**2, along**3, along * across, along**2 * across, along * across**2], axis=-1)


_TERMS = 6
