"""The review queue: items lent and renewed, decided, undone; findings answered."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Annotated, Any

from django.conf import settings
from django.db.models import Q, Sum
from django.http import HttpRequest
from django.utils.timezone import now
from ninja import Router
from pydantic import Field

from extractor.errors import NotInStore
from extractor.service import second_look
from extractor.service.answers import answer_finding
from extractor.service.filling import Filling, fill
from extractor.service.review import (
    Decision,
    Verdict,
    decide,
    give_back,
    latest_of,
    next_review_items,
    renew_leases,
    undo,
)
from extractor.service.second_look import Asked, next_second_looks, waiting_for
from extractor.service.veil import open_looks
from extractor.settings import read_settings
from extractor.store.models import Correction, Document, FieldRow, FindingRow, ReviewLease
from extractor.web.api.documents import Id
from extractor.web.api.shapes import (
    AnswerIn,
    CountOut,
    DecidedOut,
    DecisionIn,
    EventOut,
    FillingIn,
    FindingOut,
    QueueOut,
    ReviewItemOut,
)
from extractor.web.api.spoken import event_out, finding_out, items_out
from extractor.web.models import Person
from extractor.web.permissions import Action, document_for, field_for, finding_for, may, require, units_of, visible

router = Router(tags=["review"])
_MOST = 200
_SECOND = 10
"""Of so many items one is a second look, where there are any; more where little else waits."""


@router.get("/review/next", response=QueueOut)
def next_items(
    request: HttpRequest,
    count: Annotated[int, Field(ge=1, le=_MOST)] = 20,
    without: Annotated[str, Field(max_length=4000)] = "",
) -> dict[str, Any]:
    """The riskiest values that wait, a page together, lent to the caller; second looks among them look alike.

    ``without`` are ids (commas between them) put off for now; they stay in the queue.
    """
    person = require(request, Action.DECIDE)
    put_off = {int(one) for one in without.split(",") if one.isascii() and one.isdigit() and len(one) < 19}
    units, who, lease = units_of(person), person.username, read_settings().review_lease
    settles = may(person, Action.ADMINISTER)
    rows = next_review_items(who, min(count + len(put_off), _MOST), lease, units, settles=settles)
    items = [row for row in rows if row.pk not in put_off][:count]
    again = next_second_looks(who, max(count // _SECOND, count - len(items)), lease, units)
    seconds = [asked.row for asked in again if asked.row.pk not in put_off]
    items = [*items[: count - min(len(seconds), count // _SECOND)], *seconds][:count]
    return {
        "items": items_out(request, items, frozenset(row.pk for row in seconds)),
        "waiting": _waiting(person) + waiting_for(who, units).count(),
        "held": _held_by_others(person),
        "until": now() + timedelta(seconds=lease),
    }


@router.post("/review/renew", response=CountOut)
def renew(request: HttpRequest) -> dict[str, int]:
    """Keep one's pages; asked every few minutes by an open page."""
    person = require(request, Action.DECIDE)
    lease = read_settings().review_lease
    return {"count": renew_leases(person.username, lease) + second_look.renew(person.username, lease)}


@router.post("/review/leave", response=CountOut)
def leave(request: HttpRequest) -> dict[str, int]:
    """Give all one's pages back, so that others get them."""
    who = require(request, Action.DECIDE).username
    return {"count": give_back(who) + second_look.give_back(who)}


@router.post("/review/undo", response=DecidedOut)
def undo_latest(request: HttpRequest) -> dict[str, Any]:
    """Take back one's latest decision that stands."""
    person = require(request, Action.DECIDE)
    event, look = latest_of(person.username), second_look.latest_answer(person.username)
    if look is not None and look.at is not None and (event is None or event.at < look.at):
        return _shown(request, second_look.take_back(look.pk, person.username, read_settings().review_lease))
    if event is None:
        raise NotInStore("There is no decision of yours to take back.")
    return _undone(request, person, event)


