"""Values that wait in, all that a reviewer needs to decide about each out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.record.values.comparable import comparable
from extractor.service.disputes import disputes_about
from extractor.service.other_readings import other_readings
from extractor.service.places_in_words import places_in_words
from extractor.service.plain_words import Words, kind_words, reason_words
from extractor.service.veil import Veils, veil_findings, veil_records, veils_of
from extractor.store.models import Correction, Document, FieldRow, FindingRow, SecondLook

DISPUTED = "reviewers-differ"
"""Why a value waits about which two people said different things."""


@dataclass(frozen=True)
class Noticed:
    """A finding about a value: the rule in words, its arithmetic, and what a person answered."""

    ident: int
    rule: str
    about: Words
    severity: str
    message: Words
    state: str


@dataclass(frozen=True)
class ReviewItem:
    """A value, why it is asked about, what else it might be, and which rules speak of it.

    ``seen`` is the id of the latest event about it (0: none): a decision names it, so that none overtakes another.
    """

    row: FieldRow
    document_name: str
    place: Words
    kind: Words
    record: str
    reasons: tuple[tuple[str, Words], ...]
    noticed: tuple[Noticed, ...]
    alternatives: tuple[str, ...]
    seen: int


def review_items(rows: Sequence[FieldRow], who: str = "") -> list[ReviewItem]:
    """See the module; the order stays. ``who`` is the reviewer, to whom a value next to it may be veiled."""
    papers = Document.objects.select_related("current").defer("current__envelope")
    documents = papers.in_bulk({row.document_id for row in rows})
    veils = veils_of(who)
    noticed, seen, places = _noticed(documents, veils), _seen(rows), places_in_words(rows, veils)
    veil_records((row.record for row in rows if row.record is not None), veils)
    disputes = disputes_about(rows)
    items = []
    for row in rows:
        document, record = documents[row.document_id], row.record
        submission = document.current.submission_id if document.current is not None else None
        known = {comparable(row.value or ""), comparable(row.raw)}
        dispute = disputes.get((row.document_id, row.path))
        alternatives = [*_said(dispute), *other_readings(submission, row.page, row.box, row.raw)]
        reasons = row.reasons if dispute is None else [DISPUTED, *row.reasons]
        items.append(
            ReviewItem(
                row=row,
                document_name=document.name,
                place=places[row.pk],
                kind=kind_words(record.kind if record is not None else ""),
                record=(record.project_name or record.title or record.reporting_unit or "") if record else "",
                reasons=tuple((reason, reason_words(reason)) for reason in reasons),
                noticed=tuple(noticed[row.document_id].get(row.path, ())),
                alternatives=tuple(dict.fromkeys(text for text in alternatives if comparable(text) not in known)),
                seen=seen.get((row.document_id, row.path), 0),
            )
        )
    return items


def noticed_of(row: FindingRow) -> Noticed:
    """A finding in words."""
    message = row.message, row.message_en or row.message
    return Noticed(row.pk, row.rule, reason_words(row.rule), row.severity, message, row.state)


def _said(dispute: SecondLook | None) -> list[str]:
    """What the two said, without their names."""
    return [] if dispute is None else [said for said in (dispute.first.after, dispute.value) if said is not None]


def _noticed(documents: dict[int, Document], veils: Veils) -> dict[int, dict[str, list[Noticed]]]:
    """Findings by document and place, contradictions first."""
    found: dict[int, dict[str, list[Noticed]]] = defaultdict(lambda: defaultdict(list))
    rows = list(FindingRow.objects.filter(document__in=documents).order_by("severity", "id"))
    veil_findings(rows, veils)
    for row in rows:
        for path in row.paths:
            found[row.document_id][path].append(noticed_of(row))
    return found


def _seen(rows: Sequence[FieldRow]) -> dict[tuple[int, str], int]:
    """The latest event about each place."""
    events = Correction.objects.filter(
        document__in={row.document_id for row in rows}, path__in={row.path for row in rows},
        reading__current_of__isnull=False,
    )  # fmt: skip
    return {
        (document, path): pk for document, path, pk in events.order_by("id").values_list("document_id", "path", "id")
    }
