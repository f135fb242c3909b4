"""A cell with one goal or several in, the goals out: parted at their counters where these run 1, 2, 3."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.record.draft import Leaf
from extractor.record.labels import plain
from extractor.record.values.names import drop_counter, is_counter_only
from extractor.record.values.text import is_blank, read_text
from extractor.stages.forms_to_records.leaf import Part, Trust, cut, make

_COUNTERS = (
    r"{0}[.．、](?!\d)|{0}[.．](?=(?:19|20)\d\d年)",
    r"[(（]{0}[)）][、.]?",
    r"目标{0}[:：、.]",
    r"{1}[、.]",
    r"{2}",
)
_AT_LINE = re.compile(r"(\d{1,2})[.．、](?=\S)")
_FIGURE_BEHIND = re.compile(r"\d{1,2}[.．](?=\d)(?!20\d\d年)")
_CHINESE = "一二三四五六七八九十"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"
_MOST = 10
_SPECKS = re.compile(r"[^一-鿿]{1,12}")
"""What can stand before a first counter without being part of a goal: bits of a seal."""


def split_goals(part: Part, trust: Trust) -> Iterator[Leaf]:
    """The goals of one cell, without their counters; the whole cell where it is not numbered.

    Figures of a seal before the first counter are left out, and the goal behind them is asked about.
    """
    # Plain text would turn ② into 2 and so into a figure; each stays one character, so places still agree.
    text = "".join(char if char in _CIRCLED else plain(char) for char in part.text)
    starts = _line_starts(part)
    cuts = max(_counted(text, starts), _counted_by_line(text, starts), key=len)
    for number, (start, end) in enumerate(zip(cuts, [*cuts[1:], len(text)], strict=True)):
        glued = _FIGURE_BEHIND.match(text, start) if len(cuts) > 1 else None
        sure = trust.less(0.6, "label-run-together") if number == 0 < start or glued else trust
        piece = cut(part, glued.end() if glued else start, end) if len(cuts) > 1 else part
        leaf = make(piece, _goal, sure)
        if leaf is not None:
            yield leaf


def _goal(text: str) -> str | None:
    return None if is_blank(text) or is_counter_only(text) else read_text(drop_counter(text))


def _line_starts(part: Part) -> set[int]:
    """Where lines begin, counted in the plain text."""
    starts, at = set(), 0
    for line in part.lines:
        starts.add(at)
        at += sum(len(plain(word.text)) for word in line)
    return starts


def _counted(text: str, line_starts: set[int]) -> list[int]:
    """Where numbered goals begin; only 0 where the text is not numbered from its first words on."""
    for style in _COUNTERS:
        cuts: list[int] = []
        at = 0
        for number in range(1, _MOST + 1):
            pattern = style.format(number, _CHINESE[number - 1], _CIRCLED[number - 1])
            places = (at + hit.start() for hit in re.finditer(pattern, text[at:]))
            place = next((one for one in places if one in line_starts or _may_begin(text, one)), None)
            if place is None or (number == 1 and place > 0 and not _is_speck(text[:place], place in line_starts)):
                break
            cuts.append(place)
            at = place + 1
        if len(cuts) > 1:
            return cuts
    return [0]


def _counted_by_line(text: str, line_starts: set[int]) -> list[int]:
    """Goals numbered 1. 2. 3. at the starts of lines although a figure begins one of them (1.12个乡镇建成…).

    Where a line begins with a counter of two storeys (1.2), the text is numbered in another way.
    """
    found = {at: hit.group(1) for at in line_starts if (hit := _AT_LINE.match(text, at)) is not None}
    cuts = sorted(found)
    counts = [found[at] for at in cuts]
    in_turn = counts == [str(number) for number in range(1, len(counts) + 1)]
    return cuts if len(cuts) > 1 and cuts[0] == 0 and in_turn else [0]


def _is_speck(before: str, new_line: bool) -> bool:
    return new_line and _SPECKS.fullmatch(before) is not None


def _may_begin(text: str, at: int) -> bool:
    """A counter stands at the start or behind the end of a sentence, not inside a figure or a word."""
    return at == 0 or not (text[at - 1].isdigit() or text[at - 1] in ".-~≥≤第(（")
