"""A list's sheet in, its header rows as a tree out: for every column the heads that stand over it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from extractor.paper.block import Cell
from extractor.record.labels import Match, plain
from extractor.stages.forms_to_records.leaf import part_of_cell
from extractor.stages.forms_to_records.list_meanings import KEYS, head_meaning
from extractor.stages.forms_to_records.sheet import Columns, Sheet

_STOREYS = 3
_WIDE = 0.8  # of all columns: a cell so wide is a caption, no head
_NAMED_LEAST = 3
_UNNAMED_LEAST = 4


@dataclass(frozen=True)
class HeadPath:
    """One column: where it stands, and the header cells over it, outermost first.

    ``said`` is what it holds where several heads ran together in one cell and only their order tells them apart.
    """

    place: Columns
    cells: tuple[Cell, ...]
    said: Match | None = None

    @property
    def texts(self) -> tuple[str, ...]:
        """The words of the heads, outermost first."""
        return tuple(part_of_cell(cell).text for cell in self.cells)

    @property
    def match(self) -> Match | None:
        """What the heads say the column holds."""
        return self.said or head_meaning(self.texts)

    @property
    def meaning(self) -> str | None:
        """Just the meaning of :attr:`match`."""
        found = self.match
        return found.meaning if found is not None else None


@dataclass(frozen=True)
class Header:
    """Rows ``first`` to ``end`` (half-open) and the columns under them, left to right."""

    first: int
    end: int
    paths: tuple[HeadPath, ...]

    @property
    def known(self) -> int:
        """How many columns say by their heads what they hold."""
        return sum(1 for path in self.paths if path.meaning is not None)


def header_at(sheet: Sheet, row: int) -> Header | None:
    """The header that begins at ``row``, over as many storeys as name most columns; None where none begins."""
    best: Header | None = None
    for storeys in range(1, _STOREYS + 1):
        if row + storeys > sheet.rows or any(_is_figure(cell) for cell in sheet.starting(row + storeys - 1)):
            break
        header = Header(row, row + storeys, _paths(sheet, row, row + storeys))
        if _is_header(header) and (best is None or header.known > best.known - _reaches(best, header)):
            best = header
    return best


def _reaches(header: Header, deeper: Header) -> bool:
    """Whether known heads stand down to the end of ``deeper``: what stands beside them there is of the header, too."""
    down = [path for path in header.paths if path.meaning and path.cells and _bottom(path.cells[-1]) == deeper.end]
    return len(down) >= _NAMED_LEAST


def _bottom(cell: Cell) -> int:
    return cell.row + cell.row_span


def headless(sheet: Sheet) -> Header:
    """The header of a list that has none: a column for each of the sheet's, without a word over it."""
    return Header(0, 0, tuple(HeadPath(Columns(column, column + 1), ()) for column in range(sheet.columns)))


def _is_header(header: Header) -> bool:
    known = {path.meaning for path in header.paths if path.meaning is not None}
    kept = known & set(KEYS)
    if "project_name" in kept:
        return len(known) >= _NAMED_LEAST
    return len(kept) >= _UNNAMED_LEAST


def _paths(sheet: Sheet, first: int, end: int) -> tuple[HeadPath, ...]:
    """Neighbouring columns under the same heads are one."""
    found: list[HeadPath] = []
    before: list[int] = []
    for column in range(sheet.columns):
        over = _over(sheet, first, end, column)
        here = [id(cell) for cell in over]
        if found and here == before:
            found[-1] = replace(found[-1], place=Columns(found[-1].place.first, column + 1))
        else:
            found.append(HeadPath(Columns(column, column + 1), tuple(cell for cell in over if plain(cell.text))))
        before = here
    return tuple(found)


def _over(sheet: Sheet, first: int, end: int, column: int) -> list[Cell]:
    """The cells of the header's rows over a column, captions across the whole table left out."""
    cells = {id(cell): cell for row in range(first, end) if (cell := sheet.at(row, column)) is not None}
    return [
        cell for cell in cells.values() if cell.row >= first and cell.column_span <= max(1.0, _WIDE * sheet.columns)
    ]


def _is_figure(cell: Cell) -> bool:
    """Whether a cell holds data: a head has words in it, perhaps with a figure or two."""
    text = plain(cell.text)
    return any(char.isdigit() for char in text) and not any("一" <= char <= "鿿" for char in text)
