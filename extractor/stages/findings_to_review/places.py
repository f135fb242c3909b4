"""Leaves in, those that stand where their like do not out: rows swapped, cells shifted, words beside their cell.

A reader that takes a value from the wrong cell leaves a trace on the paper: the values of one row overlap from top to
bottom, those of one column from left to right, rows follow each other downwards, and words lie in their cells.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from itertools import pairwise
from typing import TypeAlias

from extractor.paper.box import Box, hull
from extractor.record import pointer
from extractor.record.draft import Leaf
from extractor.stages.findings_to_review.row_gaps import rows_to_gaps

OUT_OF_COLUMN = "out-of-column"
OUT_OF_ROW = "out-of-row"
OUT_OF_ORDER = "out-of-order"
BESIDE_CELL = "beside-its-cell"
TAKEN_TWICE = "taken-twice"
ROW_MISSING = "row-missing"

_LEAST = 3
"""Values of a column from which on its place is known."""
_SAME = 0.3
"""Share of the narrower of two boxes that must lie over or beside the other for them to be of one column or row."""
_FEW = 0.25
"""Share of the values of a key that stand in one column, at least: a list may be printed in two or three strips."""
_WHOLE = 0.9
"""Share of a box that must lie beside another for that to reach over it."""
_SLACK = 0.5
"""How far, in heights of a line, words may lean out of their cell."""

_PRINTED_BY_ROW = frozenset({"indicators", "rows", "tasks"})
"""Lists whose rows stand below each other wherever they are printed; sources of money may stand side by side."""

_ROWS = _PRINTED_BY_ROW | {"funds", "goals", "income", "expenditure"}
"""Lists of a form; what a report says in one breath may be two values of it."""

_MERGED = frozenset({"level1", "level1_weight", "level2"})
"""Names of merged cells are repeated on each row, also where only a part of the cell is printed beside it."""

_TICK = re.compile(r"[√✓✔☑■●○▲*Vv]")
"""A mark under one of several heads: in which column it stands is what it says."""
_UNIT = re.compile(r"[^\d≥≤<>=]{1,6}")
"""A unit of measure, which has no figure."""
_OVER = ("department", "department_code")
"""What may be printed once on a line of its own over all rows of a unit."""

Row: TypeAlias = dict[str, Leaf]
_Found: TypeAlias = Iterator[tuple[str, str]]


def leaves_to_misplaced(leaves: Mapping[str, Leaf]) -> dict[str, tuple[str, ...]]:
    """What is odd about the places of a record's values.

    Args:
        leaves: by pointer within the record.

    Returns:
        For each pointer that is odd, the names of what is.
    """
    found: dict[str, list[str]] = defaultdict(list)
    for path, leaf in leaves.items():
        if _beside_cell(leaf if not path.endswith("/target") else _without_unit_before(leaf)):
            found[path].append(BESIDE_CELL)
    for path in _taken_twice(leaves):
        found[path].append(TAKEN_TWICE)
    for rows in _lists(leaves).values():
        gaps = rows_to_gaps(rows, (*_MERGED, *_OVER), leaves.values())
        for path, doubt in (*_columns(rows), *_sideways(rows), *_rows(rows, gaps), *_order(rows), *_gaps(rows, gaps)):
            found[path].append(doubt)
    return {path: tuple(dict.fromkeys(doubts)) for path, doubts in found.items()}


def _taken_twice(leaves: Mapping[str, Leaf]) -> Iterator[str]:
    """Values of one row that were read from the very same print: it can be one field's only."""
    owners: dict[tuple[str, tuple[int, ...]], list[str]] = defaultdict(list)
    for path, leaf in leaves.items():
        listed, *row = pointer.split(path)
        glyphs = tuple(sorted(id(char) for word in leaf.words for char in word.chars))
        if listed in _ROWS and len(row) == 2 and glyphs and leaf.value is not None:
            owners[path.rpartition("/")[0], glyphs].append(path)
    for paths in owners.values():
        yield from paths if len(paths) > 1 else ()


def _lists(leaves: Mapping[str, Leaf]) -> dict[str, dict[int, Row]]:
    """The lists of the record that are printed a row for a row: their rows by position, leaves by full pointer."""
    lists: dict[str, dict[int, Row]] = defaultdict(lambda: defaultdict(dict))
    for path, leaf in leaves.items():
        steps = pointer.split(path)
        if len(steps) == 3 and steps[0] in _PRINTED_BY_ROW:
            lists[steps[0]][int(steps[1])][path] = leaf
    return lists


