"""Files that come piece by piece: a connection that broke is taken up where it broke. The bytes wait in our own folder.

The name on the disk is a number of ours; what was received counts only once the database says so, and a piece that
does not begin where the last one ended is refused.
"""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from django.conf import settings
from django.utils.timezone import now

from extractor.errors import Conflict, NotInStore, OutputError, UsageError
from extractor.settings import read_settings
from extractor.web.models import Person, UploadInParts

PIECE = 8_000_000
"""Bytes a piece may have."""
_KEPT = timedelta(hours=48)
_OPEN_AT_ONCE = 200
_CHUNK = 65_536


def begin(person: Person, name: str, size: int) -> UploadInParts:
    """A new upload of nothing yet.

    Raises:
        UsageError: it is empty or larger than the service takes.
        Conflict: the person has too many open.
    """
    if not 0 < size <= settings.MAX_UPLOAD:
        raise UsageError(f"A file has 1 to {settings.MAX_UPLOAD} bytes.")
    if UploadInParts.objects.filter(person=person, result__isnull=True).count() >= _OPEN_AT_ONCE:
        raise Conflict(f"{_OPEN_AT_ONCE} uploads are open; end some first.")
    return UploadInParts.objects.create(person=person, name=name, size=size)


def upload_of(person: Person, ident: UUID) -> UploadInParts:
    """One's own upload.

    Raises:
        NotInStore: there is none (any more).
    """
    row = UploadInParts.objects.filter(pk=ident, person=person).first()
    if row is None:
        raise NotInStore(f"There is no upload {ident}.")
    return row


def take_piece(row: UploadInParts, offset: int, length: int, content: BinaryIO) -> UploadInParts:
    """Writes a piece of ``length`` bytes that begins at ``offset``.

    Raises:
        Conflict: it does not begin where the last one ended; ``received`` says where.
        UsageError: it is too large, or has less than it claims.
        OutputError: the disk is full.
    """
    if offset != row.received or row.result is not None:
        raise Conflict(f"{row.received} bytes are here.")
    if not 0 < length <= min(PIECE, row.size - offset):
        raise UsageError(f"A piece has 1 to {min(PIECE, row.size - offset)} bytes.")
    path = path_of(row)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("r+b" if path.exists() else "wb") as goal:
            goal.seek(offset)
            _copy(content, goal, length)
    except OSError as error:
        raise OutputError(f"The piece cannot be kept ({error.strerror}).") from error
    here = UploadInParts.objects.filter(pk=row.pk, received=offset, result__isnull=True)
    if not here.update(received=offset + length, touched=now()):
        raise Conflict("Another piece came first.")
    row.received = offset + length
    return row


def path_of(row: UploadInParts) -> Path:
    """Where its bytes lie."""
    return read_settings().data / "uploads" / row.pk.hex


def forget(row: UploadInParts) -> None:
    """Ends an upload; its bytes go."""
    path_of(row).unlink(missing_ok=True)
    row.delete()


def forget_stale() -> int:
    """Ends the uploads nobody went on with; how many."""
    stale = list(UploadInParts.objects.filter(touched__lt=now() - _KEPT)[:1000])
    for row in stale:
        forget(row)
    return len(stale)


def _copy(content: BinaryIO, goal: BinaryIO, length: int) -> None:
    left = length
    while left:
        chunk = content.read(min(_CHUNK, left))
        if not chunk:
            raise UsageError(f"{left} bytes of the piece are missing.")
        goal.write(chunk)
        left -= len(chunk)
