"""A box that holds several lines, or characters one below the other, is taken apart along its empty rows."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from extractor.paper.box import Box

_TALL = 1.6  # of the font size: a box lower than this is one line
_FULL_ROW = 1.25  # of the font size: what fits into it together is one character or one line
_EMPTY = 0.02  # share of ink in a row of pixels that is still a gap (specks)


def split_rows(box: Box, dark: NDArray[np.uint8], size: float) -> list[Box]:
    """The lines in ``box`` from top to bottom, tight; ``box`` itself where it is one line.

    Args:
        box: in pixels, tight around ink.
        dark: the page's ink.
        size: the usual height of a line, in pixels.
    """
    if box.height <= _TALL * size:
        return [box]
    left, top, right, bottom = (round(v) for v in (box.left, box.top, box.right, box.bottom))
    patch = dark[top:bottom, left:right]
    bands = _bands(patch.mean(axis=1) > _EMPTY) if patch.size else []
    rows = _gathered(bands, size)
    if len(rows) < 2:
        return [box]
    return [_tight_row(patch, first, last, left, top) for first, last in rows]


def _bands(inked: NDArray[np.bool_]) -> list[tuple[int, int]]:
    edges = np.diff(np.concatenate(([0], inked.astype(np.int8), [0])))
    starts, ends = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)
    return list(zip(starts.tolist(), ends.tolist(), strict=True))


def _gathered(bands: list[tuple[int, int]], size: float) -> list[tuple[int, int]]:
    """Bands that make up one row: the two strokes of 二 belong together, two lines do not."""
    rows: list[tuple[int, int]] = []
    for first, last in bands:
        if rows and last - rows[-1][0] <= _FULL_ROW * size and (_thin(rows[-1], size) or _thin((first, last), size)):
            rows[-1] = (rows[-1][0], last)
        else:
            rows.append((first, last))
    return rows


def _thin(band: tuple[int, int], size: float) -> bool:
    return band[1] - band[0] < 0.6 * size


def _tight_row(patch: NDArray[np.uint8], first: int, last: int, left: int, top: int) -> Box:
    columns = np.flatnonzero(patch[first:last].any(axis=0))
    return Box(float(left + columns[0]), float(top + first), float(left + columns[-1] + 1), float(top + last))
