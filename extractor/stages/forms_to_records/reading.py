"""What a reader knows while it reads one form: its sheet, its unit of money, and which cells it has already used."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from extractor.paper.block import Cell, Table
from extractor.paper.form import Form
from extractor.record.labels import plain
from extractor.record.values.amounts import Unit, unit_in
from extractor.record.values.names import is_counter_only, is_hint
from extractor.record.values.text import is_blank
from extractor.stages.forms_to_records.heads_apart import with_heads_apart
from extractor.stages.forms_to_records.leaf import SURE, Part, Trust, part_of_cell, part_of_words
from extractor.stages.forms_to_records.line_numbers import without_line_numbers
from extractor.stages.forms_to_records.parted import parted
from extractor.stages.forms_to_records.sheet import Sheet

UNSURE_FORM = "unsure-form"
_BARE_UNIT = re.compile(r"\(?(?:人民币)?[万亿]?元\)?")
"""The unit of money where nothing is said with it, as at the end of the line above a table."""
_AMOUNTS_IN = re.compile(r"金额:\(?(?:人民币)?[万亿]?元")
"""The unit of money behind 金额 alone; figures between them would be an amount of its own."""
_SHOWN = 12  # characters of an unclaimed cell's text that its doubt repeats
_HASTY = 0.9  # certainty of a form (its kind, the joining of its pages) below which somebody should look at it
_WILD = 0.5  # the same below which no single value of it can be trusted


class Reading:
    """One form under a reader's eyes. All its tables are stacked into one sheet; rows count through.

    Attributes:
        lines: the form's running text, a part for each printed line, top to bottom.
        unit: what a bare amount counts in where neither its cell nor its column says.
        trust: how far any value of this form can be trusted at most.
    """

    def __init__(self, form: Form) -> None:
        self.form = form
        self.sheet = Sheet(without_line_numbers(parted(with_heads_apart(stacked(form.tables)))))
        self.lines: list[Part] = [
            part for paragraph in form.paragraphs for line in paragraph.lines if (part := part_of_words(line))
        ]
        self.unit = self._unit()
        self.trust = SURE if form.certainty >= _WILD else Trust(0.5 + form.certainty / 2, (UNSURE_FORM,))
        self._used: set[int] = set()
        self._doubts: list[str] = []

    def use(self, *cells: Cell | None) -> None:
        """Notes cells as read: values, labels and hints that need nobody's further look."""
        self._used.update(id(cell) for cell in cells if cell is not None)

    def used(self, cell: Cell) -> bool:
        """Whether a cell was read before."""
        return id(cell) in self._used

    def doubt(self, name: str) -> None:
        """Notes something that concerns the record as a whole."""
        if name not in self._doubts:
            self._doubts.append(name)

    def doubts(self) -> tuple[str, ...]:
        """What was noted, one doubt for each cell with words that no field took, one where the form is unsure."""
        unsure = (UNSURE_FORM,) if self.form.certainty < _HASTY else ()
        left = [cell for cell in self.sheet.table.cells if not self.used(cell) and not _says_nothing(cell)]
        return (*unsure, *self._doubts, *(f"unclaimed:{plain(cell.text)[:_SHOWN]}" for cell in left))

    def unit_of(self, *headers: Cell | None) -> Unit:
        """The unit named by the nearest of these headers (nearest first), else the form's."""
        for header in headers:
            if header is not None and (unit := unit_in(part_of_cell(header).text)):
                return unit
        return self.unit

    def _unit(self) -> Unit:
        """The unit on the form's 金额单位 line: above the table, in its first rows, or over its money further down.

        万元 where none.
        """
        texts = [line.text for line in self.lines]
        cells = [(cell.row, part_of_cell(cell).text) for cell in self.sheet.table.cells]
        texts += [text for row, text in cells if row < 5]
        texts += [text for row, text in cells if row >= 5 and "金额单位" in plain(text)]
        for text in texts:
            if (words := _unit_words(text)) and (unit := unit_in(words)):
                return unit
        for word in (word for line in self.lines for word in line.words):
            if _BARE_UNIT.fullmatch(plain(word.text)) and (unit := unit_in(word.text)):
                return unit
        return Unit.WAN


def stacked(tables: Iterable[Table]) -> Table:
    """Tables of one form under each other as one; columns keep their numbers."""
    known = list(tables)
    if len(known) == 1:
        return known[0]
    cells: list[Cell] = []
    rows = 0
    for table in known:
        cells += [replace(cell, row=cell.row + rows) for cell in table.cells]
        rows += table.rows
    pages = tuple(sorted({page for table in known for page in table.pages}))
    return Table(pages, known[0].box, rows, max(table.columns for table in known), tuple(cells))


def _unit_words(text: str) -> str:
    """A line from its 单位 on, or its 金额 alone, so that a unit's name before it is not mistaken for money."""
    line = plain(text)
    at = max(line.rfind("金额单位"), line.rfind("单位:"))
    amounts = _AMOUNTS_IN.search(line)
    return line[at:] if at >= 0 else amounts.group() if amounts else ""


def _says_nothing(cell: Cell) -> bool:
    text = part_of_cell(cell).text
    return is_blank(text) or is_hint(text) or is_counter_only(text)
