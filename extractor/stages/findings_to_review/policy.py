"""The operator's promise and the measured curve in, the floors that keep it out.

The curve tells what would have happened on ordinary scans that the model was not fitted on: with which floor how many
of a thousand values are wrong and nobody is asked, and how many a person is asked about. Confidences are calibrated, so
one curve serves all types of field; worse scans are asked about more because their confidences are lower.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from extractor.stages.findings_to_review.confidence import DIRECTIONS, Judge
from extractor.stages.findings_to_review.field_types import FIELD_TYPES, FieldType

STRICT: frozenset[FieldType] = frozenset({"money", "score"})
"""Types that are held to half of what is promised for the others: a wrong amount costs more than a wrong word."""


@dataclass(frozen=True)
class CurvePoint:
    """With this floor: values wrong and not asked about, and values asked about, both per thousand values."""

    floor: float
    silent: float
    asked: float


@dataclass(frozen=True)
class Calibration:
    """The content of the confidence artefact: weights, and the curve with rising floors."""

    version: str
    weights: Mapping[str, float]
    curve: Sequence[CurvePoint]


def parse_calibration(text: str) -> Calibration:
    """The artefact's JSON.

    Raises:
        ValueError: it lacks a weight or the curve, or is no JSON.
    """
    plain: dict[str, Any] = json.loads(text)
    curve = [CurvePoint(*point) for point in plain.get("curve", ())]
    weights = plain.get("weights", {})
    lost = [name for name in DIRECTIONS if name not in weights] + ([] if curve else ["its curve"])
    if lost:
        raise ValueError(f"it lacks {', '.join(lost)}")
    return Calibration(str(plain.get("version", "")), weights, curve)


def promise_to_judge(calibration: Calibration, promise: float, load: float) -> Judge:
    """The model with the lowest floors that keep the promise.

    Args:
        calibration: the artefact.
        promise: silent errors in a thousand fields, at most; money and scores are held to half of it.
        load: fields asked about in a thousand of ordinary scans, at most; it caps what the promise asks for.
    """
    floors = {
        kind: promise_to_point(calibration, promise / 2 if kind in STRICT else promise, load).floor
        for kind in FIELD_TYPES
    }
    return Judge(calibration.version, calibration.weights, floors)


def promise_to_point(calibration: Calibration, promise: float, load: float) -> CurvePoint:
    """The first point of the curve that keeps the promise: its floor and the load to expect.

    Where none does within the load, the first of those that let least through: asking about more would not help.
    """
    bearable = [point for point in calibration.curve if point.asked <= load] or [calibration.curve[0]]
    best = min(bearable, key=lambda point: point.silent)
    return next((point for point in bearable if point.silent <= promise), best)
