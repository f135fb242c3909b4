"""Whether the store's originals are all there, unaltered, and nothing lies beside them that belongs to no document."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from extractor.errors import NotInStore
from extractor.ports import BlobStore
from extractor.service.digitize import sha256_of
from extractor.service.ingest import original, original_key
from extractor.store.models import File

_ORIGINALS = "originals/"


@dataclass(frozen=True)
class Sanity:
    """What was found: how many ``originals``, which (names, checksums) are ``altered`` or ``missing``.

    ``orphans`` are keys of the blob store that no document knows: left by a crash while a file was handed in. They do
    no harm; the same file handed in again takes its place there.
    """

    originals: int
    altered: tuple[str, ...]
    missing: tuple[str, ...]
    orphans: tuple[str, ...]

    @property
    def sound(self) -> bool:
        """Whether every original is there as it was handed in."""
        return not self.altered and not self.missing


def check_originals(blobs: BlobStore, tell: Callable[[int], None]) -> Sanity:
    """Reads every original again and compares its checksum with the one it was handed in with.

    Args:
        blobs: where they lie.
        tell: hears how many were checked.
    """
    altered: list[str] = []
    missing: list[str] = []
    known: set[str] = set()
    count = 0
    for count, file in enumerate(File.objects.order_by("id").iterator(), 1):
        known.update(_keys(file))
        name = f"{file.names[0] if file.names else ''} {file.sha256}".strip()
        try:
            with original(file, blobs) as path:
                if sha256_of(path) != file.sha256:
                    altered.append(name)
        except (NotInStore, OSError):
            missing.append(name)
        tell(count)
    orphans = tuple(key for key in blobs.keys(_ORIGINALS) if key not in known)
    return Sanity(count, tuple(altered), tuple(missing), orphans)


def _keys(file: File) -> Iterator[str]:
    """Where a file's bytes lie."""
    if file.parts is None:
        yield original_key(file.sha256, file.media_type)
        return
    for _, sha256, media_type in file.parts:
        yield original_key(sha256, media_type)
