"""Printed scores, weights, counts and percentages in, decimal strings without trailing zeros out."""

from __future__ import annotations

import re
from decimal import Decimal

from extractor.record.values.numerals import EXACT, fold_single, read_numeral
from extractor.record.values.text import Unreadable, is_blank, squeeze

_NONE = ("无", "无。")
_PER = re.compile(r"(百|千|万|百万)分之(.+)")
_PER_SIZE = {"百": 0, "千": -1, "万": -2, "百万": -4}
_SIGNED = re.compile(r"(.+?)(%|‰|个?百分点|百分比|percent)")


def plain(number: Decimal) -> str:
    """The number written out, without exponent, trailing zeros or a negative zero."""
    return format(EXACT.normalize(number), "f") if number else "0"


def read_number(text: str, suffixes: str = "分") -> str | None:
    """A score, weight or count: ``11.90`` → ``"11.9"``, ``50分`` → ``"50"``; None where the cell is blank or says 无.

    Args:
        text: the cell's text.
        suffixes: single characters that may follow the number.

    Raises:
        Unreadable: the cell holds something else.
    """
    if is_blank(text) or squeeze(text) in _NONE:
        return None
    body = fold_single(text)
    stripped = body[:-1] if body[-1] in suffixes else body
    return plain(read_numeral(_unbracketed(stripped)))


def read_percent(text: str) -> str | None:
    """A percentage without its sign: ``91.12%`` → ``"91.12"``, ``百分之五`` → ``"5"``; a bare number is taken as one.

    Raises:
        Unreadable: the cell holds something else.
    """
    if is_blank(text) or squeeze(text) in _NONE:
        return None
    folded = _unbracketed(fold_single(text))
    if match := _PER.fullmatch(folded):
        return plain(EXACT.scaleb(read_numeral(match.group(2)), _PER_SIZE[match.group(1)]))
    if match := _SIGNED.fullmatch(folded):
        return plain(EXACT.scaleb(read_numeral(match.group(1)), -1 if match.group(2) == "‰" else 0))
    return plain(read_numeral(folded))


def _unbracketed(text: str) -> str:
    if len(text) > 2 and text[0] == "(" and text[-1] == ")":
        return text[1:-1]
    if not text:
        raise Unreadable(text, "number")
    return text
