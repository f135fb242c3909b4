"""A digital sheet becomes a page: its characters and drawn lines as they are, its seals where it has a picture."""

from __future__ import annotations

from extractor.paper.page import Page, Picture
from extractor.paper.sheet import Sheet
from extractor.ports import OcrEngine
from extractor.stages.pdf_to_pages.seals import find_seals, with_texts


def digital_page(sheet: Sheet, engine: OcrEngine, *, with_picture: bool) -> Page:
    """The page with the text layer's characters; ``picture`` only where asked for."""
    picture = Picture(sheet.pixels, sheet.pixels.shape[1] / sheet.width) if sheet.pixels is not None else None
    seals = with_texts(find_seals(picture, red_only=True), picture, engine) if picture else ()
    return Page(
        number=sheet.number,
        source="digital",
        width=sheet.width,
        height=sheet.height,
        rotation=sheet.rotation,
        seals=seals,
        chars=sheet.chars,
        rulings=sheet.rulings,
        origin=sheet.origin,
        picture=picture if with_picture else None,
    )
