"""How much of a page a reader found: its texts and what is printed there in, shares out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence


def characters_found(texts: Sequence[str], printed: str) -> float:
    """F1 of the characters read, in whatever order: readers take a page apart in different ways.

    Args:
        texts: what was read, without blanks, in half width.
        printed: all that stands on the page, likewise.
    """
    read, there = Counter("".join(texts)), Counter(printed)
    alike = (read & there).total()
    return 2 * alike / (read.total() + there.total()) if alike else 0.0


def values_alone(texts: Sequence[str], values: Sequence[str]) -> float | None:
    """Share of the values that stand alone, as a line or cell of their own; None where the page has none.

    It is the best any reading of fields from these texts could do without cutting them or putting them together.
    """
    if not values:
        return None
    left = Counter(texts)
    return (left & Counter(values)).total() / len(values)
