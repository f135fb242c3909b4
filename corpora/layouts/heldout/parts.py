"""Pieces that these forms share: an inset frame, labels broken into lines, columns and rows beside a record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from corpora.content.money import plain
from corpora.layouts.form import foot
from corpora.layouts.indicator_rows import IndicatorTable, indicator_rows
from corpora.layouts.inset import Inset
from corpora.layouts.pen import Pen, Record
from corpora.layouts.sheet import Cell, Sheet
from corpora.layouts.style import pt

GRADES = "优良中差"


class HeldoutForm(Inset):
    """A form of this split."""

    split = "heldout"


def stacked(*sheets: Sheet) -> str:
    """Return tables that share the line between them."""
    return "".join(sheet.html() for sheet in sheets)


def head_cell(pen: Pen, text: str, span: int = 1, rows: int = 1) -> Cell:
    """Return the head of a column."""
    return Cell(pen.label(text), span, rows, css="h c")


def heads(pen: Pen, *texts: str) -> list[Cell]:
    """Return heads of columns side by side."""
    return [head_cell(pen, text) for text in texts]


def broken(pen: Pen, *parts: str) -> str:
    """Return a label that its office broke into lines."""
    return "<br>".join(pen.label(part, as_is=len(part) == 1) for part in parts if part)


def headline(pen: Pen, left: str, right: str) -> str:
    """Return the title with the year before it in one line."""
    year = pen.put("/year", printed=f"{left}{pen.value('/year')}{right}")
    return f'<div class="title">{year}{pen.put("/title")}</div>'


def named(pen: Pen, key: str, label: str, sealed: bool = False) -> str:
    """Return ``label:value`` as text, a seal over the label where ``sealed``."""
    text = f"{label}:"
    unit = pen.record.get(key) or pen.record.get("supervising_department")
    return (pen.seal(unit, pen.style.text(text)) if sealed else pen.label(text)) + pen.put(f"/{key}")


def fitted(pen: Pen, inner: str, most: float) -> str:
    """Return ``inner`` in the document's size, or in ``most`` points where that is larger than its columns bear."""
    return f'<div style="font-size:{pt(min(pen.style.size, most))}">{inner}</div>'


def below(*parts: str) -> str:
    """Return a line of signatures, clear of the table above it."""
    return f'<div style="padding-top:8pt">{foot(*parts)}</div>'


def remarks(pen: Pen, *lines: str) -> str:
    """Return notes under a table, clear of its last ruling."""
    inner = "".join(f"<div>{pen.label(line)}</div>" for line in lines)
    return f'<div style="padding-top:6pt">{inner}</div>'


def ticked(pen: Pen, pointer: str, choices: str = GRADES) -> str:
    """Return boxes for ``choices``, that of the value ticked."""
    chosen = pen.value(pointer)
    return "&ensp;".join(
        pen.label("☑" if choice == chosen else "□", True)
        + (pen.put(pointer) if choice == chosen else pen.label(choice))
        for choice in choices
    )


def woven(pen: Pen, table: IndicatorTable, extra: Mapping[str, Sequence[str]]) -> list[list[Cell]]:
    """Return indicator rows with columns that no record holds.

    ``extra`` has one text a row for the key of each such column, which stands first of all or right of merged columns.
    """
    shown = [column for column in table.columns if column.key not in extra]
    rows = indicator_rows(pen, replace(table, columns=shown))
    for number, cells in enumerate(rows):
        for at, column in enumerate(table.columns):
            if column.key not in extra:
                continue
            text = extra[column.key][number]
            right = sum(other.key not in extra for other in table.columns[at + 1 :])
            cells.insert(len(cells) - right if at else 0, Cell(pen.label(text) if text else ""))
    return rows


def dashed(pen: Pen, table: IndicatorTable, rows: list[list[Cell]], key: str, mark: str = "—") -> None:
    """Put a dash into the cells of the column ``key`` whose value is blank."""
    right = len(table.columns) - [column.key for column in table.columns].index(key)
    for row, cells in zip(pen.record["indicators"], rows, strict=True):
        if row[key] is None:
            cells[len(cells) - right] = Cell(pen.label(mark, True))


def group_starts(rows: Sequence[Record]) -> list[int]:
    """Return where each level-1 group begins."""
    return [index for index, row in enumerate(rows) if index == 0 or rows[index - 1]["level1"] != row["level1"]]


def summed(rows: Sequence[Record], key: str) -> str:
    """Return the sum of a column; blanks count nothing."""
    return plain(sum((Decimal(row[key] or 0) for row in rows), Decimal(0)))


def weigh_groups(rows: Sequence[Record]) -> None:
    """Give each row the weight of its level-1 group."""
    for row in rows:
        row["level1_weight"] = summed([other for other in rows if other["level1"] == row["level1"]], "weight")


def new_rows(like: Record, *rows: Sequence[str | None]) -> list[Record]:
    """Return indicator rows shaped as ``like``: level1, level2, level3, target, actual, weight, score."""
    keys = ("level1", "level2", "level3", "target", "actual", "weight", "score")
    blank = dict.fromkeys(like) | {"score_rows": 1}
    return [blank | dict(zip(keys, row, strict=True)) for row in rows]
