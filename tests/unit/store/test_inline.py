"""Reading what is queued in one program: begun work goes on, and what a dead process held is free at once."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from extractor.errors import DamagedFile, EngineError
from extractor.pipeline import UnreadPage
from extractor.service.inline import InlineWorker, free_the_dead, own_name, unfinished
from extractor.service.page_queue import claim_page, read_pages
from extractor.service.reading import ReadPage
from extractor.settings import Settings
from extractor.store.models import Page, Submission
from tests.judging import DESK
from tests.papers import blobs, hand_in, read_page


class Reading:
    """Reads every page, but fails on those it is told to; remembers what it was asked for."""

    def __init__(self, **failures: Exception) -> None:
        self.asked: list[int] = []
        self.failures = {int(name[1:]): error for name, error in failures.items()}

    def read(self, path: Path, numbers: range) -> Iterator[ReadPage]:
        """Backwards, as a pool might."""
        for number in reversed(numbers):
            self.asked.append(number)
            error = self.failures.get(number)
            outcome = UnreadPage(number, error) if error else read_page(number)  # type: ignore[arg-type]
            yield ReadPage(number, outcome, 0.1)

    def close(self) -> None:
        """Nothing to close."""


@pytest.fixture
def settings(opened: Callable[[str], Settings], sqlite_store: str) -> Settings:
    """An open, empty store."""
    return opened(sqlite_store)


def test_all_pages_are_read_and_the_document_assembled(settings: Settings, tmp_path: Path) -> None:
    done, reader = hand_in(tmp_path, b"P\x05"), Reading()
    reading = InlineWorker(reader, blobs(tmp_path), settings, DESK).work(done.submission)
    assert reading is not None
    assert sorted(reader.asked) == [1, 2, 3, 4, 5]
    assert Submission.objects.get().state == "done"
    assert unfinished(10) == []


def test_only_what_is_missing_is_read_when_it_goes_on(settings: Settings, tmp_path: Path) -> None:
    done, reader = hand_in(tmp_path, b"P\x05"), Reading()
    for number in (2, 4):
        Page.objects.filter(number=number).update(state="unread", error_kind="DamagedFile")
    Submission.objects.update(pages_left=3)
    InlineWorker(reader, blobs(tmp_path), settings, DESK).work(done.submission)
    assert sorted(reader.asked) == [1, 3, 5]


def test_a_page_that_fails_is_tried_again_only_where_that_may_help(settings: Settings, tmp_path: Path) -> None:
    done = hand_in(tmp_path, b"P\x03")
    reader = Reading(p2=DamagedFile("Broken."), p3=EngineError("It gave up."))
    InlineWorker(reader, blobs(tmp_path), settings, DESK).work(done.submission)
    assert sorted(reader.asked) == [1, 2, 3, 3, 3]
    assert [page.number for page in read_pages(done.submission)[1]] == [2, 3]


def test_what_a_dead_process_held_is_free_at_once_and_what_a_living_one_holds_is_not(
    settings: Settings, tmp_path: Path
) -> None:
    hand_in(tmp_path, b"P\x02")
    code = "from extractor.service.inline import own_name; print(own_name())"
    setup = "import django; django.setup(); "
    dead = subprocess.run(
        [sys.executable, "-c", setup + code], capture_output=True, text=True, check=True
    ).stdout.strip()
    assert claim_page(dead, 600) and claim_page(own_name(), 600)
    free_the_dead(settings)
    assert list(Page.objects.order_by("number").values_list("state", flat=True)) == ["waiting", "reading"]


def test_what_this_process_held_when_the_database_went_away_it_takes_up_again(
    settings: Settings, tmp_path: Path
) -> None:
    done = hand_in(tmp_path, b"P\x02")
    held = claim_page(own_name(), 60)
    assert held is not None
    reader = Reading()
    assert InlineWorker(reader, blobs(tmp_path), settings, DESK).work(done.submission)
    assert sorted(reader.asked) == [1, 2]


class Closed:
    """Cannot open its file any more."""

    def read(self, path: Path, numbers: range) -> Iterator[ReadPage]:
        """See Reader."""
        raise DamagedFile("It is broken by now.", file=str(path))
        yield

    def close(self) -> None:
        """Nothing to close."""


def test_a_file_that_cannot_be_opened_any_more_fails_with_the_reason(settings: Settings, tmp_path: Path) -> None:
    done = hand_in(tmp_path, b"P\x02")
    assert InlineWorker(Closed(), blobs(tmp_path), settings, DESK).work(done.submission) is None
    row = Submission.objects.get()
    assert (row.state, "It is broken by now." in row.error) == ("failed", True)
