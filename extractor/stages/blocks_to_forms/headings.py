"""The lines around a table in, where the form's heading begins and its foot ends out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.record.labels import plain
from extractor.stages.blocks_to_forms.joining import Growing, Grown
from extractor.stages.blocks_to_forms.lines import Line
from extractor.stages.blocks_to_forms.sections import goal_text_start
from extractor.stages.blocks_to_forms.wording import (
    is_attachment,
    is_continued_mark,
    is_date_line,
    is_foot,
    is_form_title,
    is_heading,
    is_money_unit_line,
    is_note,
    is_numbered,
    is_prose,
    names_a_head_field,
)

REACH = 10
"""Lines above a table in which its title may stand."""
_LARGER = 1.25  # times the height of a table's print that a title's is at least
_NOTE_COUNTER = re.compile(r"(?:[一-鿿]{1,4}[:：])?[(（]?(\d{1,2})[)）]?[.．、](?!\d)")
_SAME_PRINT = 1.2  # times the height of a note's first line that its others are at most: on a curled page they vary


def heading_start(items: Sequence[Grown], at: int, floor: int) -> int:
    """Where the heading of the table ``at`` begins; ``floor`` is the first item not held by an earlier form."""
    over = goal_text_start(items, at, floor)
    title = _title_above(items, over, floor)
    if title is None:
        first = over
        while first > floor and _is_head_line(items[first - 1]):
            first -= 1
        return first
    first = title
    while first > floor and _belongs_above(items[first - 1], items[first]):
        first -= 1
    return first


def _title_above(items: Sequence[Grown], at: int, floor: int) -> int | None:
    for index in range(at - 1, max(floor, at - REACH) - 1, -1):
        line = items[index]
        if not isinstance(line, Line) or not is_heading(line.text):
            return None
        if is_form_title(line.text) and _stands_alone(items, index):
            return index
        if index > floor and _ends_title(items[index - 1], line):
            return index
        if _looks_like_title(line, items[at]):
            return index
    return None


def _looks_like_title(line: Line, below: Grown) -> bool:
    """Whether a line in larger print stands centred over a table, whatever its words end in."""
    if (
        not isinstance(below, Growing)
        or is_numbered(line.text)
        or names_a_head_field(line.text)
        or ":" in plain(line.text)
    ):
        return False
    heights = sorted(word.box.height for cell in below.table.cells for word in cell.words if not word.vertical)
    larger = bool(heights) and line.size > _LARGER * heights[len(heights) // 2]
    text = plain(line.text)
    return larger and line.centred and 4 <= len(text) <= 40 and ":" not in text


def _ends_title(upper: Grown, line: Line) -> bool:
    """Whether a line is the short rest of a title begun on the line above (…绩效目 / 标表)."""
    if not isinstance(upper, Line) or is_form_title(upper.text) or upper.page.number != line.page.number:
        return False
    alike = abs(upper.size - line.size) <= 0.2 * line.size and line.box.top - upper.box.bottom < 1.6 * line.size
    return alike and len(line.text) < 4 and is_form_title(upper.text + line.text)


def _stands_alone(items: Sequence[Grown], at: int) -> bool:
    """A title is centred or a paragraph of its own, not the last line of running text."""
    line = items[at]
    if not isinstance(line, Line):
        return False
    before = items[at - 1] if at else None
    runs_on = isinstance(before, Line) and before.origin == line.origin and before.box.width > 0.7 * line.page.width
    return line.centred or not runs_on


def _is_head_line(item: Grown) -> bool:
    return (
        isinstance(item, Line)
        and not is_prose(item.text)
        and (names_a_head_field(item.text) or is_continued_mark(item.text) or is_money_unit_line(item.text))
        and not is_foot(item.text)
    )


def _belongs_above(upper: Grown, lower: Grown) -> bool:
    """Whether a line above a title is part of it (a title over two lines) or its attachment number."""
    if not isinstance(upper, Line) or not isinstance(lower, Line) or upper.page.number != lower.page.number:
        return False
    if is_attachment(upper.text):
        return True
    if is_prose(upper.text) or is_foot(upper.text) or is_date_line(upper.text) or is_numbered(lower.text):
        return False
    close = lower.box.top - upper.box.bottom < 1.6 * lower.size
    alike = abs(upper.size - lower.size) <= 0.15 * lower.size
    begun = upper.centred or is_numbered(upper.text) or upper.box.width > 0.6 * upper.page.width
    return close and alike and begun and lower.centred


def foot_end(items: Sequence[Grown], at: int) -> int:
    """Behind the last line under the table ``at`` that is its foot or its note."""
    end, note = at + 1, None
    while end < len(items):
        line = items[end]
        if not isinstance(line, Line) or is_form_title(line.text):
            break
        if is_note(line.text) or (note is not None and _goes_on_overleaf(items[at + 1 : end], line)):
            note = line
        elif note is not None and line.page.number == note.page.number and _runs_on_from(note, line):
            pass
        elif not is_foot(line.text):
            break
        end += 1
    return end


def _goes_on_overleaf(under: Sequence[Grown], line: Line) -> bool:
    """Whether the numbered notes under a table go on with their next number at the head of the following page."""
    lines = [item for item in under if isinstance(item, Line)]
    if lines[-1].page.number + 1 != line.page.number or line.size > lines[-1].size * _SAME_PRINT:
        return False
    counters = [match for one in lines if (match := _NOTE_COUNTER.match(plain(one.text)))]
    following = _NOTE_COUNTER.match(plain(line.text))
    return bool(counters) and following is not None and int(following.group(1)) == int(counters[-1].group(1)) + 1


def _runs_on_from(note: Line, line: Line) -> bool:
    return line.origin == note.origin or (is_numbered(line.text) and line.size <= note.size * _SAME_PRINT)
