"""So many of so many in, the interval the true share lies in out."""

from __future__ import annotations

from collections.abc import Callable
from math import exp, fsum, lgamma, log, log1p

LEVEL = 0.95
"""How probably the interval holds the true share."""
_HALVINGS = 60


def exact_interval(count: int, of: int, level: float = LEVEL) -> tuple[float, float]:
    """The interval of Clopper and Pearson (Biometrika 26, 1934): at least as sure as ``level``, also for rare events.

    Args:
        count: how many were.
        of: of how many; 0 says nothing: the interval is (0, 1).
        level: how probably the true share lies inside, over 0 and under 1.

    Returns:
        Its lower and upper end, shares from 0 to 1.
    """
    tail = (1 - level) / 2
    low = 0.0 if count == 0 else _rising(lambda share: 1 - _at_most(count - 1, of, share) - tail)
    high = 1.0 if count == of else _rising(lambda share: tail - _at_most(count, of, share))
    return low, high


def _rising(function: Callable[[float], float]) -> float:
    """Where a function that rises from 0 to 1 passes zero."""
    below, above = 0.0, 1.0
    for _ in range(_HALVINGS):
        middle = (below + above) / 2
        if function(middle) < 0:
            below = middle
        else:
            above = middle
    return (below + above) / 2


def _at_most(count: int, of: int, share: float) -> float:
    """The probability of at most ``count`` events in ``of`` trials of this share (0 < share < 1)."""
    odds = log(share) - log1p(-share)
    start = lgamma(of + 1) + of * log1p(-share)
    return fsum(exp(start - lgamma(k + 1) - lgamma(of - k + 1) + k * odds) for k in range(count + 1))
