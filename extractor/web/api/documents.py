"""Documents: in, found, followed, shown, downloaded, read anew."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import quote

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from ninja import File, Query, Router, Schema
from ninja.files import UploadedFile
from pydantic import Field

from extractor.errors import NotInStore
from extractor.service.bootstrap import blobs, opener
from extractor.service.catalogue import catalogue, state_of
from extractor.service.export import Goals, export
from extractor.service.hand_in import hand_in_again, try_again
from extractor.service.in_force import current_envelope, current_record
from extractor.service.ingest import Incoming, original
from extractor.service.lookup import Wanted
from extractor.service.page_pictures import page_picture
from extractor.service.paper_copies import searchable_copy
from extractor.service.veil import open_looks, veil_document, veil_findings, veils_of
from extractor.settings import read_settings
from extractor.store.models import Correction, Document, FieldRow, FindingRow, Page, Submission
from extractor.web.api.shapes import (
    LARGEST_ID,
    CountOut,
    DocumentOut,
    DocumentsOut,
    EventOut,
    FieldsOut,
    FindingOut,
    Mishap,
    RereadIn,
    StatusOut,
    SubmissionOut,
    UploadOut,
)
from extractor.web.api.spoken import document_out, event_out, fields_out, finding_out
from extractor.web.api.uploads import take_upload
from extractor.web.models import Person
from extractor.web.permissions import Action, document_for, person_of, require, units_of, visible
from extractor.web.trail import note

router = Router(tags=["documents"])
Id = Annotated[int, Field(ge=0, le=LARGEST_ID)]
Limit = Annotated[int, Field(ge=1, le=500)]
Offset = Annotated[int, Field(ge=0, le=10_000_000)]
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Question(Schema):
    """Which documents; what is left out does not narrow."""

    words: str = Field("", max_length=200, description="All on one page")
    unit: str = Field("", max_length=200, description="A name or a part of it")
    project: str = Field("", max_length=200, description="A name or a part of it")
    kind: str = Field("", max_length=40)
    year: int | None = Field(None, ge=1900, le=2200)
    state: str = Field("", max_length=20, description="reading, review, done or failed")
    field: str = Field("", max_length=200, description="Such as total_score<60 or grade=优")

    def wanted(self, person: Person) -> Wanted:
        """As the service understands it."""
        plain = self.dict(exclude={"field"})
        return Wanted(**plain, fields=(self.field,) if self.field else (), reader=person.username)


@router.post("", response={201: list[UploadOut], 422: list[UploadOut] | Mishap})
def upload(request: HttpRequest, files: File[list[UploadedFile]]) -> tuple[int, list[dict[str, Any]]]:
    """Hand files in: PDF, PNG, JPEG, TIFF. 201 where at least one was taken in or known, else 422."""
    person = require(request, Action.UPLOAD)
    told = [take_upload(request, person, one) for one in files]
    return (201 if any(one.get("error") is None for one in told) else 422), told


@router.get("", response=DocumentsOut)
def documents(request: HttpRequest, question: Query[Question], limit: Limit = 50, offset: Offset = 0) -> dict[str, Any]:
    """Documents one may see, newest first."""
    person = require(request, Action.SEE)
    found = catalogue(question.wanted(person), visible(person), limit, offset)
    return {"count": found.count, "items": [document_out(one.document, one) for one in found.listed]}


@router.get("/{document}", response=DocumentOut)
def document(request: HttpRequest, document: Id) -> dict[str, Any]:
    """One document in short."""
    row = _seen(request, document)
    veil_document(row, veils_of(_who(request)))
    return document_out(row)


@router.get("/{document}/status", response=StatusOut)
def status(request: HttpRequest, document: Id) -> dict[str, Any]:
    """How far it is, page by page."""
    row = _seen(request, document)
    latest = row.latest
    pages = Page.objects.filter(submission=latest).order_by("number").values("number", "state", "error")
    return {
        "document": row.pk,
        "state": state_of(row),
        "submission": latest.state if latest else None,
        "pages_left": latest.pages_left if latest else 0,
        "error": latest.error if latest else "",
        "pages": list(pages),
    }


@router.get("/{document}/envelope", response=dict[str, Any])
def envelope(request: HttpRequest, document: Id) -> dict[str, Any]:
    """The canonical record with every decision applied."""
    return current_envelope(_seen(request, document).pk, _who(request)).to_plain()


@router.get("/{document}/records/{position}", response=dict[str, Any])
def record(request: HttpRequest, document: Id, position: Id) -> dict[str, Any]:
    """One record, counted from 0, with every decision applied."""
    return current_record(_seen(request, document).pk, position, _who(request))


@router.get("/{document}/fields", response=FieldsOut)
def fields(
    request: HttpRequest, document: Id, page: Id | None = None, state: str = "", limit: Limit = 200, offset: Offset = 0
) -> dict[str, Any]:
    """Values in force with their places; of one page or in one state where asked for."""
    rows = FieldRow.objects.filter(document=_seen(request, document)).order_by("id")
    rows = rows.filter(page=page) if page is not None else rows
    if state:
        veiled = Q(path__in=open_looks(_who(request)).filter(document=document).values("path"))
        rows = rows.filter(Q(state=state[:20]) & ~veiled | (veiled if state == FieldRow.State.WAITING else Q(pk=None)))
    return {"count": rows.count(), "items": fields_out(request, list(rows[offset : offset + limit]))}


@router.get("/{document}/findings", response=list[FindingOut])
def findings(request: HttpRequest, document: Id) -> list[dict[str, Any]]:
    """What the rules noticed."""
    rows = list(FindingRow.objects.filter(document=_seen(request, document)).order_by("severity", "id"))
    veil_findings(rows, veils_of(_who(request)))
    return [finding_out(request, row) for row in rows]


@router.get("/{document}/decisions", response=list[EventOut])
def decisions(request: HttpRequest, document: Id, limit: Limit = 200, offset: Offset = 0) -> list[dict[str, Any]]:
    """What people decided about its values, newest first; not about one the caller is to look at independently."""
    veiled = open_looks(_who(request)).filter(document=document).values("path")
    events = Correction.objects.filter(document=_seen(request, document)).exclude(path__in=veiled).order_by("-id")
    return [event_out(event) for event in events[offset : offset + limit]]


@router.get("/{document}/pages/{number}/picture")
def picture(request: HttpRequest, document: Id, number: Id) -> HttpResponse:
    """The upright page as JPEG, as boxes see it."""
    row, settings = _seen(request, document), read_settings()
    coded = page_picture(row, number, blobs(settings), opener(settings))
    return HttpResponse(coded, content_type="image/jpeg", headers={"Cache-Control": "private, max-age=600"})


@router.get("/{document}/original")
def original_file(request: HttpRequest, document: Id) -> HttpResponse:
    """The file as it was handed in, as a download only."""
    row = _seen(request, document, Action.EXPORT)
    if row.file.parts is not None:
        raise NotInStore("It was handed in as a folder of pictures; take the PDF.")
    with original(row.file, blobs(read_settings())) as path:
        content = path.read_bytes()
    note(request, "download", f"{row.pk} original")
    return _attachment(content, "application/octet-stream", row.name)


@router.get("/{document}/export.json")
def export_json(request: HttpRequest, document: Id) -> HttpResponse:
    """The envelope as a file."""
    row = _seen(request, document, Action.EXPORT)
    note(request, "download", f"{row.pk} json")
    content = current_envelope(row.pk, _who(request)).to_json().encode("utf-8", "replace")
    return _attachment(content, "application/json", f"{Path(row.name).stem}.json")


@router.get("/{document}/export.xlsx")
def export_xlsx(request: HttpRequest, document: Id) -> HttpResponse:
    """The document as a workbook."""
    from extractor.export.workbook.book import plain_to_workbook

    row = _seen(request, document, Action.EXPORT)
    note(request, "download", f"{row.pk} xlsx")
    content = plain_to_workbook([current_envelope(row.pk, _who(request)).to_plain()])
    return _attachment(content, _XLSX, f"{Path(row.name).stem}.xlsx")


@router.get("/{document}/export.pdf")
def export_pdf(request: HttpRequest, document: Id) -> HttpResponse:
    """The original's pages with the words read from them invisibly in place."""
    row = _seen(request, document, Action.EXPORT)
    note(request, "download", f"{row.pk} pdf")
    content = searchable_copy(row, blobs(read_settings()))
    return _attachment(content, "application/pdf", f"{Path(row.name).stem}.pdf")


