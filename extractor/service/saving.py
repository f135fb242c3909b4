"""An envelope in, its rows out: a new reading of its document, whole, in one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction
from django.db.models import Max
from django.utils.timezone import now

from extractor.errors import Conflict, NotInStore
from extractor.record.envelope import Envelope
from extractor.service.answers import standing_answers
from extractor.service.blind import NO_SAMPLE, Sample, draw_blind
from extractor.service.entities import concerned
from extractor.service.figures import ledger_rows
from extractor.service.page_texts import forget_texts, index_texts
from extractor.service.rereading import Carryover, carried_decisions, carry, lost_findings, with_decisions
from extractor.service.rescans import propose_anew, propose_same_paper, read_meanwhile
from extractor.service.spread import document_facts, field_rows, finding_rows, record_rows
from extractor.store.bulk import insert
from extractor.store.models import Document, FieldRow, FindingRow, LedgerRow, Reading, RecordRow, Submission


@dataclass(frozen=True)
class ToSave:
    """An envelope, what made it, and the running text of its pages (1-based), to be searched.

    ``versions`` names program, engine, models and rules; ``sample`` which values are reviewed blind.
    """

    envelope: Envelope
    versions: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[int, str] = field(default_factory=dict)
    sample: Sample = NO_SAMPLE


def save_envelope(submission: int, to_save: ToSave, attempt: int | None = None) -> Reading:
    """Makes an envelope the current reading of its submission's document and ends the submission.

    Everything is written in one transaction: the envelope as it is, and its records, fields, findings, ledger and
    words spread out to be asked. Decisions people made on earlier readings are carried over (see ``rereading``).

    Args:
        submission: its id.
        to_save: the envelope and what belongs to it.
        attempt: the assembly's claim; None where nothing was claimed (an envelope made elsewhere).

    Raises:
        Conflict: the claim was lost; nothing was written.
        NotInStore: there is no such submission.
    """
    with transaction.atomic():
        row = Submission.objects.select_for_update(no_key=True).filter(pk=submission).first()
        if row is None:
            raise NotInStore(f"There is no submission {submission}.")
        if attempt is not None and (row.state, row.attempt) != (Submission.State.ASSEMBLING, attempt):
            raise Conflict("Another worker has taken over this document.")
        document = (
            Document.objects.select_for_update(no_key=True, of=("self",)).select_related("file").get(file=row.file_id)
        )
        read = to_save.envelope.to_plain()
        reading = _new_reading(document, row, to_save, read)
        _replace_rows(document, reading, read, to_save)
        row.state, row.finished, row.error = Submission.State.DONE, now(), ""
        row.leased_by, row.lease_until = "", None
        row.save(update_fields=["state", "finished", "error", "leased_by", "lease_until"])
    if connection.features.has_select_for_update:  # else only one writes at a time, and sees all the others
        for one in read_meanwhile(reading):
            propose_anew(one)
    return reading


def _new_reading(document: Document, submission: Submission, to_save: ToSave, read: Mapping[str, Any]) -> Reading:
    latest: int = document.readings.aggregate(latest=Max("version"))["latest"] or 0
    return Reading.objects.create(
        document=document,
        version=latest + 1,
        submission=submission,
        envelope=read,
        versions=dict(to_save.versions),
        fields=len({entry["path"] for entry in read["fields"]}),
        flagged=sum(entry["needs_review"] for entry in read["fields"]),
    )


def _replace_rows(document: Document, reading: Reading, read: Mapping[str, Any], to_save: ToSave) -> None:
    """Spreads a reading (``read``: as it was read) out in place of the one before."""
    first = reading.version == 1
    kept = Carryover() if first else carried_decisions(document, read)
    plain, answers = with_decisions(read, kept.carried), {} if first else standing_answers(document)
    if not first:
        forget_texts(document)
        for table in (LedgerRow, FieldRow, FindingRow, RecordRow):
            table.objects.filter(document=document).delete()
    records = RecordRow.objects.bulk_create(concerned(record_rows(document, plain)))
    fields = field_rows(document, records, plain, kept.states)
    insert(draw_blind(to_save.sample, document.file.sha256, reading, fields))
    fields = _stored(document, fields)
    carry(reading, kept.carried, read, fields)
    findings = [*finding_rows(document, plain, answers), *lost_findings(document, kept.lost, answers)]
    insert(findings)
    insert(ledger_rows(fields, records, plain))
    index_texts(document, fields, to_save.texts)
    facts = document_facts(records)
    document.current, document.title, document.year, document.unit_id = reading, facts.title, facts.year, facts.unit
    document.waiting = sum(row.state == FieldRow.State.WAITING for row in fields)
    document.open_findings = sum(row.state == FindingRow.State.OPEN for row in findings)
    propose_same_paper(document, records, fields)
    document.save()


def _stored(document: Document, fields: list[FieldRow]) -> list[FieldRow]:
    """The same rows, stored, with their keys."""
    insert(fields)
    keys = dict(FieldRow.objects.filter(document=document).values_list("path", "pk"))
    for row in fields:
        row.pk = keys[row.path]
    return fields
