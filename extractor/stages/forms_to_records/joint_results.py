"""A form's rows in, its score in all and its grade out, where both stand in one cell (自评总分及等级 | 96.5分(优))."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extractor.paper.block import Cell
from extractor.record.draft import Leaf
from extractor.record.wording import INDICATOR_ROWS
from extractor.stages.forms_to_records.leaf import Part, number_leaf, part_of_cell, text_leaf
from extractor.stages.forms_to_records.list_results import holds_results, result_part
from extractor.stages.forms_to_records.reading import Reading
from extractor.stages.forms_to_records.totals import said_in

_RESULTS = ("total", "grade", "conclusion")


@dataclass(frozen=True)
class JointResults:
    """Both, None where the form does not print them so."""

    score: Leaf | None = None
    grade: Leaf | None = None


def joint_results(reading: Reading) -> JointResults:
    """The first cell with score and grade behind a label of either; cells with both that have none stay unclaimed."""
    for row in range(reading.sheet.rows):
        for label in reading.sheet.starting(row):
            for place, cells in _places(reading, label):
                if not any(reading.used(cell) for cell in cells) and holds_results([place.text]):
                    reading.use(*cells)
                    score, grade = result_part(place, "score"), result_part(place, "grade")
                    return JointResults(number_leaf(score, reading.trust), text_leaf(grade, reading.trust))
    return JointResults()


def _places(reading: Reading, label: Cell) -> Iterator[tuple[Part, tuple[Cell, ...]]]:
    """Where the results of a label can stand: behind it in its own cell, or in a cell right of it."""
    for meaning in _RESULTS:
        if (said := said_in(label, meaning)) is not None:
            yield said, (label,)
    match = INDICATOR_ROWS.match(part_of_cell(label).text)
    if match is not None and match.meaning in _RESULTS:
        right = [cell for cell in reading.sheet.starting(label.row) if cell.column > label.column]
        for at, cell in enumerate(right):
            between = [one for one in right[:at] if INDICATOR_ROWS.meaning(one.text) in _RESULTS]
            yield part_of_cell(cell), (label, *between, cell)
