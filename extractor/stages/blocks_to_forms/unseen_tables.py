"""Running text in, the table out that it is where no grid was seen: its labels still stand among the lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby, takewhile

from extractor.paper.block import Cell, Table
from extractor.paper.box import hull
from extractor.paper.form import Form
from extractor.paper.word import Word
from extractor.record.labels import Vocabulary, plain
from extractor.record.wording import INDICATOR_COLUMNS, LEVEL_NAMES, LIST_COLUMNS, MONEY_COLUMNS
from extractor.stages.blocks_to_forms.kinds import THIN

_LABELS: tuple[Vocabulary, ...] = (INDICATOR_COLUMNS, LEVEL_NAMES, MONEY_COLUMNS, LIST_COLUMNS)
_LABELS_LEAST = 4  # different labels that make a table of mere lines
_PIECES = 3  # pieces of print apart from each other in one line: running text has no such gaps
_ROWS_LEAST = 4  # lines running, of so many pieces, that are the rows of a table


def as_table(lines: Sequence[tuple[Word, ...]]) -> Table:
    """Lines kept whole: each a row, each of its words a cell."""
    cells = tuple(
        Cell(word.page, row, column, 1, 1, word.box, ((word,),))
        for row, line in enumerate(lines)
        for column, word in enumerate(line)
    )
    pages = tuple(sorted({cell.page for cell in cells}))
    return Table(pages, hull(cell.box for cell in cells), len(lines), max(map(len, lines)), cells)


def with_unseen_table(form: Form) -> Form:
    """A report with a table's labels or lines in columns holds a table that lost its grid, or is nothing else."""
    lines = [line for paragraph in form.paragraphs for line in paragraph.lines]
    tabled = _stands_in_columns(lines) or holds_labels([word.text for line in lines for word in line])
    if form.kind != "report" or not tabled:
        return form
    doubts = (*form.doubts, "table-unseen")
    if sum(len(line) > 1 for line in lines) * 2 < len(lines):
        return replace(form, certainty=min(form.certainty, THIN), doubts=doubts)
    heading = tuple(takewhile(lambda one: all(len(line) == 1 for line in one.lines), form.paragraphs))
    rest = [line for paragraph in form.paragraphs[len(heading) :] for line in paragraph.lines]
    return Form("table", form.pages, (*heading, as_table(rest)), THIN, doubts)


def _stands_in_columns(lines: Sequence[Sequence[Word]]) -> bool:
    """Whether several lines in a row are print in columns, whatever their labels say."""
    runs = ([*group] for apart, group in groupby(lines, lambda line: len(line) >= _PIECES) if apart)
    return any(len(run) >= _ROWS_LEAST for run in runs)


def holds_labels(texts: Sequence[str]) -> bool:
    """Whether enough different labels of tables stand among texts as words of their own."""
    words = {plain(word) for text in texts for word in text.split()}
    return sum(any(_is_listed(vocabulary, word) for vocabulary in _LABELS) for word in words) >= _LABELS_LEAST


def _is_listed(vocabulary: Vocabulary, word: str) -> bool:
    match = vocabulary.match(word)
    return match is not None and match.listed and len(word) > 2
