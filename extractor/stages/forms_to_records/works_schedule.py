"""A schedule of works in, its cells noted as read: what is to be done from when to when has no field in a record.

Its rows stand under heads of time (实施内容 | 开始时间 | 完成时间). Shares of the money by such times are a
spending plan, and none of these.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.paper.block import Cell
from extractor.record.labels import label_key, plain
from extractor.stages.forms_to_records.reading import Reading

_TIME_HEAD = re.compile(
    r"(?:计划|预计|拟)?(?:开始|起始|启动|开工|完成|结束|截止|竣工|完工|起止|实施)(?:时间|日期|月份|时限)"
)
_WORKS = re.compile(r"(?:实施|工作|工程|建设|任务|进度|项目).{0,4}(?:进度|内容|计划|安排|步骤|阶段)")
_COUNTERS = ("序号", "编号")
_MONEY = re.compile(r"资金|支出|支付|用款|预算|经费|金额")
_TIME = re.compile(
    r"(?:(?:19|20)\d\d[年.\-/])?(?:\d{1,2}|[一二三四五六七八九十]{1,2})(?:月(?:份|底|末|初|[上中下]旬)?|[.\-/]\d{1,2})"
    r"(?:\d{1,2}日)?(?:前)?|(?:19|20)\d\d[年.]?(?:\d{1,2}月?)?(?:\d{1,2}日)?(?:前)?|第?[一二三四1-4]季度[初底末]?|[上下]半年|全年|年[初底末]"
)


def use_schedule(reading: Reading, rows: range) -> None:
    """Notes the cells of every schedule of works in ``rows``; a row with anything else but times and words ends it."""
    for row in rows:
        heads = [cell for cell in reading.sheet.starting(row) if _TIME_HEAD.fullmatch(label_key(cell.text))]
        if len(heads) >= 2 and not any(reading.used(cell) for cell in heads):
            _use_under(reading, row, heads, rows.stop)


def _use_under(reading: Reading, row: int, heads: Sequence[Cell], end: int) -> None:
    """Notes the heads of a schedule, the label beside it, and the rows that have times under them."""
    sheet = reading.sheet
    others = [cell for cell in sheet.row(row) if cell not in heads and plain(cell.text)]
    if not others or not all(_is_of_works(cell) for cell in others):
        return
    below = row + 1
    while below < end and all(_is_time_under(reading, head, below) for head in heads):
        reading.use(*sheet.starting(below))
        below += 1
    if below > row + 1:
        reading.use(*heads, *others)


def _is_of_works(cell: Cell) -> bool:
    text = label_key(cell.text)
    return text in _COUNTERS or (_WORKS.search(text) is not None and _MONEY.search(text) is None)


def _is_time_under(reading: Reading, head: Cell, row: int) -> bool:
    """Whether a cell just as wide as its head holds a time or nothing."""
    cell = reading.sheet.at(row, head.column)
    if cell is None or cell.row != row or cell.column_span != head.column_span:
        return False
    text = plain(cell.text)
    return not text or _TIME.fullmatch(text) is not None
