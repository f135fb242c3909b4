"""Writes every product of the road into a folder: JSON that can be reloaded, pictures as PNG, drawings over them.

``page-001-blocks.json`` is a page's product, ``forms.json`` one of the whole document; ``page-001.png`` is the
upright page, ``page-001-clean.png`` what was read from, ``page-001-words.png`` and so on what a stage made of it.
"""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from extractor.export.overlays import draw_blocks, draw_fields, draw_grids, draw_words
from extractor.export.whole import write_whole
from extractor.paper.block import PageBlocks
from extractor.paper.grid import PageGrids, PageWords
from extractor.paper.page import Page, Picture
from extractor.record.codec import from_plain, to_plain
from extractor.record.envelope import Envelope

_PAPER_SCALE = 150 / 72
"""Pixels per point of the white sheet that stands in for a digital page that was not rendered."""


class FolderDump:
    """A witness that writes down and draws all it sees."""

    wants_pictures = True

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def saw(self, product: str, page: int | None, value: object, seconds: float) -> None:
        """See Witness.

        Raises:
            OutputError: it cannot be written.
        """
        name = product if page is None else f"page-{page:03d}-{product}"
        plain = value.to_plain() if isinstance(value, Envelope) else to_plain(value)
        self._write(f"{name}.json", json.dumps(plain, ensure_ascii=False, indent=1).encode())
        match value:
            case Page():
                self._save_page(value)
            case PageGrids():
                self._write(f"{name}.png", _png(draw_grids(_picture(value.page), value)))
            case PageWords():
                self._write(f"{name}.png", _png(draw_words(_picture(value.page), value)))
            case PageBlocks():
                self._write(f"{name}.png", _png(draw_blocks(_picture(value.page), value)))
            case Envelope():
                self._draw_fields(value)

    def _save_page(self, page: Page) -> None:
        self._write(f"page-{page.number:03d}.png", _png(Image.fromarray(_picture(page).pixels)))
        if page.clean is not None:
            self._write(f"page-{page.number:03d}-clean.png", _png(Image.fromarray(page.clean.pixels)))

    def _draw_fields(self, envelope: Envelope) -> None:
        for info in envelope.document.pages:
            path = self._folder / f"page-{info.number:03d}.png"
            with Image.open(path) as picture:
                drawn = draw_fields(picture.convert("RGB"), info.number, envelope)
            self._write(f"page-{info.number:03d}-fields.png", _png(drawn))

    def _write(self, name: str, content: bytes) -> None:
        write_whole(self._folder / name, content)


def load_product(path: Path) -> Any:
    """A product as it was dumped, without its pictures; ``review.json`` holds the envelope and is plain JSON.

    Raises:
        OSError, ValueError, TypeError, KeyError: the file is not a dump of this version.
    """
    return from_plain(json.loads(path.read_text(encoding="utf-8")))


def _picture(page: Page) -> Picture:
    """The page as it looks; a white sheet for a digital page that was not rendered."""
    if page.picture is not None:
        return page.picture
    shape = (round(page.height * _PAPER_SCALE), round(page.width * _PAPER_SCALE), 3)
    return Picture(np.full(shape, 255, dtype=np.uint8), _PAPER_SCALE)


def _png(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "PNG", compress_level=3)
    return out.getvalue()
