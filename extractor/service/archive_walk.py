"""A folder of past years in, its papers out in order of their paths; and what lies there that is no paper."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from extractor.service.archive_run import FoundFile

_PICTURES = frozenset({".png", ".jpg", ".jpeg", ".tif", ".tiff"})
_PDF = ".pdf"
_TAIL = 1024
_END = b"%%EOF"
_PATIENCE = 20
"""How many times longer than others a PDF without an end is waited for."""


@dataclass(frozen=True)
class Walk:
    """What lies in an archive: ``papers``, and paths of files that are none (``others``)."""

    papers: tuple[FoundFile, ...]
    others: tuple[PurePath, ...]


def walk(folder: Path) -> Walk:
    """Looks through a folder and all below it.

    A folder that holds nothing but two or more pictures is one paper, its pages in order of their names; any PDF, and
    any picture beside others, is a paper of its own. A folder that may not be looked into counts as a paper that
    cannot be read, so that the report tells of it. Hidden files and links to folders are passed over.
    """
    papers: list[FoundFile] = []
    others: list[PurePath] = []
    closed: list[Path] = []
    for place, below, names in os.walk(folder, onerror=lambda error: closed.append(Path(str(error.filename)))):
        below[:] = sorted(name for name in below if not name.startswith("."))
        here = [Path(place) / name for name in sorted(names) if not name.startswith(".")]
        pictures = [path for path in here if path.suffix.lower() in _PICTURES]
        single = [path for path in here if path.suffix.lower() == _PDF]
        if len(pictures) > 1 and len(pictures) == len(here) and not below and Path(place) != folder:
            papers += _found(folder, Path(place), pictures)
        else:
            papers += [one for path in sorted(single + pictures) for one in _found(folder, path, [path])]
        others += [path.relative_to(folder) for path in here if path not in pictures and path not in single]
    papers += [FoundFile(path.relative_to(folder), 0, 0.0) for path in closed if path != folder]
    return Walk(tuple(sorted(papers, key=lambda paper: str(paper.path))), tuple(sorted(others)))


@dataclass
class Settling:
    """Tells which papers of a scanner's folder are whole: those that have stopped growing for so many ``seconds``."""

    folder: Path
    seconds: float
    _seen: dict[PurePath, tuple[FoundFile, float]] = field(default_factory=dict)

    def whole(self, papers: tuple[FoundFile, ...], now: float) -> Iterator[FoundFile]:
        """Those that are whole.

        Args:
            papers: what is there.
            now: a clock in seconds that never goes back.
        """
        before: Mapping[PurePath, tuple[FoundFile, float]] = self._seen
        self._seen = {}
        for paper in papers:
            last, since = before.get(paper.path, (None, now))
            since = since if last == paper else now
            self._seen[paper.path] = (paper, since)
            needed = self.seconds if _has_end(self.folder / paper.path) else self.seconds * _PATIENCE
            if now - since >= needed:
                yield paper


def _found(folder: Path, path: Path, files: list[Path]) -> list[FoundFile]:
    """The paper at a path; none where it vanished meanwhile."""
    try:
        facts = [file.stat() for file in files]
    except OSError:
        return []
    return [FoundFile(path.relative_to(folder), sum(one.st_size for one in facts), max(one.st_mtime for one in facts))]


def _has_end(path: Path) -> bool:
    """Whether a PDF's last bytes are there; anything else has no such mark."""
    if path.suffix.lower() != _PDF:
        return True
    try:
        with path.open("rb") as file:
            file.seek(max(0, path.stat().st_size - _TAIL))
            return _END in file.read()
    except OSError:
        return False
