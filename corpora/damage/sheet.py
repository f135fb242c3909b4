"""What goes into the damage and what comes out: a flawless page picture, and the same page as a scanner saw it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

Picture: TypeAlias = NDArray[np.uint8]
Field: TypeAlias = NDArray[np.float32]
Place: TypeAlias = tuple[float, float, float, float]

MM_PER_INCH = 25.4


@dataclass(frozen=True)
class Sheet:
    """A flawless page picture (height × width × 3, RGB) and its resolution in dots per inch."""

    picture: Picture
    dpi: int

    @property
    def size(self) -> tuple[int, int]:
        """Height and width in pixels."""
        return self.picture.shape[0], self.picture.shape[1]

    def px(self, mm: float) -> int:
        """A length on paper in pixels, never less than one."""
        return max(1, round(mm * self.dpi / MM_PER_INCH))

    def showing(self, picture: Picture) -> Sheet:
        """The same sheet with another picture on it."""
        return replace(self, picture=picture)


@dataclass(frozen=True)
class Scan:
    """A damaged page, ready to be written into a file.

    Attributes:
        picture: height × width × 3 (RGB), height × width (grey) or, for `ccitt`, height × width of 0 and 255.
        dpi: dots per inch the file will claim.
        coding: how the picture is embedded.
        quality: JPEG quality; without meaning for `ccitt`.
        rotation: clockwise turn (0, 90, 180, 270) that brings the page, as a viewer shows it, upright.
        skew: degrees the page lies turned clockwise, on top of `rotation`.
        page_rotate: the /Rotate entry to write into a PDF page.
    """

    picture: Picture
    dpi: int
    coding: Literal["jpeg", "ccitt"] = "jpeg"
    quality: int = 80
    rotation: int = 0
    skew: float = 0.0
    page_rotate: int = 0
