"""A department's income and expenditure in, the rows of both sides and their totals out, however they are arranged.

Side by side, one under the other, under one head with a label beside each side, or with the subjects across: an
amount belongs to the nearest words that name its kind (预算数), its subject (人员经费) and its side (年度支出).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from extractor.paper.block import Cell
from extractor.record.draft import Leaf, Node
from extractor.record.labels import LISTED, plain
from extractor.record.values.text import is_blank
from extractor.record.wording import DEPARTMENT_MONEY, TASK_COLUMNS
from extractor.stages.forms_to_records.crossings import Crossing, Crossings
from extractor.stages.forms_to_records.leaf import Trust, amount_leaf, text_leaf
from extractor.stages.forms_to_records.money_words import is_label
from extractor.stages.forms_to_records.reading import Reading

_SIDES = {
    "income": "income",
    "income_subject": "income",
    "expenditure": "expenditure",
    "expenditure_subject": "expenditure",
}
_KEYS = ("budget", "executed")
_UNWANTED = ("derived", "previous")
"""What follows from the amounts beside it (执行率, 增减额), or is of a year before; the record has no place for it."""
_HEADS = ("subject", "income_subject", "expenditure_subject", *_KEYS, *_UNWANTED)
_INITIAL = re.compile(r"[年期]初|初始")
_STOREYS = 3  # rows within which the heads of a block name both a side and an amount
_ENDINGS = {
    "income": re.compile(r"收入(?:合计|总计)?$"),
    "expenditure": re.compile(r"(?:支出|经费|费用)(?:合计|总计)?$"),
}
_SAYS_SIDE = re.compile(r"(?:收入|支出)(?:合计|总计)?$")
"""The word of a side itself, which 经费 and 费用 only mean."""


@dataclass
class Side:
    """One side: its rows and its total."""

    rows: list[Node] = field(default_factory=list)
    total: dict[str, Node] | None = None


@dataclass(frozen=True)
class Sides:
    """Both sides."""

    income: Side
    expenditure: Side


@dataclass(frozen=True)
class _Told:
    """What the words around an amount tell: its kind, its subject's cell, its side, the doubt it comes with."""

    key: str
    head: Cell
    subject: Cell
    side: str
    doubt: str | None


class _Gathered:
    """Both sides while they are read, and the rows of their subjects (by the subject's cell)."""

    def __init__(self) -> None:
        self.sides = {"income": Side(), "expenditure": Side()}
        self._rows: dict[int, tuple[str, dict[str, Node]]] = {}
        self._initial: set[int] = set()

    def put(self, row: dict[str, Node], told: _Told, leaf: Leaf) -> bool:
        """Puts an amount into a row; False where another stands there. The budget is the one as adjusted."""
        initial = told.key == "budget" and _INITIAL.match(plain(told.head.text)) is not None
        if row[told.key] is None or (told.key == "budget" and not initial and id(row) in self._initial):
            row[told.key] = leaf
            self._initial.discard(id(row))
            if initial:
                self._initial.add(id(row))
            return True
        return initial

    def row(self, told: _Told, trust: Trust) -> dict[str, Node] | None:
        """The row of a subject, or its side's total; None where the subject belongs to the other side."""
        side, row = self._rows.get(id(told.subject), (told.side, None))
        if row is not None or side != told.side:
            return row if side == told.side else None
        row = dict.fromkeys(_KEYS)
        whole = self.sides[side]
        if DEPARTMENT_MONEY.meaning(told.subject.text) == "total" and whole.total is None:
            whole.total = row
        else:
            row = {"subject": text_leaf(told.subject, trust), **row}
            whole.rows.append(row)
        self._rows[id(told.subject)] = (side, row)
        return row


