"""Our whole road as one of the readers: pages are read one by one, and a document assembled when its last one is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from extractor.paper.block import PageBlocks, Paragraph, Table
from extractor.pipeline import LookAway, UnreadPage, assemble, read_page
from extractor.ports import PageSource
from extractor.record.envelope import FileFacts
from extractor.service.bootstrap import bench, desk
from extractor.settings import read_settings
from peers.pages import DIGITAL, Shown


class OurRoad:
    """The ordinary road in this process, with the settings of the environment."""

    def __init__(self, threads: int) -> None:
        settings = read_settings(threads=threads)
        self._bench = bench(settings)
        self._desk = desk(settings)
        self._source: PageSource | None = None
        self._read: list[PageBlocks | UnreadPage] = []

    def read(self, page: Shown) -> list[str]:
        """See Reader."""
        read = read_page(self._opened(page), page.number, self._bench.tools, LookAway())
        self._read.append(read)
        if isinstance(read, UnreadPage):
            return []
        cells = [cell.text for block in read.blocks if isinstance(block, Table) for cell in block.cells]
        return [*cells, *(block.text for block in read.blocks if isinstance(block, Paragraph))]

    def finish(self) -> dict[str, Any]:
        """The envelope of the document whose pages were read."""
        pages, self._read = self._read, []
        source, self._source = self._source, None
        facts = FileFacts(source.path.name if source else "", "0" * 64, len(pages))
        read = [page for page in pages if isinstance(page, PageBlocks)]
        unread = [page for page in pages if isinstance(page, UnreadPage)]
        return dict(assemble(facts, read, unread, LookAway(), self._desk).to_plain())

    def _opened(self, page: Shown) -> PageSource:
        path: Path = page.file if page.dpi == DIGITAL else page.file.parent
        if self._source is None or self._source.path != path:
            self._source = self._bench.open_source(path)
        return self._source
