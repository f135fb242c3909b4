"""A form in, the stretches of rows that can be its money block out, with the names of their cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractor.paper.block import Cell
from extractor.record.labels import label_key, plain
from extractor.record.wording import GOAL_COLUMNS, HEAD, INDICATOR_COLUMNS
from extractor.stages.forms_to_records.crossings import Crossing, Crossings
from extractor.stages.forms_to_records.money_words import (
    Inside,
    Name,
    insides_of_row,
    is_figure,
    is_label,
    is_side_label,
    name_of,
    split_heads,
)
from extractor.stages.forms_to_records.reading import Reading
from extractor.stages.forms_to_records.sheet import Sheet

_LISTED = 1.0  # certainty of a head found just as listed
_RENAMED = 0.7  # certainty of a head whose meaning its neighbour decided
_AFTER = re.compile(r"调整后|全年|[(（].{0,4}调整.{0,4}[)）]")
_CHANGE = re.compile(r"[+＋]/?[-－—–]|调增|调减|增减")
_LEAD = re.compile(r"(?:其中|(?:按)?(?:资金|经费)(?:来源|构成|性质)(?:分|划分)?)[:：]?")
_PAYS_FOR = re.compile(r"(?!.*(?:已|实际|累计|完成|[上去前]年)).*(?:财政|资金|拨款|收入)支出")
"""A source named by what it pays for (本级财政支出): in a form of budgets it tells of no money spent."""
_OVER_NAMES = 3  # heads in a row from which the first may head the column of row names
_PAIRS = 2  # amounts with labels of their own behind a project's name, for its row to be one of money


class Stretch:
    """Some rows of a form, heads that ran together taken apart, and what its cells name."""

    def __init__(self, reading: Reading, rows: range) -> None:
        self.rows = rows
        self._origin: dict[int, Cell] = {}
        self.sheet = self._apart(reading, rows)
        self.crossings = Crossings(self.sheet, rows.start, self._is_label, self._holds_value)
        self._names: dict[int, Name] = {}
        self._insides: dict[int, list[Inside]] = {}
        self._words: set[int] = set()
        for row in rows:
            self._note([cell for cell in self.sheet.starting(row) if not reading.used(self.origin(cell))])
        for row in rows:
            self._rename(row)
        self._words = {id(cell) for row in rows for cell in self._words_for_values(row)}
        self._names = {at: name for at, name in self._names.items() if at not in self._words}

    def _note(self, cells: Sequence[Cell]) -> None:
        """Notes what the cells of a row name, and the amounts they hold behind their own labels."""
        names = {id(cell): name for cell in cells if (name := name_of(cell)) is not None}
        insides = insides_of_row(cells)
        names.update({at: found[0].name for at, found in insides.items() if len(found) == 1})
        self._insides.update(insides)
        self._names.update(names)

    def name(self, cell: Cell) -> Name | None:
        """What a cell names; None for values, unknown words and the label beside the block."""
        return self._names.get(id(cell))

    def _is_label(self, cell: Cell) -> bool:
        return is_label(cell) and id(cell) not in self._words

    def _holds_value(self, cell: Cell) -> bool:
        return id(cell) in self._insides

    def origin(self, cell: Cell) -> Cell:
        """The cell of the form that a piece was taken from; the cell itself where it is whole."""
        return self._origin.get(id(cell), cell)

    def take_spending_for_sources(self) -> None:
        """Lets labels that may speak of money spent (其他资金支出) name nothing but their source."""
        for at, name in self._names.items():
            guessed = name.amount in ("received", "executed") and not name.listed and name.source is not None
            if guessed and _PAYS_FOR.fullmatch(label_key(name.part.text)):
                self._names[at] = replace(name, key=None)

    def all_names(self) -> list[Name]:
        """Every name in the stretch, those inside one cell with their amount included."""
        return [*self._names.values(), *(inside.name for found in self._insides.values() for inside in found)]

    def values(self) -> Iterator[tuple[Crossing, Inside | None]]:
        """Every value with its labels, row by row; amounts inside a label's own cell with that label."""
        for row in self.rows:
            for cell in self.sheet.starting(row):
                if not self._is_label(cell):
                    yield self.crossings.of(cell), None
                elif id(cell) in self._insides and not self._answered(cell):
                    for inside in self._insides[id(cell)]:
                        yield self.crossings.of(cell), inside

    def _answered(self, cell: Cell) -> bool:
        """Whether a figure stands beside a label, so that what is behind the label is a misread colon or a speck."""
        beside = self.sheet.right_of(cell)
        return beside is not None and is_figure(beside)

    def _words_for_values(self, row: int) -> Iterator[Cell]:
        """Words where an amount, a score or a rate is expected: under its head, behind the row's name.

        They are no label: a grade in words (优), a figure that was misread, or something nobody should overlook.
        """
        cells = self.sheet.starting(row)
        if all(is_label(cell) for cell in cells):
            return
        for cell in cells:
            name = self.name(cell)
            sure = (name is not None and name.listed) or is_side_label(cell) or self._holds_value(cell)
            if sure or not is_label(cell):
                continue
            crossing = self.crossings.of(cell)
            head = self.name(crossing.above[0]) if crossing.above else None
            after = self.sheet.right_of(cell)
            named = any(self.name(label) is not None for run in crossing.runs for label in run)
            if head is not None and named and not (after is not None and _under(after, head.cell)):
                yield cell

    def _apart(self, reading: Reading, rows: range) -> Sheet:
        """The form's sheet; heads that ran together in one cell are cells of their own."""
        whole = reading.sheet
        cells: list[Cell] = []
        for cell in whole.table.cells:
            pieces = self._pieces(whole, cell) if cell.row in rows and not reading.used(cell) else []
            self._origin.update({id(piece): cell for piece in pieces})
            cells += pieces or [cell]
        return Sheet(replace(whole.table, cells=tuple(cells))) if self._origin else whole

    @staticmethod
    def _pieces(sheet: Sheet, cell: Cell) -> list[Cell]:
        name = name_of(cell) if is_label(cell) else None
        if cell.column_span < 2 or (name is not None and name.key is not None and name.key.certainty == _LISTED):
            return []
        below = cell.row + cell.row_span
        under = sheet.row(below) if below < sheet.rows else ()
        inside = [c for c in under if cell.column <= c.column < cell.column + cell.column_span]
        return split_heads(cell, inside) if not any(is_label(c) for c in inside) else []

    def _rename(self, row: int) -> None:
        """Gives heads of one row that mean the same their meaning by their place.

        资金拨付 before 实际支出: what was paid out to the unit is what it received. 预算数 before 调整预算数: the first
        budget is the one the year began with. The head of the column of row names heads no amounts.
        """
        names = [name for cell in self.sheet.starting(row) if (name := self.name(cell)) is not None and name.amount]
        if len(names) >= _OVER_NAMES and self._heads_names(names):
            del self._names[id(names[0].cell)]
            names = names[1:]
        for name in _changes(names):
            self._name_anew(name, "share")
        names = [name for cell in self.sheet.starting(row) if (name := self.name(cell)) is not None and name.amount]
        for meaning, earlier in (("executed", "received"), ("budget", "budget_initial")):
            alike = [name for name in names if name.amount == meaning]
            if len(alike) != 2 or any(name.amount == earlier for name in names):
                continue
            first, second = (label_key(name.cell.text) for name in alike)
            if first != second and (meaning == "executed" or ("调整" in second and "调整" not in first)):
                self._name_anew(alike[0], earlier)

    def _heads_names(self, names: Sequence[Name]) -> bool:
        """Whether the first head stands over names of sources, and no other does."""
        over = [
            below is not None and (name := self.name(below)) is not None and name.source is not None
            for below in (self.sheet.below(head.cell) for head in names)
        ]
        return over[0] and not any(over[1:])

    def _name_anew(self, name: Name, meaning: str) -> None:
        if name.key is not None:
            key = replace(name.key, meaning=meaning, certainty=_RENAMED)
            self._names[id(name.cell)] = replace(name, key=key)