@router.get("/fields/{field}", response=ReviewItemOut)
def field(request: HttpRequest, field: Id) -> dict[str, Any]:
    """One value with all that helps to decide about it."""
    person = require(request, Action.SEE)
    row = field_for(person, field)
    asked = second_look.lent_to(person.username, row)
    return items_out(request, [row])[0] if asked is None else _shown(request, asked)["field"]


@router.post("/fields/{field}/decisions", response={201: DecidedOut})
def decide_field(request: HttpRequest, field: Id, decision: DecisionIn) -> tuple[int, dict[str, Any]]:
    """Decide about a value: it leaves the queue. 409 where somebody else holds its page or decided since ``seen``.

    Where the value was lent as a second look it is a second word on somebody's decision: ``event`` is null then.
    """
    person = require(request, Action.DECIDE)
    row = field_for(person, field)
    settles = may(person, Action.ADMINISTER)
    said = Decision(
        row.pk, Verdict(decision.verdict), person.username, decision.value, decision.why, decision.seen, settles
    )
    if (asked := second_look.lent_to(person.username, row)) is not None:
        second_look.answer_second_look(asked, said)
        return 201, _shown(request, asked)
    event = decide(said)
    second_look.draw_second_look(event, settings.SECOND_LOOK)
    return 201, _decided(request, event)


@router.post("/documents/{document}/values", response={201: list[EventOut]})
def fill_in(request: HttpRequest, document: Id, wanted: FillingIn) -> tuple[int, list[dict[str, Any]]]:
    """Give blank places their values, or a list its missing row. 409 where a value stands there already."""
    person = require(request, Action.DECIDE)
    row = document_for(person, document)
    filling = Filling(row.pk, wanted.values, wanted.page, person.username, wanted.box, wanted.why)
    return 201, [event_out(event) for event in fill(filling)]


@router.post("/decisions/{event}/undo", response=DecidedOut)
def undo_event(request: HttpRequest, event: Id) -> dict[str, Any]:
    """Take a decision back by a further event."""
    person = require(request, Action.DECIDE)
    seen = Document.objects.filter(visible(person))
    veiled = open_looks(person.username).values("first")
    found = Correction.objects.filter(pk=event, document__in=seen).exclude(pk__in=veiled).first()
    if found is None:
        raise NotInStore(f"There is no decision {event} to take back.")
    return _undone(request, person, found)


@router.post("/findings/{finding}/answers", response={201: FindingOut})
def answer(request: HttpRequest, finding: Id, said: AnswerIn) -> tuple[int, dict[str, Any]]:
    """Answer a finding: the paper says so, or it was misread; ``open`` takes an answer back."""
    person = require(request, Action.DECIDE)
    row = finding_for(person, finding)
    answer_finding(row.pk, said.answer, person.username, said.why)
    return 201, finding_out(request, FindingRow.objects.get(pk=row.pk))


def _undone(request: HttpRequest, person: Person, event: Correction) -> dict[str, Any]:
    return _decided(request, undo(event.pk, person.username))


def _decided(request: HttpRequest, event: Correction) -> dict[str, Any]:
    row = FieldRow.objects.select_related("record").filter(document_id=event.document_id, path=event.path).first()
    return {"event": event_out(event), "field": None if row is None else items_out(request, [row])[0]}


def _shown(request: HttpRequest, asked: Asked) -> dict[str, Any]:
    """A second look as its reviewer sees it: the value before the first decision, and no trace of that one."""
    return {"event": None, "field": items_out(request, [asked.row], frozenset([asked.row.pk]))[0]}


def _waiting(person: Person) -> int:
    """How many values wait, as their documents count them: quick however many there are."""
    units = units_of(person)
    documents = Document.objects.filter(Q() if units is None else Q(unit__in=units), waiting__gt=0)
    return documents.aggregate(sum=Sum("waiting"))["sum"] or 0


def _held_by_others(person: Person) -> list[str]:
    """Who else reviews documents one may see, now."""
    leases = ReviewLease.objects.filter(
        until__gt=datetime.now(tz=now().tzinfo), document__in=Document.objects.filter(visible(person))
    )
    return list(leases.exclude(owner=person.username).values_list("owner", flat=True).distinct().order_by("owner")[:20])
