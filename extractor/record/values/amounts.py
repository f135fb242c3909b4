"""Money as printed in, decimal strings in 万元 out, exactly; and the unit a header or a line names.

Grammar (after NFKC, without blanks)::

    amount = [人民币|¥|RMB] [sign] (numeral | [numeral yuan] [coins]) [人民币] [整|正]
    coins  = [零] [numeral (角|毛)] [零] [numeral 分]
    yuan   = 元 | 圆 | 块 | 元人民币 …

A numeral with 万 or 亿 in it is in 元 by itself; a bare one is in the unit that its column, form or packet names.
"""

from __future__ import annotations

import re
from decimal import Decimal, DecimalException
from enum import Enum

from extractor.record.values.numbers import plain
from extractor.record.values.numerals import EXACT, fold_single, has_scale, read_numeral
from extractor.record.values.text import Unreadable, is_blank, squeeze


class Unit(Enum):
    """A unit of money; the value is how many 元 it is worth."""

    YUAN = 1
    THOUSAND = 10**3
    WAN = 10**4
    MILLION = 10**6
    YI = 10**8


_UNITS = {
    "元": Unit.YUAN,
    "圆": Unit.YUAN,
    "千元": Unit.THOUSAND,
    "万元": Unit.WAN,
    "万": Unit.WAN,
    "百万元": Unit.MILLION,
    "亿元": Unit.YI,
    "亿": Unit.YI,
}
_NAMED = r"(百万元|万元|千元|亿元|元)"
_BRACKETED = re.compile(rf"\((?:单位:?|金额单位:?)?(?:人民币)?{_NAMED}\)")
_LINE = re.compile(rf"(?:金额)?单位[:：]?(?:人民币)?{_NAMED}")
_LAST = re.compile(rf"{_NAMED}$")
_CURRENCY = re.compile(r"^(?:人民币|人民幣|RMB|CNY|¥|￥)+|(?:人民币|人民幣|RMB|CNY)+$", re.IGNORECASE)
_YUAN = re.compile(r"(.*?)(?:元|圆|块钱?)(.*)")
_COINS = re.compile(r"零?(?:([^角毛分]+)[角毛])?零?(?:([^角毛分]+)分?)?")
_NONE = ("无", "无。")


def unit_in(text: str) -> Unit | None:
    """The unit a column header, a 金额单位 line or a label names (``预算数(万元)``, ``单位:元``), None where none.

    A word that merely contains 元, such as 单元, names no unit: only a bracket, a 单位 label or the very end counts.
    """
    folded = squeeze(text)
    for pattern in (_BRACKETED, _LINE, _LAST):
        if match := pattern.search(folded):
            return None if folded.endswith("单元") and pattern is _LAST else _UNITS[match.group(1)]
    return None


def read_amount(text: str, unit: Unit = Unit.WAN) -> str | None:
    """An amount cell in 万元: ``118290082.40元`` → ``"11829.00824"``; None where the cell is blank or says 无.

    Args:
        text: the cell's text.
        unit: what a bare number counts in: the column header's unit, else the form's.

    Raises:
        Unreadable: the cell holds something else.
    """
    if is_blank(text) or squeeze(text) in _NONE:
        return None
    return plain(EXACT.scaleb(read_yuan(text, unit), -4))


def read_yuan(text: str, unit: Unit = Unit.WAN) -> Decimal:
    """The amount in 元.

    Raises:
        Unreadable: the text is not one amount by the grammar above.
    """
    folded = fold_single(text)
    negative = folded[:1] in ("-", "−", "负")
    body = _CURRENCY.sub("", folded.lstrip("-−负") if negative else folded)
    if body[:1] in ("-", "−", "负") and not negative:
        negative, body = True, body[1:]
    body = re.sub(r"[整正]$", "", re.sub(r"\((.*元)\)$", r"\1", body))
    try:
        value = _split(body, unit)
    except (DecimalException, ValueError) as error:
        raise Unreadable(text, "amount") from error
    return EXACT.minus(value) if negative else value


def _split(body: str, unit: Unit) -> Decimal:
    """Money without sign and currency mark: what stands before 元 and the coins behind it."""
    body = _CURRENCY.sub("", body)
    if match := _YUAN.fullmatch(body):
        whole, coins = match.groups()
        return EXACT.add(_positive(whole), _coins(coins))
    if body.endswith("分") or "角" in body or "毛" in body:
        return _coins(body)
    return _positive(body) if has_scale(body) else EXACT.multiply(_positive(body), unit.value)


def _positive(text: str) -> Decimal:
    value = read_numeral(text)
    if value < 0 or text.startswith(("-", "+", "−", "负")):
        raise ValueError(text)
    return value


def _coins(text: str) -> Decimal:
    if not text:
        return Decimal(0)
    match = _COINS.fullmatch(text)
    if match is None:
        raise ValueError(text)
    tens, ones = match.groups()
    jiao = _positive(tens) if tens else Decimal(0)
    fen = _positive(ones) if ones else Decimal(0)
    # 两毛五 may leave its last unit out; 五元三 may not: 元 before a bare figure is more likely a misread 万.
    if ones and not text.endswith("分") and tens is None:
        raise ValueError(text)
    return EXACT.add(EXACT.scaleb(jiao, -1), EXACT.scaleb(fen, -2))
