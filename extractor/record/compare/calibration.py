"""Confidences and whether the values were right in, how honest the confidences are out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

_EDGES = (0.0, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999)


@dataclass(frozen=True)
class Bin:
    """Values whose confidence lies from ``low`` up to ``high``: how many, what was said of them, what is true."""

    low: float
    high: float
    values: int
    said: float
    are: float


def calibration(judged: Iterable[tuple[float, bool]]) -> list[Bin]:
    """Bins of confidence that hold at least one value, from the least to the most confident."""
    known = list(judged)
    bins = []
    for low, high in pairwise((*_EDGES, 1.0 + 1e-9)):
        inside = [(said, right) for said, right in known if low <= said < high]
        if inside:
            said, right = (sum(float(pair[side]) for pair in inside) / len(inside) for side in (0, 1))
            bins.append(Bin(low, min(high, 1.0), len(inside), round(said, 5), round(right, 5)))
    return bins
