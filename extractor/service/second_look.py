"""A share of what people decided goes to a second person, who sees the value as the first one saw it.

Who answers as the first did confirms the decision. Who differs takes it back: the value waits again, is so shown in
every export, and a third person decides with both answers before them. Nothing of it is lost: the decision, the
second word and the third are kept with their names.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.timezone import now

from extractor.errors import Conflict, NotInStore
from extractor.record import pointer
from extractor.record.compare.equal import same_value
from extractor.service.in_force import refuse_unfit
from extractor.service.review import (
    Decision,
    Verdict,
    latest_event,
    locked,
    note_decision,
    put_in_force,
    undo,
    value_after,
)
from extractor.service.veil import open_looks
from extractor.stages.findings_to_review.field_types import path_to_type
from extractor.store.columns import storable
from extractor.store.models import Correction, Document, FieldRow, LookLent, SecondLook

State = SecondLook.State
_ANSWERED = (State.AGREED, State.DIFFERS, State.SETTLED)
_LOTS = 1_000_000


@dataclass(frozen=True)
class Asked:
    """A second look and the row of its value, not to be saved: as it stood before the first person decided."""

    look: SecondLook
    row: FieldRow


def draw_second_look(event: Correction, share: float) -> SecondLook | None:
    """Puts a decision before a second person, or not, by lot.

    Args:
        event: the decision.
        share: how many of 1,000 go to a second person.

    Returns:
        The second look; None where the lot fell otherwise, or there was nothing on the paper that a second person
        could be asked about (a place that was read as blank).
    """
    if secrets.randbelow(_LOTS) >= share * _LOTS / 1000:
        return None
    read = FieldRow.objects.filter(document_id=event.document_id, path=event.path).exclude(raw="")
    if event.before is None and not read.exists():
        return None
    kind = path_to_type(event.path)
    return SecondLook.objects.create(document_id=event.document_id, path=event.path, kind=kind, first=event)


def waiting_for(who: str, units: Collection[int] | None = None) -> QuerySet[SecondLook]:
    """The second looks a person may take: of other people's decisions, and not before somebody else now."""
    free = Q(owner=who) | Q(until__isnull=True) | Q(until__lte=now())
    looks = SecondLook.objects.filter(free, state=State.WAITING, first__reading__current_of__isnull=False)
    if units is not None:
        looks = looks.filter(document__in=Document.objects.filter(unit__in=units))
    return looks.exclude(first__who=who)


def next_second_looks(who: str, count: int, seconds: int, units: Collection[int] | None = None) -> list[Asked]:
    """The oldest second looks a person may take, lent to them for so many seconds; nobody else gets them then."""
    until, found = now() + timedelta(seconds=seconds), []
    for look in waiting_for(who, units).select_related("first").order_by("id")[:count]:
        free = SecondLook.objects.filter(pk=look.pk, state=State.WAITING, owner=look.owner, until=look.until)
        if look.until is None:
            free = SecondLook.objects.filter(pk=look.pk, state=State.WAITING, until__isnull=True)
        row = FieldRow.objects.select_related("record").filter(document=look.document_id, path=look.path).first()
        if row is not None and _lend(look, free, who, until):
            found.append(Asked(look, _as_asked(row, look)))
    return found


def _lend(look: SecondLook, free: QuerySet[SecondLook], who: str, until: datetime) -> bool:
    """Lends a look, unless somebody else was quicker (``free``: the look as it was when it could be lent)."""
    with transaction.atomic():
        lent = bool(free.update(owner=who, until=until))
        if lent:
            LookLent.objects.get_or_create(look=look, who=who)
    return lent


def lent_to(who: str, row: FieldRow) -> Asked | None:
    """The second look at a value that waits for a person, or may again."""
    look = open_looks(who).filter(document_id=row.document_id, path=row.path).select_related("first").first()
    return None if look is None else Asked(look, _as_asked(row, look))


def renew(who: str, seconds: int) -> int:
    """Keeps what is lent to ``who`` for so many seconds from now; how many."""
    held = SecondLook.objects.filter(owner=who, state=State.WAITING, until__gt=now())
    return held.update(until=now() + timedelta(seconds=seconds))


