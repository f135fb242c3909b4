"""Values about which two people differ: kept from both of them, decided by a third, each step noted."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Exists, OuterRef, Q

from extractor.errors import Conflict
from extractor.store.models import Correction, FieldRow, SecondLook

State = SecondLook.State


def disputed_by(who: str) -> Exists:
    """For a query of field rows: whether ``who`` is one of the two that differ about it."""
    place = SecondLook.objects.filter(document=OuterRef("document"), path=OuterRef("path"), state=State.DIFFERS)
    return Exists(place.filter(Q(first__who=who) | Q(second_who=who)))


def dispute_of(row: FieldRow) -> SecondLook | None:
    """The open dispute about a value."""
    looks = SecondLook.objects.filter(document_id=row.document_id, path=row.path, state=State.DIFFERS)
    return looks.filter(first__reading__current_of=row.document_id).select_related("first").order_by("-id").first()


def disputes_about(rows: Sequence[FieldRow]) -> dict[tuple[int, str], SecondLook]:
    """The open disputes about values that wait, by document and path."""
    waiting = [row for row in rows if row.state == FieldRow.State.WAITING]
    looks = SecondLook.objects.filter(
        document__in={row.document_id for row in waiting}, path__in={row.path for row in waiting}, state=State.DIFFERS,
        first__reading__current_of__isnull=False,
    )  # fmt: skip
    return {(look.document_id, look.path): look for look in looks.select_related("first").order_by("id")}


def refuse_party(row: FieldRow, who: str) -> None:
    """Keeps the two from deciding what they differ about.

    Raises:
        Conflict: ``who`` is one of them.
    """
    dispute = dispute_of(row)
    if dispute is not None and who in (dispute.first.who, dispute.second_who):
        raise Conflict("Two people differ about this value; a third decides.", page=row.page)


def settle(event: Correction) -> None:
    """After a decision: it ends a dispute about its place, and a second look at an earlier decision is not needed."""
    looks = SecondLook.objects.filter(document_id=event.document_id, path=event.path)
    looks.filter(state=State.WAITING).update(state=State.VOID)
    looks.filter(state=State.DIFFERS).update(state=State.SETTLED, settled=event)


def unsettle(undone: Correction) -> None:
    """After a decision was taken back: nobody looks at it a second time, and a dispute it ended is open again."""
    SecondLook.objects.filter(first=undone, state=State.WAITING).update(state=State.VOID)
    SecondLook.objects.filter(settled=undone).update(state=State.DIFFERS, settled=None)
