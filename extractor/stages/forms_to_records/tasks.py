"""A department's table of the year's main tasks in, its rows and their total out."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extractor.paper.block import Cell
from extractor.record.draft import Leaf, Node
from extractor.record.labels import Vocabulary, plain
from extractor.record.values.names import is_counter_only
from extractor.record.values.text import is_blank
from extractor.record.wording import GOAL_COLUMNS, INDICATOR_COLUMNS, MONEY_COLUMNS, TASK_COLUMNS
from extractor.stages.forms_to_records.head_paths import head_paths, is_storey_below
from extractor.stages.forms_to_records.leaf import Trust, amount_leaf, text_leaf
from extractor.stages.forms_to_records.reading import Reading
from extractor.stages.forms_to_records.sheet import Columns, Label, columns_of
from extractor.stages.forms_to_records.slashes import without_task_slashes

_TEXTS = ("name", "completion", "project", "project_status")
_OTHER_WALLS = 0.5  # certainty of a text with whom another one shares its column
_RIVALLED = 0.6  # certainty of an amount of one of two columns that mean the same
_MONEY = frozenset({"budget_initial", "budget", "received", "executed", "rate"})
_PROGRESS = re.compile(r"完成|进展|落实|推进|实施")
"""What a task came to, beside what it was to be (主要内容 | 完成情况)."""
_WHOLES = ("budget_initial", "budget", "executed")
_AMOUNTS = ("budget", "budget_fiscal", "budget_other", "executed", "executed_fiscal", "executed_other")


@dataclass(frozen=True)
class Column:
    """A column: the columns of the sheet it covers, its heads, the innermost first, whether another means the same."""

    place: Columns
    heads: tuple[Cell, ...]
    rivalled: bool = False


@dataclass(frozen=True)
class Tasks:
    """The tasks, their total, and the sheet rows they take up."""

    tasks: list[Node]
    total: dict[str, Node] | None
    rows: range


def read_tasks(reading: Reading, before: int) -> Tasks | None:
    """The task table above row ``before``; None where there is none."""
    for row in range(before):
        labels = reading.sheet.heads(TASK_COLUMNS, row)
        meanings = {label.match.meaning for label in labels}
        if "name" in meanings and meanings & {"budget", "executed", "completion", "money"}:
            columns, first = _columns(reading, row, labels)
            tasks = _read(reading, columns, row, first, before)
            _use_bare_heads(reading, row, range(first, tasks.rows.stop))
            return tasks
    return None


def _use_bare_heads(reading: Reading, head: int, rows: range) -> None:
    """Notes the heads of columns that nobody knows and nothing is printed in (执行偏低原因); they say nothing."""
    for path in head_paths(reading.sheet, head, rows.start):
        under = [cell for row in rows if (cell := reading.sheet.under(row, path.place)) is not None]
        own = [cell for cell in under if columns_of(cell) == path.place]
        if own and all(is_blank(cell.text) and not cell.ink for cell in own):
            reading.use(path.heads[-1])


def _columns(reading: Reading, row: int, labels: tuple[Label, ...]) -> tuple[dict[str, Column], int]:
    """The columns by meaning and the first row of data; shares belong to the amount they stand behind or under."""
    name = next(label.cell for label in labels if label.match.meaning == "name")
    end = name.row + name.row_span
    while end < reading.sheet.rows and is_storey_below(reading.sheet, [name], end):
        end += 1
    last_amount = ""
    columns: dict[str, Column] = {}
    for path in head_paths(reading.sheet, row, end):
        meanings = [TASK_COLUMNS.meaning(cell.text) for cell in reversed(path.heads)]
        known = [meaning for meaning in meanings if meaning is not None]
        if not known:
            continue
        reading.use(*path.heads)
        last_amount = next((meaning for meaning in known if meaning in _WHOLES), last_amount)
        meaning = known[0]
        if meaning in ("fiscal", "other"):
            meaning = f"{last_amount}_{meaning}"
        if meaning == "total":
            meaning = last_amount
        column = Column(path.place, tuple(reversed(path.heads)))
        if meaning == "completion" and meaning in columns and _PROGRESS.search(path.text):
            columns.setdefault("content", columns.pop(meaning))
        columns[meaning] = replace(columns[meaning], rivalled=True) if meaning in columns else column
    return _with_budget(columns), end


def _with_budget(columns: dict[str, Column]) -> dict[str, Column]:
    """The columns, what the year began with taken for the budget where no other is printed."""
    if "budget" in columns or "budget_initial" not in columns:
        return columns
    return {key.replace("budget_initial", "budget"): column for key, column in columns.items()}


def _read(reading: Reading, columns: dict[str, Column], head: int, first: int, before: int) -> Tasks:
    tasks: list[Node] = []
    total: dict[str, Node] | None = None
    row = first
    while row < before and total is None and not _other_block(reading, row):
        cells = {key: reading.sheet.under(row, column.place) for key, column in columns.items()}
        name = cells.get("name")
        if name is None or _is_caption(cells) or all(cell is None or cell.row < row for cell in cells.values()):
            row += 1
            continue
        reading.use(*cells.values())
        amounts = without_task_slashes({key: _amount(reading, columns, key, cells.get(key), row) for key in _AMOUNTS})
        if TASK_COLUMNS.meaning(name.text) == "total":
            total = {key: value for key, value in amounts.items() if value is not None or key in columns}
        else:
            _add(tasks, _trust(reading, columns, row), cells, amounts, row)
        row += 1
    if total is not None and not any(isinstance(value, Leaf) for value in total.values()):
        total = None
    return Tasks(tasks, total, range(head, row))


def _add(
    tasks: list[Node], trust: Trust, cells: dict[str, Cell | None], amounts: dict[str, Leaf | None], row: int
) -> None:
    node: dict[str, Node] = {}
    for key in _TEXTS:
        cell = cells.get(key)
        fresh = cell is not None and (cell.row == row or key == "name") and not is_counter_only(cell.text)
        node[key] = text_leaf(cell, trust) if fresh else None
    own = [key for key in _TEXTS if isinstance(node[key], Leaf) and (cell := cells.get(key)) and cell.row == row]
    if own or any(amounts.values()):
        tasks.append({**node, **amounts})


def _amount(reading: Reading, columns: dict[str, Column], key: str, cell: Cell | None, row: int) -> Leaf | None:
    if key not in columns or cell is None or cell.row != row or (is_blank(cell.text) and not cell.ink):
        return None
    whole = columns.get(key.split("_")[0])
    trust = reading.trust.less(_RIVALLED, "two-budget-columns") if columns[key].rivalled else reading.trust
    return amount_leaf(cell, reading.unit_of(*columns[key].heads, *(whole.heads if whole else ())), trust)


def _is_caption(cells: dict[str, Cell | None]) -> bool:
    """Whether one cell stands under all heads: a line across the table (三、整体绩效指标), no task."""
    return len(cells) > 1 and len({id(cell) for cell in cells.values()}) == 1


def _trust(reading: Reading, columns: dict[str, Column], row: int) -> Trust:
    """How far the words of a row are trusted: several texts under one head are those of another table's columns."""
    own = [cell for cell in reading.sheet.starting(row) if not is_blank(cell.text)]
    for column in columns.values():
        place = column.place
        if sum(place.first <= cell.column < place.end for cell in own) > 1:
            return reading.trust.less(_OTHER_WALLS, "other-walls")
    return reading.trust


def _other_block(reading: Reading, row: int) -> bool:
    """Whether a row begins another block: indicators, a conclusion, goals, or money by its sources."""
    levels = {label.match.meaning for label in reading.sheet.labels(INDICATOR_COLUMNS, row)}
    heads = {vocabulary: _listed(reading, vocabulary, row) for vocabulary in (GOAL_COLUMNS, MONEY_COLUMNS)}
    return (
        len(levels & {"level1", "level2", "level3"}) >= 2
        or {"expected", "actual"} <= heads[GOAL_COLUMNS]
        or (len(heads[MONEY_COLUMNS] & _MONEY) >= 2 and "name" not in _listed(reading, TASK_COLUMNS, row))
        or any(plain(cell.text).startswith("评价结论") for cell in reading.sheet.starting(row))
    )


def _listed(reading: Reading, vocabulary: Vocabulary, row: int) -> set[str]:
    """What the heads of a row mean, as far as they are listed."""
    labels = reading.sheet.labels(vocabulary, row)
    return {label.match.meaning for label in labels if label.match.listed}
