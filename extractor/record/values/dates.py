"""Printed dates, periods and years in, ISO strings and integers out."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from extractor.record.values.numerals import fold_numeral, read_numeral
from extractor.record.values.text import Unreadable, is_blank

_CN = "零一二三四五六七八九十"
_NUM = rf"(?:\d{{1,2}}|[{_CN}]{{1,3}})"
_YEAR = rf"(?:\d{{4}}|[{_CN}]{{4}})"
_WRITTEN = re.compile(rf"({_YEAR})年(?:度)?({_NUM})月(?:份)?(?:({_NUM})[日号])?")
_FIGURES = re.compile(r"(\d{4})[-./](\d{1,2})(?:[-./](\d{1,2}))?")
_MONTH_END = re.compile(rf"({_YEAR})年({_NUM})月[底末]")
_YEAR_END = re.compile(rf"({_YEAR})年(?:年)?[底末]")
_YEAR_ALONE = re.compile(rf"({_YEAR})(?:年度?|会计年度|财年)")
_BARE_YEAR = re.compile(r"(?<!\d)(19[89]\d|20\d\d)(?!\d)")
_LATER = re.compile(rf"(?:({_NUM})月)?({_NUM})[日号]?$")
_DASH = re.compile(r"至|到|—+|--+|~|〜|–")


def read_year(text: str) -> int | None:
    """The year a heading names (``(2018年度)``, ``二〇一九年``), None where it names none."""
    folded = fold_numeral(text)
    if match := _YEAR_ALONE.search(folded) or _BARE_YEAR.search(folded):
        year = int(read_numeral(match.group(1)))
        return year if 1980 <= year <= 2100 else None
    return None


def read_date(text: str) -> str | None:
    """A date as printed, in ISO form: ``2019年6月6日`` → ``2019-06-06``, ``2023年底`` → ``2023-12-31``.

    The end of a month is its last day. A month without a day stays ``2019-06``, a year alone ``2018``. None where the
    text is blank.

    Raises:
        Unreadable: no date stands there, or one the calendar does not have.
    """
    if is_blank(text):
        return None
    folded = fold_numeral(text)
    if match := _WRITTEN.fullmatch(folded) or _FIGURES.fullmatch(folded):
        return _iso(text, *match.groups())
    if match := _MONTH_END.fullmatch(folded):
        year, month = (int(read_numeral(part)) for part in match.groups())
        return _iso(text, str(year), str(month), str(monthrange(year, month)[1] if 1 <= month <= 12 else 0))
    if match := _YEAR_END.fullmatch(folded):
        return _iso(text, match.group(1), "12", "31")
    if match := _YEAR_ALONE.fullmatch(folded) or _BARE_YEAR.fullmatch(folded):
        return str(int(read_numeral(match.group(1))))
    raise Unreadable(text, "date")


def find_date(text: str) -> str | None:
    """The first full date (with its day) inside a text, in ISO form; None where there is none."""
    folded = fold_numeral(text)
    for match in [*_WRITTEN.finditer(folded), *_FIGURES.finditer(folded)]:
        if match.group(3):
            try:
                return _iso(text, *match.groups())
            except Unreadable:
                continue
    return None


def read_period(text: str) -> tuple[str, str] | None:
    """First and last day of a period: ``2020年1月1日至2020年12月31日``; the end may leave out its year.

    Raises:
        Unreadable: the text names no period.
    """
    if is_blank(text):
        return None
    folded = fold_numeral(text)
    whole = list(_WRITTEN.finditer(folded)) or list(_FIGURES.finditer(folded))
    if len(whole) == 2 and all(match.group(3) for match in whole):
        return _iso(text, *whole[0].groups()), _iso(text, *whole[1].groups())
    if len(whole) == 1 and whole[0].group(3):
        return _short_end(text, folded[whole[0].end() :], whole[0])
    if match := _YEAR_ALONE.fullmatch(folded):
        year = _iso(text, match.group(1), "1", "1")[:4]
        return f"{year}-01-01", f"{year}-12-31"
    raise Unreadable(text, "period")


def _short_end(text: str, rest: str, start: re.Match[str]) -> tuple[str, str]:
    tail = _DASH.sub("", rest.lstrip("-"))
    if match := _LATER.fullmatch(tail.replace(".", "月").replace("/", "月")):
        month, day = match.groups()
        return _iso(text, *start.groups()), _iso(text, start.group(1), month or start.group(2), day)
    raise Unreadable(text, "period")


def _iso(text: str, year: str, month: str, day: str | None) -> str:
    try:
        y, m = int(read_numeral(year)), int(read_numeral(month))
        checked = date(y, m, int(read_numeral(day)) if day else 1)
    except ValueError as error:
        raise Unreadable(text, "date") from error
    return checked.isoformat() if day else checked.isoformat()[:7]
