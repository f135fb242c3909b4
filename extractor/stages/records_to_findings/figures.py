"""Canonical JSON values in, decimals to reckon with out; sums and roundings as people do them on paper."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from itertools import groupby
from typing import Any

from extractor.record.values.comparable import edit_distance

TERMS = {
    "budget_initial": ("年初预算数", "initial budget"),
    "budget": ("预算数", "budget"),
    "received": ("到位数", "received"),
    "executed": ("执行数", "executed"),
    "budget_fiscal": ("预算数(财政)", "fiscal budget"),
    "budget_other": ("预算数(其他)", "other budget"),
    "executed_fiscal": ("执行数(财政)", "fiscal executed"),
    "executed_other": ("执行数(其他)", "other executed"),
    "income": ("收入", "income"),
    "expenditure": ("支出", "expenditure"),
    "tasks": ("任务", "tasks"),
}
"""What a key is called in a message, in Chinese and English."""
_WAN = 10_000
_SHOWN = 8
_PLACES = 6


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


def cut_to(exact: Decimal, printed: Decimal) -> bool:
    """Whether ``printed`` is ``exact`` with the further places cut off."""
    return 0 <= exact - printed < tick(printed)


def near(exact: Decimal, printed: Decimal) -> bool:
    """Whether ``printed`` may stand for ``exact`` by any rounding or by cutting off."""
    return abs(exact - printed) < tick(printed)


def hundredths(number: Decimal) -> Decimal:
    """The number to two places, however large it is."""
    return Decimal(f"{number:.2f}")


def shown(number: Decimal) -> str:
    """A number for a message: no exponent, at most two places where it was reckoned."""
    rounded = hundredths(number) if -int(number.as_tuple().exponent) > _PLACES else number
    text = f"{rounded:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def adds_up(terms: Iterable[Decimal]) -> str:
    """A sum for a message (``50+30+9.5=89.5``), cut short where long."""
    values = list(terms)
    parts = [shown(term) for term in values]
    listed = "+".join(parts if len(parts) <= _SHOWN else [*parts[: _SHOWN - 2], "…", parts[-1]])
    return f"{listed}={shown(total(values))}" if len(parts) > 1 else listed


def how_apart(one: Decimal, other: Decimal) -> tuple[str, str]:
    """What may explain two figures for one thing, in Chinese and English; empty where nothing simple does."""
    if not one or not other:
        return "", ""
    if max(one, other) == min(one, other) * _WAN:
        return "(相差一万倍,疑为元与万元混用)", " (a factor of 10,000: 元 for 万元?)"
    if digits(one) == digits(other):
        return "(数字相同,小数点位置不同)", " (the same digits, the point elsewhere)"
    if one_glyph(one, other):
        return "(只差一位数字)", " (one digit apart)"
    return "", ""


def one_glyph(one: Decimal, other: Decimal) -> bool:
    """Whether one misread, lost or added glyph (digit or point) makes one figure the other."""
    return one != other and edit_distance(f"{one:f}", f"{other:f}", 2) == 1


def digits(number: Decimal) -> str:
    """The digits without point, leading and trailing zeros."""
    return "".join(map(str, number.as_tuple().digits)).strip("0")


def groups(rows: Sequence[Mapping[str, Any]], key: str) -> list[tuple[Any, list[int]]]:
    """Positions of neighbouring rows that share the value under ``key``, with that value."""
    return [(value, list(span)) for value, span in groupby(range(len(rows)), key=lambda at: rows[at].get(key))]


def known(record: Mapping[str, Any], block: str, column: str) -> dict[str, Decimal]:
    """The figures of a column of a block by their paths; blanks and words are left out."""
    rows = enumerate(record.get(block) or [])
    return {f"/{block}/{at}/{column}": value for at, row in rows if (value := figure(row.get(column))) is not None}


def whole_funds(record: Mapping[str, Any]) -> tuple[int, Mapping[str, Any]] | None:
    """Position and row of the money block's total; None where there is none, or several."""
    found = [(at, row) for at, row in enumerate(record.get("funds") or []) if row.get("source") == "total"]
    return found[0] if len(found) == 1 else None
