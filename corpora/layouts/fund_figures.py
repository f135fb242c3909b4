"""Figures of money one by one, for forms that set them apart from their line."""

from __future__ import annotations

from collections.abc import Sequence

from corpora.layouts.pen import Pen
from corpora.layouts.pieces import head_cells
from corpora.layouts.sheet import Cell, Sheet


def money_row(pen: Pen, widths: Sequence[float], *pairs: tuple[str, str]) -> Sheet:
    """Return a row of labels over a row of what the form's first line of money says under each."""
    sheet = Sheet(widths)
    sheet.row(*head_cells(pen, *(label for _, label in pairs)))
    sheet.row(*(Cell(figure(pen, 0, key)) for key, _ in pairs))
    return sheet


def figure(pen: Pen, line: int, key: str) -> str:
    """Return the figure of a line of money: an amount, a rate or points."""
    pointer = f"/funds/{line}/{key}"
    if key == "rate":
        return pen.percent(pointer)
    return pen.score(pointer) if key in ("weight", "score") else pen.amount(pointer)


def fund_line(pen: Pen, source: str) -> int | None:
    """Return which line of money is that of ``source``."""
    return next((line for line, fund in enumerate(pen.record["funds"]) if fund["source"] == source), None)
