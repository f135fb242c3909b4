"""What is dark on a page: its reading picture and grids go in, text ink without rulings comes out.

All boxes in this room are pixels of the reading picture until words are made of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from cv2.typing import MatLike
from numpy.typing import NDArray

from extractor.paper.box import Box
from extractor.paper.grid import Grid
from extractor.paper.page import Picture, Pixels

_PAPER_PATCH = 18.0  # points: larger than any stroke, smaller than a shadow
_DARKEST_CUT, _LIGHTEST_CUT = 0.55, 0.78  # of the paper's own lightness; Otsu's choice is kept between
_WALL_REACH = 1.2  # points a short piece of ruling may stray from its wall; characters stand farther off
_WALL_RUN = 8.0  # points of unbroken line that are a ruling and no pen stroke, if they lie on a wall
_LONGEST_STROKE = (3.0, 1.7)  # of the font size, across and down: longer straight runs in a table are rulings
_THIN_REST = 0.2  # of the font size: a mark no thicker, twice as long ...
_INSIDE = 0.7  # ... and by this share of its ink on a wall is a piece of it, however short
_SPECK = 0.09  # of the font size: ink smaller than this both ways does not tell where a line ends


@dataclass(frozen=True, eq=False)
class Ink:
    """The page prepared for finding and cutting out text.

    ``dark`` is H x W, 1 where there is ink that is no ruling. ``pixels`` is the picture with its rulings painted
    over. ``blobs`` are the connected pieces of ink, N x 5: left, top, right, bottom, number of pixels. ``scale`` is
    pixels per point.
    """

    dark: NDArray[np.uint8]
    pixels: Pixels
    blobs: NDArray[np.int32]
    scale: float

    def blobs_in(self, box: Box) -> NDArray[np.int32]:
        """The blobs whose middle lies in ``box`` (pixels)."""
        x, y = (self.blobs[:, 0] + self.blobs[:, 2]) / 2, (self.blobs[:, 1] + self.blobs[:, 3]) / 2
        return self.blobs[(x >= box.left) & (x <= box.right) & (y >= box.top) & (y <= box.bottom)]


def page_ink(picture: Picture, grids: Sequence[Grid], size: float) -> Ink:
    """Finds the ink of a page and takes out the rulings of its ``grids``.

    Specks are no ink here, but stay in the picture: the recogniser tells a faint point from dirt better than a rule.

    Args:
        picture: to read from.
        grids: with boxes in points.
        size: the usual height of a line's ink, in pixels; roughly.
    """
    grey = np.asarray(cv2.cvtColor(picture.pixels, cv2.COLOR_RGB2GRAY), np.uint8)
    paper = _paper(grey, picture.scale)
    light = np.asarray(cv2.divide(grey, np.maximum(paper, 1), dtype=cv2.CV_32F), np.float32)
    np.minimum(light, 1, out=light)
    cut, _ = cv2.threshold((light * 255).astype(np.uint8), 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    dark = (light < np.clip(cut / 255, _DARKEST_CUT, _LIGHTEST_CUT)).astype(np.uint8)
    near = _near_walls(dark.shape, grids, picture.scale)
    walls = _walls(dark, near, grids, picture.scale, size)
    dark[walls > 0] = 0
    dark, rests, blobs = _sorted_out(dark, near, size)
    walls |= np.asarray(cv2.dilate(rests, np.ones((3, 3), np.uint8)), np.uint8)
    pixels = np.asarray(cv2.copyTo(cv2.merge([paper] * 3), walls, picture.pixels.copy()), np.uint8)
    return Ink(dark, pixels, blobs, picture.scale)


def _paper(grey: NDArray[np.uint8], scale: float) -> NDArray[np.uint8]:
    """The lightness of the empty paper at every place."""
    step = 4
    small = cv2.resize(grey, None, fx=1 / step, fy=1 / step, interpolation=cv2.INTER_AREA)
    side = max(3, round(_PAPER_PATCH * scale / step) | 1)
    closed = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((side, side), np.uint8))
    smooth = cv2.blur(closed, (side, side))
    return np.asarray(cv2.resize(smooth, (grey.shape[1], grey.shape[0])), np.uint8)


@dataclass(frozen=True, eq=False)
class _Near:
    """Where walls may be drawn: masks around the level and the upright sides of all cells."""

    level: NDArray[np.uint8]
    upright: NDArray[np.uint8]


def _near_walls(shape: tuple[int, ...], grids: Sequence[Grid], scale: float) -> _Near:
    near = _Near(np.zeros(shape, np.uint8), np.zeros(shape, np.uint8))
    for grid in grids:
        for cell in grid.cells:
            box = cell.box.scaled(scale)
            _mark_sides(near.level, box, upright=False, reach=_WALL_REACH * scale)
            _mark_sides(near.upright, box, upright=True, reach=_WALL_REACH * scale)
    return near


def _walls(dark: NDArray[np.uint8], near: _Near, grids: Sequence[Grid], scale: float, size: float) -> NDArray[np.uint8]:
    """Pixels of drawn lines: short runs near the cells' walls, and runs anywhere in a table too long for a stroke."""
    found = np.zeros_like(dark)
    if not grids:
        return found
    table = np.zeros_like(dark)
    for grid in grids:
        _fill(table, grid.box.scaled(scale).grown(_WALL_REACH * scale))
    for upright, longest in ((False, _LONGEST_STROKE[0]), (True, _LONGEST_STROKE[1])):
        beside = near.upright if upright else near.level
        found |= _runs(dark & beside, round(_WALL_RUN * scale), upright=upright)
        found |= _runs(dark & table, round(longest * size), upright=upright)
    return np.asarray(cv2.dilate(found, np.ones((3, 3), np.uint8)), np.uint8)


