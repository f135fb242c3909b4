"""Files in: each sniffed and taken in on its own, so that one bad file stops no other."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from extractor.errors import ExtractorError
from extractor.service.hand_in import hand_in
from extractor.service.ingest import Incoming
from extractor.settings import Settings, read_settings
from extractor.store.models import Document, Submission
from extractor.web.mishaps import shape
from extractor.web.models import Person
from extractor.web.permissions import visible
from extractor.web.trail import note

_LONGEST_NAME = 200


def take_upload(request: HttpRequest, person: Person, upload: UploadedFile[Any]) -> dict[str, Any]:
    """Takes one file in; see UploadOut.

    Bytes that are known already become no second document. Who may not see the document they belong to learns that
    they are known, and nothing of it.
    """
    name = harmless_name(upload.name or "")
    settings = read_settings()
    try:
        with tempfile.TemporaryDirectory() as folder:
            told = _submit(upload, Path(folder), name, person, settings)
    except ExtractorError as error:
        error.file = name
        return {"name": name, "error": shape(error, request)[1]["error"]}
    note(request, "upload", f"{told.get('document')} {name}")
    return {"name": name, **told}


def harmless_name(name: str) -> str:
    """The name a file is shown under: without folders, control and direction marks; it never reaches a disk."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    shown = "".join(char for char in last if char.isprintable())
    return shown[-_LONGEST_NAME:].strip() or "file"


def _submit(upload: UploadedFile[Any], folder: Path, name: str, person: Person, settings: Settings) -> dict[str, Any]:
    """The path on the disk is ours; its ending is the one the content has."""
    path = folder / f"upload{_ending(upload)}"
    with path.open("wb") as goal:
        for chunk in upload.chunks():
            goal.write(chunk)
    incoming = Incoming(path, name, person.username, Submission.Priority.WAITING)
    done = hand_in(incoming, settings)
    if done.duplicate and not Document.objects.filter(visible(person), pk=done.document).exists():
        return {"duplicate": True, "pages": done.pages}
    return {"document": done.document, "submission": done.submission, "pages": done.pages, "duplicate": done.duplicate}


def _ending(upload: UploadedFile[Any]) -> str:
    """The name's ending, where it is one we read: an ending that lies is told apart by the opener."""
    ending = Path(harmless_name(upload.name or "")).suffix.lower()
    return ending if ending in (".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff") else ""
