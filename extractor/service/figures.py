"""Field rows in, ledger rows out: the money and the indicators of projects and units, with the place of each figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from extractor.record import pointer
from extractor.store.columns import storable
from extractor.store.models import FieldRow, LedgerRow, RecordRow

_MONEY = frozenset({"budget_initial", "budget", "received", "executed", "rate", "score", "weight"})
_INDICATOR = frozenset({"target", "actual", "score", "weight"})
_WHOLE = frozenset({"execution_rate", "total_score", "grade"})
_TOTALS = frozenset({"income_total", "expenditure_total", "tasks_total"})
_STAGES = {"project_evaluation": "result", "project_target": "plan", "department_evaluation": "result"}
"""The kinds that feed the ledger; lists and reports only repeat what the forms say."""


def ledger_rows(fields: Sequence[FieldRow], records: Sequence[RecordRow], plain: Mapping[str, Any]) -> list[LedgerRow]:
    """A row for each figure of a form.

    Args:
        fields: stored rows, of these records.
        records: stored rows.
        plain: the envelope in force.
    """
    by_id = {row.pk: row for row in records}
    rows = []
    for row in fields:
        record = by_id.get(row.record_id or 0)
        if record is not None and record.kind in _STAGES and (subject := _subject(row.path, plain)) is not None:
            rows.append(_row(row, record, subject))
    return rows


def _row(row: FieldRow, record: RecordRow, subject: str) -> LedgerRow:
    return LedgerRow(
        document_id=row.document_id,
        record_id=record.pk,
        field_id=row.pk,
        unit_id=record.unit_id,
        project_id=record.project_id,
        year=record.year,
        stage=_STAGES[record.kind],
        subject=subject,
        measure=pointer.split(row.path)[-1],
        value=row.value,
        number=row.number,
    )


def _subject(path: str, plain: Mapping[str, Any]) -> str | None:
    """What a figure measures; None where the place is no figure of the ledger."""
    steps = pointer.split(path)[2:]
    if len(steps) == 1:
        return "" if steps[0] in _WHOLE else None
    head, measure = steps[0], steps[-1]
    if head in _TOTALS:
        return head
    if head == "funds" and measure in _MONEY:
        return _first(pointer.resolve(plain, path.rsplit("/", 1)[0]), "source", "label")
    if head == "indicators" and measure in _INDICATOR:
        return _first(pointer.resolve(plain, path.rsplit("/", 1)[0]), "level3", "level2", "level1")
    return None


def _first(row: Mapping[str, Any], *keys: str) -> str:
    """The first of these the row has."""
    return storable(next((str(row[key]) for key in keys if row.get(key)), ""))