def read_sides(reading: Reading, before: int) -> Sides | None:
    """Income and expenditure above row ``before``; None where the form does not print them."""
    first = next((row for row in range(before) if _opens(reading, row)), None)
    if first is None:
        return None
    words = _words_for_amounts(reading, range(first, before))
    crossings = Crossings(reading.sheet, first, lambda cell: is_label(cell) and id(cell) not in words)
    gathered = _Gathered()
    row = first
    while row < before and (
        _is_empty(reading, row) or _belongs(reading, crossings, row) or _is_caption(reading, row, before)
    ):
        for crossing in crossings.of_row(row):
            told = _tell(reading, crossing)
            if told is not None:
                _take(reading, gathered, crossing, told)
        beside = reading.sheet.at(row, 0)
        reading.use(
            *(cell for cell in reading.sheet.row(row) if _meaning(cell) or (cell is beside and cell.row_span > 1))
        )
        row += 1
    sides = gathered.sides
    for side in sides.values():
        side.rows = [node for node in side.rows if isinstance(node, dict) and any(node[key] for key in _KEYS)]
    found = any(side.rows or side.total for side in sides.values())
    return Sides(sides["income"], sides["expenditure"]) if found else None


def _words_for_amounts(reading: Reading, rows: range) -> set[int]:
    """The cells (by ``id``) with words where an amount is expected: directly under its head, beside other amounts."""
    crossings = Crossings(reading.sheet, rows.start, is_label)
    words: set[int] = set()
    for row in rows:
        cells = reading.sheet.starting(row)
        if any(not is_label(cell) for cell in cells):
            unknown = (crossings.of(cell) for cell in cells if is_label(cell) and _meaning(cell) is None)
            words |= {id(one.value) for one in unknown if one.above and _meaning(one.above[0]) in _KEYS}
    return words


def total_node(side: Side) -> dict[str, Node] | None:
    """A side's total; None where none is printed or it is blank."""
    if side.total is None or not any(isinstance(value, Leaf) for value in side.total.values()):
        return None
    return side.total


def _opens(reading: Reading, row: int) -> bool:
    """Whether the heads of the block begin at a row: a side is named, and an amount in it or just below."""
    here = _meanings(reading, range(row, row + 1))
    near = _meanings(reading, range(row, min(row + _STOREYS, reading.sheet.rows)))
    subjects = near & {"income_subject", "expenditure_subject", "subject"}
    both = {_SIDES[meaning] for meaning in near & _SIDES.keys()} == {"income", "expenditure"}
    sides = [label.match for label in reading.sheet.labels(DEPARTMENT_MONEY, row) if label.match.meaning in _SIDES]
    in_pairs = here & set(_KEYS) and any(match.listed for match in sides)
    return bool(here & _SIDES.keys() and near & set(_KEYS) and (subjects or both or in_pairs))


def _meanings(reading: Reading, rows: range) -> set[str]:
    labels = (label for row in rows for label in reading.sheet.labels(DEPARTMENT_MONEY, row))
    return {label.match.meaning for label in labels if not reading.used(label.cell)}


def _belongs(reading: Reading, crossings: Crossings, row: int) -> bool:
    tasks = {label.match.meaning for label in reading.sheet.labels(TASK_COLUMNS, row)}
    if "name" in tasks and tasks & set(_KEYS):
        return False
    if crossings.is_head_row(row):
        return bool(_meanings(reading, range(row, row + 1)))
    return any(_tell(reading, crossing) is not None for crossing in crossings.of_row(row))


def _is_empty(reading: Reading, row: int) -> bool:
    """Whether nothing begins in a row, as in those that a template leaves open between the subjects and their total."""
    return all(is_blank(cell.text) and not cell.ink for cell in reading.sheet.starting(row))


def _is_caption(reading: Reading, row: int, before: int) -> bool:
    """Whether a row only says what the heads below it open: one text across the table (二、支出预算执行情况)."""
    filled = [cell for cell in reading.sheet.row(row) if plain(cell.text)]
    alone = len(filled) == 1 and filled[0].row_span == 1
    if not alone or row + 1 >= before or not _opens(reading, row + 1):
        return False
    reading.use(*filled)
    return True


