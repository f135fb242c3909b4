"""The texts of a list's column in; what it must mean by its contents out, and whether they fit what its head says."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from itertools import pairwise

from extractor.record.labels import plain
from extractor.record.values.amounts import read_amount
from extractor.record.values.numbers import read_number
from extractor.record.values.text import Unreadable, is_blank
from extractor.record.wording import GRADES

_MOST = 0.8
_FEW = 0.4  # share of fitting cells below which a column holds something else
_LEAST = 3  # filled cells without which contents contradict nothing
_BODY = re.compile(
    r"(?:局|中心|站|所|处|办|办公室|委|委员会|院|校|学校|大学|队|部|厅|科|会|政府|公司|馆|园|社|团|法庭|公署|街道|本级)(?:[(（].{1,20}[)）])?$"
)
_CODE = re.compile(r"\d{3,12}")
_NUMERAL = re.compile(r"[(（]?(?:\d{1,4}|[一二三四五六七八九十]{1,4})[)）]?[、.]?")


def column_meaning(texts: Sequence[str], missing: frozenset[str]) -> str | None:
    """One of ``missing`` (see ``list_meanings.KEYS``) that a column holds by its contents; None where none is plain.

    Four in five of the filled cells must agree; the tests run from the most telling content to the least.
    """
    filled = _filled(texts)
    if not filled:
        return None
    if "seq" in missing and counts_up(filled):
        return "seq"
    for meaning, test in _TESTS.items():
        if meaning in missing and sum(map(test, filled)) >= _MOST * len(filled):
            return meaning
    return None


def contradicts(meaning: str, texts: Sequence[str]) -> bool:
    """Whether a column's contents cannot be what its head says: a ``score`` full of words, a ``grade`` of figures."""
    filled = _filled(texts)
    test = _FITS.get(meaning)
    if test is None or not filled:
        return False
    fitting = sum(map(test, filled))
    return fitting == 0 if len(filled) < _LEAST else fitting < _FEW * len(filled)


def sums_up(parts: Sequence[Sequence[str]], whole: Sequence[str]) -> bool:
    """Whether the figures of several columns make up those of another in nearly every row, three rows at least."""
    if any(len(texts) != len(whole) for texts in parts):
        return False
    rows = [(text, row) for text, *row in zip(whole, *parts, strict=True) if not is_blank(text)]
    proven = [_number(text) == sum(map(_number, row)) for text, row in rows if _is_score(text)]
    return sum(proven) >= max(_LEAST, _MOST * len(rows))


def _number(text: str) -> Decimal:
    """The figure in a cell; nought where it holds none."""
    return Decimal(read_number(text) or 0) if _is_score(text) else Decimal(0)


def counts_up(filled: Sequence[str]) -> bool:
    """Whether the texts are mostly 1, 2, 3 … (from any number on)."""
    numbers = [int(text) for text in filled if text.isascii() and text.isdigit() and len(text) < 5]
    steps = sum(1 for one, two in pairwise(numbers) if two == one + 1)
    return len(numbers) >= _MOST * len(filled) and len(numbers) >= _LEAST and steps >= _MOST * (len(numbers) - 1)


def is_body(text: str) -> bool:
    """Whether a text ends as the name of an office, a school or a company does."""
    return _BODY.search(plain(text)) is not None


def _filled(texts: Sequence[str]) -> list[str]:
    return [plain(text) for text in texts if not is_blank(text)]


def _is_score(text: str) -> bool:
    try:
        number = read_number(text)
    except Unreadable:
        return False
    return number is not None and 0 <= Decimal(number) <= 100


def _is_amount(text: str) -> bool:
    try:
        return read_amount(text) is not None
    except Unreadable:
        return False


def _has_words(text: str) -> bool:
    return any("一" <= char <= "鿿" for char in text)


_TESTS: dict[str, Callable[[str], bool]] = {
    "grade": lambda text: text in GRADES,
    "department_code": lambda text: _CODE.fullmatch(text) is not None,
    "department": is_body,
    "score": _is_score,
    "budget": _is_amount,
    "project_name": lambda text: len(text) > 3 and not _is_amount(text),
}
_FITS: dict[str, Callable[[str], bool]] = {
    "seq": lambda text: _NUMERAL.fullmatch(text) is not None,
    "department_code": lambda text: any(char.isdigit() for char in text),
    "department": _has_words,
    "project_name": _has_words,
    "budget": _is_amount,
    "score": _is_score,
    "grade": lambda text: not _is_score(text),
}
