"""Floors under the accuracy on the committed samples. A floor may rise; it falls only with a reason in the commit."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from extractor.record.compare.tally import Tally, tally_by
from extractor.service.evaluate import Evaluation, evaluate

SAMPLES = Path(__file__).parents[2] / "corpora" / "samples"
FLOORS = {"digital": 0.995, "clean": 0.99, "office": 0.96, "turned": 0.98, "photo": 0.97, "poor": 0.95, "fax": 0.87}
LEFT_OUT = frozenset({"report"})
"""Running text has floors of its own, over mentions."""
MOST_SILENT = 0.01
"""Share of predicted fields, over all samples, that may be wrong without anybody being asked."""

pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the samples are not here")


@pytest.fixture(scope="module")
def evaluation(digitize: Callable[[Path], dict[str, Any]]) -> Evaluation:
    """Every sample read and compared."""
    return evaluate(SAMPLES, digitize)


@pytest.mark.parametrize("level", FLOORS)
def test_field_accuracy_stays_above_its_floor(evaluation: Evaluation, level: str) -> None:
    outcomes = [outcome for outcome in evaluation.of_level(level) if outcome.kind not in LEFT_OUT]
    if not outcomes:
        pytest.skip("no sample of this level")
    tally = tally_by(outcomes, lambda _: "all")["all"]
    wrong = [
        f"{one.kind}{one.field}: {one.gold!r} read as {one.predicted!r}" for one in outcomes if one.verdict != "right"
    ]
    assert (tally.accuracy or 0.0) >= FLOORS[level], wrong


def test_few_errors_are_silent(evaluation: Evaluation) -> None:
    total = Tally()
    for _, outcome in evaluation.outcomes:
        if outcome.kind not in LEFT_OUT:
            total.add(outcome)
    silent = [
        f"{case.name} {one.kind}{one.field}: {one.gold!r} read as {one.predicted!r}"
        for case, one in evaluation.outcomes
        if one.verdict != "right" and not one.caught and one.kind not in LEFT_OUT
    ]
    assert (total.silent_rate or 0.0) <= MOST_SILENT, silent


@pytest.mark.parametrize("level", ["digital", "clean", "office", "turned", "photo"])
def test_indicator_rows_are_there_once_under_their_levels(evaluation: Evaluation, level: str) -> None:
    for kind, count in evaluation.rows(level).items():
        assert count.right >= 0.98 * count.gold, kind
        assert count.extra <= 0.02 * count.gold, kind
