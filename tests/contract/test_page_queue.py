"""The queue of pages keeps its promises on every database: nothing twice, nothing lost, nothing from the dead."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import OperationalError, connections
from django.utils.timezone import now

from extractor.errors import DamagedFile, EmptyFile, EngineError, ExtractorError
from extractor.record.identity.known import KnownNames
from extractor.service.assembly import (
    Claimant,
    assemble_if_ready,
    hand_back_assembly,
    ready_to_assemble,
    retry_assembly,
)
from extractor.service.bootstrap import desk
from extractor.service.ingest import Incoming, original, submit
from extractor.service.page_queue import claim_page, fail_page, read_pages, reap, renew_page, retry_pages, store_page
from extractor.settings import Settings
from extractor.store.models import File, Page, Submission
from tests.judging import DESK
from tests.papers import Opened, blobs, hand_in, read_page

WORKER, SECONDS, ATTEMPTS = "w1", 60, 2
CLAIMANT = Claimant(WORKER, SECONDS, ATTEMPTS)


def expire() -> None:
    """Lets every lease run out."""
    Page.objects.filter(state="reading").update(lease_until=now() - timedelta(seconds=1))
    Submission.objects.filter(state="assembling").update(lease_until=now() - timedelta(seconds=1))


def test_a_file_is_kept_as_it_is_and_its_pages_wait(store: Settings, tmp_path: Path) -> None:
    done = hand_in(tmp_path, b"P\x03rest")
    assert (done.pages, done.duplicate) == (3, False)
    with original(File.objects.get(), blobs(tmp_path)) as path:
        assert path.read_bytes() == b"P\x03rest"
    assert list(Page.objects.order_by("number").values_list("number", "state")) == [
        (1, "waiting"), (2, "waiting"), (3, "waiting")
    ]  # fmt: skip


def test_a_folder_of_pictures_is_one_document(store: Settings, tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    for name in ("1.png", "2.png"):
        (folder / name).write_bytes(b"\x89PNG" + name.encode())
    submit(Incoming(folder, "pages", "clerk"), blobs(tmp_path), Opened)  # type: ignore[arg-type]
    with original(File.objects.get(), blobs(tmp_path)) as path:
        assert {part.name: part.read_bytes() for part in path.iterdir()} == {
            "1.png": b"\x89PNG1.png", "2.png": b"\x89PNG2.png"
        }  # fmt: skip


def test_the_same_bytes_are_taken_in_once_and_point_to_the_first(store: Settings, tmp_path: Path) -> None:
    first = hand_in(tmp_path)
    again = hand_in(tmp_path, name="copy of a.pdf", who="other")
    assert again.duplicate
    assert (again.document, again.submission) == (first.document, first.submission)
    assert File.objects.get().names == ["a.pdf", "copy of a.pdf"]
    assert Page.objects.count() == 2


def test_nothing_is_kept_of_a_file_that_does_not_open(store: Settings, tmp_path: Path) -> None:
    def refuse(path: Path) -> Opened:
        raise EmptyFile("The file is empty.")

    with pytest.raises(EmptyFile):
        submit(Incoming(b"", "a.pdf", "clerk"), blobs(tmp_path), refuse)  # type: ignore[arg-type]
    assert File.objects.count() == 0
    assert list(blobs(tmp_path).keys()) == []


def test_who_waits_goes_before_the_archive(store: Settings, tmp_path: Path) -> None:
    archive = Incoming(b"A\x02", "old.pdf", "clerk", Submission.Priority.ARCHIVE)
    submit(archive, blobs(tmp_path), Opened)  # type: ignore[arg-type]
    urgent = submit(Incoming(b"U\x01", "new.pdf", "clerk", Submission.Priority.WAITING), blobs(tmp_path), Opened)  # type: ignore[arg-type]
    first, second = claim_page(WORKER, SECONDS), claim_page(WORKER, SECONDS)
    assert first and second
    assert first.submission == urgent.submission
    assert (second.submission, second.number) != (urgent.submission, 1)


def test_a_page_named_is_claimed_once(store: Settings, tmp_path: Path) -> None:
    hand_in(tmp_path)
    page = Page.objects.get(number=2)
    assert claim_page(WORKER, SECONDS, page=page.pk)
    assert claim_page("w2", SECONDS, page=page.pk) is None


def test_many_workers_never_get_the_same_page(store: Settings, tmp_path: Path) -> None:
    hand_in(tmp_path, b"P\x28")
    taken: list[int] = []

    def work(name: str) -> None:
        while (lease := claim_page(name, SECONDS)) is not None:
            taken.append(lease.page)
        connections.close_all()

    threads = [threading.Thread(target=work, args=(f"w{at}",)) for at in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken) == sorted(Page.objects.values_list("pk", flat=True))


def test_what_was_read_comes_back_as_it_was(store: Settings, tmp_path: Path) -> None:
    done = hand_in(tmp_path)
    for _ in range(2):
        lease = claim_page(WORKER, SECONDS)
        assert lease
        assert store_page(lease, read_page(lease.number, "a\x00\ud800b"), 0.5)
    read, unread = read_pages(done.submission)
    assert (read, unread) == ([read_page(1, "a\x00\ud800b"), read_page(2, "a\x00\ud800b")], [])


def test_a_worker_that_comes_back_too_late_changes_nothing(store: Settings, tmp_path: Path) -> None:
    hand_in(tmp_path)
    late = claim_page("slow", SECONDS)
    expire()
    assert reap(ATTEMPTS).queued == 1
    quick = claim_page("quick", SECONDS)
    assert late and quick
    assert quick.page == late.page
    assert not renew_page(late, SECONDS)
    assert not store_page(late, read_page(1, "late"), 1.0)
    assert not fail_page(late, EngineError("late"), ATTEMPTS)
    assert store_page(quick, read_page(1, "quick"), 1.0)
    assert not store_page(quick, read_page(1, "twice"), 1.0)
    assert read_pages(quick.submission)[0] == [read_page(1, "quick")]


def test_a_page_that_kills_its_workers_is_set_aside_with_its_reason(store: Settings, tmp_path: Path) -> None:
    done = hand_in(tmp_path, b"P\x01")
    for _ in range(ATTEMPTS):
        assert claim_page(WORKER, SECONDS)
        expire()
        told = reap(ATTEMPTS)
    assert told.set_aside == 1
    _, (unread,) = read_pages(done.submission)
    assert "died" in unread.error.message
    assert ready_to_assemble() == [done.submission]


def test_only_what_may_succeed_is_tried_again(store: Settings, tmp_path: Path) -> None:
    done = hand_in(tmp_path)
    damaged, shaky = claim_page(WORKER, SECONDS), claim_page(WORKER, SECONDS)
    assert damaged and shaky
    assert fail_page(damaged, DamagedFile("Broken stream."), ATTEMPTS)
    assert fail_page(shaky, EngineError("It gave up."), ATTEMPTS)
    again = claim_page(WORKER, SECONDS)
    assert again and again.number == shaky.number
    assert fail_page(again, EngineError("It gave up."), ATTEMPTS)
    _, unread = read_pages(done.submission)
    assert [type(page.error) for page in unread] == [DamagedFile, EngineError]


def test_pages_set_aside_can_be_tried_anew(store: Settings, tmp_path: Path) -> None:
    done = hand_in(tmp_path, b"P\x01")
    first = claim_page(WORKER, SECONDS)
    assert first and fail_page(first, DamagedFile("Broken stream."), ATTEMPTS)
    assert retry_pages(done.submission) == 1
    assert ready_to_assemble() == []
    again = claim_page(WORKER, SECONDS)
    assert again and not store_page(first, read_page(1), 1.0)
    assert store_page(again, read_page(1), 1.0)


def test_a_document_is_assembled_once_when_its_pages_are_in(store: Settings, tmp_path: Path) -> None:
    done = hand_in(tmp_path)
    assert assemble_if_ready(done.submission, CLAIMANT, desk(store)) is None
    for _ in range(2):
        lease = claim_page(WORKER, SECONDS)
        assert lease and store_page(lease, read_page(lease.number), 0.5)
    reading = assemble_if_ready(done.submission, CLAIMANT, desk(store))
    assert reading and reading.document_id == done.document
    assert assemble_if_ready(done.submission, CLAIMANT, desk(store)) is None
    assert Submission.objects.get().state == "done"


def test_a_document_without_a_readable_page_fails_with_the_reason(store: Settings, tmp_path: Path) -> None:
    done = hand_in(tmp_path, b"P\x01")
    lease = claim_page(WORKER, SECONDS)
    assert lease and fail_page(lease, DamagedFile("Broken stream."), ATTEMPTS)
    assert assemble_if_ready(done.submission, CLAIMANT, desk(store)) is None
    row = Submission.objects.get()
    assert (row.state, "Broken stream." in row.error) == ("failed", True)


@dataclass
class Broken:
    """A lexicon that fails."""

    error: Exception

    def known(self) -> KnownNames:
        """See Lexicon."""
        raise self.error


def all_read(folder: Path) -> int:
    """A submission (id) whose pages are in."""
    done = hand_in(folder)
    for _ in range(2):
        lease = claim_page(WORKER, SECONDS)
        assert lease and store_page(lease, read_page(lease.number), 0.5)
    return done.submission


def test_an_assembly_that_a_defect_breaks_is_told_of_at_once_and_fails_in_the_end(
    store: Settings, tmp_path: Path
) -> None:
    submission, broken = all_read(tmp_path), replace(DESK, lexicon=Broken(KeyError("funds")))
    for state in ("read", "failed"):
        with pytest.raises(ExtractorError, match="KeyError: 'funds'"):
            assemble_if_ready(submission, CLAIMANT, broken)
        row = Submission.objects.get()
        assert (row.state, row.leased_by, "KeyError: 'funds'" in row.error) == (state, "", True)
    assert assemble_if_ready(submission, CLAIMANT, broken) is None
    assert retry_assembly(submission)
    assert assemble_if_ready(submission, CLAIMANT, DESK)
    assert Submission.objects.get().error == ""


def test_an_assembly_that_the_database_breaks_is_handed_back_uncounted(store: Settings, tmp_path: Path) -> None:
    submission, away = all_read(tmp_path), replace(DESK, lexicon=Broken(OperationalError("gone")))
    for _ in range(ATTEMPTS + 1):
        with pytest.raises(OperationalError):
            assemble_if_ready(submission, CLAIMANT, away)
        assert not hand_back_assembly(submission, "somebody else")
        assert hand_back_assembly(submission, WORKER)
    assert assemble_if_ready(submission, CLAIMANT, DESK)
