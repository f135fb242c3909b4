"""Pages handed in are read by Celery workers, whatever happens to messages, broker and processes."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connections

from extractor.service.bootstrap import blobs, job_queue
from extractor.service.hand_in import hand_in as hand_in_and_wake
from extractor.service.hand_in import hand_in_again, try_again
from extractor.service.ingest import Incoming, submit
from extractor.settings import Settings, read_settings
from extractor.store.models import Document, Page, Submission
from tests.s3_server import s3_server
from tests.workers.conftest import Crew, RedisServer
from tests.workers.tiny import open_tiny, tiny_pdf
from workers.configuration import PAGES

PATIENCE = 60


def hand_in(settings: Settings, text: str, pages: int = 2, priority: int = 5) -> int:
    """Hands a tiny paper in; its submission."""
    incoming = Incoming(tiny_pdf(text, pages), f"{text}.pdf", "clerk", Submission.Priority(priority))
    return submit(incoming, blobs(settings), open_tiny).submission  # type: ignore[arg-type]


def until(met: Callable[[], bool]) -> None:
    """Waits."""
    end = time.monotonic() + PATIENCE
    while not met():
        assert time.monotonic() < end, "it did not happen"
        connections.close_all()
        time.sleep(0.1)


def all_done() -> bool:
    """Whether no submission is under way."""
    return not Submission.objects.exclude(state__in=("done", "failed")).exists()


def test_what_is_handed_in_is_read_and_assembled(office: Settings, crew: Crew) -> None:
    queue = job_queue(office)
    assert queue is not None
    for at in range(3):
        hand_in(office, f"第{at}号", 3)
    queue.wake_for_pages(list(Page.objects.values_list("pk", flat=True)))
    crew.start("--concurrency", "2")
    until(all_done)
    assert Document.objects.filter(current__isnull=False).count() == 3
    assert set(Page.objects.values_list("state", "attempt")) == {("read", 1)}


def test_what_is_handed_in_or_tried_again_wakes_workers_at_once(office: Settings, redis_server: RedisServer) -> None:
    done = hand_in_and_wake(Incoming(tiny_pdf("第1号", 3), "1.pdf", "clerk"), office)
    assert redis_server.client().llen(PAGES) == 3
    assert hand_in_and_wake(Incoming(tiny_pdf("第1号", 3), "1.pdf", "clerk"), office).duplicate
    assert redis_server.client().llen(PAGES) == 3
    hand_in_again(done.document, Incoming(b"", "1.pdf", "clerk"), office)
    assert redis_server.client().llen(PAGES) == 6
    Page.objects.filter(submission=done.submission, number=2).update(state="unread")
    assert try_again(done.submission, office) == 1
    assert redis_server.client().llen(PAGES) == 6 + 3


def test_without_any_message_workers_look_into_the_store(
    office: Settings, crew: Crew, redis_server: RedisServer
) -> None:
    crew.start("--concurrency", "1")
    hand_in(office, "第1号")
    redis_server.client().flushall()
    until(all_done)
    redis_server.stop()
    hand_in(office, "第2号")
    redis_server.start()
    until(all_done)
    assert Submission.objects.filter(state="done").count() == 2


def test_a_poisonous_page_is_set_aside_and_its_packet_is_finished(
    office: Settings, crew: Crew, monkeypatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("EXTRACTOR_PAGE_LEASE", "4")
    monkeypatch.setenv("EXTRACTOR_PAGE_ATTEMPTS", "2")
    for text in ("crash2", "hang2", "greedy2", "harmless"):
        hand_in(office, text, 3)
    worker = crew.start("--concurrency", "2")
    until(all_done)
    assert worker.poll() is None
    unread = {
        page.submission.name: page.error for page in Page.objects.filter(state="unread").select_related("submission")
    }
    assert set(unread) == {"crash2.pdf", "hang2.pdf", "greedy2.pdf"}
    assert "died" in unread["crash2.pdf"]
    assert "too long" in unread["hang2.pdf"]
    assert "memory" in unread["greedy2.pdf"]
    for document in Document.objects.select_related("current"):
        told = [found["rule"] for found in document.current.envelope["findings"]]
        assert ("unread-page" in told) == (document.name != "harmless.pdf")


def test_workers_share_no_folder_where_originals_lie_in_a_bucket(
    office: Settings, crew: Crew, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "tester")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    monkeypatch.setenv("EXTRACTOR_CACHE_DIR", str(tmp_path / "cache"))
    with s3_server() as bucket:
        monkeypatch.setenv("EXTRACTOR_BLOBS", bucket.address)
        hand_in(read_settings(), "第1号", 3)
        monkeypatch.setenv("EXTRACTOR_DATA", str(tmp_path / "another machine"))
        crew.start("--concurrency", "1")
        until(all_done)
        assert bucket.reads == 1
    assert set(Page.objects.values_list("state", flat=True)) == {"read"}
    assert Document.objects.filter(current__isnull=False).count() == 1
