"""A service elsewhere, spoken to by its API: the same errors as here, no other dependency than ``httpx``."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any

import httpx

from extractor import errors
from extractor.errors import Conflict, ExtractorError, StoreUnavailable

_PATIENCE = 60.0
_AT_ONCE = 200
_LARGE = 8_000_000
"""Bytes from which a file goes piece by piece."""
_BREAKS = 5
"""Breaks in a row after which it is given up."""
_PAUSE = 1.0
_ENDED = ("done", "failed", "cancelled")


class Remote:
    """The client of ``/api/v1``. Use as a context manager, or ``close()`` it."""

    def __init__(self, address: str, token: str, transport: httpx.BaseTransport | None = None) -> None:
        """``address`` is the service's, such as ``https://records.example``; ``token`` one made on one's own page."""
        headers = {"Authorization": f"Bearer {token}", "Accept": "application/json", "Accept-Language": "en"}
        base = f"{address.rstrip('/')}/api/v1"
        self._http = httpx.Client(base_url=base, headers=headers, timeout=_PATIENCE, transport=transport)

    def __enter__(self) -> Remote:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the connection."""
        self._http.close()

    def upload(self, path: Path) -> dict[str, Any]:
        """Hands a file in; ``document``, ``submission``, ``pages`` and ``duplicate`` of it.

        A large one goes piece by piece; where the connection breaks it is taken up again.

        Raises:
            InputError: the service cannot take it in.
            ExtractorError: the service refused, or does not answer.
        """
        if path.stat().st_size > _LARGE:
            return self._in_parts(path)
        with path.open("rb") as content:
            answer = self._send("POST", "/documents", files={"files": (path.name, content)}, refused=False)
        told = answer.json()
        if not isinstance(told, list):
            raise _error_of(answer)
        (one,) = told
        return _taken(one)

    def known(self, checksums: list[str]) -> dict[str, int | None]:
        """The documents that files (SHA-256, at most 1,000) are already; None: to be sent."""
        told = self._send("POST", "/uploads/known", json={"sha256": checksums}).json()
        return {one["sha256"]: one["document"] for one in told}

    def _in_parts(self, path: Path) -> dict[str, Any]:
        told = self._json("POST", "/uploads", json={"name": path.name, "size": path.stat().st_size})
        place, broken = f"/uploads/{told['id']}", 0
        with path.open("rb") as content:
            while told["result"] is None:
                content.seek(told["received"])
                piece = content.read(told["piece"])
                try:
                    told = self._json("PUT", place, params={"offset": told["received"]}, content=piece)
                    broken = 0
                except (StoreUnavailable, Conflict):
                    broken += 1
                    if broken > _BREAKS:
                        raise
                    time.sleep(_PAUSE * broken)
                    told = self._json("GET", place)
        return _taken(told["result"])

    def status(self, document: int) -> dict[str, Any]:
        """How far a document is, page by page."""
        return self._json("GET", f"/documents/{document}/status")

    def wait(self, document: int, seconds: float) -> dict[str, Any]:
        """The status once the document is read or failed, or after so many seconds whatever it is then."""
        end = time.monotonic() + seconds
        while (status := self.status(document))["submission"] not in _ENDED and time.monotonic() < end:
            time.sleep(_PAUSE)
        return status

    def envelope(self, document: int) -> dict[str, Any]:
        """The canonical record with every decision applied."""
        return self._json("GET", f"/documents/{document}/envelope")

    def export(self, document: int, form: str) -> bytes:
        """A document as a file: ``json``, ``xlsx`` or ``pdf``."""
        return self._send("GET", f"/documents/{document}/export.{form}").content

    def search(self, **wanted: str | int) -> Iterator[dict[str, Any]]:
        """All documents found by ``words``, ``unit``, ``project``, ``kind``, ``year``, ``state``, ``field``."""
        offset = 0
        while True:
            page = self._json("GET", "/documents", params={**wanted, "limit": _AT_ONCE, "offset": offset})
            yield from page["items"]
            offset += _AT_ONCE
            if offset >= page["count"]:
                return

    def decide(self, field: int, verdict: str, value: str | None = None, why: str = "") -> dict[str, Any]:
        """Decides about a value: ``accepted``, ``corrected`` (to ``value``), ``printed-so`` or ``unreadable``."""
        told = {"verdict": verdict, "value": value, "why": why}
        return self._json("POST", f"/fields/{field}/decisions", json=told)

    def _json(self, method: str, path: str, **what: Any) -> dict[str, Any]:
        return dict(self._send(method, path, **what).json())

    def _send(self, method: str, path: str, *, refused: bool = True, **what: Any) -> httpx.Response:
        """The answer; ``refused``: whether an answer that says no is raised.

        Raises:
            ExtractorError: what the service said, as our own error where it is one.
        """
        try:
            answer = self._http.request(method, path, **what)
        except httpx.TransportError as error:
            raise StoreUnavailable(f"The service does not answer ({error}).") from error
        if refused and answer.is_error:
            raise _error_of(answer)
        return answer


def _taken(one: dict[str, Any]) -> dict[str, Any]:
    if one["error"] is not None:
        raise _as_error(one["error"])
    return dict(one)


def _error_of(answer: httpx.Response) -> ExtractorError:
    try:
        return _as_error(answer.json()["error"])
    except (ValueError, KeyError, TypeError):
        return ExtractorError(f"The service answered {answer.status_code}.")


def _as_error(told: dict[str, Any]) -> ExtractorError:
    known = getattr(errors, str(told["code"]), ExtractorError)
    kind = known if isinstance(known, type) and issubclass(known, ExtractorError) else ExtractorError
    return kind(told["message"], file=told.get("file"), page=told.get("page"))