def _changes(names: Sequence[Name]) -> list[Name]:
    """Heads of what a budget was changed by: they say so, or another column holds the budget after the change."""
    budgets = [(name, plain(name.part.text)) for name in names if name.amount in ("budget", "budget_initial")]
    after = any(_AFTER.search(text) for _, text in budgets)
    return [
        name for name, text in budgets if _CHANGE.search(text) or (after and "调整" in text and not _AFTER.search(text))
    ]


def stretches(reading: Reading, rows: range, least: int = 2) -> Iterator[Stretch]:
    """The stretches of ``rows`` that name at least so many kinds of amounts, in order."""
    start, before = rows.start, rows.stop
    row = start
    while row < before:
        crossings = Crossings(reading.sheet, row, is_label)
        end = row
        while end < before and _belongs(reading, crossings, row, end):
            end += 1
        if end > row:
            stretch = Stretch(reading, range(row, end))
            if len({name.amount for name in stretch.all_names() if name.amount}) >= least:
                yield stretch
        row = max(end, row + 1)


def _belongs(reading: Reading, crossings: Crossings, first: int, row: int) -> bool:
    """Whether a row goes on with the money block begun at row ``first``."""
    if _other_block(reading, row):
        return False
    cells = [cell for cell in reading.sheet.starting(row) if not reading.used(cell)]
    names = [name for cell in cells if (name := name_of(cell)) is not None]
    names += [inside.name for found in insides_of_row(cells).values() for inside in found]
    if any(name.amount or name.source for name in names):
        return True
    if row == first:
        return False
    if any(_is_rate_below(reading, name, first) for name in names):
        return True
    if is_bare_lead(reading.sheet.starting(row)):
        return True
    found = crossings.of_row(row)
    if crossings.is_head_row(row):
        return _is_second_storey(reading, crossings, row, cells)
    heads = [name for crossing in found for cell in crossing.above[:1] if (name := name_of(cell)) is not None]
    if names:
        return any(name.source is not None for name in heads) or _covered(reading, row)
    return _looks_like_money(found, cells, crossings)


