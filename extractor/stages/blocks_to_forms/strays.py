"""Forms and all lines and tables in, the same forms out, with a doubt where a line near them belongs to no form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractor.paper.block import Table
from extractor.paper.form import Form
from extractor.record.labels import plain
from extractor.stages.blocks_to_forms.lines import Item, Line
from extractor.stages.blocks_to_forms.overlooked import chars_of, is_claimed
from extractor.stages.blocks_to_forms.wording import (
    is_attachment,
    is_contents_line,
    is_contents_title,
    is_continued_mark,
    is_money_unit_line,
    is_page_number,
    same_words,
)

_LEAST = 2
_LEGIBLE = 0.9
_SHOWN = 12  # characters of a line that its doubt repeats
_HARMLESS = (is_attachment, is_contents_line, is_contents_title, is_continued_mark, is_money_unit_line, is_page_number)


def with_strays(forms: Sequence[Form], items: Sequence[Item]) -> tuple[Form, ...]:
    """Names the lines that no form took to the form they stand with or after, for they may be a lost part of it.

    A line more than a page away from every form (a cover, a divider) is nobody's part.
    """
    claimed = {id(char) for form in forms for char in chars_of(form)}
    doubts: dict[int, list[str]] = {}
    for item in items:
        if isinstance(item, Table) or is_claimed(item, claimed):
            continue
        at = _form_near(forms, item)
        if at is not None and not _is_harmless(item, forms[at]):
            doubts.setdefault(at, []).append(f"stray:{plain(item.text)[:_SHOWN]}")
    return tuple(
        replace(form, doubts=(*form.doubts, *doubts[at])) if at in doubts else form for at, form in enumerate(forms)
    )


def _form_near(forms: Sequence[Form], line: Line) -> int | None:
    """The last form on the line's page or the one before it; a report's own text is whole, so it asks for nothing."""
    near = [
        at
        for at, form in enumerate(forms)
        if form.kind != "report" and form.pages[0] <= line.page.number <= form.pages[-1] + 1
    ]
    return near[-1] if near else None


def _legible(line: Line) -> int:
    """Characters and figures read with some confidence; bits of seals and specks have hardly one."""
    chars = [char for word in line.words for char in word.chars if char.confidence >= _LEGIBLE]
    return sum(1 for char in chars if char.text.isdigit() or (char.text.isalpha() and not char.text.isascii()))


def _is_harmless(line: Line, form: Form) -> bool:
    if _legible(line) < _LEAST or any(test(line.text) for test in _HARMLESS):
        return True
    heading = [" ".join(word.text for word in own) for paragraph in form.paragraphs for own in paragraph.lines]
    return any(same_words(line.text, other) for other in heading)
