"""What is not well is told with what to do; originals are compared with what they were; Prometheus hears of it all."""

from __future__ import annotations

from pathlib import Path

import pytest
from prometheus_client import CollectorRegistry, generate_latest
from typer.testing import CliRunner

from extractor.cli.main import app
from extractor.errors import EngineError
from extractor.service.bootstrap import blobs
from extractor.service.doctor import Finding, examine
from extractor.service.ingest import Incoming, submit
from extractor.service.metrics import StoreMetrics
from extractor.service.page_queue import claim_page, fail_page, hand_back
from extractor.settings import Settings
from extractor.store.models import Page
from tests.workers.conftest import RedisServer
from tests.workers.tiny import open_tiny, tiny_pdf


def hand_in(settings: Settings, text: str, pages: int = 2) -> str:
    """Hands a tiny paper in; its checksum."""
    incoming = Incoming(tiny_pdf(text, pages), f"{text}.pdf", "clerk")
    return submit(incoming, blobs(settings), open_tiny).sha256  # type: ignore[arg-type]


def told(settings: Settings, tmp_path: Path, **changes: object) -> dict[str, Finding]:
    """What the doctor finds, without starting an engine."""
    quick = {"engine": "recorded", "recording": tmp_path / "none.json", **changes}
    return {one.what: one for one in examine(settings.model_copy(update=quick))}


def test_a_sound_installation_is_well(store: Settings, tmp_path: Path) -> None:
    found = told(store, tmp_path)
    assert {one.health for one in found.values()} <= {"well", "doubtful"}, found
    assert {"engine", "database", "broker", "originals", "queue", "clock"} <= set(found)


def test_a_broker_that_is_away_is_told_with_what_to_do(
    sqlite_store: str, opened, tmp_path: Path, redis_server: RedisServer
) -> None:
    settings = opened(sqlite_store)
    assert told(settings, tmp_path, broker=redis_server.address)["broker"].health == "well"
    redis_server.stop()
    broker = told(settings, tmp_path, broker=redis_server.address)["broker"]
    assert (broker.health, "Start Redis" in broker.advice) == ("ill", True)
    redis_server.start()


def test_an_altered_a_missing_and_an_orphaned_original_are_found(store: Settings) -> None:
    kept, altered, missing = (hand_in(store, text) for text in ("kept", "altered", "missing"))
    keys = {key.split("/")[-1].split(".")[0]: key for key in blobs(store).keys("originals/")}
    blobs(store).put(keys[altered], b"%PDF other bytes")
    blobs(store).drop(keys[missing])
    blobs(store).put("originals/00/orphan.pdf", b"%PDF")
    shown = CliRunner().invoke(app, ["doctor", "--deep"])
    assert shown.exit_code == 1
    lines = [line.split() for line in shown.output.splitlines() if line.startswith("  ") and ": " in line[:12]]
    assert [[title, name] for title, _, *name in lines] == [
        ["altered:", ["altered.pdf"]],
        ["missing:", ["missing.pdf"]],
        ["orphan:", []],
    ]
    assert kept not in shown.output


def test_prometheus_hears_of_queue_and_failures(store: Settings) -> None:
    hand_in(store, "paper", 3)
    lease = claim_page("w", 60)
    assert lease and fail_page(lease, EngineError("It gave up."), 1)
    assert claim_page("w", 60)
    registry = CollectorRegistry()
    registry.register(StoreMetrics())
    text = generate_latest(registry).decode()
    assert 'extractor_pages{priority="ordinary",state="waiting"} 1.0' in text
    assert 'extractor_pages{priority="ordinary",state="reading"} 1.0' in text
    assert 'extractor_failed_pages{error="EngineError"} 1.0' in text


@pytest.mark.parametrize("times", [1, 9])
def test_a_page_handed_back_has_not_been_tried(store: Settings, times: int) -> None:
    hand_in(store, "paper", 1)
    for _ in range(times):
        lease = claim_page("w", 60)
        assert lease and hand_back(lease)
        assert not hand_back(lease)
    assert Page.objects.values_list("state", "tries", "attempt").get() == ("waiting", 0, times)
