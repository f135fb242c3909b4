"""Lines and joined tables in, forms out: which lines belong to which table, and what is a text of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from extractor.paper.block import Table
from extractor.paper.form import Form, FormKind
from extractor.record.labels import plain
from extractor.record.wording import HEAD, INDICATOR_ROWS, SECTIONS
from extractor.stages.blocks_to_forms.group_tables import with_group
from extractor.stages.blocks_to_forms.headings import REACH, foot_end, heading_start
from extractor.stages.blocks_to_forms.joining import SNUG, Growing, Grown, begin, continued, repeated_header
from extractor.stages.blocks_to_forms.kinds import Kind, kind_of, kind_of_form
from extractor.stages.blocks_to_forms.lines import Item, Line, blocks, pages_of
from extractor.stages.blocks_to_forms.reports import reports_of
from extractor.stages.blocks_to_forms.sections import (
    are_sections,
    is_numbered_caption,
    sections_end,
    with_sections_as_rows,
)
from extractor.stages.blocks_to_forms.sheets import says_again
from extractor.stages.blocks_to_forms.spills import with_spilled
from extractor.stages.blocks_to_forms.structure import indicator_columns, rows_of, starts_a_form
from extractor.stages.blocks_to_forms.wording import (
    is_continued_mark,
    is_date_line,
    is_foot,
    is_form_title,
    is_money_unit_line,
    is_note,
    is_numbered,
    is_prose,
    is_section_caption,
    is_speck,
    names_a_head_field,
    same_words,
)

_ROW = 40.0  # points that a row whose walls went unseen can be high
_LOOSE_ROW = 40  # characters of a row that a scan left without walls
_SCRIBBLE = 12  # characters of a line between two parts of a table that no print accounts for
_ABREAST = 0.5  # of a table's height that stands beside another
_TOUCH = 3.0  # points that two tables side by side may seem to overlap
_FURTHER = 0.9  # trust in a form for each table after its first
_LOST = 0.8  # trust in a form that lacks the words of such a row
_INSIDE_TEXT: frozenset[FormKind] = frozenset({"project_list", "table"})


@dataclass(frozen=True)
class Span:
    """Items ``first`` to ``end`` (half-open) that make one form."""

    first: int
    end: int
    kind: FormKind
    certainty: float


def join_tables(items: Sequence[Item], blank: frozenset[int] = frozenset()) -> list[Grown]:
    """Tables continued over page breaks made one; the lines between their parts (续表, the unit again) dropped.

    ``blank`` are pages that were read and hold nothing, such as the backs of sheets: a table can go on behind them.
    """
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
        if (grouped := with_group(grown, item)) is not None:
            grown = grouped
            continue
        at = next((i for i in range(len(grown) - 1, -1, -1) if isinstance(grown[i], Growing)), None)
        joined = _joined(grown, at, item, blank) if at is not None else None
        if joined is not None and at is not None:
            grown[at:] = [joined]
        else:
            grown.append(begin(item))
    return grown


def _joined(grown: list[Grown], at: int, after: Table, blank: frozenset[int]) -> Growing | None:
    before = grown[at]
    if not isinstance(before, Growing):
        return None
    if _stands_abreast(before.table, after):
        return continued(before, after, least=SNUG) if repeated_header(before.table, after) else None
    skipped = range(before.table.pages[-1] + 1, after.pages[0])
    if before.table.pages[-1] >= after.pages[0] or not blank.issuperset(skipped):
        return None
    joined = _continued(grown, at, before, after)
    return replace(joined, certainty=joined.certainty * _LOST) if joined is not None and skipped else joined


def _stands_abreast(left: Table, right: Table) -> bool:
    """Whether a table stands beside the last part of another: with the same header it is the rest of one list."""
    own = [cell.box for cell in left.cells if cell.page == right.pages[0]]
    if not own or left.pages[-1] != right.pages[0]:
        return False
    above, below = max(min(box.top for box in own), right.box.top), min(max(b.bottom for b in own), right.box.bottom)
    return below - above > _ABREAST * right.box.height and max(box.right for box in own) <= right.box.left + _TOUCH


def _continued(grown: list[Grown], at: int, before: Growing, after: Table) -> Growing | None:
    lines = [line for line in grown[at + 1 :] if isinstance(line, Line) and not is_speck(line.text)]
    between = [line.text for line in lines if not (_beside(line, before.table) or _beside(line, after))]
    strange = [text for text in between if not (is_continued_mark(text) or is_money_unit_line(text))]
    if not strange:
        return continued(before, after)
    above = [line.text for line in grown[max(0, at - REACH) : at] if isinstance(line, Line)]
    header = repeated_header(before.table, after)
    if header and all(any(same_words(text, other) for other in above) or says_again(text, above) for text in strange):
        return continued(before, after)
    rest = _is_lost_row(lines, after) or (not header and all(map(_may_be_noise, strange)))
    joined = continued(before, after, least=SNUG) if rest else None
    return replace(joined, certainty=joined.certainty * _LOST) if joined is not None else None


def _may_be_noise(text: str) -> bool:
    """Whether a line between two parts of one table can be a seal's words or a scribble: it begins and ends nothing."""
    begins = is_form_title(text) or names_a_head_field(text) or is_numbered(text) or is_note(text)
    return len(plain(text)) <= _SCRIBBLE and not (begins or is_prose(text) or is_foot(text) or is_date_line(text))


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
    held = items[span.first : span.end]
    own: list[Item] = [item.table if isinstance(item, Growing) else item for item in held]
    pages = {number for item in own for number in pages_of(item)}
    kind = _kind_of_span(own, span)
    certainty = min(kind.certainty, *(item.certainty for item in held if isinstance(item, Growing)))
    return Form(
        kind.kind, tuple(range(min(pages), max(pages) + 1)), blocks(with_sections_as_rows(own)), certainty, kind.doubts
    )


