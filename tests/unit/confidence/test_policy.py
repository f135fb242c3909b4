"""The operator's promise decides what is asked about, and the artefact is refused when it is not whole."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from extractor.errors import ModelError
from extractor.service.bootstrap import desk
from extractor.settings import Settings
from extractor.stages.findings_to_review.confidence import DIRECTIONS
from extractor.stages.findings_to_review.policy import parse_calibration, promise_to_judge, promise_to_point

CURVE = [[0.9, 2.0, 10.0], [0.95, 0.9, 20.0], [0.99, 0.4, 60.0], [0.999, 0.1, 300.0]]
WHOLE = {"version": "7", "weights": dict.fromkeys(DIRECTIONS, 0.0), "curve": CURVE}


def test_a_stricter_promise_asks_about_more() -> None:
    calibration = parse_calibration(json.dumps(WHOLE))
    assert [promise_to_judge(calibration, promise, 1000).floors["name"] for promise in (3, 1, 0.4)] == [0.9, 0.95, 0.99]


def test_money_and_scores_are_held_to_half_of_it() -> None:
    floors = promise_to_judge(parse_calibration(json.dumps(WHOLE)), 1, 1000).floors
    assert floors["money"] == floors["score"] == 0.99 > floors["text"]


def test_a_promise_nobody_can_keep_asks_as_much_as_the_load_allows() -> None:
    calibration = parse_calibration(json.dumps(WHOLE))
    assert [promise_to_point(calibration, 0.01, load).asked for load in (1000, 100, 5)] == [300.0, 60.0, 10.0]


@pytest.mark.parametrize("lost", ["weights", "curve"])
def test_an_artefact_that_lacks_something_is_refused(lost: str) -> None:
    with pytest.raises(ValueError, match="lacks"):
        parse_calibration(json.dumps({key: value for key, value in WHOLE.items() if key != lost}))


def test_an_artefact_that_was_touched_is_refused(tmp_path: Path) -> None:
    (tmp_path / "confidence.json").write_text(json.dumps(WHOLE), encoding="utf-8")
    with pytest.raises(ModelError, match="checksum"):
        desk(Settings(model_dir=tmp_path))
