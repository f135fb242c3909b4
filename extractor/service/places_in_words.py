"""Rows of values in, where each stands in words out: the list, its row by name, the value's own name."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.record import pointer
from extractor.service.plain_words import Words, name_words
from extractor.service.veil import Veils
from extractor.store.models import FieldRow

_TELLING = ("level3", "level2", "level1", "project_name", "name", "label", "subject", "heading", "by")
"""Values that name the row they stand in, most telling first."""


def places_in_words(rows: Sequence[FieldRow], veils: Veils) -> dict[int, Words]:
    """What to call each value's place, by the value's id, for a reader with these ``veils``; one query for all."""
    named = _row_names(rows, veils)
    return {row.pk: _words(row, named) for row in rows}


def _row_names(rows: Sequence[FieldRow], veils: Veils) -> dict[tuple[int, str], dict[str, str]]:
    """What the lists' rows are called: by document and the row's path, the telling values."""
    wanted = {(row.document_id, at) for row in rows if (at := _row_path(row.path)) is not None}
    found: dict[tuple[int, str], dict[str, str]] = {}
    if not wanted:
        return found
    paths = [at + pointer.join(key) for at in {at for _, at in wanted} for key in _TELLING]
    telling = FieldRow.objects.filter(document__in={document for document, _ in wanted}, path__in=paths)
    for document, path, value in telling.values_list("document_id", "path", "value"):
        above, _, key = path.rpartition("/")
        value = veils.get((document, path), value)
        if value is not None:
            found.setdefault((document, above), {})[key] = value
    return found


def _words(row: FieldRow, named: dict[tuple[int, str], dict[str, str]]) -> Words:
    zh, en = name_words(row.name)
    at = _row_path(row.path)
    if at is None:
        return zh, en
    known, own = named.get((row.document_id, at), {}), pointer.split(row.path)[-1]
    called = next((known[key] for key in _TELLING if key in known and key != own), None)
    number = int(pointer.split(at)[-1]) + 1
    head_zh, _, last_zh = zh.rpartition(" · ")
    head_en, _, last_en = en.rpartition(" · ")
    short = f"「{called[:40]}」" if called else ""
    return f"{head_zh}第 {number} 行{short} · {last_zh}", f"{head_en} row {number}{short} · {last_en}"


def _row_path(path: str) -> str | None:
    """The path of the innermost list row a value stands in: ``/records/0/funds/1``."""
    steps = pointer.split(path)
    at = max((index for index, step in enumerate(steps[:-1]) if step.isdigit() and index > 1), default=None)
    return None if at is None else pointer.join(*steps[: at + 1])
