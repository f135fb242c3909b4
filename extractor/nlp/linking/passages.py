"""Text cut into paragraphs and sentences, with the mentions of each."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractor.record.narrative import Span

_SENTENCE_END = re.compile(r"[。！!\n]|[；;](?=[^0-9])")
_NUMBER = re.compile(
    r"\s*(?:第[一二三四五六七八九十]+[部分章节]+|[（(]?[一二三四五六七八九十]{1,3}[）)、.．]|[（(]?\d{1,2}[）)、.．，](?!\d)|序号\d{1,3}[，,、：:]?|[①-⑳])\s*"
)
_FIGURE = r"\d{1,5}(?:[^\u4e00-\u9fff\d]|[万亿元千百分倍])"
_ITEM = re.compile(
    rf"(?:^|(?<=[。；;]))\s*(?:\d{{1,2}}(?P<sign>[.．、）)])(?!{_FIGURE})|[（(]\d{{1,2}}(?P<closed>[）)])|(?P<ring>[①-⑳]))"
)
"""The number of an item that opens a line, or follows a stop within it; the number's form is the last group."""


@dataclass(frozen=True)
class Passage:
    """A stretch of text ``start``..``end`` and the mentions inside it, in order."""

    start: int
    end: int
    mentions: tuple[Span, ...]

    def of(self, label: str) -> list[Span]:
        """The passage's mentions with that label."""
        return [span for span in self.mentions if span.label == label]


def paragraphs(text: str, mentions: Sequence[Span]) -> list[Passage]:
    """The paragraphs of a text: its lines, and each of the items that a line runs on with (14.… 15.…)."""
    found, start = [], 0
    for line in text.split("\n"):
        whole = _passage(start, start + len(line), mentions)
        starts = [start, *_items(line, whole), whole.end]
        found += [_passage(one, other, whole.mentions) for one, other in pairwise(starts)]
        start += len(line) + 1
    return found


def runs_on(text: str, passage: Passage) -> bool:
    """Whether the passage is an item in the middle of its line."""
    return passage.start > 0 and text[passage.start - 1] != "\n"


def _items(line: str, whole: Passage) -> list[int]:
    """Where further items begin in a line that opens with one, each numbered in the same form."""
    items = list(_ITEM.finditer(line))
    if not items or items[0].start() > 0:
        return []
    places = [whole.start + item.start() for item in items[1:] if item.lastgroup == items[0].lastgroup]
    return [at for at in places if not any(span.start < at < span.end for span in whole.mentions)]


def sentences(text: str, paragraph: Passage) -> list[Passage]:
    """The sentences of a paragraph; a full stop inside a mention ends none."""
    found, start = [], paragraph.start
    for match in _SENTENCE_END.finditer(text, paragraph.start, paragraph.end):
        if any(span.start < match.end() <= span.end for span in paragraph.mentions):
            continue
        found.append(_passage(start, match.end(), paragraph.mentions))
        start = match.end()
    if start < paragraph.end:
        found.append(_passage(start, paragraph.end, paragraph.mentions))
    return found


def after_number(text: str, passage: Passage) -> int:
    """Where the passage's words begin behind a number such as 1. or （二）."""
    match = _NUMBER.match(text, passage.start, passage.end)
    return match.end() if match else passage.start


def is_heading(text: str, passage: Passage) -> bool:
    """Whether the passage is a numbered heading: short, numbered, its line without a full stop."""
    line_end = text.find("\n", passage.start)
    body = text[passage.start : line_end if line_end >= 0 else len(text)]
    return after_number(text, passage) > passage.start and len(body) <= 40 and "。" not in body


def _passage(start: int, end: int, mentions: Sequence[Span]) -> Passage:
    first = bisect_left(mentions, start, key=_start)
    last = bisect_left(mentions, end, key=_start)
    return Passage(start, end, tuple(span for span in mentions[first:last] if span.end <= end))


def _start(span: Span) -> int:
    return span.start