def _runs(dark: NDArray[np.uint8], length: int, *, upright: bool) -> NDArray[np.uint8]:
    kernel = np.ones((length, 1) if upright else (1, length), np.uint8)
    return np.asarray(cv2.morphologyEx(dark, cv2.MORPH_OPEN, kernel), np.uint8)


def _mark_sides(near: NDArray[np.uint8], box: Box, *, upright: bool, reach: float) -> None:
    wide = box.grown(reach)
    for place in (box.left, box.right) if upright else (box.top, box.bottom):
        if upright:
            _fill(near, Box(place - reach, wide.top, place + reach, wide.bottom))
        else:
            _fill(near, Box(wide.left, place - reach, wide.right, place + reach))


def _fill(mask: NDArray[np.uint8], box: Box) -> None:
    left, top = max(0, round(box.left)), max(0, round(box.top))
    mask[top : max(top, round(box.bottom) + 1), left : max(left, round(box.right) + 1)] = 1


def _sorted_out(
    dark: NDArray[np.uint8], near: _Near, size: float
) -> tuple[NDArray[np.uint8], NDArray[np.uint8], NDArray[np.int32]]:
    """The ink that is more than dirt, what is left of broken walls (both as masks), and the blobs of that ink."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(dark, connectivity=8)
    across, down, area = (stats[:, at] for at in (cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT, cv2.CC_STAT_AREA))
    rest = np.zeros(count, np.bool_)
    for mask, thin, long in ((near.upright, across, down), (near.level, down, across)):
        inside = np.bincount(labels[(mask & dark) > 0], minlength=count)
        rest |= (thin <= _THIN_REST * size) & (long >= 2 * thin) & (inside >= _INSIDE * area)
    rest[0] = False
    large = (np.maximum(across, down) >= _SPECK * size) & ~rest
    large[0] = False
    left, top, width, height, filled = stats[large].T
    blobs = np.stack([left, top, left + width, top + height, filled], axis=1).astype(np.int32)
    return _of_those(large, labels, dark), _of_those(rest, labels, dark), blobs


def _of_those(chosen: NDArray[np.bool_], labels: MatLike, dark: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The ink of the chosen components; looked up only where there is ink, a small part of the page."""
    mask = np.zeros_like(dark)
    if chosen.any():
        places = np.flatnonzero(dark)
        mask.ravel()[places] = chosen[labels.ravel()[places]]
    return mask
