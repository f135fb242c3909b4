"""A program killed at any moment leaves the store before or after, never between.

Each test kills a process a few times at random moments; a hundred times each with
``EXTRACTOR_KILLS=100 pytest tests/faults/test_killed_store.py``.
"""

from __future__ import annotations

import json
import os
import random
import signal
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from extractor.record.envelope import Envelope
from extractor.record.values.text import squeeze
from extractor.service.digitize import sha256_of
from extractor.service.export import Goals, export
from extractor.service.in_force import plain_in_force
from extractor.service.ingest import Incoming, original, submit_again
from extractor.service.lookup import Wanted, search
from extractor.service.review import Decision, Verdict, decide, latest_of, undo
from extractor.service.saving import ToSave, save_envelope
from extractor.settings import Settings
from extractor.store.models import (
    Correction,
    Document,
    FieldRow,
    File,
    FindingRow,
    LedgerRow,
    Page,
    PageText,
    RecordRow,
    Submission,
)
from extractor.store.opening import open_store
from tests.papers import blobs, envelope, evaluation, hand_in, saved

KILLS = int(os.environ.get("EXTRACTOR_KILLS", "6"))
LONGEST = 0.4
"""Seconds a victim lives at most."""


def kill_at_random(work: Callable[[], None], luck: random.Random) -> None:
    """Runs ``work`` over and over in a process of its own and kills that with -9."""
    connections.close_all()
    victim = os.fork()
    if victim == 0:
        try:
            while True:
                work()
        finally:
            os._exit(1)
    time.sleep(luck.uniform(0, LONGEST))
    os.kill(victim, signal.SIGKILL)
    _, status = os.waitpid(victim, 0)
    assert os.WIFSIGNALED(status), "the victim failed before it was killed"


def wait_for_servers() -> None:
    """A PostgreSQL server first ends what it was told, perhaps to commit, and only then sees its client gone."""
    with connection.cursor() as cursor:
        while connection.vendor == "postgresql":
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                " AND backend_type = 'client backend' AND pid <> pg_backend_pid()"
            )
            if cursor.fetchone() == (0,):
                return
            time.sleep(0.01)


def paper(number: int, year: int = 2018) -> Envelope:
    """An envelope that only this number gives."""
    return envelope(evaluation(project_name=f"第{number}号项目", year=year), doubtful=("/records/0/total_score",))


def assert_whole(folder: Path, since: int = 0) -> int:
    """Every document is there with all that belongs to it, or not at all; those of files after ``since`` are looked at.

    Returns:
        The latest file.
    """
    wait_for_servers()
    for file in File.objects.filter(pk__gte=since):
        with original(file, blobs(folder)) as path:
            assert sha256_of(path) == file.sha256
        assert Document.objects.filter(file=file).count() == 1
    for submission in Submission.objects.filter(file__gte=since):
        assert Page.objects.filter(submission=submission).count() == submission.file.page_count
        assert (submission.state == "done") == submission.readings.exists()
    for document in Document.objects.filter(file__gte=since):
        if document.current is None:
            assert not FieldRow.objects.filter(document=document).exists()
            continue
        assert_current(document)
    return File.objects.order_by("pk").values_list("pk", flat=True).last() or 0


def assert_current(document: Document) -> None:
    """A document that was read has every row of its reading, with the standing decisions in force."""
    assert document.current is not None
    plain = document.current.envelope
    rows = {row.path: row for row in FieldRow.objects.filter(document=document)}
    assert set(rows) == {entry["path"] for entry in plain["fields"]}
    assert RecordRow.objects.filter(document=document).count() == len(plain["records"])
    assert FindingRow.objects.filter(document=document).count() == len(plain["findings"])
    assert document.waiting == sum(row.state == "waiting" for row in rows.values())
    for path, row in rows.items():
        events = Correction.objects.filter(document=document, reading=document.current, path=path, undone_by=None)
        last = events.exclude(verdict="undone").order_by("-id").first()
        assert row.state == (last.verdict if last else "waiting" if row.asked else "sure")
        if last is not None:
            assert row.value == last.after
    for figure in LedgerRow.objects.filter(document=document).select_related("field"):
        assert figure.number == figure.field.number
    assert LedgerRow.objects.filter(document=document).count() == 8
    name = plain_in_force(document)["records"][0]["project_name"]
    assert document.pk in [hit.document.pk for hit in search(Wanted(words=name))]
    assert squeeze(name) in PageText.objects.get(document=document, page=1).text


