"""Columns of an indicator table in; those whose cells say what their heads do not, told by their contents, out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.paper.block import Cell
from extractor.record.labels import plain
from extractor.record.values.names import split_weight
from extractor.record.values.text import is_blank
from extractor.record.wording import INDICATOR_ROWS, LEVEL_NAMES
from extractor.stages.forms_to_records.leaf import Trust
from extractor.stages.forms_to_records.reading import Reading
from extractor.stages.forms_to_records.sheet import Columns, columns_of

_LOOKED_AT = 8  # rows under the header that show what a column holds
_MOST = 0.6  # of a column's cells: so many names of levels make it a column of levels
_FEW = 0.4  # of a column's cells: fewer operators make it none of operators
_EITHER = frozenset(("成本指标", "满意度指标", "预算执行率", "预算执行"))
"""Names printed on the first level by some offices and on the second by others."""
_OPERATOR = re.compile(
    r"[≥≤≧≦><=＞＜═]+|定[性量]|[正反]向|[大小][于等]+|不[高低少超多][于过]|等于|数值|文字|其他|[A-Za-z0-9]{1,2}"
)

_COMPARES = re.compile(r"[≥≤≧≦><=＞＜═]+|[大小][于等]+|不[高低少超多][于过]|等于")


@dataclass(frozen=True)
class Column:
    """A column of the table: what it means, which columns of the sheet it covers, how surely."""

    meaning: str
    place: Columns
    trust: Trust


def tell_by_content(reading: Reading, columns: dict[str, Column], heads: Sequence[Cell], first: int) -> None:
    """Finds columns of levels by their cells (产出指标, 数量指标) where the head says something else (指标类型).

    Args:
        reading: the form.
        columns: the columns known by their heads, which is completed; a guess that the cells belie is taken back.
        heads: heads that say nothing of a column.
        first: the first row under the header.
    """
    _drop_no_operators(reading, columns, first)
    _find_operators(reading, columns, heads, first)
    guessed = [column.place for column in columns.values() if column.meaning == "operator" or column.trust.doubts]
    for place in (*map(columns_of, heads), *guessed):
        texts = _texts(reading, place, first)
        level = _level(texts)
        if level is None or level in columns:
            continue
        for meaning in [key for key, column in columns.items() if column.place == place]:
            del columns[meaning]
        sure = _names_only(texts, level)
        columns[level] = Column(level, place, reading.trust if sure else reading.trust.less(0.7, "column-by-content"))


def choose_operators(reading: Reading, columns: dict[str, Column], places: Sequence[Columns], first: int) -> None:
    """Of several columns headed as operators (指标类型 | 计算符号) takes the one that compares; doubted where two do.

    Args:
        reading: the form.
        columns: the columns known by their heads, whose operators are put right.
        places: every column headed as operators.
        first: the first row under the header.
    """
    if "operator" not in columns or len(places) < 2:
        return
    rows = reading.sheet.rows
    counts = [sum(_COMPARES.fullmatch(text) is not None for text in _texts(reading, at, first, rows)) for at in places]
    trust = columns["operator"].trust
    trust = trust.less(0.6, "column-by-place") if sum(count > 0 for count in counts) > 1 else trust
    for at, place in enumerate(places):
        columns[f"operator {at}"] = Column("part", place, reading.trust)
    columns["operator"] = Column("operator", places[counts.index(max(counts))], trust)


def _level(texts: Sequence[str]) -> str | None:
    """The level whose names a column mostly holds; the first where its names stand on either."""
    meanings = [(text, LEVEL_NAMES.meaning(text)) for text in texts]
    if not texts or sum(meaning is not None for _, meaning in meanings) < _MOST * len(texts):
        return None
    second = sum(meaning == "level2" for text, meaning in meanings if text not in _EITHER)
    first = sum(meaning == "level1" for text, meaning in meanings if text not in _EITHER)
    return "level2" if second > first else "level1"


def _names_only(texts: Sequence[str], level: str) -> bool:
    """Whether every cell of a column is a name just as listed for a level, so that it can be nothing else."""
    matches = [LEVEL_NAMES.match(text) for text in map(_without_points, texts) if text not in _EITHER]
    return bool(matches) and all(one is not None and one.listed and one.meaning == level for one in matches)


def _without_points(text: str) -> str:
    return split_weight(text)[0]


def _drop_no_operators(reading: Reading, columns: dict[str, Column], first: int) -> None:
    """Takes a column of operators back that holds other words: joined with the targets, they would spoil them."""
    column = columns.get("operator")
    texts = _texts(reading, column.place, first) if column is not None else []
    fitting = sum(_OPERATOR.fullmatch(text) is not None for text in texts)
    if column is not None and texts and fitting < _FEW * len(texts) and _level(texts) is None:
        del columns["operator"]


def _find_operators(reading: Reading, columns: dict[str, Column], heads: Sequence[Cell], first: int) -> None:
    """Takes a column nobody knows for that of operators where all its cells compare, or say that there is nothing to.

    Without them the targets beside it would be read short (90% for ≥90%), and nothing of them would look wrong.
    """
    for head in heads:
        texts = _texts(reading, columns_of(head), first, reading.sheet.rows)
        compare = any(_COMPARES.fullmatch(text) for text in texts)
        if "operator" not in columns and compare and all(_OPERATOR.fullmatch(text) for text in texts):
            columns["operator"] = Column("operator", columns_of(head), reading.trust)


def _texts(reading: Reading, place: Columns, first: int, looked_at: int = _LOOKED_AT) -> list[str]:
    """What the cells under a head say, plain; blanks, totals and what reaches into other columns left out."""
    rows = range(first, min(reading.sheet.rows, first + looked_at))
    cells = [cell for row in rows if (cell := reading.sheet.under(row, place)) is not None]
    own = [cell for cell in cells if place.first <= cell.column and cell.column + cell.column_span <= place.end]
    return [plain(cell.text) for cell in own if not is_blank(cell.text) and INDICATOR_ROWS.match(cell.text) is None]
