"""The review queue: the riskiest page first, lent to one person at a time; decisions as events that can be undone.

A decision is a further event, never a change of an earlier one; a field's row holds what is in force. Undoing is an
event, too. All of it happens in one transaction with what follows from it: ledger, search, counts.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.timezone import now

from extractor.errors import Conflict, NotInStore, UsageError
from extractor.service.disputes import disputed_by, refuse_party, settle, unsettle
from extractor.service.in_force import current_id_of, current_of, refresh, refresh_record, refuse_unfit
from extractor.service.typed import canonical_value
from extractor.store.columns import storable
from extractor.store.models import Correction, Document, FieldRow, ReviewLease

Verdict = Correction.Verdict
_STATES = {
    Verdict.ACCEPTED: FieldRow.State.ACCEPTED,
    Verdict.CORRECTED: FieldRow.State.CORRECTED,
    Verdict.PRINTED_SO: FieldRow.State.PRINTED_SO,
    Verdict.UNREADABLE: FieldRow.State.UNREADABLE,
}


@dataclass(frozen=True)
class Decision:
    """What a person says about a field (its id).

    ``value`` is the right one as typed, for ``corrected`` only (None: the place is blank). ``seen`` is the id
    of the latest event on the field that the person saw, 0 if there was none, None not to check. ``settles``: the
    person may decide a dispute that they are a party of.
    """

    field: int
    verdict: Verdict
    who: str
    value: str | None = None
    why: str = ""
    seen: int | None = None
    settles: bool = False


def next_review_items(
    who: str, count: int, seconds: int, units: Collection[int] | None = None, *, settles: bool = False
) -> list[FieldRow]:
    """The next fields that wait, and their pages lent to ``who`` for so many seconds.

    The riskiest page comes first, whole and in reading order; then the next. A page lent to somebody else is passed
    over, and so are values the reviewer and somebody else differ about. Asking again returns what still waits on one's
    own pages and renews their leases.

    Args:
        who: the reviewer.
        count: how many fields at most.
        seconds: how long their pages are kept.
        units: ids of the units whose documents the reviewer may see; None: all.
        settles: also values the reviewer is a party about.
    """
    waiting = _waiting_for(who, units)
    if not settles:
        waiting = waiting.filter(~disputed_by(who))
    with transaction.atomic():
        while rows := list(waiting[:count]):
            pages = dict.fromkeys((row.document_id, row.page) for row in rows)
            taken = {page for page in pages if _lend(*page, who, seconds)}
            if taken:
                return [row for row in rows if (row.document_id, row.page) in taken]
    return []


def renew_leases(who: str, seconds: int) -> int:
    """Keeps the pages lent to ``who`` on which something waits for so many seconds from now; how many."""
    waiting = FieldRow.objects.filter(
        document=OuterRef("document"), page=OuterRef("page"), state=FieldRow.State.WAITING
    )
    held = ReviewLease.objects.filter(Exists(waiting.filter(~disputed_by(who))), owner=who, until__gt=now())
    return held.update(until=now() + timedelta(seconds=seconds))


def give_back(who: str, pages: Sequence[tuple[int, int]] | None = None) -> int:
    """Ends ``who``'s leases: those of these pages (document id, page number), or all; how many."""
    leases = ReviewLease.objects.filter(owner=who)
    if pages is None:
        return leases.delete()[0]
    return sum(leases.filter(document_id=document, page=page).delete()[0] for document, page in pages)


def decide(decision: Decision) -> Correction:
    """Notes a decision; the field leaves the queue.

    Raises:
        NotInStore: there is no such field (any more).
        Conflict: somebody else holds the page, or decided since ``seen``; or it is for a third person to decide.
        UsageError: the value does not fit its place, or the verdict makes no sense.
    """
    if decision.verdict not in _STATES:
        raise UsageError(f"A decision cannot be {decision.verdict!r}.")
    with transaction.atomic():
        row, document = locked(decision.field)
        _refuse_taken(row, decision.who)
        if not decision.settles:
            refuse_party(row, decision.who)
        last = latest_event(row)
        if decision.seen is not None and (last.pk if last else 0) != decision.seen:
            raise Conflict("Somebody has decided about this value since it was shown.")
        value = value_after(row, decision)
        if value != row.value:
            refuse_unfit(document, row.path, value)
        said = {"verdict": decision.verdict, "after": value, "who": decision.who, "why": storable(decision.why)}
        event = note_decision(document, row, **said)
        settle(event)
    return event


def note_decision(document: Document, row: FieldRow, **said: Any) -> Correction:
    """Keeps a decision (``verdict``, ``after``, ``who``, ``why``, …) and brings it into force; inside a transaction.

    ``document`` and ``row`` are held by the caller.
    """
    place = {"path": row.path, "page": row.page, "box": row.box, "before": row.value}
    event = Correction.objects.create(document=document, reading_id=current_id_of(document), **place, **said)
    put_in_force(document, row, event.after, _STATES[Verdict(event.verdict)])
    return event


