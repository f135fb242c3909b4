"""Pieces that these forms share: the split's mark, heads of columns, broken labels, rows over the whole width."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from corpora.layouts.form import foot
from corpora.layouts.inset import SmallPrint
from corpora.layouts.pen import Pen, Record
from corpora.layouts.sectioned import SectionedEvaluation
from corpora.layouts.sheet import Cell, Sheet


class HeldoutForm(SmallPrint):
    """A form of this split, in letters that its columns hold."""

    split = "heldout"


class HeldoutEvaluation(HeldoutForm, SectionedEvaluation):
    """An evaluation of this split."""


def head(pen: Pen, text: str, span: int = 1, rows: int = 1) -> Cell:
    """Return the head of a column or of several."""
    return Cell(pen.label(text), span, rows, css="h c")


def heads(pen: Pen, *texts: str) -> list[Cell]:
    """Return heads of columns side by side."""
    return [head(pen, text) for text in texts]


def lines(pen: Pen, *parts: str) -> str:
    """Return a label that its office broke into lines, a single sign as it is."""
    return "<br>".join(pen.label(part, as_is=len(part) == 1) for part in parts)


def upright(pen: Pen, text: str) -> str:
    """Return a label with one sign a line, as offices type what stands down a narrow cell."""
    return lines(pen, *text)


def width_row(pen: Pen, text: str, columns: int, css: str = "l") -> list[Cell]:
    """Return a row of one cell across the table."""
    return [Cell(pen.label(text), columns, css=css)]


def under(*parts: str) -> str:
    """Return what stands in a line under a table, clear of its ruling."""
    return f'<div style="padding-top:7pt">{foot(*parts)}</div>'


def remarks(pen: Pen, *texts: str) -> str:
    """Return the form's notes under its table."""
    inner = "".join(f"<div>{pen.label(text)}</div>" for text in texts)
    return f'<div style="padding-top:6pt">{inner}</div>'


def goal_texts(pen: Pen, widths: Sequence[float], expected: str, actual: str) -> Sheet:
    """Return the goals in rows of their own, each over what became of it."""
    sheet = Sheet(widths)
    for index in range(len(pen.record["goals"])):
        for key, label in (("expected", expected), ("actual", actual)):
            sheet.row(Cell(pen.label(label)), Cell(pen.put(f"/goals/{index}/{key}"), css="t"))
    return sheet


def sign_targets(rows: Sequence[Record]) -> None:
    """Say with a sign what targets say in words (95%以上 as ≥95%), as systems with a column for signs do (in place)."""
    for row in rows:
        text = row["target"]
        if text is None:
            continue
        for words, sign in (("不低于", "≥"), ("不超过", "≤")):
            text = text.replace(words, sign)
        if text.endswith("以上"):
            text = text.removesuffix("以上")
            text = text if text.startswith("≥") else f"≥{text}"
        row["target"] = text


def reached(row: Record) -> str:
    """Return the share of its points that an indicator earned, as offices print how far it was met."""
    weight = Decimal(row["weight"] or 0)
    if not weight or row["score"] is None:
        return ""
    return f"{min(Decimal(100), Decimal(row['score']) / weight * 100):.0f}%"
