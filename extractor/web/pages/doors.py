"""In and out: log-in with its lock, log-out, one's own password, the language, and a sign of life."""

from __future__ import annotations

from django.contrib.auth import authenticate, login, logout, update_session_auth_hash
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from extractor.errors import UsageError
from extractor.web import lockout
from extractor.web.accounts import check_password_fit
from extractor.web.language import COOKIE, said
from extractor.web.models import Person
from extractor.web.permissions import Action, may, person_of
from extractor.web.trail import address_of, note

_A_YEAR = 365 * 24 * 3600


def home(request: HttpRequest) -> HttpResponse:
    """Where a person's work is."""
    person = person_of(request)
    return HttpResponseRedirect("/review" if may(person, Action.DECIDE) else "/documents")


@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def log_in(request: HttpRequest) -> HttpResponse:
    """The log-in. A locked name is not even tried, and is told apart from a wrong password by nothing but the lock."""
    goal = _safe(request, request.POST.get("next") or request.GET.get("next") or "/")
    if request.method == "GET":
        return HttpResponseRedirect(goal) if request.user.is_authenticated else _log_in_page(request, goal, "")
    username, address = request.POST.get("username", "")[:100], address_of(request)
    if lockout.is_locked(username, address):
        told = said(request, "尝试次数过多，请 15 分钟后再试。", "Too many tries. Try again in 15 minutes.")
        return _log_in_page(request, goal, told, 429)
    person = authenticate(request, username=username, password=request.POST.get("password", "")[:500])
    if not isinstance(person, Person):
        lockout.failed(username, address)
        note(request, "log-in failed", username, who=username)
        return _log_in_page(request, goal, said(request, "账号或密码不对。", "Wrong name or password."), 401)
    login(request, person)
    lockout.forget(username, address)
    note(request, "log-in")
    return HttpResponseRedirect(goal)


@require_POST
def log_out(request: HttpRequest) -> HttpResponse:
    """Ends the session."""
    if request.user.is_authenticated:
        note(request, "log-out")
    logout(request)
    return HttpResponseRedirect("/login")


@sensitive_post_parameters("old", "new", "again")
@require_http_methods(["GET", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """One's own password; a given one must be changed here before anything else."""
    person = person_of(request)
    told = _change_password(request, person) if request.method == "POST" else ""
    if request.method == "POST" and not told:
        return HttpResponseRedirect("/")
    return render(request, "web/password.html", {"told": told}, status=422 if told else 200)


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Switches the language and stays on the page."""
    response = HttpResponseRedirect(_safe(request, request.POST.get("next", "/")))
    chosen = "en" if request.POST.get("language") == "en" else "zh"
    response.set_cookie(COOKIE, chosen, max_age=_A_YEAR, samesite="Lax", httponly=True, secure=request.is_secure())
    return response


def health(request: HttpRequest) -> HttpResponse:
    """Says that the service answers and its database does."""
    return JsonResponse({"people": Person.objects.exists()})


def _change_password(request: HttpRequest, person: Person) -> str:
    """Why it was not changed; empty where it was."""
    old, new = request.POST.get("old", "")[:500], request.POST.get("new", "")[:200]
    if lockout.is_locked(person.username, address_of(request)):
        return said(request, "尝试次数过多，请 15 分钟后再试。", "Too many tries. Try again in 15 minutes.")
    if not person.check_password(old):
        lockout.failed(person.username, address_of(request))
        return said(request, "原密码不对。", "The old password is wrong.")
    if new != request.POST.get("again"):
        return said(request, "两次输入的新密码不一致。", "The new passwords differ.")
    if new == old:
        return said(request, "新密码不能与原密码相同。", "The new password must be another one.")
    try:
        check_password_fit(new, person)
    except UsageError as error:
        return said(request, "密码太弱：至少 10 个字符，不要用常见密码或纯数字。", error.message)
    person.set_password(new)
    person.must_change = False
    person.save(update_fields=["password", "must_change"])
    update_session_auth_hash(request, person)
    note(request, "password changed")
    return ""


def _log_in_page(request: HttpRequest, goal: str, told: str, status: int = 200) -> HttpResponse:
    return render(request, "web/login.html", {"next": goal, "told": told}, status=status)


def _safe(request: HttpRequest, goal: str) -> str:
    """An address of our own."""
    return goal if url_has_allowed_host_and_scheme(goal, {request.get_host()}) and goal.startswith("/") else "/"