def give_back(who: str) -> int:
    """Ends what is lent to ``who``; how many. They do not learn the first answers: they may be asked again."""
    return SecondLook.objects.filter(owner=who, state=State.WAITING).update(owner="", until=None)


def answer_second_look(asked: Asked, decision: Decision) -> SecondLook:
    """Notes the second person's word; see the module for what follows.

    Raises:
        Conflict: it is answered, or before somebody else now.
        UsageError: the value does not fit its place.
    """
    with transaction.atomic():
        row, document = locked(asked.row.pk)
        look = SecondLook.objects.select_for_update(of=("self",)).select_related("first").get(pk=asked.look.pk)
        elsewhere = look.owner not in ("", decision.who) and look.until is not None and look.until > now()
        if look.state != State.WAITING or elsewhere:
            raise Conflict("Somebody has decided about this value since it was shown.")
        row = _as_asked(row, look)
        value = value_after(row, decision)
        if value != row.value:
            refuse_unfit(document, row.path, value)
        look.second_who, look.verdict, look.value, look.at = decision.who, decision.verdict, value, now()
        look.why, look.owner, look.until = storable(decision.why), "", None
        look.state = State.AGREED if _alike(look) else State.DIFFERS
        if look.state == State.DIFFERS:
            undo(look.first.pk, decision.who, "second look")
            _ask_again(row.pk)
        look.save()
    return look


def latest_answer(who: str) -> SecondLook | None:
    """The person's latest second word: what Ctrl+Z takes back, if they decided nothing since."""
    looks = SecondLook.objects.filter(second_who=who, state__in=_ANSWERED)
    return looks.filter(first__reading__current_of__isnull=False).order_by("-at").first()


def take_back(look: int, who: str, seconds: int) -> Asked:
    """Takes one's second word back: the first decision stands again, and the value is before one anew.

    Raises:
        NotInStore: one has said no such word, or the document was read anew.
        Conflict: somebody decided since.
    """
    with transaction.atomic():
        found = SecondLook.objects.filter(pk=look, second_who=who, state__in=_ANSWERED).select_related("first").first()
        place = found and FieldRow.objects.filter(document=found.document_id, path=found.path).first()
        if found is None or place is None:
            raise NotInStore("There is no decision of yours to take back.")
        row, document = locked(place.pk)
        if found.state != State.AGREED:
            _restore(found, document, row)
        found.state, found.owner, found.until = State.WAITING, who, now() + timedelta(seconds=seconds)
        found.second_who, found.verdict, found.value, found.at = "", "", None, None
        found.save()
    return Asked(found, _as_asked(row, found))


def _restore(look: SecondLook, document: Document, row: FieldRow) -> None:
    """Repeats the first decision that the second word had taken back; nothing may have happened since."""
    first, last = look.first, latest_event(row)
    if look.state != State.DIFFERS or last is None or last.undoes_id != first.pk:
        raise Conflict("It was taken back already, or decided anew since.")
    said = {"verdict": first.verdict, "after": first.after, "who": first.who, "why": first.why}
    look.first = note_decision(document, row, **said, carried_from=first)


def _ask_again(field: int) -> None:
    """A value two people differ about waits, also where the reading had not asked about it."""
    row, document = locked(field)
    if row.state != FieldRow.State.WAITING:
        row.asked = True
        row.save(update_fields=["asked"])
        put_in_force(document, row, row.value, FieldRow.State.WAITING)


def _as_asked(row: FieldRow, look: SecondLook) -> FieldRow:
    row.value, row.state = look.first.before, FieldRow.State.WAITING
    return row


def _alike(look: SecondLook) -> bool:
    """Whether both say the same: the same value there, or both that nobody can read it."""
    unreadable = {look.verdict == Verdict.UNREADABLE, look.first.verdict == Verdict.UNREADABLE}
    return len(unreadable) == 1 and same_value(pointer.split(look.path)[-1], look.first.after, look.value)
