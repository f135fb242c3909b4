"""The money block printed as three columns of label and amount (预算数: | 5 | 到位数: | 5 …) in, its rows out."""

from __future__ import annotations

from extractor.paper.block import Cell
from extractor.record.draft import Leaf, Node
from extractor.record.labels import Match, plain
from extractor.stages.forms_to_records.leaf import (
    Part,
    amount_leaf,
    percent_leaf,
)
from extractor.stages.forms_to_records.money import (
    AMOUNTS,
    Money,
    MoneyHead,
    cells_in,
    fund_node,
    label_leaf,
    row_label,
    says_something,
)
from extractor.stages.forms_to_records.reading import Reading
from extractor.stages.forms_to_records.sheet import columns_of


def is_flat(reading: Reading, head: MoneyHead) -> bool:
    """Whether each header stands over pairs of label and amount rather than over amounts."""
    label = head.columns.get("budget") or next(iter(head.columns.values()))
    place = columns_of(label.cell)
    under = [cell for cell in cells_in(reading, head.end, place) if plain(cell.text)]
    return bool(under) and row_label(under[0])[0] is not None


def read_flat(reading: Reading, head: MoneyHead, before: int) -> Money:
    """预算数: 5 | 到位数: 5 | 执行数: 4.9, and the same for 其中:财政资金 and 其他."""
    reading.use(*(label.cell for label in head.columns.values()))
    funds: list[Node] = []
    rate: Leaf | None = None
    row = head.end
    progress = head.columns.get("execution_progress") or head.columns.get("rate")
    while row < before and (node := _flat_row(reading, head, row)) is not None:
        if node:
            funds.append(node)
        if progress is not None and rate is None:
            cell = reading.sheet.under(row, columns_of(progress.cell))
            if cell is not None and not reading.used(cell):
                reading.use(cell)
                rate = percent_leaf(cell, reading.trust)
        row += 1
    return Money(funds, rate, range(head.first, row))


def _flat_row(reading: Reading, head: MoneyHead, row: int) -> dict[str, Node] | None:
    """One row; empty where its amounts are blank, None where it is no money row."""
    node: dict[str, Node] = {}
    source: Match | None = None
    name: Leaf | None = None
    for key in AMOUNTS:
        label = head.columns.get(key)
        if label is None:
            continue
        cells = [cell for cell in cells_in(reading, row, columns_of(label.cell)) if cell.row == row]
        match, inside = row_label(cells[0]) if cells else (None, None)
        if match is None:
            continue
        reading.use(*cells)
        trust = reading.trust.less(match.certainty if match.certainty < 0.9 else 1.0)
        unit = reading.unit_of(cells[0], label.cell)
        node[key] = amount_leaf(_amount_cell(cells, inside), unit, trust)
        source = source or match
        name = name or label_leaf(cells[0], inside, trust)
    if source is None:
        return None
    if not says_something(reading, node):
        return {}
    return fund_node(source.meaning, name, node)


def _amount_cell(cells: list[Cell], inside: Part | None) -> Cell | Part | None:
    """Where a row's amount stands: beside its label, or, where nothing is there, run together with it.

    What stands behind the label though the cell beside it is filled is a misread colon or a speck.
    """
    beside = cells[1] if len(cells) > 1 else None
    return beside if beside is not None and plain(beside.text) else inside or beside
