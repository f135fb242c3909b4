"""Rows of the indicator table in, the same out with figures of several rows no longer in one cell.

Where the wall between two cells was not seen, their figures stand under each other in what looks like a merged cell.
Two whole figures a row's height apart are never one value.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extractor.paper.block import Cell
from extractor.paper.box import hull
from extractor.record.labels import plain
from extractor.stages.forms_to_records.indicator_table import Line

_FIGURE = re.compile(r"[≥≤><=]{0,2}\d+(?:\.\d+)?[%分]?")
_COLUMNS = ("score", "weight", "target", "actual")
_APART = 1.6  # heights of print that figures of different rows stand apart at least
_TRUST = 0.5


def figures_to_their_rows(lines: Sequence[Line]) -> list[Line]:
    """Each row with its own figure where a column's cell holds one for every row it covers."""
    parted: dict[tuple[int, int], Cell] = {}
    for line in lines:
        for key in _COLUMNS:
            cell = line.cells.get(key)
            if cell is not None and cell.row == line.row and cell.row_span > 1:
                parted.update(_parts(cell, [other for other in lines if other.cells.get(key) is cell]))
    return [
        replace(
            line,
            cells={
                key: parted.get((id(cell), line.row), cell) if cell is not None else None
                for key, cell in line.cells.items()
            },
        )
        for line in lines
    ]


def _parts(cell: Cell, lines: Sequence[Line]) -> dict[tuple[int, int], Cell]:
    """The cell's parts by row; empty where it is one value after all."""
    figures = ["".join(plain(word.text) for word in line) for line in cell.lines]
    if len(figures) < 2 or len(figures) != len(lines) or not all(_FIGURE.fullmatch(text) for text in figures):
        return {}
    boxes = [hull(word.box for word in line) for line in cell.lines]
    if any(lower.centre[1] - upper.centre[1] < _APART * upper.height for upper, lower in pairwise(boxes)):
        return {}
    return {
        (id(cell), line.row): replace(
            cell, row=line.row, row_span=1, box=box, lines=(words,), certainty=cell.certainty * _TRUST
        )
        for line, words, box in zip(lines, cell.lines, boxes, strict=True)
    }
