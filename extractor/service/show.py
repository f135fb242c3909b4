"""A file and a page number in, the picture of the upright page out; for looking at, not for reading."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from extractor.errors import ExtractorError
from extractor.paper.page import Picture
from extractor.service.reading import Bench
from extractor.stages.pdf_to_pages import page_of


class PageShower:
    """Shows pages as the envelope's boxes see them. ``make_bench`` is called when the first page is wanted."""

    def __init__(self, make_bench: Callable[[], Bench]) -> None:
        self._make_bench = make_bench
        self._bench: Bench | None = None

    def __call__(self, path: Path, number: int) -> Picture | None:
        """The upright page's picture; None where the page cannot be read."""
        self._bench = self._bench or self._make_bench()
        try:
            source = self._bench.open_source(path)
            return page_of(source, number, self._bench.tools.engine, with_picture=True).picture
        except ExtractorError:
            return None
