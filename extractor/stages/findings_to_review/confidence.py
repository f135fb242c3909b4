"""Signals in, the probability that the value is right out.

A logistic model: the log-odds of the weakest character, moved up or down by every other signal. The weights are a
first estimate by hand; they keep their names so that a fit over measured errors can replace them one for one.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log

from extractor.stages.findings_to_review.signals import Signals


@dataclass(frozen=True)
class Weights:
    """What each signal adds to the log-odds."""

    base: float = -0.6
    weakest: float = 0.9
    mean: float = 0.35
    rival: float = -1.5
    agreeing: float = 1.5
    differing: float = -3.0
    uncertain: float = -4.0
    under_seal: float = -1.2
    bad_page: float = -1.0
    held: float = 2.5
    broken: float = -3.5
    digital: float = 4.0


WEIGHTS = Weights()


def signals_to_confidence(signals: Signals, weights: Weights = WEIGHTS) -> float:
    """The probability (0..1) that the value is right, from what is known of its reading."""
    odds = (
        weights.base
        + weights.weakest * _log_odds(signals.weakest)
        + weights.mean * _log_odds(signals.mean)
        + weights.rival * signals.rival
        + weights.agreeing * min(signals.agreeing, 1) * (signals.differing == 0)
        + weights.differing * min(signals.differing, 1)
        + weights.uncertain * (1 - signals.certainty)
        + weights.under_seal * signals.under_seal
        + weights.bad_page * (1 - signals.quality)
        + weights.held * min(signals.held, 1)
        + weights.broken * min(signals.broken, 1)
        + weights.digital * signals.digital
    )
    return 1 / (1 + exp(-odds))


def _log_odds(probability: float) -> float:
    clipped = min(max(probability, 0.01), 0.999)
    return log(clipped / (1 - clipped))
