"""The audit trail: what people did, noted for good; and where a request came from."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest

from extractor.store.columns import storable
from extractor.web.models import Event

_LONGEST = 500


def note(request: HttpRequest, what: str, about: object = "", who: str | None = None) -> None:
    """Notes that the request's person (or ``who``) did something."""
    note_own(what, about, request.user.get_username() if who is None else who, address_of(request))


def note_own(what: str, about: object, who: str, address: str = "") -> None:
    """Notes what was done without a request: by the service itself."""
    with transaction.atomic():  # in turn with others who write
        Event.objects.create(who=storable(who)[:100], what=what, about=storable(str(about))[:_LONGEST], address=address)


def address_of(request: HttpRequest) -> str:
    """The address a request came from; the last one a proxy of our own names, where there is one."""
    if settings.PROXIED and (said := request.headers.get("X-Forwarded-For", "")):
        return said.rsplit(",", 1)[-1].strip()[:45]
    return str(request.META.get("REMOTE_ADDR", ""))[:45]
