"""A store that looks after itself: what was lost or altered is found, what must go goes whole, and opening is safe."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from extractor.errors import NotInStore, StoreUnavailable, UsageError
from extractor.service.ingest import Incoming, submit_again
from extractor.service.lookup import Wanted, search
from extractor.service.page_queue import claim_page, store_page
from extractor.service.removal import remove_document
from extractor.service.review import Decision, Verdict, decide, undo
from extractor.service.saving import ToSave, save_envelope
from extractor.service.soundness import look_over
from extractor.settings import Settings
from extractor.store.models import Correction, Document, FieldRow, File, LedgerRow, Page, PageText, Reading, Submission
from extractor.store.opening import open_store
from tests.papers import blobs, envelope, hand_in, read_page, saved


def test_what_was_lost_or_altered_is_found(store: Settings, tmp_path: Path) -> None:
    for name in ("sound", "lost", "altered", "miscounted"):
        saved(tmp_path, envelope(), b"P\x02" + name.encode())
    kept = blobs(tmp_path)
    assert look_over(kept).sound
    keys = list(kept.keys())
    kept.drop(keys[0])
    kept.put(keys[1], b"something else")
    kept.put("originals/zz/left-by-a-crash.pdf", b"x")
    last = Document.objects.latest("id")
    FieldRow.objects.filter(document=last).first().delete()  # type: ignore[union-attr]
    told = look_over(kept)
    assert (told.missing, told.damaged, told.documents) == ([keys[0]], [keys[1]], [last.pk])
    assert (told.orphans, told.originals, told.sound) == (["originals/zz/left-by-a-crash.pdf"], 4, False)


def test_a_document_that_must_go_goes_whole_and_the_others_stay(store: Settings, tmp_path: Path) -> None:
    stays, goes = (saved(tmp_path, envelope(), content).document_id for content in (b"A\x02", b"B\x02"))
    row = FieldRow.objects.filter(document=goes, name="/total_score").get()
    undo(decide(Decision(row.pk, Verdict.CORRECTED, "anna", "98")).pk, "anna")
    decide(Decision(row.pk, Verdict.CORRECTED, "anna", "97"))
    again = submit_again(goes, Incoming(b"", "a.pdf", "clerk"))
    save_envelope(again.submission, ToSave(envelope()))
    remove_document(goes, blobs(tmp_path))
    for table in (Document, File, Reading, LedgerRow, FieldRow, PageText):
        assert table.objects.exists()
    assert list(Document.objects.values_list("pk", flat=True)) == [stays]
    assert not Correction.objects.exists()
    assert [hit.document.pk for hit in search(Wanted(words="再就业"))] == [stays]
    assert Submission.objects.count() == 1
    assert look_over(blobs(tmp_path)).orphans == []
    assert not hand_in(tmp_path, b"B\x02").duplicate
    with pytest.raises(NotInStore):
        remove_document(goes, blobs(tmp_path))


def test_page_pictures_are_no_orphans(store: Settings, tmp_path: Path) -> None:
    hand_in(tmp_path, b"P\x01")
    kept = blobs(tmp_path)
    kept.put("pages/1/1.png", b"a picture")
    lease = claim_page("w", 60)
    assert lease and store_page(lease, read_page(1), 0.1, ["pages/1/1.png"])
    assert look_over(kept).orphans == []
    remove_document(Document.objects.get().pk, kept)
    assert list(kept.keys()) == []
    assert Page.objects.count() == 0


@pytest.mark.parametrize("kind", ["fresh_sqlite", "fresh_postgres"])
def test_two_that_open_a_new_store_at_once_both_can(
    kind: str, request: pytest.FixtureRequest, opened: Callable[[str], Settings]
) -> None:
    settings = Settings(database=request.getfixturevalue(kind)(0))
    failures: list[Exception] = []

    def work() -> None:
        try:
            open_store(settings)
        except Exception as error:  # noqa: BLE001 - whatever it is, the test tells it
            failures.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


@pytest.mark.parametrize("address", ["mysql://x/y", "postgresql://", "sqlite://", "store.sqlite3"])
def test_an_address_that_makes_no_sense_is_refused(opened: Callable[[str], Settings], address: str) -> None:
    with pytest.raises(UsageError, match="EXTRACTOR_DATABASE"):
        opened(address)


def test_a_database_that_does_not_answer_says_so(opened: Callable[[str], Settings], tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable):
        opened(f"postgresql://tester@/nothing?host={tmp_path}")


def test_a_database_of_a_newer_program_is_left_alone(store: Settings) -> None:
    MigrationRecorder(connection).record_applied("store", "9999_of_the_future")
    with pytest.raises(UsageError, match="newer version"):
        open_store(store)


def test_a_database_of_an_older_program_keeps_what_it_holds(store: Settings, tmp_path: Path) -> None:
    document = saved(tmp_path, envelope(doubtful=("/records/0/total_score",))).document_id
    newest = MigrationExecutor(connection).loader.graph.leaf_nodes("store")
    MigrationExecutor(connection).migrate([("store", "0003_values_by_head")])
    with pytest.raises(UsageError, match="older version"):
        open_store(store, migrate=False)
    open_store(store)
    assert set(newest) <= set(MigrationRecorder(connection).applied_migrations())
    assert [hit.document.pk for hit in search(Wanted(words="再就业"))] == [document]
    assert look_over(blobs(tmp_path)).sound
