"""A page brought upright and straight, with the pictures it is read from."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from extractor.paper.box import Box
from extractor.paper.word import Char

Pixels: TypeAlias = NDArray[np.uint8]
"""Height x width x 3, RGB."""


@dataclass(frozen=True, eq=False)
class Picture:
    """Pixels of an upright page; ``scale`` is pixels per point (200 dpi = 200/72)."""

    pixels: Pixels
    scale: float

    def crop(self, box: Box) -> Pixels:
        """The pixels under ``box`` (points), clipped to the page; may be empty."""
        height, width = self.pixels.shape[:2]
        px = box.scaled(self.scale)
        left, top = max(0, int(px.left)), max(0, int(px.top))
        return self.pixels[top : min(height, int(px.bottom) + 1), left : min(width, int(px.right) + 1)]


@dataclass(frozen=True)
class Seal:
    """A stamp found on the page; ``text`` is what stands on its rim, None where unreadable."""

    box: Box
    text: str | None
    confidence: float
    colour: Literal["red", "grey"] = "red"


@dataclass(frozen=True)
class Ruling:
    """A drawn straight line in points: horizontal (``y0 == y1``) or vertical (``x0 == x1``)."""

    x0: float
    y0: float
    x1: float
    y1: float
    thickness: float = 0.5


@dataclass(frozen=True)
class Origin:
    """Where a page came from: the file on disk and the page's 0-based index inside it."""

    path: Path
    index: int


@dataclass(frozen=True)
class Page:
    """One page, upright and straight.

    ``width`` and ``height`` are points after turning. ``rotation`` is the clockwise turn (0/90/180/270) that
    brought the page upright, ``skew`` the degrees corrected after it. ``quality`` (0..1) is a rough mark of how
    well the page can be read (1 for born-digital). ``chars`` and ``rulings`` are the text layer and the drawn
    lines of a digital page, empty for a scan. ``picture`` is the page as it looks (None for a digital page
    that was not rendered); ``clean`` the copy to read from: seal colour taken out, light evened, else None.
    Pictures are not part of the page's equality nor of its JSON form. ``to_shown`` leads back to the file: a 3 x 3
    homography, row by row, from points of the upright page to fractions (0..1, from the top left) of the page as the
    file shows it; a curled page's is the nearest flat one; empty where ``rotation`` alone tells.
    """

    number: int
    source: Literal["scan", "digital"]
    width: float
    height: float
    rotation: int = 0
    skew: float = 0.0
    quality: float = 1.0
    seals: tuple[Seal, ...] = ()
    chars: tuple[Char, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    origin: Origin | None = field(default=None, compare=False)
    to_shown: tuple[float, ...] = ()
    picture: Picture | None = field(default=None, compare=False, repr=False)
    clean: Picture | None = field(default=None, compare=False, repr=False)