def _kind_of_span(own: Sequence[Item], span: Span) -> Kind:
    """The kind by all tables of a form; each further table makes it less sure that they are one form."""
    tables = [item for item in own if isinstance(item, Table)]
    heading = [item.text for item in takewhile(lambda item: isinstance(item, Line), own) if isinstance(item, Line)]
    kind = kind_of_form(tables, heading)
    if kind.kind == "table":
        return Kind(span.kind, span.certainty)
    return replace(kind, certainty=kind.certainty * _FURTHER ** (len(tables) - 1))


def _table_spans(items: Sequence[Grown]) -> list[Span]:
    spans: list[Span] = []
    for at, item in enumerate(items):
        if not isinstance(item, Growing):
            continue
        floor = spans[-1].end if spans else 0
        first = heading_start(items, at, floor)
        heading = [line.text for line in items[first:at] if isinstance(line, Line)]
        kind = kind_of(item.table, heading)
        end = _end(items, at)
        if spans and _goes_on(items, spans[-1], first, at, kind.kind):
            last = spans[-1]
            known = last.kind if last.kind != "table" else kind.kind
            spans[-1] = replace(last, end=end, kind=known, certainty=min(last.certainty, kind.certainty) * _FURTHER)
        else:
            spans.append(Span(first, end, kind.kind, kind.certainty))
    return spans


def _end(items: Sequence[Grown], at: int) -> int:
    """Behind the foot of the table ``at``, and behind the closing sections of a form whose sections are numbered."""
    end = foot_end(items, at)
    above = items[at - 1] if at else None
    numbered = isinstance(above, Line) and is_numbered_caption(above.text)
    closing = sections_end(items, end) if numbered else end
    return foot_end(items, closing - 1) if closing > end else end


def _goes_on(items: Sequence[Grown], last: Span, first: int, at: int, kind: FormKind) -> bool:
    """Whether the table ``at`` is a further part of the form before it rather than a form of its own."""
    table = items[at]
    before = next((item for item in reversed(items[last.first : last.end]) if isinstance(item, Growing)), None)
    if not isinstance(table, Growing) or before is None or last.kind == "project_list" or starts_a_form(table.table):
        return False
    if table.table.pages[0] - before.table.pages[-1] > 1 or kind == "project_list":
        return False
    between = [item for item in items[last.end : at] if isinstance(item, Line) and not is_speck(item.text)]
    sections = all(_parts_sections(line.text) for line in between)
    if not sections and not (
        _awaits(before.table, table.table) and _may_stand_inside(between, _texts(items[last.first : last.end]))
    ):
        return False
    if last.kind == "table":
        return kind != "table" and bool(between) is False
    return not _finished(before.table) or (kind == "table" and _is_foot_table(table.table))


def _texts(items: Sequence[Grown]) -> list[str]:
    """What a form says so far, line by line and cell by cell."""
    lines = [item.text for item in items if isinstance(item, Line)]
    return lines + [cell.text for item in items if isinstance(item, Growing) for cell in item.table.cells]


def _parts_sections(text: str) -> bool:
    """Whether a line may stand between two tables of one form."""
    known = is_section_caption(text) or is_continued_mark(text) or is_money_unit_line(text)
    return known and not is_form_title(text)


def _awaits(before: Table, after: Table) -> bool:
    """Whether a form that has no indicators yet meets indicators that have no form: they are one."""
    return not indicator_columns(rows_of(before)) and bool(indicator_columns(rows_of(after)))


def _may_stand_inside(lines: Sequence[Line], said: Sequence[str]) -> bool:
    """Whether all lines between a form and the indicators it lacks are its own: a next sheet's head, its sections."""
    texts = [line.text for line in lines]
    return all(says_again(text, said) for text in texts) or are_sections(texts) or all(map(_may_be_cells, texts))


def _may_be_cells(text: str) -> bool:
    """Whether a line can be a row whose walls a scan lost (合计 45,270.00), rather than something of its own."""
    begins = is_form_title(text) or names_a_head_field(text) or is_numbered(text) or is_note(text) or is_prose(text)
    return len(plain(text)) <= _LOOSE_ROW and not begins


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
