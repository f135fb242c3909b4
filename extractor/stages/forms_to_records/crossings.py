"""A stretch of a table in, its values out, each with the labels that say what it is.

A label governs what stands right of it and what stands under it, whether heads run across, down, both ways or over
several storeys, or stand beside their values in pairs. So a value is told by two paths: the labels left of it in its
row, and the heads above it in its columns.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from extractor.paper.block import Cell
from extractor.record.labels import plain
from extractor.record.values.text import is_blank
from extractor.stages.forms_to_records.sheet import Sheet

Runs = tuple[tuple[Cell, ...], ...]
_SPECK = re.compile(r"[^\d\W一-鿿]{1,2}")
_SHARE = 0.5  # of the narrower of two cells: how much of it has to lie under, or over, the other


@dataclass(frozen=True)
class Crossing:
    """A value and its labels.

    Attributes:
        value: the value's cell, blank or not.
        runs: labels left of it in its row, run by run, the nearest first and in each the nearest label first; the
            first run is empty where another value stands directly left of it.
        above: the heads over it, the nearest (innermost) first.
    """

    value: Cell
    runs: Runs
    above: tuple[Cell, ...]

    @property
    def beside(self) -> tuple[Cell, ...]:
        """The labels directly left of the value, the nearest first."""
        return self.runs[0] if self.runs else ()

    @property
    def lead(self) -> tuple[Cell, ...]:
        """The labels that the row begins with, the nearest first."""
        return self.runs[-1] if self.runs else ()


class Crossings:
    """The crossings of rows ``first`` and below.

    Args:
        sheet: the table.
        first: the row above which no head is looked for.
        is_label: tells labels from values; blank cells are values.
        holds_value: tells labels that share their cell with a value, and so head nothing.
    """

    def __init__(
        self,
        sheet: Sheet,
        first: int,
        is_label: Callable[[Cell], bool],
        holds_value: Callable[[Cell], bool] = lambda _: False,
    ) -> None:
        self._sheet = sheet
        self._first = first
        self._is_label = is_label
        self._holds_value = holds_value

    def of_row(self, row: int) -> list[Crossing]:
        """A crossing for each value that begins in a row, left to right."""
        return [self.of(cell) for cell in self._sheet.starting(row) if not self._is_label(cell)]

    def of(self, value: Cell) -> Crossing:
        """The crossing of one value (or of a label that holds its value)."""
        return Crossing(value, self._runs(value), tuple(self._above(value)))

    def is_head_row(self, row: int) -> bool:
        """Whether a row holds heads: labels, no value that says something, no labels with blanks beside them."""
        cells = self._sheet.starting(row)
        labels = [cell for cell in cells if self._is_label(cell)]
        beside = [self._sheet.right_of(cell) for cell in labels]
        led = sum(1 for cell in beside if cell is not None and not self._is_label(cell) and not _is_speck(cell))
        heads = all(
            is_blank(cell.text) or _is_speck(cell) or (self._is_label(cell) and not self._holds_value(cell))
            for cell in cells
        )
        return heads and len(labels) > 0 and 2 * led <= len(labels)

    def _runs(self, value: Cell) -> Runs:
        runs: list[list[Cell]] = [[]]
        for cell in reversed([cell for cell in self._sheet.row(value.row) if cell.column < value.column]):
            if self._is_label(cell):
                runs[-1].append(cell)
            elif runs[-1] or len(runs) == 1:
                runs.append([])
        kept = [tuple(run) for at, run in enumerate(runs) if run or at == 0]
        return tuple(kept)

    def _above(self, value: Cell) -> Sequence[Cell]:
        """Heads over a value, up to the first value above them; a label with a value beside it heads no column."""
        heads: list[Cell] = []
        for row in range(value.row - 1, self._first - 1, -1):
            over = self._over(row, value)
            if over is None or any(over is head for head in heads):
                continue
            if self._is_label(over) and self.is_head_row(over.row):
                heads.append(over)
            elif heads and not is_blank(over.text):
                break
        return heads

    def _over(self, row: int, value: Cell) -> Cell | None:
        """The cell of a row that shares the most width with a value, at least half of the narrower of the two."""
        sheet = self._sheet
        best, most = None, 0.0
        for cell in sheet.row(row):
            left, right = max(cell.column, value.column), min(_end(cell), _end(value))
            shared = sheet.width(left, right)
            if shared > most:
                best, most = cell, shared
        if best is None:
            return None
        narrow = min(sheet.width(best.column, _end(best)), sheet.width(value.column, _end(value)))
        return best if most >= _SHARE * narrow else None


def _is_speck(cell: Cell) -> bool:
    """Whether a cell holds a letter or two, which neither a figure nor a word was printed as."""
    return _SPECK.fullmatch(plain(cell.text)) is not None


def _end(cell: Cell) -> int:
    return cell.column + cell.column_span
