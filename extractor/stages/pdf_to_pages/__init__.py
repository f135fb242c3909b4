"""First stage: a document's pages, brought upright and straight, cleaned for reading, their seals found.

Takes an opened file (``PageSource``) and the OCR engine (to tell which way up a page is and to read seals), gives
``Page``. Digital pages pass through with their characters and drawn lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractor.paper.page import Page
from extractor.ports import OcrEngine, PageSource
from extractor.stages.pdf_to_pages.digital import digital_page
from extractor.stages.pdf_to_pages.scan import scanned_page


def pdf_to_pages(
    source: PageSource, engine: OcrEngine, *, numbers: Sequence[int] | None = None, with_pictures: bool = False
) -> Iterator[Page]:
    """The pages one by one; only the one at hand is in memory.

    Args:
        source: the opened file.
        engine: reads a few lines to find which way up a page is, and the seals' rims.
        numbers: 1-based pages wanted; all where None.
        with_pictures: give digital pages their picture too (scans always have theirs).

    Raises:
        InputError, PageError: a page is beyond the limits or cannot be read.
    """
    for number in numbers if numbers is not None else range(1, source.page_count + 1):
        yield page_of(source, number, engine, with_picture=with_pictures)


def page_of(source: PageSource, number: int, engine: OcrEngine, *, with_picture: bool = False) -> Page:
    """One page by its 1-based number; see ``pdf_to_pages``."""
    sheet = source.sheet(number, with_picture=with_picture)
    if sheet.source == "digital":
        return digital_page(sheet, engine, with_picture=with_picture)
    return scanned_page(sheet, engine)


__all__ = ["page_of", "pdf_to_pages"]
