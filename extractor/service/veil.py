"""What a person who is asked about a value for the second time may not know: the first answer, wherever it shows.

From when a second look is first lent to them until somebody has answered it, its place is to them as it was before the
first answer, and waits: in what they list, open, export and search. So it is also where they gave it back, because they
may be asked again. To everybody else, and to them as soon as it is answered, it is what is in force.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db.models import QuerySet

from extractor.record import pointer
from extractor.service.spread import document_facts
from extractor.store.columns import storable_year
from extractor.store.models import Document, FieldRow, FindingRow, RecordRow, SecondLook

Veils = Mapping[tuple[int, str], str | None]
"""By document and path, the values before the first answers."""
_FILED_UNDER = ("title", "project_name", "reporting_unit", "year")


def open_looks(who: str) -> QuerySet[SecondLook]:
    """The second looks that wait and were ever lent to a person; nobody's (``""``) are none."""
    if not who:
        return SecondLook.objects.none()
    return SecondLook.objects.filter(
        state=SecondLook.State.WAITING, lent__who=who, first__reading__current_of__isnull=False
    )


def veils_of(who: str) -> Veils:
    """See the module; one query, none for nobody."""
    looks = open_looks(who).values_list("document", "path", "first__before")
    return {(document, path): before for document, path, before in looks}


def veil_values(rows: Iterable[FieldRow], veils: Veils) -> None:
    """Puts rows, in memory only, as they were before the first answers."""
    for row in rows:
        if (place := (row.document_id, row.path)) in veils:
            row.value, row.state = veils[place], FieldRow.State.WAITING


def veil_records(rows: Iterable[RecordRow], veils: Veils) -> None:
    """The same for what a record is called and filed under; under no unit, where its name is such a value."""
    for row in rows if veils else ():
        for key in _FILED_UNDER:
            place = (row.document_id, pointer.join("records", row.position, key))
            if place in veils:
                before = veils[place]
                setattr(row, key, storable_year(int(before)) if key == "year" and before else before)
                if key == "reporting_unit":
                    row.unit_id = None


def veil_document(row: Document, veils: Veils) -> None:
    """The same for what a document is called and filed under."""
    if any(document == row.pk and path.endswith(_FILED_UNDER) for document, path in veils):
        records = list(RecordRow.objects.filter(document=row).order_by("position"))
        veil_records(records, veils)
        facts = document_facts(records)
        row.title, row.year, row.unit_id = facts.title, facts.year, facts.unit


def veil_findings(rows: Iterable[FindingRow], veils: Veils) -> None:
    """Findings about such a place are open: an answer to one tells what was decided."""
    for row in rows:
        if any((row.document_id, path) in veils for path in row.paths):
            row.state = FindingRow.State.OPEN
