"""Two values of a field in, whether they are the same out."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from extractor.record.values.comparable import same_text

_MONEY = ("budget_initial", "budget", "budget_fiscal", "budget_other", "received", "amount")
_SPENT = ("executed", "executed_fiscal", "executed_other", "execution_rate", "rate", "percent", "completion")
_POINTS = ("weight", "score", "level1_weight", "total_weight", "total_score")
_COUNTS = ("projects", "year", "score_rows", "row", "column", "row_span", "column_span")
NUMBERS = frozenset((*_MONEY, *_SPENT, *_POINTS, *_COUNTS))
"""Fields compared as numbers where both sides are numbers; phones and codes are texts, whose zeros count."""


def same_value(name: str, gold: object, predicted: object) -> bool:
    """Whether ``predicted`` says what ``gold`` says, for the field called ``name``."""
    if gold is None or predicted is None:
        return gold is predicted
    if name in NUMBERS:
        left, right = _decimal(gold), _decimal(predicted)
        if left is not None and right is not None:
            return left == right
    return same_text(str(gold), str(predicted))


def _decimal(value: object) -> Decimal | None:
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
