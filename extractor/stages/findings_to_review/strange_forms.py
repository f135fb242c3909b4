"""A settled record and its doubts in, the reasons why every value of it is asked about out.

A reader that meets a layout it does not know still finds something in every cell it understands. No value looks wrong
by itself, but the form as a whole does: it lacks blocks that its kind always has, its figures stand in cells that no
field took, or its indicators stand under no levels. Then no value of it goes unasked. The bounds leave room above what
was measured on the layouts that the readers know, whose forms lack one block at most and leave four figures at most.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractor.record.settle import Settled

LACKS_BLOCKS = "lacks-blocks"
FIGURES_LEFT = "figures-left"
LACKS_LEVELS = "lacks-levels"

_BLOCKS = {
    "no-indicators": 2,
    "no-rows": 2,
    "no-title": 1,
    "no-project_name": 1,
    "no-funds": 1,
    "no-goals": 1,
    "no-total_score": 1,
}
"""What the lack of each block weighs; a form without its table of rows is hardly the form it was taken for."""
_LACKING = 2
_UNCLAIMED = "unclaimed:"
_FIGURES = 5
"""Cells with figures that no field took, at least."""
_SHARE = 0.05
"""The same as a share of all cells that say something."""
_COMPARATORS = "≥≤≧≦><=＞＜═"
_LEVELLESS = 0.3
"""Share of the indicators without a first level."""


def settled_to_whole_doubts(settled: Settled, doubts: Sequence[str]) -> tuple[str, ...]:
    """Why every value of a form is asked about.

    Args:
        settled: the record of a form; tables and reports have their own doubts.
        doubts: all doubts of the record as a whole, those of the rules included.
    """
    found = (
        (LACKS_BLOCKS, _lacks_blocks(doubts)),
        (FIGURES_LEFT, _leaves_figures(settled, doubts)),
        (LACKS_LEVELS, _lacks_levels(settled, doubts)),
    )
    return tuple(name for name, holds in found if holds)


def _lacks_blocks(doubts: Sequence[str]) -> bool:
    return sum(_BLOCKS.get(doubt, 0) for doubt in set(doubts)) >= _LACKING


def _leaves_figures(settled: Settled, doubts: Sequence[str]) -> bool:
    """Whether many of the cells that no field took hold figures, or the comparators that belong before them."""
    left = [doubt.removeprefix(_UNCLAIMED) for doubt in doubts if doubt.startswith(_UNCLAIMED)]
    figures = sum(any(char.isdigit() or char in _COMPARATORS for char in text) for text in left)
    return figures >= _FIGURES and figures >= _SHARE * (len(settled.leaves) + len(left))


def _lacks_levels(settled: Settled, doubts: Sequence[str]) -> bool:
    """Whether levels may have been lost: many rows have none, and not all of a form of which nothing was left over."""
    rows = settled.record.model_dump(mode="json").get("indicators") or []
    without = sum(not row["level1"] for row in rows)
    unprinted = not doubts and not any(row["level1"] or row["level2"] for row in rows)
    return bool(rows) and without >= _LEVELLESS * len(rows) and not unprinted
