"""Documents: the list with its questions, and one document beside its paper."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import now

from extractor.errors import UsageError
from extractor.record.report_kind import KINDS
from extractor.service.catalogue import Catalogue, catalogue, state_of
from extractor.service.lookup import Wanted
from extractor.service.plain_words import DOCUMENT_STATES, KIND_NAMES, kind_words
from extractor.service.review_items import noticed_of
from extractor.service.veil import Veils, veil_document, veil_findings, veil_records, veil_values, veils_of
from extractor.store.models import Correction, FieldRow, FindingRow, Page, RecordRow, ReviewLease
from extractor.web.language import said
from extractor.web.pages.record_view import record_view
from extractor.web.permissions import Action, document_for, require, visible

_A_PAGE = 25
_ASKED = ("words", "unit", "project", "kind", "year", "state", "field")


def index(request: HttpRequest) -> HttpResponse:
    """The list; only its body where htmx asks."""
    person = require(request, Action.SEE)
    asked = {name: request.GET.get(name, "").strip()[:200] for name in _ASKED}
    offset = int(request.GET["offset"]) if request.GET.get("offset", "").isdecimal() else 0
    offset, told = min(offset, 10_000_000), ""
    try:
        found = catalogue(_wanted(asked, person.username), visible(person), _A_PAGE, offset)
    except UsageError as error:
        found, told = Catalogue((), 0), said(request, f"查询条件无法理解：{error.message}", error.message)
    kept = urlencode({key: value for key, value in asked.items() if value})
    context = {
        "found": found, "asked": asked, "told": told, "kept": kept, "states": DOCUMENT_STATES,
        "kinds": {kind: KIND_NAMES[kind] for kind in KINDS}, "first": offset + 1, "last": offset + len(found.listed),
        "before": offset - _A_PAGE if offset else None,
        "after": offset + _A_PAGE if offset + _A_PAGE < found.count else None, "empty_before": offset == _A_PAGE,
    }  # fmt: skip
    part = request.headers.get("HX-Request") and not request.headers.get("HX-Boosted")
    return render(request, "web/documents_found.html" if part else "web/documents.html", context)


def one(request: HttpRequest, document: int) -> HttpResponse:
    """A document: one record at a time beside the picture of its page."""
    person = require(request, Action.SEE)
    row = document_for(person, document)
    records = list(RecordRow.objects.filter(document=row).order_by("position"))
    chosen = _chosen(request, records)
    fields = FieldRow.objects.filter(document=row).order_by("id")
    waiting = {record.pk: 0 for record in records}
    for record in fields.filter(state="waiting").values_list("record", flat=True):
        waiting[record] = waiting.get(record, 0) + 1
    veils = veils_of(person.username)
    veil_document(row, veils)
    veil_records(records, veils)
    shown = list(fields.filter(record=chosen))
    veil_values(shown, veils)
    view = record_view(row, chosen, shown, person.username) if chosen is not None else None
    prefix = f"/records/{chosen.position}" if chosen is not None else "/none"
    noticed = list(FindingRow.objects.filter(document=row).order_by("severity", "id"))
    veil_findings(noticed, veils)
    context = {
        "document": row,
        "state": DOCUMENT_STATES[state_of(row)],
        "state_code": state_of(row),
        "records": [(record, kind_words(record.kind), waiting[record.pk]) for record in records],
        "chosen": chosen,
        "view": view,
        "findings": [(noticed_of(one), one.paths) for one in noticed if _concerns(one, prefix)],
        "elsewhere": sum(one.state == "open" for one in noticed if not _concerns(one, prefix)),
        "unread": Page.objects.filter(submission=row.latest, state="unread").order_by("number"),
        "events": Correction.objects.filter(document=row)
        .exclude(path__in=_veiled(veils, document))
        .order_by("-id")[:20],
        "leases": ReviewLease.objects.filter(document=row, until__gt=now()).exclude(owner=person.username),
        "start_page": _start_page(request, chosen),
        "start_field": request.GET.get("field", ""),
    }
    return render(request, "web/document.html", context)


def _veiled(veils: Veils, document: int) -> list[str]:
    return [path for at, path in veils if at == document]


def _wanted(asked: dict[str, str], reader: str) -> Wanted:
    year = int(asked["year"]) if asked["year"].isdecimal() and len(asked["year"]) == 4 else None
    plain = {name: asked[name] for name in ("words", "unit", "project", "kind", "state")}
    fields = (asked["field"],) if asked["field"] else ()
    return Wanted(**plain, year=year, fields=fields, reader=reader)  # type: ignore[arg-type]


def _chosen(request: HttpRequest, records: list[RecordRow]) -> RecordRow | None:
    """The record asked for, by its position or by a page of it; else the first."""
    wanted, page = request.GET.get("record", ""), request.GET.get("page", "")
    for record in records:
        if wanted == str(record.position):
            return record
    for record in records if page.isdecimal() else ():
        if record.first_page <= int(page) <= record.last_page:
            return record
    return records[0] if records else None


def _start_page(request: HttpRequest, chosen: RecordRow | None) -> int:
    page = request.GET.get("page", "")
    if page.isdecimal() and 0 < int(page) < 100_000:
        return int(page)
    return chosen.first_page if chosen is not None else 1


def _concerns(finding: FindingRow, prefix: str) -> bool:
    return any(path == prefix or path.startswith(f"{prefix}/") for path in finding.paths) or not any(
        path.startswith("/records/") for path in finding.paths
    )
