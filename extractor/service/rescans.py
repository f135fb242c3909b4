"""Another scan of the same paper: recognised by what it says, offered for comparison, decided by a person."""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import timedelta

from django.db import transaction
from django.db.models import Q

from extractor.errors import Conflict, NotInStore
from extractor.record.values.comparable import comparable
from extractor.service.in_force import plain_in_force
from extractor.service.rereading import Change, changes_between
from extractor.store.models import Document, FieldRow, Reading, RecordRow

_MOST = 0.6
"""Share of values alike from which two documents may be one paper; scans of one paper reach it even when both are poor,
other papers of the same project and year do not."""
_CANDIDATES = 10
_MEANWHILE = timedelta(seconds=60)
"""Longer than a document is ever being saved."""
_TELLING = ("project_evaluation", "project_target", "department_evaluation", "project_list", "report")


def propose_same_paper(document: Document, records: Sequence[RecordRow], fields: Sequence[FieldRow]) -> None:
    """Looks for the same paper among the other documents; the later of two names the earlier one in its row.

    Which was read first makes no difference: an earlier document that is read late is looked for from the later ones
    again. Two are the same paper when they have a record of the same kind, unit, project and year, and most values
    alike. What a person decided is left alone.

    Args:
        document: the one that was read; the caller saves it.
        records: its own, stored.
        fields: its own, stored.
    """
    neighbours, own = _neighbours(document.pk, records), _counted((row.name, row.value) for row in fields)
    _propose(document, own, [other for other in neighbours if other < document.pk])
    mine = set(document.other_scans.filter(same_paper_state="proposed").values_list("pk", flat=True))
    alike = {other for other in neighbours if other > document.pk and _alike(own, _values(other)) >= _MOST}
    for later in sorted(mine | alike):  # rows are locked in the order of their keys, so that no two wait for each other
        propose_anew(later)


def propose_anew(document: int) -> None:
    """Looks once more for the same paper among the documents (ids) before a stored one."""
    with transaction.atomic():
        row = Document.objects.select_for_update(no_key=True).filter(pk=document).first()
        if row is None:
            return
        earlier = [other for other in _neighbours(document, list(row.records.all())) if other < document]
        _propose(row, _values(document), earlier)
        row.save(update_fields=["same_paper", "same_paper_state"])


def leave_scans(document: Document) -> list[int]:
    """Lets go of the other scans of a document that is about to be removed.

    The first that a person confirmed stands for the paper from then on, and the other confirmed ones are scans of it.

    Returns:
        Those (ids) that may be other scans of yet another document; to be looked at once this one is gone.
    """
    scans = list(document.other_scans.select_for_update(no_key=True).order_by("pk"))
    heir = next((row for row in scans if row.same_paper_state == "confirmed"), None)
    for row in scans:
        row.same_paper = heir if row.same_paper_state == "confirmed" and row != heir else None
        if row.same_paper is None:
            row.same_paper_state = row.same_paper_who = ""
        row.save(update_fields=["same_paper", "same_paper_state", "same_paper_who"])
    return [row.pk for row in scans if row.same_paper is None and row != heir]


def read_meanwhile(reading: Reading) -> list[int]:
    """Neighbours of a document (ids, its own among them) that were read while it was being saved, if any.

    Where two are saved at once neither sees the other; the one that looks here once it is saved does.
    """
    around = reading.created - _MEANWHILE
    own = list(RecordRow.objects.filter(document=reading.document_id))
    found = Document.objects.filter(pk__in=_neighbours(reading.document_id, own), current__created__gte=around)
    others = list(found.values_list("pk", flat=True))
    return sorted([*others, reading.document_id]) if others else []


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


def _propose(document: Document, own: Counter[tuple[str, str]], earlier: Sequence[int]) -> None:
    """Names the likeliest of earlier documents in a document's row, or none; what a person decided stays."""
    if document.same_paper_state in ("confirmed", "rejected"):
        return
    document.same_paper_id, document.same_paper_state = None, ""
    if earlier:
        alike, minus = max((_alike(own, _values(other)), -other) for other in earlier)
        if alike >= _MOST:
            document.same_paper_id, document.same_paper_state = -minus, "proposed"


def _neighbours(document: int, records: Sequence[RecordRow]) -> list[int]:
    """Other documents (ids) with a record like one of this document's: those nearest to it on either side.

    A record that names neither unit nor project is like too many to tell a paper.
    """
    like = Q()
    for row in [row for row in records if row.kind in _TELLING and (row.unit_id or row.project_id)][:_CANDIDATES]:
        like |= Q(kind=row.kind, unit=row.unit_id, project=row.project_id, year=row.year)
    if not like:
        return []
    found = sorted(set(RecordRow.objects.filter(like).values_list("document_id", flat=True)) - {document})
    at = bisect(found, document)
    return found[max(0, at - _CANDIDATES) : at + _CANDIDATES]


def _values(document: int) -> Counter[tuple[str, str]]:
    return _counted(FieldRow.objects.filter(document=document).values_list("name", "value"))


def _counted(values: Iterable[tuple[str, str | None]]) -> Counter[tuple[str, str]]:
    return Counter((name, comparable(value)) for name, value in values if value is not None)


def _alike(one: Counter[tuple[str, str]], other: Counter[tuple[str, str]]) -> float:
    """The share (0..1) of values that both have, of those the fuller one has."""
    return (one & other).total() / max(one.total(), other.total(), 1)
