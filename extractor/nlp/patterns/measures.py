"""Indicators (INDICATOR) by what stands around them: a value behind, a level before, quotation marks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.nlp.patterns.boundaries import run_before, without_lead
from extractor.record.narrative import Span

_TAIL = (
    r"(?:率|满意度|知晓度|人数|人次|数量|数|面积|里程|比例|占比|程度|标准|成本|水平|增速|增幅|能力|质量|收入|时效|准确|情况|效益|影响|"
    r"稳定性|持续性|天数|次数|额|密度|度|量|长度|座数|台数|期数|页数)"
)
_ENDS = re.compile(rf"{_TAIL}$")
_TO_VALUE = re.compile(
    r"[”\"》]?(?:指标|项)?(?:目标值|实际值|完成值|完成|实现|达到了?|达|由|从|为|是|仅为|只有|均为|均达到?|保持在?|控制在|提高到|升至|升到|做到了?|超过|"
    r"不低于|不高于|下降|提高|增长|≥|≤|=|>|<|：|:|\s)*$"
)
_KIND = r"(?:数量|质量|时效|成本|(?:经济|社会|生态|环境)效益|可持续性?影响|产出|效益|效果|(?:服务对象)?满意度)"
_LEVEL = rf"(?:{_KIND}(?:指标|方面))"
_LISTED = re.compile(
    rf"{_LEVEL}(?:中|里)?(?:包含|包括|有|为|涵盖|主要是|设置了?|：|:)?(?P<list>[^。；;：:\n]{{4,160}})"
)
_QUOTED = re.compile(r"[“\"](?P<name>[^”\"\n]{3,40})[”\"]")
_LEVEL_WORD = re.compile(rf"^(?:{_LEVEL}(?:中|里)?(?:的)?)+")
_GENERIC = {
    "质量",
    "数量",
    "情况",
    "标准",
    "水平",
    "程度",
    "能力",
    "成本",
    "效益",
    "影响",
    "收入",
    "工作质量",
    "服务水平",
    "效率",
    "数",
}


def find_measures(text: str, figures: Sequence[Span]) -> list[Span]:
    """Indicators: a measure's name right before its value, in a list under a printed level, or in quotation marks."""
    found = [*_before_values(text, figures), *_listed(text, figures), *_quoted(text)]
    return sorted({(span.start, span.end): span for span in found}.values(), key=lambda span: span.start)


def _before_values(text: str, figures: Sequence[Span]) -> list[Span]:
    spans = []
    for figure in figures:
        if figure.label not in ("PERCENT", "COUNT"):
            continue
        floor = max([0, *(other.end for other in figures if other.end <= figure.start)])
        head = text[floor : figure.start]
        joint = _TO_VALUE.search(head)
        end = floor + (joint.start() if joint else len(head))
        if figure.label == "COUNT" and text[end - 1 : end] != "率" and not text[end : figure.start]:
            continue
        spans += _joined_names(text, floor, end)
    return spans


def _joined_names(text: str, floor: int, end: int) -> list[Span]:
    """The name ending at ``end``, and those that 、 or 和 joins before it (A、B完成率95%)."""
    spans: list[Span] = []
    while (span := _name(text, floor, end)) is not None:
        spans.append(span)
        before = text[span.start - 1 : span.start]
        if before not in ("、", "“") or not before:
            break
        end = span.start - 1
        if text[end - 1 : end] in '”"':
            end -= 1
    return spans


def _name(text: str, floor: int, end: int) -> Span | None:
    if text[end - 1 : end] in ("”", '"'):
        end -= 1
    start = without_lead(text, run_before(text, end, floor), end)
    if level := _LEVEL_WORD.match(text[start:end]):
        start += level.end()
    words = text[start:end]
    if len(words) < 3 or len(words) > 36 or words in _GENERIC or not _ENDS.search(words):
        return None
    return Span(start, end, "INDICATOR")


def _listed(text: str, figures: Sequence[Span]) -> list[Span]:
    spans = []
    for match in _LISTED.finditer(text):
        start = match.start("list")
        for piece in re.finditer(r"[^、，,]+", match["list"]):
            left, right = start + piece.start(), start + piece.end()
            parts = re.split(r"和(?=[^和]{4,}$)", text[left:right])
            for part in parts:
                begin = text.index(part, left)
                name = (
                    _name(text, begin, begin + len(part))
                    if not any(begin <= f.start < begin + len(part) for f in figures)
                    else None
                )
                if name is not None:
                    spans.append(name)
    return spans


def _quoted(text: str) -> list[Span]:
    return [
        Span(*match.span("name"), "INDICATOR")
        for match in _QUOTED.finditer(text)
        if _ENDS.search(match["name"]) and match["name"] not in _GENERIC
    ]
