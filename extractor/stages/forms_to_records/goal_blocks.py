"""An indicator table in which each goal stands over indicators and heads of its own in, the further goals out.

The first goal stands over the table's first heads, where goals are looked for anyway; the others within the table.
"""

from __future__ import annotations

from extractor.paper.block import Cell
from extractor.record.draft import Node
from extractor.record.labels import plain
from extractor.record.wording import GOAL_COLUMNS, INDICATOR_COLUMNS
from extractor.stages.forms_to_records.indicator_header import LEVELS, Header
from extractor.stages.forms_to_records.leaf import text_leaf
from extractor.stages.forms_to_records.reading import Reading

_LEAST = 2  # levels that a row names if it heads indicators


def goal_over_heads(reading: Reading, row: int) -> tuple[Cell, Cell] | None:
    """The label beside a block (年度绩效目标2) and the goal that its first row holds; None where the row is no such.

    The label reaches down beside the heads of the block's indicators, the text stands alone over them.
    """
    filled = [cell for cell in reading.sheet.starting(row) if plain(cell.text)]
    if len(filled) != 2 or row + 1 >= reading.sheet.rows:
        return None
    label, text = filled
    match = GOAL_COLUMNS.match(label.text)
    named = {one.match.meaning for one in reading.sheet.labels(INDICATOR_COLUMNS, row + 1)} & set(LEVELS)
    beside = label.row_span > 2 and text.row_span == 1 and text.column_span > 1
    wanted = match is not None and match.meaning == "expected"
    return (label, text) if wanted and beside and len(named) >= _LEAST else None


def further_goals(reading: Reading, header: Header | None, end: int) -> list[Node]:
    """The goals that stand within the table, between its header and row ``end``."""
    goals: list[Node] = []
    for row in range(header.end if header is not None else end, end):
        found = goal_over_heads(reading, row)
        if found is not None:
            reading.use(*found)
            goals.append({"expected": text_leaf(found[1], reading.trust.less(0.9)), "actual": None, "completion": None})
    return goals
