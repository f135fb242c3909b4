"""Runs of indicators alike in their levels: where they begin, what is printed once for all of them, their points."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_FLOOR, Decimal

from corpora.content.money import plain
from corpora.layouts.pen import Pen, Record

HALF = Decimal("0.5")
WHOLE = Decimal(1)


def runs(rows: Sequence[Record], *keys: str) -> list[tuple[int, int]]:
    """Return where rows alike in ``keys`` begin and how many follow each other."""
    found: list[tuple[int, int]] = []
    for index, row in enumerate(rows):
        if index and all(rows[index - 1][key] == row[key] for key in keys):
            first, count = found[-1]
            found[-1] = (first, count + 1)
        else:
            found.append((index, 1))
    return found


def merged(pen: Pen, first: int, count: int, key: str, printed: str | None = None) -> str:
    """Return one print of a value that stands for ``count`` indicator rows."""
    return pen.put(*(f"/indicators/{row}/{key}" for row in range(first, first + count)), printed=printed)


def share_points(rows: Sequence[Record], points: int, step: Decimal = HALF) -> None:
    """Give the rows weights in ``step`` that add up to ``points``, in proportion to theirs; lost points stay lost."""
    drawn = [Decimal(row["weight"]) for row in rows]
    total, steps = sum(drawn, Decimal(0)), int(points / step)
    parts = [max(1, int((weight * steps / total).to_integral_value(ROUND_FLOOR))) for weight in drawn]
    while sum(parts) > steps:
        parts[parts.index(max(parts))] -= 1
    for number in range(steps - sum(parts)):
        parts[number % len(parts)] += 1
    for row, weight, part in zip(rows, drawn, parts, strict=True):
        lost = max(Decimal(0), weight - Decimal(row["score"] or 0))
        row["weight"] = plain(part * step)
        row["score"] = plain(max(Decimal(0), part * step - lost))
