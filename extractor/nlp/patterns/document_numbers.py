"""文号 in running text: the issuing body's short name, a bracketed year and a number (秦财社〔2017〕427号)."""

from __future__ import annotations

import re

from extractor.nlp.patterns.figures import GAP
from extractor.record.narrative import Span

_OPEN, _CLOSE = r"[〔\[【（(［﹝〖｛{「『〈<《]", r"[〕\]】）)］﹞〗｝}」』〉>》]"
_YEAR = r"(?:19|20|１９|２０)[0-9０-９]{2}"
_COUNT = rf"[0-9０-９]{{1,5}}(?:{GAP}[-—~、]{GAP}[0-9０-９]{{1,5}})?"
_NUMBER = rf"(?:第{GAP})?{_COUNT}{GAP}号"
_HAN = r"[\u4e00-\u9fff]"
_DOC_NO = re.compile(
    rf"{_HAN}{{2,14}}{GAP}(?:{_OPEN}{GAP}{_YEAR}{GAP}年?{GAP}{_CLOSE}?|(?<!年){_YEAR}{GAP}{_CLOSE}){GAP}{_NUMBER}"
    rf"|{_HAN}{{1,6}}字{GAP}第?{GAP}{_COUNT}{GAP}号"
    rf"|{_HAN}{{2,8}}[令告](?:{_YEAR}年)?{GAP}第{GAP}{_COUNT}{GAP}号"
)
_KNOWN = re.compile(
    r"[\u4e00-\u9fff](?<![局厅委部府会的关于据照和及与])[\u4e00-\u9fff]?(?<![局厅委部府会政的关于据照和及与])"
    r"(?:财[\u4e00-\u9fff]{0,3}|政办?[发函字]|人社[\u4e00-\u9fff]{0,2}|发改[\u4e00-\u9fff]{0,3}|教[\u4e00-\u9fff]{1,2}|卫[\u4e00-\u9fff]{1,2})$"
)
_LEAD = re.compile(
    r"^.*(?:依照|根据|按照|依据|遵照|印发|文件|通知|下发|转发|关于|收到|落实|贯彻|执行|财政|政府|党委|县委|市委|区委|省委|单位|"
    r"以及|及|和|与|即|为|是|在|以|的|对|由|了|照|依|接|经|见|按|局|厅)(?=[\u4e00-\u9fff]{2,})"
)


def find_document_numbers(text: str) -> list[Span]:
    """Document numbers in any brackets, with 第 or without, of a year or of none (财预字第15号, 国务院令第721号)."""
    spans = []
    for match in _DOC_NO.finditer(text):
        body = re.match(rf"{_HAN}+", match.group())
        assert body is not None
        start = match.start() + _start_in(body.group())
        spans.append(Span(start, match.end(), "DOC_NO"))
    return spans


def _start_in(words: str) -> int:
    """Where the short name begins in the run of characters before the year: behind words that lead up to it."""
    lead = None if words[-1] in "令告" else _LEAD.match(words)
    start = lead.end() if lead else 0
    known = _KNOWN.search(words)
    return max(start, known.start()) if known and len(words) - known.start() >= 2 else start
