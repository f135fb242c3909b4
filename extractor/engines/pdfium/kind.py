"""What a file is, by its first bytes: path in, kind out; a missing, empty, foreign or mislabelled file is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, TypeAlias

from extractor.errors import EmptyFile, UnknownFormat, UnreadableFile

Kind: TypeAlias = Literal["pdf", "picture", "folder"]

PICTURE_SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".jpe", ".jfif", ".tif", ".tiff"})
_PICTURE_STARTS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"II+\x00", b"MM\x00+")
_HEADER_WINDOW = 1024  # readers accept "%PDF-" anywhere in here (ISO 32000-1, implementation note 13)


def kind_of(path: Path) -> Kind:
    """Tells what ``path`` holds, by content.

    Raises:
        UnreadableFile: missing, or no permission.
        EmptyFile: no bytes.
        UnknownFormat: neither PDF nor a picture we read, or the name says another kind than the content.
    """
    name = str(path)
    try:
        if path.is_dir():
            return "folder"
        with path.open("rb") as file:
            head = file.read(_HEADER_WINDOW)
    except FileNotFoundError as error:
        raise UnreadableFile("There is no such file.", file=name) from error
    except OSError as error:
        raise UnreadableFile(f"The file cannot be read ({error.strerror}).", file=name) from error
    if not head:
        raise EmptyFile("The file is empty.", file=name)
    kind = _kind_of_bytes(head)
    if kind is None:
        raise UnknownFormat("The file is neither a PDF nor a picture.", file=name)
    _refuse_wrong_name(path, kind)
    return kind


def _kind_of_bytes(head: bytes) -> Kind | None:
    if head.startswith(_PICTURE_STARTS):
        return "picture"
    return "pdf" if b"%PDF-" in head else None


def _refuse_wrong_name(path: Path, kind: Kind) -> None:
    """A name without a known ending is fine (uploads are stored under their hash); one that lies is not."""
    suffix = path.suffix.lower()
    named: Kind | None = "pdf" if suffix == ".pdf" else "picture" if suffix in PICTURE_SUFFIXES else None
    if named is not None and named != kind:
        inside = "a PDF" if kind == "pdf" else "a picture"
        raise UnknownFormat(f"The file is named {suffix} but holds {inside}. Rename it.", file=str(path))
