"""Settings come from the environment, are overruled by what is asked for, and say which one makes no sense."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor.errors import UsageError
from extractor.settings import read_settings


def test_the_environment_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EXTRACTOR_MAX_PAGES", "7")
    monkeypatch.setenv("EXTRACTOR_MODEL_DIR", "models/mine")
    settings = read_settings()
    assert (settings.max_pages, settings.model_dir) == (7, Path("models/mine"))


def test_what_is_asked_for_overrules_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EXTRACTOR_ENGINE", "paddle")
    assert read_settings(engine="openvino").engine == "openvino"
    assert read_settings().engine == "paddle"


def test_the_cache_follows_the_user_s_own_cache_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert read_settings().cache_dir == tmp_path / "extractor"


@pytest.mark.parametrize(("name", "value"), [("WORKERS", "-1"), ("ENGINE", "tesseract"), ("MAX_PIXELS", "many")])
def test_nonsense_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"EXTRACTOR_{name}", value)
    with pytest.raises(UsageError, match=f"EXTRACTOR_{name}"):
        read_settings()


def test_nonsense_asked_for_is_named_as_it_was_asked() -> None:
    with pytest.raises(UsageError, match="--engine"):
        read_settings(engine="tesseract")
