"""Another scan of the same paper: recognised by what it says, offered for comparison, decided by a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

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


def propose_same_paper(document: Document, records: Sequence[RecordRow], fields: Sequence[FieldRow]) -> None:
    """Looks for an earlier document that is the same paper and, if there is one, names it in the document's row.

    A candidate has a record of the same kind, unit, project and year, and most values alike. What a person decided
    about the document is left alone. ``records`` and ``fields`` are the document's own; the caller saves it.
    """
    if document.same_paper_state in ("confirmed", "rejected"):
        return
    document.same_paper_id, document.same_paper_state = None, ""
    if candidates := _candidates(document, records):
        own = _counted((row.name, row.value) for row in fields)
        alike, minus = max((_alike(own, _values(other)), -other) for other in candidates)
        if alike >= _MOST:
            document.same_paper_id, document.same_paper_state = -minus, "proposed"


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


def _candidates(document: Document, records: Sequence[RecordRow]) -> list[int]:
    """Earlier documents with a record like one of this document's."""
    like = Q()
    for row in [row for row in records if row.kind in _TELLING][:_CANDIDATES]:
        like |= Q(kind=row.kind, unit=row.unit_id, project=row.project_id, year=row.year)
    if not like:
        return []
    rows: QuerySet[RecordRow] = RecordRow.objects.filter(like, document__lt=document.pk)
    return sorted(set(rows.order_by("document").values_list("document_id", flat=True)[: _CANDIDATES * 5]))[:_CANDIDATES]


def _values(document: int) -> Counter[tuple[str, str]]:
    return _counted(FieldRow.objects.filter(document=document).values_list("name", "value"))


def _counted(values: Iterable[tuple[str, str | None]]) -> Counter[tuple[str, str]]:
    return Counter((name, comparable(value)) for name, value in values if value is not None)


def _alike(one: Counter[tuple[str, str]], other: Counter[tuple[str, str]]) -> float:
    """The share (0..1) of values that both have, of those the fuller one has."""
    return (one & other).total() / max(one.total(), other.total(), 1)
