"""Names as the model marks them, made fit: brackets and quotes closed, list marks and lead-in words cut off."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractor.nlp.patterns.bodies import NOT_A_BODY
from extractor.nlp.patterns.project_names import GENERIC
from extractor.nlp.patterns.rules import without_overlaps
from extractor.record.narrative import Span

_LEAD = re.compile(
    r"(?:[\s、，,；;：:。.)）]|\d{1,2}[.、．](?!\d)|(?:其中|包括|以及|本?年新增)(?=[\u4e00-\u9fff]{4}))+"
)
_TRAIL = re.compile(r"[\s、，,；;：:。.(（“\"]+$")
_BETWEEN_MEASURES = re.compile(r"(?:(?<=率)|(?<=人数|次数|数量|标准)|(?<=满意度|知晓度))[和及与、](?=[^和及与、]{2})")
_WORDS = re.compile(r"[A-Za-z\u4e00-\u9fff](?<![一二三四五六七八九十])[A-Za-z\u4e00-\u9fff]")
"""The least a name has: two letters in a row; （二） is none."""
_NO_PROJECT = re.compile(
    r"(?:人员|(?:其他)?运转|特定目标|公用|部门专项)类(?:项目)?(?:支出|经费|资金)?$|(?:项目)?(?:资金|经费)(?:来源|用途)|[^(（]*[，,；;。]"
)
"""Kinds of spending, where money comes from, and words that a stop parts are no project's name."""
_LEVELS = re.compile(
    r"(?:(?:(?:数量|质量|时效|成本|经济效益|社会效益|生态效益|可持续影响|产出|效益|效果|满意度|[一二三]级|绩效|考核|评价|核心|关键)指标"
    r"|(?:产出|效益|效果)方面)(?:中的?|里的?|包括|包含|有|为|是|即|如)?(?=.{3}))+"
)
"""What only says on which level the indicator behind it stands: 效益指标亩均增收 is 亩均增收."""
_JOINING = tuple("与和及或并将把")
"""What no indicator begins with."""
_GENERIC_LENGTH = 4
"""Characters; longer ones are also names: 专项业务经费."""
_MEASURE = re.compile(r"(?:率|人数|次数|数量|标准|满意度|知晓度|金额)$")
_PAIRS = {"(": ")", "（": "）", "“": "”", "《": "》", "「": "」", "[": "]", "【": "】"}


def tidy_names(text: str, spans: Sequence[Span]) -> list[Span]:
    """The spans with their edges mended, without overlaps; those of which nothing remains are dropped."""
    tidied = (_tidy(text, part) for span in spans for part in _measures_apart(text, span))
    return without_overlaps((span for span in tidied if _names_something(text[span.start : span.end], span)), ())


def _names_something(words: str, span: Span) -> bool:
    """Whether the words can be a name at all: 各乡镇 names no body, 专项资金 no project."""
    if span.label == "PROJECT" and len(words) <= _GENERIC_LENGTH and GENERIC.match(words.strip("()（）[]")):
        return False
    if span.label == "PROJECT" and _NO_PROJECT.match(words):
        return False
    if span.label == "INDICATOR" and words[:1] in _JOINING:
        return False
    return _WORDS.search(words) is not None and not (span.label == "ORG" and NOT_A_BODY.search(words))


def _measures_apart(text: str, span: Span) -> list[Span]:
    """Two indicators that 和 joins, each with a measure of its own: 新增就业人数和失业率, not 专岗和公益岗补贴标准."""
    if span.label != "INDICATOR":
        return [span]
    joint = _BETWEEN_MEASURES.search(text, span.start, span.end)
    if joint is None or _MEASURE.search(text[joint.end() : span.end]) is None:
        return [span]
    return [replace(span, end=joint.start()), *_measures_apart(text, replace(span, start=joint.end()))]


def _tidy(text: str, span: Span) -> Span:
    start, end = span.start, span.end
    if text[start - 2 : start + 1] == "指标中":  # 数量指标中办理事项数
        start += 1
    if lead := _LEAD.match(text, start, end):
        start = lead.end() if lead.end() < end else start
    if span.label == "INDICATOR":
        start, end = _without_level(text, start, end)
    if trail := _TRAIL.search(text[start:end]):
        end = start + trail.start()
    start, end = _balanced(text, start, end)
    return Span(start, end, span.label, span.value, span.approximate, span.confidence)


def _without_level(text: str, start: int, end: int) -> tuple[int, int]:
    """The indicator's name between the level before it and the bare word 指标 behind it."""
    if level := _LEVELS.match(text, start, end):
        start = level.end()
    words = text[start:end]
    return start, end - 2 if words.endswith("指标") and _MEASURE.search(words[:-2]) else end


def _balanced(text: str, start: int, end: int) -> tuple[int, int]:
    """Takes in a closing bracket right behind the name, and cuts off one that was never opened in it."""
    for opening, closing in _PAIRS.items():
        inside = text[start:end]
        if inside.count(opening) > inside.count(closing) and text[end : end + 1] == closing:
            end += 1
        elif inside.count(closing) > inside.count(opening):
            if text[start - 1 : start] == opening:
                start -= 1
            elif inside.endswith(closing):
                end -= 1
    quoted = text[start:end]
    if quoted[:1] == "“" and quoted[-1:] == "”" and "”" not in quoted[1:-1]:
        start, end = start + 1, end - 1
    return start, end
