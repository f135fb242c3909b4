"""The money of a target form in, its ``funds`` out: a budget for each source, whatever heads it stands under."""

from __future__ import annotations

import re

from extractor.record.draft import Node
from extractor.record.labels import plain
from extractor.stages.forms_to_records.crossings import Crossing
from extractor.stages.forms_to_records.money import read_budgets
from extractor.stages.forms_to_records.reading import Reading

_LATER = re.compile(r"(?:中期|实施期|长期|项目期)(?:资金|预算|总)")
"""Heads the column with the money of several years, which is not the year's."""
_BEFORE = re.compile(r"(?:上一?年度?|去年|以前年度|往年|前一年度?)(?:预算|安排|批复|执行|决算|支出|实际)")
"""Leads or heads an amount of a year before, which is not the year's either; 上年结转 is money of this year."""


def funds_of(reading: Reading, rows: range) -> list[Node]:
    """The amounts in ``rows``, in printed order; a label whose figure is blank gives no row."""
    later = {cell.column for row in rows for cell in reading.sheet.starting(row) if _LATER.match(plain(cell.text))}

    def is_later(crossing: Crossing) -> bool:
        near = (*crossing.beside[:1], *crossing.above)
        return any(cell.column in later or _BEFORE.match(plain(cell.text)) for cell in near)

    return read_budgets(reading, rows, is_later)
