"""The picture of a PDF page: the scanned picture itself where the page is one, else a rendering."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as raw
from numpy.typing import NDArray

from extractor.engines.pdfium.frame import Frame
from extractor.engines.pdfium.limits import Limits
from extractor.engines.pdfium.objects import Drawn, Matrix, corners_under, own_matrix, times
from extractor.errors import PageTooLarge
from extractor.paper.box import Box
from extractor.paper.page import Pixels

RENDER_DPI = 200
FINEST_DPI = 300
_FULL = 0.95  # a picture covering this share of the page is the page
_ALIKE = 12.0  # mean difference (0..255) between the picture and what a viewer shows


@dataclass(frozen=True)
class Placed:
    """An image on the page: its box in points as displayed, its matrix and its own size in pixels."""

    drawn: Drawn
    box: Box
    matrix: Matrix
    width: int
    height: int

    @property
    def dpi(self) -> float:
        """Its resolution as placed."""
        across = (self.matrix[0] ** 2 + self.matrix[1] ** 2) ** 0.5
        return 72 * self.width / across if across else 0.0


def placed_images(objects: Sequence[Drawn], frame: Frame, limits: Limits) -> list[Placed]:
    """The page's images in drawing order.

    Raises:
        PageTooLarge: an image has more pixels than the limits allow.
    """
    found = []
    for drawn in objects:
        if drawn.kind != raw.FPDF_PAGEOBJ_IMAGE:
            continue
        width, height = ctypes.c_uint(), ctypes.c_uint()
        if not raw.FPDFImageObj_GetImagePixelSize(drawn.handle, width, height):
            continue
        if width.value * height.value > limits.max_pixels:
            raise PageTooLarge(f"A picture of {width.value} x {height.value} pixels is too large.")
        matrix = times(own_matrix(drawn.handle), drawn.outer)
        found.append(Placed(drawn, frame.box(*corners_under(matrix)), matrix, width.value, height.value))
    return found


def page_pixels(page: Any, objects: Sequence[Drawn], images: Sequence[Placed], frame: Frame, limits: Limits) -> Pixels:
    """RGB pixels of the page as displayed, the scanner's own where the page is a single scan.

    Raises:
        PageTooLarge: the rendering would have more pixels than the limits allow.
    """
    whole = Box(0.0, 0.0, frame.width, frame.height)
    if len(images) == 1 and len(objects) == 1 and whole.share_in(images[0].box) >= _FULL:
        pixels = _own_pixels(images[0], frame)
        if pixels is not None and _looks_like(pixels, _render(page, frame, 24, limits)):
            return pixels
    large = [image.dpi for image in images if image.box.share_in(whole) and whole.share_in(image.box) > 0.1]
    return _render(page, frame, min(FINEST_DPI, max([RENDER_DPI, *large])), limits)


def _render(page: Any, frame: Frame, dpi: float, limits: Limits) -> Pixels:
    scale = dpi / 72
    if frame.width * scale * frame.height * scale > limits.max_pixels:
        raise PageTooLarge(f"The page measures {frame.width:.0f} x {frame.height:.0f} points.")
    bitmap = page.render(scale=scale, rev_byteorder=True, prefer_bgrx=False, may_draw_forms=True)
    return _rgb(bitmap.to_numpy(), bitmap.mode)


def _own_pixels(image: Placed, frame: Frame) -> Pixels | None:
    """The image's own pixels turned and mirrored as the page shows them; None where that takes more than turns."""
    a, b, c, d, _, _ = image.matrix
    straight = abs(b) + abs(c) < 0.01 * (abs(a) + abs(d))
    lying = abs(a) + abs(d) < 0.01 * (abs(b) + abs(c))
    if not (straight or lying) or raw.FPDFPageObj_HasTransparency(image.drawn.handle):
        return None
    handle = raw.FPDFImageObj_GetBitmap(image.drawn.handle)
    if not handle:
        return None
    bitmap = pdfium.PdfBitmap.from_raw(handle)
    pixels = _rgb(bitmap.to_numpy(), bitmap.mode)
    pixels = _as_placed(pixels, (a, b, c, d), lying=lying)
    pixels = np.rot90(pixels, -(frame.turn // 90))
    return _square_pixels(np.ascontiguousarray(pixels), frame)


def _as_placed(pixels: Pixels, matrix: tuple[float, float, float, float], *, lying: bool) -> Pixels:
    """Image row 0 stands at the top of the unit square (ISO 32000-1, 8.9.5): mirror and turn from there."""
    a, b, c, d = matrix
    if lying:
        return pixels.transpose(1, 0, 2)[:: -1 if b > 0 else 1, :: -1 if c > 0 else 1]
    return pixels[:: 1 if d > 0 else -1, :: 1 if a > 0 else -1]


def _square_pixels(pixels: Pixels, frame: Frame) -> Pixels:
    """Fax machines scan twice as fine across as down: stretch the coarser side."""
    height, width = pixels.shape[:2]
    across, down = width / frame.width, height / frame.height
    if 0.98 < across / down < 1.02:
        return pixels
    finer = max(across, down)
    size = (round(frame.width * finer), round(frame.height * finer))
    return cv2.resize(pixels, size, interpolation=cv2.INTER_CUBIC)  # type: ignore[return-value]


def _looks_like(pixels: Pixels, shown: Pixels) -> bool:
    """Guards against masks, inverted or mis-decoded images: the raw image must look as the page does."""
    height, width = shown.shape[:2]
    small = cv2.resize(pixels, (width, height), interpolation=cv2.INTER_AREA)
    return float(np.abs(small.astype(np.int16) - shown).mean()) < _ALIKE


def _rgb(pixels: NDArray[np.uint8], mode: str) -> Pixels:
    """Any pdfium bitmap as RGB, copied out of pdfium's memory."""
    if pixels.ndim == 2 or pixels.shape[2] == 1:
        return np.repeat(pixels.reshape(*pixels.shape[:2], 1), 3, axis=2)
    three = pixels[:, :, :3]
    return np.array(three[:, :, ::-1] if mode.startswith("BGR") else three, order="C")
