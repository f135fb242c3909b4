"""Many files in one go: one bad file stops no other, and results never overwrite each other."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from extractor.errors import DamagedFile, EmptyFile, ExtractorError, OutputError, PageError
from extractor.paper.block import PageBlocks
from extractor.paper.page import Page
from extractor.pipeline import LookAway, UnreadPage
from extractor.service.batch import Goals, documents_of, run
from extractor.service.digitize import Digitizer, Silence
from extractor.service.reading import ReadPage
from tests.judging import DESK


class Paper:
    """An opened file whose name tells what is wrong with it."""

    notes = ()

    def __init__(self, path: Path) -> None:
        if path.stem.startswith("empty"):
            raise EmptyFile("The file is empty.", file=str(path))
        if path.stem.startswith("odd"):
            raise ZeroDivisionError("a defect of ours")
        self.path = path
        self.page_count = 3


class Reading:
    """Reads pages as blank; the second page of ``torn`` and every page of ``broken`` cannot be read."""

    def read(self, path: Path, numbers: range) -> Iterator[ReadPage]:
        """Backwards, as a pool might."""
        for number in reversed(numbers):
            bad = path.stem.startswith("broken") or (path.stem.startswith("torn") and number == 2)
            error = DamagedFile("Broken stream.") if path.stem.startswith("broken") else PageError("Unreadable.")
            page = PageBlocks(Page(number, "scan", 595, 842), ())
            yield ReadPage(number, UnreadPage(number, error) if bad else page, 0.1)

    def close(self) -> None:
        """Nothing to close."""


@pytest.fixture
def digitizer() -> Digitizer:
    """A digitizer over fakes."""
    return Digitizer(Reading(), Paper, lambda path: LookAway(), DESK)  # type: ignore[arg-type]


def files(folder: Path, *names: str) -> list[Path]:
    """Files of these names."""
    made = []
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(name.encode())
        made.append(path)
    return made


def errors(batch_results: list) -> list[type[ExtractorError] | None]:
    """What each file suffered."""
    return [type(result.error) if result.error else None for result in batch_results]


def test_the_others_finish(digitizer: Digitizer, tmp_path: Path) -> None:
    documents = files(tmp_path, "a.pdf", "empty.pdf", "broken.pdf", "odd.pdf", "b.pdf")
    done = run(digitizer, documents, Goals(out=tmp_path / "out"), Silence())
    assert errors(done.results) == [None, EmptyFile, DamagedFile, ExtractorError, None]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["a.json", "b.json"]
    assert done.exit_code == EmptyFile.exit_code


def test_an_unread_page_shows_in_the_exit_code_and_the_result_is_written(digitizer: Digitizer, tmp_path: Path) -> None:
    done = run(digitizer, files(tmp_path, "torn.pdf"), Goals(out=tmp_path / "out"), Silence())
    assert done.exit_code == PageError.exit_code
    envelope = json.loads((tmp_path / "out" / "torn.json").read_text())
    assert envelope["document"]["page_count"] == 3
    assert [page["number"] for page in envelope["document"]["pages"]] == [1, 3]


def test_files_of_one_name_do_not_overwrite_each_other(digitizer: Digitizer, tmp_path: Path) -> None:
    documents = files(tmp_path, "x/a.pdf", "y/a.pdf")
    run(digitizer, documents, Goals(out=tmp_path / "out"), Silence())
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["a-2.json", "a.json"]


def test_a_folder_of_pdfs_stands_for_each_of_them_and_one_of_pictures_for_itself(tmp_path: Path) -> None:
    papers = files(tmp_path, "papers/b.pdf", "papers/a.PDF", "papers/c.png", "papers/notes.txt")
    files(tmp_path, "pages/1.png", "pages/2.png")
    assert documents_of([tmp_path / "papers"]) == [papers[1], papers[0], papers[2]]
    assert documents_of([tmp_path / "pages", tmp_path / "none.pdf"]) == [tmp_path / "pages", tmp_path / "none.pdf"]


def test_a_result_that_cannot_be_written_is_an_error_of_its_file(digitizer: Digitizer, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    done = run(digitizer, files(tmp_path, "a.pdf"), Goals(out=tmp_path / "out"), Silence())
    assert errors(done.results) == [OutputError]


def test_the_workbook_holds_what_could_be_read(digitizer: Digitizer, tmp_path: Path) -> None:
    goals = Goals(xlsx=tmp_path / "all.xlsx")
    done = run(digitizer, files(tmp_path, "a.pdf", "broken.pdf"), goals, Silence())
    assert goals.xlsx is not None
    assert goals.xlsx.exists()
    assert done.exit_code == DamagedFile.exit_code
