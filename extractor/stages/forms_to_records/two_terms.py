"""Columns printed twice, for a project's whole term and for the year, in; those of the year, out.

The national application prints 二级指标 | 三级指标 | 指标值 once under 实施期目标 and once under 年度目标. A record has
the year's indicators; the whole term's stand for them, doubted, where the year's half is blank.
Two blocks under each other, each with its label, are told apart likewise.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.paper.block import Cell
from extractor.record.labels import label_key, plain
from extractor.record.values.names import is_counter_only
from extractor.record.wording import INDICATOR_COLUMNS
from extractor.stages.forms_to_records.head_paths import HeadPath
from extractor.stages.forms_to_records.leaf import part_of_cell
from extractor.stages.forms_to_records.sheet import Sheet

_YEARLY = re.compile(r"年度|当年|本年|全年|分年|20\d\d年(?![-—~至到、])")
_OTHER_TERM = re.compile(
    r"实施期|中期|长期|规划期|项目期|周期|[三五]年|上一?年|[去前往]年|20\d\d年?度?[-—~至到]+20\d\d"
)
"""A term of several years, or a year before."""
_WHOLE = re.compile(r"总体|整体|总目标")
_BLOCK = re.compile(r"指标$")
"""Ends the label beside a block of indicators; that of goals is of another block."""
_LEVELS = ("level1", "level2", "level3")
_LONGEST_HEAD = 24  # characters of a cell over a half that can say which term it is


@dataclass(frozen=True)
class Terms:
    """The columns to read, those of the other term, the doubt of the choice, and the captions over both."""

    paths: tuple[HeadPath, ...]
    others: tuple[HeadPath, ...] = ()
    doubt: str | None = None
    captions: tuple[Cell, ...] = ()


def of_the_year(sheet: Sheet, paths: Sequence[HeadPath], first: int, end: int) -> Terms:
    """The columns without those printed for the other term; all of them where none is printed twice.

    Args:
        sheet: the form.
        paths: the columns of its indicators with their heads, left to right.
        first: the first row of the header.
        end: the first row under it.
    """
    meanings = [INDICATOR_COLUMNS.meaning(part_of_cell(path.heads[-1]).text) for path in paths]
    cut = _second_half(meanings)
    if cut is None:
        return Terms(tuple(paths))
    left = [path for path, meaning in zip(paths[:cut], meanings, strict=False) if meaning in meanings[cut:]]
    right = [path for path, meaning in zip(paths[cut:], meanings[cut:], strict=True) if meaning in meanings[:cut]]
    year, doubt = _yearly(sheet, left, right, end)
    other = left if year is right else right
    if not _is_filled(sheet, year, end) and _is_filled(sheet, other, end):
        year, other, doubt = other, year, "column-guessed"
    passed = {id(path) for path in other}
    kept = tuple(path for path in paths if id(path) not in passed)
    return Terms(kept, tuple(other), doubt, (*_captions(sheet, left, first - 1), *_captions(sheet, right, first - 1)))


def _second_half(meanings: Sequence[str | None]) -> int | None:
    """Where the second name and target begin; None where there are not just two of both, one after another."""
    told = [meaning for meaning in meanings if meaning in ("level3", "target", "of_years")]
    if [meaning == "level3" for meaning in told] != [True, False, True, False]:
        return None
    first = next(at for at, meaning in enumerate(meanings) if meaning in ("target", "of_years"))
    return next(at for at in range(first, len(meanings)) if meanings[at] in _LEVELS)


def _yearly(sheet: Sheet, left: list[HeadPath], right: list[HeadPath], end: int) -> tuple[list[HeadPath], str | None]:
    """The half of the year by what stands over it; the right one, doubted, where nothing tells them apart."""
    said = [_term(sheet, half, other, end) for half, other in ((left, right), (right, left))]
    if said[0] == said[1]:
        return right, "column-by-place"
    return (left if said[0] == "year" or said[1] == "term" else right), None


def _term(sheet: Sheet, half: Sequence[HeadPath], other: Sequence[HeadPath], end: int) -> str | None:
    """Which term the nearest cell over a half names that does not stand over the other one as well."""
    places = [path.place for path in half]
    apart = {id(sheet.at(row, path.place.first)) for row in range(end) for path in other}
    for row in range(end - 1, -1, -1):
        cells = {id(cell): cell for place in places if (cell := sheet.at(row, place.first)) is not None}
        for cell in (cell for key, cell in cells.items() if key not in apart):
            if (term := _named_term(cell)) is not None:
                return term
    return None


def _captions(sheet: Sheet, half: Sequence[HeadPath], row: int) -> list[Cell]:
    """The cells right over a half, and over nothing beside it, that name its term."""
    first, end = half[0].place.first, half[-1].place.end
    over = [cell for path in half if (cell := sheet.at(row, path.place.first)) is not None]
    own = [cell for cell in over if first <= cell.column and cell.column + cell.column_span <= end]
    return [cell for cell in own if _named_term(cell) is not None]


def _named_term(cell: Cell) -> str | None:
    text = plain(cell.text)
    if not text or len(text) > _LONGEST_HEAD:
        return None
    if _OTHER_TERM.search(text):
        return "term"
    return "year" if _YEARLY.search(text) else "term" if _WHOLE.search(text) else None


def _is_filled(sheet: Sheet, half: Sequence[HeadPath], end: int) -> bool:
    """Whether a half holds more than the names of second levels and the counters that a template prints."""
    for path in half:
        if INDICATOR_COLUMNS.meaning(part_of_cell(path.heads[-1]).text) not in ("level3", "target", "of_years"):
            continue
        cells = (sheet.at(row, path.place.first) for row in range(end, sheet.rows))
        own = (cell for cell in cells if cell is not None and cell.column + cell.column_span <= path.place.end)
        if any(label_key(cell.text) and not is_counter_only(cell.text) for cell in own):
            return True
    return False


def is_of_other_block(sheet: Sheet, row: int, levels: int) -> bool:
    """Whether a row stands beside the label of another term (长期绩效指标) while a block of the year has one too.

    Args:
        sheet: the form.
        row: a row of its indicators.
        levels: the column of their first level, which the labels beside the blocks stand left of.
    """
    cells = {id(cell): cell for at in range(sheet.rows) for cell in sheet.row(at) if _is_beside(cell, levels)}
    terms = {key: _named_term(cell) for key, cell in cells.items()}
    own = [terms[id(cell)] for cell in sheet.row(row) if _is_beside(cell, levels)]
    return "year" in terms.values() and "term" in own


def _is_beside(cell: Cell, levels: int) -> bool:
    left = cell.column + cell.column_span <= levels
    return left and cell.row_span > 1 and _BLOCK.search(label_key(cell.text)) is not None
