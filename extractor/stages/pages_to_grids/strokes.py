"""From the picture of an upright page to the thin strokes on it: pieces of rulings, and of text that looks alike.

In: pixels and their scale. Out: strokes in points, horizontal and vertical. A horizontal stroke runs along x and is
placed by its y; a vertical one runs along y and is placed by its x, so both share one shape and one code.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from extractor.paper.page import Picture, Ruling

Floats = NDArray[np.float64]
Grey = NDArray[Any]  # 8-bit grey levels or masks, as the vision library hands them out

_FINEST = 200 / 72  # pixels a point; a finer picture shows no more rulings, only costs time
_THICKEST = 4.5  # points: what is thicker is no ruling
_SHORTEST = 10.0  # points: shorter runs are strokes of characters
_LONG = 30  # points: a run that surely is no character tells how dark rulings are on this page
_FAINTEST = 12.0  # grey levels below the paper
_SHARE_OF_USUAL = 0.35  # a ruling is at least this dark, measured by the page's usual one; shine-through is fainter
_SIDE = (1.8, 2.3, 2.8)  # points off the middle of a ruling where there is paper
_AROUND = 31  # points of neighbourhood that tell how bright the paper is
_BLUNT = 4.0  # points of extent across at which a stroke is a blob


@dataclass(frozen=True, eq=False)
class Stroke:
    """A thin run of ink. ``along`` and ``across`` are its samples in points (x and y for a horizontal one).

    ``lone`` is the share of it with clear paper on both sides: high for a ruling, low for a stroke in a character.
    """

    along: Floats
    across: Floats
    lone: float = 1.0

    @property
    def start(self) -> float:
        """Where it begins, along its direction."""
        return float(self.along[0])

    @property
    def end(self) -> float:
        """Where it ends, along its direction."""
        return float(self.along[-1])

    @property
    def length(self) -> float:
        """Extent along its direction, in points."""
        return self.end - self.start


@dataclass(frozen=True)
class Strokes:
    """All strokes of a page, by direction."""

    horizontal: tuple[Stroke, ...]
    vertical: tuple[Stroke, ...]


def picture_to_strokes(picture: Picture) -> Strokes:
    """Finds thin dark runs of at least 10 points in both directions, however faint the page's rulings are.

    Args:
        picture: the upright page, seal colour taken out; any scale.
    """
    grey = cv2.cvtColor(picture.pixels, cv2.COLOR_RGB2GRAY)
    height, width = grey.shape
    shrink = min(1.0, _FINEST / picture.scale)
    step = 1 / picture.scale
    across = _stretched(grey, round(width * step), round(height * shrink))
    down = _stretched(grey, round(width * shrink), round(height * step)).T
    scale = picture.scale * shrink
    return Strokes(_strokes(across, scale), _strokes(np.ascontiguousarray(down), scale))


def rulings_to_strokes(rulings: tuple[Ruling, ...]) -> Strokes:
    """The drawn lines of a born-digital page as strokes."""
    horizontal = [Stroke(_ends(r.x0, r.x1), np.array([r.y0, r.y1])) for r in rulings if _lies(r)]
    vertical = [Stroke(_ends(r.y0, r.y1), np.array([r.x0, r.x1])) for r in rulings if not _lies(r)]
    return Strokes(tuple(horizontal), tuple(vertical))


def _lies(ruling: Ruling) -> bool:
    return abs(ruling.x1 - ruling.x0) >= abs(ruling.y1 - ruling.y0)


def _ends(first: float, second: float) -> Floats:
    return np.array([min(first, second), max(first, second)])


def _stretched(grey: Grey, width: int, height: int) -> Grey:
    return cv2.resize(grey, (max(1, width), max(1, height)), interpolation=cv2.INTER_AREA)


def _strokes(grey: Grey, scale: float) -> tuple[Stroke, ...]:
    """Horizontal strokes of a picture that has one pixel a point across and ``scale`` pixels a point down."""
    thickest = round(_THICKEST * scale) | 1
    dark = cv2.morphologyEx(grey, cv2.MORPH_BLACKHAT, np.ones((thickest, 1), np.uint8))
    wide = cv2.dilate(dark, np.ones((3, 1), np.uint8))
    threshold = _threshold(wide)
    mask = cv2.threshold(wide, threshold, 1, cv2.THRESH_BINARY)[1]
    runs = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((1, int(_SHORTEST)), np.uint8))
    paper = cv2.blur(grey, (_AROUND, int(_AROUND * scale)))
    inked = cv2.subtract(paper, grey) > threshold
    return tuple(
        Stroke(along, across / scale, _lone(inked, along, across, scale))
        for along, across in _traced(runs, dark, scale)
    )


def _lone(inked: Grey, along: Floats, across: Floats, scale: float) -> float:
    """Share of the samples that have clear paper above and below."""
    columns = along.astype(np.intp)
    sides = [
        np.stack(
            [inked[np.clip((across + sign * off * scale).astype(np.intp), 0, len(inked) - 1), columns] for off in _SIDE]
        )
        for sign in (-1, 1)
    ]
    return float(np.mean(~(sides[0].any(axis=0) | sides[1].any(axis=0))))


def _threshold(dark: Grey) -> float:
    long = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((1, _LONG), np.uint8))
    usual = long[long > 2 * _FAINTEST]
    return max(_FAINTEST, _SHARE_OF_USUAL * float(np.median(usual))) if usual.size else _FAINTEST


def _traced(runs: Grey, dark: Grey, scale: float) -> list[tuple[Floats, Floats]]:
    """Follows each connected run: its middle, weighted by darkness, at every point along."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(runs, connectivity=8)
    thin = (stats[:, cv2.CC_STAT_AREA] / np.maximum(1, stats[:, cv2.CC_STAT_WIDTH])) < (_BLUNT * scale)
    thin[0] = False
    rows, columns = np.nonzero(runs)
    owner = labels[rows, columns]
    keep = thin[owner]
    rows, columns, owner = rows[keep], columns[keep], owner[keep]
    key = owner.astype(np.int64) * runs.shape[1] + columns
    weight = dark[rows, columns].astype(np.float64) + 1.0
    total = np.bincount(key, weight, minlength=count * runs.shape[1]).reshape(count, -1)
    middle = np.bincount(key, weight * (rows + 0.5), minlength=count * runs.shape[1]).reshape(count, -1)
    strokes = []
    for label in np.flatnonzero(thin):
        first = stats[label, cv2.CC_STAT_LEFT]
        last = first + stats[label, cv2.CC_STAT_WIDTH]
        along = np.arange(first, last) + 0.5
        strokes.append((along, middle[label, first:last] / total[label, first:last]))
    return strokes
