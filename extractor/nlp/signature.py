"""Who signs a report: the line right above the line that is a date and nothing else names a body."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.nlp.patterns.bodies import NOT_A_BODY
from extractor.record.narrative import Span

_SIGNED = re.compile(r"[\u4e00-\u9fff][\u4e00-\u9fff0-9·]{3,28}(?:[(（][\u4e00-\u9fff]{2,14}[）)])?")
_NO_BODY = re.compile(r"(?:报告|报表|说明|汇报|总结|情况|方案|通知|意见|项目|资金|经费|[表册年月日人期度])$|附件")
"""What a line above a date may be besides: a title, the head of a table, a person or a period to be filled in."""
_CONFIDENCE = 0.95


def with_signatures(text: str, names: Sequence[Span], figures: Sequence[Span]) -> list[Span]:
    """The names and the bodies that sign; what else was seen in a signature's line gives way."""
    found = list(names)
    for date in figures:
        if date.label != "DATE" or not _fills_line(text, date):
            continue
        end = text.rfind("\n", 0, date.start)
        start = text.rfind("\n", 0, max(end, 0)) + 1
        line = text[start : max(end, 0)]
        if _SIGNED.fullmatch(line) and not _NO_BODY.search(line) and not NOT_A_BODY.search(line):
            found = [name for name in found if name.end <= start or end <= name.start]
            found.append(Span(start, end, "ORG", confidence=_CONFIDENCE))
    return sorted(found, key=lambda name: name.start)


def _fills_line(text: str, date: Span) -> bool:
    before, after = text[: date.start].rpartition("\n")[2], text[date.end :].partition("\n")[0]
    return (
        text.count("\n", 0, date.start) > 0
        and not (before.strip() or after.strip())
        and len(date.value or "") > len("2024")
    )
