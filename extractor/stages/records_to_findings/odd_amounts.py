"""A rule over the size of amounts: printed in 元 and taken for 万元, or the other way round, they are ten thousand off.

Records hold 万元. Not one of the amounts of the forms known so far, given or made, goes below a fen, below a hundred
yuan, or above the budget of a province.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from extractor.record.checked import Outcome, PlainRecord
from extractor.record.pointer import leaves
from extractor.stages.records_to_findings.figures import figure

_AMOUNTS = ("budget", "budget_initial", "received", "executed", "amount")
_FEN = 6
"""Decimals of 万元 down to a fen."""
_LEAST, _MOST = Decimal("0.01"), Decimal(10_000_000)
_LARGEST_LEAST = Decimal("0.1")
"""What the largest amount of a form reaches at least."""


def odd_amounts(record: PlainRecord) -> Iterator[Outcome]:
    """All amounts of a form of which one is no sum of money in 万元: the unit may have been mistaken."""
    found = {path: figure(value) for path, value in leaves(record) if path.rsplit("/", 1)[-1] in _AMOUNTS}
    amounts = {path: abs(amount) for path, amount in found.items() if amount}
    if not amounts or record.get("kind") == "report":
        return
    exponents = [amount.normalize().as_tuple().exponent for amount in amounts.values()]
    split = any(isinstance(exponent, int) and exponent < -_FEN for exponent in exponents)
    small = min(amounts.values()) < _LEAST or max(amounts.values()) < _LARGEST_LEAST
    if split or small or max(amounts.values()) > _MOST:
        yield Outcome("odd-amount", "doubt", tuple(amounts))
