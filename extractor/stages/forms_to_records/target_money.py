"""The money of a target form in, its ``funds`` out: a budget for each source, whatever heads it stands under."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.paper.block import Cell
from extractor.record.draft import Node
from extractor.record.labels import plain
from extractor.record.wording import MONEY_COLUMNS, MONEY_ROWS
from extractor.stages.forms_to_records.crossings import Crossing
from extractor.stages.forms_to_records.leaf import Part, amount_leaf
from extractor.stages.forms_to_records.money import read_budgets
from extractor.stages.forms_to_records.money_words import amounts_in, label_leaf
from extractor.stages.forms_to_records.reading import Reading
from extractor.stages.forms_to_records.sheet import columns_of

_GUESSED = 0.8  # certainty at or below which a source is a guess
_LATER = re.compile(r"(?:中期|实施期|长期|项目期)(?:资金|预算|总)")
"""Heads the column with the money of several years, which is not the year's."""
_SHARE = re.compile(r"(?:\d{1,3}(?:\.\d+)?%)?")
_BEFORE = re.compile(r"(?:上一?年度?|去年|以前年度|往年|前一年度?)(?:预算|安排|批复|执行|决算|支出|实际)")
"""Leads or heads an amount of a year before, which is not the year's either; 上年结转 is money of this year."""


def funds_of(reading: Reading, rows: range) -> list[Node]:
    """The amounts in ``rows``, in printed order; a label whose figure is blank gives no row."""
    later = {cell.column for row in rows for cell in reading.sheet.starting(row) if _LATER.match(plain(cell.text))}

    def is_later(crossing: Crossing) -> bool:
        near = (*crossing.beside[:1], *crossing.above)
        return any(cell.column in later or _BEFORE.match(plain(cell.text)) for cell in near)

    funds = read_budgets(reading, rows, is_later)
    for row in rows if funds else ():
        _use_shares(reading, row, rows.stop)
    return funds


def _use_shares(reading: Reading, row: int, end: int) -> None:
    """Notes a column of each source's share of the whole (占比) as read: a record has the amounts."""
    for label in reading.sheet.labels(MONEY_COLUMNS, row):
        head, below = label.cell, reading.sheet.below(label.cell)
        if label.match.meaning != "share" or reading.used(head) or below is None or not _is_share(below):
            continue
        reading.use(head)
        while below is not None and below.row < end and _is_share(below) and columns_of(below) == columns_of(head):
            reading.use(below)
            below = reading.sheet.below(below)


def _is_share(cell: Cell) -> bool:
    return _SHARE.fullmatch(plain(cell.text)) is not None


def funds_told(reading: Reading, lines: Sequence[Part]) -> list[Node]:
    """The amounts on lines over the table that say nothing else (项目预算:50 其中:财政拨款:40), in printed order."""
    funds: list[Node] = []
    for label, amount in (pair for line in lines for pair in amounts_in(line)):
        source = MONEY_ROWS.match(label.text)
        leaf = amount_leaf(amount, reading.unit, reading.trust)
        if source is None or leaf is None or _BEFORE.match(plain(label.text)):
            continue
        doubt = None if source.certainty > _GUESSED else "label-guessed"
        trust = reading.trust.less(source.certainty if doubt else 1.0, doubt)
        funds.append({"source": source.meaning, "label": label_leaf(label, trust), "budget": leaf})
    return funds
