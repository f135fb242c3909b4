"""Gold: which leaves of a record must be found on paper, and the check that every one of them was printed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

UNPRINTED = ("kind", "pages", "source", "score_rows", "mentions")
"""Leaves (or lists) that follow from the layout and stand nowhere themselves."""


class GoldError(ValueError):
    """A record claims a value that its form does not print."""


def leaves(node: Any, pointer: str = "") -> Iterator[tuple[str, Any]]:
    """Yield (JSON pointer, value) of every non-null leaf that must stand on paper."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key not in UNPRINTED and not key.startswith("_"):
                yield from leaves(value, f"{pointer}/{key}")
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from leaves(value, f"{pointer}/{index}")
    elif node is not None:
        yield pointer, node


def unprinted(records: list[dict[str, Any]], boxes: dict[str, Any]) -> list[str]:
    """Return the pointers of all leaves of ``records`` that have no box."""
    missing = [pointer for pointer, _ in leaves(records, "/records") if pointer not in boxes]
    return [pointer for pointer in missing if not _borrowed(records, pointer)]


def _borrowed(records: list[dict[str, Any]], pointer: str) -> bool:
    """Tell whether an untitled list has its year or unit from the report around it."""
    _, _, number, *rest = pointer.split("/")
    record = records[int(number)]
    return record["kind"] == "project_list" and record["title"] is None and rest in (["year"], ["reporting_unit"])
