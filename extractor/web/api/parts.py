"""Uploads that can be taken up again, and which files of a folder are here already."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router
from pydantic import Field

from extractor.errors import UsageError
from extractor.store.models import Document
from extractor.web.api.shapes import LARGEST_ID, KnownFile, ManifestIn, PartsIn, PartsOut
from extractor.web.api.uploads import harmless_name, take_file
from extractor.web.models import UploadInParts
from extractor.web.permissions import Action, require, visible
from extractor.web.uploads_in_parts import PIECE, begin, forget, path_of, take_piece, upload_of

router = Router(tags=["uploads"])
Offset = Annotated[int, Field(ge=0, le=LARGEST_ID)]


@router.post("/known", response=list[KnownFile])
def known(request: HttpRequest, manifest: ManifestIn) -> list[dict[str, Any]]:
    """Which files of a folder, by their SHA-256, are documents already that one may see; the others are to be sent."""
    person = require(request, Action.UPLOAD)
    found = Document.objects.filter(visible(person), file__sha256__in=manifest.sha256)
    documents = dict(found.values_list("file__sha256", "pk"))
    return [{"sha256": one, "document": documents.get(one)} for one in manifest.sha256]


@router.post("", response={201: PartsOut})
def start(request: HttpRequest, wanted: PartsIn) -> tuple[int, dict[str, Any]]:
    """Begin a file that comes in pieces of at most ``piece`` bytes; it is kept for 48 hours after the latest one."""
    person = require(request, Action.UPLOAD)
    return 201, _told(begin(person, harmless_name(wanted.name), wanted.size))


@router.get("/{uuid:upload}", response=PartsOut)
def status(request: HttpRequest, upload: UUID) -> dict[str, Any]:
    """How much of it is here: after a break, go on from ``received``."""
    return _told(upload_of(require(request, Action.UPLOAD), upload))


@router.put("/{uuid:upload}", response=PartsOut)
def piece(request: HttpRequest, upload: UUID, offset: Offset) -> dict[str, Any]:
    """The next piece, as the body. With the last one the file is taken in, and ``result`` says what became of it.

    409 where it does not begin at ``received``.
    """
    person = require(request, Action.UPLOAD)
    row = upload_of(person, upload)
    claimed = request.META.get("CONTENT_LENGTH") or ""
    if not claimed.isdigit():
        raise UsageError("A piece says how long it is (Content-Length).")
    row = take_piece(row, offset, int(claimed), request)  # type: ignore[arg-type]
    if row.received == row.size:
        row.result = take_file(request, person, row.name, path_of(row))
        row.save(update_fields=["result"])
    return _told(row)


@router.delete("/{uuid:upload}", response=PartsOut)
def cancel(request: HttpRequest, upload: UUID) -> dict[str, Any]:
    """End it; what was received goes. A document it became stays."""
    row = upload_of(require(request, Action.UPLOAD), upload)
    told = _told(row)
    forget(row)
    return told


def _told(row: UploadInParts) -> dict[str, Any]:
    return {"id": row.pk, "name": row.name, "size": row.size, "received": row.received, "piece": PIECE,
            "result": row.result}  # fmt: skip
