"""An envelope as plain JSON in, the rows of its records, fields and findings out; nothing is written here."""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

from extractor.record import pointer
from extractor.record.compare.equal import NUMBERS
from extractor.store.columns import exact, storable, storable_year
from extractor.store.models import Document, FieldRow, FindingRow, RecordRow

_ERROR_FIRST = 1.0
"""What an error finding adds to the risk of its page: two printed facts contradict each other there."""


@dataclass(frozen=True)
class DocumentFacts:
    """What a document is filed under: the title of its first record, the year and unit most of its records name."""

    title: str
    year: int | None
    unit: int | None


def record_rows(document: Document, plain: Mapping[str, Any]) -> list[RecordRow]:
    """A row for each record, in order."""
    rows = []
    for position, record in enumerate(plain["records"]):
        pages = record["pages"] or [1]
        row = RecordRow(
            document=document, position=position, kind=record["kind"], first_page=min(pages), last_page=max(pages)
        )
        record_facts(row, record)
        rows.append(row)
    return rows


def record_facts(row: RecordRow, record: Mapping[str, Any]) -> None:
    """Gives a record's row what the record says of itself."""
    row.title, row.year = as_text(record.get("title")), storable_year(record.get("year"))
    row.reporting_unit, row.project_name = as_text(record.get("reporting_unit")), as_text(record.get("project_name"))


def field_rows(
    document: Document, records: Sequence[RecordRow], plain: Mapping[str, Any], decided: Mapping[str, str]
) -> list[FieldRow]:
    """A row for each entry of ``fields``, in order; each path once. ``decided`` are people's verdicts by path."""
    risks = _page_risks(plain)
    entries = {entry["path"]: entry for entry in plain["fields"]}
    rows = [_field_row(document, records, plain, entry) for entry in entries.values()]
    for row in rows:
        row.page_risk = risks[row.page]
        row.state = FieldRow.State(decided.get(row.path, row.state))
    return rows


def finding_rows(document: Document, plain: Mapping[str, Any], answers: Mapping[str, str]) -> list[FindingRow]:
    """A row for each finding, in order; ``answers`` are those given before, by the finding's key."""
    return [
        FindingRow(
            document=document,
            key=(key := finding_key(found, plain)),
            state=answers.get(key, FindingRow.State.OPEN),
            rule=found["rule"],
            severity=found["severity"],
            message=storable(found["message"]),
            message_en=storable(found.get("message_en") or ""),
            paths=found["paths"],
        )
        for found in plain["findings"]
    ]


def finding_key(found: Mapping[str, Any], plain: Mapping[str, Any]) -> str:
    """What tells a finding again: its rule, the names of its places, and the values that stand there."""
    said = [[name_of(path), value_at(plain, path)] for path in found["paths"]]
    return hashlib.sha256(json.dumps([found["rule"], said], ensure_ascii=True).encode()).hexdigest()


def document_facts(records: Sequence[RecordRow]) -> DocumentFacts:
    """What a document is filed under."""
    years = Counter(row.year for row in records if row.year is not None)
    units = Counter(row.unit_id for row in records if row.unit_id is not None)
    title = next((row.title or row.project_name for row in records if row.title or row.project_name), None)
    return DocumentFacts(title or "", _most(years), _most(units))


@lru_cache(maxsize=8192)  # the same places come in every document
def name_of(path: str) -> str:
    """A path without its record and list positions: ``/records/0/funds/1/budget`` → ``/funds/budget``."""
    steps = pointer.split(path)
    inside = steps[2:] if steps[:1] == ("records",) else steps
    return pointer.join(*(step for step in inside if not step.isdigit())) or "/"


def number_at(path: str, value: str | None) -> Decimal | None:
    """The exact number a value is, at places that hold numbers."""
    return exact(value) if pointer.split(path)[-1:] and pointer.split(path)[-1] in NUMBERS else None


def as_text(value: object) -> str | None:
    """A leaf's value as it is stored; None for a blank or for a place that is no leaf."""
    return None if value is None or isinstance(value, dict | list) else storable(str(value))


def _field_row(
    document: Document, records: Sequence[RecordRow], plain: Mapping[str, Any], entry: Mapping[str, Any]
) -> FieldRow:
    path, asked = entry["path"], entry["needs_review"]
    value = as_text(value_at(plain, path))
    steps = pointer.split(path)
    inside = steps[:1] == ("records",) and steps[1:2] and int(steps[1]) < len(records)
    return FieldRow(
        document_id=document.pk,
        record_id=records[int(steps[1])].pk if inside else None,
        path=path,
        name=name_of(path),
        value=value,
        number=number_at(path, value),
        raw=storable(entry["raw"]),
        page=entry["page"],
        box=entry["box"],
        confidence=entry["confidence"],
        reasons=entry["reasons"],
        asked=asked,
        state=FieldRow.State.WAITING if asked else FieldRow.State.SURE,
    )


def _page_risks(plain: Mapping[str, Any]) -> Mapping[int, float]:
    """The largest risk among the values that wait on each page."""
    wrong = {path for found in plain["findings"] if found["severity"] == "error" for path in found["paths"]}
    risks: dict[int, float] = defaultdict(float)
    for entry in plain["fields"]:
        if entry["needs_review"]:
            risk = 1 - entry["confidence"] + (_ERROR_FIRST if entry["path"] in wrong else 0.0)
            risks[entry["page"]] = max(risks[entry["page"]], round(risk, 6))
    return risks


def value_at(plain: Mapping[str, Any], path: str) -> Any:
    """What stands at a path; None where the envelope has no such place."""
    try:
        return pointer.resolve(plain, path)
    except LookupError:
        return None


def _most(counted: Counter[int]) -> int | None:
    return counted.most_common(1)[0][0] if counted else None
