"""Questions to the store: documents by words, unit, project, year, kind, state, and by the values they hold."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from extractor.errors import UsageError
from extractor.record.report_kind import KINDS
from extractor.service.conditions import fields_where
from extractor.service.entities import key_of
from extractor.service.veil import veils_of
from extractor.store.grams import searchable
from extractor.store.models import Alias, Document, PageText, RecordRow
from extractor.store.word_index import containing

_AROUND = 24
"""Characters shown before and after what was found."""
STATES = {
    "reading": Q(current__isnull=True, latest__state__in=("reading", "read", "assembling")),
    "failed": Q(latest__state="failed"),
    "review": Q(waiting__gt=0),
    "done": Q(current__isnull=False, waiting=0),
}
"""What a document can be asked for to be."""


@dataclass(frozen=True)
class Wanted:
    """What documents are looked for; what is None or empty does not narrow.

    ``words`` must all stand on one page. ``unit`` and ``project`` are names as printed, or parts of them. ``fields``
    are conditions on values, see ``conditions``. ``units`` are the ids of units whose documents may be seen. ``reader``
    is who asks: a value that they have before them for a second look meets no condition (see ``veil``).
    """

    words: str = ""
    unit: str = ""
    project: str = ""
    kind: str = ""
    year: int | None = None
    state: str = ""
    fields: tuple[str, ...] = ()
    units: Collection[int] | None = None
    reader: str = ""


@dataclass(frozen=True)
class Hit:
    """A document found, and where: the page and the piece of text, empty where no words were asked for."""

    document: Document
    page: int | None
    snippet: str


def search(wanted: Wanted, limit: int = 50, offset: int = 0) -> list[Hit]:
    """The documents that are wanted, newest first.

    Raises:
        UsageError: a kind, a state or a condition that makes no sense.
    """
    found = list(documents(wanted).select_related("unit", "latest").order_by("-id")[offset : offset + limit])
    if not wanted.words:
        return [Hit(document, None, "") for document in found]
    pages = _pages_with(wanted.words).filter(document__in=found).order_by("document", "-page")
    first = {page.document_id: page for page in pages}
    word = searchable(wanted.words.split()[0])
    return [Hit(one, first[one.pk].page, _snippet(first[one.pk].text, word)) for one in found if one.pk in first]


def documents(wanted: Wanted) -> QuerySet[Document]:
    """The documents that are wanted, in no order.

    Raises:
        UsageError: a kind, a state or a condition that makes no sense.
    """
    found = Document.objects.all()
    if wanted.units is not None:
        found = found.filter(unit__in=wanted.units)
    if wanted.state:
        if wanted.state not in STATES:
            raise UsageError(f"A document's state is one of {', '.join(STATES)}, not {wanted.state!r}.")
        found = found.filter(STATES[wanted.state])
    if wanted.words:
        found = found.filter(pk__in=_pages_with(wanted.words).values("document"))
    if wanted.kind or wanted.year or wanted.unit or wanted.project:
        found = found.filter(Exists(_records(wanted).filter(document=OuterRef("pk"))))
    veils = veils_of(wanted.reader) if wanted.fields else {}
    for condition in wanted.fields:
        rows = fields_where(condition)
        for document, path in veils:
            rows = rows.exclude(document=document, path=path)
        found = found.filter(pk__in=rows.values("document"))
    return found


def _records(wanted: Wanted) -> QuerySet[RecordRow]:
    rows = RecordRow.objects.all()
    if wanted.kind:
        if wanted.kind not in KINDS:
            raise UsageError(f"A record's kind is one of {', '.join(KINDS)}, not {wanted.kind!r}.")
        rows = rows.filter(kind=wanted.kind)
    if wanted.year:
        rows = rows.filter(year=wanted.year)
    if wanted.unit:
        rows = rows.filter(unit__in=units_named(wanted.unit))
    if wanted.project:
        rows = rows.filter(project__in=projects_named(wanted.project))
    return rows


def units_named(name: str) -> QuerySet[Alias]:
    """Ids of the units that go by a name, or by a longer one that holds it."""
    aliases = Alias.objects.filter(unit__isnull=False, state=Alias.State.ACCEPTED)
    return aliases.filter(key__contains=key_of(name)).values("unit")  # type: ignore[return-value]


def projects_named(name: str) -> QuerySet[Alias]:
    """Ids of the projects that go by a name, or by a longer one that holds it."""
    aliases = Alias.objects.filter(project__isnull=False, state=Alias.State.ACCEPTED)
    return aliases.filter(key__contains=key_of(name)).values("project")  # type: ignore[return-value]


def _pages_with(words: str) -> QuerySet[PageText]:
    wanted = [searchable(word) for word in words.split()]
    if not any(wanted):
        raise UsageError("There is nothing to search for in that.")
    pages = PageText.objects.all()
    for word in wanted:
        pages = pages.filter(pk__in=containing(word).values("pk"))
    return pages


def _snippet(text: str, word: str) -> str:
    at = text.index(word)
    start, end = max(0, at - _AROUND), at + len(word) + _AROUND
    piece = text[start:end].replace("\n", " ")
    return ("…" if start else "") + piece + ("…" if end < len(text) else "")
