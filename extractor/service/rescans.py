"""Another scan of the same paper: recognised by what it says, offered for comparison, decided by a person."""

from __future__ import annotations

from collections import Counter

from django.db import transaction
from django.db.models import Q, QuerySet

from extractor.errors import Conflict, NotInStore
from extractor.record.values.comparable import comparable
from extractor.service.in_force import plain_in_force
from extractor.service.rereading import Change, changes_between
from extractor.store.models import Document, FieldRow, RecordRow

_MOST = 0.6
"""Share of values alike from which two documents may be one paper; scans of one paper reach it even when both are poor,
other papers of the same project and year do not."""
_CANDIDATES = 10
_TELLING = ("project_evaluation", "project_target", "department_evaluation", "project_list", "report")


def propose_same_paper(document: Document) -> None:
    """Looks for an earlier document that is the same paper and proposes it; inside the caller's transaction.

    A candidate has a record of the same kind, unit, project and year, and most values alike. What a person decided
    about the document is left alone.
    """
    if document.same_paper_state in ("confirmed", "rejected"):
        return
    own = _values(document.pk)
    best = max(((_alike(own, _values(other)), -other) for other in _candidates(document)), default=(0.0, 0))
    found = best[0] >= _MOST
    document.same_paper_id = -best[1] if found else None
    document.same_paper_state = "proposed" if found else ""
    document.save(update_fields=["same_paper", "same_paper_state"])


def answer_same_paper(document: int, who: str, *, same: bool) -> None:
    """Notes whether a document is the paper it was proposed to be; the figures of a confirmed one count once.

    Raises:
        NotInStore: there is no such document.
        Conflict: nothing is proposed.
    """
    with transaction.atomic():
        row = Document.objects.select_for_update(no_key=True).filter(pk=document).first()
        if row is None:
            raise NotInStore(f"There is no document {document}.")
        if row.same_paper_id is None:
            raise Conflict(f"Document {document} is not taken for another scan of any.")
        row.same_paper_state, row.same_paper_who = ("confirmed" if same else "rejected"), who
        row.save(update_fields=["same_paper_state", "same_paper_who"])


def compare_scans(document: int) -> list[Change]:
    """What differs between the document a paper was first scanned as (``before``) and its other scan (``after``).

    Raises:
        NotInStore: there is no such document, or it is not taken for another scan of any.
    """
    row = Document.objects.select_related("same_paper__current", "current").filter(pk=document).first()
    if row is None or row.same_paper is None:
        raise NotInStore(f"Document {document} is not known as another scan of any.")
    return changes_between(plain_in_force(row.same_paper), plain_in_force(row), frozenset())


def _candidates(document: Document) -> list[int]:
    """Earlier documents with a record like one of this document's."""
    like = Q()
    for row in RecordRow.objects.filter(document=document, kind__in=_TELLING).order_by("position")[:_CANDIDATES]:
        like |= Q(kind=row.kind, unit=row.unit_id, project=row.project_id, year=row.year)
    if not like:
        return []
    rows: QuerySet[RecordRow] = RecordRow.objects.filter(like, document__lt=document.pk)
    return sorted(set(rows.order_by("document").values_list("document_id", flat=True)[: _CANDIDATES * 5]))[:_CANDIDATES]


def _values(document: int) -> Counter[tuple[str, str]]:
    rows = FieldRow.objects.filter(document=document, value__isnull=False).values_list("name", "value")
    return Counter((name, comparable(value or "")) for name, value in rows)


def _alike(one: Counter[tuple[str, str]], other: Counter[tuple[str, str]]) -> float:
    """The share (0..1) of values that both have, of those the fuller one has."""
    return (one & other).total() / max(one.total(), other.total(), 1)
