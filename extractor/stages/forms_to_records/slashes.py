"""Money rows in, the same rows out without slashes that were read as ones.

Rows below the total print ``/`` where a column does not apply. On paper it differs from a 1 by its slant alone, so a
lone 1 that was not read for certain is taken for a slash where it cannot be a figure: rows below the total have
neither weight nor score, and an amount has to help making up the total.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from extractor.record.draft import Leaf, Node
from extractor.record.labels import plain

_AMOUNTS = ("budget_initial", "budget", "received", "executed")
_NEVER_BELOW_TOTAL = ("weight", "score")
_CERTAIN = 0.995


def without_slashes(funds: Sequence[Node]) -> list[Node]:
    """The rows with the ones that are slashes made blank, and without rows that then hold no figure."""
    rows = [row for row in funds if isinstance(row, dict)]
    total = next((row for row in rows if row.get("source") == "total"), None)
    if total is None:
        return list(funds)
    slashed = [row if row is total else _cleared(row, rows, total) for row in rows]
    return [row for row, old in zip(slashed, rows, strict=True) if row is old or _says_something(row)]


def without_task_slashes(amounts: Mapping[str, Leaf | None]) -> dict[str, Leaf | None]:
    """A task's amounts with the ones that are slashes made blank: those its own totals do without."""
    cleared = dict(amounts)
    for side in ("budget", "executed"):
        whole, parts = amounts.get(side), (f"{side}_fiscal", f"{side}_other")
        strokes = [key for key in parts if _is_stroke(amounts.get(key))]
        if strokes and sum((_figure(amounts.get(key)) for key in parts), Decimal(0)) != _figure(whole):
            cleared.update(dict.fromkeys(strokes))
    return cleared


def without_row_slashes(rows: Sequence[Node], key: str, total: Leaf | None) -> None:
    """Makes the ones of a column of weights or scores blank (in place) that are slashes, as its total shows.

    They are taken for slashes only where the column is too great by exactly as many as there are of them.
    """
    nodes = [row for row in rows if isinstance(row, dict)]
    strokes = [row for row in nodes if _is_stroke(row.get(key))]
    if total is None or not strokes or not isinstance(total.value, str):
        return
    excess = sum((_figure(row.get(key)) for row in nodes), Decimal(0)) - Decimal(total.value)
    if excess == len(strokes):
        for row in strokes:
            row[key] = None


def _cleared(row: dict[str, Node], rows: Sequence[Mapping[str, Node]], total: Mapping[str, Node]) -> dict[str, Node]:
    blank = [key for key in (*_NEVER_BELOW_TOTAL, "rate") if _is_stroke(row.get(key))]
    blank += [key for key in _AMOUNTS if _is_stroke(row.get(key)) and not _is_needed(key, rows, total)]
    return {**row, **dict.fromkeys(blank)} if blank else row


def _is_stroke(leaf: Node) -> bool:
    """A lone 1 that may be a slash: it was not read for certain, or the recogniser thought of one."""
    if not isinstance(leaf, Leaf) or plain(leaf.raw) not in ("1", "l", "I", "|", "/"):
        return False
    chars = [char for word in leaf.words for char in word.chars]
    return any(char.confidence < _CERTAIN or any(other.text == "/" for other in char.alternatives) for char in chars)


def _is_needed(key: str, rows: Sequence[Mapping[str, Node]], total: Mapping[str, Node]) -> bool:
    """Whether the total is reached only with the ones of a column."""
    parts = [_figure(row.get(key)) for row in rows if row is not total]
    return sum(parts, Decimal(0)) == _figure(total.get(key))


def _figure(leaf: Node) -> Decimal:
    return Decimal(leaf.value) if isinstance(leaf, Leaf) and isinstance(leaf.value, str) else Decimal(0)


def _says_something(row: Mapping[str, Node]) -> bool:
    return any(row.get(key) is not None for key in (*_AMOUNTS, "weight", "rate", "score"))
