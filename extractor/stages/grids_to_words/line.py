"""A line of text as it stands on the picture, before it is read."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.paper.box import Box


@dataclass(frozen=True)
class Line:
    """One line in pixels, ``box`` tight around its ink.

    ``cell`` is the inside of the cell it stands in (None outside grids), ``room`` the part of the page around it in
    which no other line and no wall stands. ``seen`` is what detection gave for it: faint ink may lie in it, outside
    ``box``. A vertical line has its characters' boxes, top to bottom, as ``parts``.
    ``detected`` is False where only the ink told of it.
    """

    box: Box
    cell: Box | None
    room: Box
    seen: Box
    parts: tuple[Box, ...] = ()
    detected: bool = True
