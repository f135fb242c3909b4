"""A record in force and the rows of its values in, the blocks a page shows it in out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from extractor.record import pointer
from extractor.service.in_force import current_record
from extractor.service.plain_words import Words, name_words
from extractor.store.models import Document, FieldRow, RecordRow

_LEFT_OUT = frozenset({"kind", "pages"})
_MOST_ROWS = 500


@dataclass(frozen=True)
class Cell:
    """A value and its row in the store; None where nothing is printed there."""

    value: str | None
    row: FieldRow | None


@dataclass(frozen=True)
class Scalars:
    """Single values by name."""

    name: Words
    cells: tuple[tuple[Words, Cell], ...]


@dataclass(frozen=True)
class Rows:
    """A list: its columns and rows; ``more`` rows are not shown."""

    name: Words
    columns: tuple[Words, ...]
    rows: tuple[tuple[Cell, ...], ...]
    more: int


@dataclass(frozen=True)
class RecordView:
    """Everything of a record, block by block."""

    scalars: tuple[Scalars, ...]
    lists: tuple[Rows, ...]


def record_view(document: Document, record: RecordRow, fields: Sequence[FieldRow]) -> RecordView:
    """See the module."""
    plain = current_record(document.pk, record.position)
    by_path = {row.path: row for row in fields}
    return _View(by_path).of(plain, f"/records/{record.position}")


class _View:
    def __init__(self, rows: dict[str, FieldRow]) -> None:
        self._rows = rows

    def of(self, plain: dict[str, Any], at: str) -> RecordView:
        groups = [Scalars(("", ""), tuple(self._scalars(plain, at)))]
        groups += [
            Scalars(name_words(f"/{key}"), tuple(self._scalars(value, at + pointer.join(key))))
            for key, value in plain.items()
            if isinstance(value, dict)
        ]
        return RecordView(tuple(group for group in groups if group.cells), tuple(self._lists(plain, at, ("", ""))))

    def _scalars(self, plain: dict[str, Any], at: str) -> Iterator[tuple[Words, Cell]]:
        for key, value in plain.items():
            if key not in _LEFT_OUT and not isinstance(value, dict | list):
                yield name_words(f"/{key}"), self._cell(value, at + pointer.join(key))

    def _lists(self, plain: dict[str, Any], at: str, within: Words) -> Iterator[Rows]:
        """The lists, and those inside their rows after them."""
        for key, items in plain.items():
            if not isinstance(items, list) or key in _LEFT_OUT or not items or not isinstance(items[0], dict):
                continue
            below, name = at + pointer.join(key), name_words(f"/{key}")
            yield self._rows_of((within[0] + name[0], within[1] + name[1]), items[:_MOST_ROWS], below, len(items))
            for number, item in enumerate(items[:_MOST_ROWS]):
                inside = (f"{name[0]} {number + 1} · ", f"{name[1]} {number + 1} · ")
                yield from self._lists(item, below + pointer.join(number), inside)

    def _rows_of(self, name: Words, items: Sequence[dict[str, Any]], at: str, count: int) -> Rows:
        """Only columns that hold something in some row."""
        keys = dict.fromkeys(
            key
            for item in items
            for key, value in item.items()
            if value is not None and not isinstance(value, dict | list)
        )
        keys.pop("score_rows", None)
        rows = tuple(
            tuple(self._cell(item.get(key), at + pointer.join(number, key)) for key in keys)
            for number, item in enumerate(items)
        )
        return Rows(name, tuple(name_words(f"/{key}") for key in keys), rows, count - len(items))

    def _cell(self, value: Any, path: str) -> Cell:
        return Cell(None if value is None else str(value), self._rows.get(path))
