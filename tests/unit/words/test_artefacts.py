"""Models by name."""

from pathlib import Path

import pytest

from extractor import artefacts
from extractor.engines.ppocr.folders import EngineOptions, folder_of
from extractor.errors import ModelError


def test_an_unknown_model_names_the_known_ones() -> None:
    with pytest.raises(ModelError, match="PP-OCRv6_small_rec"):
        artefacts.find("no-such-model")


def test_a_changed_file_in_the_users_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "PP-OCRv6_det_small.onnx").write_bytes(b"something else")
    with pytest.raises(ModelError, match="checksum"):
        artefacts.find("PP-OCRv6_small_det", tmp_path)


def test_every_artefact_of_the_manifest_is_found() -> None:
    for name in artefacts.manifest():
        assert artefacts.find(name).is_file()


def test_a_model_folder_that_is_not_whole_is_refused(tmp_path: Path) -> None:
    (tmp_path / "inference.onnx").write_bytes(b"")
    with pytest.raises(ModelError, match=r"inference\.yml"):
        folder_of(str(tmp_path), EngineOptions(cache=tmp_path))
