"""The books of an archive run: nothing is done twice, nothing forgotten, and the report tells of every file."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest

from extractor.errors import DamagedFile, EmptyFile
from extractor.service.archive_report import Failure, report_of
from extractor.service.archive_run import (
    FoundFile,
    next_items,
    note_found,
    note_refused,
    note_submitted,
    open_run,
    try_refused_again,
    unit_of,
    year_of,
)
from extractor.service.ingest import Incoming, Submitted, submit
from extractor.service.page_queue import claim_page, fail_page
from extractor.service.saving import ToSave, save_envelope
from extractor.settings import Settings
from extractor.store.models import ArchiveItem
from tests.papers import Opened, blobs, envelope, evaluation


def found(*names: str, size: int = 10) -> list[FoundFile]:
    """Files of an archive."""
    return [FoundFile(PurePosixPath(name), size, 1.5) for name in names]


def hand_in_item(folder: Path, item: ArchiveItem, content: bytes) -> Submitted:
    """Hands a file of the archive in."""
    return submit(Incoming(content, item.path, "clerk", run=item.run_id), blobs(folder), Opened)  # type: ignore[arg-type]


def test_a_run_goes_on_where_it_was(store: Settings, tmp_path: Path) -> None:
    run = open_run(tmp_path, "clerk", {})
    assert note_found(run.pk, found("2018/a.pdf", "2018/b.pdf")) == 2
    first = next_items(run.pk, 1)[0]
    note_submitted(first, hand_in_item(tmp_path, first, b"P\x01"))
    again = open_run(tmp_path, "clerk", {})
    assert again == run
    assert note_found(run.pk, found("2018/a.pdf", "2018/b.pdf", "2018/c.pdf")) == 1
    assert [item.path for item in next_items(run.pk, 9)] == ["2018/b.pdf", "2018/c.pdf"]
    assert note_found(run.pk, found("2018/a.pdf", size=11)) == 1
    assert open_run(tmp_path / "other", "clerk", {}) != run


def test_what_was_handed_in_just_before_a_power_cut_is_no_duplicate(store: Settings, tmp_path: Path) -> None:
    run = open_run(tmp_path, "clerk", {})
    note_found(run.pk, found("a.pdf", "b.pdf"))
    first, second = next_items(run.pk, 2)
    hand_in_item(tmp_path, first, b"P\x01")  # and the power is cut before it is noted
    note_submitted(first, hand_in_item(tmp_path, first, b"P\x01"))
    note_submitted(second, hand_in_item(tmp_path, second, b"P\x01"))
    assert report_of(run.pk).duplicates == ("b.pdf",)


def test_the_report_tells_what_became_of_every_file(store: Settings, tmp_path: Path) -> None:
    run = open_run(tmp_path, "clerk", {})
    names = ("2018/a.pdf", "2018/copy.pdf", "2020/b.pdf", "2021/empty.pdf", "2021/torn.pdf", "2021/late.pdf")
    note_found(run.pk, found(*names))
    a, copy, b, empty, torn, _ = next_items(run.pk, 9)
    for item, content, year in (
        (a, b"A\x01", 2018),
        (copy, b"A\x01", None),
        (b, b"B\x01", 2020),
        (torn, b"T\x02", None),
    ):
        submitted = hand_in_item(tmp_path, item, content)
        note_submitted(item, submitted)
        if year is not None:
            whole = envelope(evaluation(year=year), doubtful=("/records/0/total_score",))
            save_envelope(submitted.submission, ToSave(whole))
    note_refused(empty, EmptyFile("The file is empty."))
    lease = claim_page("w", 60, submission=ArchiveItem.objects.get(pk=torn.pk).submission_id)
    assert lease and fail_page(lease, DamagedFile("Broken stream."), 3)
    report = report_of(run.pk)
    assert (report.files, report.done, report.waiting) == (6, 2, 2)
    assert report.duplicates == ("2018/copy.pdf",)
    assert report.failures == (
        Failure("2021/empty.pdf", None, "EmptyFile", "The file is empty."),
        Failure("2021/torn.pdf", 1, "DamagedFile", "Broken stream."),
    )
    assert report.matrix == {(2018, "某市就业服务中心"): 1, (2020, "某市就业服务中心"): 1}
    assert report.gaps == (("某市就业服务中心", 2019),)
    assert report.flagged == 2
    assert try_refused_again(run.pk) == 1
    assert [item.path for item in next_items(run.pk, 9)] == ["2021/empty.pdf", "2021/late.pdf"]


@pytest.mark.parametrize(
    ("path", "year", "unit"),
    [
        ("2018年/抚宁区就业服务中心/自评.pdf", 2018, "抚宁区就业服务中心"),
        ("2019/2020年绩效/民政局-3.pdf", 2020, "民政局"),
        ("存档/区卫健局2021.pdf", 2021, "区卫健局"),
        ("20190606001.pdf", None, ""),
        ("scan.pdf", None, ""),
    ],
)
def test_a_path_tells_year_and_unit(path: str, year: int | None, unit: str) -> None:
    assert (year_of(PurePosixPath(path)), unit_of(PurePosixPath(path))) == (year, unit)
