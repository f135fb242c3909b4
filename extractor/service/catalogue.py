"""A page of the documents a person may see and asked for: newest first, with the place their words stand."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from extractor.service.lookup import Wanted, documents
from extractor.service.veil import veil_document, veils_of
from extractor.store.grams import searchable
from extractor.store.models import Document, PageText
from extractor.store.word_index import containing

_AROUND = 24


@dataclass(frozen=True)
class Listed:
    """A document, what state it is in, and where its words were found.

    None, "" where none were asked for, or the reader has a value of it before them for a second look.
    """

    document: Document
    state: str
    page: int | None
    snippet: str


@dataclass(frozen=True)
class Catalogue:
    """A page of documents, and how many there are in all."""

    listed: tuple[Listed, ...]
    count: int


def catalogue(wanted: Wanted, visible: Q, limit: int, offset: int) -> Catalogue:
    """See the module.

    Args:
        wanted: what is looked for.
        visible: which documents the person may see.
        limit: how many at most.
        offset: how many are passed over.

    Raises:
        UsageError: a question that makes no sense.
    """
    found = documents(wanted).filter(visible)
    rows = found.select_related("unit", "latest", "file").order_by("-id")[offset : offset + limit]
    veils = veils_of(wanted.reader)
    veiled = {document for document, _ in veils}
    for row in rows:
        veil_document(row, veils)
    listed = (_listed(row, "" if row.pk in veiled else wanted.words) for row in rows)
    return Catalogue(tuple(listed), found.count())


def state_of(document: Document) -> str:
    """``reading``, ``failed``, ``review`` or ``done``, as ``lookup.STATES`` has them."""
    latest = document.latest
    if latest is not None and latest.state == "failed":
        return "failed"
    if document.current_id is None:
        return "reading"
    return "review" if document.waiting else "done"


def _listed(document: Document, words: str) -> Listed:
    wanted = [word for word in map(searchable, words.split()) if word]
    page = None
    if wanted:
        pages = PageText.objects.filter(document=document)
        for word in wanted:
            pages = pages.filter(pk__in=containing(word).values("pk"))
        page = pages.order_by("page").first()
    if page is None:
        return Listed(document, state_of(document), None, "")
    return Listed(document, state_of(document), page.page, _around(page.text, wanted[0]))


def _around(text: str, word: str) -> str:
    at = text.index(word)
    start, end = max(0, at - _AROUND), at + len(word) + _AROUND
    return ("…" if start else "") + text[start:end].replace("\n", " ") + ("…" if end < len(text) else "")
