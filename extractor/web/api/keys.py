"""Who calls: a program by its token, or a page of ours by its session (with CSRF protection)."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from django.http import HttpRequest
from django.utils.timezone import now
from ninja.errors import HttpError
from ninja.security import HttpBearer
from ninja.security.apikey import APIKeyCookie
from ninja.utils import check_csrf

from extractor.web.models import Person, Token

_PREFIX = "pex_"
_NOTED_EVERY = timedelta(minutes=1)
"""How exactly it is noted when a token was last used: else every question would wait for those who write."""


def new_token(person: Person, name: str) -> tuple[Token, str]:
    """A token and its secret, which is nowhere kept."""
    secret = _PREFIX + secrets.token_urlsafe(32)
    return Token.objects.create(person=person, name=name, digest=_digest(secret)), secret


class ByToken(HttpBearer):
    """``Authorization: Bearer pex_…``."""

    def authenticate(self, request: HttpRequest, token: str) -> Person | None:
        """The token's owner, whose rights count."""
        known = Token.objects.select_related("person").filter(digest=_digest(token), revoked__isnull=True).first()
        if known is None or not known.person.is_active or known.person.must_change:
            return None
        if known.used is None or now() - known.used > _NOTED_EVERY:
            Token.objects.filter(pk=known.pk).update(used=now())
        request.user = known.person
        return known.person


class BySession(APIKeyCookie):
    """The session of somebody logged in; a change needs the CSRF token, too."""

    param_name = "sessionid"

    def __call__(self, request: HttpRequest) -> Person | None:
        """See the class."""
        if request.headers.get("Authorization") or not isinstance(request.user, Person):
            return None
        if check_csrf(request) is not None:
            raise HttpError(403, "The CSRF token is missing or wrong.")
        return request.user

    def authenticate(self, request: HttpRequest, key: str | None) -> Person | None:
        """Not asked: the session tells."""
        return None


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
