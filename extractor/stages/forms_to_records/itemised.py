"""A budget's items in, their cells noted as read: unit price and quantity of what is bought have no field in a record.

The table (支出内容 | 单价 | 数量 | 金额) stands inside a target form, with a label beside it or over it. Its sum is
that of the items and no source of money; where it is not the project's budget as well, nothing is noted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from extractor.paper.block import Cell
from extractor.record.labels import label_key, plain
from extractor.record.values.amounts import read_amount
from extractor.record.values.text import Unreadable
from extractor.stages.forms_to_records.money_words import is_figure
from extractor.stages.forms_to_records.reading import Reading

_PRICE = re.compile(r"单价|单位成本|支出标准|测算标准|补助标准|标准")
_COUNT = re.compile(r"(?:采购|购置|计划)?(?:数量|次数|人数)")
_AMOUNT = re.compile(r"金额|小计|合计|预算金额|预算数|支出金额|测算金额")
_SUMS = ("小计", "合计", "总计")


def use_items(reading: Reading, rows: range) -> None:
    """Notes the cells of a table of items in ``rows`` whose sum another cell above it prints as well."""
    for row in rows:
        heads = reading.sheet.starting(row)
        amount = next((cell for cell in heads if _AMOUNT.fullmatch(label_key(cell.text))), None)
        if amount is None or not _says(heads, _PRICE) or not _says(heads, _COUNT):
            continue
        body = list(_body(reading, amount, rows.stop))
        if body and _adds_up(reading, amount, body) and _is_told_above(reading, row, body[-1]):
            cells = [cell for at in range(row, body[-1].row + 1) for cell in reading.sheet.row(at)]
            reading.use(*cells)


def _says(heads: Sequence[Cell], words: re.Pattern[str]) -> bool:
    return any(words.fullmatch(label_key(cell.text)) for cell in heads)


def _body(reading: Reading, amount: Cell, end: int) -> Iterator[Cell]:
    """The amounts under their head, down to the row of their sum; nothing where no row is one."""
    found: list[Cell] = []
    for row in range(amount.row + amount.row_span, end):
        cell = reading.sheet.at(row, amount.column)
        if cell is None or cell.row != row or not is_figure(cell):
            return
        found.append(cell)
        if any(label_key(other.text) in _SUMS for other in reading.sheet.starting(row)):
            yield from found
            return


def _adds_up(reading: Reading, head: Cell, amounts: Sequence[Cell]) -> bool:
    values = [_value(reading, head, cell) for cell in amounts]
    known = [value for value in values if value is not None]
    return len(known) == len(values) > 1 and sum(known[:-1]) == known[-1]


def _is_told_above(reading: Reading, row: int, total: Cell) -> bool:
    """Whether the sum is printed over the items too, as the project's budget."""
    above = {plain(cell.text) for at in range(row) for cell in reading.sheet.starting(at)}
    return plain(total.text) in above


def _value(reading: Reading, head: Cell, cell: Cell) -> Decimal | None:
    try:
        value = read_amount(cell.text, reading.unit_of(head))
    except Unreadable:
        return None
    return Decimal(value) if value is not None else None
