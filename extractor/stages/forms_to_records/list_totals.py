"""A list's rows with the totals printed among them in; the rows out, their money doubted where no sum makes a total."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from itertools import accumulate

from extractor.record.draft import Leaf, Node

_CLEAR = 0.999  # confidence of a character from which it is not suspected


@dataclass(frozen=True)
class Total:
    """A printed total: how many of the rows stand above it, its amount (None where it could not be read).

    ``unit`` is whose projects it sums up, where it says so.
    """

    above: int
    amount: Leaf | None
    unit: Leaf | None = None


def with_totals(rows: Sequence[dict[str, Node]], totals: Sequence[Total]) -> tuple[list[dict[str, Node]], bool]:
    """The rows, and whether a total differs from every sum of rows it can mean.

    A total closes or opens all rows, those back to the total before it or on to the one after, or those of its page.
    Paper has wrong totals as well, so only amounts with an unsure character are doubted one by one.
    """
    amounts = [amount_of(row.get("budget")) for row in rows]
    stated = [(total.above, amount) for total in totals if (amount := amount_of(total.amount)) is not None]
    if None in amounts or all(_is_sum(amount, above, amounts) for above, amount in stated):
        return list(rows), False
    return [_doubted(row) for row in rows], True


def _is_sum(total: Decimal, above: int, amounts: Sequence[Decimal | None]) -> bool:
    """Whether rows just above or just below add up to a total."""
    known = [amount or Decimal(0) for amount in amounts]
    up, down = accumulate(reversed(known[:above])), accumulate(known[above:])
    return total == 0 or total in [*up, *down]


def amount_of(node: Node) -> Decimal | None:
    """The amount of a row or total in 万元: nought where it is blank, None where it could not be read."""
    if not isinstance(node, Leaf):
        return Decimal(0) if node is None else None
    try:
        return Decimal(str(node.value))
    except InvalidOperation:
        return None


def _doubted(row: dict[str, Node]) -> dict[str, Node]:
    money = row.get("budget")
    if not isinstance(money, Leaf) or all(char.confidence >= _CLEAR for word in money.words for char in word.chars):
        return row
    return {**row, "budget": replace(money, doubts=(*money.doubts, "list-total-differs"))}
