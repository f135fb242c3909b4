"""Targets and results as printed in (``≥95%``, ``95%以上``, ``30人次``), operator, number and unit out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, TypeAlias

from extractor.record.values.numerals import NUMERAL_CHARS, fold_numeral, read_numeral
from extractor.record.values.text import Unreadable, read_text

Operator: TypeAlias = Literal["=", ">=", "<=", ">", "<"]

_SIGNS: dict[str, Operator] = {
    "=": "=", "═": "=", "≥": ">=", "≧": ">=", ">=": ">=", "=>": ">=", "⩾": ">=", "≤": "<=", "≦": "<=", "<=": "<=",
    "=<": "<=", "⩽": "<=", ">": ">", "<": "<",
}  # fmt: skip
_BEFORE: dict[str, Operator] = {
    "不低于": ">=", "不少于": ">=", "至少": ">=", "大于等于": ">=", "不高于": "<=", "不超过": "<=", "不大于": "<=",
    "不多于": "<=", "小于等于": "<=", "控制在": "<=", "高于": ">", "超过": ">", "大于": ">", "低于": "<", "小于": "<",
    "等于": "=",
}  # fmt: skip
_AFTER: dict[str, Operator] = {
    "及以上": ">=", "(含)以上": ">=", "以上": ">=", "及以下": "<=", "(含)以下": "<=", "以下": "<=", "以内": "<=",
    "之内": "<=",
}  # fmt: skip
_NUMBER = re.compile(rf"-?(?:\d[\d,]*(?:\.\d+)?(?:(?!百分)[十百千万亿])*|[{NUMERAL_CHARS}]+)")
_TWO_STROKES = re.compile(r"二(?=\d)")
_UNIFIED = str.maketrans({"≧": "≥", "⩾": "≥", "≦": "≤", "⩽": "≤", "═": "="})


@dataclass(frozen=True)
class Comparison:
    """A printed bound: ``operator`` (``=`` where none is printed), the number, and the unit after (``%``, ``人``)."""

    operator: Operator
    number: Decimal
    unit: str

    def met_by(self, actual: Decimal) -> bool:
        """Whether ``actual``, in the same unit, reaches the bound; a bare figure is a mark to reach, not to hit."""
        if self.operator in ("<=", "<"):
            return actual <= self.number if self.operator == "<=" else actual < self.number
        return actual > self.number if self.operator == ">" else actual >= self.number


def unify_signs(text: str) -> str:
    """The text with every spelling of ≥ and ≤ (``>=``, ``≧``, ``⩾``) made one."""
    return text.translate(_UNIFIED).replace(">=", "≥").replace("=>", "≥").replace("<=", "≤").replace("=<", "≤")


def read_target(text: str) -> str | None:
    """Canonical text of a target or result, None for a blank: 二 before a figure is an = whose strokes were read so."""
    canonical = read_text(text)
    return f"={canonical[1:]}" if canonical and _TWO_STROKES.match(canonical) else canonical


def read_comparison(text: str) -> Comparison:
    """The bound a target or result states.

    Raises:
        Unreadable: the text is not one number with an operator and a unit (``每半年一次``, ``优良``).
    """
    rest = fold_numeral(text)
    operator: Operator = "="
    for sign in sorted({**_SIGNS, **_BEFORE}, key=len, reverse=True):
        if rest.startswith(sign):
            operator, rest = {**_SIGNS, **_BEFORE}[sign], rest[len(sign) :]
            break
    for word, meaning in _AFTER.items():
        if rest.endswith(word):
            operator, rest = meaning, rest[: -len(word)]
            break
    match = _NUMBER.match(rest)
    if match is None or any(char.isdigit() for char in rest[match.end() :]):
        raise Unreadable(text, "comparison")
    return Comparison(operator, read_numeral(match.group()), rest[match.end() :])
