"""The package as a library: one function, one result, one root of errors."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import extractor
from extractor.errors import EmptyFile, UsageError


def test_what_the_face_shows() -> None:
    assert sorted(extractor.__all__) == ["Envelope", "ExtractorError", "extract"]
    assert extractor.Envelope.__module__ == "extractor.record.envelope"


def test_a_bad_file_raises_one_of_our_errors(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").touch()
    with pytest.raises(extractor.ExtractorError) as caught:
        extractor.extract(tmp_path / "a.pdf", engine="recorded", recording=str(tmp_path / "none.json"))
    assert isinstance(caught.value, EmptyFile)


def test_a_setting_that_makes_no_sense_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="engine"):
        extractor.extract(tmp_path / "a.pdf", engine="tesseract")


def test_nobody_inside_imports_the_face() -> None:
    inside = Path(extractor.__file__).parent.rglob("*.py")
    shown = re.compile(rf"from extractor import .*\b({'|'.join(extractor.__all__)})\b")
    assert [str(path) for path in inside if shown.search(path.read_text(encoding="utf-8"))] == []
