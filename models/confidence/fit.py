"""Fits the confidence model: cases to learn from and cases to measure on in, the artefact out.

``python -m models.confidence.fit TRAIN.jsonl … --check DEV.jsonl … --version NAME`` fits the weights on the first,
draws the curve that floors are chosen from on the second (other layouts, other scans), and refuses to install a model
that tells right from wrong worse there than the present one.

The estimate is a penalised maximum likelihood under the directions of ``confidence.DIRECTIONS``.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from extractor.stages.findings_to_review.confidence import DIRECTIONS, Judge, signals_to_features
from extractor.stages.findings_to_review.policy import parse_calibration
from models.confidence.cases import Case, read_cases
from models.install import note_in_manifest

Floats = NDArray[np.float64]
ARTEFACT = Path(__file__).parent / "confidence.json"
FLOORS = (0.95, 0.96, 0.97, 0.98, 0.985, 0.99, 0.9925, 0.995, 0.9975, 0.999)
ORDINARY = frozenset({"clean", "office", "turned"})
"""Levels of damage that the promise is made for; worse scans keep the floors and are asked about more."""
ESTIMATE: Mapping[str, float] = MappingProxyType(
    {
        "weakest": 0.3,
        "whole": 0.4,
        "rival": -3.0,
        "agreeing": 0.5,
        "differing": -2.0,
        "uncertain": -5.0,
        "under_seal": -1.0,
        "bad_page": -2.0,
        "held": 2.0,
        "broken": -2.0,
        "digital": 1.0,
        "doubted": -2.0,
        "company": -3.0,
    }
)
"""What experience says of the weights (0 where it is silent): the cases, few of them wrong, do not see everything."""
_PULL = 2.0
"""How strongly the estimate holds: like that many cases of one unit that stood on its side."""
_FREE, _HELD = 1e-6, 1e6
"""The same of a weight that the cases alone decide, and of one that they must not move."""
_OF_ASKED = ("doubted", "broken")
_ROUNDS = 200
_STEP = 1e-7


@dataclass(frozen=True)
class Pull:
    """What weights are drawn towards, and how strongly each: ``strength / 2 * (weight - towards)²`` is taken off."""

    towards: Floats
    strength: Floats


def fit(features: Floats, right: Floats, directions: Sequence[int], pull: Pull) -> Floats:
    """Weights of the highest penalised likelihood whose signs are as ``directions`` say (0: either).

    Newton's method on the weights that are free; one that would take the wrong sign rests at 0 until the slope
    calls it back.

    Args:
        features: a row for each case, a column for each weight.
        right: 1 for the right ones, 0 for the others.
        directions: 1, -1 or 0 for each weight.
        pull: the penalty.
    """
    signs = np.array(directions)
    weights = pull.towards.copy()
    for _ in range(_ROUNDS):
        believed = _sigmoid(features @ weights)
        slope = features.T @ (right - believed) - pull.strength * (weights - pull.towards)
        free = (signs == 0) | (weights * signs > 0) | (slope * signs > 0)
        inner = features[:, free]
        curve = (inner * (believed * (1 - believed))[:, None]).T @ inner + np.diag(pull.strength[free])
        step = np.zeros_like(weights)
        step[free] = np.linalg.solve(curve, slope[free])
        moved = _moved((features, right), weights, step, signs, pull)
        if np.abs(moved - weights).max() < _STEP:
            break
        weights = moved
    return weights


def _moved(cases: tuple[Floats, Floats], weights: Floats, step: Floats, signs: NDArray[np.int64], pull: Pull) -> Floats:
    """The weights after as much of the step as raises the likelihood, back inside the directions."""
    reached = _likelihood(cases, weights, pull)
    for _ in range(30):
        moved = weights + step
        moved[(signs != 0) & (moved * signs < 0)] = 0.0
        if _likelihood(cases, moved, pull) >= reached:
            return np.asarray(moved, dtype=np.float64)
        step = step / 2
    return weights


def _sigmoid(odds: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-np.clip(odds, -30, 30))), dtype=np.float64)


def _likelihood(cases: tuple[Floats, Floats], weights: Floats, pull: Pull) -> float:
    features, right = cases
    odds = features @ weights
    straying = (pull.strength * (weights - pull.towards) ** 2).sum() / 2
    return float((right * odds - np.logaddexp(0.0, odds)).sum() - straying)


def cases_to_matrix(cases: Sequence[Case], left_out: Sequence[str] = ()) -> tuple[Floats, Floats]:
    """Features, a row for each value that was read, and 1 for the right ones; features ``left_out`` count nothing."""
    read = [(case.signals, case.right) for case in cases if case.signals is not None]
    rows = [[0.0 if n in left_out else v for n, v in signals_to_features(signals).items()] for signals, _ in read]
    return np.array(rows, dtype=np.float64), np.array([float(right) for _, right in read])


def cases_to_weights(cases: Sequence[Case], left_out: Sequence[str] = ()) -> dict[str, float]:
    """The fitted weights by name.

    Values that a rule or a reader speaks against anyway would drown the few silent errors, so these are fitted first,
    among the values nobody else asks about; then, on the others, only what it means that something speaks against them.
    """
    estimate = np.array([0.0 if name in left_out else ESTIMATE.get(name, 0.0) for name in DIRECTIONS])
    free = np.array([_FREE if name == "base" else _PULL for name in DIRECTIONS])
    signs = list(DIRECTIONS.values())
    unasked = fit(*cases_to_matrix([case for case in cases if not case.ruled], left_out), signs, Pull(estimate, free))
    asked = [case for case in cases if case.ruled and case.signals is not None]
    if asked:
        held = np.array([_PULL if name in _OF_ASKED else _HELD for name in DIRECTIONS])
        unasked = fit(*cases_to_matrix(asked, left_out), signs, Pull(unasked, held))
    return dict(zip(DIRECTIONS, unasked.tolist(), strict=True))


def curve(judge: Judge, cases: Sequence[Case]) -> list[tuple[float, float, float]]:
    """For each of ``FLOORS``: values wrong that nobody is asked about, and values asked about, per thousand.

    One more silent error is counted than was seen: that none was seen does not mean that there are none.
    """
    said = [(judge.confidence(case.signals), case) for case in cases if case.signals is not None]
    points = []
    for floor in FLOORS:
        kept = [case for confidence, case in said if confidence >= floor and not case.ruled]
        silent = 1000 * (1 + sum(not case.right for case in kept)) / len(said)
        points.append((floor, round(silent, 3), round(1000 * (1 - len(kept) / len(said)), 1)))
    return points


def log_loss(judge: Judge, cases: Sequence[Case]) -> float:
    """Mean surprise in nats at which values were right and which wrong; lower is better."""
    said = [(judge.confidence(case.signals), case.right) for case in cases if case.signals is not None]
    return float(-np.mean([np.log(p if right else 1 - p) for p, right in said]))


def artefact(version: str, weights: dict[str, float], check: Sequence[Case]) -> str:
    """The artefact's JSON, with the curve measured on the ordinary scans of ``check``."""
    ordinary = [case for case in check if case.level in ORDINARY]
    drawn = curve(Judge(version, weights, {}), ordinary)
    rounded = {name: round(weight, 4) for name, weight in weights.items()}
    return json.dumps({"version": version, "weights": rounded, "curve": drawn}, ensure_ascii=False, indent=1) + "\n"


