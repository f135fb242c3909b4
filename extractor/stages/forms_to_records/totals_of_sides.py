"""A department's budget in, the totals of both sides out, where each head names its side and its amount at once.

收入预算数 | 收入决算数 | 支出预算数 | 支出决算数, each with its amount below it or right of it, and no subjects.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.paper.block import Cell
from extractor.record.draft import Node
from extractor.record.labels import label_key, plain
from extractor.record.values.text import is_blank
from extractor.stages.forms_to_records.budget_sides import Side, Sides
from extractor.stages.forms_to_records.leaf import amount_leaf
from extractor.stages.forms_to_records.money_words import is_figure
from extractor.stages.forms_to_records.reading import Reading

_HEAD = re.compile(
    r"(?:本年|当年|年度|全年|部门|单位)?(收入|支出)(?:总额|总计|合计|总)?(?:(预算)|(?:决算|执行|完成|实际))(?:数|额|金额|总额)?"
)
_LEAST = 3  # of the four totals: with fewer the words may as well head subjects


def read_totals_of_sides(reading: Reading, before: int) -> Sides | None:
    """Both totals above row ``before``; None where the form does not print them so, or one of them twice."""
    found: dict[tuple[str, str], tuple[Cell, Cell]] = {}
    for head, told in _heads(reading, before):
        value = _value_of(reading, head)
        if value is None or told in found:
            return None
        found[told] = (head, value)
    if len(found) < _LEAST or len({side for side, _ in found}) < 2:
        return None
    sides = {"收入": Side(), "支出": Side()}
    for name, side in sides.items():
        side.total = _total(reading, {key: cells for (of, key), cells in found.items() if of == name})
    return Sides(sides["收入"], sides["支出"])


def _heads(reading: Reading, before: int) -> Iterator[tuple[Cell, tuple[str, str]]]:
    for row in range(before):
        for cell in reading.sheet.starting(row):
            match = _HEAD.fullmatch(label_key(cell.text))
            if match is not None and not reading.used(cell):
                yield cell, (match.group(1), "budget" if match.group(2) else "executed")


def _value_of(reading: Reading, head: Cell) -> Cell | None:
    """The amount right of a head, else that just below it and as wide; None where there is neither."""
    right, below = reading.sheet.right_of(head), reading.sheet.below(head)
    if right is not None and is_figure(right):
        return right
    as_wide = below is not None and (below.column, below.column_span) == (head.column, head.column_span)
    return below if below is not None and as_wide and (is_figure(below) or is_blank(below.text)) else None


def _total(reading: Reading, cells: dict[str, tuple[Cell, Cell]]) -> dict[str, Node]:
    total: dict[str, Node] = dict.fromkeys(("budget", "executed"))
    for key, (head, value) in cells.items():
        total[key] = amount_leaf(value, reading.unit_of(head), reading.trust)
        reading.use(head, value)
        beside = reading.sheet.at(head.row, 0)
        if beside is not None and beside.row_span > 1 and plain(beside.text).endswith(("情况", "收支")):
            reading.use(beside)
    return total
