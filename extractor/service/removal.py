"""A document out of the store for good, as retention demands: its rows, its words, its decisions, its original."""

from __future__ import annotations

from django.db import transaction

from extractor.errors import NotInStore
from extractor.ports import BlobStore
from extractor.service.ingest import original_key
from extractor.service.page_texts import forget_texts
from extractor.service.rescans import leave_scans, propose_anew
from extractor.store.models import Document, File, PageProduct


def remove_document(document: int, blobs: BlobStore) -> None:
    """Removes a document and all that was read, decided and kept of it. There is no way back.

    The rows go in one transaction, then the bytes; a crash between leaves orphaned bytes, which ``soundness`` lists.
    Where another scan of the paper is kept, its figures count from then on.

    Raises:
        NotInStore: there is no such document.
    """
    with transaction.atomic():
        row = Document.objects.select_for_update(no_key=True).select_related("file").filter(pk=document).first()
        if row is None:
            raise NotInStore(f"There is no document {document}.")
        originals, made = _originals_of(row.file), _made_of(row.file)
        undecided = leave_scans(row)
        forget_texts(row)
        Document.objects.filter(pk=row.pk).update(current=None, latest=None)
        row.corrections.all().delete()
        row.file.delete()
        for other in undecided:
            propose_anew(other)
    for sha256, media_type in originals:
        if not _is_needed(sha256):
            blobs.drop(original_key(sha256, media_type))
    for key in made:
        blobs.drop(key)


def _originals_of(file: File) -> set[tuple[str, str]]:
    """Checksums and media types of what a file was handed in as."""
    return {(file.sha256, file.media_type)} if file.parts is None else {(part[1], part[2]) for part in file.parts}


def _made_of(file: File) -> set[str]:
    """Keys of the blobs that were made of a file's pages."""
    made = PageProduct.objects.filter(page__submission__file=file).values_list("artefacts", flat=True)
    return set().union(*made)


def _is_needed(sha256: str) -> bool:
    """Whether another file is these bytes, or a folder holds them."""
    if File.objects.filter(sha256=sha256, parts__isnull=True).exists():
        return True
    folders = File.objects.filter(parts__isnull=False).values_list("parts", flat=True)
    return any(part[1] == sha256 for parts in folders.iterator() for part in parts or ())