def main() -> None:
    """Reads the command line, fits, compares with the present model, writes."""
    parser = argparse.ArgumentParser(prog="models.confidence.fit", description="Fit the confidence model.")
    parser.add_argument("train", type=Path, nargs="+", help="cases to fit on")
    parser.add_argument("--check", type=Path, nargs="+", required=True, help="cases to measure on")
    parser.add_argument("--version", required=True, help="name of the new model")
    parser.add_argument("--anyway", action="store_true", help="install it even where it does worse")
    options = parser.parse_args()
    train, check = read_cases(options.train), read_cases(options.check)
    weights = cases_to_weights(train)
    print(f"{len(train)} cases, {sum(not case.right for case in train)} of them wrong")
    for name, weight in weights.items():
        print(f"  {name:16s} {weight:8.3f}")
    loss = log_loss(Judge(options.version, weights, {}), check)
    print(f"log loss on {len(check)} other cases: {loss:.5f}")
    present = parse_calibration(ARTEFACT.read_text(encoding="utf-8"))
    before = log_loss(Judge(present.version, present.weights, {}), check)
    print(f"the present model, {present.version}: {before:.5f}")
    if loss >= before and not options.anyway:
        sys.exit("It does worse than the present model and was not installed.")
    ARTEFACT.write_text(artefact(options.version, weights, check), encoding="utf-8")
    note_in_manifest("confidence", options.version)


if __name__ == "__main__":
    main()
