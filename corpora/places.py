"""Where the marks landed: a printed PDF with links in, the place of each mark out, and the links taken away again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pikepdf

from corpora.layouts.pen import Ink

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Place:
    """One printed line of a mark: ``box`` is left, top, right, bottom as fractions of the page (1-based ``page``).

    ``width`` and ``height`` are the page's, in points.
    """

    mark: int
    page: int
    box: Box
    width: float
    height: float


def lift_places(pdf: pikepdf.Pdf) -> list[Place]:
    """Return the places of all marks in ``pdf``, and strip the links from it (in place)."""
    places = []
    for number, page in enumerate(pdf.pages, start=1):
        left, bottom, right, top = (float(edge) for edge in page.mediabox)
        width, height = right - left, top - bottom
        for link in page.obj.get("/Annots", pikepdf.Array()):
            x0, y0, x1, y1 = (float(edge) for edge in link.Rect)
            box = (min(x0, x1) / width, 1 - max(y0, y1) / height, max(x0, x1) / width, 1 - min(y0, y1) / height)
            places.append(Place(int(str(link.A.URI).rsplit("/", 1)[1]), number, box, width, height))
        if "/Annots" in page.obj:
            del page.obj["/Annots"]
    return places


def value_boxes(places: list[Place], ink: Ink) -> dict[str, list[dict[str, Any]]]:
    """Return for each JSON pointer the box around its print, one per page it is printed on."""
    found: dict[str, dict[int, Box]] = {}
    for place in places:
        mark = ink.marks[place.mark]
        for pointer in mark.pointers:
            pages = found.setdefault(pointer, {})
            pages[place.page] = _around(pages.get(place.page, place.box), place.box)
    return {
        pointer: [{"page": page, "box": _rounded(box)} for page, box in sorted(pages.items())]
        for pointer, pages in sorted(found.items())
    }


def printed_texts(ink: Ink) -> dict[str, list[str]]:
    """Return for each JSON pointer the texts it is printed as (several where a value stands in several cells)."""
    found: dict[str, list[str]] = {}
    for mark in ink.marks:
        for pointer in mark.pointers:
            found.setdefault(pointer, []).append(mark.text)
    return found


def record_pages(places: list[Place], ink: Ink, number: int) -> list[int]:
    """Return the pages from the first to the last on which anything of record ``number`` is printed."""
    pages = [place.page for place in places if ink.marks[place.mark].record == number]
    return list(range(min(pages), max(pages) + 1))


def _around(one: Box, other: Box) -> Box:
    return (min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3]))


def _rounded(box: Box) -> list[float]:
    return [round(edge, 4) for edge in box]
