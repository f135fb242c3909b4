"""A page as it comes out of its file: not yet turned, straightened or cleaned."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from extractor.paper.page import Origin, Pixels, Ruling
from extractor.paper.word import Char


@dataclass(frozen=True, eq=False)
class Sheet:
    """One page of an opened file, as a viewer would show it.

    ``width`` and ``height`` are points as displayed (the file's own turn and crop are applied). ``pixels`` is its
    picture: always there for a scan, for a digital page only where asked for or where the page holds pictures or
    red drawings (a seal may be among them). ``chars`` and ``rulings`` are those of a digital page, else empty.
    ``rotation`` is the clockwise turn already made to bring a digital page's characters upright.
    """

    number: int
    source: Literal["scan", "digital"]
    width: float
    height: float
    origin: Origin
    pixels: Pixels | None = None
    chars: tuple[Char, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    rotation: int = 0
