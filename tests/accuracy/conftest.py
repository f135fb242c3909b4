"""One reader for all accuracy tests: starting the engine takes longer than reading a page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from extractor.service.bootstrap import digitizer
from extractor.settings import Settings

Digitize = Callable[[Path], dict[str, Any]]


@pytest.fixture(scope="session")
def digitize(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Digitize]:
    """Reads a file with the default engine; gives its envelope as plain JSON."""
    with digitizer(Settings(cache_dir=tmp_path_factory.mktemp("cache"))) as reader:
        yield lambda path: reader.digitize(path).envelope.to_plain()
