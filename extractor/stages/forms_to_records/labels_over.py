"""A row of labels in, the values that stand under them out, for forms that print every value below its label.

Heads of money may stand beside the labels, over storeys of their own; the amounts under them are read elsewhere.
"""

from __future__ import annotations

from extractor.paper.block import Cell
from extractor.record.labels import plain
from extractor.record.wording import HEAD, INDICATOR_ROWS, MONEY_COLUMNS, MONEY_ROWS
from extractor.stages.forms_to_records.sheet import Sheet

_LEAST = 2  # labels in a row that holds nothing else: no value stands between them


def values_under(sheet: Sheet, row: int) -> dict[int, Cell]:
    """The cell under each label (by ``id``) of a row of labels only; empty where the row holds anything else.

    Each value's cell is as wide as its label's, and none of them is a label itself.
    """
    filled = [cell for cell in sheet.starting(row) if plain(cell.text)]
    labels = [cell for cell in filled if _is_label(cell)]
    if len(labels) < _LEAST or not all(_is_label(cell) or _heads_money(cell) for cell in filled):
        return {}
    under = {id(label): below for label in labels if (below := sheet.below(label)) is not None and _fits(label, below)}
    says = any(plain(cell.text) for cell in under.values())
    return under if says and len(under) == len(labels) else {}


def _fits(label: Cell, below: Cell) -> bool:
    return (below.column, below.column_span) == (label.column, label.column_span) and not _is_label(below)


def _heads_money(cell: Cell) -> bool:
    """Whether a cell over columns of their own heads money: it would have its amount beside it else."""
    matches = (MONEY_COLUMNS.match(cell.text), MONEY_ROWS.match(cell.text))
    return cell.column_span > 1 and any(match is not None for match in matches)


def _is_label(cell: Cell) -> bool:
    matches = (HEAD.match(cell.text), INDICATOR_ROWS.match(cell.text))
    return any(match is not None and match.listed for match in matches)
