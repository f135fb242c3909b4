"""Walks a PDF page's drawn objects: page in, each path, image and text object out with its place and order."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

import pypdfium2.raw as raw

Matrix: TypeAlias = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_DEPTH = 12
MAX_OBJECTS = 200_000


@dataclass(frozen=True)
class Drawn:
    """One drawn object: pdfium ``handle``, its ``kind`` (``raw.FPDF_PAGEOBJ_*``), its own matrix times its forms'.

    ``outer`` is the matrix of the forms around it alone (text and path matrices are applied by their readers).
    """

    handle: Any
    kind: int
    outer: Matrix


def drawn_objects(page: Any) -> Iterator[Drawn]:
    """All objects of a page in drawing order, forms unpacked; stops at ``MAX_OBJECTS``."""
    for count, drawn in enumerate(_walk(page, IDENTITY, 0)):
        if count >= MAX_OBJECTS:
            return
        yield drawn


def _walk(parent: Any, outer: Matrix, depth: int) -> Iterator[Drawn]:
    counter, getter = (
        (raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject)
        if depth
        else (raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject)
    )
    for index in range(counter(parent)):
        handle = getter(parent, index)
        if not handle:
            continue
        kind = raw.FPDFPageObj_GetType(handle)
        if kind == raw.FPDF_PAGEOBJ_FORM:
            if depth < _DEPTH:
                yield from _walk(handle, times(own_matrix(handle), outer), depth + 1)
        else:
            yield Drawn(handle, kind, outer)


def own_matrix(handle: Any) -> Matrix:
    """The object's own matrix."""
    matrix = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(handle, matrix):
        return IDENTITY
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def times(first: Matrix, then: Matrix) -> Matrix:
    """``first`` applied before ``then`` (row-vector convention of ISO 32000-1, 8.3.4)."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def moved(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """The point under the matrix."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def corners_under(matrix: Matrix) -> tuple[float, float, float, float]:
    """Left, bottom, right, top of the unit square (where images are drawn) under the matrix."""
    points = [moved(matrix, x, y) for x, y in ((0, 0), (1, 0), (0, 1), (1, 1))]
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return min(xs), min(ys), max(xs), max(ys)


def colour_of(handle: Any, *, stroke: bool) -> tuple[int, int, int, int]:
    """Red, green, blue, alpha (0..255) of an object's stroke or fill."""
    channels = [ctypes.c_uint() for _ in range(4)]
    getter = raw.FPDFPageObj_GetStrokeColor if stroke else raw.FPDFPageObj_GetFillColor
    if not getter(handle, *channels):
        return 0, 0, 0, 255
    red, green, blue, alpha = (channel.value for channel in channels)
    return red, green, blue, alpha
