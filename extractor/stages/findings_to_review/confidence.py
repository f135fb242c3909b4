"""Signals in, the probability that the value is right out.

A logistic model: the log-odds of the weakest character, moved up or down by every other signal. ``models/confidence``
fits the weights to measured errors, starting from an estimate by hand.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import exp, log
from types import MappingProxyType

from extractor.stages.findings_to_review.signals import Signals

WEIGHTS: Mapping[str, float] = MappingProxyType(
    {
        "base": -0.1,
        "weakest": 0.25,
        "mean": 0.6,
        "rival": -2.9,
        "agreeing": 1.2,
        "differing": -2.8,
        "uncertain": -4.9,
        "under_seal": -1.0,
        "bad_page": -4.0,
        "held": 3.4,
        "broken": -3.7,
        "digital": 4.2,
        "doubted": -1.8,
    }
)
"""What each feature adds to the log-odds."""


def signals_to_features(signals: Signals) -> dict[str, float]:
    """The features the model weighs, by name."""
    return {
        "base": -0.1,
        "weakest": _log_odds(signals.weakest),
        "mean": _log_odds(signals.mean),
        "rival": signals.rival,
        "agreeing": float(signals.agreeing > 0 and signals.differing == 0),
        "differing": float(signals.differing > 0),
        "uncertain": 1 - signals.certainty,
        "under_seal": signals.under_seal,
        "bad_page": 1 - signals.quality,
        "held": float(signals.held > 0),
        "broken": float(signals.broken > 0),
        "digital": float(signals.digital),
        "doubted": float(signals.doubted),
    }


def signals_to_confidence(signals: Signals, weights: Mapping[str, float] = WEIGHTS) -> float:
    """The probability (0..1) that the value is right, from what is known of its reading."""
    return 1 / (1 + exp(-sum(weights[name] * value for name, value in signals_to_features(signals).items())))


def _log_odds(probability: float) -> float:
    clipped = min(max(probability, 0.01), 0.999)
    return log(clipped / (1 - clipped))
