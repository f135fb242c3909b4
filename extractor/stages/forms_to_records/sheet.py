"""A table as a reader looks at it: the cell at a place, what is right of or below it, labels, rows and columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extractor.paper.block import Cell, Table
from extractor.record.labels import Match, Vocabulary
from extractor.stages.forms_to_records.leaf import part_of_cell

_LEAST_SHARE = 0.5


@dataclass(frozen=True)
class Label:
    """A cell that a vocabulary knows, and as what."""

    cell: Cell
    match: Match


@dataclass(frozen=True)
class Columns:
    """Neighbouring columns, ``first`` to ``end`` (half-open): the stretch a header cell stands over."""

    first: int
    end: int


class Sheet:
    """Lookup over one table. Rows and columns count from 0; a merged cell answers for every place it covers."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.rows = table.rows
        self.columns = table.columns
        self._at: dict[tuple[int, int], Cell] = {
            (row, column): cell
            for cell in table.cells
            for row in range(cell.row, cell.row + cell.row_span)
            for column in range(cell.column, cell.column + cell.column_span)
        }
        self._widths = _column_widths(table)

    def at(self, row: int, column: int) -> Cell | None:
        """The cell covering a place; None outside the table."""
        return self._at.get((row, column))

    def row(self, row: int) -> tuple[Cell, ...]:
        """Every cell touching a row, left to right, merged ones from above included."""
        found: list[Cell] = []
        column = 0
        while column < self.columns:
            cell = self.at(row, column)
            if cell is not None:
                found.append(cell)
            column = cell.column + cell.column_span if cell is not None else column + 1
        return tuple(found)

    def starting(self, row: int) -> tuple[Cell, ...]:
        """The cells whose first row this is, left to right."""
        return tuple(cell for cell in self.row(row) if cell.row == row)

    def right_of(self, cell: Cell, row: int | None = None) -> Cell | None:
        """The next cell to the right, at ``row`` (the cell's first row by default)."""
        return self.at(cell.row if row is None else row, cell.column + cell.column_span)

    def below(self, cell: Cell, column: int | None = None) -> Cell | None:
        """The next cell down, at ``column`` (the cell's first column by default)."""
        return self.at(cell.row + cell.row_span, cell.column if column is None else column)

    def under(self, row: int, columns: Columns) -> Cell | None:
        """The cell of ``row`` that stands under a header over ``columns``.

        It is the one sharing the most width with them; it must lie at least half under the header, or the header
        at least half over it, so that a cell merged across several columns answers for each of them.
        """
        best, most = None, 0.0
        for cell in self.row(row):
            shared = self.width(max(cell.column, columns.first), min(cell.column + cell.column_span, columns.end))
            if shared > most:
                best, most = cell, shared
        if best is None:
            return None
        own = self.width(best.column, best.column + best.column_span)
        return best if most >= _LEAST_SHARE * min(own, self.width(columns.first, columns.end)) else None

    def width(self, first: int, end: int) -> float:
        """Points across the columns ``first`` to ``end`` (half-open); 0 where there is none."""
        return sum(self._widths[first:end]) if first < end else 0.0

    def labels(self, vocabulary: Vocabulary, row: int) -> tuple[Label, ...]:
        """The cells starting in ``row`` that ``vocabulary`` knows, left to right."""
        return tuple(self._known(vocabulary, self.starting(row)))

    def heads(self, vocabulary: Vocabulary, row: int) -> tuple[Label, ...]:
        """The labels of a header row without the side label beside its block, which is taller than any head."""
        labels = self.labels(vocabulary, row)
        if len(labels) < 2:
            return labels
        tallest = max(label.cell.row_span for label in labels[1:])
        return labels[1:] if labels[0].cell.row_span > tallest else labels

    def run_together(self, vocabulary: Vocabulary, head: Cell, below: int) -> list[tuple[Match, Columns]]:
        """The heads run together in one cell, each with the columns of the cell of row ``below`` it stands over.

        Empty unless as many cells of that row lie under the head as it names meanings.
        """
        found = vocabulary.within(part_of_cell(head).text)
        if len({match.meaning for match in found}) < 2 or len(found) != len({match.meaning for match in found}):
            return []
        place = columns_of(head)
        under = (
            [cell for cell in self.row(below) if place.first <= cell.column < place.end] if below < self.rows else []
        )
        return (
            [(match, columns_of(cell)) for match, cell in zip(found, under, strict=True)]
            if len(under) == len(found)
            else []
        )

    def find(self, vocabulary: Vocabulary, meaning: str) -> tuple[Label, ...]:
        """Every cell that means ``meaning``, surest first, then in printed order."""
        known = (label for label in self._known(vocabulary, self.table.cells) if label.match.meaning == meaning)
        return tuple(sorted(known, key=lambda label: -label.match.certainty))

    def value_of(self, label: Cell) -> Cell | None:
        """The cell a label's value stands in: right of it, or below where nothing is to the right."""
        return self.right_of(label) or self.below(label)

    @staticmethod
    def _known(vocabulary: Vocabulary, cells: Iterable[Cell]) -> Iterator[Label]:
        for cell in cells:
            if match := vocabulary.match(part_of_cell(cell).text):
                yield Label(cell, match)


def columns_of(cell: Cell) -> Columns:
    """The columns a cell stands over."""
    return Columns(cell.column, cell.column + cell.column_span)


def _column_widths(table: Table) -> list[float]:
    """Width of each column in points, from the walls of the cells (all pages; a page's own scale cancels out)."""
    lefts: dict[int, list[float]] = {}
    for cell in table.cells:
        lefts.setdefault(cell.column, []).append(cell.box.left)
        lefts.setdefault(cell.column + cell.column_span, []).append(cell.box.right)
    walls = {column: sorted(places)[len(places) // 2] for column, places in lefts.items()}
    known = sorted(walls)
    widths = []
    for column in range(table.columns):
        before = max((wall for wall in known if wall <= column), default=None)
        after = min((wall for wall in known if wall > column), default=None)
        if before is None or after is None:
            widths.append(1.0)
            continue
        widths.append(max(1.0, (walls[after] - walls[before]) / (after - before)))
    return widths
