"""A document out of the store for good, as retention demands: its rows, its words, its decisions, its original."""

from __future__ import annotations

from django.db import transaction

from extractor.errors import NotInStore
from extractor.ports import BlobStore
from extractor.service.ingest import original_key
from extractor.service.page_texts import forget_texts
from extractor.store.models import Document, File, PageProduct


def remove_document(document: int, blobs: BlobStore) -> None:
    """Removes a document and all that was read, decided and kept of it. There is no way back.

    The rows go in one transaction, then the bytes; a crash between leaves orphaned bytes, which ``soundness`` lists.

    Raises:
        NotInStore: there is no such document.
    """
    with transaction.atomic():
        row = Document.objects.select_for_update(no_key=True).select_related("file").filter(pk=document).first()
        if row is None:
            raise NotInStore(f"There is no document {document}.")
        keys = _keys_of(row.file)
        forget_texts(row)
        Document.objects.filter(pk=row.pk).update(current=None, latest=None)
        row.corrections.all().delete()
        row.file.delete()
    for key in keys:
        blobs.drop(key)


def _keys_of(file: File) -> set[str]:
    """The blobs that this file alone needs."""
    parts = [(file.sha256, file.media_type)] if file.parts is None else [part[1:] for part in file.parts]
    others = File.objects.exclude(pk=file.pk)
    shared = set(others.filter(parts__isnull=True).values_list("sha256", flat=True))
    for held in others.filter(parts__isnull=False).values_list("parts", flat=True):
        shared |= {part[1] for part in held or ()}
    originals = {original_key(sha256, media_type) for sha256, media_type in parts if sha256 not in shared}
    made = PageProduct.objects.filter(page__submission__file=file).values_list("artefacts", flat=True)
    return originals.union(*made)
