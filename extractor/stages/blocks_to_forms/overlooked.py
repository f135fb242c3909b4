"""Forms and all lines in, the forms out with a doubt for each page whose text no form took, or took for mere prose.

Where no grid was seen, a whole form is only lines: its labels still stand among them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from extractor.paper.block import Cell, Table
from extractor.paper.box import hull
from extractor.paper.form import Form
from extractor.paper.word import Word
from extractor.record.labels import Vocabulary, plain
from extractor.record.wording import INDICATOR_COLUMNS, LEVEL_NAMES, LIST_COLUMNS, MONEY_COLUMNS
from extractor.stages.blocks_to_forms.kinds import THIN
from extractor.stages.blocks_to_forms.lines import Item, Line, pages_of
from extractor.stages.blocks_to_forms.wording import (
    is_attachment,
    is_contents_line,
    is_contents_title,
    is_date_line,
    is_form_title,
    is_page_number,
    is_report_title,
)

_LABELS: tuple[Vocabulary, ...] = (INDICATOR_COLUMNS, LEVEL_NAMES, MONEY_COLUMNS, LIST_COLUMNS)
_LISTED = 0.9
_LABELS_LEAST = 4  # different labels that make a table of mere lines
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
    claimed = {id(word) for form in forms for word in words_of(form)}
    free: dict[int, list[Line]] = defaultdict(list)
    taken: set[int] = set()
    for item in items:
        if isinstance(item, Line) and not any(id(word) in claimed for word in item.words):
            free[item.page.number].append(item)
        else:
            taken.update(pages_of(item))
    found = [_doubting_tables(form) for form in forms]
    for number, lines in free.items():
        if number in taken:
            continue
        tabled = len(_labels([line.text for line in lines])) >= _LABELS_LEAST
        telling = sum(map(_says_something, lines)) >= _LINES_LEAST
        if tabled or (telling and not forms):
            kept = Form("table", (number,), (_as_table([line.words for line in lines]),), THIN, ("table-unseen",))
            found = [*_doubting_beside(found, number), kept]
        elif telling:
            found = _doubting_beside(found, number)
    return tuple(sorted(found, key=lambda form: form.pages[0]))


def words_of(form: Form) -> list[object]:
    """All words that a form took."""
    inside: list[object] = [word for table in form.tables for cell in table.cells for word in cell.words]
    return inside + [word for paragraph in form.paragraphs for line in paragraph.lines for word in line]


def _as_table(lines: Sequence[tuple[Word, ...]]) -> Table:
    """Lines kept whole: each a row, each of its words a cell."""
    cells = tuple(
        Cell(word.page, row, column, 1, 1, word.box, ((word,),))
        for row, line in enumerate(lines)
        for column, word in enumerate(line)
    )
    pages = tuple(sorted({cell.page for cell in cells}))
    return Table(pages, hull(cell.box for cell in cells), len(lines), max(map(len, lines)), cells)


def _doubting_tables(form: Form) -> Form:
    """A report with a table's labels among its words holds one that lost its grid, or is nothing else."""
    lines = [line for paragraph in form.paragraphs for line in paragraph.lines]
    if form.kind != "report" or len(_labels([word.text for line in lines for word in line])) < _LABELS_LEAST:
        return form
    doubts = (*form.doubts, "table-unseen")
    if sum(len(line) > 1 for line in lines) * 2 < len(lines):
        return replace(form, certainty=min(form.certainty, THIN), doubts=doubts)
    heading = tuple(takewhile(lambda one: all(len(line) == 1 for line in one.lines), form.paragraphs))
    rest = [line for paragraph in form.paragraphs[len(heading) :] for line in paragraph.lines]
    return Form("table", form.pages, (*heading, _as_table(rest)), THIN, doubts)


def _labels(texts: Sequence[str]) -> set[str]:
    """Different labels of tables that stand as words of their own."""
    words = {plain(word) for text in texts for word in text.split()}
    return {word for word in words if any(_is_listed(vocabulary, word) for vocabulary in _LABELS)}


def _is_listed(vocabulary: Vocabulary, word: str) -> bool:
    match = vocabulary.match(word)
    return match is not None and match.certainty > _LISTED and len(word) > 2


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
