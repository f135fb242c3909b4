"""Accounts, tokens, and the audit trail."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest
from django.utils.timezone import now
from ninja import Router
from pydantic import Field

from extractor.errors import NotInStore
from extractor.web.accounts import audit_trail, change_person, new_person
from extractor.web.api.documents import Id, Limit, Offset
from extractor.web.api.keys import new_token
from extractor.web.api.shapes_of_people import AuditOut, PersonChange, PersonIn, PersonOut, TokenIn, TokenOut
from extractor.web.api.spoken import person_out, token_out
from extractor.web.models import Person, Token
from extractor.web.permissions import Action, person_of, require
from extractor.web.trail import note

router = Router(tags=["people"])
Username = Annotated[str, Field(min_length=1, max_length=100)]


@router.get("/people", response=list[PersonOut])
def people(request: HttpRequest) -> list[dict[str, Any]]:
    """All accounts."""
    require(request, Action.ADMINISTER)
    return [person_out(one) for one in Person.objects.order_by("username")]


@router.get("/people/me", response=PersonOut)
def me(request: HttpRequest) -> dict[str, Any]:
    """One's own account."""
    return person_out(person_of(request))


@router.post("/people", response={201: PersonOut})
def create(request: HttpRequest, wanted: PersonIn) -> tuple[int, dict[str, Any]]:
    """A new account."""
    require(request, Action.ADMINISTER)
    facts = wanted.dict(exclude={"username", "password", "units"})
    return 201, person_out(new_person(request, wanted.username, wanted.password, facts, wanted.units))


@router.patch("/people/{username}", response=PersonOut)
def change(request: HttpRequest, username: Username, wanted: PersonChange) -> dict[str, Any]:
    """Change an account; closing one ends its sessions and tokens at once."""
    require(request, Action.ADMINISTER)
    return person_out(change_person(request, username, wanted.dict(exclude_none=True)))


@router.get("/tokens", response=list[TokenOut])
def tokens(request: HttpRequest) -> list[dict[str, Any]]:
    """One's own tokens."""
    return [token_out(one) for one in Token.objects.filter(person=person_of(request)).order_by("-id")]


@router.post("/tokens", response={201: TokenOut})
def create_token(request: HttpRequest, wanted: TokenIn) -> tuple[int, dict[str, Any]]:
    """A new token with one's own rights; its secret is told once."""
    token, secret = new_token(person_of(request), wanted.name)
    note(request, "token", token.name)
    return 201, token_out(token, secret)


@router.delete("/tokens/{token}", response=TokenOut)
def revoke_token(request: HttpRequest, token: Id) -> dict[str, Any]:
    """End one of one's own tokens."""
    row = Token.objects.filter(pk=token, person=person_of(request)).first()
    if row is None:
        raise NotInStore(f"You have no token {token}.")
    if row.revoked is None:
        row.revoked = now()
        row.save(update_fields=["revoked"])
        note(request, "token revoked", row.name)
    return token_out(row)


@router.get("/audit", response=list[AuditOut])
def audit(
    request: HttpRequest, who: Annotated[str, Field(max_length=100)] = "", limit: Limit = 100, offset: Offset = 0
) -> Any:
    """What people did, newest first: decisions, answers, and everything else."""
    return audit_trail(who, limit, offset, require(request, Action.AUDIT).username)
