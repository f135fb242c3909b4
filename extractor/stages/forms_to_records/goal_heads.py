"""A header row over goals in, its heads out with the meanings that what stands under them gives them.

Offices name the two columns in many words (年初设定情况 | 年末完成情况, 目标内容 | 实现程度). Where one is known, the
sentences under the other tell it; and a 实现程度 with sentences under it is a result in words, no rate.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractor.paper.block import Cell
from extractor.record.labels import Match, plain
from extractor.record.values.numbers import read_percent
from extractor.record.values.text import Unreadable
from extractor.record.wording import GOAL_COLUMNS, HEAD, MONEY_COLUMNS
from extractor.stages.forms_to_records.head_paths import is_head_like
from extractor.stages.forms_to_records.sheet import Label, Sheet, columns_of

_SENTENCE = 8  # characters below which a text under a head may as well be a head
_BY_PLACE = 0.85
_OF_RESULTS = re.compile(
    r"^.{0,4}([完达]成|实现|落实|实际|执行|进展|年末|年终).{0,4}(情况|内容|结果|成效|描述|说明|值)$"
)
_OF_GOALS = re.compile(
    r"^.{0,6}(目标|任务)$|^.{0,4}(目标|任务|计划|设定|预期|年初|申报).{0,4}(情况|内容|目标|任务|描述|说明|值)$"
)


def with_meanings_by_content(sheet: Sheet, row: int, labels: Sequence[Label]) -> list[Label]:
    """The heads, a rate with sentences under it made the result, and a head nobody listed added by its place."""
    known = {label.match.meaning for label in labels}
    told = [_as_result(sheet, label) if "actual" not in known else label for label in labels]
    told = [_as_goal(sheet, label) if "expected" not in known else label for label in told]
    known = {label.match.meaning for label in told}
    if "actual" in known and "expected" not in known:
        told += _unlisted(sheet, row, told, "actual", "expected", _OF_GOALS)
    elif "expected" in known and not known & {"actual", "completion"}:
        told += _unlisted(sheet, row, told, "expected", "actual", _OF_RESULTS)
    return told


def _as_result(sheet: Sheet, label: Label) -> Label:
    """A 完成程度 under which sentences stand is the result told in words."""
    below = sheet.below(label.cell)
    if label.match.meaning != "completion" or below is None or not _is_sentence(below) or _is_rate(below):
        return label
    return replace(label, match=replace(label.match, meaning="actual"))


def _as_goal(sheet: Sheet, label: Label) -> Label:
    """A 目标 with a sentence under it heads goals, not their numbers."""
    below = sheet.below(label.cell)
    if label.match.meaning != "counter" or below is None or not _is_sentence(below):
        return label
    return replace(label, match=replace(label.match, meaning="expected"))


def _unlisted(
    sheet: Sheet, row: int, labels: Sequence[Label], known: str, missing: str, words: re.Pattern[str]
) -> list[Label]:
    """The head beside the known one that no vocabulary knows but that speaks of such, with a sentence under it."""
    heads = [label.cell for label in labels if label.match.meaning == known]
    found = []
    for cell in sheet.starting(row):
        near = any(_touch(cell, head) for head in heads)
        below = sheet.under(cell.row + cell.row_span, columns_of(cell)) if near else None
        strange = all(listed.match(cell.text) is None for listed in (GOAL_COLUMNS, HEAD, MONEY_COLUMNS))
        if below is None or not strange or not is_head_like(cell) or not words.search(plain(cell.text)):
            continue
        if _is_sentence(below):
            found.append(Label(cell, Match(missing, _BY_PLACE, plain(cell.text))))
    return found if len(found) == 1 else []


def _touch(left: Cell, right: Cell) -> bool:
    return right.column == left.column + left.column_span or left.column == right.column + right.column_span


def _is_sentence(cell: Cell) -> bool:
    return len(plain(cell.text)) >= _SENTENCE and GOAL_COLUMNS.match(cell.text) is None


def _is_rate(cell: Cell) -> bool:
    try:
        return read_percent(cell.text) is not None
    except Unreadable:
        return False
