"""Printed names in, names without their counters, bracketed weights and unit codes out."""

from __future__ import annotations

import re

from extractor.record.values.numbers import read_number
from extractor.record.values.text import Unreadable, clean_text, is_blank, squeeze

_BRACKET_WEIGHT = re.compile(r"\((?:权重|分值|标准分|满分|共|计)?:?(\d+(?:\.\d+)?)(?:\)分\)?|(?:分|%)?\)|分)[.·,、]?$")
_BARE_WEIGHT = re.compile(r"(?<![\d.])(\d{1,3}(?:\.\d+)?)分$")
_COUNTER = re.compile(r"(?:指标|目标|绩效指标|绩效目标)\s*([\dlI|]{1,2})\s*[、.:,)]?\s*")
_FIGURE = re.compile(r"\(?\d{1,2}(?:[、:)]\s*|\.\s*(?=\D|(?:19|20)\d\d年))|[①-⑳]\s*|\([一二三四五六七八九十]+\)\s*")
_ONLY_COUNTER = re.compile(r"(?:(?:绩效)?(?:指标|目标)(?:值)?(?:[\dlI|]{1,2}|(?=[.…⋯·]))|\d{1,2}[、.])?[、.:;,…⋯·—\-]*")
_YEAR_AFTER = re.compile(r"(?:指标|目标)(\d)((?:19|20)\d\d年)")
_CODE_BEFORE = re.compile(r"[\[(【]?(\d{3,12})(?:[\])】]\s*[-—–]?|\s*[-—–_]\s*|\s+|(?=[一-鿿]))(?!年)(.+)")
_HINT = re.compile(
    r"[(【](?:主要|请|简要|须|应|可|反映|此处|本栏)?[^()【】]*(?:填写|填列|字以内|说明原因|反映项目)[^()【】]*[)】][。.]?"
    r"|(?:(?:请|简|限|根据|按照|主要|概述|说明|字数|控制在|不超过)[^;。]{0,40})?\d{2,4}字(?:以内|之内|左右)[。.]?"
)


def split_weight(text: str) -> tuple[str, str | None]:
    """A name and the points printed with it: ``产出指标(50)``, ``效益指标(30分)``, ``预算执行率10分`` → name, ``"10"``.

    Works as well where the bracket stood on a line of its own, as lines of a cell come joined.
    """
    name = squeeze(text)
    for pattern in (_BRACKET_WEIGHT, _BARE_WEIGHT):
        if (match := pattern.search(name)) and match.start() > 0:
            try:
                return clean_text(text[: _cut(text, name, match.start())]), read_number(match.group(1))
            except Unreadable:
                continue
    return clean_text(text), None


def _cut(text: str, squeezed: str, at: int) -> int:
    """Where in ``text`` the squeezed position ``at`` falls; NFKC can change lengths, so it counts kept characters."""
    for end in range(len(text) + 1):
        if len(squeeze(text[:end])) >= at:
            return end
    return len(text)


def drop_counter(text: str) -> str:
    """The name without a leading ``指标1、``, ``目标2``, ``1.`` or ``①``, where a name follows; else as it is.

    ``3.5万人`` keeps its figure, ``指标12018年…`` is counter 1 and a year.
    """
    folded = clean_text(text)
    if match := _YEAR_AFTER.match(folded):
        return folded[match.start(2) :]
    match = _COUNTER.match(folded) or _FIGURE.match(text.strip()) or _FIGURE.match(folded)
    if match is None:
        return folded
    rest = clean_text(match.string[match.end() :])
    return folded if is_blank(rest) else rest


def is_counter_only(text: str) -> bool:
    """Whether a cell holds nothing but a template's counter (``指标2``, ``目标3:``, ``……``) or nothing at all."""
    return is_blank(text) or _ONLY_COUNTER.fullmatch(squeeze(text)) is not None


def is_hint(text: str) -> bool:
    """Whether a text is only the form's own printed advice in brackets, such as ``(主要填写…)``: it counts as blank."""
    return _HINT.fullmatch(squeeze(text)) is not None


def split_unit_code(text: str) -> tuple[str | None, str]:
    """A unit's code and name: ``323001 某局``, ``[323004]某局``, ``323003-某局``; the code None where none stands."""
    folded = re.sub(r"\s+", " ", text.strip())
    match = _CODE_BEFORE.fullmatch(folded) or _CODE_BEFORE.fullmatch(squeeze(text))
    return (match.group(1), clean_text(match.group(2))) if match else (None, clean_text(text))


def read_code(text: str) -> str | None:
    """A project's code without blanks; None where the cell is blank."""
    return None if is_blank(text) else squeeze(text)
