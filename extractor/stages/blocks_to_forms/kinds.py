"""A table in, the kind of form it is part of out, told by its labels wherever they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.paper.block import Cell, Table
from extractor.paper.form import FormKind
from extractor.record.labels import plain
from extractor.record.wording import DEPARTMENT_MONEY, GRADES, HEAD, INDICATOR_COLUMNS, LIST_COLUMNS, TASK_COLUMNS
from extractor.stages.blocks_to_forms.wording import is_form_title

_LIST_COLUMNS_LEAST = 4
_LIST_ROWS_LEAST = 3
_LEVELS = frozenset({"level1", "level2", "level3"})
_RESULTS = frozenset({"actual", "score", "completion_rate"})
_LIST_ONLY = frozenset({"seq", "department_code", "department", "budget", "score", "grade"})
_WHOLE = re.compile(r"整体|整支出|体支出|(?:部门|单位)整")
"""整体支出, also where one of its characters was lost."""
_OWN_HEAD = frozenset({"project_name", "project_code", "implementing_unit", "supervising_department", "reporting_unit"})


@dataclass(frozen=True)
class Kind:
    """What a table is taken for, and how surely (0..1)."""

    kind: FormKind
    certainty: float


def rows_of(table: Table) -> list[list[Cell]]:
    """The cells by the row they start in, left to right."""
    rows: list[list[Cell]] = [[] for _ in range(table.rows)]
    for cell in table.cells:
        rows[cell.row].append(cell)
    return [sorted(row, key=lambda cell: cell.column) for row in rows]


def kind_of(table: Table, heading: Sequence[str]) -> Kind:
    """The kind of form ``table`` is (part of); ``heading`` are the lines above it."""
    rows = rows_of(table)
    title = "".join(plain(text) for text in [*heading, *in_table_titles(table)])
    columns = indicator_columns(rows)
    if columns:
        return _indicator_form(rows, columns, title)
    if _is_list(rows):
        return Kind("project_list", 0.98)
    if _is_department(rows, title):
        return Kind("department_evaluation", 0.95)
    if _lists_grades(table, rows):
        return Kind("project_list", 0.85)
    return _by_title(rows, title)


def _indicator_form(rows: list[list[Cell]], columns: frozenset[str], title: str) -> Kind:
    if _is_department(rows, title):
        return Kind("department_evaluation", 0.98)
    says_target = any(word in title for word in ("目标表", "申报表", "目标批复", "目标申报"))
    says_evaluation = any(word in title for word in ("自评", "评价", "评分", "完成情况"))
    if columns & _RESULTS:
        return Kind("project_evaluation", 0.8 if says_target and not says_evaluation else 0.98)
    return Kind("project_evaluation", 0.8) if says_evaluation and not says_target else Kind("project_target", 0.98)


def _by_title(rows: list[list[Cell]], title: str) -> Kind:
    """A first page that ends before its indicators: told by its head and its title."""
    if "project_name" not in own_head_labels(rows) or any(word in title for word in ("汇总", "统计", "一览", "清单")):
        return Kind("table", 1.0)
    if "自评" in title or "评价表" in title:
        return Kind("project_evaluation", 0.85)
    if "目标表" in title or "申报表" in title:
        return Kind("project_target", 0.85)
    return Kind("table", 0.8)


def indicator_columns(rows: list[list[Cell]]) -> frozenset[str]:
    """The meanings of the indicator table's header row; empty where there is none.

    A header row names two levels, or the third and a column of values.
    """
    for at, row in enumerate(rows):
        meanings = {found for cell in row if (found := INDICATOR_COLUMNS.meaning(cell.text))}
        if len(meanings & _LEVELS) >= 2 or ("level3" in meanings and meanings & {"target", "actual", "weight"}):
            below = rows[at + 1] if at + 1 < len(rows) else []
            more = {found for cell in below if (found := INDICATOR_COLUMNS.meaning(cell.text))}
            return frozenset(meanings | (more if any(cell.row_span > 1 for cell in row) else set()))
    return frozenset()


def own_head_labels(rows: list[list[Cell]]) -> set[str]:
    """Head fields of a form printed in the table itself as label and value."""
    return {
        meaning
        for row in rows
        for cell in row
        if (meaning := HEAD.meaning(cell.text)) in _OWN_HEAD and meaning is not None
    }


def in_table_titles(table: Table) -> Iterator[str]:
    """Titles printed as rows of the table itself: a cell across the whole width in one of the first rows."""
    for row in rows_of(table)[:4]:
        filled = [cell for cell in row if cell.text.strip()]
        if len(filled) == 1 and filled[0].column_span * 2 >= table.columns and is_form_title(filled[0].text):
            yield filled[0].text


def starts_a_form(table: Table) -> bool:
    """Whether a table begins a form of its own: a title row, or head fields before anything else."""
    if any(True for _ in in_table_titles(table)):
        return True
    return bool(own_head_labels(rows_of(table)[:3]) - {"reporting_unit"}) and not _is_list(rows_of(table))


def _is_department(rows: list[list[Cell]], title: str) -> bool:
    heads = own_head_labels(rows)
    if (
        _WHOLE.search(title)
        and ("自评" in title or "评价" in title)
        and ("整体" in title or "project_name" not in heads)
    ):
        return True
    money = {found for row in rows for cell in row if (found := DEPARTMENT_MONEY.meaning(cell.text))}
    if {"income_subject", "expenditure_subject"} <= money:
        return True
    tasks = [{found for cell in row if (found := TASK_COLUMNS.meaning(cell.text))} for row in rows]
    has_tasks = any({"name", "budget", "executed"} <= meanings for meanings in tasks)
    return has_tasks and "project_name" not in heads


def _is_list(rows: list[list[Cell]]) -> bool:
    """A header row all of labels, with the project's name and what it got, over at least one row of data."""
    for row in rows[:4]:
        filled = [cell for cell in row if cell.text.strip()]
        meanings = [LIST_COLUMNS.meaning(cell.text) for cell in filled]
        known = {meaning for meaning in meanings if meaning}
        named = "project_name" in known or len(known & _LIST_ONLY) >= 4
        if named and len(known) >= 3 and len(known) * 4 >= len(filled) * 3:
            return bool(known & {"score", "grade"}) or {"seq", "budget"} <= known or {"department", "budget"} <= known
    return False


def _lists_grades(table: Table, rows: list[list[Cell]]) -> bool:
    """Whether a table is a list by its contents: rows cut alike, in each of them a grade and a running number."""
    alike = [row for row in rows if len(row) == table.columns and len(row) >= _LIST_COLUMNS_LEAST]
    if len(alike) < _LIST_ROWS_LEAST or len(alike) * 5 < len(rows) * 4:
        return False
    columns = [[plain(row[at].text) for row in alike[1:]] for at in range(table.columns)]
    grades = [sum(text in GRADES for text in texts) * 5 >= len(texts) * 4 for texts in columns]
    running = [sum(text == str(n) for n, text in enumerate(texts, 1)) * 2 >= len(texts) for texts in columns]
    return any(grades) and any(running)
