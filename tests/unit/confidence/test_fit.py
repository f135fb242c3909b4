"""Fitting finds what the cases say, within the directions a signal may push."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from extractor.stages.findings_to_review.confidence import Judge
from extractor.stages.findings_to_review.signals import Signals
from models.confidence.cases import Case, read_cases, write_cases
from models.confidence.fit import Pull, cases_to_weights, curve, fit
from models.confidence.report import calibration_error, silent_at

SURE = Signals(
    type="money", weakest=0.999, mean=0.999, rival=0.0, agreeing=1, differing=0, certainty=1.0, under_seal=0.0,
    quality=0.9, held=0, broken=0, length=6, figures=True, digital=False, doubted=False, whole=0.99, usual=False,
)  # fmt: skip


def case(right: bool, ruled: bool = False, **signals: float) -> Case:
    return Case("a", "office", "national", "/records/0/year", right, ruled, replace(SURE, **signals))  # type: ignore[arg-type]


def test_a_slope_against_its_direction_stays_at_nothing() -> None:
    features = np.array([[1.0, x] for x in (0, 0, 0, 1, 1, 1)], dtype=np.float64)
    right = np.array([1, 1, 0, 0, 0, 1], dtype=np.float64)
    pull = Pull(np.zeros(2), np.full(2, 0.01))
    free, held = fit(features, right, [0, 0], pull), fit(features, right, [0, 1], pull)
    assert free[1] < -0.5 and held[1] == 0.0


def test_weak_characters_lower_the_confidence_as_often_as_they_are_wrong() -> None:
    cases = [case(at % 4 > 0, weakest=0.5, whole=0.4) for at in range(400)] + [case(at % 100 > 0) for at in range(400)]
    judge = Judge("", cases_to_weights(cases), {})
    assert abs(judge.confidence(replace(SURE, weakest=0.5, whole=0.4)) - 0.75) < 0.03
    assert judge.confidence(SURE) > 0.97


def test_the_curve_counts_what_nobody_is_asked_about() -> None:
    cases = [case(True)] * 98 + [case(False), case(False, ruled=True)]
    first = curve(Judge("", cases_to_weights(cases), {}), cases)[0]
    assert first[1:] == (20.0, 10.0)  # one seen, one more for good measure; the ruled one is asked about


def test_cases_survive_their_file(tmp_path) -> None:  # type: ignore[no-untyped-def]
    cases = [case(True), Case("a", "poor", "?", "-/records/0/year", False, False, None)]
    assert write_cases(cases, tmp_path / "cases.jsonl") == 2
    assert read_cases([tmp_path / "cases.jsonl"]) == cases


def test_measures() -> None:
    assert calibration_error([(0.75, True), (0.75, False)]) == 0.25
    scored = [(0.9, case(False)), (0.5, case(True)), (0.99, case(True)), (0.2, case(True))]
    assert (silent_at(scored, 0.5), silent_at(scored, 0.75)) == (250.0, 0.0)
