"""Whatever is killed, restarted, flushed or paused: in the end everything exactly once, and as if nothing had happened.

A short run of 40 documents. The full one:
``EXTRACTOR_CHAOS=500 EXTRACTOR_CHAOS_SEEDS=5 EXTRACTOR_CHAOS_WORKERS=4 pytest -s tests/workers/test_chaos.py``.
The disk fills up only where a small one can be mounted.
"""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event, Thread

import pytest
from django.db import DatabaseError, connections

from extractor.service.archive import Errand, Means, take_in_archive
from extractor.service.bootstrap import blobs, job_queue
from extractor.service.digitize import sha256_of
from extractor.service.labour import LabourElsewhere
from extractor.settings import Settings
from extractor.store.models import Document, Page, Reading, Submission
from tests.conftest import PostgresServer, postgres_in
from tests.workers.conftest import Crew, RedisServer
from tests.workers.test_archive import take_in
from tests.workers.tiny import open_tiny, tiny_pdf

DOCUMENTS = int(os.environ.get("EXTRACTOR_CHAOS", "40"))
SEEDS = int(os.environ.get("EXTRACTOR_CHAOS_SEEDS", "1"))
WORKERS = int(os.environ.get("EXTRACTOR_CHAOS_WORKERS", "3"))
PATIENCE = 60 + 4 * DOCUMENTS
LONGEST_FILL = 2.0
"""Seconds."""
DISK = 512
"""MiB: what PostgreSQL, its log and the originals need, and half as much again."""


class Chaos:
    """Does harm at random, and undoes what an operator's service manager would: it starts again what was killed."""

    def __init__(
        self, luck: random.Random, crew: Crew, broker: RedisServer, database: PostgresServer, disk: Path | None
    ) -> None:
        self.luck, self.crew, self.broker, self.database, self._disk = luck, crew, broker, database, disk
        self.done: list[str] = []
        self.harms: tuple[Callable[[], None], ...] = (
            self.kill_worker, self.kill_process, self.restart_redis, self.flush_redis, self.pause_redis,
            self.restart_postgres, self.deliver_twice, *((self.fill_disk,) if disk is not None else ()),
        )  # fmt: skip

    def strike(self) -> None:
        """Does one harm."""
        self.database.start_again()
        harm = self.luck.choice(self.harms)
        self.done.append(harm.__name__)
        harm()

    def kill_worker(self) -> None:
        """A worker and all its processes, with -9."""
        self.crew.kill(self.luck.choice(self.crew.workers))
        self.crew.start("--concurrency", "1")

    def kill_process(self) -> None:
        """The process that reads, with -9; its worker lives on."""
        worker = self.luck.choice(self.crew.workers)
        told = subprocess.run(["pgrep", "-P", str(worker.pid)], capture_output=True, text=True, check=False)
        if children := told.stdout.split():
            os.kill(int(self.luck.choice(children)), signal.SIGKILL)

    def restart_redis(self) -> None:
        """With all it held lost."""
        self.broker.stop()
        time.sleep(self.luck.uniform(0, 1))
        self.broker.start()

    def flush_redis(self) -> None:
        """Every message lost."""
        self.broker.client().flushall()

    def pause_redis(self) -> None:
        """As on a machine that is swapping."""
        self.broker.process.send_signal(signal.SIGSTOP)
        time.sleep(self.luck.uniform(0, 2))
        self.broker.process.send_signal(signal.SIGCONT)

    def restart_postgres(self) -> None:
        """As after a crash."""
        self.database.stop()
        time.sleep(self.luck.uniform(0, 1))
        self.database.start()

    def fill_disk(self) -> None:
        """Originals and database have no room for a while; a PostgreSQL that gave up is started once they have."""
        assert self._disk is not None
        ballast = self._disk / "ballast"
        with ballast.open("wb", buffering=0) as goal, contextlib.suppress(OSError):
            while True:
                goal.write(bytes(1 << 20))
        time.sleep(self.luck.uniform(0, LONGEST_FILL))
        ballast.unlink()
        self.database.start_again()

    def deliver_twice(self) -> None:
        """Every message that lies there once more."""
        client = self.broker.client()
        for queue in ("extractor.pages", "extractor.documents"):
            for message in client.lrange(queue, 0, -1):
                client.lpush(queue, message)


