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
from extractor.paper.box import Box, hull
from extractor.paper.word import Word
from extractor.record.labels import plain
from extractor.stages.forms_to_records.indicator_header import LEVELS
from extractor.stages.forms_to_records.indicator_table import Line

_FIGURE = re.compile(r"[≥≤><=]{0,2}\d+(?:\.\d+)?[%分]?")
_WRAPPED = re.compile(r"\d+\.\d?\|\d{1,2}")  # 10.0 over 0 in a narrow column: one figure, cut behind its point
_BROKEN = re.compile(r"\d+\.")  # what a narrow column leaves of a figure on its first line
_FILLS = 0.5
_BETWEEN = 0.25  # of the way from one line to the next that a figure between them keeps from either
_COLUMNS = ("score", "weight", "target", "actual")
_APART = 1.6  # heights of print that figures of different rows stand apart at least
_TRUST = 0.5
_APART_ROWS = 1_000_000  # rows taken apart are numbered from here: they have no number on the sheet


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


def rows_apart(lines: Sequence[Line]) -> tuple[list[Line], bool]:
    """Rows that the grid took for one, apart again; and whether there was any.

    A score or weight cell with several whole figures a row's height apart stands in as many rows. Every line of the
    other cells goes to the row of the figure nearest to it; a level's name for all of them stays with all.
    """
    apart: list[Line] = []
    for line in lines:
        anchors = _anchors(line)
        apart += [_row_of(line, anchors, at) for at in range(len(anchors))] if anchors else [line]
    return apart, len(apart) > len(lines)


def _anchors(line: Line) -> list[float]:
    """Heights of the figures of a row's score or weight cell, where it holds several; else empty.

    Where any figure of the row is cut behind its point, the columns are narrow and none of them holds several.
    """
    own = [line.cells.get(key) for key in _COLUMNS]
    firsts = ["".join(plain(word.text) for word in cell.lines[0]) for cell in own if cell is not None and cell.lines]
    if any(_BROKEN.fullmatch(text) for text in firsts):
        return []
    for key in ("score", "weight"):
        cell = line.cells.get(key)
        if cell is None or cell.row != line.row or cell.row_span != 1 or len(cell.lines) < 2:
            continue
        figures = ["".join(plain(word.text) for word in words) for words in cell.lines]
        boxes = [hull(word.box for word in words) for words in cell.lines]
        far = all(b.centre[1] - a.centre[1] >= _APART * a.height for a, b in pairwise(boxes))
        wrapped = _WRAPPED.fullmatch("|".join(figures)) is not None and (
            boxes[0].width > _FILLS * cell.box.width or _has_figure_between(line, boxes)
        )
        if far and not wrapped and all(_FIGURE.fullmatch(text) for text in figures):
            return [box.centre[1] for box in boxes]
    return []


def _has_figure_between(line: Line, boxes: Sequence[Box]) -> bool:
    """Whether another figure stands at the height between two lines, as in the middle of one row and not of two."""
    upper, lower = boxes[0].centre[1], boxes[-1].centre[1]
    slack = _BETWEEN * (lower - upper)
    others = [line.cells.get(key) for key in _COLUMNS]
    single = [cell for cell in others if cell is not None and cell.row_span == 1 and len(cell.lines) == 1]
    middles = [hull(w.box for w in cell.words).centre[1] for cell in single if _FIGURE.fullmatch(plain(cell.text))]
    return any(upper + slack < middle < lower - slack for middle in middles)


def _row_of(line: Line, anchors: Sequence[float], at: int) -> Line:
    row = _APART_ROWS + line.row * len(_COLUMNS) * 8 + at
    cells: dict[str, Cell | None] = {}
    for key, cell in line.cells.items():
        if cell is None or cell.row != line.row or cell.row_span > 1:
            cells[key] = cell
            continue
        own = tuple(words for words in cell.lines if _nearest(anchors, words) == at)
        everywhere = {_nearest(anchors, words) for words in cell.lines}
        if key in LEVELS[:2] and len(everywhere) < len(anchors):
            own = cell.lines
        box = hull(word.box for words in own for word in words) if own else cell.box
        cells[key] = replace(cell, row=row, lines=own, box=box, certainty=cell.certainty * _TRUST)
    return Line(row, cells)


def _nearest(anchors: Sequence[float], words: Sequence[Word]) -> int:
    middle = hull(word.box for word in words).centre[1]
    return min(range(len(anchors)), key=lambda at: abs(anchors[at] - middle))


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
