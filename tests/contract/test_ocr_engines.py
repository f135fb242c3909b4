"""What every OCR engine must do, run against each of them."""

from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest

from extractor.engines.openvino import OpenVinoEngine
from extractor.engines.paddle import PaddleEngine
from extractor.engines.ppocr.folders import EngineOptions
from extractor.engines.recorded import RecordedEngine
from extractor.errors import ModelError, UsageError
from extractor.paper.page import Pixels
from extractor.ports import OcrEngine

LINES = ("11000", "12.5%", "100", "9", "2018")


def written(text: str, height: int = 48) -> Pixels:
    """A black line on white, with room around it."""
    picture = np.full((height, 40 + 26 * len(text), 3), 255, np.uint8)
    cv2.putText(picture, text, (16, 37), cv2.FONT_HERSHEY_DUPLEX, 1.2, (0, 0, 0), 2, cv2.LINE_AA)
    return picture


def page() -> Pixels:
    picture = np.full((640, 480, 3), 255, np.uint8)
    for row, text in enumerate(LINES):
        strip = written(text)
        picture[60 + 100 * row : 108 + 100 * row, 60 : 60 + strip.shape[1]] = strip
    return picture


@pytest.fixture(scope="module", params=["openvino", "paddle", "recorded"])
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OcrEngine]:
    cache = tmp_path_factory.mktemp("cache")
    options = EngineOptions(cache, threads=2)
    if request.param == "paddle":
        yield PaddleEngine(options)
        return
    real = OpenVinoEngine(options)
    if request.param == "openvino":
        yield real
        return
    recording = RecordedEngine(cache / "recording.json", real)
    recording.detect(page())
    for pictures in ([written(text) for text in LINES], [np.full((40, 200, 3), 255, np.uint8)]):
        recording.recognise(pictures)
    recording.recognise([page()[0:0]])
    recording.save()
    yield RecordedEngine(cache / "recording.json")


def test_lines_are_read_in_the_order_given(engine: OcrEngine) -> None:
    assert [strip.text for strip in engine.recognise([written(text) for text in LINES])] == list(LINES)


def test_characters_have_their_places_and_confidences(engine: OcrEngine) -> None:
    for strip in engine.recognise([written(text) for text in LINES]):
        spans = strip.chars
        assert all(0.0 <= span.start < span.end <= 1.0 for span in spans)
        assert all(0.0 < span.confidence <= 1.0 for span in spans)
        assert [span.start for span in spans] == sorted(span.start for span in spans)
        assert 0.0 < strip.confidence <= min(span.confidence for span in spans) + 1e-6


def test_a_character_lies_over_its_ink(engine: OcrEngine) -> None:
    (strip,) = engine.recognise([written("2018")])
    ink = np.flatnonzero((written("2018") < 128).any(axis=(0, 2))) / written("2018").shape[1]
    assert strip.chars[0].start <= ink[0] + 0.08
    assert strip.chars[-1].end >= ink[-1] - 0.08


def test_white_and_empty_pictures_read_as_nothing_sure(engine: OcrEngine) -> None:
    (white,) = engine.recognise([np.full((40, 200, 3), 255, np.uint8)])
    (empty,) = engine.recognise([page()[0:0]])
    assert white.text == "" or white.confidence < 0.5
    assert (empty.text, empty.confidence) == ("", 0.0)


def test_every_line_of_a_page_is_found_top_to_bottom(engine: OcrEngine) -> None:
    boxes = engine.detect(page())
    assert len(boxes) == len(LINES)
    for row, box in enumerate(boxes):
        assert box.holds(85, 84 + 100 * row)


@pytest.mark.parametrize("kind", [OpenVinoEngine, PaddleEngine])
def test_a_missing_model_is_a_model_error(kind: type, tmp_path: Path) -> None:
    with pytest.raises(ModelError):
        kind(EngineOptions(tmp_path, recogniser="no-such-model"))


@pytest.mark.parametrize("kind", [OpenVinoEngine, PaddleEngine])
def test_a_gpu_that_is_not_there_is_told_in_a_sentence(kind: type, tmp_path: Path) -> None:
    import onnxruntime
    import openvino

    if len(openvino.Core().available_devices) > 1 or "CUDAExecutionProvider" in onnxruntime.get_available_providers():
        pytest.skip("there is a GPU")
    with pytest.raises(UsageError, match="no GPU here"):
        kind(EngineOptions(tmp_path, gpu=True))