def test_handing_in_and_reading(store: Settings, tmp_path: Path) -> None:
    def work() -> None:
        number = random.SystemRandom().randrange(10**9)
        reading = saved(tmp_path, paper(number), b"P\x02%d" % number)
        again = submit_again(reading.document_id, Incoming(b"", "a.pdf", "clerk"))
        save_envelope(again.submission, ToSave(paper(number, 2019)))

    luck, latest = random.Random(1), 0
    for _ in range(KILLS):
        kill_at_random(work, luck)
        latest = assert_whole(tmp_path, latest)
    assert_whole(tmp_path)
    assert hand_in(tmp_path, b"P\x02last").duplicate is False


def test_deciding(store: Settings, tmp_path: Path) -> None:
    for at in range(3):
        saved(tmp_path, paper(at), b"P\x02%d" % at)

    def work() -> None:
        luck = random.SystemRandom()
        row = luck.choice(list(FieldRow.objects.filter(name__in=("/funds/budget", "/total_score", "/project_name"))))
        value = f"第{luck.randrange(9999)}号" if row.name == "/project_name" else str(luck.randrange(1, 100))
        decide(Decision(row.pk, luck.choice([Verdict.CORRECTED, Verdict.PRINTED_SO]), "anna", value))
        if luck.random() < 0.3 and (last := latest_of("anna")) is not None:
            undo(last.pk, "anna")

    luck = random.Random(2)
    for _ in range(KILLS):
        kill_at_random(work, luck)
        assert_whole(tmp_path)


def test_exporting(store: Settings, tmp_path: Path) -> None:
    for at in range(3):
        saved(tmp_path, paper(at), b"P\x02%d" % at)
    out = tmp_path / "out"
    goals = Goals(xlsx=out / "a.xlsx", json=out / "a.json", sqlite=out / "a.sqlite")

    def work() -> None:
        export(Wanted(), goals)
        export(Wanted(), Goals(csv=out / f"csv-{time.monotonic_ns()}"))

    luck = random.Random(3)
    for _ in range(KILLS):
        kill_at_random(work, luck)
        assert not goals.json or not goals.json.exists() or len(json.loads(goals.json.read_text())) == 3
        assert not goals.xlsx or not goals.xlsx.exists() or zipfile.ZipFile(goals.xlsx).testzip() is None
        folders = list(out.glob("csv-*")) if out.exists() else []
        assert {len(list(folder.iterdir())) for folder in folders} <= {3}


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_migrating(
    kind: str, request: pytest.FixtureRequest, opened: Callable[[str], Settings], tmp_path: Path
) -> None:
    fresh = request.getfixturevalue("fresh_sqlite" if kind == "sqlite" else "fresh_postgres")
    luck = random.Random(4)
    for at in range(KILLS // 2):  # each needs a database of its own, which takes longest
        address = fresh(at)

        def work(address: str = address) -> None:
            open_store(Settings(database=address, data=tmp_path))
            time.sleep(1)

        kill_at_random(work, luck)
        opened(address)
        executor = MigrationExecutor(connection)
        assert executor.migration_plan(executor.loader.graph.leaf_nodes()) == []
        assert len(MigrationRecorder(connection).applied_migrations()) == len(executor.loader.graph.nodes)
        assert hand_in(tmp_path, b"P\x02%d" % at).pages == 2
