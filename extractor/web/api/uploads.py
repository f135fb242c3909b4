"""Files in: each sniffed and taken in on its own, so that one bad file stops no other."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from extractor.errors import ExtractorError
from extractor.service.bootstrap import blobs, opener
from extractor.service.ingest import Incoming, submit
from extractor.settings import read_settings
from extractor.store.models import Document, Submission
from extractor.web.mishaps import shape
from extractor.web.models import Person
from extractor.web.permissions import visible
from extractor.web.trail import note

_LONGEST_NAME = 200


def take_upload(request: HttpRequest, person: Person, upload: UploadedFile[Any]) -> dict[str, Any]:
    """Takes one file in; see UploadOut."""
    name = harmless_name(upload.name or "")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "upload"
        with path.open("wb") as goal:
            for chunk in upload.chunks():
                goal.write(chunk)
        return take_file(request, person, name, path)


def take_file(request: HttpRequest, person: Person, name: str, path: Path) -> dict[str, Any]:
    """Takes in what lies at ``path``, a path of ours; see UploadOut. The file is gone from there then.

    Bytes that are known already become no second document. Who may not see the document they belong to learns that
    they are known, and nothing of it.
    """
    ended = path.rename(path.with_name(path.name + _ending(name)))
    incoming = Incoming(ended, name, person.username, Submission.Priority.WAITING)
    settings = read_settings()
    try:
        done = submit(incoming, blobs(settings), opener(settings), lambda known: _note(request, known, name))
    except ExtractorError as error:
        error.file = name
        return {"name": name, "error": shape(error, request)[1]["error"]}
    finally:
        ended.unlink(missing_ok=True)
    told: dict[str, Any] = {"duplicate": done.duplicate, "pages": done.pages}
    if not done.duplicate or Document.objects.filter(visible(person), pk=done.document).exists():
        told |= {"document": done.document, "submission": done.submission}
    if done.duplicate:
        _note(request, told.get("document"), name)
    return {"name": name, **told}


def _note(request: HttpRequest, document: object, name: str) -> None:
    note(request, "upload", f"{document} {name}")


def harmless_name(name: str) -> str:
    """The name a file is shown under: without folders, control and direction marks; it never reaches a disk."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    shown = "".join(char for char in last if char.isprintable())
    return shown[-_LONGEST_NAME:].strip() or "file"


def _ending(name: str) -> str:
    """The name's ending, where it is one we read: an ending that lies is told apart by the opener."""
    ending = Path(name).suffix.lower()
    return ending if ending in (".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff") else ""