def _columns(rows: Mapping[int, Row]) -> _Found:
    """A value that hardly any other of its key stands above or below, on a page that has several."""
    columns: dict[tuple[str, int], dict[str, Leaf]] = defaultdict(dict)
    for row in rows.values():
        for path, leaf in row.items():
            columns[path.rsplit("/", 1)[-1], leaf.page][path] = leaf
    for column in columns.values():
        if len(column) < _LEAST:
            continue
        ticks = _ticks(column)
        for path, leaf in column.items():
            if path in ticks:
                continue
            under = sum(_overlap(_across(leaf.box), _across(other.box)) >= _SAME for other in column.values()) - 1
            if under < _FEW * (len(column) - 1):
                yield path, OUT_OF_COLUMN


def _sideways(rows: Mapping[int, Row]) -> _Found:
    """The values of a key that goes to another column from a row to the next, while the row's others stay in theirs."""
    moved = _moves(rows)
    for path, leaf in ((path, leaf) for row in rows.values() for path, leaf in row.items()):
        if path.rsplit("/", 1)[-1] in moved and not _TICK.fullmatch(leaf.raw.strip()):
            yield path, OUT_OF_COLUMN


def _moves(rows: Mapping[int, Row]) -> set[str]:
    """Such keys; where half of the row moves with it, another table or strip begins."""
    moves: set[str] = set()
    for one, other in pairwise(_by_key(row) for _, row in sorted(rows.items())):
        shared = [key for key in one if key in other and one[key].page == other[key].page]
        moved = {key for key in shared if _overlap(_across(one[key].box), _across(other[key].box)) < _SAME}
        moves |= moved if len(shared) > 2 * len(moved) else set()
    return moves


def _by_key(row: Row) -> dict[str, Leaf]:
    named = {path.rsplit("/", 1)[-1]: leaf for path, leaf in row.items()}
    return {key: leaf for key, leaf in named.items() if key not in _MERGED and key not in _OVER}


def _ticks(column: Mapping[str, Leaf]) -> frozenset[str]:
    """Marks that say in which column they stand: one under another says the same, and one beside it something else."""
    ticks = {
        path: leaf for path, leaf in column.items() if _TICK.fullmatch(leaf.raw.strip()) and leaf.value != leaf.raw
    }
    return frozenset(
        path
        for path, leaf in ticks.items()
        if all(
            (_overlap(_across(leaf.box), _across(other.box)) >= _SAME) == (leaf.value == other.value)
            for other in ticks.values()
        )
    )


def _gaps(rows: Mapping[int, Row], gaps: Collection[int]) -> _Found:
    """The first value of a row before which another is missing."""
    yield from ((next(iter(rows[at])), ROW_MISSING) for at in gaps)


def _rows(rows: Mapping[int, Row], gaps: Collection[int]) -> _Found:
    """A value that stands above or below most others of its row; merged cells reach into each of theirs."""
    bands = _bands(rows, gaps)
    for row in rows.values():
        if _cut_by_page(row):
            continue
        own = {path: leaf for path, leaf in row.items() if path.rsplit("/", 1)[-1] not in _MERGED}
        own = {path: leaf for path, leaf in own.items() if (leaf.page, leaf.box) not in bands}
        for path, leaf in own.items():
            others = [other.box for at, other in own.items() if at != path]
            apart = sum(_overlap(_down(leaf.box), _down(other)) < _SAME for other in others)
            if 2 * apart > len(others) and not _is_tied(path, row, rows):
                yield path, OUT_OF_ROW


def _is_tied(path: str, row: Row, rows: Mapping[int, Row]) -> bool:
    """Whether a line of its own is proven to be of its row: a cell beside it reaches over all that the row says.

    So stands the number of a project beside its name and, on the line below that, its figures. Over the values of
    another row that cell must not reach, nor may the line hold any of them.
    """
    own = {at: leaf for at, leaf in row.items() if at.rsplit("/", 1)[-1] not in _OVER or at == path}
    foreign = [
        leaf.box
        for other in rows.values()
        if other is not row
        for at, leaf in other.items()
        if leaf.page == row[path].page and at.rsplit("/", 1)[-1] not in _OVER
    ]
    return any(
        all(_overlap(_down(tie.box), _down(leaf.box)) >= _WHOLE for leaf in own.values())
        and not any(_overlap(_down(tie.box), _down(box)) >= _SAME for box in foreign)
        for at, tie in own.items()
        if at != path
    )


