"""Rows of a printed list in, those before which there is room for a row that nobody read out.

Rows of a table stand close to each other, or all at one distance. Where two that were read stand further apart by most
of a row's height, and no value of the record stands between them, a row was printed there: one left blank, a subtotal,
or one that the reader did not know as a row, perhaps the head of those that follow.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from itertools import pairwise
from statistics import median

from extractor.paper.box import Box
from extractor.record.draft import Leaf

_ROOM = 0.7
"""Height of a row, as a share of the lower of its neighbours, from which on it can be one."""
_LEAST = 2
"""Distances from which on the usual one is known."""
_TOUCH = 1.0
"""Points by which boxes that share a wall may overlap."""


def rows_to_gaps(
    rows: Mapping[int, Mapping[str, Leaf]], spanning: Collection[str], leaves: Collection[Leaf]
) -> set[int]:
    """The positions of rows before which a row is missing.

    Args:
        rows: by position in their list, the leaves by pointer.
        spanning: keys whose cells may span several rows or stand above them; they do not tell where a row stands.
        leaves: all leaves of the record.
    """
    strip: list[tuple[int, int, Box]] = []
    for at, row in sorted(rows.items()):
        own = [leaf for path, leaf in row.items() if path.rsplit("/", 1)[-1] not in spanning]
        if own:
            lowest = min(own, key=lambda leaf: leaf.box.height)
            strip.append((at, lowest.page, lowest.box))
    near = [
        (at, page, above, below)
        for (_, page, above), (at, other, below) in pairwise(strip)
        if page == other and below.top > above.top
    ]
    if len(near) < _LEAST:
        return set()
    usual = median(below.top - above.bottom for _, _, above, below in near)
    return {
        at
        for at, page, above, below in near
        if below.top - above.bottom > usual + _ROOM * min(above.height, below.height)
        if not any(_between(leaf, page, above, below) for leaf in leaves)
    }


def _between(leaf: Leaf, page: int, above: Box, below: Box) -> bool:
    return leaf.page == page and above.bottom - _TOUCH <= leaf.box.centre[1] <= below.top + _TOUCH
