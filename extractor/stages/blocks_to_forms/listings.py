"""A table in, whether it names many projects, one in each of its rows, out: by how it is built, whatever its title."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractor.paper.block import Cell
from extractor.record.labels import plain
from extractor.record.values.text import is_blank
from extractor.record.wording import GRADES, LEVEL_NAMES, LIST_COLUMNS, MONEY_ROWS
from extractor.stages.blocks_to_forms.structure import own_head_labels

_HEADERS = 4  # rows among which the header begins
_LEAST = 3  # rows of projects
_MOST = 0.8  # share of the rows that must be cut and filled alike
_FIGURES = frozenset({"budget", "score", "grade"})
_UNNUMBERED_LEAST = 2  # known columns of figures that make a list of rows without running numbers

Rows = Sequence[Sequence[Cell]]


def lists_projects(rows: Rows) -> bool:
    """Whether below a head for projects' names each row gives another name and, under a known head, a figure.

    Where nothing numbers the rows, as in what a system exports, two known heads of figures are needed.
    Columns that nobody knows say nothing against it: offices add telephones, web addresses, counts and remarks. A
    form's blocks are none: above them stand its head fields, and their rows are named like sources or levels.
    """
    for at, row in enumerate(rows[:_HEADERS]):
        if own_head_labels(rows[:at]) - {"reporting_unit"}:
            return False
        if any(_heads_projects(rows, head) for head in row if LIST_COLUMNS.meaning(head.text) == "project_name"):
            return True
    return False


def _heads_projects(rows: Rows, head: Cell) -> bool:
    first = head.row + head.row_span
    body = [row for row in rows[first:] if sum(not is_blank(cell.text) for cell in row) > 1]
    heads = [cell for row in rows[head.row : first] for cell in row if cell is not head]
    named = [(row, cell) for row in body if (cell := _under(row, head)) is not None and _is_name(cell)]
    if len(named) < max(_LEAST, _MOST * len(body)) or _are_parts([plain(cell.text) for _, cell in named]):
        return False
    listed = [row for row, _ in named]
    told = {
        meaning
        for other in heads
        if (meaning := LIST_COLUMNS.meaning(other.text)) and _bears_out(meaning, listed, other)
    }
    return len(told & _FIGURES) >= (1 if "seq" in told else _UNNUMBERED_LEAST)


def _are_parts(names: Sequence[str]) -> bool:
    """Whether names recur, or are those of sources of money or of levels of indicators, rather than of projects."""
    matches = [MONEY_ROWS.match(name) or LEVEL_NAMES.match(name) for name in names]
    parts = sum(match is not None and match.listed for match in matches)
    return len(set(names)) * 2 < len(names) or parts * 2 > len(names)


def _bears_out(meaning: str, rows: Rows, head: Cell) -> bool:
    """Whether what stands under a head in the rows is what it says: running numbers, figures, grades."""
    texts = [plain(cell.text) for row in rows if (cell := _under(row, head)) is not None]
    if meaning == "seq":
        return sum(_steps(texts)) >= _MOST * (len(rows) - 1)
    fitting = (text in GRADES if meaning == "grade" else _is_figure(text) for text in texts)
    return meaning in _FIGURES and sum(fitting) >= _MOST * len(rows)


def _steps(texts: Sequence[str]) -> Iterator[bool]:
    numbers = [int(text) if text.isascii() and text.isdigit() else None for text in texts]
    yield from (one is not None and two == one + 1 for one, two in pairwise(numbers))


def _under(row: Sequence[Cell], head: Cell) -> Cell | None:
    place = (head.column, head.column_span)
    return next((cell for cell in row if (cell.column, cell.column_span) == place), None)


def _is_name(cell: Cell) -> bool:
    return sum("一" <= char <= "鿿" for char in plain(cell.text)) > 1


def _is_figure(text: str) -> bool:
    bare = text.replace(",", "").removesuffix("分")
    return bare.replace(".", "", 1).isdigit()
