"""``/api/v1`` put together: who may call, what errors look like, which parts there are."""

from __future__ import annotations

import logging
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from extractor.web.api import documents, figures, parts, people, review, upkeep
from extractor.web.api.keys import BySession, ByToken
from extractor.web.api.shapes import Mishap
from extractor.web.language import said
from extractor.web.mishaps import plain_shape, shape

_MISHAP = "#/components/schemas/Mishap"
_log = logging.getLogger(__name__)
_ABOUT = """Documents in, canonical records out, decisions of people in between.

A token (`Authorization: Bearer …`) has its owner's rights. Every error has one shape:
`{"error": {code, message, advice, file, page}}`. Lists take `limit` and `offset`.

**What may change.** Within `v1` fields and operations may be added, and a place that could hold null may hold it;
nothing changes its meaning, its type or its name, and nothing goes. So read what you know and pass over the rest. What
is to go is first marked `deprecated` in this description and answered with the headers `Deprecation` (since when) and
`Sunset` (until when), twelve months ahead at least; it goes only with a `v2`, which stands beside `v1` for twelve
months at least. The log of changes (CHANGELOG) names every addition."""


class _Described(NinjaAPI):
    """Says of every operation what its errors look like, which any of them may answer."""

    def get_openapi_schema(self, **how: Any) -> Any:
        """See NinjaAPI."""
        schema = super().get_openapi_schema(**how)
        named = Mishap.model_json_schema(ref_template="#/components/schemas/{model}")
        parts = schema["components"]["schemas"]
        parts |= {**named.pop("$defs"), "Mishap": named}
        refused = {"description": "Refused", "content": {"application/json": {"schema": {"$ref": _MISHAP}}}}
        for operations in schema["paths"].values():
            for operation in operations.values():
                operation["responses"].setdefault("4XX", refused)
                operation["responses"].setdefault("5XX", refused)
        return schema


api = _Described(
    title="performance-extractor",
    version="1",
    description=_ABOUT,
    docs_url=None,
    auth=[ByToken(), BySession()],
    urls_namespace="api-v1",
)
api.add_router("/documents", documents.router)
api.add_router("/exports", documents.exports)
api.add_router("", review.router)
api.add_router("", figures.router)
api.add_router("", people.router)
api.add_router("/uploads", parts.router)
api.add_router("", upkeep.router)


@api.exception_handler(Exception)
def _any(request: HttpRequest, error: Exception) -> HttpResponse:
    """Our errors, Django's, and defects."""
    status, told = shape(error, request)
    if status >= 500:
        _log.error("%s %s", request.method, request.path, exc_info=error)
    return JsonResponse(told, status=status)


@api.exception_handler(ValidationError)
def _unfit(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Something in the request has not the form it should have."""
    first = error.errors[0]
    where = ".".join(str(step) for step in first.get("loc", ())[-1:])
    return JsonResponse(plain_shape(422, f"{where}: {first.get('msg', '')}"), status=422)


@api.exception_handler(AuthenticationError)
def _stranger(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    """No token, a wrong one, or nobody logged in."""
    told = plain_shape(401, said(request, "请先登录，或提供有效的令牌。", "Log in, or send a valid token."))
    return JsonResponse(told, status=401, headers={"WWW-Authenticate": "Bearer"})


@api.exception_handler(HttpError)
def _refused(request: HttpRequest, error: HttpError) -> HttpResponse:
    """What the framework itself refuses: a body that is no JSON, a missing CSRF token."""
    return JsonResponse(plain_shape(error.status_code, str(error)), status=error.status_code)


__all__ = ["Mishap", "api"]
