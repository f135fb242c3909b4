"""Rows of the store in, the API's shapes in the caller's language out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest

from extractor.service.catalogue import Listed, state_of
from extractor.service.places_in_words import places_in_words
from extractor.service.plain_words import Words, reason_words
from extractor.service.review_items import Noticed, ReviewItem, review_items
from extractor.service.veil import veil_values, veils_of
from extractor.store.models import Correction, Document, FieldRow, FindingRow
from extractor.web.language import language_of
from extractor.web.models import Person, Token
from extractor.web.permissions import person_of


def spoken(request: HttpRequest, both: Words) -> str:
    """One of two."""
    return both[1] if language_of(request) == "en" else both[0]


def document_out(row: Document, listed: Listed | None = None) -> dict[str, Any]:
    """See DocumentOut."""
    return {
        "id": row.pk,
        "name": row.name,
        "title": row.title,
        "year": row.year,
        "unit": row.unit.name if row.unit is not None else None,
        "pages": row.file.page_count,
        "state": state_of(row),
        "waiting": row.waiting,
        "open_findings": row.open_findings,
        "added": row.added,
        "who": row.who,
        "found_on_page": listed.page if listed else None,
        "snippet": listed.snippet if listed else "",
    }


def fields_out(request: HttpRequest, rows: Sequence[FieldRow]) -> list[dict[str, Any]]:
    """See FieldOut; what the caller has before them for a second look is as it was before the first answer."""
    veils = veils_of(person_of(request).username)
    veil_values(rows, veils)
    places = places_in_words(rows, veils)
    return [field_out(row, spoken(request, places[row.pk])) for row in rows]


def field_out(row: FieldRow, place: str) -> dict[str, Any]:
    """See FieldOut."""
    return {
        "id": row.pk,
        "document": row.document_id,
        "path": row.path,
        "place": place,
        "value": row.value,
        "raw": row.raw,
        "page": row.page,
        "box": row.box,
        "confidence": row.confidence,
        "state": row.state,
        "reasons": row.reasons,
    }


def items_out(
    request: HttpRequest, rows: Sequence[FieldRow], again: frozenset[int] = frozenset()
) -> list[dict[str, Any]]:
    """See ReviewItemOut; ``again`` are ids of second looks, which show nothing of what was decided before."""
    told = [_item_out(request, item) for item in review_items(rows, person_of(request).username)]
    for one in told:
        if one["id"] in again:
            one["seen"] = 0
            one["findings"] = [{**finding, "state": "open"} for finding in one["findings"]]
    return told


def _item_out(request: HttpRequest, item: ReviewItem) -> dict[str, Any]:
    row = item.row
    return {
        **field_out(row, spoken(request, item.place)),
        "document_name": item.document_name,
        "kind": spoken(request, item.kind),
        "record": item.record,
        "why": [{"code": code, "text": spoken(request, both)} for code, both in item.reasons],
        "findings": [_noticed_out(request, one) for one in item.noticed],
        "alternatives": list(item.alternatives),
        "seen": item.seen,
        "picture": f"/api/v1/documents/{row.document_id}/pages/{row.page}/picture",
    }


def finding_out(request: HttpRequest, row: FindingRow) -> dict[str, Any]:
    """See FindingOut."""
    return {
        "id": row.pk,
        "rule": row.rule,
        "about": spoken(request, reason_words(row.rule)),
        "severity": row.severity,
        "message": spoken(request, (row.message, row.message_en or row.message)),
        "state": row.state,
        "paths": row.paths,
    }


def _noticed_out(request: HttpRequest, one: Noticed) -> dict[str, Any]:
    about = spoken(request, one.about)
    return {"id": one.ident, "rule": one.rule, "about": about, "severity": one.severity,
            "message": spoken(request, one.message), "state": one.state}  # fmt: skip


def event_out(event: Correction) -> dict[str, Any]:
    """See EventOut."""
    return {
        "id": event.pk,
        "document": event.document_id,
        "path": event.path,
        "page": event.page,
        "verdict": event.verdict,
        "before": event.before,
        "after": event.after,
        "who": event.who,
        "at": event.at,
        "why": event.why,
        "undoes": event.undoes_id,
    }


def person_out(person: Person) -> dict[str, Any]:
    """See PersonOut."""
    return {
        "username": person.username,
        "full_name": person.full_name,
        "role": person.role,
        "all_units": person.all_units,
        "units": list(person.units.values_list("pk", flat=True)),
        "active": person.is_active,
    }


def token_out(token: Token, secret: str | None = None) -> dict[str, Any]:
    """See TokenOut."""
    told = {"made": token.made, "used": token.used, "revoked": token.revoked}
    return {"id": token.pk, "name": token.name, **told, "secret": secret}
