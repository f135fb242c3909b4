"""From strokes to pieces: straightened, cut where two rulings met a little off line, and told from other thin ink.

In: strokes of one direction and the page's bend. Out: level pieces in the straight plane (u across the page, v down).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from extractor.stages.pages_to_grids.bend import Bend
from extractor.stages.pages_to_grids.relief import Floats
from extractor.stages.pages_to_grids.strokes import Stroke, Strokes

_STEPPED = 0.3  # points of deviation from which a stroke may be two rulings, one a little off the other
_STEADIER = 0.25  # of the variance at most is left where cutting there is right
_SHORTEST = 8  # samples of a part that a stroke is cut into
_CROOKED = 0.7  # points of deviation: handwriting
_BOWED = 0.2  # points between the middle third and the outer ones of a short piece: the rim of a seal
_TILTED = 0.035  # slope of a short piece that is no ruling's
_LONE = 0.6  # share of clear paper beside it that tells a ruling's piece from a character's stroke ...
_NO_CHARACTER = 45.0  # ... unless it is so long (points) that it is none: half of a double line has no clear sides
_CRISP = 0.92  # evenness of rulings that are not worn ...
_RAGGED = 0.7  # ... by which that of a dirty scanner's dotted streak is lower


@dataclass(frozen=True, slots=True)
class Piece:
    """Unbroken ink on a straight line: its level and its extent along, in points of the straight plane.

    ``strength`` is how dark it is, 1 being usual for a ruling of the page. A ``plain`` piece looks like a ruling's in
    itself; another is straight, but text or a smear beside it makes it look like a character's stroke.
    """

    level: float
    start: float
    end: float
    strength: float = 1.0
    plain: bool = True

    @property
    def length(self) -> float:
        """Extent along, in points."""
        return self.end - self.start


def strokes_to_pieces(strokes: Strokes, across: Bend, down: Bend) -> tuple[list[Piece], list[Piece]]:
    """The pieces across and the pieces down.

    Args:
        strokes: as found.
        across: bend of the horizontal ones.
        down: bend of the vertical ones.
    """
    even = _usual_evenness([*strokes.horizontal, *strokes.vertical])
    ragged = _RAGGED * even if even >= _CRISP else 0.0
    horizontal = [stroke for stroke in strokes.horizontal if not _is_streak(stroke, ragged)]
    vertical = [stroke for stroke in strokes.vertical if not _is_streak(stroke, ragged)]
    return list(_pieces(horizontal, across, down)), list(_pieces(vertical, down, across))


def _is_streak(stroke: Stroke, ragged: float) -> bool:
    """Whether it is as dotted as a streak; a double rule may be, but it is long and its halves crowd one another."""
    return stroke.evenness < ragged and not (stroke.lone < _LONE and stroke.length >= _NO_CHARACTER)


def _usual_evenness(strokes: Sequence[Stroke]) -> float:
    long = [stroke.evenness for stroke in strokes if stroke.length >= _NO_CHARACTER]
    return float(np.median(long)) if long else 0.0


def _pieces(strokes: Sequence[Stroke], bend: Bend, other: Bend) -> Iterator[Piece]:
    if not strokes:
        return
    along, across = (np.concatenate([getattr(stroke, name) for stroke in strokes]) for name in ("along", "across"))
    levels = across - bend.offset(along, across)
    places = along - other.offset(across, along)
    start = 0
    for stroke in strokes:
        own = slice(start, start + len(stroke.along))
        start = own.stop
        for part in _steady(levels[own]):
            level, place = levels[own][part], places[own][part]
            long = place[-1] - place[0] >= _NO_CHARACTER
            if float(level.std()) <= _CROOKED and (long or _is_level(level)):
                middle = float(np.sort(level)[len(level) // 2])
                plain = bool(long or stroke.lone >= _LONE)
                yield Piece(middle, float(place[0]), float(place[-1]), stroke.strength, plain)


def _steady(levels: Floats) -> Iterator[slice]:
    """The parts of a stroke that keep their level; cuts where that leaves the least variance, if that is little."""
    todo = [slice(0, len(levels))]
    while todo:
        part = todo.pop()
        own = levels[part]
        cut = _best_cut(own) if len(own) >= 2 * _SHORTEST and float(np.std(own)) > _STEPPED else 0
        if cut:
            todo += [slice(part.start, part.start + cut), slice(part.start + cut, part.stop)]
        else:
            yield part


def _best_cut(levels: Floats) -> int:
    """Where two means fit far better than one; 0 where they do not."""
    count = len(levels)
    sizes = np.arange(_SHORTEST, count - _SHORTEST + 1)
    sums, squares = np.cumsum(levels), np.cumsum(levels**2)
    before, after = sums[sizes - 1], sums[-1] - sums[sizes - 1]
    rest = squares[-1] - before**2 / sizes - after**2 / (count - sizes)
    best = int(np.argmin(rest))
    whole = squares[-1] - sums[-1] ** 2 / count
    return int(sizes[best]) if rest[best] <= _STEADIER * whole else 0


def _is_level(levels: Floats) -> bool:
    """Whether a short piece is straight and level, as no seal's rim is."""
    third = len(levels) // 3
    if third == 0:
        return True
    first, middle, last = (float(part.mean()) for part in (levels[:third], levels[third:-third], levels[-third:]))
    return abs(middle - (first + last) / 2) <= _BOWED and abs(last - first) <= _TILTED * len(levels)
