"""Nobody gets past the log-in, and nobody stays with a password that was given to them."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from extractor.web.models import Person

_OPEN = ("/login", "/language", "/health")
_OWN = ("/password", "/logout", "/language")


class Gate:
    """Sends strangers to the log-in; the API tells them for itself."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """See the class."""
        person = request.user
        if isinstance(person, Person) and person.must_change and request.path not in _OWN:
            if request.path.startswith("/api/"):
                return HttpResponse(status=403)
            return _leave(request, "/password")
        if person.is_authenticated or request.path in _OPEN or request.path.startswith("/api/"):
            return self._get_response(request)
        return _leave(request, f"/login?next={quote(request.get_full_path())}")


def _leave(request: HttpRequest, goal: str) -> HttpResponse:
    """Elsewhere with the whole page, also where only a piece of it was asked for."""
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": goal})
    return HttpResponseRedirect(goal)
