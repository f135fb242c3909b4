"""What the web server refuses before a page or the API is asked (a line too long, broken headers), in the one shape."""

from __future__ import annotations

import json
from typing import Any

from gunicorn.workers.gthread import ThreadWorker

from extractor.web.mishaps import plain_shape

_WORDS = {
    414: ("地址太长。 / The address is too long.", "请缩短查询内容。 / Ask for less at once."),
    431: ("请求头太大。 / The headers are too large.", "请清除本站 Cookie 后重试。 / Clear this site's cookies."),
    500: ("系统内部出错，已记录。 / Something failed inside; it was logged.", ""),
}
_OTHERWISE = ("请求无法理解。 / The request makes no sense.", "")


class Worker(ThreadWorker):  # type: ignore[misc]
    """gunicorn's worker with threads; only what it says to a broken request is ours."""

    def handle_error(self, req: Any, client: Any, addr: Any, exc: Exception) -> None:
        """See gunicorn."""
        super().handle_error(req, _Retold(client), addr, exc)


class _Retold:
    """A connection over which gunicorn's page goes as JSON. The language of a request that broke is not known."""

    def __init__(self, client: Any) -> None:
        self._client = client

    def __getattr__(self, name: str) -> Any:
        return getattr(self._client, name)

    def sendall(self, page: bytes) -> None:
        """Sends the same status with a body and headers of ours."""
        line = page.split(b"\r\n", 1)[0]
        status = int(line.split(b" ", 2)[1])
        body = json.dumps(plain_shape(status, *_WORDS.get(status, _OTHERWISE)), ensure_ascii=False).encode()
        headers = (
            b"Connection: close",
            b"Content-Type: application/json",
            b"X-Content-Type-Options: nosniff",
            b"Content-Security-Policy: default-src 'none'",
            b"Content-Length: %d" % len(body),
        )
        self._client.sendall(b"\r\n".join((line, *headers, b"", body)))
