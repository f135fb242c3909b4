"""An archive goes on where it was, whenever it is stopped, and its report tells of every file."""

from __future__ import annotations

import io
import os
import random
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import openpyxl
import pytest
from django.db import connections

from extractor.errors import OutputError
from extractor.service.archive import Errand, Means, take_in_archive
from extractor.service.archive_page import archive_page
from extractor.service.archive_report import report_of
from extractor.service.archive_tables import tables_of
from extractor.service.archive_walk import Settling, walk
from extractor.service.archive_workbook import archive_workbook
from extractor.service.bootstrap import blobs, desk
from extractor.service.inline import InlineWorker
from extractor.service.labour import LabourHere
from extractor.service.reading import ReadPage
from extractor.settings import Settings
from extractor.store.blobs import FolderBlobs
from extractor.store.models import Document, Page
from tests.workers.tiny import TinyBench, open_tiny, tiny_pdf

KILLS = int(os.environ.get("EXTRACTOR_KILLS", "6"))


class TinyReader:
    """Reads tiny papers in this process."""

    def read(self, path: Path, numbers: range) -> Iterator[ReadPage]:
        """See Reader."""
        for number in numbers:
            yield TinyBench().read(open_tiny(path), number)

    def close(self) -> None:
        """Nothing is held."""


def fill(folder: Path) -> Path:
    """An archive of three years and two units, with whatever else lies in such folders."""
    for year in (2018, 2019, 2021):
        for unit in ("教育局", "水利局"):
            place = folder / f"{year}年度" / f"某县{unit}"
            place.mkdir(parents=True)
            for at in range(2):
                (place / f"自评{at}.pdf").write_bytes(tiny_pdf(f"{year}{unit}{at}", 2))
    (folder / "2019年度" / "某县教育局" / "再扫.pdf").write_bytes(tiny_pdf("2018教育局0", 2))
    (folder / "2019年度" / "broken.pdf").write_bytes(b"%PDF-1.4 broken")
    (folder / "2019年度" / "清单.xlsx").write_bytes(b"PK")
    (folder / ".hidden.pdf").write_bytes(b"")
    return folder


def take_in(folder: Path, settings: Settings, **wish: object) -> dict[str, list[tuple[object, ...]]]:
    """Takes an archive in here; its report's tables by title."""
    with LabourHere(settings, lambda asked: InlineWorker(TinyReader(), blobs(asked), asked, desk(asked))) as labour:
        means = Means(labour, blobs(settings), open_tiny)  # type: ignore[arg-type]
        taken = take_in_archive(Errand(folder, "clerk", **wish), means, lambda standing: None, Event())  # type: ignore[arg-type]
    tables = tables_of(report_of(taken.run), taken)
    assert archive_page(tables).startswith(b"<!doctype html>")
    assert openpyxl.load_workbook(io.BytesIO(archive_workbook(tables))).sheetnames == [one.title for one in tables]
    return {table.title.split()[0]: list(table.rows) for table in tables}


def test_every_file_is_told_of(store: Settings, tmp_path: Path) -> None:
    told = take_in(fill(tmp_path / "archive"), store, pdf=tmp_path / "pdf")
    figures = dict(told["总览"])
    assert (figures["文件 files"], figures["完成 done"], figures["失败 failed"], figures["重复 duplicates"]) == (
        14,
        12,
        1,
        1,
    )
    path, page, told_in_chinese, *_ = told["失败"][0]
    assert (path, page, "交给管理员" in str(told_in_chinese)) == ("2019年度/broken.pdf", None, True)
    assert told["重复"] == [("2019年度/某县教育局/再扫.pdf",)]
    assert told["未处理"] == [("2019年度/清单.xlsx",)]
    assert told["单位与年度"] == [("某县教育局", 2, 2, "缺", 2), ("某县水利局", 2, 2, "缺", 2)]
    assert len(list((tmp_path / "pdf").rglob("*.pdf"))) == 13


