"""A cell in; the value, the next label and perhaps its value that ran together in it through unseen walls, out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extractor.paper.block import Cell
from extractor.record.labels import Match, plain
from extractor.record.wording import HEAD
from extractor.stages.forms_to_records.leaf import Part, cut, part_of_cell

_ALONE = 4  # characters of a label that is known without a wall or colon around it
_BESIDE = frozenset(
    {
        "supervising_department",
        "implementing_unit",
        "reporting_unit",
        "project_code",
        "project_name",
        "unit_code",
        "contact",
        "phone",
        "preparer",
        "leader",
    }
)
"""Fields printed beside others in one row."""
_LABELS = tuple(label for label in HEAD.labels if len(label) >= _ALONE and HEAD.meaning(label) in _BESIDE)


@dataclass(frozen=True)
class LabelInside:
    """A value, the label behind it, and what follows that in the same cell; None where nothing does."""

    before: Part
    match: Match
    rest: Part | None


def label_inside(cell: Cell) -> LabelInside | None:
    """The first label that begins a word behind other words of the cell; None where there is none.

    A label that ends the text counts wherever it begins: no value ends in one.
    """
    part, text = part_of_cell(cell), plain(cell.text)
    starts = set(_word_starts(cell))
    for start, label in _places(text):
        end = start + len(label)
        match = HEAD.match(label)
        if match is not None and (start in starts or end == len(text)):
            rest = cut(part, end) if end < len(text) else None
            return LabelInside(cut(part, 0, start), match, rest)
    return None


def may_hold_label(cell: Cell) -> bool:
    """Whether a label stands in a value with more behind it, though no gap shows that it is one."""
    return any(True for _ in _places(plain(cell.text)))


def _places(text: str) -> Iterator[tuple[int, str]]:
    """Where labels stand behind the first character, the longest of those that begin at one place."""
    for start in range(1, len(text)):
        found = [label for label in _LABELS if text.startswith(label, start)]
        if found:
            yield start, max(found, key=len)


def _word_starts(cell: Cell) -> Iterator[int]:
    """Where words begin, counted in the plain text."""
    at = 0
    for word in cell.words:
        yield at
        at += len(plain(word.text))
