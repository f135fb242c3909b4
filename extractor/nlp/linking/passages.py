"""Text cut into paragraphs and sentences, with the mentions of each."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.record.narrative import Span

_SENTENCE_END = re.compile(r"[。！!\n]|[；;](?=[^0-9])")
_NUMBER = re.compile(
    r"\s*(?:第[一二三四五六七八九十]+[部分章节]+|[（(]?[一二三四五六七八九十]{1,3}[）)、.．]|[（(]?\d{1,2}[）)、.．](?!\d)|[①-⑳])\s*"
)


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
    """The paragraphs (lines) of a text."""
    found, start = [], 0
    for line in text.split("\n"):
        found.append(_passage(start, start + len(line), mentions))
        start += len(line) + 1
    return found


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
    """Whether the passage is a numbered heading: short, numbered, without a full stop."""
    body = text[passage.start : passage.end]
    return after_number(text, passage) > passage.start and len(body) <= 40 and "。" not in body


def _passage(start: int, end: int, mentions: Sequence[Span]) -> Passage:
    first = bisect_left(mentions, start, key=_start)
    last = bisect_left(mentions, end, key=_start)
    return Passage(start, end, tuple(span for span in mentions[first:last] if span.end <= end))


def _start(span: Span) -> int:
    return span.start
