"""Canonical records in, the rows of flat sheets out: one sheet for a kind, one more for each list inside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from extractor.export.workbook.headers import GROUPS, KINDS, LISTS
from extractor.record.pointer import join

_NOT_COLUMNS = frozenset({"kind", "pages"})


@dataclass(frozen=True)
class Value:
    """A value and its JSON Pointer in the envelope."""

    value: str | int | None
    pointer: str


@dataclass(frozen=True)
class Row:
    """A row of the sheet ``sheet``: what it belongs to, and its values by their keys (of groups, by key paths).

    ``pointer`` leads to the record, list item or group that the row is.
    """

    sheet: str
    record: int
    pages: tuple[int, ...]
    owner: str | None
    pointer: str
    values: Mapping[tuple[str, ...], Value]


def envelope_to_rows(plain: Mapping[str, Any]) -> Iterator[Row]:
    """All rows of an envelope (as plain JSON) in document order."""
    for at, record in enumerate(plain["records"]):
        owner = record.get("project_name") or record.get("reporting_unit") or record.get("title")
        head = Row(KINDS[record["kind"]], at, tuple(record["pages"]), owner, join("records", at), {})
        yield from _rows(record, head)


def _rows(node: Mapping[str, Any], head: Row) -> Iterator[Row]:
    """The node's own row, then those of its lists."""
    pointer = head.pointer
    values: dict[tuple[str, ...], Value] = {}
    lists: list[tuple[str, list[Any]]] = []
    for key, value in node.items():
        if key in _NOT_COLUMNS:
            continue
        if isinstance(value, list):
            lists.append((key, value))
        elif key in GROUPS:
            inside = (value or {}).items()
            values |= {(key, inner): Value(leaf, pointer + join(key, inner)) for inner, leaf in inside}
        else:
            values[(key,)] = Value(value, pointer + join(key))
    yield replace(head, values=values)
    for key, items in lists:
        for index, item in enumerate(items):
            yield from _rows(
                item, replace(head, sheet=f"{head.sheet}·{LISTS[key]}", pointer=pointer + join(key, index))
            )
