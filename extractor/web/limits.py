"""A request with more bytes than the service takes is turned away before they are read."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from extractor.web.language import said
from extractor.web.mishaps import answer, plain_shape

_AROUND = 1_000_000
"""Bytes a request may have besides its files."""


class UploadLimit:
    """Looks at the length a request claims; Django reads no more than that."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """See the class."""
        claimed = request.META.get("CONTENT_LENGTH") or "0"
        if claimed.isdigit() and int(claimed) <= settings.MAX_UPLOAD + _AROUND:
            return self._get_response(request)
        most = settings.MAX_UPLOAD // 1_000_000
        told = said(request, f"文件太大，最多 {most} MB。", f"Too large: at most {most} MB.")
        return answer(request, 413, plain_shape(413, told, said(request, "请拆分后再上传。", "Split it.")))
