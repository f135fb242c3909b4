"""Tiny papers whose pages cost nothing to read.

A page's text depends on its file alone. A file may name its poison:
``crash2`` ends the process that reads page 2, ``hang2`` never ends, ``greedy2`` takes all memory there is.
"""

from __future__ import annotations

import io
import os
import re
import time
from dataclasses import dataclass
from pathlib import Path

import pikepdf

from extractor.paper.block import PageBlocks
from extractor.pipeline import UnreadPage
from extractor.service.reading import ReadPage
from extractor.settings import Settings


def tiny_pdf(text: str, pages: int) -> bytes:
    """A PDF of blank pages that only its text tells from others."""
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        for _ in range(pages):
            pdf.add_blank_page()
        pdf.docinfo["/Subject"] = text
        pdf.save(out, static_id=True)
    return out.getvalue()


@dataclass(frozen=True)
class TinyPaper:
    """An opened tiny paper."""

    path: Path
    text: str
    page_count: int
    notes: tuple[str, ...] = ()


def open_tiny(path: Path) -> TinyPaper:
    """Opens a tiny paper."""
    with pikepdf.open(path) as pdf:
        return TinyPaper(path, str(pdf.docinfo["/Subject"]), len(pdf.pages))


class TinyBench:
    """Reads tiny papers; stands where a ``Bench`` does."""

    open_source = staticmethod(open_tiny)

    def read(self, source: TinyPaper, number: int) -> ReadPage:
        """Reads a page, and suffers from its poison."""
        from tests.papers import read_page  # needs the store to be open

        if (poison := re.search(rf"(crash|hang|greedy){number}\b", source.text)) is not None:
            suffer(poison[1])
        time.sleep(float(os.environ.get("TINY_SECONDS", "0.01")))
        outcome: PageBlocks | UnreadPage = read_page(number, f"{source.text}第{number}页")
        return ReadPage(number, outcome, 0.01)


def suffer(poison: str) -> None:
    """What a poisonous page does to its reader."""
    if poison == "crash":
        os._exit(139)
    while poison == "hang":
        try:
            time.sleep(3600)
        except Exception:  # noqa: BLE001 - as a library that swallows whatever it meets
            continue
    bytearray(1 << 40)


def tiny_bench(settings: Settings) -> TinyBench:
    """What the worker gets."""
    return TinyBench()
