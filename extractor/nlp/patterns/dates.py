"""Dates in running text: days, months, years, their ends, and ranges."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.nlp.patterns.figures import GAP
from extractor.record.narrative import Span
from extractor.record.values.dates import read_date
from extractor.record.values.text import Unreadable

_CENTURIES = r"(?:19|20|１９|２０)"
_HAN_DIGIT = "〇零○OＯ0０一二三四五六七八九"
_YEAR = rf"(?:{_CENTURIES}{GAP}[0-9０-９]{GAP}[0-9０-９]|2[Oo0][0-9]{{2}}|[二一][{_HAN_DIGIT}]{{3}})"
_SMALL = r"(?:[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})"
_YEAR_SIGN = rf"{GAP}年{GAP}"
_TO = rf"{GAP}(?:[—–~～至到-]|——|--){GAP}"
_DATES = re.compile(
    rf"(?<![0-9０-９.．])(?:"
    rf"(?P<day>{_YEAR}{_YEAR_SIGN}{_SMALL}{GAP}月{GAP}{_SMALL}{GAP}[日号])"
    rf"|(?P<span>{_YEAR}{_YEAR_SIGN}{_SMALL}(?:{GAP}月)?{_TO}{_SMALL}{GAP}月(?:份|底|末)?)(?!{GAP}{_SMALL}{GAP}[日号])"
    rf"|(?P<month>{_YEAR}{_YEAR_SIGN}{_SMALL}{GAP}月(?:份|底|末)?)"
    rf"|(?P<figures>{_CENTURIES}[0-9]{{2}}(?P<sign>[-/.])(?:1[0-2]|0?[1-9])(?P=sign)(?:3[01]|[12][0-9]|0?[1-9])(?![0-9]))"
    rf"|(?P<from>{_YEAR}(?={_TO}{_YEAR}{_YEAR_SIGN}))"
    rf"|(?P<year>{_YEAR}{GAP}年(?:年?(?:底|末)|度)?)(?!{GAP}{_SMALL}{GAP}月)"
    r"|(?P<short>[12][0-9]年(?=使用|度|底|末|支付|安排|预算)(?:度|底|末)?)"
    r")"
)
_END = re.compile(rf"{_TO}(?P<end>(?:{_SMALL}{GAP}月{GAP})?{_SMALL}{GAP}[日号])")
"""The end of a range that leaves out its year, or its year and month."""


def find_dates(text: str) -> list[Span]:
    """Dates; a year alone is one too. Values are ISO (``2018``, ``2018-12-31``, ``2019-06``).

    Months in one breath (2023年1-12月) are one date, an interval by ISO 8601: ``2023-01/2023-12``. The end of a range
    of days has the year, and where it is left out the month, of its beginning.
    """
    spans: list[Span] = []
    for match in _DATES.finditer(text):
        written = _tidy(match.group())
        value = _interval(written) if match["span"] else _iso("20" + written if match["short"] else written)
        if value is None:
            continue
        spans.append(Span(match.start(), match.end(), "DATE", value))
        if match["day"]:
            spans += _end_of_range(text, spans[-1])
    return spans


def _tidy(written: str) -> str:
    """Without blanks; the letter O that stands for a nought is one, and so is 0 among Chinese figures."""
    bare = re.sub(r"\s", "", written).replace("年年", "年")
    return bare.translate({ord(letter): "〇" if bare[0] in "一二" else "0" for letter in "OoＯ0"})


def _iso(written: str) -> str | None:
    try:
        return read_date(written)
    except Unreadable:
        return None


def _interval(written: str) -> str | None:
    year, months = written.split("年")
    first, last, *_ = [part for part in re.split(r"[^0-9０-９一二三四五六七八九十]+", months) if part] + [""]
    ends = [_iso(f"{year}年{month}月") for month in (first, last)]
    return f"{ends[0]}/{ends[1]}" if all(ends) else None


def _end_of_range(text: str, begin: Span) -> Iterator[Span]:
    match = _END.match(text, begin.end)
    if match is None or begin.value is None:
        return
    year, month, _ = begin.value.split("-")
    written = _tidy(match["end"])
    value = _iso(f"{year}年{written}" if "月" in written else f"{year}年{month}月{written}")
    if value is not None:
        yield Span(match.start("end"), match.end("end"), "DATE", value)
