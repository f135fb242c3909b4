"""Roles and what they may do; which documents a person may see. Asked before every object is shown or changed."""

from __future__ import annotations

from enum import StrEnum

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest

from extractor.errors import NotInStore
from extractor.store.models import Document, FieldRow, FindingRow
from extractor.web.models import Person, Role


class Action(StrEnum):
    """What can be done."""

    SEE = "see"
    EXPORT = "export"
    UPLOAD = "upload"
    DECIDE = "decide"
    REREAD = "reread"
    AUDIT = "audit"
    ADMINISTER = "administer"


ALLOWED: dict[str, frozenset[Action]] = {
    Role.UPLOADER: frozenset({Action.SEE, Action.EXPORT, Action.UPLOAD}),
    Role.REVIEWER: frozenset({Action.SEE, Action.EXPORT, Action.UPLOAD, Action.DECIDE, Action.REREAD}),
    Role.AUDITOR: frozenset({Action.SEE, Action.EXPORT, Action.AUDIT}),
    Role.ADMINISTRATOR: frozenset(Action),
}


def may(person: Person, action: Action) -> bool:
    """Whether a person's role allows it at all."""
    return person.is_active and action in ALLOWED.get(person.role, frozenset())


def person_of(request: HttpRequest) -> Person:
    """Who asks.

    Raises:
        PermissionDenied: nobody known.
    """
    if isinstance(request.user, Person):
        return request.user
    raise PermissionDenied("Log in first.")


def require(request: HttpRequest, action: Action) -> Person:
    """Who asks, if they may do that.

    Raises:
        PermissionDenied: they may not.
    """
    person = person_of(request)
    if not may(person, action):
        raise PermissionDenied(f"The role {person.role} may not {action}.")
    return person


def units_of(person: Person) -> list[int] | None:
    """Ids of the units whose documents a person may see; None: all."""
    return None if person.all_units else list(person.units.values_list("pk", flat=True))


def visible(person: Person) -> Q:
    """The documents a person may see: of their units, and what they handed in themselves."""
    units = units_of(person)
    return Q() if units is None else Q(unit__in=units) | Q(who=person.username)


def document_for(person: Person, document: int) -> Document:
    """A document, if the person may see it. One they may not see is as if it were not there.

    Raises:
        NotInStore: no such document for them.
    """
    found = Document.objects.filter(visible(person), pk=_possible(document))
    row = found.select_related("file", "unit", "latest", "current").defer("current__envelope").first()
    if row is None:
        raise NotInStore(f"There is no document {document}.")
    return row


def field_for(person: Person, field: int) -> FieldRow:
    """A value, if the person may see its document.

    Raises:
        NotInStore: no such value for them.
    """
    seen = Document.objects.filter(visible(person))
    row = FieldRow.objects.select_related("document", "record").filter(pk=_possible(field), document__in=seen).first()
    if row is None:
        raise NotInStore(f"There is no value {field}; the document may have been read anew.")
    return row


def finding_for(person: Person, finding: int) -> FindingRow:
    """A finding, if the person may see its document.

    Raises:
        NotInStore: no such finding for them.
    """
    seen = Document.objects.filter(visible(person))
    row = FindingRow.objects.filter(pk=_possible(finding), document__in=seen).first()
    if row is None:
        raise NotInStore(f"There is no finding {finding}; the document may have been read anew.")
    return row


def _possible(ident: int) -> int:
    """A number no row has in place of one no database can hold."""
    return ident if -(2**63) <= ident < 2**63 else -1
