"""Canonical JSON values in, decimals to reckon with out; sums and roundings as people do them on paper."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from itertools import groupby
from typing import Any


def figure(value: object) -> Decimal | None:
    """The number a canonical value holds, None for null and for words."""
    if not isinstance(value, str):
        return None
    try:
        number = Decimal(value)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def total(numbers: Iterable[Decimal]) -> Decimal:
    """The sum, 0 of none."""
    return sum(numbers, Decimal(0))


def tick(printed: Decimal) -> Decimal:
    """One unit of the last printed place: 0.01 for 91.12, 1 for 91."""
    return Decimal(1).scaleb(min(0, int(printed.as_tuple().exponent)))


def rounds_to(exact: Decimal, printed: Decimal) -> bool:
    """Whether ``printed`` is ``exact`` rounded half up to the printed places."""
    return abs(exact - printed) <= tick(printed) / 2


def near(exact: Decimal, printed: Decimal) -> bool:
    """Whether ``printed`` may stand for ``exact`` by any rounding or by cutting off."""
    return abs(exact - printed) < tick(printed)


def groups(rows: Sequence[Mapping[str, Any]], key: str) -> list[tuple[Any, list[int]]]:
    """Positions of neighbouring rows that share the value under ``key``, with that value."""
    return [(value, list(span)) for value, span in groupby(range(len(rows)), key=lambda at: rows[at].get(key))]