def _tell(reading: Reading, crossing: Crossing) -> _Told | None:
    run = crossing.beside or next(iter(crossing.runs[1:]), ())
    further = [cell for cells in crossing.runs[1:] for cell in cells]
    heads = (*_KEYS, *_UNWANTED)
    head = next((cell for cell in [*crossing.beside, *crossing.above, *further] if _meaning(cell) in heads), None)
    if head is not None and (unwanted := _meaning(head)) in _UNWANTED:
        return _Told(unwanted or "", head, head, "", None)
    subject = _subject(run, crossing.above, head) or _subject(further, (), head)
    if head is None or subject is None:
        return None
    own = next((cells for cells in crossing.runs if any(cell is subject for cell in cells)), ())
    side = _side(reading, subject, [cell for cell in [*run, *crossing.above, *own] if cell is not subject])
    if side is not None:
        return _Told(_meaning(head) or "", head, subject, side, None)
    ending = _ending(subject) or _side_of_all(reading, subject)
    named = reading.sheet.starting(subject.row) if _meaning(subject) == "total" else (subject,)
    sure = all(_SAYS_SIDE.search(plain(cell.text)) for cell in named if _ending(cell) is not None)
    doubt = None if sure else "side-guessed"
    return _Told(_meaning(head) or "", head, subject, ending, doubt) if ending is not None else None


def _ending(subject: Cell) -> str | None:
    """The side that a subject's last word names (事业收入, 人员经费)."""
    return next((side for side, words in _ENDINGS.items() if words.search(plain(subject.text))), None)


def _side_of_all(reading: Reading, total: Cell) -> str | None:
    """The side of a total beside its subjects: the one that all of them in its row name."""
    if _meaning(total) != "total":
        return None
    sides = {side for cell in reading.sheet.starting(total.row) if (side := _ending(cell)) is not None}
    return sides.pop() if len(sides) == 1 else None


def _side(reading: Reading, subject: Cell, around: Sequence[Cell]) -> str | None:
    """The side a subject stands on: by what is beside it and over its amounts, else by what is over it."""
    sure = (cell for cell in [*around, *_upwards(reading, subject)] if not _may_be_subject(cell))
    named = (_SIDES[found] for cell in [*sure, *around] if (found := _meaning(cell)) in _SIDES and found is not None)
    return next(named, None)


def _subject(run: Sequence[Cell], above: Sequence[Cell], head: Cell | None) -> Cell | None:
    """The subject of a value: the nearest label beside it, or over it where what is beside names the whole block.

    A label beside several rows names the block, unless the amounts are named beside it too.
    """
    beside = next((cell for cell in run if _meaning(cell) not in _HEADS), None)
    over = next((cell for cell in above if _meaning(cell) not in (*_HEADS, *_SIDES) or _may_be_subject(cell)), None)
    if beside is None:
        return over
    whole = beside.row_span > 1 and all(cell is not head for cell in run)
    if whole or (_meaning(beside) in _SIDES and not _may_be_subject(beside)) or (beside.row_span > 1 and over):
        return over or (None if whole else beside)
    return beside


def _may_be_subject(cell: Cell) -> bool:
    """Whether a word like that of a side (事业收入) may as well name a subject: it is not listed as a side."""
    match = DEPARTMENT_MONEY.match(cell.text)
    return match is not None and match.meaning in _SIDES and match.certainty < LISTED


def _upwards(reading: Reading, cell: Cell) -> Iterator[Cell]:
    """What stands over a cell in its column, upwards."""
    for row in range(cell.row - 1, -1, -1):
        over = reading.sheet.at(row, cell.column)
        if over is not None:
            yield over


def _meaning(cell: Cell) -> str | None:
    return DEPARTMENT_MONEY.meaning(cell.text)


def _take(reading: Reading, gathered: _Gathered, crossing: Crossing, told: _Told) -> None:
    """Puts an amount into the row of its subject, or into its side's total; what fits neither stays unclaimed."""
    if told.key in _UNWANTED:
        reading.use(crossing.value, told.head)
        return
    trust = reading.trust.less(0.7, told.doubt) if told.doubt else reading.trust
    row = gathered.row(told, trust)
    leaf = amount_leaf(crossing.value, reading.unit_of(told.head, *crossing.above, *crossing.lead), trust)
    if leaf is not None and (row is None or not gathered.put(row, told, leaf)):
        return
    reading.use(crossing.value, told.subject, told.head, *_named(crossing))


def _named(crossing: Crossing) -> Iterable[Cell]:
    cells = (cell for run in (crossing.above, *crossing.runs) for cell in run)
    return (cell for cell in cells if _meaning(cell) is not None)
