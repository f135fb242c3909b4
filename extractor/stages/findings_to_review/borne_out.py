"""Leaves in, those out whose cell was hardly seen but whose place other, sure cells of the record bear out.

On a worn page a wall is often seen along a part of its length only. A cell of which the walls are not sure, between
cells of the same column and of the same row that are, stands where theirs lead. The first level of a row, printed in a
cell merged over many, is borne out by the second, which belongs to one of the first only.
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
_CLASSES = (("产出", "数量 质量 时效"), ("效益", "经济 社会 生态 可持续"), ("满意", "满意"))
"""Words of a first level's name, and of names of the second that the Ministry's indicator framework puts under it."""
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
        if _SEEN <= leaf.certainty < _SURE and not leaf.doubts
        if _is_cut_like(leaf, sure) or _has_its_class(path, leaf, leaves)
    )


def _has_its_class(path: str, leaf: Leaf, leaves: Mapping[str, Leaf]) -> bool:
    """Whether a name of the first level stands beside a sure one of the second that belongs under it."""
    row, _, key = path.rpartition("/")
    second = leaves.get(f"{row}/level2")
    if not key.startswith("level1") or second is None or second.certainty < _SURE or second.doubts:
        return False
    first = leaves.get(f"{row}/level1", leaf)
    words = next((below.split() for name, below in _CLASSES if name in str(first.value)), [])
    return any(str(second.value).startswith(word) or word == "满意" in str(second.value) for word in words)


def _is_cut_like(leaf: Leaf, sure: Sequence[Leaf]) -> bool:
    own = leaf.box
    others = {other.box for other in sure if other.page == leaf.page and other.box != own}
    column = sum(_near(own.left, box.left) and _near(own.right, box.right) for box in others)
    return column >= _LEAST and any(_is_of_row(own, box) for box in others)


def _is_of_row(own: Box, box: Box) -> bool:
    return _near(own.top, box.top) and _near(own.bottom, box.bottom)


def _near(one: float, other: float) -> bool:
    return abs(one - other) <= _SAME
