"""Forms drawn as text: a table is a list of rows, ``<`` goes on the cell to its left, ``^`` the one above it."""

from collections.abc import Sequence

from extractor.paper.block import Cell, Paragraph, Table
from extractor.paper.box import Box
from extractor.paper.form import Form, FormKind
from extractor.paper.word import Char, Word
from extractor.record.draft import Draft
from extractor.record.settle import settle

WIDTH, HEIGHT = 60.0, 20.0


def word(text: str, left: float, top: float, page: int = 1) -> Word:
    chars = tuple(Char(c, Box(left + 8 * at, top, left + 8 * at + 8, top + 10)) for at, c in enumerate(text))
    return Word(page, Box(left, top, left + 8 * max(1, len(text)), top + 10), chars, 1.0)


def lines_of(text: str, left: float, top: float, page: int = 1) -> tuple[tuple[Word, ...], ...]:
    return tuple((word(line, left, top + 12 * at, page),) for at, line in enumerate(text.split("\n")) if line)


def table(rows: Sequence[Sequence[str]], top: float = 100.0, page: int = 1) -> Table:
    cells = []
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            if text in ("<", "^"):
                continue
            across = 1 + next((n for n, t in enumerate(row[column + 1 :]) if t != "<"), len(row) - column - 1)
            below = [line[column] for line in rows[at + 1 :]]
            down = 1 + next((n for n, t in enumerate(below) if t != "^"), len(below))
            left, high = column * WIDTH, top + at * HEIGHT
            box = Box(left, high, left + across * WIDTH, high + down * HEIGHT)
            cells.append(Cell(page, at, column, down, across, box, lines_of(text, left + 2, high + 2, page)))
    box = Box(0, top, len(rows[0]) * WIDTH, top + len(rows) * HEIGHT)
    return Table((page,), box, len(rows), len(rows[0]), tuple(cells))


def paragraph(text: str, top: float, page: int = 1) -> Paragraph:
    lines = lines_of(text, 50, top, page)
    return Paragraph(page, Box(50, top, 500, top + 12 * len(lines)), lines)


def form(kind: FormKind, above: Sequence[str], rows: Sequence[Sequence[str]], below: Sequence[str] = ()) -> Form:
    heads = [paragraph(text, 10.0 + 20 * at) for at, text in enumerate(above)]
    body = [table(rows)] if rows else []
    feet = [paragraph(text, 700.0 + 20 * at) for at, text in enumerate(below)]
    return Form(kind, (1,), (*heads, *body, *feet))


def plain(draft: Draft) -> dict[str, object]:
    """The canonical record of a draft, without nulls at its top."""
    dumped = settle(draft).record.model_dump(mode="json")
    return {key: value for key, value in dumped.items() if value is not None}
