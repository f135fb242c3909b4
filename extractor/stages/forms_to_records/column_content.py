"""The texts of a list's column in, what it must mean by its contents out, where its header says nothing known."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal

from extractor.record.labels import plain
from extractor.record.values.amounts import read_amount
from extractor.record.values.numbers import read_number
from extractor.record.values.text import Unreadable, is_blank
from extractor.record.wording import GRADES

_MOST = 0.8
_BODY = re.compile(
    r"(?:局|中心|站|所|处|办|办公室|委|委员会|院|校|学校|大学|队|部|厅|科|会|政府|公司|馆|园|社|团|本级)(?:[(（].{1,20}[)）])?$"
)
_CODE = re.compile(r"\d{3,12}")


def column_meaning(texts: Sequence[str], missing: frozenset[str]) -> str | None:
    """One of ``missing`` (``grade``, ``department_code``, ``department``, ``score``, ``budget``, ``project_name``).

    Four in five of the filled cells must agree; the tests run from the most telling content to the least.
    """
    filled = [plain(text) for text in texts if not is_blank(text)]
    if not filled:
        return None
    for meaning, test in _TESTS.items():
        if meaning in missing and sum(map(test, filled)) >= _MOST * len(filled):
            return meaning
    return None


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


_TESTS: dict[str, Callable[[str], bool]] = {
    "grade": lambda text: text in GRADES,
    "department_code": lambda text: _CODE.fullmatch(text) is not None,
    "department": lambda text: _BODY.search(text) is not None,
    "score": _is_score,
    "budget": _is_amount,
    "project_name": lambda text: len(text) > 3 and not _is_amount(text),
}
