"""A table in, how it is built out: its rows, its head fields, the headers of indicators and lists it has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from extractor.paper.block import Cell, Table
from extractor.record.labels import plain
from extractor.record.wording import (
    GOAL_COLUMNS,
    GRADES,
    HEAD,
    INDICATOR_COLUMNS,
    LIST_COLUMNS,
    MONEY_COLUMNS,
    MONEY_ROWS,
)
from extractor.stages.blocks_to_forms.wording import is_form_title

_LIST_COLUMNS_LEAST = 4
_LIST_ROWS_LEAST = 3
_SOURCE_COLUMNS = 2  # of a money block, in which its sources stand
_SUBJECT = re.compile(r"[一-鿿]{2,8}(?:收入|支出|经费)")
_SUMS = frozenset({"合计", "总计", "小计"})
_LEVELS = frozenset({"level1", "level2", "level3"})
_LIST_ONLY = frozenset({"seq", "department_code", "department", "budget", "score", "grade"})
_PER_PROJECT = frozenset({"seq", "department_code", "department", "grade"})
_COUNTS = ("行次", "行号")
"""Heads of line numbers, which stand between a column's head and those of its amounts."""
_OWN_HEAD = frozenset({"project_name", "project_code", "implementing_unit", "supervising_department", "reporting_unit"})


def rows_of(table: Table) -> list[list[Cell]]:
    """The cells by the row they start in, left to right."""
    rows: list[list[Cell]] = [[] for _ in range(table.rows)]
    for cell in table.cells:
        rows[cell.row].append(cell)
    return [sorted(row, key=lambda cell: cell.column) for row in rows]


def stacked(tables: Sequence[Table]) -> Table:
    """Tables of one form under each other as one; columns keep their numbers."""
    cells: list[Cell] = []
    rows = 0
    for table in tables:
        cells += [replace(cell, row=cell.row + rows) for cell in table.cells]
        rows += table.rows
    pages = tuple(sorted({page for table in tables for page in table.pages}))
    return Table(pages, tables[0].box, rows, max(table.columns for table in tables), tuple(cells))


def header_row(rows: Sequence[Sequence[Cell]]) -> int | None:
    """The indicator table's header row: it names two levels, or the third and a column of values."""
    for at, row in enumerate(rows):
        meanings = {found for cell in row if (found := INDICATOR_COLUMNS.meaning(cell.text))}
        if len(meanings & _LEVELS) >= 2 or ("level3" in meanings and meanings & {"target", "actual", "weight"}):
            return at
    return None


def indicator_columns(rows: Sequence[Sequence[Cell]]) -> dict[str, float]:
    """The meanings of the indicator table's header, of one storey or two, and how surely; empty where there is none.

    In its second storey only printed synonyms count: that row may be the first one of values. The levels may stand in
    that storey themselves, beside heads that reach down from the first.
    """
    at = header_row(rows)
    if at is None:
        return {}
    below = rows[at + 1] if at + 1 < len(rows) and any(cell.row_span > 1 for cell in rows[at]) else []
    own = [match for cell in rows[at] if (match := INDICATOR_COLUMNS.match(cell.text)) is not None]
    more = [match for cell in below if (match := INDICATOR_COLUMNS.match(cell.text)) is not None]
    tall = [cell for cell in rows[at - 1] if cell.row_span > 1] if at else []
    more += [match for cell in tall if (match := INDICATOR_COLUMNS.match(cell.text)) is not None]
    found: dict[str, float] = {}
    for match in [*own, *(match for match in more if match.listed)]:
        found[match.meaning] = max(match.certainty, found.get(match.meaning, 0.0))
    return found


def own_head_labels(rows: Sequence[Sequence[Cell]]) -> set[str]:
    """Head fields of a form printed in the table itself as label and value.

    资金名称 beside 预算数 heads the column of the sources' names: what stands behind it is another head, no value. In
    the header of a budget book, beside the levels, 项目名称 heads the projects' names all the same.
    """
    header = header_row(rows)
    return {
        meaning
        for at, row in enumerate(rows)
        for cell, after in pairwise([*(cell for cell in row if plain(cell.text) not in _COUNTS), None])
        if cell is not None and (meaning := HEAD.meaning(cell.text)) in _OWN_HEAD and meaning is not None
        if after is None
        or at == header
        or _beside_header(at, cell, header)
        or not (_heads_amounts(after) or _heads_subjects(row, cell))
    }


def _beside_header(at: int, cell: Cell, header: int | None) -> bool:
    """Whether a cell of row ``at`` reaches down beside the levels' heads, as where these have a head of their own."""
    return header is not None and at <= header < at + cell.row_span


