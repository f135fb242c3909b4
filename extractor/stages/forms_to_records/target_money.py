"""The money of a target form: labelled cells in, ``funds`` rows out, whether the figure is beside, below or inside."""

from __future__ import annotations

import re

from extractor.paper.block import Cell
from extractor.record.draft import Node
from extractor.record.labels import Match, plain
from extractor.record.values.text import is_blank, read_text
from extractor.record.wording import MONEY_ROWS
from extractor.stages.forms_to_records.leaf import Part, amount_leaf, cut, make, part_of_cell
from extractor.stages.forms_to_records.reading import Reading

_FIGURE = re.compile(r"[-¥￥]?\d[\d,.，]*(?:万元|亿元|元|万)?$")
_LATER = re.compile(r"(?:中期|实施期|长期|项目期)(?:资金|预算|总)")
"""Heads the column with the money of several years, which is not the year's."""
_HAS_FIGURE = re.compile(r"[\dOolI零一二三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾]")
"""What may be a figure, read rightly or not; a value without any is a text that stands by chance beside a label."""


def funds_of(reading: Reading, rows: range) -> list[Node]:
    """The amounts in ``rows``, in printed order; a label whose figure is blank gives no row."""
    funds: list[Node] = []
    later = {cell.column for row in rows for cell in reading.sheet.starting(row) if _LATER.match(plain(cell.text))}
    for row in rows:
        for cell in reading.sheet.starting(row):
            node = None if reading.used(cell) or cell.column in later else _fund(reading, cell)
            if node is not None:
                funds.append(node)
    return funds


def _fund(reading: Reading, cell: Cell) -> Node:
    part = part_of_cell(cell)
    match, label, figure = _label_in(part)
    if match is None:
        return None
    if figure is None:
        value = _value_cell(reading, cell)
        if value is None or (not is_blank(value.text) and not _HAS_FIGURE.search(value.text)):
            return None
        reading.use(value)
        figure = part_of_cell(value)
    reading.use(cell)
    doubt = None if match.certainty > 0.8 else "label-guessed"
    trust = reading.trust.less(match.certainty if doubt else 1.0, doubt)
    amount = amount_leaf(figure, reading.unit_of(cell, _block_label(reading, cell)), trust)
    if amount is None:
        return None
    return {"source": match.meaning, "label": make(label, read_text, trust), "budget": amount}


def _label_in(part: Part) -> tuple[Match | None, Part, Part | None]:
    """The label a cell holds (without its colon), and the figure behind it where both share the cell."""
    text = plain(part.text)
    if (figure := _FIGURE.search(text)) and figure.start() > 0:
        name = text[: figure.start()].rstrip(":：")
        if match := MONEY_ROWS.match(name):
            return match, cut(part, 0, len(name)), cut(part, figure.start())
    name = text.rstrip(":：")
    return MONEY_ROWS.match(text), cut(part, 0, len(name)) if len(name) < len(text) else part, None


def _value_cell(reading: Reading, label: Cell) -> Cell | None:
    """The figure's cell: right of the label, or below it where the label heads a column.

    None for a side label such as 项目资金, which names the block whose labels stand right of it.
    """
    right, below = reading.sheet.right_of(label), reading.sheet.below(label)
    if right is not None and _is_label(right) and label.row_span > right.row_span:
        return None
    if right is not None and not _is_label(right):
        return right
    if below is not None and not _is_label(below) and (right is None or not is_blank(below.text)):
        return below
    return None


def _is_label(cell: Cell) -> bool:
    return MONEY_ROWS.match(part_of_cell(cell).text) is not None


def _block_label(reading: Reading, cell: Cell) -> Cell | None:
    left = reading.sheet.at(cell.row, 0)
    return left if left is not cell else None
