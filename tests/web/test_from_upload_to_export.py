"""A clerk's day on a service that reads by itself: log in, upload, watch, correct, export; a program does the same."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import psycopg
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


@pytest.fixture(scope="module")
def on_postgres(postgres: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """The same service over a real PostgreSQL, with a reader beside it."""
    with psycopg.connect(f"postgresql://tester@/postgres{postgres}", autocommit=True) as connection:
        connection.execute("CREATE DATABASE served")
    address = f"postgresql://tester@/served{postgres}"
    process, running = start(tmp_path_factory.mktemp("served"), readers=1, EXTRACTOR_DATABASE=address)
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


def test_from_upload_by_review_to_export_on_postgresql(on_postgres: Service) -> None:
    reviewer = on_postgres.person("reviewer", "reviewer")
    with Remote(on_postgres.address, on_postgres.tokens["admin"]) as remote:
        document = remote.upload(SAMPLE)["document"]
        assert remote.wait(document, READ_WITHIN)["submission"] == "done"
        before = remote.envelope(document)["records"][0]
        path = next(f"/records/0/{key}" for key in ("project_name", "reporting_unit") if before[key])
        with on_postgres.api(reviewer) as client:
            for item in client.get("/review/next", params={"count": 200}).json()["items"]:
                answer = client.post(f"/fields/{item['id']}/decisions", json={"verdict": "accepted", "seen": 0})
                assert answer.status_code == 201, answer.text
            fields = client.get(f"/documents/{document}/fields", params={"limit": 500}).json()["items"]
            field = next(one["id"] for one in fields if one["path"] == path)
            told = {"verdict": "corrected", "value": "改过的名称"}
            assert client.post(f"/fields/{field}/decisions", json=told).status_code == 201
            assert client.get("/review/next").json()["waiting"] == 0
        exported = json.loads(remote.export(document, "json"))
        assert exported["records"][0][path.rsplit("/", 1)[1]] == "改过的名称"
        assert not any(one["needs_review"] for one in exported["fields"])
        assert [one["id"] for one in remote.search(words="改过的名称")] == [document]
    assert not list(on_postgres.data.glob("*.sqlite3"))
