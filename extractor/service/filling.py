"""What stands on the paper and was not read: a person gives a blank place its value, or a list its missing row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from pydantic import ValidationError

from extractor.errors import Conflict, NotInStore, UsageError
from extractor.record import pointer
from extractor.record.envelope import parse_record
from extractor.service.in_force import blank_row, plain_in_force, put_value
from extractor.service.review import Verdict, note_decision
from extractor.service.spread import name_of, value_at
from extractor.service.typed import canonical_value
from extractor.store.columns import storable
from extractor.store.models import Correction, Document, FieldRow, RecordRow

_WHOLE_PAGE = (0.0, 0.0, 1.0, 1.0)


@dataclass(frozen=True)
class Filling:
    """What a person saw: values as typed by path, the page they stand on (1-based), and where.

    ``box`` is left, top, right, bottom as fractions of the upright page; None: somewhere on it. A path one behind a
    list's last row adds a row; all values of a new row are given together.
    """

    document: int
    values: Mapping[str, str]
    page: int
    who: str
    box: Sequence[float] | None = None
    why: str = ""


def fill(filling: Filling) -> list[Correction]:
    """Notes the values as decisions; each can be taken back, and is then gone.

    Raises:
        NotInStore: there is no such document, or it was not read yet.
        Conflict: a value stands at one of the places already.
        UsageError: no such place, page or box, or a value that cannot stand there.
    """
    box = _checked_box(filling.box)
    with transaction.atomic():
        document = Document.objects.select_for_update(no_key=True).filter(pk=filling.document).first()
        if document is None:
            raise NotInStore(f"There is no document {filling.document}.")
        if not 1 <= filling.page <= document.file.page_count:
            raise UsageError(f"The document has no page {filling.page}.")
        given = _canonical(filling.values)
        _refuse_unfit(document, given)
        records = {row.position: row for row in RecordRow.objects.filter(document=document)}
        said = {"verdict": Verdict.CORRECTED, "who": filling.who, "why": storable(filling.why)}
        return [
            note_decision(document, _new_row(document, records, path, (filling.page, box)), **said, after=value)
            for path, value in given.items()
        ]


def _canonical(values: Mapping[str, str]) -> dict[str, str]:
    if "" in values:
        raise UsageError("The whole envelope is no single value.")
    given = {path: canonical_value(path, storable(typed)) for path, typed in values.items()}
    known = {path: value for path, value in given.items() if value is not None}
    if not known:
        raise UsageError("There is nothing to fill in.")
    return known


def _refuse_unfit(document: Document, given: Mapping[str, str]) -> None:
    plain = plain_in_force(document)
    taken = set(FieldRow.objects.filter(document=document, path__in=given).values_list("path", flat=True))
    for path in given:
        if path in taken or value_at(plain, path) is not None:
            raise Conflict(f"A value stands at {path} already.")
        _refuse_place(plain, path)
    try:
        for path, value in given.items():
            put_value(plain, path, value)
        for position in {int(pointer.split(path)[1]) for path in given}:
            parse_record(plain["records"][position])
    except (LookupError, ValueError, TypeError, ValidationError) as error:
        why = error.errors()[0]["msg"] if isinstance(error, ValidationError) else str(error)
        raise UsageError(f"That cannot stand there: {why}.") from error


def _refuse_place(plain: Mapping[str, Any], path: str) -> None:
    """A place inside a record; a new row only right behind its list's last one, and only of known columns."""
    steps = pointer.split(path)
    if steps[:1] != ("records",) or len(steps) < 3 or not steps[1].isdigit():
        raise UsageError(f"{path} is no single value.")
    for at in range(3, len(steps) - 1):
        if steps[at].isdigit():
            rows = value_at(plain, pointer.join(*steps[:at])) or []
            if not isinstance(rows, list) or int(steps[at]) > len(rows):
                raise UsageError(f"There is no row {steps[at]} to fill.")
            _refuse_kind(plain, steps, at)


def _refuse_kind(plain: Mapping[str, Any], steps: Sequence[str], at: int) -> None:
    """A list that a row without values may not stand in cannot grow: a value taken back would leave such a row."""
    try:
        record = dict(plain["records"][int(steps[1])])
        if at == 3:
            parse_record({**record, steps[2]: [blank_row(steps[2])]})
    except (LookupError, ValidationError) as error:
        raise UsageError(f"A row cannot be added to {steps[2]}.") from error


def _new_row(
    document: Document, records: Mapping[int, RecordRow], path: str, where: tuple[int, list[float]]
) -> FieldRow:
    """The row of a value that the reading does not have."""
    page, box = where
    return FieldRow.objects.create(
        document=document, record=records.get(int(pointer.split(path)[1])), path=path, name=name_of(path), raw="",
        page=page, box=box, confidence=1.0, asked=False, state=FieldRow.State.SURE,
    )  # fmt: skip


def _checked_box(box: Sequence[float] | None) -> list[float]:
    if box is None:
        return list(_WHOLE_PAGE)
    if len(box) != 4 or not (0 <= box[0] < box[2] <= 1 and 0 <= box[1] < box[3] <= 1):
        raise UsageError("A box is left, top, right, bottom as fractions of the page.")
    return [round(side, 5) for side in box]
