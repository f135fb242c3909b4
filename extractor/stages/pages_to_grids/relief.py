"""From the picture of an upright page to its relief: how dark it is along thin lines, in one direction at a time.

In: pixels and their scale. Out: for each direction a map with one row for every pixel across the lines but only one
column for every point along them. Averaging along a line costs it nothing, while noise and dots fade.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from extractor.paper.page import Picture

Grey = NDArray[Any]  # 8-bit grey levels or masks, as the vision library hands them out
Floats = NDArray[np.float64]

_FINEST = 200 / 72  # pixels a point; a finer picture shows no more rulings, only costs time
_THICKEST = 4.5  # points: what is thicker is no ruling
_LONG = 30  # points: a run that surely is no character tells how dark rulings are on this page
_FAINTEST = 12.0  # grey levels below the paper
_SHARE_OF_USUAL = 0.35  # a ruling is at least this dark, measured by the page's usual one; shine-through is fainter
_ALIKE = 0.6  # rulings of one page are at least this alike in both directions
_AROUND = 31  # points of neighbourhood that tell how bright the paper is
_SIDE = (1.8, 2.3, 2.8)  # points off the middle of a ruling where there is paper
_SHADE = 0.4  # of the weakest ruling's darkness: the least that a faded one shows
_NOISE = 2.0  # spreads of the paper's grain above its mean: darker is more than grain


@dataclass(frozen=True, eq=False)
class Relief:
    """Thin dark structures along one direction ("along" is the map's x, "across" its y).

    ``dark`` is how much darker a place is than the paper on both sides, ``wide`` the same with a pixel's tolerance
    across, ``inked`` whether it is dark at all. One pixel a point along, ``scale`` pixels a point across.
    ``usual`` is how dark a ruling of this page usually is, ``threshold`` the darkness of the weakest piece of one,
    ``faint`` what stands out of the grain of the paper.
    """

    dark: Grey
    wide: Grey
    inked: Grey
    scale: float
    usual: float
    threshold: float
    faint: float

    def is_lone(self, along: Floats, across: Floats) -> NDArray[np.bool_]:
        """Whether there is clear paper on both sides of these places (in points)."""
        columns = np.clip(along.astype(np.intp), 0, self.inked.shape[1] - 1)
        found = np.zeros(len(columns), dtype=bool)
        for off in (*_SIDE, *(-off for off in _SIDE)):
            rows = np.clip(((across + off) * self.scale).astype(np.intp), 0, len(self.inked) - 1)
            found |= self.inked[rows, columns]
        return ~found

    def darkness(self, along: Floats, across: Floats) -> Floats:
        """Grey levels by which these places (in points) are darker than the paper beside them."""
        columns = np.clip(along.astype(np.intp), 0, self.wide.shape[1] - 1)
        rows = np.clip((across * self.scale).astype(np.intp), 0, len(self.wide) - 1)
        return np.asarray(self.wide[rows, columns], dtype=np.float64)


@dataclass(frozen=True, eq=False)
class Reliefs:
    """Both directions of a page; in ``down`` x and y are swapped, so that rulings run along x there too."""

    across: Relief
    down: Relief


def picture_to_reliefs(picture: Picture) -> Reliefs:
    """Makes the two maps.

    Args:
        picture: the upright page as it looks, any scale. Only its red is used, in which a red seal hardly shows:
            what cleaning for reading takes away with a seal or a shadow may be a worn ruling.
    """
    grey = np.ascontiguousarray(picture.pixels[..., 0])
    height, width = grey.shape
    shrink = min(1.0, _FINEST / picture.scale)
    across = _stretched(grey, round(width / picture.scale), round(height * shrink))
    down = _stretched(grey, round(width * shrink), round(height / picture.scale)).T
    scale = picture.scale * shrink
    darks = [_dark(across, scale), _dark(np.ascontiguousarray(down), scale)]
    usual = [_usual(wide) for _, wide in darks]
    usual = [max(usual[0], _ALIKE * usual[1]), max(usual[1], _ALIKE * usual[0])]
    reliefs = [_relief(grey, *dark, scale, own) for grey, dark, own in zip((across, down), darks, usual, strict=True)]
    return Reliefs(reliefs[0], reliefs[1])


def _stretched(grey: Grey, width: int, height: int) -> Grey:
    return cv2.resize(grey, (max(1, width), max(1, height)), interpolation=cv2.INTER_AREA)


def _dark(grey: Grey, scale: float) -> tuple[Grey, Grey]:
    """How much darker than on both sides a place is: exactly there, and with a pixel's tolerance across."""
    thickest = round(_THICKEST * scale) | 1
    dark = cv2.morphologyEx(grey, cv2.MORPH_BLACKHAT, np.ones((thickest, 1), np.uint8))
    return dark, cv2.dilate(dark, np.ones((3, 1), np.uint8))


def _usual(wide: Grey) -> float:
    long = cv2.morphologyEx(wide, cv2.MORPH_OPEN, np.ones((1, _LONG), np.uint8))
    found = long[long > 2 * _FAINTEST]
    return float(np.median(found)) if found.size else 2 * _FAINTEST


def _relief(grey: Grey, dark: Grey, wide: Grey, scale: float, usual: float) -> Relief:
    threshold = max(_FAINTEST, _SHARE_OF_USUAL * usual)
    paper = cv2.blur(grey, (_AROUND, int(_AROUND * scale)))
    inked = cv2.subtract(paper, grey) > threshold
    return Relief(dark, wide, inked, scale, usual, threshold, min(threshold, max(_SHADE * threshold, _grain(wide))))


def _grain(wide: Grey) -> float:
    """What only few places of bare paper exceed: most of a page is bare, so its median and spread are the paper's."""
    sample = wide[::4, ::4]
    middle = float(np.median(sample))
    spread = 1.48 * float(np.median(np.abs(sample.astype(np.float32) - middle)))
    return middle + _NOISE * max(1.0, spread)
