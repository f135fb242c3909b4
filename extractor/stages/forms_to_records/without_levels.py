"""Rows of an indicator table that has no column of levels in, whether its paper bears out that none are printed.

What a reader lost looks the same in the record as what a form never had. On paper it does not: where levels are
printed, they stand left of the names, each beside a group of them, or as names between them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.record.labels import plain
from extractor.record.wording import LEVEL_NAMES
from extractor.stages.forms_to_records.indicator_header import LEVELS, Header
from extractor.stages.forms_to_records.indicator_table import Line
from extractor.stages.forms_to_records.reading import Reading

LEVELS_NOT_FOUND = "levels-not-found"
"""The doubt of a record whose indicators have no levels, though the paper does not prove that none are printed."""
_CERTAIN = 1.0  # confidence of a character of a text layer; on a scan a column can go unread
_LEAST_ROWS = 3
_COUNTER = re.compile(r"\d*")


def doubt_lost_levels(reading: Reading, header: Header, lines: Sequence[Line]) -> None:
    """Notes that no column of levels was found, unless there is none."""
    if not any(level in header.columns for level in LEVELS[:2]) and not _prints_none(reading, header, lines):
        reading.doubt(LEVELS_NOT_FOUND)


def _prints_none(reading: Reading, header: Header, lines: Sequence[Line]) -> bool:
    """Whether every row has a name of its own and nothing stands left of it but a number or the label of the block."""
    names = header.columns.get("level3")
    if names is None or names.trust.doubts:
        return False
    own = [line.cells.get("level3") for line in lines]
    if len(lines) < _LEAST_ROWS or not all(map(_is_named, lines)):
        return False
    if any(char.confidence < _CERTAIN for cell in own if cell for word in cell.words for char in word.chars):
        return False
    left = [cell for line in lines for cell in reading.sheet.row(line.row) if cell.column < names.place.first]
    return all(cell.row <= header.first or _COUNTER.fullmatch(plain(cell.text)) for cell in left)


def _is_named(line: Line) -> bool:
    """Whether a row has a name of its own that is not a level's over the rows below it (群众满意度 may be either)."""
    name = line.cells.get("level3")
    if name is None or name.row != line.row or not plain(name.text):
        return False
    values = [line.cells.get(key) for key in ("target", "actual")]
    level = LEVEL_NAMES.match(name.text)
    return level is None or any(cell is not None and cell is not name and plain(cell.text) for cell in values)
