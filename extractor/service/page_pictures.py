"""The upright picture of a document's page, as its boxes see it: rendered from the original, kept, never altered.

Reading a page noted how it was brought upright (``Page.to_shown``); the same way leads from the original to the
picture without asking an OCR engine again. A curled page is shown by the nearest flat one.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from extractor.errors import NotInStore, PageError
from extractor.paper.page import Pixels
from extractor.ports import BlobStore, PageSource
from extractor.service.ingest import original
from extractor.store.models import Document, Page, PageProduct

_LONG_SIDE = 2200
"""Pixels of the longer side: 190 dpi of A4, enough to read the smallest print when enlarged."""
_QUALITY = 85


def page_picture(document: Document, number: int, blobs: BlobStore, open_source: Callable[[Path], PageSource]) -> bytes:
    """The page as JPEG.

    Args:
        document: with its file.
        number: 1-based.
        blobs: where originals are, and pictures are kept.
        open_source: opens a file within the limits.

    Raises:
        NotInStore: the document has no such page, or its original is gone.
        InputError, PageError: it cannot be shown.
    """
    if not 1 <= number <= document.file.page_count:
        raise NotInStore(f"Document {document.pk} has no page {number}.")
    frame = _frame(document, number)
    told = hashlib.sha256(json.dumps([frame, _LONG_SIDE, _QUALITY]).encode()).hexdigest()[:16]
    key = f"shown/{document.file.sha256[:2]}/{document.file.sha256}/{number}-{told}.jpg"
    if blobs.has(key):
        return blobs.get(key)
    with original(document.file, blobs) as path:
        source = open_source(path)
        try:
            sheet = source.sheet(number, with_picture=True)
        finally:
            close = getattr(source, "close", None)
            if close is not None:
                close()
    if sheet.pixels is None:
        raise PageError("The page has no picture.", page=number)
    coded = _jpeg(_upright(sheet.pixels, frame))
    blobs.put(key, coded)
    return coded


def _frame(document: Document, number: int) -> dict[str, Any]:
    """How the page was brought upright; nothing where it was not read."""
    submission = document.current.submission_id if document.current is not None else document.latest_id
    page = Page.objects.filter(submission=submission, number=number, state=Page.State.READ).first()
    product = PageProduct.objects.filter(page=page).first() if page is not None else None
    if product is None:
        return {}
    read: Mapping[str, Any] = product.blocks["page"]
    return {key: read.get(key) for key in ("source", "width", "height", "rotation", "to_shown")}


def _upright(pixels: Pixels, frame: Mapping[str, Any]) -> Pixels:
    way = frame.get("to_shown") or ()
    if len(way) == 9:
        return _straightened(pixels, frame["width"], frame["height"], np.array(way, dtype=np.float64).reshape(3, 3))
    turns = (frame.get("rotation") or 0) // 90 if frame.get("source") == "scan" else 0
    return _no_larger(np.ascontiguousarray(np.rot90(pixels, -turns)))


def _straightened(pixels: Pixels, width: float, height: float, way: np.ndarray[Any, np.dtype[np.float64]]) -> Pixels:
    """The page by its way back: for every pixel wanted, the place in the original it comes from."""
    scale = _LONG_SIDE / max(width, height)
    rows, columns = pixels.shape[:2]
    from_pixels = np.diag([1 / scale, 1 / scale, 1.0])
    to_pixels = np.diag([float(columns), float(rows), 1.0])
    size = (round(width * scale), round(height * scale))
    flags = cv2.INTER_AREA | cv2.WARP_INVERSE_MAP
    return np.asarray(
        cv2.warpPerspective(pixels, to_pixels @ way @ from_pixels, size, flags=flags, borderValue=(255, 255, 255)),
        dtype=np.uint8,
    )


def _no_larger(pixels: Pixels) -> Pixels:
    zoom = _LONG_SIDE / max(pixels.shape[:2])
    if zoom >= 1:
        return pixels
    return np.asarray(cv2.resize(pixels, None, fx=zoom, fy=zoom, interpolation=cv2.INTER_AREA), dtype=np.uint8)


def _jpeg(pixels: Pixels) -> bytes:
    coded = cv2.imencode(".jpg", cv2.cvtColor(pixels, cv2.COLOR_RGB2BGR), [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])[1]
    return bytes(coded.tobytes())
