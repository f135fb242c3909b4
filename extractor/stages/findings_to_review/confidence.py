"""Signals in, the probability that the value is right out.

A logistic model over what is known of the reading. Each signal may only push where it should: a surer character never
lowers the confidence, a seal never raises it (``DIRECTIONS``). ``models/confidence`` fits the weights to measured
errors and writes them, with the curve that floors are chosen from, into the artefact that :class:`Judge` is made of.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import exp, log, log1p
from types import MappingProxyType

from extractor.stages.findings_to_review.field_types import FIELD_TYPES, FieldType
from extractor.stages.findings_to_review.signals import Signals

DIRECTIONS: Mapping[str, int] = MappingProxyType(
    {
        "base": 0,
        "weakest": 1,
        "weakest_low": 1,
        "whole": 1,
        "rival": -1,
        "agreeing": 1,
        "differing": -1,
        "uncertain": -1,
        "very_uncertain": -1,
        "under_seal": -1,
        "bad_page": -1,
        "held": 1,
        "held_twice": 1,
        "broken": -1,
        "digital": 1,
        "doubted": -1,
        "long": -1,
        "figures": 0,
        "usual": 1,
        "company": -1,
        "bad_company": -1,
        **{f"is_{kind}": 0 for kind in FIELD_TYPES},
    }
)
"""Every feature, and whether it may only raise (1), only lower (-1) or do either (0) to the log-odds."""

_KNEE = 2.2  # log-odds of 0.9: below it a weak character tells more than above


@dataclass(frozen=True)
class Judge:
    """The confidence model with its policy.

    ``weights`` add up to the log-odds that a value is right. ``floors`` give, for each type of field, the confidence
    below which a person is asked. ``version`` names the artefact.
    """

    version: str
    weights: Mapping[str, float]
    floors: Mapping[FieldType, float]

    def confidence(self, signals: Signals) -> float:
        """The probability (0..1) that the value is right, from what is known of its reading."""
        odds = sum(self.weights[name] * value for name, value in signals_to_features(signals).items())
        return 1 / (1 + exp(-min(max(odds, -30.0), 30.0)))

    def floor(self, signals: Signals) -> float:
        """The confidence below which a value of this type is asked about."""
        return self.floors[signals.type]


def signals_to_features(signals: Signals) -> dict[str, float]:
    """The features the model weighs, by name."""
    weakest = _log_odds(signals.weakest)
    return {
        "base": 1.0,
        "weakest": weakest,
        "weakest_low": min(weakest - _KNEE, 0.0),
        "whole": _log_odds(signals.whole),
        "rival": signals.rival,
        "agreeing": float(signals.agreeing > 0 and signals.differing == 0),
        "differing": float(signals.differing > 0),
        "uncertain": 1 - signals.certainty,
        "very_uncertain": max(0.7 - signals.certainty, 0.0),
        "under_seal": signals.under_seal,
        "bad_page": 1 - signals.quality,
        "held": float(signals.held > 0),
        "held_twice": float(signals.held > 1),
        "broken": float(signals.broken > 0),
        "digital": float(signals.digital),
        "doubted": float(signals.doubted),
        "long": log1p(signals.length),
        "figures": float(signals.figures),
        "usual": float(signals.usual),
        "company": signals.company,
        "bad_company": max(signals.company - 0.1, 0.0),
        **{f"is_{kind}": float(signals.type == kind) for kind in FIELD_TYPES},
    }


def _log_odds(probability: float) -> float:
    clipped = min(max(probability, 0.01), 0.9995)
    return log(clipped / (1 - clipped))