def names_its_project(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether a project's name stands right of its label, as in a project's own form and in no list."""
    return any(
        HEAD.meaning(cell.text) == "project_name" and plain(after.text) != "" and not _is_listed_label(after)
        for row in rows
        for cell, after in pairwise(row)
    )


def _is_listed_label(cell: Cell) -> bool:
    matches = (vocabulary.match(cell.text) for vocabulary in (HEAD, LIST_COLUMNS, MONEY_COLUMNS, INDICATOR_COLUMNS))
    goals = GOAL_COLUMNS.match(cell.text)
    return any(match is not None for match in matches) or (goals is not None and goals.listed)


def _heads_amounts(cell: Cell) -> bool:
    """Whether a cell heads a column of amounts, or several where the wall between them went unseen."""
    match = MONEY_COLUMNS.match(cell.text)
    together = {found.meaning for found in MONEY_COLUMNS.within(cell.text)}
    return (match is not None and match.listed) or len(together) > 1


def _heads_subjects(row: Sequence[Cell], head: Cell) -> bool:
    """Whether behind a head (项目) a unit's kinds of income or spending stand in a row, as over their amounts."""
    behind = [cell for cell in row if cell.column > head.column]
    return sum(_SUBJECT.fullmatch(plain(cell.text)) is not None for cell in behind) > 1


def in_table_titles(table: Table) -> Iterator[str]:
    """Titles printed as rows of the table itself: a cell across the whole width in one of the first rows."""
    yield from (text for text in wide_heads(table) if is_form_title(text))


def wide_heads(table: Table) -> Iterator[str]:
    """What stands across the whole width in the first rows, whether or not it reads like a title."""
    for row in rows_of(table)[:4]:
        filled = [cell for cell in row if cell.text.strip()]
        if len(filled) == 1 and filled[0].column_span * 2 >= table.columns:
            yield filled[0].text


def starts_a_form(table: Table) -> bool:
    """Whether a table begins a form of its own: a title row, or head fields before anything else."""
    if any(True for _ in in_table_titles(table)):
        return True
    rows = rows_of(table)
    return bool(own_head_labels(rows[:3]) - {"reporting_unit"}) and not is_list(rows)


def is_list(rows: Sequence[Sequence[Cell]]) -> bool:
    """A header all of labels, in one storey or two, with the project's name and what it got, over rows of data."""
    for at, row in enumerate(rows[:4]):
        if own_head_labels(rows[:at]) - {"reporting_unit"} or _heads_money(rows[at + 1 : at + 3]):
            return False
        filled = [cell for cell in row if cell.text.strip()]
        below = [cell for cell in rows[at + 1] if cell.text.strip()] if at + 1 < len(rows) else []
        over = [cell for cell in filled if cell.column_span > 1]
        lower = [cell for cell in below if any(_stands_under(cell, head) for head in over)]
        alone = [cell for cell in filled if not any(_stands_under(other, cell) for other in lower)]
        if _is_list_header(filled) or (lower and _is_list_header([*alone, *lower])):
            return True
    return False


def _heads_money(below: Sequence[Sequence[Cell]]) -> bool:
    """Whether the rows under a header begin with sources of money (年度资金总额): a form's money block.

    合计 alone says nothing: lists print the sum of all projects before them, too.
    """
    first = (cell.text for row in below for cell in row if cell.column < _SOURCE_COLUMNS)
    sources = (MONEY_ROWS.match(text) for text in first if plain(text) not in _SUMS)
    return any(source is not None and source.listed for source in sources)


def _stands_under(cell: Cell, head: Cell) -> bool:
    return head.column <= cell.column and cell.column + cell.column_span <= head.column + head.column_span


def _is_list_header(cells: Sequence[Cell]) -> bool:
    matches = [match for cell in cells if (match := LIST_COLUMNS.match(cell.text)) is not None]
    known = {match.meaning for match in matches}
    listed = any(match.meaning == "project_name" and match.listed for match in matches)
    named = listed or ("project_name" in known and known & _PER_PROJECT) or len(known & _LIST_ONLY) >= 4
    if not named or len(known) < 3 or len(matches) * 4 < len(cells) * 3:
        return False
    return bool(known & {"score", "grade"}) or {"seq", "budget"} <= known or {"department", "budget"} <= known


def lists_grades(table: Table, rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether a table is a list by its contents: rows cut alike, in each of them a grade and a running number."""
    alike = [row for row in rows if len(row) == table.columns and len(row) >= _LIST_COLUMNS_LEAST]
    if len(alike) < _LIST_ROWS_LEAST or len(alike) * 5 < len(rows) * 4:
        return False
    columns = [[plain(row[at].text) for row in alike[1:]] for at in range(table.columns)]
    grades = [sum(text in GRADES for text in texts) * 5 >= len(texts) * 4 for texts in columns]
    running = [sum(text == str(n) for n, text in enumerate(texts, 1)) * 2 >= len(texts) for texts in columns]
    return any(grades) and any(running)
