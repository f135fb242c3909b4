"""Leaves in, those out whose cell was hardly seen but is cut exactly like sure cells above, below and beside it.

On a worn page a wall is often seen along a part of its length only. A cell of which the walls are not sure, between
cells of the same column and of the same row that are, stands where theirs lead.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extractor.paper.box import Box
from extractor.record.draft import Leaf

_SEEN = 0.6
"""Certainty below which a cell is a guess, whatever stands beside it."""
_SURE = 0.95
_SAME = 5.0
"""Points that two walls seen as one may lie apart, on a page that is slightly curled."""
_LEAST = 2
"""Cells of a column that bear out another: one could itself be cut wrongly."""


def leaves_to_borne_out(leaves: Mapping[str, Leaf]) -> frozenset[str]:
    """The pointers of such leaves within a record.

    Args:
        leaves: by pointer within the record.
    """
    sure = [leaf for leaf in leaves.values() if leaf.certainty >= _SURE]
    return frozenset(
        path
        for path, leaf in leaves.items()
        if _SEEN <= leaf.certainty < _SURE and not leaf.doubts and _is_cut_like(leaf, sure)
    )


def _is_cut_like(leaf: Leaf, sure: Sequence[Leaf]) -> bool:
    own = leaf.box
    others = {other.box for other in sure if other.page == leaf.page and other.box != own}
    column = sum(_near(own.left, box.left) and _near(own.right, box.right) for box in others)
    return column >= _LEAST and any(_is_of_row(own, box) for box in others)


def _is_of_row(own: Box, box: Box) -> bool:
    return _near(own.top, box.top) and _near(own.bottom, box.bottom)


def _near(one: float, other: float) -> bool:
    return abs(one - other) <= _SAME
