"""A born-digital document and its gold in, its damaged pages out: one seed, one result."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from corpora.damage import LEVELS, Place, Scan, Sheet, Surroundings, damage_page
from corpora.rasterize import Document
from corpora.stamping import Stamp, plan_stamps, press

_REVERSE_DPI = 100


@dataclass(frozen=True)
class ScannedPage:
    """A damaged page and the gold's `_seals` entries of the seals pressed on it."""

    scan: Scan
    seals: list[dict[str, Any]]


def scan_pages(document: Document, gold: dict[str, Any], level: str, seed: int) -> Iterator[ScannedPage]:
    """Damages a document page by page.

    Args:
        document: the open born-digital PDF.
        gold: its gold; `records`, `_boxes` and `_seals` are read, nothing is changed.
        level: a key of `LEVELS`.
        seed: everything random follows from it, the level and the page number.
    """
    chosen = LEVELS[level]
    whole = np.random.default_rng([seed, zlib.crc32(level.encode())])
    dpi = int(whole.choice(chosen.dpi))
    stamps = plan_stamps(gold, document.sizes, chosen, whole)
    for index in range(len(document)):
        rng = np.random.default_rng([seed, zlib.crc32(level.encode()), index + 1])
        entries: list[dict[str, Any]] = []
        around = _surroundings(document, gold, index, [s for s in stamps if s.page == index + 1], entries, rng)
        scan = damage_page(document.sheet(index, dpi), level, around, rng)
        yield ScannedPage(scan, entries)


def _surroundings(
    document: Document,
    gold: dict[str, Any],
    index: int,
    stamps: list[Stamp],
    entries: list[dict[str, Any]],
    rng: np.random.Generator,
) -> Surroundings:
    def press_here(sheet: Sheet) -> Sheet:
        picture, pressed = press(sheet, stamps, rng)
        entries.extend(pressed)
        return sheet.showing(picture)

    other = index + 1 if index % 2 == 0 and index + 1 < len(document) else max(index - 1, 0)
    back = document.sheet(other, _REVERSE_DPI)
    places = _places(gold, index + 1)
    near = next((place for path, place in places if path.endswith("/preparer")), None)
    return Surroundings(press_here, back.picture, [place for _, place in places], near)


def _places(gold: dict[str, Any], page: int) -> list[tuple[str, Place]]:
    return [
        (path, tuple(place["box"]))
        for path, boxes in gold.get("_boxes", {}).items()
        for place in boxes
        if place["page"] == page
    ]
