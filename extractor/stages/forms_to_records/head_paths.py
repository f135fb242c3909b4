"""Header rows of a table in, its columns with the heads over them out, over however many storeys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.paper.block import Cell
from extractor.record.labels import label_key, plain
from extractor.stages.forms_to_records.sheet import Columns, Sheet

_SHORT = 14  # characters of a text that can be a head


@dataclass(frozen=True)
class HeadPath:
    """Neighbouring columns under the same heads, the outermost head first."""

    place: Columns
    heads: tuple[Cell, ...]

    @property
    def text(self) -> str:
        """All heads read together."""
        return "".join(label_key(cell.text) for cell in self.heads)


def head_paths(sheet: Sheet, first: int, end: int) -> list[HeadPath]:
    """The paths of heads in the rows ``first`` to ``end`` (half-open), left to right; side labels are none."""
    paths: list[HeadPath] = []
    for column in range(sheet.columns):
        over = {id(cell): cell for row in range(first, end) if (cell := sheet.at(row, column)) is not None}
        heads = tuple(
            cell for cell in over.values() if plain(cell.text) and cell.row >= first and cell.row + cell.row_span <= end
        )
        last = paths[-1] if paths else None
        if heads and last and [*map(id, last.heads)] == [*map(id, heads)] and last.place.end == column:
            paths[-1] = HeadPath(Columns(last.place.first, column + 1), heads)
        elif heads:
            paths.append(HeadPath(Columns(column, column + 1), heads))
    return paths


def is_storey_below(sheet: Sheet, whole: Sequence[Cell], row: int) -> bool:
    """Whether a row only divides heads above it: short words, none under ``whole`` heads, several under one head.

    The ``whole`` heads themselves are divided only all alike (名称 | 权重 under each level), as no row of values is.
    """
    cells = [cell for cell in sheet.starting(row) if plain(cell.text)]
    over = [sheet.at(row - 1, cell.column) for cell in cells]
    divided = {id(cell) for cell in over if cell is not None}
    under_whole = any(cell is head for cell in over for head in whole) and not _divides_alike(sheet, whole, row)
    return len(cells) > len(divided) and not under_whole and all(is_head_like(cell) for cell in cells)


def _divides_alike(sheet: Sheet, heads: Sequence[Cell], row: int) -> bool:
    """Whether a row stands under several heads with the same two words or more under each."""
    under = [
        [label_key(cell.text) for cell in sheet.starting(row) if 0 <= cell.column - head.column < head.column_span]
        for head in heads
        if head.row + head.row_span == row
    ]
    return len(under) > 1 and len(under[0]) > 1 and all(under[0]) and all(words == under[0] for words in under)


def is_head_like(cell: Cell) -> bool:
    """Whether a cell's words are short enough for a head, and no figures."""
    text = label_key(cell.text)
    return len(text) <= _SHORT and any("一" <= char <= "鿿" for char in text) and "。" not in text
