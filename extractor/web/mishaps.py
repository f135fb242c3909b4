"""Our errors and Django's as answers: one shape for programs, a page that says what to do for people."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render

from extractor.errors import ExtractorError
from extractor.service.plain_words import advice, wrong
from extractor.web.language import language_of, said

_log = logging.getLogger(__name__)
_CODES = {400: "BadRequest", 401: "NotLoggedIn", 403: "NotAllowed", 404: "NotFound", 405: "NotAllowedHere"}
_CODES |= {
    413: "TooLarge",
    414: "TooLong",
    431: "TooLarge",
    422: "Unfit",
    429: "TooManyTries",
    500: "Defect",
    503: "StoreUnavailable",
}


def shape(error: Exception, request: HttpRequest) -> tuple[int, dict[str, Any]]:
    """HTTP status and the one shape of every error: ``{"error": {code, message, advice, file, page}}``."""
    if isinstance(error, ExtractorError):
        told = {
            "code": type(error).__name__,
            "message": wrong(error, language_of(request)),
            "file": error.file,
            "page": error.page,
        }
        told["advice"] = advice(error, language_of(request))
        return error.http_status, {"error": told}
    status, message = _foreign(error, request)
    return status, plain_shape(status, message)


def plain_shape(status: int, message: str, advice: str = "") -> dict[str, Any]:
    """The same shape for what is no error of ours."""
    code = _CODES.get(status, "Error")
    return {"error": {"code": code, "message": message, "advice": advice, "file": None, "page": None}}


def _foreign(error: Exception, request: HttpRequest) -> tuple[int, str]:
    if isinstance(error, PermissionDenied):
        return 403, said(request, "您的角色不能做这件事。", str(error) or "You may not do that.")
    if isinstance(error, Http404):
        return 404, said(request, "这里什么也没有。", "There is nothing here.")
    if isinstance(error, RequestDataTooBig):
        return 413, said(request, "内容太大。", "Too large.")
    if isinstance(error, SuspiciousOperation | MultiPartParserError):
        return 400, said(request, "请求无法理解。", "The request makes no sense.")
    if isinstance(error, DatabaseError):
        return 503, said(request, "数据库没有回应，请稍后重试。", "The database does not answer; try again.")
    return 500, said(request, "系统内部出错，已记录。", "Something failed inside; it was logged.")


class ShownMishaps:
    """Turns what a page raised into an answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """See the class."""
        response = self._get_response(request)
        if response.status_code == 405 and request.path.startswith("/api/"):  # said by the framework, without a word
            told = said(request, "此处不接受这种请求方法。", "That method is not answered here.")
            return _with_allowed(answer(request, 405, plain_shape(405, told)), response)
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse:
        """What Django asks when a page raised something."""
        status, told = shape(error, request)
        if status >= 500:
            _log.error("%s %s", request.method, request.path, exc_info=error)
        return answer(request, status, told)


def _with_allowed(told: HttpResponse, response: HttpResponse) -> HttpResponse:
    told.headers["Allow"] = response.headers.get("Allow", "")
    return told


def answer(request: HttpRequest, status: int, told: dict[str, Any]) -> HttpResponse:
    """An error as JSON for programs, as a page for people."""
    if request.path.startswith("/api/") or "application/json" in request.headers.get("Accept", ""):
        return JsonResponse(told, status=status)
    return render(request, "web/mishap.html", {"status": status, **told}, status=status)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was not ours, or stood open over a log-out."""
    message = said(request, "页面已过期，请刷新后重试。", "The page is out of date; load it again.")
    return answer(request, 403, plain_shape(403, message))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """No such address."""
    return answer(request, *shape(Http404(), request))
