"""What a person typed in, the canonical value out: money in 万元, plain figures, texts by the rules of read ones."""

from __future__ import annotations

from extractor.errors import UsageError
from extractor.export.workbook.headers import NUMBERS
from extractor.record import pointer
from extractor.record.values.amounts import read_amount
from extractor.record.values.dates import read_date, read_year
from extractor.record.values.numbers import read_number, read_percent
from extractor.record.values.text import Unreadable, is_blank, read_text, squeeze

_DATES = frozenset({"date", "start", "end"})
_WORD_OR_FIGURE = frozenset({"score"})
_PERCENT_OR_TEXT = frozenset({"completion"})


def canonical_value(path: str, typed: str) -> str | None:
    """The canonical form of what was typed for the value at ``path``; None where it is blank.

    ``8,500`` → ``8500``; ``118290082.40元`` → ``11829.00824`` where money is wanted; ``91.12%`` → ``91.12``;
    ``2018年`` → ``2018`` where a year is.

    Raises:
        UsageError: it cannot be a value of that place.
    """
    name = pointer.split(path)[-1]
    try:
        if name == "year" or name in _DATES:
            return _day(name, typed)
        return _figure(name, typed) if name in NUMBERS else _text(name, typed)
    except Unreadable as error:
        raise UsageError(f"{typed!r} cannot be a value of {path}.") from error


def _day(name: str, typed: str) -> str | None:
    """A year or a date."""
    if is_blank(typed):
        return None
    year = read_year(typed if "年" in typed else f"{squeeze(typed)}年") if name == "year" else None
    day = str(year) if year is not None else None if name == "year" else read_date(typed)
    if day is None:
        raise Unreadable(typed, name)
    return day


def _figure(name: str, typed: str) -> str | None:
    try:
        if NUMBERS[name].endswith("(万元)"):
            return read_amount(typed)
        return read_percent(typed) if NUMBERS[name].endswith("(%)") else read_number(typed)
    except Unreadable:
        if name in _WORD_OR_FIGURE:
            return read_text(typed)
        raise


def _text(name: str, typed: str) -> str | None:
    return read_percent(typed) if name in _PERCENT_OR_TEXT and squeeze(typed).endswith("%") else read_text(typed)
