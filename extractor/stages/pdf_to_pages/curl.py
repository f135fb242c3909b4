"""How a page bends: traced rulings in, a smooth displacement out that makes every ruling straight.

A ruling k stands at ``across = c_k + D(along, across)``; ``c_k`` is its own unknown place, ``D`` a low-order
polynomial common to all rulings of one direction. The ``c_k`` are eliminated by taking each ruling's mean away, which
leaves an ordinary least-squares problem, solved with Huber weights against strays.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from extractor.stages.pdf_to_pages.lines import Floats, Trace

_ROUNDS = 6
_TUNING = 0.6  # pixels: residuals beyond count less


@dataclass(frozen=True, eq=False)
class Bend:
    """Displacement across the rulings, as fractions of the page in both coordinates.

    ``spread`` is the largest displacement (pixels of the picture it was fitted on) within the page, ``length`` the
    total length (pixels) of the rulings it rests on.
    """

    displacement: Callable[[Floats, Floats], Floats]
    spread: float
    length: float


def bend_of(traces: Sequence[Trace], long: float, wide: float, *, order: int) -> Bend | None:
    """Fits the displacement of rulings.

    Args:
        traces: rulings of one direction.
        long: extent of the picture along the rulings, pixels.
        wide: extent across.
        order: highest power of the place along a ruling; 1 finds lean and keystone only.

    Returns:
        None where there are too few rulings to tell.
    """
    length = float(sum(trace.along[-1] - trace.along[0] for trace in traces))
    if length < 0.8 * long:
        return None
    basis = _basis(order, _extent(traces, wide))
    rows, values, counts = [], [], []
    for trace in traces:
        s, t = trace.along / long - 0.5, trace.across / wide - 0.5
        terms = np.stack([term(s, t) for term in basis], axis=1)
        rows.append(terms - terms.mean(axis=0))
        values.append(trace.across - trace.across.mean())
        counts.append(len(s))
    coefficients = _robust(np.concatenate(rows), np.concatenate(values))
    places = [float(trace.across.mean()) / wide - 0.5 for trace in traces]
    first, last = min(places), max(places)

    def displacement(u: Floats, v: Floats) -> Floats:
        s, t = u - 0.5, np.clip(v - 0.5, first, last)  # beyond the rulings nothing is known: as at the last one
        total = sum(c * term(s, t) for c, term in zip(coefficients, basis, strict=True))
        return np.asarray(total / wide, dtype=np.float64)

    u, v = np.meshgrid(np.linspace(0.05, 0.95, 19), np.linspace(0.05, 0.95, 19))
    spread = float(np.abs(displacement(u, v)).max() * wide)
    return Bend(displacement, spread, length)


def _extent(traces: Sequence[Trace], wide: float) -> float:
    """Share of the page over which the rulings are spread, across their direction."""
    places = np.array([trace.across.mean() for trace in traces])
    return float((places.max() - places.min()) / wide)


def _basis(order: int, extent: float) -> list[Callable[[Floats, Floats], Floats]]:
    """Powers of ``s`` (along), each also times ``t`` (across) where the rulings are spread enough to tell.

    Each power has its mean over the page taken away: the middle of the page stays where it is.
    """
    terms: list[Callable[[Floats, Floats], Floats]] = []
    powers_across = 1 if extent < 0.2 else 2 if extent < 0.5 or order == 1 else 3
    for power in range(1, order + 1):
        mean = 0.0 if power % 2 else 0.5**power / (power + 1)
        for across in range(powers_across if power < 4 else 1):
            terms.append(lambda s, t, p=power, q=across, m=mean: (s**p - m) * t**q)  # type: ignore[misc]
    return terms


def _robust(matrix: Floats, values: Floats) -> Floats:
    """Least squares with Huber weights; a slight pull to zero keeps untold terms small."""
    weights = np.ones(len(values))
    ridge = 1e-3 * np.sqrt(len(values)) * np.eye(matrix.shape[1])
    coefficients = np.zeros(matrix.shape[1])
    for _ in range(_ROUNDS):
        root = np.sqrt(weights)[:, None]
        stacked = np.concatenate([matrix * root, ridge])
        target = np.concatenate([values * root[:, 0], np.zeros(matrix.shape[1])])
        coefficients = np.linalg.lstsq(stacked, target, rcond=None)[0]
        residuals = np.abs(values - matrix @ coefficients)
        weights = np.minimum(1.0, _TUNING / np.maximum(residuals, 1e-9))
    return coefficients
