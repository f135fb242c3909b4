"""A document's names made one: what is surely named once is named the same wherever else it stands.

A name that the recogniser is sure of (in a list, a heading, beside its money) is looked for in the rest of the
document; where it stands unmarked, or under a weaker mark that covers part of it, it takes that place. A mark that
holds all of it is another, longer name and stays, unless it is unsure and what it holds besides is no part of a name:
a joining sign, a word such as 项目 or 预算 behind. So 2018年水务局专项资金 is the body's money, no project.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractor.nlp.patterns.project_names import GENERIC
from extractor.record.narrative import Span

_SURE = 0.9
_SHORTEST = 4
"""Characters; a shorter name may be part of any word."""
_LED_BY = "省市区县州旗镇乡"
"""A body's name behind one of these is part of a longer one."""
_BEFORE = re.compile(r"(?:.*(?:[、，,；;：:。]|以及|[和与及]))?(?:(?:19|20)\d\d年度?)?")
_TAIL = re.compile(r"(?:专项|补助)?(?:资金|经费|费用?)")
_YEAR = re.compile(r"(?:(?:19|20)\d\d年度?)?")
_BEHIND = re.compile(r"(?:项目|预算|支出|专项|资金|经费|工作|一项)?(?:(?:[、，,；;：:。]|以及|[和与及]).*)?")
"""What an unsure mark may hold before and behind a name that is sure elsewhere."""
_INHERITED = 0.9
"""How sure a place is that only another place vouches for, relative to that other."""


def consistent_names(text: str, names: Sequence[Span]) -> list[Span]:
    """The names, and their other places in the text, without overlaps, in order.

    Args:
        text: the whole document.
        names: what was found, each with its likelihood as ``confidence``.
    """
    sure: dict[str, Span] = {}
    for name in sorted(names, key=lambda span: span.confidence):
        written = text[name.start : name.end]
        if name.confidence >= _SURE and len(written) >= _SHORTEST:
            sure[written] = name
    found = list(names)
    for written, vouching in sorted(sure.items(), key=lambda item: -len(item[0])):
        found += _other_places(text, written, vouching, found)
    return strongest(found)


def whole_items(text: str, names: Sequence[Span], by_rule: Sequence[Span]) -> list[Span]:
    """The names; one that stops at a 、 within the item it opens, while a rule sees the whole item, runs to its end.

    1.人事培训、考核及督查工作。 is one project unless something else is named behind the 、. So is 培训补贴资金30万元,
    where 资金 stands right behind the name.
    """
    return [next(_items_of(text, name, names, by_rule), name) for name in names]


def _items_of(text: str, name: Span, names: Sequence[Span], by_rule: Sequence[Span]) -> Iterator[Span]:
    for item in by_rule:
        rest = text[name.end : item.end] if item.start == name.start else ""
        tail = _TAIL.fullmatch(rest) is not None and text[item.end : item.end + 1].isdigit()
        runs_on = tail or rest[:1] in tuple("、和及与")
        others = any(name.end <= other.start < item.end for other in names)
        if item.label == name.label == "PROJECT" and runs_on and not others:
            yield replace(name, end=item.end, confidence=name.confidence * _INHERITED)


def _other_places(text: str, written: str, vouching: Span, found: Sequence[Span]) -> Iterator[Span]:
    at = text.find(written)
    while at >= 0:
        end = at + len(written)
        longer = vouching.label == "ORG" and at and text[at - 1] in _LED_BY
        place = replace(vouching, start=at, end=end, confidence=vouching.confidence * _INHERITED)
        if not longer and not any(_stays(text, span, place) for span in found):
            yield place
        at = text.find(written, end)


def _stays(text: str, span: Span, place: Span) -> bool:
    """Whether a mark that holds all of a place where a name is seen is a name of its own."""
    if not (span.start <= place.start and place.end <= span.end):
        return False
    if span.label != "PROJECT" or span.confidence >= place.confidence:
        return True
    before, behind = text[span.start : place.start], text[place.end : span.end]
    if place.label == "ORG":
        return not (behind and GENERIC.match(behind) and _YEAR.fullmatch(before))
    if place.label != "PROJECT" or not (before or behind):
        return True
    return not (_BEFORE.fullmatch(before) and _BEHIND.fullmatch(behind))


def strongest(spans: Sequence[Span]) -> list[Span]:
    """Without overlaps: the surer of two stays, of two as sure the longer."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda span: (-span.confidence, span.start - span.end)):
        if all(span.end <= other.start or other.end <= span.start for other in kept):
            kept.append(span)
    return sorted(kept, key=lambda span: span.start)
