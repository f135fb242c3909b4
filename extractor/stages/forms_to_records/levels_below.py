"""A row of heads that names no levels in, those over levels (指标类型 over 产出指标) or over bare names (指标) out."""

from __future__ import annotations

from collections.abc import Mapping

from extractor.paper.block import Cell
from extractor.record.labels import label_key, plain
from extractor.record.values.names import split_weight
from extractor.record.wording import INDICATOR_COLUMNS, LEVEL_NAMES, SECTIONS
from extractor.stages.forms_to_records.head_paths import is_head_like
from extractor.stages.forms_to_records.indicator_content import Column
from extractor.stages.forms_to_records.leaf import part_of_cell
from extractor.stages.forms_to_records.sheet import Columns, Sheet, columns_of

_BESIDE_TARGETS = {"weight", "unit", "operator"}  # what a head of indicators has beside that of their targets


def heads_over_levels(sheet: Sheet, row: int) -> list[Cell]:
    """The heads over a name of the first level and, right of it, one of the second; empty where there are not both."""
    heads = [cell for cell in sheet.starting(row) if is_head_like(cell) and _level(cell) is None]
    for head in heads:
        beside = sheet.right_of(head)
        under = [sheet.below(cell) for cell in (head, beside) if cell is not None]
        if beside in heads and [_level(cell) for cell in under if cell is not None] == ["level1", "level2"]:
            return [cell for cell in (head, beside) if cell is not None]
    return []


def head_over_names(sheet: Sheet, row: int) -> Cell | None:
    """The head 指标 that alone names the indicators: left of a listed one of targets, with another of theirs beside.

    As the label beside a table it would reach further down than the heads.
    """
    listed = [label for label in sheet.labels(INDICATOR_COLUMNS, row) if label.match.listed]
    targets = [label.cell for label in listed if label.match.meaning == "target"]
    if not targets or not any(label.match.meaning in _BESIDE_TARGETS for label in listed):
        return None
    before = (cell for cell in sheet.starting(row) if cell.column < targets[0].column)
    return next((cell for cell in before if cell.row_span <= targets[0].row_span and _heads_names(sheet, cell)), None)


def _heads_names(sheet: Sheet, cell: Cell) -> bool:
    section, below = SECTIONS.match(part_of_cell(cell).text), sheet.below(cell)
    if section is None or not section.listed or section.meaning != "indicator_block" or below is None:
        return False
    heads_more = any(label.match.listed for label in sheet.labels(INDICATOR_COLUMNS, below.row))
    return label_key(cell.text).endswith("指标") and bool(plain(below.text)) and not heads_more


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
