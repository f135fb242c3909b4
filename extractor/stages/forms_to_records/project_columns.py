"""Columns beside an indicator table in, what they say of its project out: head fields, money, goals.

Budget books print a project on as many rows as it has indicators, with its unit, name, money and goals in cells merged
down left of the levels, or repeated on each row.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from extractor.paper.block import Cell
from extractor.record.draft import Leaf, Node
from extractor.record.labels import Match, label_key, plain
from extractor.record.wording import GOAL_COLUMNS, HEAD, INDICATOR_ROWS, MONEY_COLUMNS, MONEY_ROWS
from extractor.stages.forms_to_records.head_paths import HeadPath
from extractor.stages.forms_to_records.indicator_header import Header
from extractor.stages.forms_to_records.leaf import (
    Trust,
    amount_leaf,
    number_leaf,
    part_of_cell,
    percent_leaf,
    text_leaf,
)
from extractor.stages.forms_to_records.money_words import AMOUNTS, KEYS, label_leaf
from extractor.stages.forms_to_records.reading import Reading

_SURE = 0.8  # certainty of a head above which nothing about it was guessed
_BUDGET = Match("budget", 1.0, "")


@dataclass
class Fund:
    """The amounts of one source: its label as printed, and the amounts by kind."""

    source: str
    label: Leaf | None
    amounts: dict[str, Leaf] = field(default_factory=dict)

    @property
    def of_amounts(self) -> bool:
        """Whether only the heads of its amounts (全年预算数 | 全年执行数) name it."""
        return self.source == "total" and len(self.amounts.keys() & set(AMOUNTS)) > 1


@dataclass
class ProjectColumns:
    """What the columns say.

    ``goals`` are the cells of expected and actual, ``results`` the score in all (``total``) and the ``grade``.
    """

    fields: dict[str, Leaf] = field(default_factory=dict)
    funds: list[Fund] = field(default_factory=list)
    goals: dict[str, Cell] = field(default_factory=dict)
    results: dict[str, Leaf] = field(default_factory=dict)

    def budgets(self) -> list[Node]:
        """``funds`` of a target: the budget of each source."""
        return [
            {"source": fund.source, "label": fund.label, "budget": fund.amounts["budget"]}
            for fund in self.funds
            if "budget" in fund.amounts
        ]

    def evaluated_funds(self) -> list[Node]:
        """``funds`` of an evaluation: whatever is printed of each source; heads of several amounts name no row."""
        return [
            {
                "source": fund.source,
                "label": None if fund.of_amounts else fund.label,
                **{key: fund.amounts.get(key) for key in KEYS},
            }
            for fund in self.funds
            if fund.amounts
        ]

    def evaluated_goals(self, trust: Trust) -> list[Node]:
        """``goals`` of an evaluation, one at most."""
        node: dict[str, Node] = dict.fromkeys(("expected", "actual", "completion"))
        node.update({key: text_leaf(cell, trust) for key, cell in self.goals.items()})
        return [node] if self.goals else []


def read_project_columns(reading: Reading, header: Header | None) -> ProjectColumns:
    """Everything printed beside the levels; a column whose head says nothing known is left unclaimed."""
    found = ProjectColumns()
    for path in header.project if header is not None else ():
        value = reading.sheet.under(header.end, path.place) if header and header.end < reading.sheet.rows else None
        if value is not None and _take(reading, found, path, value):
            reading.use(*path.heads, value, *_repeats(reading, path, value))
    return found


def _take(reading: Reading, found: ProjectColumns, path: HeadPath, value: Cell) -> bool:
    text = part_of_cell(path.heads[-1]).text
    result, goal = INDICATOR_ROWS.match(text), GOAL_COLUMNS.match(text)
    if result is not None and result.listed and result.meaning in ("total", "grade"):
        leaf = number_leaf(value, reading.trust) if result.meaning == "total" else text_leaf(value, reading.trust)
        if leaf is not None:
            found.results.setdefault(result.meaning, leaf)
        return True
    named = HEAD.match(text)
    if named is not None and (named.listed or goal is None or not goal.listed):
        leaf = text_leaf(value, _trust(reading, named))
        if leaf is not None:
            found.fields.setdefault(named.meaning, leaf)
        return True
    if _take_amount(reading, found, path, value):
        return True
    if goal is None or goal.meaning not in ("expected", "actual"):
        return label_key(text) in ("序号", "编号")
    found.goals.setdefault(goal.meaning, value)
    return True


def _take_amount(reading: Reading, found: ProjectColumns, path: HeadPath, value: Cell) -> bool:
    """Puts an amount to its source: the inner head names it, or its kind, or both together with the heads above."""
    texts = [part_of_cell(path.heads[-1]).text, path.text]
    key = next((match for text in texts if (match := MONEY_COLUMNS.match(text)) is not None), None)
    source = MONEY_ROWS.match(texts[0])
    if (key is None and source is None) or (key is not None and key.meaning not in (*AMOUNTS, "rate")):
        return False
    key, trust = key or _BUDGET, _trust(reading, key or source or _BUDGET)
    name = source.meaning if source is not None else "total"
    fund = next((one for one in found.funds if one.source == name and key.meaning not in one.amounts), None)
    if fund is None:
        fund = Fund(name, label_leaf(part_of_cell(path.heads[-1]), trust))
        found.funds.append(fund)
    unit = reading.unit_of(*reversed(path.heads))
    leaf = percent_leaf(value, trust) if key.meaning == "rate" else amount_leaf(value, unit, trust)
    if leaf is not None:
        fund.amounts[key.meaning] = leaf
    return True


def _trust(reading: Reading, match: Match) -> Trust:
    sure = match.certainty > _SURE
    return reading.trust if sure else reading.trust.less(match.certainty, "column-guessed")


def _repeats(reading: Reading, path: HeadPath, value: Cell) -> Iterator[Cell]:
    """The cells further down the column that are blank or say the same again."""
    for row in range(value.row + value.row_span, reading.sheet.rows):
        cell = reading.sheet.under(row, path.place)
        if cell is not None and plain(cell.text) in ("", plain(value.text)):
            yield cell