def undo(event: int, who: str, why: str = "") -> Correction:
    """Takes a decision back by a further event: the value and the state before it are in force again.

    Raises:
        NotInStore: there is no such decision about the current reading.
        Conflict: it was taken back already, or a later decision about the same field stands.

    A value that only a person saw is gone with the decision that gave it.
    """
    with transaction.atomic():
        undone = Correction.objects.filter(pk=event).exclude(verdict=Verdict.UNDONE).first()
        row = undone and FieldRow.objects.filter(document_id=undone.document_id, path=undone.path).first()
        if undone is None or row is None:
            raise NotInStore(f"There is no decision {event} to take back.")
        row, document = locked(row.pk)
        standing = standing_events(row)
        if not standing or standing[-1].pk != undone.pk:
            raise Conflict("It was taken back already, or decided anew since.")
        further = Correction.objects.create(
            document=document,
            reading_id=current_id_of(document),
            path=row.path,
            page=row.page,
            box=row.box,
            verdict=Verdict.UNDONE,
            before=row.value,
            after=undone.before,
            who=who,
            why=storable(why),
            undoes=undone,
        )
        if len(standing) == 1 and _is_given(document, row):
            _withdraw(document, row)
        else:
            put_in_force(document, row, undone.before, _state_after(row, standing[:-1]))
        unsettle(undone)
    return further


def latest_of(who: str) -> Correction | None:
    """The person's latest decision that still stands: what Ctrl+Z takes back."""
    decided = Correction.objects.filter(who=who, undone_by__isnull=True, carried_from__isnull=True)
    decided = decided.filter(reading__current_of__isnull=False)
    return decided.exclude(verdict=Verdict.UNDONE).order_by("-id").first()


def standing_events(row: FieldRow) -> list[Correction]:
    """The decisions about a field of the current reading that were not taken back, oldest first."""
    events = Correction.objects.filter(document_id=row.document_id, path=row.path, undone_by__isnull=True)
    events = events.filter(reading__current_of=row.document_id)
    return list(events.exclude(verdict=Verdict.UNDONE).order_by("id"))


def latest_event(row: FieldRow) -> Correction | None:
    """The latest event about a field of the current reading, of whatever kind."""
    events = Correction.objects.filter(document_id=row.document_id, path=row.path)
    return events.filter(reading__current_of=row.document_id).order_by("-id").first()


def _waiting_for(who: str, units: Collection[int] | None) -> QuerySet[FieldRow]:
    lent = ReviewLease.objects.filter(document=OuterRef("document"), page=OuterRef("page"), until__gt=now())
    waiting = FieldRow.objects.filter(~Exists(lent.exclude(owner=who)), state=FieldRow.State.WAITING)
    if units is not None:
        waiting = waiting.filter(Exists(Document.objects.filter(pk=OuterRef("document"), unit__in=units)))
    return waiting.select_related("record").order_by("-page_risk", "document", "page", "id")


def _lend(document: int, page: int, who: str, seconds: int) -> bool:
    """Lends a page, unless somebody else was quicker."""
    until = now() + timedelta(seconds=seconds)
    lease, new = ReviewLease.objects.get_or_create(
        document_id=document, page=page, defaults={"owner": who, "until": until}
    )
    if new:
        return True
    free = ReviewLease.objects.filter(pk=lease.pk, owner=lease.owner, until=lease.until)
    return (lease.owner == who or lease.until <= now()) and bool(free.update(owner=who, until=until))


def locked(field: int) -> tuple[FieldRow, Document]:
    """A field's row and its document, held until the end of the transaction; the document first, as saving does."""
    known = FieldRow.objects.filter(pk=field).values_list("document_id", flat=True).first()
    if known is not None:
        document = Document.objects.select_for_update(no_key=True).get(pk=known)
        if (row := FieldRow.objects.select_for_update().filter(pk=field).first()) is not None:
            return row, document
    raise NotInStore(f"There is no value {field}; the document may have been read anew.")


def _refuse_taken(row: FieldRow, who: str) -> None:
    lent = ReviewLease.objects.filter(document_id=row.document_id, page=row.page, until__gt=now()).exclude(owner=who)
    if (lease := lent.first()) is not None:
        raise Conflict(f"{lease.owner} is reviewing this page.", page=row.page)


def value_after(row: FieldRow, decision: Decision) -> str | None:
    """The value a decision gives a field.

    Raises:
        UsageError: what was typed cannot stand there.
    """
    match decision.verdict:
        case Verdict.CORRECTED:
            return None if decision.value is None else canonical_value(row.path, storable(decision.value))
        case Verdict.UNREADABLE:
            return None
    return row.value


def _state_after(row: FieldRow, standing: Sequence[Correction]) -> FieldRow.State:
    if standing:
        return _STATES[Verdict(standing[-1].verdict)]
    return FieldRow.State.WAITING if row.asked else FieldRow.State.SURE


def _is_given(document: Document, row: FieldRow) -> bool:
    """Whether the reading has nothing at the field's place: its value is a person's alone."""
    if row.raw or row.asked:
        return False
    return all(entry["path"] != row.path for entry in current_of(document).envelope["fields"])


def _withdraw(document: Document, row: FieldRow) -> None:
    record = row.record
    row.delete()
    if record is not None:
        refresh_record(document, record)


def put_in_force(document: Document, row: FieldRow, value: str | None, state: FieldRow.State) -> None:
    """Brings a value and a state into force, with all that follows."""
    waited, waits = row.state == FieldRow.State.WAITING, state == FieldRow.State.WAITING
    changed = value != row.value
    row.value, row.state = value, state
    document.waiting += waits - waited
    if changed:
        refresh(document, row)
    else:
        row.save(update_fields=["state"])
    document.save(update_fields=["waiting"])
