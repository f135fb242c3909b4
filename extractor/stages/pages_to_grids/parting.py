"""A frame in, the tables in it out: two that stand close under one another share no wall with the paper between them.

Their borders lie on one level and were taken for one broken ruling. What tells is a row without any wall, its two
sides included, between two rulings that are whole, in a frame whose other rows are closed at their sides.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np

from extractor.stages.pages_to_grids.frames import Frame
from extractor.stages.pages_to_grids.relief import Floats

_BARE = 0.1  # inked share of a wall under which there is none
_WHOLE = 0.8  # of a ruling that ends or begins a table
_CLOSED = 0.5  # of a side that stands
_MOST_BARE = 0.5  # share of the rows: a frame more of whose rows lack their sides is open there
_ROWS_LEAST = 2  # rows of a table on either side


def parted(frame: Frame) -> list[Frame]:
    """The frame's tables, top to bottom; most often itself alone."""
    closed = (frame.down[:, 0] >= _CLOSED) & (frame.down[:, -1] >= _CLOSED)
    if closed.mean() < _MOST_BARE:
        return [frame]
    ends = [-1, *(row for row in range(len(closed)) if _is_paper(frame, row)), len(closed)]
    parts = [(above + 1, below) for above, below in pairwise(ends)]
    if len(parts) == 1 or any(last - first < _ROWS_LEAST for first, last in parts):
        return [frame]
    return [_part(frame, first, last) for first, last in parts]


def _is_paper(frame: Frame, row: int) -> bool:
    """Whether nothing closes a row but whole rulings over and under it."""
    return bool((frame.down[row] < _BARE).all()) and all(
        _whole(frame.across[line], frame.widths) for line in (row, row + 1)
    )


def _whole(shares: Floats, widths: Floats) -> bool:
    return float(np.average(shares, weights=widths)) >= _WHOLE


def _part(frame: Frame, first: int, last: int) -> Frame:
    return replace(
        frame,
        rows=frame.rows[first : last + 1],
        across=frame.across[first : last + 1],
        down=frame.down[first:last],
        heights=frame.heights[first:last],
    )
