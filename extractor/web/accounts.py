"""Accounts made and changed, each change noted; the audit trail put together from all that is kept."""

from __future__ import annotations

import heapq
import secrets
from collections.abc import Iterator, Mapping
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils.timezone import now

from extractor.errors import Conflict, NotInStore, UsageError
from extractor.service.veil import open_looks
from extractor.store.models import Correction, FindingAnswer, SecondLook, Unit
from extractor.web.lockout import forget
from extractor.web.models import Event, Person, Role
from extractor.web.trail import note

ADMINISTRATOR = "admin"


def first_administrator() -> tuple[str, str] | None:
    """Where there is no administrator, one with a one-time password (name, password); else None."""
    with transaction.atomic():
        if Person.objects.filter(role=Role.ADMINISTRATOR, is_active=True).exists():
            return None
        password = secrets.token_urlsafe(12)
        Person.objects.filter(username=ADMINISTRATOR).delete()
        Person.objects.create(ADMINISTRATOR, password, role=Role.ADMINISTRATOR, all_units=True, must_change=True)
    return ADMINISTRATOR, password


def new_person(
    request: HttpRequest, username: str, password: str, facts: Mapping[str, Any], units: list[int]
) -> Person:
    """An account whose password must be changed at the first log-in.

    Raises:
        Conflict: the name is taken.
        UsageError: the password is too weak, or there is no such unit.
    """
    check_password_fit(password, Person(username=username))
    try:
        with transaction.atomic():
            person = Person.objects.create(username, password, must_change=True, **facts)
            _set_units(person, units)
            note(request, "account made", f"{username} {person.role}")
    except IntegrityError as error:
        raise Conflict(f"The name {username} is taken.") from error
    return person


def change_person(request: HttpRequest, username: str, facts: Mapping[str, Any]) -> Person:
    """Changes an account: ``full_name``, ``role``, ``all_units``, ``units``, ``active``.

    Raises:
        NotInStore: there is none of that name.
        Conflict: nobody could administer any more.
    """
    with transaction.atomic():
        person = Person.objects.select_for_update().filter(username=username).first()
        if person is None:
            raise NotInStore(f"There is no account {username[:100]}.")
        person.full_name = facts.get("full_name", person.full_name)
        person.role = facts.get("role", person.role)
        person.all_units = facts.get("all_units", person.all_units)
        person.is_active = facts.get("active", person.is_active)
        person.save()
        if "units" in facts:
            _set_units(person, facts["units"])
        if not Person.objects.filter(role=Role.ADMINISTRATOR, is_active=True).exists():
            raise Conflict("The last administrator stays one.")
        note(request, "account changed", f"{username} {dict(facts)}")
    if not person.is_active:
        end_sessions(person)
    return person


def reset_password(request: HttpRequest, username: str) -> str:
    """A one-time password for an account that lost its own; its sessions end, its lock opens.

    Raises:
        NotInStore: there is none of that name.
    """
    person = Person.objects.filter(username=username).first()
    if person is None:
        raise NotInStore(f"There is no account {username[:100]}.")
    password = secrets.token_urlsafe(12)
    person.set_password(password)
    person.must_change = True
    person.save(update_fields=["password", "must_change"])
    forget(username)
    end_sessions(person)
    note(request, "password reset", username)
    return password


def check_password_fit(password: str, person: Person) -> None:
    """Refuses weak passwords.

    Raises:
        UsageError: why.
    """
    try:
        validate_password(password, person)
    except ValidationError as error:
        raise UsageError(" ".join(error.messages)) from error


def end_sessions(person: Person) -> None:
    """Logs a person out everywhere."""
    for session in Session.objects.filter(expire_date__gt=now()).iterator():
        if session.get_decoded().get("_auth_user_id") == str(person.pk):
            session.delete()


def audit_trail(who: str, limit: int, offset: int, reader: str) -> list[dict[str, Any]]:
    """Decisions, second words, answers and all other events, newest first; of one person where named.

    Without the decisions that ``reader`` is to look at for the second time.
    """
    most = limit + offset
    kept = (_events(who, most), _decisions(who, most, reader), _second_words(who, most), _answers(who, most))
    merged = heapq.merge(*kept, key=lambda entry: entry["at"], reverse=True)
    return [entry for at, entry in enumerate(merged) if offset <= at < most]


def _events(who: str, most: int) -> Iterator[dict[str, Any]]:
    rows = Event.objects.order_by("-at", "-id")
    for row in (rows.filter(who=who) if who else rows)[:most]:
        yield {"at": row.at, "who": row.who, "what": row.what, "about": row.about, "address": row.address}


def _decisions(who: str, most: int, reader: str) -> Iterator[dict[str, Any]]:
    rows = Correction.objects.exclude(pk__in=open_looks(reader).values("first")).order_by("-at", "-id")
    for row in (rows.filter(who=who) if who else rows)[:most]:
        change = f"{row.before!r} → {row.after!r}" if row.before != row.after else f"{row.after!r}"
        about = f"{row.document_id} {row.path} {change} {row.why}".strip()
        yield {"at": row.at, "who": row.who, "what": row.verdict, "about": about, "address": ""}


def _second_words(who: str, most: int) -> Iterator[dict[str, Any]]:
    rows = SecondLook.objects.filter(at__isnull=False).order_by("-at", "-id")
    for row in (rows.filter(second_who=who) if who else rows)[:most]:
        about = f"{row.document_id} {row.path} {row.verdict} {row.value!r} {row.why}".strip()
        yield {"at": row.at, "who": row.second_who, "what": f"second look {row.state}", "about": about, "address": ""}


def _answers(who: str, most: int) -> Iterator[dict[str, Any]]:
    rows = FindingAnswer.objects.order_by("-at", "-id")
    for row in (rows.filter(who=who) if who else rows)[:most]:
        about = f"{row.document_id} {row.said.get('rule')} {row.why}".strip()
        yield {"at": row.at, "who": row.who, "what": f"finding {row.answer}", "about": about, "address": ""}


def _set_units(person: Person, units: list[int]) -> None:
    known = list(Unit.objects.filter(pk__in=[unit for unit in units if abs(unit) < 2**63]))
    if len(known) != len(set(units)):
        raise UsageError("There is no such unit.")
    person.units.set(known)
