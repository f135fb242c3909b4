"""Is the store sound? Every original re-hashed, every blob accounted for, every document's rows counted."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from django.db.models import Count, F, Q

from extractor.errors import NotInStore
from extractor.ports import BlobStore
from extractor.service.ingest import original_key
from extractor.store.models import Document, FieldRow, File, PageProduct


@dataclass
class Soundness:
    """What is wrong.

    ``missing`` and ``damaged`` are keys of originals whose bytes are gone or changed, ``orphans`` keys that no row
    names (left by a crash; harmless, may be dropped), ``documents`` ids of those whose rows do not add up. ``names``
    tells what a missing or damaged original was handed in as, by its key.
    """

    originals: int = 0
    missing: list[str] = field(default_factory=list)
    damaged: list[str] = field(default_factory=list)
    orphans: list[str] = field(default_factory=list)
    documents: list[int] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)

    @property
    def sound(self) -> bool:
        """Whether nothing is lost or altered; orphans do not count."""
        return not (self.missing or self.damaged or self.documents)


def look_over(blobs: BlobStore, tell: Callable[[int], None] = lambda count: None) -> Soundness:
    """Looks over the whole store; reads every original once.

    Args:
        blobs: where they lie.
        tell: hears how many were read.
    """
    told = Soundness()
    named: set[str] = set()
    for key, sha256, name in _originals():
        named.add(key)
        told.originals += 1
        try:
            if _hash_of(key, blobs) != sha256:
                told.damaged.append(key)
                told.names[key] = name
        except NotInStore:
            told.missing.append(key)
            told.names[key] = name
        tell(told.originals)
    for artefacts in PageProduct.objects.exclude(artefacts=[]).values_list("artefacts", flat=True).iterator():
        named.update(artefacts)
    told.orphans = [key for key in blobs.keys() if key not in named]  # noqa: SIM118 - a blob store is no mapping
    told.documents = _miscounted()
    return told


def _originals() -> Iterator[tuple[str, str, str]]:
    """Key, checksum and name of everything that was ever handed in."""
    for file in File.objects.order_by("id").iterator():
        name = file.names[0] if file.names else ""
        if file.parts is None:
            yield original_key(file.sha256, file.media_type), file.sha256, name
        else:
            yield from ((original_key(sha256, kind), sha256, f"{name}/{part}") for part, sha256, kind in file.parts)


def _hash_of(key: str, blobs: BlobStore) -> str:
    digest = hashlib.sha256()
    for piece in blobs.chunks(key):
        digest.update(piece)
    return digest.hexdigest()


def _miscounted() -> list[int]:
    """Documents whose fields are fewer than their reading's, or whose count of waiting values is off."""
    waiting = Count("fields", filter=Q(fields__state=FieldRow.State.WAITING))
    counted = Document.objects.filter(current__isnull=False).annotate(rows=Count("fields"), still=waiting)
    off = counted.filter(~Q(still=F("waiting")) | Q(rows__lt=F("current__fields")))
    return list(off.order_by("id").values_list("pk", flat=True))
