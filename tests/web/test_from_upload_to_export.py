"""A clerk's day on a service that reads by itself: log in, upload, watch, correct, export; a program does the same."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from extractor.errors import NotInStore, UnknownFormat
from extractor.remote import Remote
from tests.web.conftest import SAMPLES, Service, start, stop

SAMPLE = SAMPLES / "evaluation-national-digital.pdf"
READ_WITHIN = 90
"""Seconds."""


@pytest.fixture(scope="module")
def reading(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service with a reader beside it."""
    process, running = start(tmp_path_factory.mktemp("reading"), readers=1)
    yield running
    stop(process)


def test_a_clerk_hands_in_corrects_and_exports(reading: Service, open_page: Any, tmp_path: Path) -> None:
    bad = tmp_path / "notes.pdf"
    bad.write_text("no PDF at all")
    reading.person("clerk", "reviewer")
    page = open_page("clerk", "/upload", at=reading)
    page.set_input_files("#files", [SAMPLE, bad])
    page.wait_for_selector("#sent .mishap")
    assert "PDF、PNG、JPEG" in page.inner_text("#sent")
    page.set_input_files("#files", SAMPLE)
    page.wait_for_selector("#sent >> text=已有同一文件")
    page.wait_for_selector("#recent .state:not(.reading)", timeout=READ_WITHIN * 1000)
    page.click("#recent a")
    name = page.locator("button.value[data-path='/records/0/project_name']")
    name.click()
    page.wait_for_selector("#mark:not([hidden])")
    page.locator("#editor textarea").fill("改过的项目名称")
    page.keyboard.press("Enter")
    page.wait_for_selector("button.value.corrected[data-path='/records/0/project_name']")
    with page.expect_download() as awaited:
        page.click("text=XLSX")
    book = openpyxl.load_workbook(io.BytesIO(Path(awaited.value.path()).read_bytes()))
    assert any(cell.value == "改过的项目名称" for sheet in book for row in sheet.iter_rows() for cell in row)
    page.goto(f"{reading.address}/documents?project=改过的")
    assert page.locator("#found tbody tr").count() == 1
    page.goto(f"{reading.address}/ledger?name=改过的项目名称")
    assert page.locator(".chart svg").count() == 1


def test_a_program_does_the_same(reading: Service, tmp_path: Path) -> None:
    bad = tmp_path / "notes.txt"
    bad.write_text("no PDF at all")
    with Remote(reading.address, reading.tokens["admin"]) as remote:
        done = remote.upload(SAMPLE)
        status = remote.wait(done["document"], READ_WITHIN)
        assert (status["submission"], {page["state"] for page in status["pages"]}) == ("done", {"read"})
        assert remote.envelope(done["document"])["records"][0]["kind"] == "project_evaluation"
        assert remote.export(done["document"], "pdf").startswith(b"%PDF-")
        assert [one["id"] for one in remote.search(kind="project_evaluation")] == [done["document"]]
        with pytest.raises(UnknownFormat):
            remote.upload(bad)
        with pytest.raises(NotInStore):
            remote.status(10**6)
