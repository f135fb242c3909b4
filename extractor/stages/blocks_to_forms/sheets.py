"""The lines over a table and those over the form before it in, whether they only say again whose form it is out.

A form printed on two sheets has its title on both, the second marked as such (…自评表(续), 表2, 之二), and often the
project's name, the unit or the unit of money again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.record.labels import plain
from extractor.record.wording import HEAD
from extractor.stages.blocks_to_forms.wording import (
    is_continued_mark,
    is_form_title,
    is_money_unit_line,
    same_words,
)

_MARK = r"续(?:表|上表|上页|前表|一|二|三|1|2|3)?|[附续]?表[一二三四\d]|之?[一二三四]|[2-4]|第[一二三四\d][页张]"
_SHEET = re.compile(rf"[(（【](?:{_MARK})[)）】]|续表?\d?$|(?<=表)(?:之[一二三四]|[2-4])$|^续(?:表\d?)?[:：]?")
_LOOSE_SHEET = re.compile(r"[附续]?表[一二三四\d](?!\d)")
"""表2 on the line of the unit of money."""
_YEAR = re.compile(r"[(（]?(?:19|20)\d\d年?度?[)）]?")
_UNSAID = frozenset({"unit_of_money"})
_LEAST = 2  # characters of a value that can be told to be said again


def says_again(text: str, said: Sequence[str]) -> bool:
    """Whether a line over a further sheet of a form says nothing that ``said``, the form so far, does not."""
    line = plain(text)
    if is_continued_mark(text) or is_money_unit_line(text) or _LOOSE_SHEET.fullmatch(line):
        return True
    if is_form_title(text) or is_form_title(_bare(line)):
        return any(same_words(_bare(line), _bare(plain(other))) for other in said)
    if _YEAR.fullmatch(line):
        return any(line.strip("()（）") in plain(other) for other in said)
    hits = list(HEAD.inline(line))
    if not hits or (hits[0].start and not _LOOSE_SHEET.fullmatch(line[: hits[0].start])):
        return False
    ends = [*(hit.start for hit in hits[1:]), len(line)]
    values = [
        _LOOSE_SHEET.sub("", line[hit.end : end])
        for hit, end in zip(hits, ends, strict=True)
        if hit.match.meaning not in _UNSAID
    ]
    return all(_is_said(value, said) for value in values)


def _bare(title: str) -> str:
    return _SHEET.sub("", _YEAR.sub("", title))


def _is_said(value: str, said: Sequence[str]) -> bool:
    return not value or any(
        (len(value) >= _LEAST and value in plain(other)) or same_words(value, plain(other)) for other in said
    )
