"""Pages' blocks in, the same out with head tables turned where each value stands under its label.

Forms in open tables often print their head as a table of its own, one row of labels over one row of values
(项目名称 | 预算总额 | 财政拨款 | 自筹经费). Turned, so that every value stands right of its label, it says the same
in the way that all other forms say it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from extractor.paper.block import Block, Cell, PageBlocks, Paragraph, Table
from extractor.record.labels import LISTED, label_key, plain
from extractor.record.wording import HEAD, INDICATOR_ROWS, MONEY_COLUMNS, MONEY_ROWS
from extractor.stages.blocks_to_forms.structure import indicator_columns, rows_of
from extractor.stages.blocks_to_forms.wording import is_form_title

_LABELS = (HEAD, MONEY_ROWS, MONEY_COLUMNS, INDICATOR_ROWS)
_LIKELY = 0.8  # the same from which it is at least built like a label, no character forgiven
_LEAST = 2  # columns; a single label over its value needs no turning
_ANY_NAMES = frozenset({"项目", "资金名称"})
"""Heads over the names of sources or kinds of spending as well as over a project's name."""


def with_values_beside(pages: Sequence[PageBlocks]) -> tuple[PageBlocks, ...]:
    """The pages, every head table of labels over one row of values turned into a row for each label."""
    return tuple(replace(page, blocks=tuple(_turned(page.blocks))) for page in pages)


def _turned(blocks: Sequence[Block]) -> Iterator[Block]:
    for at, block in enumerate(blocks):
        heads_a_form = isinstance(block, Table) and _has_values_below(block) and _goes_on(blocks[at + 1 :])
        yield _beside(block) if isinstance(block, Table) and heads_a_form else block


def _has_values_below(table: Table) -> bool:
    """Whether a table is a row of listed labels, the project's name among them, over a row of values that are none."""
    rows = rows_of(table)
    if table.rows != _LEAST or table.columns < _LEAST or len(table.cells) != _LEAST * table.columns:
        return False
    labels, values = rows
    named = any(HEAD.meaning(c.text) == "project_name" and label_key(c.text) not in _ANY_NAMES for c in labels)
    blank = not any(plain(cell.text) for cell in values)
    heads = all(_certainty(cell) > _LIKELY for cell in labels)
    return named and not blank and heads and not any(_certainty(cell) > LISTED for cell in values)


def _goes_on(below: Sequence[Block]) -> bool:
    """Whether indicators follow on the page before another form's title does: a list of one project has none."""
    own = takewhile(lambda block: not (isinstance(block, Paragraph) and is_form_title(block.text)), below)
    return any(bool(indicator_columns(rows_of(block))) for block in own if isinstance(block, Table))


def _certainty(cell: Cell) -> float:
    """How surely a cell holds a label of any kind that stands in a form's head."""
    matches = (vocabulary.match(cell.text) for vocabulary in _LABELS)
    return max((match.certainty for match in matches if match is not None), default=0.0)


def _beside(table: Table) -> Table:
    cells = tuple(
        replace(cell, row=row, column=column)
        for row, pair in enumerate(_pairs(table))
        for column, cell in enumerate(pair)
    )
    return replace(table, rows=table.columns, columns=_LEAST, cells=cells)


def _pairs(table: Table) -> Iterator[tuple[Cell, Cell]]:
    yield from zip(*rows_of(table), strict=True)
