"""Findings answered: *printed so* (the paper is wrong and stays) or *misread* (it was corrected). Kept for good."""

from __future__ import annotations

from django.db import transaction

from extractor.errors import NotInStore, UsageError
from extractor.store.columns import storable
from extractor.store.models import Document, FindingAnswer, FindingRow

State = FindingRow.State


def answer_finding(finding: int, answer: str, who: str, why: str = "") -> FindingAnswer:
    """Notes what a person says about a finding (its id); the latest answer counts, ``open`` takes one back.

    Raises:
        NotInStore: there is no such finding (any more).
        UsageError: no such answer.
    """
    if answer not in State.values:
        raise UsageError(f"A finding is answered {', '.join(State.values)}, not {answer!r}.")
    with transaction.atomic():
        known = FindingRow.objects.filter(pk=finding).values_list("document_id", flat=True).first()
        document = Document.objects.select_for_update(no_key=True).filter(pk=known).first() if known else None
        row = FindingRow.objects.select_for_update().filter(pk=finding).first()
        if row is None or document is None:
            raise NotInStore(f"There is no finding {finding}; the document may have been read anew.")
        said = {"rule": row.rule, "severity": row.severity, "message": row.message, "paths": row.paths}
        event = FindingAnswer.objects.create(
            document=document, finding=row.key, answer=answer, who=who, why=storable(why), said=said
        )
        row.state = State(answer)
        row.save(update_fields=["state"])
        document.open_findings = FindingRow.objects.filter(document=document, state=State.OPEN).count()
        document.save(update_fields=["open_findings"])
    return event


def standing_answers(document: Document) -> dict[str, str]:
    """The latest answer to each finding (its key) of a document that was ever answered."""
    events = FindingAnswer.objects.filter(document=document).order_by("id")
    return {event.finding: event.answer for event in events}
