"""Lines and joined tables in, forms out: which lines belong to which table, and what is a text of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from extractor.paper.block import Table
from extractor.paper.form import Form, FormKind
from extractor.record.labels import plain
from extractor.record.wording import HEAD, INDICATOR_ROWS, SECTIONS
from extractor.stages.blocks_to_forms.joining import Growing, begin, continued, repeated_header
from extractor.stages.blocks_to_forms.kinds import indicator_columns, kind_of, rows_of, starts_a_form
from extractor.stages.blocks_to_forms.lines import Item, Line, blocks
from extractor.stages.blocks_to_forms.reports import reports_of
from extractor.stages.blocks_to_forms.spills import with_spilled
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
    is_section_caption,
    is_speck,
    names_a_head_field,
    same_words,
)

Grown: TypeAlias = "Line | Growing"
_LARGER = 1.25  # times the height of a table's print that a title's is at least
_ROW = 40.0  # points that a row whose walls went unseen can be high
_LOST = 0.8  # trust in a form that lacks the words of such a row
_REACH = 10  # lines above a table in which its title may stand
_INSIDE_TEXT: frozenset[FormKind] = frozenset({"project_list", "table"})


@dataclass(frozen=True)
class Span:
    """Items ``first`` to ``end`` (half-open) that make one form."""

    first: int
    end: int
    kind: FormKind
    certainty: float


def join_tables(items: Sequence[Item]) -> list[Grown]:
    """Tables continued over page breaks made one; the lines between their parts (续表, the unit again) dropped."""
    grown: list[Grown] = []
    for item in items:
        if isinstance(item, Line):
            before = grown[-1] if grown else None
            spilled = with_spilled(before.table, item) if isinstance(before, Growing) else None
            if spilled is not None and isinstance(before, Growing):
                grown[-1] = replace(before, table=spilled)
            else:
                grown.append(item)
            continue
        at = next((i for i in range(len(grown) - 1, -1, -1) if isinstance(grown[i], Growing)), None)
        joined = _joined(grown, at, item) if at is not None else None
        if joined is not None and at is not None:
            grown[at:] = [joined]
        else:
            grown.append(begin(item))
    return grown


def _joined(grown: list[Grown], at: int, after: Table) -> Growing | None:
    before = grown[at]
    if not isinstance(before, Growing) or after.pages[0] != before.table.pages[-1] + 1:
        return None
    lines = [line for line in grown[at + 1 :] if isinstance(line, Line) and not is_speck(line.text)]
    between = [line.text for line in lines if not (_beside(line, before.table) or _beside(line, after))]
    strange = [text for text in between if not (is_continued_mark(text) or is_money_unit_line(text))]
    if strange:
        above = [line.text for line in grown[max(0, at - _REACH) : at] if isinstance(line, Line)]
        repeated = all(any(same_words(text, other) for other in above) for text in strange)
        if not (repeated and repeated_header(before.table, after)):
            joined = continued(before, after) if _is_lost_row(lines, after) else None
            return replace(joined, certainty=joined.certainty * _LOST) if joined is not None else None
    return continued(before, after)


def _is_lost_row(lines: Sequence[Line], after: Table) -> bool:
    """Whether lines at the very top of a page are a row of the table below whose walls went unseen."""
    texts = [line.text for line in lines]
    if any(is_form_title(t) or names_a_head_field(t) or is_prose(t) or is_numbered(t) for t in texts):
        return False
    near = all(line.page.number == after.pages[0] and after.box.top - line.box.bottom < _ROW for line in lines)
    return near and any(len(line.words) > 1 and any(char.isdigit() for char in line.text) for line in lines)


def _beside(line: Line, table: Table) -> bool:
    """Whether a line stands at the height of a table: a word its grid lost, nothing that comes after it."""
    boxes = [cell.box for cell in table.cells if cell.page == line.page.number]
    middle = line.box.centre[1]
    return bool(boxes) and min(box.top for box in boxes) < middle < max(box.bottom for box in boxes)


def forms_of(items: Sequence[Grown]) -> tuple[Form, ...]:
    """All forms in document order."""
    spans = _table_spans(items)
    starts = {span.first: span for span in spans}
    held = {at for span in spans for at in range(span.first, span.end)}
    stream: list[Line | FormKind] = []
    order: dict[int, int] = {}
    for at, item in enumerate(items):
        if at in starts:
            stream.append(starts[at].kind)
        if at not in held and isinstance(item, Line):
            order[id(item)] = at
            stream.append(item)
    placed = [(span.first, _form(items, span)) for span in spans]
    placed += [(order[id(lines[0])], form) for lines, form in reports_of(stream, _INSIDE_TEXT)]
    return tuple(form for _, form in sorted(placed, key=lambda pair: pair[0]))


def _form(items: Sequence[Grown], span: Span) -> Form:
    own: list[Item] = [item.table if isinstance(item, Growing) else item for item in items[span.first : span.end]]
    pages = {number for item in own for number in (item.pages if isinstance(item, Table) else (item.page.number,))}
    certainty = span.certainty
    for item in items[span.first : span.end]:
        if isinstance(item, Growing):
            certainty = min(certainty, item.certainty)
    return Form(span.kind, tuple(range(min(pages), max(pages) + 1)), blocks(own), certainty)


def _table_spans(items: Sequence[Grown]) -> list[Span]:
    spans: list[Span] = []
    for at, item in enumerate(items):
        if not isinstance(item, Growing):
            continue
        floor = spans[-1].end if spans else 0
        first = heading_start(items, at, floor)
        heading = [line.text for line in items[first:at] if isinstance(line, Line)]
        kind = kind_of(item.table, heading)
        end = _foot_end(items, at)
        if spans and _goes_on(items, spans[-1], first, at, kind.kind):
            last = spans[-1]
            known = last.kind if last.kind != "table" else kind.kind
            spans[-1] = replace(last, end=end, kind=known, certainty=min(last.certainty, kind.certainty) * 0.9)
        else:
            spans.append(Span(first, end, kind.kind, kind.certainty))
    return spans


def _goes_on(items: Sequence[Grown], last: Span, first: int, at: int, kind: FormKind) -> bool:
    """Whether the table ``at`` is a further part of the form before it rather than a form of its own."""
    table = items[at]
    before = next((item for item in reversed(items[last.first : last.end]) if isinstance(item, Growing)), None)
    if not isinstance(table, Growing) or before is None or last.kind == "project_list" or starts_a_form(table.table):
        return False
    if table.table.pages[0] - before.table.pages[-1] > 1 or kind == "project_list":
        return False
    between = [item for item in items[last.end : at] if isinstance(item, Line) and not is_speck(item.text)]
    if any(
        not (is_section_caption(line.text) or is_continued_mark(line.text) or is_money_unit_line(line.text))
        for line in between
    ) or any(is_form_title(line.text) for line in between):
        return False
    if last.kind == "table":
        return kind != "table" and bool(between) is False
    return not _finished(before.table) or (kind == "table" and _is_foot_table(table.table))


def _is_foot_table(table: Table) -> bool:
    """Whether a table begins with what ends a form (its grade, its problems), as where a page break parts them."""
    first = [cell for row in rows_of(table)[:2] for cell in row]
    return any(
        INDICATOR_ROWS.meaning(cell.text) in ("grade", "conclusion", "total")
        or SECTIONS.meaning(cell.text) in ("problems", "measures")
        for cell in first
    )


def _finished(table: Table) -> bool:
    """Whether a table has come to its end: a total, a grade, remarks or a signature among its last rows."""
    rows = rows_of(table)
    if not indicator_columns(rows):
        return False
    for row in rows[-5:]:
        for cell in row:
            if INDICATOR_ROWS.match(cell.text) or HEAD.meaning(cell.text) in ("preparer", "reviewer"):
                return True
            if SECTIONS.meaning(cell.text) in ("problems", "measures", "remark"):
                return True
    return False


def heading_start(items: Sequence[Grown], at: int, floor: int) -> int:
    """Where the heading of the table ``at`` begins; ``floor`` is the first item not held by an earlier form."""
    title = _title_above(items, at, floor)
    if title is None:
        first = at
        while first > floor and _is_head_line(items[first - 1]):
            first -= 1
        return first
    first = title
    while first > floor and _belongs_above(items[first - 1], items[first]):
        first -= 1
    return first


def _title_above(items: Sequence[Grown], at: int, floor: int) -> int | None:
    for index in range(at - 1, max(floor, at - _REACH) - 1, -1):
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


def _foot_end(items: Sequence[Grown], at: int) -> int:
    """Behind the last line under the table ``at`` that is its foot or its note."""
    end, note = at + 1, None
    while end < len(items):
        line = items[end]
        if not isinstance(line, Line) or is_form_title(line.text):
            break
        if is_note(line.text):
            note = line
        elif note is not None and line.page.number == note.page.number and _runs_on_from(note, line):
            pass
        elif not is_foot(line.text):
            break
        end += 1
    return end


def _runs_on_from(note: Line, line: Line) -> bool:
    return line.origin == note.origin or (is_numbered(line.text) and line.size <= note.size * 1.1)
