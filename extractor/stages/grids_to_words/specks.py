"""Print that detection left out among specks: a page and its detected boxes in, the boxes with the lost lines out.

On a fax with much empty paper the network takes scattered specks for print far off and loses whole lines beside them.
Shown the page without its lone specks it finds them, but trims other lines of their marks: so only what was lost is
taken from that second look, and it is made only where print outside tables was left out. (In a cell ink alone tells.)
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from extractor.paper.box import Box
from extractor.paper.grid import Grid
from extractor.paper.page import Picture, Pixels
from extractor.ports import OcrEngine
from extractor.stages.grids_to_words.ink import Ink

_SPECK = 2.0  # points: pepper is no larger both ways, its pale edges counted in
_ALONE = 3.0  # points around a speck without other ink: points, dots and broken strokes stand nearer to theirs
_MANY = 0.0005  # share of the page that is pepper, from which it disturbs
_DARK, _PALE = 128, 224  # grey levels below which there is a speck, and any ink: thin pale print is no speck
_LEAST, _MOST = 0.5, 1.6  # of the font size: a mark so large may be a character
_LEFT_OUT = 3  # such marks outside tables and lines that are print
_KNOWN = 0.7  # share of a box in another from which they are one line


def with_left_out(
    detected: Sequence[Box], page: Picture, grids: Sequence[Grid], ink: Ink, size: float, engine: OcrEngine
) -> list[Box]:
    """The boxes, and those of lines that only show without the page's specks.

    Args:
        detected: boxes in pixels.
        page: what they were detected on.
        grids: with boxes in points.
        ink: of the page.
        size: the usual height of a line's ink, in pixels.
        engine: asked once more where print was left out of a peppered page.

    Raises:
        EngineError: the engine failed.
    """
    known = list(detected)
    if not _is_left_out(known, grids, ink, size):
        return known
    shown = without_specks(page)
    if shown is page.pixels:
        return known
    lost = [box for box in engine.detect(shown) if all(box.share_in(other) < _KNOWN for other in known)]
    return [*(box for box in known if all(box.share_in(other) < _KNOWN for other in lost)), *lost]


def _is_left_out(detected: Sequence[Box], grids: Sequence[Grid], ink: Ink, size: float) -> bool:
    """Whether marks as large as characters stand outside tables and outside all boxes."""
    areas = [*detected, *(grid.box.scaled(ink.scale).grown(size) for grid in grids)]
    wide, high = ink.blobs[:, 2] - ink.blobs[:, 0], ink.blobs[:, 3] - ink.blobs[:, 1]
    large = np.maximum(wide, high)
    marks = ink.blobs[(large >= _LEAST * size) & (large <= _MOST * size)]
    free = 0
    for left, top, right, bottom, _ in marks.tolist():
        middle = (left + right) / 2, (top + bottom) / 2
        free += not any(area.holds(*middle) for area in areas)
    return free >= _LEFT_OUT


def without_specks(picture: Picture) -> Pixels:
    """The picture without specks that have hardly any ink around them; itself where they are few."""
    grey = picture.pixels[:, :, 1]
    side = 2 * round(_ALONE * picture.scale) + 1
    ink = (grey < _PALE).astype(np.uint8)
    around = cv2.boxFilter(ink, cv2.CV_32F, (side, side), normalize=False, borderType=cv2.BORDER_CONSTANT)
    lone = ((grey < _DARK) & (around <= (_SPECK * picture.scale) ** 2)).astype(np.uint8)
    if cv2.countNonZero(lone) < _MANY * lone.size:
        return picture.pixels
    shown = picture.pixels.copy()
    shown[cv2.dilate(lone, np.ones((3, 3), np.uint8)) > 0] = 255
    return shown