def _bands(rows: Mapping[int, Row], gaps: Collection[int]) -> frozenset[tuple[int, Box]]:
    """Where a unit is printed once over all its rows: on a line that holds no row's values, and none is missing below.

    Where there is room for a row among those of a unit, the next unit's name may be printed there.
    """
    units: dict[tuple[int, Box], list[int]] = defaultdict(list)
    others: dict[int, set[Box]] = defaultdict(set)
    for at, row in rows.items():
        for path, leaf in row.items():
            if path.rsplit("/", 1)[-1] in _OVER:
                units[leaf.page, leaf.box].append(at)
            else:
                others[leaf.page].add(leaf.box)
    return frozenset(
        (page, box)
        for (page, box), own in units.items()
        if not any(at in gaps for at in own if at > min(own))
        if all(_overlap(_down(box), _down(other)) < _SAME for other in others[page])
    )


def _order(rows: Mapping[int, Row]) -> _Found:
    """Rows that do not follow each other downwards, as far as they stand in one strip of the page."""
    whole = [row for _, row in sorted(rows.items()) if not _cut_by_page(row)]
    for before, row in pairwise(whole):
        one, other = _band(before), _band(row)
        if other[0] < one[0] or (other[0] == one[0] and _above(other[1], one[1])):
            yield from ((path, OUT_OF_ORDER) for path in (*before, *row))


def _cut_by_page(row: Row) -> bool:
    return len({page for leaf in row.values() for page in (leaf.page, *(word.page for word in leaf.words))}) > 1


def _band(row: Row) -> tuple[int, Box]:
    """The page of a row and its place there: as wide as its values, and where the middle one of its own stands."""
    boxes = [leaf.box for leaf in row.values()]
    own = [leaf.box for path, leaf in row.items() if path.rsplit("/", 1)[-1] not in _MERGED] or boxes
    low = sorted(own, key=lambda box: box.height)[(len(own) - 1) // 2]
    wide = hull(boxes)
    return next(iter(row.values())).page, Box(wide.left, low.top, wide.right, low.bottom)


def _across(box: Box) -> tuple[float, float]:
    return box.left, box.right


def _down(box: Box) -> tuple[float, float]:
    return box.top, box.bottom


def _above(box: Box, before: Box) -> bool:
    """Whether a row stands above the one that comes before it, in the same strip of the page."""
    beside = _overlap(_across(box), _across(before)) < _SAME
    return not beside and box.centre[1] < before.top


def _without_unit_before(leaf: Leaf) -> Leaf:
    """A target without the unit behind its figure that a column of its own before it prints (次 | ≥ | 12)."""
    words = [word for word in leaf.words if word.page == leaf.page]
    unit = words[-1] if len(words) > 1 and _UNIT.fullmatch(words[-1].text) else None
    before = min((word.box.left for word in words[:-1]), default=0.0)
    apart = unit is not None and before - unit.box.right > unit.box.height
    return replace(leaf, words=tuple(words[:-1])) if apart else leaf


def _beside_cell(leaf: Leaf) -> bool:
    """Whether words lie out of their cell, or a line of them, put together from several cells, not left to right."""
    words = [word.box for word in leaf.words if word.page == leaf.page]
    if not words:
        return False
    slack = _SLACK * min(box.height for box in words)
    cell = leaf.box
    backwards = any(
        _overlap(_down(one), _down(other)) > _SLACK and other.centre[0] < one.left for one, other in pairwise(words)
    )
    return backwards or any(
        not (cell.left - slack <= box.centre[0] <= cell.right + slack)
        or not (cell.top - slack <= box.centre[1] <= cell.bottom + slack)
        for box in words
    )


def _overlap(one: tuple[float, float], other: tuple[float, float]) -> float:
    """What two stretches share, as a part of the shorter one."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return shared / max(min(one[1] - one[0], other[1] - other[0]), 1e-6)
