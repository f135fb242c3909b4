"""A scanned sheet becomes a page: every correction is composed first, its pixels are resampled once."""

from __future__ import annotations

import cv2
import numpy as np

from extractor.errors import PageError
from extractor.paper.page import Page, Picture, Pixels
from extractor.paper.sheet import Sheet
from extractor.ports import OcrEngine
from extractor.stages.pdf_to_pages.clean import cleaned
from extractor.stages.pdf_to_pages.mesh import Mesh, frame_mesh
from extractor.stages.pdf_to_pages.outline import sheet_mesh
from extractor.stages.pdf_to_pages.quality import quality_of
from extractor.stages.pdf_to_pages.seals import find_seals, with_texts
from extractor.stages.pdf_to_pages.sheet_edges import cut_to_sheet
from extractor.stages.pdf_to_pages.straighten import straightened
from extractor.stages.pdf_to_pages.turn import FIND_SIDE, READ_SIDE, Look, turn_of
from extractor.stages.pdf_to_pages.way_back import mesh_to_way_back

_FINEST = 300 / 72  # pixels per point beyond which a picture only costs time
_A4_AREA = 595.28 * 841.89
_A3_AREA = 2 * _A4_AREA


def scanned_page(sheet: Sheet, engine: OcrEngine) -> Page:
    """The upright, straight page with its pictures and seals.

    Raises:
        PageError: the sheet has no picture.
    """
    if sheet.pixels is None:
        raise PageError("The page has no picture.", file=str(sheet.origin.path), page=sheet.number)
    pixels = _no_finer(sheet.pixels, sheet.width)
    gray = np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), dtype=np.uint8)
    outline = sheet_mesh(pixels)
    straight = straightened(outline or frame_mesh(gray.shape[1], gray.shape[0]), gray)
    upright = straight.mesh if outline else cut_to_sheet(straight.mesh, gray)
    rotation = turn_of(_look(upright, pixels), engine)
    mesh = upright.turned(rotation)
    width, height = _points(mesh, sheet.width / pixels.shape[1], photographed=outline is not None)
    picture = _picture(mesh, pixels, width, height)
    seals = find_seals(picture)
    red = [seal.box for seal in seals if seal.colour == "red"]
    return Page(
        number=sheet.number,
        source="scan",
        width=width,
        height=height,
        rotation=rotation,
        skew=round(straight.skew, 2),
        quality=quality_of(picture),
        seals=with_texts(seals, picture, engine),
        origin=sheet.origin,
        to_shown=mesh_to_way_back(mesh, (width, height), (pixels.shape[1], pixels.shape[0])),
        picture=picture,
        clean=Picture(cleaned(picture.pixels, picture.scale, red), picture.scale),
    )


def _no_finer(pixels: Pixels, width: float) -> Pixels:
    """The picture at 300 dpi at most; ``width`` is the sheet's in points."""
    zoom = _FINEST * width / pixels.shape[1]
    if zoom > 0.95:
        return pixels
    return np.asarray(cv2.resize(pixels, None, fx=zoom, fy=zoom, interpolation=cv2.INTER_AREA), dtype=np.uint8)


def _look(mesh: Mesh, pixels: Pixels) -> Look:
    zoom = min(1.0, READ_SIDE / max(mesh.width, mesh.height))
    large = mesh.sample(pixels, round(mesh.width * zoom), round(mesh.height * zoom), fine=False)
    zoom = min(1.0, FIND_SIDE / max(large.shape))
    small = cv2.resize(large, None, fx=zoom, fy=zoom, interpolation=cv2.INTER_AREA)
    return Look(np.asarray(small, dtype=np.uint8), large)


def _points(mesh: Mesh, placed: float, *, photographed: bool) -> tuple[float, float]:
    """The page's size: that of its part of the scan, ``placed`` points to a pixel.

    A photographed sheet has no size of its own: the nearer of A4 and A3, in the sheet's proportions.
    """
    if not photographed:
        return mesh.width * placed, mesh.height * placed
    claimed = mesh.width * mesh.height * placed * placed
    area = _A3_AREA if claimed > 0.8 * _A3_AREA else _A4_AREA
    ratio = mesh.width / mesh.height
    return (area * ratio) ** 0.5, (area / ratio) ** 0.5


def _picture(mesh: Mesh, pixels: Pixels, width: float, height: float) -> Picture:
    scale = min(mesh.width / width, _FINEST)
    drawn = mesh.sample(pixels, round(width * scale), round(height * scale))
    return Picture(drawn, drawn.shape[1] / width)
