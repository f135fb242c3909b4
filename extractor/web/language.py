"""Which of two languages a person reads: Chinese, unless they switched to English."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, TypeAlias

from django.http import HttpRequest, HttpResponse

Language: TypeAlias = Literal["zh", "en"]
COOKIE = "language"


def language_of(request: HttpRequest) -> Language:
    """The language of a request: as switched to, or (for programs) as asked for in Accept-Language."""
    asked = request.COOKIES.get(COOKIE)
    if asked is None and request.path.startswith("/api/"):
        asked = request.headers.get("Accept-Language", "")[:2].lower()
    return "en" if asked == "en" else "zh"


def said(request: HttpRequest, zh: str, en: str) -> str:
    """The text in the request's language."""
    return en if language_of(request) == "en" else zh


class LanguageOfRequest:
    """Says in every answer which language it is in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """See the class."""
        response = self._get_response(request)
        response.headers.setdefault("Content-Language", "en" if language_of(request) == "en" else "zh-CN")
        return response