def _is_rate_below(reading: Reading, name: Name, first: int) -> bool:
    """Whether a rate with its figure beside it stands under an amount with its label (执行数 | 5 over 执行率 | 90%)."""
    over, beside = reading.sheet.at(name.cell.row - 1, name.cell.column), reading.sheet.right_of(name.cell)
    above = reading.sheet.at(name.cell.row - 1, beside.column) if beside is not None else None
    pairs = over is not None and over.row >= first and (known := name_of(over)) is not None and known.amount is not None
    is_rate = name.key is not None and name.key.meaning == "rate"
    return is_rate and pairs and all(cell is not None and is_figure(cell) for cell in (beside, above))


def is_bare_lead(cells: Sequence[Cell]) -> bool:
    """Whether a row only announces those below it: 其中: or 资金来源: and blanks."""
    filled = [plain(cell.text) for cell in cells if plain(cell.text)]
    return len(cells) > 1 and len(filled) == 1 and _LEAD.fullmatch(filled[0]) is not None


def _is_second_storey(reading: Reading, crossings: Crossings, row: int, cells: Sequence[Cell]) -> bool:
    """Whether a row of heads divides the heads of the row above: all stand under some, several under one of them."""
    if not crossings.is_head_row(row - 1):
        return False
    over = [crossings.of(cell).above[:1] for cell in cells if is_label(cell)]
    heads = [id(cell) for above in over for cell in above if reading.sheet.at(row - 1, cell.column) is cell]
    return all(over) and len(set(heads)) < len(heads)


def _covered(reading: Reading, row: int) -> bool:
    """Whether the label beside the block reaches over a row from above."""
    side = reading.sheet.at(row, 0)
    return side is not None and side.row < row and bool(plain(side.text))


def _under(cell: Cell, head: Cell) -> bool:
    return head.column <= cell.column < head.column + head.column_span


def _looks_like_money(found: Sequence[Crossing], cells: Sequence[Cell], crossings: Crossings) -> bool:
    """Whether a row without a known name has figures, and nothing else, under heads of amounts or of sources."""
    words = [cell for cell in cells if is_label(cell) and _under_money(crossings.of(cell))]
    return not words and any(is_figure(crossing.value) and _under_money(crossing) for crossing in found)


def _under_money(crossing: Crossing) -> bool:
    return any((name := name_of(cell)) is not None and (name.amount or name.source) for cell in crossing.above)


def _other_block(reading: Reading, row: int) -> bool:
    """Whether a row begins another block: goals, indicators, head fields."""
    for vocabulary in (GOAL_COLUMNS, INDICATOR_COLUMNS):
        meanings = {label.match.meaning for label in reading.sheet.labels(vocabulary, row)}
        if {"expected", "actual"} <= meanings or len(meanings & {"level1", "level2", "level3"}) >= 2:
            return True
    names = (label.cell for label in reading.sheet.labels(HEAD, row) if label.match.meaning == "project_name")
    return any(not _heads_names_of_sources(reading, cell) for cell in names) and not _holds_amounts(reading, row)


def _holds_amounts(reading: Reading, row: int) -> bool:
    """Whether a row goes on to money behind its other fields: two labels of it, each with a figure right of it."""
    names = [name for cell in reading.sheet.starting(row) if (name := name_of(cell)) is not None]
    beside = [reading.sheet.right_of(name.cell) for name in names if name.amount or name.source]
    return sum(cell is not None and is_figure(cell) for cell in beside) >= _PAIRS


def _heads_names_of_sources(reading: Reading, cell: Cell) -> bool:
    """Whether a label such as 资金名称 stands beside a head of amounts, and so is one itself."""
    beside = reading.sheet.right_of(cell)
    name = name_of(beside) if beside is not None else None
    return name is not None and name.listed and name.key is not None
