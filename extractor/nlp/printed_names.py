"""Names that the forms of the same packet print, found in its running text.

A form gives a project's name in a cell of its own, so nobody has to guess where it begins and ends. Where the same
signs stand in the text they are that name. A name with nothing of another name before or behind it is sure; one inside
a longer wording (2023年, 省级 before it, 资金 behind it) may be another project's and is asked about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractor.nlp.consistency import strongest
from extractor.nlp.patterns.project_names import GENERIC
from extractor.record.identity.glyphs import slips
from extractor.record.narrative import Span

_SHORTEST = 4
"""Characters; a shorter name may be part of any wording."""
_FUZZY = 8
"""Characters from which a name is known with one of them misread."""
_SURE, _INSIDE, _MISREAD = 0.97, 0.8, 0.75
"""How sure a name is that stands by itself, inside a longer wording, or with a look-alike glyph in it."""
_TAIL = re.compile(
    r"(?:经费|资金|补助|补贴|奖补|奖励|贴息|津贴|费用?|[金款]|支出|专项|工程|项目)(?:[（(][^）)]+[）)])?$"
)
_APART = re.compile(r"[^\u4e00-\u9fff]?")
"""What parts a name without a tail from its neighbours: words alone do not, it may be part of what is told."""
_RUNS_IN = re.compile(r"(?:(?:19|20)\d\d年度?|[省市县区]级|本级|中央|财政|上级|提前下达|追加|第[一二三四五]批)+$")
"""What may be the beginning of another, longer name."""
_RUNS_OUT = re.compile(r"(?:专项|补助|补贴|奖补|资金|经费|费|工程|建设|工作)|[（(](?![^）)]*[元分%])")
"""What may be the end of one; a bracket with money or points is none."""
_SAID_AGAIN = re.compile(r"(?:项目|专项|预算|支出)?")
_SAME_SIGN = str.maketrans("（）［］：；，％“”‘’０１２３４５６７８９", "()[]:;,%\"\"''0123456789")
"""Signs printed now one way, now the other; each is one character, so that places stay."""


def with_printed_names(text: str, names: Sequence[Span], printed: Sequence[str]) -> list[Span]:
    """The names found in a text, and where a name stands that the packet's forms print, that one.

    Args:
        text: the report.
        names: what was found in it, without overlaps.
        printed: projects' names as forms of the same packet have them.
    """
    plain = text.translate(_SAME_SIGN)
    told = {_plain(name) for name in printed if _tells(name)}
    found = list(names)
    for name in sorted(told, key=lambda name: (-len(name), name)):
        for start, end, confidence in _places(plain, name):
            mark = Span(start, end, "PROJECT", confidence=confidence)
            around = [span for span in found if span.start <= start and end <= span.end]
            if any(_is_another(plain, span, mark, told) for span in around):
                continue
            sure = max([confidence, *(span.confidence for span in around if (span.start, span.end) == (start, end))])
            parts = [span for span in found if start <= span.start and span.end <= end and confidence >= _SURE]
            found = [span for span in found if span not in around and span not in parts]
            found.append(replace(mark, confidence=sure))
    return strongest(found)


def _is_another(text: str, span: Span, mark: Span, printed: set[str]) -> bool:
    """Whether a mark around a printed name is another name: printed too, or with a beginning or end of its own."""
    before, behind = text[span.start : mark.start], text[mark.end : span.end]
    if span.label != "PROJECT" or not (before or behind):
        return span.label != "PROJECT"
    if text[span.start : span.end] in printed or not _SAID_AGAIN.fullmatch(behind):
        return True
    return bool(before) and (span.confidence >= _INSIDE or _RUNS_IN.fullmatch(before) is not None)


def is_printed(name: str, printed: Sequence[str]) -> bool:
    """Whether a form prints this very name."""
    return _plain(name) in {_plain(other) for other in printed}


def _plain(name: str) -> str:
    return re.sub(r"\s", "", name).translate(_SAME_SIGN)


def _tells(name: str) -> bool:
    """Whether a name says enough to be known by it."""
    return len(_plain(name)) >= _SHORTEST and not GENERIC.match(name)


def _places(text: str, name: str) -> Iterator[tuple[int, int, float]]:
    """Where a name stands in the text and how sure it is there."""
    for start, end in _exactly(text, name):
        yield start, end, _SURE if _stands_apart(text, start, end) else _INSIDE
    if len(name) >= _FUZZY:
        yield from ((start, end, _MISREAD) for start, end in _misread(text, name))


def _exactly(text: str, name: str) -> Iterator[tuple[int, int]]:
    at = text.find(name)
    while at >= 0:
        yield at, at + len(name)
        at = text.find(name, at + len(name))


def _misread(text: str, name: str) -> Iterator[tuple[int, int]]:
    """Places where one glyph of the name is read as one that looks like it: one half of the name is as printed."""
    half = len(name) // 2
    starts = {start for start, _ in _exactly(text, name[:half])}
    starts |= {end - len(name) for _, end in _exactly(text, name[half:])}
    for start in sorted(start for start in starts if start >= 0):
        if slips(text[start : start + len(name)], name) == 1:
            yield start, start + len(name)


def _stands_apart(text: str, start: int, end: int) -> bool:
    """Whether nothing beside a name seems to be of a longer one, nor the name to be words of a sentence."""
    if _RUNS_IN.search(text, max(0, start - 12), start) or _RUNS_OUT.match(text, end):
        return False
    beside = text[max(0, start - 1) : start], text[end : end + 1]
    return _TAIL.search(text[start:end]) is not None or all(_APART.fullmatch(sign) for sign in beside)
