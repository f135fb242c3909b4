"""The lines drawn on a digital page: path objects in, horizontal and vertical rulings in points out.

Tables are drawn as stroked lines, stroked rectangles, thin filled rectangles or rows of dots; all become rulings.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as raw

from extractor.engines.pdfium.dots import LARGEST, Dot, dots_to_rulings
from extractor.engines.pdfium.frame import Frame
from extractor.engines.pdfium.objects import Drawn, Matrix, colour_of, moved, own_matrix, times
from extractor.paper.page import Ruling

_THIN = 3.0  # a filled rectangle up to this many points thick is a line
_SHORT = 3.0  # shorter marks are dots or parts of drawings
_SLANT = 0.6  # how far a straight segment may lean over its length, points
_PALE = 235  # channels above this are white paint, no line
_JOIN = 1.0  # pieces this close on one line are one ruling


@dataclass(frozen=True)
class _Segment:
    """A straight piece in points of the displayed page."""

    x0: float
    y0: float
    x1: float
    y1: float


def rulings_of(objects: Iterable[Drawn], frame: Frame) -> tuple[Ruling, ...]:
    """All rulings on the page, pieces of one line joined; horizontal ones first, each top-left to bottom-right."""
    found: list[Ruling] = []
    dots: list[Dot] = []
    for drawn in objects:
        if drawn.kind == raw.FPDF_PAGEOBJ_PATH:
            for mark in _marks_of_path(drawn, frame):
                if isinstance(mark, Dot):
                    dots.append(mark)
                else:
                    found.append(mark)
    found += dots_to_rulings(dots)
    return tuple(_joined([ruling for ruling in found if _on_page(ruling, frame)]))


def _marks_of_path(drawn: Drawn, frame: Frame) -> Iterator[Ruling | Dot]:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(drawn.handle, fill, stroke)
    matrix = times(own_matrix(drawn.handle), drawn.outer)
    outlines = list(_outlines(drawn.handle, matrix, frame))
    if stroke.value and _is_inked(drawn.handle, stroke=True):
        width = ctypes.c_float()
        raw.FPDFPageObj_GetStrokeWidth(drawn.handle, width)
        scale = abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]) ** 0.5
        for outline in outlines:
            for segment in outline:
                yield from _from_segment(segment, max(0.1, width.value * scale))
    if fill.value and _is_inked(drawn.handle, stroke=False):
        for outline in outlines:
            yield from _from_thin_shape(outline)
            yield from _from_small_shape(outline)


def _is_inked(handle: Any, *, stroke: bool) -> bool:
    *channels, alpha = colour_of(handle, stroke=stroke)
    return alpha > 25 and min(channels) < _PALE


def _outlines(handle: Any, matrix: Matrix, frame: Frame) -> Iterator[list[_Segment]]:
    """The path's closed or open pieces as straight segments; curved pieces are left out."""
    outline: list[_Segment] = []
    start = here = (0.0, 0.0)
    for index in range(raw.FPDFPath_CountSegments(handle)):
        part = raw.FPDFPath_GetPathSegment(handle, index)
        x, y = ctypes.c_float(), ctypes.c_float()
        raw.FPDFPathSegment_GetPoint(part, x, y)
        there = frame.point(*moved(matrix, x.value, y.value))
        kind = raw.FPDFPathSegment_GetType(part)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            if outline:
                yield outline
            outline, start = [], there
        elif kind == raw.FPDF_SEGMENT_LINETO:
            outline.append(_Segment(*here, *there))
        here = there
        if raw.FPDFPathSegment_GetClose(part) and here != start:
            outline.append(_Segment(*here, *start))
            here = start
    if outline:
        yield outline


def _from_segment(segment: _Segment, thickness: float) -> Iterator[Ruling]:
    across, down = abs(segment.x1 - segment.x0), abs(segment.y1 - segment.y0)
    if across >= _SHORT and down <= _SLANT:
        y = (segment.y0 + segment.y1) / 2
        yield Ruling(min(segment.x0, segment.x1), y, max(segment.x0, segment.x1), y, thickness)
    elif down >= _SHORT and across <= _SLANT:
        x = (segment.x0 + segment.x1) / 2
        yield Ruling(x, min(segment.y0, segment.y1), x, max(segment.y0, segment.y1), thickness)


def _from_thin_shape(outline: list[_Segment]) -> Iterator[Ruling]:
    xs = [x for s in outline for x in (s.x0, s.x1)]
    ys = [y for s in outline for y in (s.y0, s.y1)]
    left, right, top, bottom = min(xs), max(xs), min(ys), max(ys)
    if bottom - top <= _THIN and right - left >= max(_SHORT, 2 * (bottom - top)):
        yield Ruling(left, (top + bottom) / 2, right, (top + bottom) / 2, max(0.1, bottom - top))
    elif right - left <= _THIN and bottom - top >= max(_SHORT, 2 * (right - left)):
        yield Ruling((left + right) / 2, top, (left + right) / 2, bottom, max(0.1, right - left))


def _from_small_shape(outline: list[_Segment]) -> Iterator[Dot]:
    xs = [x for s in outline for x in (s.x0, s.x1)]
    ys = [y for s in outline for y in (s.y0, s.y1)]
    across, down = max(xs) - min(xs), max(ys) - min(ys)
    if max(across, down) <= LARGEST:
        yield Dot((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2, min(across, down))


def _on_page(ruling: Ruling, frame: Frame) -> bool:
    return ruling.x1 >= 0 and ruling.y1 >= 0 and ruling.x0 <= frame.width and ruling.y0 <= frame.height


def _joined(rulings: list[Ruling]) -> list[Ruling]:
    """Pieces that lie on one line and touch become one; doubles fall together."""
    level = sorted((r for r in rulings if r.y0 == r.y1), key=lambda r: (round(r.y0, 1), r.x0))
    upright = sorted((r for r in rulings if r.y0 != r.y1), key=lambda r: (round(r.x0, 1), r.y0))
    done: list[Ruling] = []
    for group, is_level in ((level, True), (upright, False)):
        last: Ruling | None = None
        for ruling in group:
            merged = _merged(last, ruling, is_level=is_level) if last else None
            if last is not None and merged is None:
                done.append(last)
            last = merged or ruling
        if last is not None:
            done.append(last)
    return done


def _merged(a: Ruling, b: Ruling, *, is_level: bool) -> Ruling | None:
    thickness = max(a.thickness, b.thickness)
    if is_level:
        if abs(a.y0 - b.y0) > 0.15 or b.x0 > a.x1 + _JOIN:
            return None
        return Ruling(a.x0, a.y0, max(a.x1, b.x1), a.y0, thickness)
    if abs(a.x0 - b.x0) > 0.15 or b.y0 > a.y1 + _JOIN:
        return None
    return Ruling(a.x0, a.y0, a.x0, max(a.y1, b.y1), thickness)
