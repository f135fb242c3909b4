"""Checks a PDF's structure with pikepdf before pdfium opens it: path in, page count and notes out."""

from __future__ import annotations

import mmap
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pikepdf

from extractor.engines.pdfium.bombs import refuse_bombs
from extractor.engines.pdfium.limits import Limits
from extractor.errors import DamagedFile, EncryptedFile, NoPages, TooManyPages, UnreadableFile

_TAIL_WINDOW = 2048
_TREE_DEPTH = 64


@dataclass(frozen=True)
class Structure:
    """What the check found: how many pages, notes on what is left alone, and whether there are fields to fill in."""

    page_count: int
    notes: tuple[str, ...]
    has_fields: bool


def check_structure(path: Path, limits: Limits) -> Structure:
    """Opens the PDF, walks its page tree and looks for active content.

    Raises:
        UnreadableFile, DamagedFile, EncryptedFile, NoPages, TooManyPages, DecompressionBomb: see their names.
    """
    name = str(path)
    whole_end = _look_at_bytes(path, limits)
    try:
        with _open(path, recover=False) as pdf:
            return _structure_of(pdf, limits, name)
    except pikepdf.PasswordError as error:
        raise EncryptedFile("The file is locked with a password.", file=name) from error
    except pikepdf.PdfError as error:
        if not whole_end:
            raise DamagedFile("The file is cut off or broken.", file=name) from error
    return _recovered(path, limits)


def _open(path: Path, *, recover: bool) -> pikepdf.Pdf:
    return pikepdf.open(path, attempt_recovery=recover, suppress_warnings=True)


def _recovered(path: Path, limits: Limits) -> Structure:
    """Second try for a file with a wrong cross-reference table: taken only where no page was lost."""
    name = str(path)
    try:
        with _open(path, recover=True) as pdf:
            structure = _structure_of(pdf, limits, name)
            promised = int(pdf.Root.Pages.get("/Count", -1))
    except pikepdf.PasswordError as error:
        raise EncryptedFile("The file is locked with a password.", file=name) from error
    except (pikepdf.PdfError, AttributeError, TypeError, ValueError) as error:
        raise DamagedFile("The file's structure is broken.", file=name) from error
    if promised != structure.page_count:
        raise DamagedFile(f"Only {structure.page_count} of {promised} pages are left in the file.", file=name)
    return replace(structure, notes=(*structure.notes, "the cross-reference table was rebuilt"))


def _look_at_bytes(path: Path, limits: Limits) -> bool:
    """Refuses bombs; tells whether the file ends as a PDF should."""
    try:
        with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
            refuse_bombs(data, limits, str(path))
            return data.rfind(b"%%EOF", max(0, len(data) - _TAIL_WINDOW)) >= 0
    except OSError as error:
        raise UnreadableFile(f"The file cannot be read ({error.strerror}).", file=str(path)) from error


def _structure_of(pdf: pikepdf.Pdf, limits: Limits, name: str) -> Structure:
    _refuse_bad_tree(pdf, limits, name)
    count = len(pdf.pages)
    if count == 0:
        raise NoPages("The document has no page.", file=name)
    return Structure(count, tuple(_notes(pdf)), "/AcroForm" in pdf.Root)


def _refuse_bad_tree(pdf: pikepdf.Pdf, limits: Limits, name: str) -> None:
    """Walks the page tree ourselves: libraries differ in how they take cycles and false counts."""
    seen: set[tuple[int, int]] = set()
    leaves = 0
    stack: list[tuple[Any, int]] = [(pdf.Root.get("/Pages"), 0)]
    while stack:
        node, depth = stack.pop()
        if not isinstance(node, pikepdf.Dictionary):
            raise DamagedFile("The page tree is broken.", file=name)
        if depth > _TREE_DEPTH or (node.is_indirect and node.objgen in seen):
            raise DamagedFile("The page tree runs in a circle.", file=name)
        seen.add(node.objgen)
        if "/Kids" in node:
            stack.extend((kid, depth + 1) for kid in reversed(list(node.Kids)))
        elif node.get("/Type") != pikepdf.Name.Pages:
            leaves += 1
        if leaves > limits.max_pages or len(stack) > 2 * limits.max_pages:
            raise TooManyPages(f"The document has more than {limits.max_pages} pages.", file=name)


def _notes(pdf: pikepdf.Pdf) -> list[str]:
    """Active or foreign content; pdfium here runs no script and opens no attachment, so a note is enough."""
    root = pdf.Root
    names = root.get("/Names", pikepdf.Dictionary())
    action = root.get("/OpenAction")
    scripted = isinstance(action, pikepdf.Dictionary) and action.get("/S") == pikepdf.Name.JavaScript
    found = []
    if scripted or "/JavaScript" in names or "/AA" in root:
        found.append("the file holds JavaScript; it was not run")
    if "/EmbeddedFiles" in names:
        found.append("the file holds attachments; they were not read")
    if "/XFA" in root.get("/AcroForm", pikepdf.Dictionary()):
        found.append("the file holds an XFA form; its dynamic layout was not run")
    return found
