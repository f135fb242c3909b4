"""Lists drawn as text, read: their rows, some of their columns, what is doubted in one."""

from collections.abc import Sequence
from typing import Any

from extractor.record.draft import Draft
from extractor.stages.forms_to_records.project_list import read_project_list
from tests.unit.readers.paper import form, plain


def draft_of(rows: Sequence[Sequence[str]]) -> Draft:
    return read_project_list(form("project_list", [], rows))


def rows_of(rows: Sequence[Sequence[str]]) -> list[dict[str, Any]]:
    record: Any = plain(draft_of(rows))
    found: list[dict[str, Any]] = record["rows"]
    return found


def told(rows: Sequence[Sequence[str]], *keys: str) -> list[tuple[Any, ...]]:
    return [tuple(row[key] for key in keys) for row in rows_of(rows)]


def doubted(rows: Sequence[Sequence[str]], key: str) -> list[tuple[str, ...]]:
    nodes: Any = draft_of(rows).tree["rows"]
    return [node[key].doubts for node in nodes if node[key] is not None]