def test_what_is_done_is_not_done_again_and_what_is_new_is(store: Settings, tmp_path: Path) -> None:
    folder = fill(tmp_path / "archive")
    first = take_in(folder, store)
    assert take_in(folder, store) == first
    assert set(Page.objects.values_list("attempt", flat=True)) == {1}
    (folder / "2019年度" / "broken.pdf").write_bytes(tiny_pdf("scanned again", 1))
    (folder / "2021年度" / "new.pdf").write_bytes(tiny_pdf("new", 1))
    figures = dict(take_in(folder, store)["总览"])
    assert (figures["完成 done"], figures["失败 failed"]) == (14, 0)


def test_stopped_at_any_moment_it_goes_on_and_the_report_is_the_same(
    store: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, opened: Callable[[str], Settings]
) -> None:
    folder = fill(tmp_path / "archive")
    undisturbed = take_in(folder, opened(f"sqlite:///{tmp_path / 'undisturbed.sqlite3'}"))
    opened(store.database)
    monkeypatch.setenv("TINY_SECONDS", f"{0.01 * KILLS}")  # so that there is something left to do at each
    patient = store.model_copy(update={"page_attempts": 100})  # of these deaths no page is guilty
    luck = random.Random(5)
    for _ in range(KILLS):
        connections.close_all()
        victim = os.fork()
        if victim == 0:
            try:
                take_in(folder, patient)
            finally:
                os._exit(0)
        time.sleep(luck.uniform(0, 0.8))
        os.kill(victim, signal.SIGKILL)
        os.waitpid(victim, 0)
    monkeypatch.delenv("TINY_SECONDS")
    assert Page.objects.filter(attempt__gt=1).exists()
    assert take_in(folder, patient) == undisturbed
    assert Document.objects.count() == 12
    assert set(Page.objects.values_list("state", flat=True)) == {"read"}


def test_a_folder_of_nothing_but_pictures_is_one_paper(tmp_path: Path) -> None:
    for name in ("2018/a/1.png", "2018/a/2.png", "2018/b/1.png", "2018/b/x.pdf", "2018/c/only.jpg"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"12")
    found = {str(paper.path): paper.size for paper in walk(tmp_path).papers}
    assert found == {"2018/a": 4, "2018/b/1.png": 2, "2018/b/x.pdf": 2, "2018/c/only.jpg": 2}


def test_a_scanner_is_given_time_to_finish(tmp_path: Path) -> None:
    settling, paper = Settling(tmp_path, 10), tmp_path / "a.pdf"

    def whole(now: float) -> list[str]:
        return [str(one.path) for one in settling.whole(walk(tmp_path).papers, now)]

    paper.write_bytes(b"%PDF half")
    assert whole(0) == []
    assert whole(50) == []
    paper.write_bytes(b"%PDF half and half %%EOF")
    assert whole(60) == []
    assert whole(65) == []
    assert whole(71) == ["a.pdf"]


class FullDisk(FolderBlobs):
    """Has no room at first."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.full = 2

    def put(self, key: str, content: bytes | Path) -> None:
        """See BlobStore."""
        if self.full:
            self.full -= 1
            raise OutputError("It cannot be stored (No space left on device).", file=key)
        super().put(key, content)


def test_a_full_disk_is_waited_for(sqlite_store: str, opened: Callable[[str], Settings], tmp_path: Path) -> None:
    settings = opened(sqlite_store)
    (tmp_path / "archive").mkdir()
    (tmp_path / "archive" / "a.pdf").write_bytes(tiny_pdf("a", 1))
    full = FullDisk(settings.data / "blobs")
    with LabourHere(settings, lambda asked: InlineWorker(TinyReader(), full, asked, desk(asked))) as labour:
        means = Means(labour, full, open_tiny)  # type: ignore[arg-type]
        taken = take_in_archive(Errand(tmp_path / "archive", "clerk"), means, lambda standing: None, Event())
    report = report_of(taken.run)
    assert (report.done, report.failures) == (1, ())
