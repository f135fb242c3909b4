"""The rows under an indicator table in, total weight and total score out; results named and said in one cell."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.paper.block import Cell
from extractor.record.draft import Leaf
from extractor.record.labels import plain
from extractor.record.values.numbers import read_number
from extractor.record.values.text import is_blank
from extractor.record.wording import INDICATOR_ROWS
from extractor.stages.forms_to_records.indicator_header import Header
from extractor.stages.forms_to_records.indicator_table import has_total_on_top, total_within
from extractor.stages.forms_to_records.labels_over import values_under
from extractor.stages.forms_to_records.leaf import (
    Part,
    cut,
    number_leaf,
    part_of_cell,
)
from extractor.stages.forms_to_records.reading import Reading

_SCORED = re.compile(r"(?<!满)分")  # 满分 is what can be reached, not what was
_REACHED = re.compile(r"得分|自评|评分")
"""What heads a score alone; 总分 and 合计 head weights as well."""
_SCORE_OPEN = 0.6  # certainty that a lone total under the weights is theirs where the form scores its rows


def totals(reading: Reading, header: Header | None, first: int) -> tuple[Leaf | None, Leaf | None]:
    """Total weight and score from the first 总分 row at or below row ``first``, else the row over all others.

    Where no row gives them, the score is the head's.
    """
    sheet = reading.sheet
    on_top = [header.end] if header is not None and has_total_on_top(reading, header) else []
    for row in (*range(first, sheet.rows), *on_top):
        said = next((part for cell in sheet.starting(row) if (part := said_in(cell, "total")) is not None), None)
        if said is not None:
            return None, number_leaf(said, reading.trust)
        together = next((cell for cell in sheet.starting(row) if total_within(cell) is not None), None)
        if together is not None:
            reading.use(together)
            figure = cut(part_of_cell(together), total_within(together) or 0)
            return None, number_leaf(figure, reading.trust.less(0.6, "label-run-together"))
        label = next((one for one in sheet.labels(INDICATOR_ROWS, row) if one.match.meaning == "total"), None)
        if label is None:
            continue
        below = values_under(sheet, row).get(id(label.cell))
        if below is not None and _is_number(below):
            reading.use(label.cell, below)
            return None, number_leaf(below, reading.trust)
        right = [cell for cell in sheet.row(row) if cell.column > label.cell.column and cell is not label.cell]
        labels = [cell for cell in right if INDICATOR_ROWS.meaning(cell.text) == "total"]
        reading.use(label.cell, *labels, *(cell for cell in right if is_blank(cell.text) or _is_number(cell)))
        reached = _REACHED.search(label.match.label) is not None
        weight, score = _total_cells(reading, header, right, reached=reached)
        return weight, score or _score_above(reading, first if header is None else header.first)
    return None, _score_above(reading, first if header is None else header.first)


def _score_above(reading: Reading, before: int) -> Leaf | None:
    """The score in all where it stands among the head fields (自评总分 | 95.6), above row ``before``."""
    for row in range(before):
        for label in reading.sheet.labels(INDICATOR_ROWS, row):
            value = values_under(reading.sheet, row).get(id(label.cell)) or reading.sheet.right_of(label.cell)
            named = label.match.meaning == "total" and label.match.listed and _SCORED.search(label.match.label)
            if named and not reading.used(label.cell) and value is not None and _is_number(value):
                reading.use(label.cell, value)
                return number_leaf(value, reading.trust)
    return None


def said_in(cell: Cell, meaning: str) -> Part | None:
    """What a cell says behind its own label of that meaning (自评总分:96.5分 自评等级:优); None where it has none."""
    text = plain(cell.text)
    hits = [hit for hit in INDICATOR_ROWS.inline(text) if text[hit.end - 1] == ":"]
    for hit, end in zip(hits, [*(later.start for later in hits[1:]), len(text)], strict=False):
        part = cut(part_of_cell(cell), hit.end, end)
        if hit.match.meaning == meaning and part.words:
            return part
    return None


def _total_cells(
    reading: Reading, header: Header | None, cells: Sequence[Cell], *, reached: bool
) -> tuple[Leaf | None, Leaf | None]:
    """Weight and score out of the cells behind a total's label; ``reached`` says that it heads a score alone."""
    figures = [cell for cell in cells if _is_number(cell)]
    if not figures:
        return None, None
    if reached and len(figures) == 1:
        return None, number_leaf(figures[0], reading.trust)
    weight = _under_total(reading, header, "weight", figures)
    score = _under_total(reading, header, "score", figures)
    trust = reading.trust
    if len(figures) == 1 and weight is not None and header is not None and "score" in header.columns:
        trust = trust.less(_SCORE_OPEN, "total-of-weights-or-scores")
    if score is weight and weight is not None:
        weight = None
    if score is None and figures:
        rest = [cell for cell in figures if cell is not weight]
        score = rest[-1] if rest else None
    if weight is None and len(figures) >= 2:
        rest = [cell for cell in figures if cell is not score and score is not None and cell.column < score.column]
        weight = rest[-1] if rest else None
        trust = trust.less(0.9)
    return number_leaf(weight, trust), number_leaf(score, trust)


def _under_total(reading: Reading, header: Header | None, key: str, figures: Sequence[Cell]) -> Cell | None:
    column = header.columns.get(key) if header else None
    if column is None or not figures:
        return None
    cell = reading.sheet.under(figures[0].row, column.place)
    return cell if cell is not None and any(cell is figure for figure in figures) else None


def _is_number(cell: Cell) -> bool:
    try:
        return read_number(part_of_cell(cell).text) is not None
    except ValueError:
        return False
