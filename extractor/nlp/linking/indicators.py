"""Indicators a paragraph states for its project, with their level and value."""

from __future__ import annotations

import re
from itertools import pairwise

from extractor.nlp.linking.passages import Passage
from extractor.record.narrative import Span, StatedIndicator
from extractor.record.values.text import clean_text

_KIND = r"(?:数量|质量|时效|成本|(?:经济|社会|生态|环境)效益|可持续性?影响|产出|效益|效果|(?:服务对象)?满意度)"
_LEVEL = re.compile(rf"{_KIND}指标(?:[、和及]{_KIND}指标)*|{_KIND}(?:方面)")
_JOIN = re.compile(r"[”\"》]?(?:[、和及与]|以及)[“\"《]?")
_BEFORE_VALUE = re.compile(
    r"[”\"》]?(?:指标|项)?[\s，,：:]?(?:目标值|实际值|完成值|完成情况|完成|实现|达到了?|达|为|是|均为|均达到?|保持在?|标准)*[\s：:]?"
    r"(?P<sign>≥|≤|＞|＜|>=|<=|>|<|=|不低于|不高于|不少于|不超过|大于|小于|高于|低于)?"
)
_AFTER_VALUE = re.compile(r"及?以[上下内]|左右")


def stated_indicators(text: str, paragraph: Passage) -> list[StatedIndicator]:
    """Indicators under a printed level (产出指标：…); one without a level is no indicator of a project's form.

    In A、B完成率95%以上 both A and B have the value.
    """
    names = paragraph.of("INDICATOR")
    found: list[StatedIndicator] = []
    for position, name in enumerate(names):
        level = _level_before(text, paragraph, name)
        if level is None:
            continue
        last = _last_of_run(text, names, position)
        where = _value_after(text, paragraph, last)
        value = clean_text(text[where[0] : where[1]]) if where else None
        found.append(StatedIndicator(name, level, value, where))
    return found


def _level_before(text: str, paragraph: Passage, name: Span) -> str | None:
    """The last level named before the indicator, outside mentions."""
    levels = [
        match
        for match in _LEVEL.finditer(text, paragraph.start, name.start)
        if not any(span.start <= match.start() < span.end for span in paragraph.mentions)
    ]
    return clean_text(levels[-1].group()).replace("方面", "指标") if levels else None


def _last_of_run(text: str, names: list[Span], position: int) -> Span:
    last = names[position]
    for one, following in pairwise(names[position:]):
        if not _JOIN.fullmatch(text[one.end : following.start]):
            break
        last = following
    return last


def _value_after(text: str, paragraph: Passage, name: Span) -> tuple[int, int] | None:
    """Where the value printed behind the name stands, with its comparator."""
    following = [span for span in paragraph.mentions if span.start >= name.end]
    if not following or following[0].label not in ("PERCENT", "COUNT", "AMOUNT"):
        return None
    value = following[0]
    between = _BEFORE_VALUE.fullmatch(text, name.end, value.start)
    if between is None:
        return None
    start = between.start("sign") if between["sign"] else value.start
    after = _AFTER_VALUE.match(text, value.end)
    return start, after.end() if after else value.end
