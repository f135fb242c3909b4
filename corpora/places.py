"""Where the marks landed: a printed PDF with links in, the place of each mark out, and the links taken away again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pikepdf

from corpora.layouts.pen import Ink

Box = tuple[float, float, float, float]
_NEAR = 4
"""Marks this close in number belong to one print."""
_BESIDE = {"level1_weight": "level1", "reporting_unit_code": "reporting_unit"}


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
    """Return for each JSON pointer the boxes around its prints: one per page and print.

    Marks that follow one another (a value in three cells, a name that goes on after the break) are one print. Values
    that share a cell (产出指标(50), a code before a name) share the box around both.
    """
    found: dict[str, dict[tuple[int, int], Box]] = {}
    latest: dict[str, tuple[int, int]] = {}
    for place in sorted(places, key=lambda place: (place.mark, place.page)):
        for pointer in ink.marks[place.mark].pointers:
            first, last = latest.get(pointer, (place.mark, place.mark))
            first = first if place.mark - last <= _NEAR else place.mark
            latest[pointer] = (first, place.mark)
            prints = found.setdefault(pointer, {})
            prints[first, place.page] = _around(prints.get((first, place.page), place.box), place.box)
    boxes = {
        pointer: [{"page": page, "box": _rounded(box)} for (_, page), box in sorted(prints.items())]
        for pointer, prints in sorted(found.items())
    }
    for pointer in list(boxes):
        partner = _partner(pointer)
        if partner in boxes:
            boxes[pointer] = boxes[partner] = _shared(boxes[pointer], boxes[partner])
    return boxes


def _partner(pointer: str) -> str:
    """Return the value that a code or weight stands beside, "" for any other value."""
    head, _, key = pointer.rpartition("/")
    return f"{head}/{_BESIDE[key]}" if key in _BESIDE else ""


def _shared(one: list[dict[str, Any]], other: list[dict[str, Any]]) -> list[dict[str, Any]]:
    if len(one) != 1 or len(other) != 1 or one[0]["page"] != other[0]["page"]:
        return one + other
    box = _around(tuple(one[0]["box"]), tuple(other[0]["box"]))
    return [{"page": one[0]["page"], "box": list(box)}]


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
