"""Documents whose review is finished, as gold beside their originals: what the models learn from.

Only what a person decided is known to be right; ``_reviewed`` lists those places, and nothing else of the gold may be
learnt from: a model that took its own unquestioned values for the truth would be sure of its silent errors.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from django.db.models import Exists, OuterRef, QuerySet

from extractor.errors import NotInStore
from extractor.export.whole import write_whole
from extractor.ports import BlobStore
from extractor.service.evaluate import GOLD
from extractor.service.in_force import plain_in_force
from extractor.service.ingest import original
from extractor.store.models import Document, FieldRow

LEVEL = "service"
"""The level of damage that lessons are filed under: nobody measured it."""
_NAME = 16
"""Characters of the checksum that name a lesson; a file's own name may say too much."""
_AT_ONCE = 200
_KNOWN = (FieldRow.State.ACCEPTED, FieldRow.State.CORRECTED, FieldRow.State.PRINTED_SO)
"""What could not be read is decided, too, but nobody knows what it says."""


@dataclass(frozen=True)
class Lessons:
    """How many documents were written with how many reviewed values; ``lost`` are names of those without original."""

    documents: int
    values: int
    lost: tuple[str, ...]


def write_lessons(folder: Path, blobs: BlobStore) -> Lessons:
    """Writes every document whose review is finished: nothing of it waits, and a person decided about some of it.

    Each gets ``NAME.gold.json``, an envelope with every decision in force, and beside it its original (``NAME.pdf``, a
    picture, or a folder of pictures). Written again, a lesson is replaced by what is in force now.

    Raises:
        OutputError: the folder cannot be written.
    """
    documents, values, lost = 0, 0, []
    for document in _finished().iterator(_AT_ONCE):
        reviewed = list(_decided(document).order_by("id").values_list("path", flat=True))
        name = document.file.sha256[:_NAME]
        try:
            _write_original(document, folder / name, blobs)
        except NotInStore:
            lost.append(document.name)
            continue
        write_whole(folder / f"{name}{GOLD}", _gold(document, reviewed))
        documents, values = documents + 1, values + len(reviewed)
    return Lessons(documents, values, tuple(lost))


def _finished() -> QuerySet[Document]:
    read = Document.objects.filter(current__isnull=False, waiting=0).select_related("current", "file")
    rows = FieldRow.objects.filter(document=OuterRef("pk"), state__in=_KNOWN)
    return read.filter(Exists(rows)).order_by("id")


def _decided(document: Document) -> QuerySet[FieldRow]:
    return FieldRow.objects.filter(document=document, state__in=_KNOWN)


def _gold(document: Document, reviewed: list[str]) -> bytes:
    gold = {**plain_in_force(document), "_render": {"level": LEVEL}, "_reviewed": reviewed}
    return json.dumps(gold, ensure_ascii=False, indent=1).encode("utf-8", "replace")


def _write_original(document: Document, goal: Path, blobs: BlobStore) -> None:
    """Copies the original to ``goal``, a folder or a file with its own ending."""
    with original(document.file, blobs) as path:
        if path.is_dir():
            for part in sorted(path.iterdir()):
                write_whole(goal / part.name, part.read_bytes())
        else:
            write_whole(goal.with_name(goal.name + path.suffix), path.read_bytes())
