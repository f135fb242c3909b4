"""Born-digital documents with gold in, the pages every reader is given out: as an office scanner would deliver them.

The damage is that of the corpora at a chosen resolution, without seals, so that 150, 200 and 300 dpi show the same
pages. What truly stands on a page is known from the text layer, what its values are from the gold.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np

from corpora.damage import Scan, Surroundings, damage_page
from corpora.rasterize import Document
from corpora.scan_file import write_scan
from extractor.engines.pdfium import Limits, open_document
from extractor.paper.box import Box
from extractor.paper.grid import Grid
from extractor.paper.page import Page, Pixels
from extractor.ports import Strip
from extractor.record.labels import plain
from extractor.stages.pages_to_grids.stage import pages_to_grids
from extractor.stages.pdf_to_pages import page_of

DIGITAL = 0
"""The resolution of a page that is given as it was born."""

Plain: TypeAlias = Mapping[str, Any]
_DENSE = 600  # characters on a page
_FORM = 0.3  # share of a page's characters in grids from which it is a form or a list


@dataclass(frozen=True)
class Shown:
    """A page as the readers get it: ``file`` is its picture (PNG), or with ``dpi`` 0 its document.

    ``kind`` is ``dense form``, ``sparse form``, ``list`` or ``running text``; ``text`` all that is printed on it, and
    ``values`` the printed values of the gold that stand on it in one piece, both without blanks and in half width.
    """

    document: str
    number: int
    kind: str
    dpi: int
    file: Path
    text: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Paper:
    """A document at one resolution: what our road opens, its pages, and its gold (None of a part of a document)."""

    source: Path
    pages: tuple[Shown, ...]
    gold: Plain | None


def papers(pdfs: Sequence[Path], dpi: int, level: str, out: Path, most: int | None = None) -> Iterator[Paper]:
    """Every document at one resolution, or its first pages; pictures are written under ``out``, a folder a document.

    Args:
        pdfs: born-digital, their gold beside them.
        dpi: of the pictures; 0 leaves them as they were born.
        level: of the damage.
        out: where pictures go; those of an earlier run are taken as they are.
        most: pages of each; all where None.
    """
    for pdf in pdfs:
        gold = json.loads(pdf.with_suffix(".gold.json").read_text(encoding="utf-8"))
        source = pdf if dpi == DIGITAL else out / f"{pdf.stem}-{level}-{dpi}-{most or 'all'}"
        whole = tuple(_shown(pdf, gold, dpi, source))
        if dpi != DIGITAL and not source.exists():
            write_scan(islice(_damaged(pdf, level, dpi), most), source, "png")
        pages = whole[:most]
        yield Paper(source, pages, gold if pages == whole else None)


def _shown(pdf: Path, gold: Plain, dpi: int, source: Path) -> Iterator[Shown]:
    opened = open_document(pdf, Limits())
    printed = _printed(gold)
    kinds = {page: record["kind"] for record in gold["records"] for page in record["pages"]}
    for number in range(1, opened.page_count + 1):
        page = page_of(opened, number, _Blind())
        text = plain("".join(char.text for char in page.chars))
        kind = _kind(page, kinds.get(number, ""), len(text))
        file = source if dpi == DIGITAL else source / f"{number:03}.png"
        yield Shown(pdf.stem, number, kind, dpi, file, text, tuple(printed.get(number, ())))


def _kind(page: Page, record: str, length: int) -> str:
    grids = pages_to_grids(page).grids
    inside = sum(_is_inside(char.box.centre, grids) for char in page.chars)
    if inside < _FORM * len(page.chars):
        return "running text"
    if record == "project_list":
        return "list"
    return "dense form" if length >= _DENSE else "sparse form"


def _is_inside(place: tuple[float, float], grids: Sequence[Grid]) -> bool:
    return any(grid.box.holds(*place) for grid in grids)


def _printed(gold: Plain) -> dict[int, list[str]]:
    """Values that stand on one page in one piece, by page."""
    found: dict[int, list[str]] = {}
    for path, texts in gold.get("_printed", {}).items():
        places = gold["_boxes"].get(path, [])
        if len(texts) == 1 and len(places) == 1:
            found.setdefault(places[0]["page"], []).append(plain(texts[0]))
    return found


def _damaged(pdf: Path, level: str, dpi: int) -> Iterator[Scan]:
    with Document(pdf) as document:
        for index in range(len(document)):
            random = np.random.default_rng([zlib.crc32(pdf.stem.encode()), index])
            yield damage_page(document.sheet(index, dpi), level, Surroundings(), random)


class _Blind:
    """Born-digital pages need no reader."""

    name = "blind"

    def detect(self, pixels: Pixels) -> tuple[Box, ...]:
        """Nothing."""
        return ()

    def recognise(self, strips: Sequence[Pixels]) -> tuple[Strip, ...]:
        """Nothing."""
        return tuple(Strip((), 0.0) for _ in strips)
