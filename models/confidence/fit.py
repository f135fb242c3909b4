"""Fits the weights of the confidence model: documents with gold in, weights and a table of their honesty out.

``python -m models.confidence.fit FOLDER …`` reads every document of the folders, compares it with its gold, and prints
the weights to put into ``extractor/stages/findings_to_review/confidence.py``. The estimate is a penalised maximum
likelihood: weights stay near the present ones where the documents say little. Only documents of the training split
belong here; the table then has to be looked at on others (``--check FOLDER``).
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from extractor.record.compare.calibration import calibration
from extractor.record.compare.outcomes import compare
from extractor.service.bootstrap import digitizer
from extractor.settings import read_settings
from extractor.stages.blocks_to_forms import blocks_to_forms
from extractor.stages.findings_to_review.confidence import WEIGHTS, signals_to_features
from extractor.stages.findings_to_review.signals import Signals, checked_to_signals
from extractor.stages.forms_to_records import forms_to_records
from extractor.stages.records_to_findings.stage import records_to_findings

_SPREAD = 1.5
"""How far a weight may stray from the present one at the cost of one unit of log-likelihood times two."""
_ROUNDS = 40
Floats = NDArray[np.float64]


def folder_to_cases(folder: Path) -> Iterator[tuple[Signals, bool]]:
    """The signals of every value read, and whether it is right."""
    with digitizer(read_settings()) as reader:
        for gold_path in sorted(folder.rglob("*.gold.json")):
            done = reader.digitize(gold_path.with_name(gold_path.name.replace(".gold.json", ".pdf")))
            pages = {read.page.number: read.page for read in done.pages}
            checked = records_to_findings(forms_to_records(blocks_to_forms(done.pages)))
            signals = checked_to_signals(checked, pages)
            gold = json.loads(gold_path.read_text(encoding="utf-8"))
            for outcome in compare(gold, done.envelope.to_plain()):
                if outcome.path in signals and outcome.kind != "table":
                    yield signals[outcome.path], outcome.verdict == "right"


def cases_to_matrix(cases: Sequence[tuple[Signals, bool]]) -> tuple[Floats, Floats]:
    """Features, a row for each value, and 1 for the right ones."""
    rows = [[signals_to_features(signals)[name] for name in WEIGHTS] for signals, _ in cases]
    return np.array(rows, dtype=np.float64), np.array([float(right) for _, right in cases])


def fit(features: Floats, right: Floats, start: Floats) -> Floats:
    """Weights of the highest penalised likelihood, by Newton's steps from ``start``, halved while they overshoot."""
    weights = start.copy()
    keep = np.eye(len(start)) / _SPREAD**2
    for _ in range(_ROUNDS):
        believed = _believed(features, weights)
        slope = features.T @ (right - believed) - keep @ (weights - start)
        curve = (features * (believed * (1 - believed))[:, None]).T @ features + keep
        step = np.linalg.solve(curve, slope)
        reached = _likelihood(features, right, weights, start)
        while np.abs(step).max() > 1e-6 and _likelihood(features, right, weights + step, start) < reached:
            step /= 2
        weights += step
        if np.abs(step).max() < 1e-6:
            break
    return weights


def _believed(features: Floats, weights: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-np.clip(features @ weights, -30, 30))), dtype=np.float64)


def _likelihood(features: Floats, right: Floats, weights: Floats, start: Floats) -> float:
    odds = features @ weights
    straying = ((weights - start) ** 2).sum() / (2 * _SPREAD**2)
    return float((right * odds - np.logaddexp(0.0, odds)).sum() - straying)


def main() -> None:
    """Reads the command line, fits, prints."""
    parser = argparse.ArgumentParser(prog="models.confidence.fit", description="Fit the confidence model.")
    parser.add_argument("folders", type=Path, nargs="+", help="documents to fit on, with their gold")
    parser.add_argument("--check", type=Path, nargs="*", default=[], help="documents to look at the result on")
    options = parser.parse_args()
    start = np.array(list(WEIGHTS.values()))
    features, right = cases_to_matrix([case for folder in options.folders for case in folder_to_cases(folder)])
    weights = fit(features, right, start)
    print(f"{len(right)} values, {int((1 - right).sum())} of them wrong")
    for name, before, after in zip(WEIGHTS, start, weights, strict=True):
        print(f'        "{name}": {after:.2f},  # was {before:.2f}')
    checked = [case for folder in options.check for case in folder_to_cases(folder)]
    seen = cases_to_matrix(checked) if checked else (features, right)
    said = _believed(seen[0], weights)
    for one in calibration(zip(said.tolist(), (seen[1] > 0).tolist(), strict=True)):
        print(f"{one.low:.3f}-{one.high:.3f}  {one.values:6d} values  said {one.said:.4f}  are {one.are:.4f}")


if __name__ == "__main__":
    main()
