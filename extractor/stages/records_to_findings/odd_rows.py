"""Rules over rows as no form prints them, in which values of a layout that no reader knows end up.

None of what is asked about here was found in any of the layouts that the readers know, given or made.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby
from typing import Any

from extractor.record.checked import Outcome, PlainRecord
from extractor.stages.records_to_findings.figures import figure

_HAN = re.compile(r"[一-鿿]")
_FIGURE = re.compile(r"[\d≥≤]")
_SECOND_LEVELS = frozenset(
    {"数量指标", "质量指标", "时效指标", "经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标"}
)
"""Names that the Ministry's indicator framework gives to the second level only."""
_CLASS_NAMES = _SECOND_LEVELS | {"产出指标", "效益指标", "效果指标", "成本指标", "满意度指标"}
_VALUES = ("target", "actual", "score", "weight")
_WORDED = ("description", "rule", "basis", "note")
_GOAL_LEAST = 6  # characters beyond which a text can be a goal
_SIDES = ("income", "expenditure", "tasks")


def levelless_rows(record: PlainRecord) -> Iterator[Outcome]:
    """An indicator that stands under no level, while others do; a form that has none at all is asked about whole."""
    rows = record.get("indicators") or []
    if not any(row.get("level1") or row.get("level2") for row in rows):
        return
    second = sum(bool(row.get("level2")) for row in rows) * 2 > len(rows)
    for at, row in enumerate(rows):
        if not row.get("level1") or (second and not row.get("level2")):
            yield Outcome("no-level", "doubt", _filled(at, row))


def levels_that_return(record: PlainRecord) -> Iterator[Outcome]:
    """A first level that comes back after another: its rows, or those between, stand under a level not their own.

    Where every goal has indicators of its own under it, the levels begin anew with each.
    """
    rows = record.get("indicators") or []
    runs = [[*run] for _, run in groupby(range(len(rows)), lambda at: rows[at].get("level1"))]
    if _begin_anew([rows[run[0]].get("level1") for run in runs], len(record.get("goals") or [])):
        return
    seen: set[str] = set()
    for run in runs:
        level = rows[run[0]].get("level1")
        if level in seen:
            yield from (Outcome("level-returns", "doubt", _filled(at, rows[at])) for at in run)
        seen.add(level)


def _begin_anew(levels: Sequence[str | None], times: int) -> bool:
    """Whether levels come in the same order ``times`` times over, twice at least."""
    once = len(levels) // times if times > 1 else 0
    return once > 1 and list(levels) == [*levels[:once]] * times


def short_goals(record: PlainRecord) -> Iterator[Outcome]:
    """A goal of a word or two: a heading that nobody knows, or a name from the rows below."""
    for at, goal in enumerate(record.get("goals") or []):
        expected = goal.get("expected") or ""
        if len(expected) <= _GOAL_LEAST and _HAN.search(expected):
            yield Outcome("short-goal", "doubt", _of_row("goals", at, goal))


def misplaced_levels(record: PlainRecord) -> Iterator[Outcome]:
    """The name of one level in the column of another, or one name in all three: the columns were mistaken.

    So they were where one third level runs on over several second ones.
    """
    rows = record.get("indicators") or []
    for at, row in enumerate(rows):
        first, second, third = (row.get(f"level{level}") for level in (1, 2, 3))
        beside = [*rows[max(at - 1, 0) : at], *rows[at + 1 : at + 2]]
        alike = [one for one in beside if (one.get("level1"), one.get("level3")) == (first, third)]
        runs_on = third and any(one.get("level2") != second for one in alike)
        if first in _SECOND_LEVELS or third in _CLASS_NAMES or (first and first == second == third) or runs_on:
            yield Outcome("level-out-of-place", "doubt", _filled(at, row))


def told_levels(record: PlainRecord) -> Iterator[Outcome]:
    """A level whose name is a sentence: a text from around the table, which its own field lacks then."""
    for at, row in enumerate(record.get("indicators") or []):
        if any("。" in (row.get(key) or "") for key in ("level1", "level2")):
            yield Outcome("told-level", "doubt", ("", *_filled(at, row)))


def valueless_rows(record: PlainRecord) -> Iterator[Outcome]:
    """A name of an evaluation without any value, or no name but a counter and dots (指标…:): a row printed blank."""
    evaluated = record.get("kind") != "project_target"
    for at, row in enumerate(record.get("indicators") or []):
        name = row.get("level3") or ""
        named = evaluated or not _HAN.search(name.replace("指标", ""))
        if name and named and not any(row.get(key) for key in (*_VALUES, "basis")):
            yield Outcome("row-without-values", "doubt", _filled(at, row))
    for at, task in enumerate(record.get("tasks") or []):
        if not any(value for key, value in task.items() if key != "name"):
            yield Outcome("row-without-values", "doubt", _of_row("tasks", at, task))


def wordless_texts(record: PlainRecord) -> Iterator[Outcome]:
    """Where a form explains in words, a mark belongs to the cell beside; a figure, and with it its row, to others."""
    for name, keys in (("indicators", _WORDED), ("tasks", ("completion",))):
        for at, row in enumerate(record.get(name) or []):
            wordless = [key for key in keys if row.get(key) and not _HAN.search(row[key])]
            figures = any(_FIGURE.search(row[key]) for key in wordless)
            paths = _of_row(name, at, row) if figures else tuple(f"/{name}/{at}/{key}" for key in wordless)
            if paths:
                yield Outcome("no-words", "doubt", paths)
    for at, section in enumerate(record.get("sections") or []):
        if not _HAN.search(section.get("text") or "字") or not _HAN.search(section.get("heading") or "字"):
            yield Outcome("no-words", "doubt", (f"/sections/{at}/heading", f"/sections/{at}/text"))


def spent_without_budget(record: PlainRecord) -> Iterator[Outcome]:
    """A budget of 0 that was set above 0 or spent from: the column may be that of what was changed."""
    for at, row in enumerate(record.get("funds") or []):
        if figure(row.get("budget")) == 0 and any(figure(row.get(key)) for key in ("budget_initial", "executed")):
            yield Outcome("spent-without-budget", "doubt", (f"/funds/{at}/budget",))


def untotalled(record: PlainRecord) -> Iterator[Outcome]:
    """Rows of money without their total: it may be among them, under a name that nobody knows."""
    for side in _SIDES:
        rows = [row for row in record.get(side) or [] if row.get("budget")]
        totalled = (record.get(f"{side}_total") or {}).get("budget")
        if len(rows) > 1 and not totalled and _may_hold_total(rows):
            last = len(record[side]) - 1
            yield Outcome(f"no-{side}_total", "doubt", ("", *_of_row(side, last, record[side][last])))


def _may_hold_total(rows: Sequence[Mapping[str, Any]]) -> bool:
    """Whether a total may be among the rows: it names no project of its own, or is what the others make up."""
    budgets = [figure(row.get("budget")) or Decimal(0) for row in rows]
    return not all(row.get("project") for row in rows) or any(2 * one == sum(budgets) for one in budgets)


def _filled(at: int, row: Mapping[str, Any]) -> tuple[str, ...]:
    """All of an indicator's row: also how many rows its score covers, which stands for the row itself."""
    return _of_row("indicators", at, row)


def _of_row(name: str, at: int, row: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(f"/{name}/{at}/{key}" for key, value in row.items() if value is not None)
