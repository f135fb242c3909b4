"""A list's rows with sums that name a unit among them in; the rows out, each with the unit whose projects are summed.

Annexes to final accounts print a unit once, beside the sum over its projects, and leave its cell blank on their rows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from extractor.paper.block import Cell
from extractor.record.draft import Leaf, Node
from extractor.record.labels import plain
from extractor.stages.forms_to_records.column_content import is_body
from extractor.stages.forms_to_records.leaf import Trust, cut, part_of_cell, text_leaf
from extractor.stages.forms_to_records.list_totals import Total, amount_of

_SUM = re.compile(r"(?:合|总|小)计[:：]?$")
_UNPROVEN = 0.6  # certainty of a unit whose sum its rows do not make
UNPROVEN = "unit-of-unproven-sum"

Rows = Sequence[dict[str, Node]]


def unit_summed(cells: Sequence[Cell], trust: Trust) -> Leaf | None:
    """The unit that a row of sums names in a cell of its own or before the word (某局小计); None without one."""
    for cell in cells:
        named = _SUM.sub("", plain(cell.text))
        if is_body(named):
            return text_leaf(cut(part_of_cell(cell), 0, len(named)), trust)
    return None


def with_units_of_sums(rows: Rows, totals: Sequence[Total]) -> list[dict[str, Node]]:
    """The rows, those without a unit given that of their sum, which stands over them or below them.

    The side whose amounts make the sum is meant. Where neither does, or both do, the unit is doubted.
    """
    found = list(rows)
    edges = [0, *(total.above for total in totals), len(rows)]
    named = [(total, (edges[at], edges[at + 1], edges[at + 2])) for at, total in enumerate(totals) if total.unit]
    for sure in (True, False):
        for total, (first, middle, end) in named:
            blank = [side for side in (range(middle, end), range(first, middle)) if _is_blank(found, side)]
            made = [side for side in blank if _makes(total, [found[row] for row in side])]
            if total.unit is not None and (len(made) == 1 if sure else blank):
                unit = total.unit if sure else _doubted(total.unit)
                found = [
                    {**node, "department": unit} if row in (made or blank)[0] else node
                    for row, node in enumerate(found)
                ]
    return found


def _is_blank(rows: Rows, side: range) -> bool:
    return bool(side) and all(rows[row].get("department") is None for row in side)


def _doubted(unit: Leaf) -> Leaf:
    return replace(unit, certainty=unit.certainty * _UNPROVEN, doubts=(*unit.doubts, UNPROVEN))


def _makes(total: Total, rows: Rows) -> bool:
    amounts = [amount_of(row.get("budget")) for row in rows]
    stated = amount_of(total.amount) if total.amount is not None else None
    return None not in amounts and stated == sum((amount or Decimal(0) for amount in amounts), Decimal(0))
