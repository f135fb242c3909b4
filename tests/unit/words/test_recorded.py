"""The engine that remembers."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from extractor.engines.recorded import RecordedEngine
from extractor.errors import EngineError
from extractor.paper.box import Box
from extractor.paper.page import Pixels
from extractor.paper.word import Alternative
from extractor.ports import CharSpan, Strip

PICTURE = np.arange(300, dtype=np.uint8).reshape(10, 10, 3)


class Fake:
    name = "fake"

    def detect(self, pixels: Pixels) -> Sequence[Box]:
        return [Box(1.0, 2.0, 3.0, 4.0)]

    def recognise(self, strips: Sequence[Pixels]) -> Sequence[Strip]:
        return [Strip((CharSpan("9", 0.0, 1.0, 0.9, (Alternative("3", 0.1),)),), 0.9) for _ in strips]


def test_what_was_recorded_is_replayed_without_the_real_engine(tmp_path: Path) -> None:
    recording = RecordedEngine(tmp_path / "r.json", Fake())
    boxes, strips = recording.detect(PICTURE), recording.recognise([PICTURE, PICTURE[:5]])
    recording.save()
    replay = RecordedEngine(tmp_path / "r.json")
    assert replay.detect(PICTURE) == boxes
    assert replay.recognise([PICTURE[:5], PICTURE]) == list(reversed(strips))


def test_an_unknown_picture_is_an_error_not_a_blank(tmp_path: Path) -> None:
    with pytest.raises(EngineError):
        RecordedEngine(tmp_path / "none.json").recognise([PICTURE])


def test_a_file_that_is_no_recording_is_refused(tmp_path: Path) -> None:
    (tmp_path / "r.json").write_text("[]")
    with pytest.raises(EngineError):
        RecordedEngine(tmp_path / "r.json")
