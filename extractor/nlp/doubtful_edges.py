"""Names whose edges may lie elsewhere, however sure the recogniser is of them: a person is asked where they end.

县残联治超站点运行补贴 may be a body and what it was given; in 档案柜核减、医保驿站邮寄费 the words before the 、 may be
half of the name; 乡镇吸毒人员奖励支出 may be a kind of spending; a bracket behind the name may be its end.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.nlp.patterns.bodies import find_bodies
from extractor.record.narrative import Span

_JOINS = re.compile(r"[、和与及]")
_BEFORE = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]*$")
_AFTER = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]*")
_BRACKET = re.compile(r"[（(][^（()）\n]*")
_SPENDING = re.compile(r"支出$")
_TOLD = ("AMOUNT", "SCORE", "PERCENT", "GRADE")
_LEAST = 3
"""Characters that half of a name has at least."""


def is_doubtful(text: str, name: Span, mentions: Sequence[Span]) -> bool:
    """Whether a project's name may begin earlier or later, end later, or be no project at all.

    Args:
        text: the report.
        name: the name.
        mentions: all that is named or counted in the report, in order.
    """
    words = text[name.start : name.end]
    if _SPENDING.search(words) or _begins_with_body(words):
        return True
    return (
        _joined_before(text, name, mentions)
        or _joined_behind(text, name, mentions)
        or noted_behind(text, name, mentions)
    )


def _begins_with_body(words: str) -> bool:
    return any(body.start == 0 and body.end < len(words) for body in find_bodies(words))


def _joined_before(text: str, name: Span, mentions: Sequence[Span]) -> bool:
    """Whether a sign such as 、 parts the name from words that are no mention themselves."""
    if not _JOINS.fullmatch(text, name.start - 1, name.start):
        return False
    nearest = max((mention.end for mention in mentions if mention.end < name.start), default=0)
    words = _BEFORE.search(text, nearest, name.start - 1)
    return words is not None and len(words.group()) >= _LEAST


def _joined_behind(text: str, name: Span, mentions: Sequence[Span]) -> bool:
    if not _JOINS.fullmatch(text, name.end, name.end + 1):
        return False
    nearest = min((mention.start for mention in mentions if mention.start > name.end), default=len(text))
    words = _AFTER.match(text, name.end + 1, nearest)
    return words is not None and len(words.group()) >= _LEAST


def noted_behind(text: str, name: Span, mentions: Sequence[Span]) -> bool:
    """Whether a bracket follows that states no money, score or share of the project."""
    note = _BRACKET.match(text, name.end)
    return note is not None and not any(
        note.start() < mention.start < note.end() and mention.label in _TOLD for mention in mentions
    )
