"""Many files in one go: paths in, their results written, what became of each out. One bad file stops no other."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from extractor.errors import ExtractorError, PageError
from extractor.export.searchable_pdf import searchable_pdf
from extractor.export.whole import write_whole
from extractor.export.workbook.book import envelopes_to_workbook
from extractor.ports import Progress
from extractor.service.digitize import Digitized, Digitizer

_log = logging.getLogger(__name__)
_PAPERS = frozenset({".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff"})


@dataclass(frozen=True)
class Goals:
    """Where results go; None: not wanted. ``out`` and ``pdf`` are folders, ``json`` and ``xlsx`` files."""

    out: Path | None = None
    json: Path | None = None
    pdf: Path | None = None
    xlsx: Path | None = None


@dataclass(frozen=True)
class Result:
    """What became of one file: ``error`` is why it failed, or what its worst page suffered."""

    path: Path
    digitized: Digitized | None = None
    error: ExtractorError | None = None


@dataclass
class Batch:
    """What became of all files."""

    results: list[Result] = field(default_factory=list)
    error: ExtractorError | None = None

    @property
    def exit_code(self) -> int:
        """0, or that of the first error."""
        errors = [result.error for result in self.results if result.error is not None]
        errors += [self.error] if self.error is not None else []
        return errors[0].exit_code if errors else 0


def documents_of(paths: Iterable[Path]) -> list[Path]:
    """The documents that ``paths`` name: a folder with PDFs stands for every paper in it, any other path for itself."""
    documents: list[Path] = []
    for path in paths:
        inside = _papers_in(path)
        documents += inside if any(file.suffix.lower() == ".pdf" for file in inside) else [path]
    return documents


def run(digitizer: Digitizer, documents: Sequence[Path], goals: Goals, progress: Progress) -> Batch:
    """Digitizes the documents one after the other and writes what is wanted of each as soon as it is done."""
    batch = Batch()
    names = _names(documents)
    for path in documents:
        batch.results.append(_one(digitizer, path, names[path], goals, progress))
    if goals.xlsx is not None:
        envelopes = [result.digitized.envelope for result in batch.results if result.digitized is not None]
        try:
            write_whole(goals.xlsx, envelopes_to_workbook(envelopes))
        except ExtractorError as error:
            batch.error = error
    return batch


def _one(digitizer: Digitizer, path: Path, name: str, goals: Goals, progress: Progress) -> Result:
    digitized: Digitized | None = None
    try:
        digitized = digitizer.digitize(path, progress)
        text = digitized.envelope.to_json().encode()
        for goal in (goals.out and goals.out / f"{name}.json", goals.json):
            if goal is not None:
                write_whole(goal, text)
        if goals.pdf is not None:
            write_whole(goals.pdf / f"{name}.pdf", searchable_pdf(path, digitized.pages))
    except ExtractorError as error:
        error.file = error.file or str(path)
        return Result(path, digitized, error)
    except Exception as error:  # noqa: BLE001 - a defect that one file brings out must not cost the others
        _log.exception("%s", path)
        message = f"Digitizing it failed inside ({type(error).__name__}: {error})."
        return Result(path, digitized, ExtractorError(message, file=str(path)))
    if not digitized.unread:
        return Result(path, digitized)
    numbers = ", ".join(str(page.number) for page in digitized.unread)
    first = digitized.unread[0].error
    return Result(path, digitized, PageError(f"Not read: page {numbers}. {first.message}", file=str(path)))


def _papers_in(path: Path) -> list[Path]:
    """The papers in a folder; none where it is no folder or may not be read, which opening it will tell."""
    try:
        return sorted(file for file in path.iterdir() if _is_paper(file))
    except OSError:
        return []


def _is_paper(path: Path) -> bool:
    return path.is_file() and path.suffix.lower() in _PAPERS and not path.name.startswith(".")


def _names(documents: Sequence[Path]) -> dict[Path, str]:
    """A name for each document's results: its own without the ending, numbered where two are called alike."""
    names: dict[Path, str] = {}
    taken: set[str] = set()
    for path in documents:
        stem = path.resolve().stem
        name, count = stem, 1
        while name in taken:
            count += 1
            name = f"{stem}-{count}"
        taken.add(name)
        names[path] = name
    return names
