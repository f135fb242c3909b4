"""A stored document in, its searchable two-layer PDF out: the original's pages, the words read invisibly in place."""

from __future__ import annotations

from extractor.errors import NotInStore
from extractor.export.searchable_pdf import searchable_pdf
from extractor.ports import BlobStore
from extractor.service.ingest import original
from extractor.service.page_queue import read_pages
from extractor.store.models import Document


def searchable_copy(document: Document, blobs: BlobStore) -> bytes:
    """The PDF's bytes.

    Raises:
        NotInStore: it has not been read, or its original is gone.
        DamagedFile: the original cannot be opened any more.
    """
    if document.current is None or document.current.submission_id is None:
        raise NotInStore(f"Document {document.pk} has not been read.")
    read, _ = read_pages(document.current.submission_id)
    with original(document.file, blobs) as path:
        return searchable_pdf(path, read)
