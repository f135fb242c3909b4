"""Documents that have been kept as long as they are to be go for good; each removal is in the audit trail."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.utils.timezone import now

from extractor.errors import NotInStore
from extractor.service.bootstrap import blobs
from extractor.service.removal import remove_document
from extractor.settings import read_settings
from extractor.store.models import Document
from extractor.web.trail import note_own

BY_ITSELF = "(retention)"
"""Who removes what is past its time, in the audit trail."""
_AT_ONCE = 50


def past_their_time(at: datetime | None = None) -> QuerySet[Document]:
    """Documents to be removed at a time (None: now), oldest first; none where they are kept forever."""
    if not settings.RETENTION_DAYS:
        return Document.objects.none()
    latest = (at or now()) - timedelta(days=settings.RETENTION_DAYS)
    return Document.objects.filter(added__lt=latest).order_by("added")


def remove_past_their_time() -> int:
    """Removes some of what is past its time; how many documents."""
    count = 0
    for row in past_their_time().select_related("file")[:_AT_ONCE]:
        try:
            remove(row, BY_ITSELF, f"{settings.RETENTION_DAYS} days")
        except NotInStore:  # another process was quicker
            continue
        count += 1
    return count


def remove(document: Document, who: str, why: str, address: str = "") -> None:
    """Removes a document and all that was read and decided of it; noted before the bytes go.

    Raises:
        NotInStore: it is gone already.
    """
    told = f"{document.pk} {document.name} sha256 {document.file.sha256} · {why}"
    remove_document(document.pk, blobs(read_settings()))
    note_own("removed", told, who, address)