@router.post("/{document}/readings", response={202: SubmissionOut})
def reread(request: HttpRequest, document: Id, wish: RereadIn) -> tuple[int, dict[str, Any]]:
    """Queue it to be read anew; decisions people made stay."""
    person = require(request, Action.REREAD)
    row = document_for(person, document)
    options = {"engine": wish.engine} if wish.engine else {}
    incoming = Incoming(b"", row.name, person.username, Submission.Priority.WAITING, options)
    done = hand_in_again(row.pk, incoming, read_settings())
    note(request, "reread", f"{row.pk} {wish.engine}")
    return 202, {"document": done.document, "submission": done.submission}


@router.post("/{document}/retry", response=CountOut)
def retry(request: HttpRequest, document: Id) -> dict[str, int]:
    """Queue its failed pages, or its failed assembly, once more."""
    row = document_for(require(request, Action.REREAD), document)
    if row.latest_id is None:
        return {"count": 0}
    count = try_again(row.latest_id, read_settings())
    note(request, "retry", row.pk)
    return {"count": count}


exports = Router(tags=["exports"])


@exports.get("/{form}")
def export_found(request: HttpRequest, form: str, question: Query[Question]) -> HttpResponse:
    """All documents a search finds, as one file: ``xlsx``, ``json`` or ``sqlite``."""
    person = require(request, Action.EXPORT)
    if form not in _FORMS:
        raise NotInStore(f"There is no export as {form[:20]}.")
    with tempfile.TemporaryDirectory() as folder:
        goal = Path(folder) / f"records.{form}"
        wanted = Wanted(**{**vars(question.wanted(person)), "units": units_of(person)})
        export(wanted, Goals(**{form: goal}, link=request.build_absolute_uri("/")))
        content = goal.read_bytes()
    note(request, "export", f"{form} {question.dict(exclude_defaults=True)}")
    return _attachment(content, _FORMS[form], goal.name)


_FORMS = {"xlsx": _XLSX, "json": "application/json", "sqlite": "application/vnd.sqlite3"}


def _seen(request: HttpRequest, document: int, action: Action = Action.SEE) -> Document:
    return document_for(require(request, action), document)


def _who(request: HttpRequest) -> str:
    return person_of(request).username


def _attachment(content: bytes, kind: str, name: str) -> HttpResponse:
    """A download, never shown; its name in the form that any character is safe in."""
    ending = Path(name).suffix if Path(name).suffix.isascii() and Path(name).suffix[1:].isalnum() else ""
    disposition = f"attachment; filename=\"document{ending}\"; filename*=UTF-8''{quote(name, safe='')}"
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": disposition})
