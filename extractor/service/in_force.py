"""What is in force: the current reading with people's decisions in it. And what follows when a value changes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pydantic import ValidationError

from extractor.errors import NotInStore, UsageError
from extractor.record import pointer
from extractor.record.envelope import Envelope, parse_record
from extractor.service.entities import concerned
from extractor.service.figures import ledger_rows
from extractor.service.page_texts import add_text
from extractor.service.spread import as_text, document_facts, number_at, record_facts, value_at
from extractor.service.veil import veil_values, veils_of
from extractor.store.bulk import insert
from extractor.store.models import Document, FieldRow, LedgerRow, Reading, RecordRow

State = FieldRow.State


def current_envelope(document: int, who: str = "") -> Envelope:
    """The current reading of a document with every decision applied.

    A decided field is not asked about any more and is sure (confidence 1), but for what is ``unreadable``: null,
    confidence as shown. ``raw`` stays what was read; the decision's state joins the reasons. What waits in the queue
    is said to wait, with the confidence and the reasons its reviewer sees: nothing else tells a blind sample apart.
    So is what ``who``, the reader, has before them for a second look (see ``veil``).

    Raises:
        NotInStore: there is no such document, or nothing was read of it yet.
    """
    row = Document.objects.select_related("current").filter(pk=document).first()
    if row is None:
        raise NotInStore(f"There is no document {document}.")
    return Envelope.model_validate(plain_in_force(row, who))


def current_record(document: int, position: int, who: str = "") -> dict[str, Any]:
    """One record as ``current_envelope`` has it, as canonical JSON; ``position`` counts from 0.

    Raises:
        NotInStore: there is no such record.
    """
    records: list[dict[str, Any]] = current_envelope(document, who).to_plain()["records"]
    if not 0 <= position < len(records):
        raise NotInStore(f"Document {document} has no record {position}.")
    return records[position]


def plain_in_force(document: Document, who: str = "") -> dict[str, Any]:
    """See ``current_envelope``; as plain JSON."""
    reading, questioned = _consistent(document)
    veil_values(questioned, veils_of(who))
    plain: dict[str, Any] = reading.envelope
    entries = {entry["path"]: entry for entry in plain["fields"]}
    grown: set[int] = set()
    for row in questioned:
        entry = entries.get(row.path)
        given = entry is None
        if entry is None:  # a person saw a value there that this reading does not have
            entry = {"path": row.path, "raw": row.raw, "page": row.page, "box": row.box}
            plain["fields"].append(entry)
            grown.add(int(pointer.split(row.path)[1]))
        waits, unsure = row.state == State.WAITING, row.state in (State.WAITING, State.UNREADABLE)
        said = [] if waits else [f"review:{row.state}"]
        entry |= {"needs_review": waits, "confidence": row.confidence if unsure else 1.0}
        entry["reasons"] = [*row.reasons, *said]
        if given or row.value != as_text(value_at(plain, row.path)):
            put_value(plain, row.path, row.value)
    for position in grown:  # rows that a person added have all their keys, like any other
        plain["records"][position] = parse_record(plain["records"][position]).model_dump(mode="json")
    return plain


def _consistent(document: Document) -> tuple[Reading, list[FieldRow]]:
    """A reading and the values of it that wait or were decided, also while somebody saves a later one."""
    while True:
        reading = current_of(document)
        questioned = list(FieldRow.objects.filter(document=document).exclude(state=State.SURE).order_by("id"))
        if Document.objects.filter(pk=document.pk, current=reading).exists():
            return reading, questioned
        document.refresh_from_db()


def current_of(document: Document) -> Reading:
    """The document's latest reading.

    Raises:
        NotInStore: nothing was read of it yet.
    """
    if document.current is None:
        raise _unread(document)
    return document.current


def current_id_of(document: Document) -> int:
    """The id of the document's latest reading, without the envelope that comes with the reading itself.

    Raises:
        NotInStore: nothing was read of it yet.
    """
    if document.current_id is None:
        raise _unread(document)
    return document.current_id


def _unread(document: Document) -> NotInStore:
    return NotInStore(f"Document {document.pk} has not been read.")


def put_value(plain: dict[str, Any], path: str, value: str | None) -> None:
    """Writes a value into an envelope at ``path``; a place that holds whole numbers keeps holding them.

    A row or group that the record lacks is made: what a person added stays where they added it.

    Raises:
        LookupError: the envelope has no such record, or the path leads through a single value.
        ValueError: a whole number is wanted there.
    """
    *above, last = pointer.split(path)
    node = _holder(pointer.resolve(plain, pointer.join(*above[:2])), above[2:], last)
    key: str | int = int(last) if isinstance(node, list) else last
    whole = last in _WHOLE_NUMBERS
    node[key] = int(value) if whole and value is not None else value


def _holder(node: Any, steps: Sequence[str], last: str) -> Any:
    """What holds the value: the end of a way of which missing rows and groups are made."""
    key = ""
    for step, then in zip(steps, [*steps[1:], last], strict=False):
        if isinstance(node, list):
            at = int(step)
            if at > len(node) + _MOST_ROWS:
                raise LookupError(f"nothing at row {at}")
            node += [blank_row(key) for _ in range(at + 1 - len(node))]
            node = node[at]
        elif isinstance(node, dict):
            if node.get(step) is None:
                node[step] = [] if then.isdigit() else {}
            node, key = node[step], step
        else:
            raise LookupError(f"nothing at {step}")
    if not isinstance(node, dict | list):
        raise LookupError(f"nothing at {last}")
    return node


def blank_row(key: str) -> dict[str, Any]:
    """A row of a record's list (by its key) of which nothing is known yet."""
    return {"source": "other"} if key == "funds" else {}


def refuse_unfit(document: Document, path: str, value: str | None) -> None:
    """Checks that a value may stand at its place in the record.

    Raises:
        UsageError: it may not.
    """
    plain = plain_in_force(document)
    steps = pointer.split(path)
    if steps[:1] != ("records",) or len(steps) < 3:
        raise UsageError(f"{path} is no single value.")
    try:
        put_value(plain, path, value)
        parse_record(plain["records"][int(steps[1])])
    except (LookupError, ValueError, TypeError, ValidationError) as error:
        why = error.errors()[0]["msg"] if isinstance(error, ValidationError) else str(error)
        raise UsageError(f"{value!r} cannot stand at {path}: {why}.") from error


def refresh(document: Document, row: FieldRow) -> None:
    """Stores a field whose value changed, and what follows: its figure, its record's unit and year, the search."""
    row.number = number_at(row.path, row.value)
    row.save(update_fields=["value", "number", "state"])
    add_text(row)
    if row.record is not None:
        refresh_record(document, row.record)


def refresh_record(document: Document, record: RecordRow) -> None:
    """Stores what follows from a record's values: unit and year, its and the document's, and its figures."""
    plain = plain_in_force(document)
    record_facts(record, plain["records"][record.position])
    concerned([record])
    record.save()
    LedgerRow.objects.filter(record=record).delete()
    insert(ledger_rows(list(record.fields.all()), [record], plain))
    facts = document_facts(list(RecordRow.objects.filter(document=document).order_by("position")))
    document.title, document.year, document.unit_id = facts.title, facts.year, facts.unit
    document.save(update_fields=["title", "year", "unit"])


_WHOLE_NUMBERS = frozenset({"year", "score_rows", "page", "row", "column", "row_span", "column_span"})
_MOST_ROWS = 100
"""Rows that may be missing between a list's last one and one that a person added."""
