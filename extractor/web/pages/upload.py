"""Handing files in, and how far one's own have come."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from extractor.service.catalogue import state_of
from extractor.service.plain_words import DOCUMENT_STATES, Words
from extractor.store.models import Document, Page
from extractor.web.models import Person
from extractor.web.permissions import Action, require

_SHOWN = 30
_EACH_PAGE = 60
"""Pages up to which each gets a mark of its own."""


@dataclass(frozen=True)
class Row:
    """A document one handed in: pages done of all, and the state of each page where there are not too many."""

    document: Document
    state: str
    words: Words
    done: int
    marks: tuple[tuple[int, str], ...]
    error: str


def page(request: HttpRequest) -> HttpResponse:
    """The page."""
    person = require(request, Action.UPLOAD)
    return render(request, "web/upload.html", {**_recent(person), "most_megabytes": settings.MAX_UPLOAD // 1_000_000})


def recent(request: HttpRequest) -> HttpResponse:
    """The piece of it that is loaded anew while something is being read."""
    return render(request, "web/upload_recent.html", _recent(require(request, Action.UPLOAD)))


def _recent(person: Person) -> dict[str, object]:
    rows = Document.objects.filter(who=person.username).select_related("file", "latest", "unit").order_by("-id")
    told = [_row(row) for row in rows[:_SHOWN]]
    return {"rows": told, "busy": any(row.state == "reading" for row in told)}


def _row(document: Document) -> Row:
    state = state_of(document)
    latest = document.latest
    if latest is not None and latest.state in ("reading", "read", "assembling"):
        state = "reading"
    pages = list(Page.objects.filter(submission=latest).order_by("number").values_list("number", "state"))
    done = sum(one in ("read", "unread") for _, one in pages)
    marks = tuple(pages) if state == "reading" and len(pages) <= _EACH_PAGE else ()
    error = latest.error if latest is not None and state == "failed" else ""
    return Row(document, state, DOCUMENT_STATES[state], done, marks, error)
