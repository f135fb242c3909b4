"""Columns headed by the grades themselves (优 良 中 差), one ticked in each row: the grade is the word of its head."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from extractor.paper.block import Cell
from extractor.record.draft import Leaf
from extractor.record.labels import plain
from extractor.record.values.text import is_blank
from extractor.record.wording import GRADES
from extractor.stages.forms_to_records.leaf import make, part_of_cell
from extractor.stages.forms_to_records.list_header import HeadPath
from extractor.stages.forms_to_records.reading import Reading
from extractor.stages.forms_to_records.sheet import Columns

_TICK = re.compile(r"[√✓✔☑■●]")
_COLUMNS_LEAST = 2
_TWICE = 0.5  # certainty of a grade beside another one that is ticked as well
_ODD = 0.5  # certainty of a grade whose tick reads as something else

Ticks = Mapping[str, Columns]


def ticks_of(paths: Sequence[HeadPath]) -> Ticks:
    """The columns headed by grades, by grade; none where fewer than two are."""
    found = {plain(path.texts[-1]): path.place for path in paths if path.texts and plain(path.texts[-1]) in GRADES}
    return found if len(found) >= _COLUMNS_LEAST else {}


def ticked_grade(reading: Reading, ticks: Ticks, row: int) -> Leaf | None:
    """The grade that is ticked in a row; doubted where the mark is no tick, or several are ticked."""
    cells = {grade: reading.sheet.under(row, place) for grade, place in ticks.items()}
    marked = [(grade, cell) for grade, cell in cells.items() if cell is not None and _says(cell)]
    reading.use(*(cell for _, cell in marked))
    if not marked:
        return None
    grade, cell = marked[0]
    trust = reading.trust
    if len(marked) > 1:
        trust = trust.less(_TWICE, "two-ticked")
    if not _TICK.fullmatch(plain(cell.text)):
        trust = trust.less(_ODD, "odd-tick")
    return make(cell, lambda _: grade, trust)


def _says(cell: Cell) -> bool:
    return not is_blank(cell.text) or part_of_cell(cell).ink > 0
