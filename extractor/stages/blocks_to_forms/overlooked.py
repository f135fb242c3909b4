"""Forms and all lines in, the forms out with a doubt for each page whose text no form took."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from extractor.paper.form import Form
from extractor.paper.word import Char
from extractor.record.labels import plain
from extractor.stages.blocks_to_forms.kinds import THIN
from extractor.stages.blocks_to_forms.lines import Item, Line, pages_of
from extractor.stages.blocks_to_forms.unseen_tables import as_table, holds_labels, with_unseen_table
from extractor.stages.blocks_to_forms.wording import (
    is_attachment,
    is_contents_line,
    is_contents_title,
    is_date_line,
    is_form_title,
    is_page_number,
    is_report_title,
)

_LINES_LEAST = 3  # lines with something to say that make a page nobody may pass over
_SAYS = 8  # characters of such a line
_COVER = (
    is_attachment,
    is_contents_line,
    is_contents_title,
    is_date_line,
    is_form_title,
    is_page_number,
    is_report_title,
)


def with_overlooked(forms: Sequence[Form], items: Sequence[Item]) -> tuple[Form, ...]:
    """Doubts for pages of text that no form took; a table that lost its grid is kept line by line.

    So is any page with something to say where no form was found at all: nothing may vanish without a question.
    """
    claimed = {id(char) for form in forms for char in chars_of(form)}
    free: dict[int, list[Line]] = defaultdict(list)
    taken: set[int] = set()
    for item in items:
        if isinstance(item, Line) and not is_claimed(item, claimed):
            free[item.page.number].append(item)
        else:
            taken.update(pages_of(item))
    found = [with_unseen_table(form) for form in forms]
    for number, lines in free.items():
        if number in taken:
            continue
        tabled = holds_labels([line.text for line in lines])
        telling = sum(map(_says_something, lines)) >= _LINES_LEAST
        if tabled or (telling and not forms):
            kept = Form("table", (number,), (as_table([line.words for line in lines]),), THIN, ("table-unseen",))
            found = [*_doubting_beside(found, number), kept]
        elif telling:
            found = _doubting_beside(found, number)
    return tuple(sorted(found, key=lambda form: form.pages[0]))


def chars_of(form: Form) -> Iterator[Char]:
    """All characters that a form took; a word can have been cut into its label and its value."""
    for table in form.tables:
        yield from (char for cell in table.cells for word in cell.words for char in word.chars)
    for paragraph in form.paragraphs:
        yield from (char for line in paragraph.lines for word in line for char in word.chars)


def is_claimed(line: Line, claimed: Collection[int]) -> bool:
    """Whether a form took any of a line's characters, told by their identity."""
    return any(id(char) in claimed for word in line.words for char in word.chars)


def _says_something(line: Line) -> bool:
    """Whether a line is more than what covers, contents and dividers print."""
    text = plain(line.text)
    return len(text) >= _SAYS and any(char.isdigit() for char in text) and not any(test(line.text) for test in _COVER)


def _doubting_beside(forms: Sequence[Form], page: int) -> list[Form]:
    """A doubt for the nearest form before the page and the nearest behind it."""
    before = [at for at, form in enumerate(forms) if form.pages[-1] < page]
    after = [at for at, form in enumerate(forms) if form.pages[0] > page]
    near = {*before[-1:], *after[:1]}
    doubt = f"page-unclaimed:{page}"
    return [replace(form, doubts=(*form.doubts, doubt)) if at in near else form for at, form in enumerate(forms)]
