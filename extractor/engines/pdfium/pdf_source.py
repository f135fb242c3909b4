"""A PDF as a source of pages: path in, sheets out one by one. pdfium is not thread-safe: one lock around it."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from extractor.engines.pdfium.frame import Frame
from extractor.engines.pdfium.limits import Limits
from extractor.engines.pdfium.objects import Drawn, colour_of, drawn_objects
from extractor.engines.pdfium.page_picture import Placed, page_pixels, placed_images
from extractor.engines.pdfium.rulings import rulings_of
from extractor.engines.pdfium.structure import check_structure
from extractor.engines.pdfium.text_layer import TextLayer, text_layer
from extractor.errors import DamagedFile, PageError, PageTooLarge
from extractor.paper.box import Box
from extractor.paper.page import Origin
from extractor.paper.sheet import Sheet

_LOCK = threading.RLock()
_FEW = 8  # visible characters that make a text layer worth anything
_FEW_ON_PICTURE = 80  # … where pictures fill much of the page: more than a stamp's or page number's worth
_MUCH = 0.25  # share of the page that pictures fill
_MOST_BROKEN = 0.1
_LARGEST_A3 = 1300.0  # points; a scan placed larger than this was placed at a made-up resolution
_A4_LONG = 841.89


class PdfSource:
    """An open PDF. Use as a context manager, or ``close()`` it."""

    def __init__(self, path: Path, limits: Limits) -> None:
        structure = check_structure(path, limits)
        self.path = path
        self.page_count = structure.page_count
        self.notes = structure.notes
        self._limits = limits
        with _LOCK:
            try:
                self._pdf = pdfium.PdfDocument(path)
                if structure.has_fields:
                    self._pdf.init_forms()
                count = len(self._pdf)
            except pdfium.PdfiumError as error:
                raise DamagedFile("The file cannot be opened.", file=str(path)) from error
        if count != self.page_count:
            self.close()
            raise DamagedFile(f"Only {count} of {self.page_count} pages can be opened.", file=str(path))

    def __enter__(self) -> PdfSource:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the file."""
        with _LOCK:
            self._pdf.close()

    def sheet(self, number: int, *, with_picture: bool = False) -> Sheet:
        """Page ``number`` (1-based); see ``PageSource.sheet``."""
        if not 1 <= number <= self.page_count:
            raise PageError(
                f"There is no such page; the document has {self.page_count}.", file=str(self.path), page=number
            )
        with _LOCK:
            try:
                page = self._load(number)
                try:
                    return self._sheet(page, number, with_picture=with_picture)
                finally:
                    page.close()
            except PageTooLarge as error:
                raise PageTooLarge(error.message, file=str(self.path), page=number) from error
            except (pdfium.PdfiumError, MemoryError, ValueError) as error:
                raise PageError("The page cannot be opened.", file=str(self.path), page=number) from error

    def _load(self, number: int) -> Any:
        """The page with its annotations (filled-in fields, stamps) made part of its drawing, in memory only."""
        page = self._pdf[number - 1]
        if raw.FPDFPage_GetAnnotCount(page) > 0 and raw.FPDFPage_Flatten(page, raw.FLAT_PRINT) == raw.FLATTEN_SUCCESS:
            page.close()
            page = self._pdf[number - 1]
        return page

    def _sheet(self, page: Any, number: int, *, with_picture: bool) -> Sheet:
        frame = _frame_of(page)
        if max(frame.width, frame.height) > self._limits.max_page_points:
            raise PageTooLarge(f"The page measures {frame.width:.0f} x {frame.height:.0f} points.")
        objects = list(drawn_objects(page))
        images = placed_images(objects, frame, self._limits)
        layer = text_layer(page, frame)
        origin = Origin(self.path, number - 1)
        if not is_digital(layer, images, frame):
            shrink = _shrink(frame)
            scan = page_pixels(page, objects, images, frame, self._limits)
            return Sheet(number, "scan", frame.width * shrink, frame.height * shrink, origin, scan)
        wanted = with_picture or bool(images) or any(_is_red(drawn) for drawn in objects)
        own_turn = frame.turn
        try:
            if layer.turn:  # a table written sideways: the page is shown turned, in memory only
                page.set_rotation((own_turn + layer.turn) % 360)
                frame = _frame_of(page)
                images = placed_images(objects, frame, self._limits)
            pixels = page_pixels(page, objects, images, frame, self._limits) if wanted else None
            chars = text_layer(page, frame).chars if layer.turn else layer.chars
        finally:
            page.set_rotation(own_turn)
        rulings = rulings_of(objects, frame)
        return Sheet(number, "digital", frame.width, frame.height, origin, pixels, chars, rulings, rotation=layer.turn)


def is_digital(layer: TextLayer, images: Sequence[Placed], frame: Frame) -> bool:
    """Whether the text layer can stand for the page.

    Not where it is nearly empty or garbled, and not where pictures fill much of the page, unless plenty of text
    is printed on top of them (a letterhead's background): what a picture shows, the text layer does not tell.
    """
    inked = [char for char in layer.chars if not char.text.isspace()]
    if len(inked) < _FEW or layer.broken > _MOST_BROKEN:
        return False
    whole = Box(0.0, 0.0, frame.width, frame.height)
    large = [image.box for image in images if whole.share_in(image.box) >= 0.02]
    if sum(whole.share_in(box) for box in large) < _MUCH:
        return True
    on_picture = sum(any(box.holds(*char.box.centre) for box in large) for char in inked)
    return on_picture >= _FEW_ON_PICTURE and on_picture > 0.5 * len(inked)


def _frame_of(page: Any) -> Frame:
    """The crop box within the media box, and the page's own turn."""
    left, bottom, right, top = page.get_mediabox()
    crop = page.get_cropbox()
    left, bottom = max(left, crop[0]), max(bottom, crop[1])
    right, top = min(right, crop[2]), min(top, crop[3])
    if right - left < 1 or top - bottom < 1:
        left, bottom, right, top = page.get_mediabox()
    frame = Frame(left, bottom, right, top, page.get_rotation())
    if min(frame.width, frame.height) < 1:
        raise ValueError("the page has no area")
    return frame


def _shrink(frame: Frame) -> float:
    """Scans placed one pixel to a point claim metres of paper; take those as A4."""
    longest = max(frame.width, frame.height)
    return _A4_LONG / longest if longest > _LARGEST_A3 else 1.0


def _is_red(drawn: Drawn) -> bool:
    """Whether a drawn path is red: part of a seal perhaps."""
    if drawn.kind != raw.FPDF_PAGEOBJ_PATH:
        return False
    for stroke in (True, False):
        red, green, blue, alpha = colour_of(drawn.handle, stroke=stroke)
        if alpha > 25 and red > 120 and red - max(green, blue) > 60:
            return True
    return False
