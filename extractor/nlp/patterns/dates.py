"""Dates and document numbers in running text."""

from __future__ import annotations

import re

from extractor.record.narrative import Span
from extractor.record.values.dates import read_date
from extractor.record.values.text import Unreadable

_YEAR = r"(?:(?:19|20)\s?[0-9０-９]{2}|[二一][〇零○OＯ九一二三四五六七八]{3})"
_DAY = r"(?:[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})"
_DATES = re.compile(
    rf"{_YEAR}\s?年\s?{_DAY}\s?月\s?{_DAY}\s?[日号]"
    rf"|{_YEAR}\s?年\s?{_DAY}\s?月(?:份)?"
    rf"|{_YEAR}\s?年\s?(?:度|底|末)?"
    r"|(?:19|20)[0-9]{2}[-/.](?:1[0-2]|0?[1-9])[-/.](?:3[01]|[12][0-9]|0?[1-9])(?![0-9])"
    rf"|{_YEAR}(?=\s?[—–~至到-]{{1,2}}\s?{_YEAR}\s?年)"
    r"|(?<![0-9.])[12][0-9]年(?=使用|度|底|末|支付|安排|预算)(?:度|底|末)?"
)
_OPEN, _CLOSE = r"[〔\[【（(［﹝〖]", r"[〕\]】）)］﹞〗]"
_DOC_NO = re.compile(
    rf"(?<![\u4e00-\u9fa5])?[\u4e00-\u9fa5]{{2,10}}\s?{_OPEN}\s?(?:19|20)[0-9]{{2}}\s?{_CLOSE}\s?(?:第\s?)?[0-9]{{1,5}}\s?号"
)
_DOC_LEAD = re.compile(
    r"^(?:.*(?:依照|根据|按照|依据|印发|文件|通知|下发|转发|关于|以及|及|和|与|即|为|在|以|的|对|由|了|照|接|局|厅))(?=[\u4e00-\u9fa5]{2,6}\s?[〔\[【（(［﹝〖])"
)


def find_dates(text: str) -> list[Span]:
    """Dates; a year alone is one too. Values are ISO (``2018``, ``2018-12-31``, ``2019-06``)."""
    spans = []
    for match in _DATES.finditer(text):
        written = re.sub(r"\s", "", match.group())
        full = "20" + written if re.match(r"[0-9]{2}年", written) else written
        try:
            value = read_date(full)
        except Unreadable:
            continue
        spans.append(Span(match.start(), match.end(), "DATE", value))
    return spans


def find_document_numbers(text: str) -> list[Span]:
    """文号: issuing body's short name, bracketed year, number (秦财社〔2017〕427号)."""
    spans = []
    for match in _DOC_NO.finditer(text):
        lead = _DOC_LEAD.match(match.group())
        start = match.start() + (lead.end() if lead else 0)
        spans.append(Span(start, match.end(), "DOC_NO"))
    return spans
