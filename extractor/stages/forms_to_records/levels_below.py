"""A row of heads that names no levels in, those under which names of levels stand out (指标类型 over 产出指标)."""

from __future__ import annotations

from collections.abc import Mapping

from extractor.paper.block import Cell
from extractor.record.labels import label_key
from extractor.record.values.names import split_weight
from extractor.record.wording import LEVEL_NAMES
from extractor.stages.forms_to_records.head_paths import is_head_like
from extractor.stages.forms_to_records.indicator_content import Column
from extractor.stages.forms_to_records.sheet import Columns, Sheet, columns_of


def heads_over_levels(sheet: Sheet, row: int) -> list[Cell]:
    """The heads over a name of the first level and, right of it, one of the second; empty where there are not both."""
    heads = [cell for cell in sheet.starting(row) if is_head_like(cell) and _level(cell) is None]
    for head in heads:
        beside = sheet.right_of(head)
        under = [sheet.below(cell) for cell in (head, beside) if cell is not None]
        if beside in heads and [_level(cell) for cell in under if cell is not None] == ["level1", "level2"]:
            return [cell for cell in (head, beside) if cell is not None]
    return []


def name_beside(sheet: Sheet, row: int, columns: Mapping[str, Column]) -> Columns | None:
    """The column of names where no head means one: right of the second level, headed by 指标 and nothing else known."""
    level = columns.get("level2")
    if level is None or "level3" in columns:
        return None
    head = sheet.at(row, level.place.end)
    if head is None or "指标" not in label_key(head.text) or not is_head_like(head):
        return None
    place = columns_of(head)
    return None if any(column.place == place for column in columns.values()) else place


def _level(cell: Cell) -> str | None:
    match = LEVEL_NAMES.match(split_weight(cell.text)[0])
    return match.meaning if match is not None and match.listed else None