def fill(folder: Path, luck: random.Random) -> Path:
    """An archive of tiny papers of one to four pages."""
    for at in range(DOCUMENTS):
        place = folder / str(2015 + at % 5)
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{at}.pdf").write_bytes(tiny_pdf(f"第{at}号", luck.randrange(1, 5)))
    return folder


def records() -> dict[str, object]:
    """What was read of each original, by its checksum."""
    rows = Document.objects.select_related("file", "current")
    return {row.file.sha256: row.current and row.current.envelope for row in rows}


@pytest.fixture
def disk() -> Iterator[Path | None]:
    """A small disk that originals and database share; None where none can be mounted."""
    folder = Path(tempfile.mkdtemp(prefix="extractor-disk-"))  # a path short enough for PostgreSQL's socket
    mount = ["mount", "-t", "tmpfs", "-o", f"size={DISK}m,mode=0777", "tmpfs", str(folder)]
    mounted = subprocess.run(mount, capture_output=True, check=False).returncode == 0
    yield folder if mounted else None
    if mounted:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)
    folder.rmdir()


@pytest.fixture
def database(disk: Path | None) -> Iterator[PostgresServer]:
    """A PostgreSQL of this test's own, on the small disk where there is one."""
    with postgres_in(disk) as server:
        yield server


@pytest.fixture(params=range(1, SEEDS + 1))
def chaos(
    request: pytest.FixtureRequest,
    crew: Crew,
    redis_server: RedisServer,
    database: PostgresServer,
    disk: Path | None,
    tmp_path: Path,
) -> Chaos:
    """What strikes, among other things the disk that the data folder is on."""
    if disk is not None:
        (tmp_path / "data").symlink_to(disk)
    return Chaos(random.Random(request.param), crew, redis_server, database, disk)


def test_nothing_is_lost_and_nothing_is_done_twice(
    chaos: Chaos, opened: Callable[[str], Settings], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    luck, crew = chaos.luck, chaos.crew
    folder = fill(tmp_path / "archive", luck)
    take_in(folder, opened(f"sqlite:///{tmp_path / 'undisturbed.sqlite3'}"))
    undisturbed = records()
    monkeypatch.setenv("EXTRACTOR_PAGE_ATTEMPTS", "50")  # kills that no page is guilty of
    monkeypatch.setenv("TINY_SECONDS", "0.1")
    monkeypatch.setenv("EXTRACTOR_PAGE_LEASE", "10")
    monkeypatch.setenv("EXTRACTOR_BROKER", chaos.broker.address)
    settings = opened(f"postgresql://tester@/postgres{chaos.database.address}")
    for _ in range(WORKERS):
        crew.start("--concurrency", "1")
    archive = Thread(target=archive_elsewhere, args=(folder, settings), daemon=True)
    archive.start()
    end = time.monotonic() + PATIENCE
    while archive.is_alive():
        assert time.monotonic() < end, f"it did not end: {standing()} after {chaos.done}"
        time.sleep(luck.uniform(0, 3))
        chaos.strike()
    print(len(chaos.done), "harms:", dict(Counter(chaos.done)))  # noqa: T201 - asked for in long runs with -s
    connections.close_all()
    assert_exactly_once(folder)
    assert records() == undisturbed


def archive_elsewhere(folder: Path, settings: Settings) -> None:
    """What ``extractor archive`` does where there is a broker."""
    queue = job_queue(settings)
    assert queue is not None
    means = Means(LabourElsewhere(queue), blobs(settings), open_tiny)  # type: ignore[arg-type]
    take_in_archive(Errand(folder, "clerk"), means, lambda standing: None, Event())
    connections.close_all()


def assert_exactly_once(folder: Path) -> None:
    """Every file of the archive is one document, read once, of pages read once; its original is as it was."""
    files = {sha256_of(path) for path in folder.rglob("*.pdf")}
    assert set(Document.objects.values_list("file__sha256", flat=True)) == files
    assert Document.objects.count() == Submission.objects.filter(state="done").count() == DOCUMENTS
    assert Reading.objects.count() == DOCUMENTS
    assert set(Page.objects.values_list("state", flat=True)) == {"read"}
    assert Page.objects.filter(product__isnull=True).count() == 0


def standing() -> object:
    """How far it came, for whoever looks for what went wrong."""
    try:
        return list(Page.objects.values_list("state", "attempt", "leased_by")), list(
            Submission.objects.exclude(state="done").values_list("pk", "state", "pages_left", "error")
        )
    except DatabaseError as error:
        return error
