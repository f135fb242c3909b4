"""A department's income and expenditure printed side by side in, the rows of both sides and their totals out."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractor.paper.block import Cell
from extractor.record.draft import Leaf, Node
from extractor.record.labels import plain
from extractor.record.values.text import is_blank
from extractor.record.wording import DEPARTMENT_MONEY
from extractor.stages.forms_to_records.leaf import amount_leaf, text_leaf
from extractor.stages.forms_to_records.reading import Reading
from extractor.stages.forms_to_records.sheet import Label, columns_of

_SIDES = {"income_subject": "income", "expenditure_subject": "expenditure"}


@dataclass
class Side:
    """One side: its three columns, its rows and its total."""

    name: str
    columns: dict[str, Label] = field(default_factory=dict)
    rows: list[Node] = field(default_factory=list)
    total: dict[str, Node] | None = None


@dataclass(frozen=True)
class Sides:
    """Both sides and the sheet rows they take up."""

    income: Side
    expenditure: Side
    rows: range


def read_sides(reading: Reading, before: int) -> Sides | None:
    """The two-sided money block above row ``before``; None where there is none."""
    for row in range(before):
        sides = _sides(reading, row)
        if sides:
            return _read(reading, sides, row, before)
    return None


def _sides(reading: Reading, row: int) -> list[Side]:
    """The sides of a header row, left to right: a subject column and the amounts that follow it."""
    sides: list[Side] = []
    for label in reading.sheet.labels(DEPARTMENT_MONEY, row):
        meaning = label.match.meaning
        if meaning in _SIDES or meaning == "subject":
            name = _SIDES.get(meaning) or _named_above(reading, label.cell) or ("expenditure" if sides else "income")
            sides.append(Side(name, {"subject": label}))
        elif sides and meaning in ("budget", "executed"):
            sides[-1].columns.setdefault(meaning, label)
    whole = [side for side in sides if "budget" in side.columns or "executed" in side.columns]
    return whole if any(label.match.meaning in _SIDES for side in whole for label in [side.columns["subject"]]) else []


def _named_above(reading: Reading, cell: Cell) -> str | None:
    above = reading.sheet.at(cell.row - 1, cell.column)
    meaning = DEPARTMENT_MONEY.meaning(above.text) if above is not None else None
    return meaning if meaning in ("income", "expenditure") else None


def _read(reading: Reading, sides: list[Side], first: int, before: int) -> Sides:
    for side in sides:
        reading.use(*(label.cell for label in side.columns.values()))
        above = reading.sheet.at(first - 1, side.columns["subject"].cell.column)
        if above is not None and DEPARTMENT_MONEY.match(above.text):
            reading.use(above)
    row = first + 1
    while row < before and not all(side.total for side in sides):
        if not any([_read_row(reading, side, row) for side in sides]):
            break
        row += 1
    by_name = {side.name: side for side in sides}
    return Sides(
        by_name.get("income", Side("income")), by_name.get("expenditure", Side("expenditure")), range(first, row)
    )


def _read_row(reading: Reading, side: Side, row: int) -> bool:
    """Reads one side's line; whether the row still belongs to the block."""
    cells = {key: reading.sheet.under(row, columns_of(label.cell)) for key, label in side.columns.items()}
    subject = cells["subject"]
    if subject is None or _is_label_of_all(reading, subject):
        return False
    match = DEPARTMENT_MONEY.match(subject.text)
    if (
        match is None
        and is_blank(subject.text)
        and not any(cell is not None and not is_blank(cell.text) for cell in cells.values())
    ):
        reading.use(*cells.values())
        return True
    reading.use(*cells.values())
    values: dict[str, Node] = {key: _amount(reading, side, key, cells.get(key)) for key in ("budget", "executed")}
    filled = any(isinstance(value, Leaf) for value in values.values())
    if match is not None and match.meaning == "total":
        side.total = values if filled else {"budget": None, "executed": None}
    elif filled:
        side.rows.append({"subject": text_leaf(subject, reading.trust), **values})
    return True


def _is_label_of_all(reading: Reading, cell: Cell) -> bool:
    """A cell across the whole table is a row of something else."""
    return cell.column_span >= reading.sheet.columns - 1 and bool(plain(cell.text))


def _amount(reading: Reading, side: Side, key: str, cell: Cell | None) -> Leaf | None:
    label = side.columns.get(key)
    if label is None or cell is None:
        return None
    subject = side.columns["subject"].cell
    above = reading.sheet.at(subject.row - 1, subject.column)
    return amount_leaf(cell, reading.unit_of(label.cell, above), reading.trust)


def total_node(side: Side) -> dict[str, Node] | None:
    """A side's total; None where none is printed or it is blank."""
    if side.total is None or not any(isinstance(value, Leaf) for value in side.total.values()):
        return None
    return side.total
