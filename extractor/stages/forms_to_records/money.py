"""What both ways of printing a money block share: its head, its row names, the draft of a row."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extractor.paper.block import Cell
from extractor.record.draft import Leaf, Node
from extractor.record.labels import Match, plain
from extractor.record.values.names import drop_counter
from extractor.record.values.text import clean_text
from extractor.record.wording import MONEY_ROWS
from extractor.stages.forms_to_records.leaf import (
    Part,
    Trust,
    cut,
    make,
    part_of_cell,
)
from extractor.stages.forms_to_records.reading import Reading
from extractor.stages.forms_to_records.sheet import Columns, Label

KEYS = ("budget_initial", "budget", "received", "executed", "weight", "rate", "score")
AMOUNTS = ("budget_initial", "budget", "received", "executed")
_LISTED = 0.9  # certainty above which a row name was found as listed, nothing forgiven
_LABELLED = re.compile(r"^(?:其中[:：]?)?([^\d:：]{2,14})[:：]?(-?[\d,.]+(?:万?元)?)$")


@dataclass(frozen=True)
class MoneyHead:
    """The header row of the block: rows ``first`` to ``end`` (half-open) and its columns by meaning."""

    first: int
    end: int
    columns: dict[str, Label] = field(default_factory=dict)


@dataclass(frozen=True)
class Money:
    """What the block says: its rows, the 预算执行进度 cell, and the sheet rows it takes up."""

    funds: list[Node]
    execution_rate: Leaf | None
    rows: range


def cells_in(reading: Reading, row: int, place: Columns) -> list[Cell]:
    """The cells of a row that lie within some columns, left to right."""
    return (
        [cell for cell in reading.sheet.row(row) if place.first <= cell.column and cell.column < place.end]
        if row < reading.sheet.rows
        else []
    )


def row_label(cell: Cell) -> tuple[Match | None, Part | None]:
    """What money row a cell names, and the amount behind the label where both stand in one cell."""
    text = plain(cell.text)
    whole = MONEY_ROWS.match(text)
    if whole is not None and whole.certainty > _LISTED:
        return whole, None
    if labelled := _LABELLED.match(text):
        match = MONEY_ROWS.match(labelled.group(1))
        if match is not None:
            return match, cut(part_of_cell(cell), labelled.start(2))
    return whole, None


def fund_node(source: str, name: Leaf | None, values: dict[str, Node]) -> dict[str, Node]:
    """A row of the record's ``funds``; columns the form does not have are null."""
    return {"source": source, "label": name, **{key: values.get(key) for key in KEYS}}


def label_leaf(cell: Cell, inside: Part | None, trust: Trust) -> Leaf | None:
    """The row's printed name, without the amount ``inside`` the same cell."""
    part = part_of_cell(cell)
    if inside is not None:
        part = cut(part, 0, len(plain(part.text)) - len(plain(inside.text)))
    return make(part, _label_text, trust)


def _label_text(text: str) -> str | None:
    """A row's printed name without counter, colon and unit: ``2.年度资金总额:`` → ``年度资金总额``."""
    name = drop_counter(clean_text(text))
    name = re.sub(r"\((?:单位:)?(?:万元|元|亿元)\)", "", name)
    return name.strip(":;、 ") or None


def says_something(reading: Reading, values: dict[str, Node]) -> bool:
    """Whether a row has an amount in words; one with nothing but specks of ink is blank, and the record doubted."""
    leaves = [leaf for key in AMOUNTS if isinstance(leaf := values.get(key), Leaf)]
    if leaves and not any(leaf.words for leaf in leaves):
        reading.doubt("unread-ink-in-blank-row")
    return any(leaf.words for leaf in leaves)
