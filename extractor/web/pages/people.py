"""Accounts for the administrator, tokens for everybody, the audit trail for the auditor."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods

from extractor.errors import ExtractorError, UsageError
from extractor.service.plain_words import advice, wrong
from extractor.store.models import Unit
from extractor.web.accounts import audit_trail, change_person, new_person, reset_password
from extractor.web.api.keys import new_token
from extractor.web.language import language_of
from extractor.web.models import Person, Role, Token
from extractor.web.permissions import Action, person_of, require
from extractor.web.trail import note

_A_PAGE = 100
ROLES = {
    Role.UPLOADER: ("上传员", "Uploader"),
    Role.REVIEWER: ("复核员", "Reviewer"),
    Role.AUDITOR: ("审计员", "Auditor"),
    Role.ADMINISTRATOR: ("管理员", "Administrator"),
}


@require_http_methods(["GET", "POST"])
def people(request: HttpRequest) -> HttpResponse:
    """All accounts; making one, changing one, a new one-time password."""
    require(request, Action.ADMINISTER)
    told, given = "", ""
    if request.method == "POST":
        try:
            given = _change(request)
        except ExtractorError as error:
            language = language_of(request)
            told = f"{wrong(error, language)} {advice(error, language)}"
        if not told and not given:
            return HttpResponseRedirect("/people")
    rows = Person.objects.prefetch_related("units").order_by("username")
    people = [(one, ROLES[Role(one.role)], [unit.pk for unit in one.units.all()]) for one in rows]
    context = {"people": people, "roles": ROLES, "told": told, "given": given, "units": _units()}
    return render(request, "web/people.html", context, status=409 if told else 200)


@require_http_methods(["GET", "POST"])
def tokens(request: HttpRequest) -> HttpResponse:
    """One's own tokens."""
    person, secret = person_of(request), ""
    if request.method == "POST" and (end := request.POST.get("end", "")).isdecimal():
        rows = Token.objects.filter(pk=min(int(end), 2**62), person=person, revoked__isnull=True)
        if rows.update(revoked=now()):
            note(request, "token revoked", end)
        return HttpResponseRedirect("/tokens")
    if request.method == "POST" and (name := request.POST.get("name", "").strip()[:100]):
        secret = new_token(person, name)[1]
        note(request, "token", name)
    rows = Token.objects.filter(person=person).order_by("-id")
    return render(request, "web/tokens.html", {"tokens": rows, "secret": secret})


def audit(request: HttpRequest) -> HttpResponse:
    """What people did, newest first."""
    person = require(request, Action.AUDIT)
    who, at = request.GET.get("who", "")[:100], request.GET.get("offset", "")
    offset = min(int(at), 1_000_000) if at.isdecimal() else 0
    entries = audit_trail(who, _A_PAGE, offset, person.username)
    after = offset + _A_PAGE if len(entries) == _A_PAGE else None
    return render(request, "web/audit.html", {"entries": entries, "who": who, "after": after})


def _change(request: HttpRequest) -> str:
    """Does what the form says; a one-time password to show, or nothing."""
    said = request.POST
    username, role = said.get("username", "").strip()[:100], said.get("role", "")
    if said.get("do") == "reset":
        return reset_password(request, username)
    if role not in Role.values:
        raise UsageError("There is no such role.")
    units = [int(unit) for unit in said.getlist("units") if unit.isdecimal() and len(unit) < 19]
    facts = {"full_name": said.get("full_name", "").strip()[:100], "role": role, "all_units": "all_units" in said}
    if said.get("do") == "change":
        change_person(request, username, {**facts, "active": "active" in said, "units": units})
        return ""
    if not username or not all(char.isalnum() or char in "_.@+-" for char in username):
        raise UsageError("An account's name has letters, figures and . _ @ + - only.")
    new_person(request, username, said.get("password", "")[:200], facts, units)
    return ""


def _units() -> list[Unit]:
    return list(Unit.objects.filter(merged_into__isnull=True).order_by("name")[:500])
