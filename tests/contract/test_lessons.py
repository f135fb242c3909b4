"""What reviewers decided becomes gold beside the originals, and only what they decided is learnt from."""

from __future__ import annotations

import json
from pathlib import Path

from extractor.service.blind import Sample
from extractor.service.lessons import write_lessons
from extractor.service.review import Decision, Verdict, decide
from extractor.service.saving import ToSave, save_envelope
from extractor.settings import Settings
from extractor.store.models import FieldRow
from models.confidence.cases import pages_to_cases
from tests.judging import DESK
from tests.papers import blobs, envelope, hand_in, read_page, saved

BUDGET = "/records/0/funds/0/budget"
SCORE = "/records/0/total_score"


def say(path: str, verdict: Verdict, value: str | None = None) -> None:
    """Decides about a value."""
    decide(Decision(FieldRow.objects.get(path=path).pk, verdict, "anna", value))


def test_a_finished_document_becomes_gold_beside_its_original(store: Settings, tmp_path: Path) -> None:
    saved(tmp_path, envelope(doubtful=(BUDGET, SCORE)), b"P\x02 the bytes")
    say(BUDGET, Verdict.CORRECTED, "652")
    goal = tmp_path / "lessons"
    assert write_lessons(goal, blobs(tmp_path)).documents == 0
    say(SCORE, Verdict.UNREADABLE)
    done = write_lessons(goal, blobs(tmp_path))
    assert (done.documents, done.values, done.lost) == (1, 1, ())
    (gold_path,) = goal.glob("*.gold.json")
    gold = json.loads(gold_path.read_text(encoding="utf-8"))
    assert gold["records"][0]["funds"][0]["budget"] == "652"
    assert gold["_reviewed"] == [BUDGET]
    assert (goal / gold_path.name.replace(".gold.json", ".pdf")).read_bytes() == b"P\x02 the bytes"


def test_a_document_nobody_looked_at_teaches_nothing(store: Settings, tmp_path: Path) -> None:
    saved(tmp_path, envelope())
    assert write_lessons(tmp_path / "lessons", blobs(tmp_path)).documents == 0


def test_a_blind_value_that_waits_holds_its_document_back(store: Settings, tmp_path: Path) -> None:
    save_envelope(hand_in(tmp_path).submission, ToSave(envelope(), sample=Sample(1.0, 0)))
    say(SCORE, Verdict.ACCEPTED)
    assert write_lessons(tmp_path / "lessons", blobs(tmp_path)).documents == 0


def test_an_original_that_is_gone_is_told(store: Settings, tmp_path: Path) -> None:
    saved(tmp_path, envelope())
    say(SCORE, Verdict.ACCEPTED)
    for path in (tmp_path / "blobs").rglob("*.pdf"):
        path.unlink()
    assert write_lessons(tmp_path / "lessons", blobs(tmp_path)).lost == ("a.pdf",)


def test_only_decided_values_become_cases() -> None:
    gold = envelope().to_plain()
    pages = [read_page(1)]
    every = list(pages_to_cases(Path("a.pdf"), gold, pages, DESK))
    told = {"_reviewed": [BUDGET], "_render": {"level": "service"}}
    lesson = list(pages_to_cases(Path("a.pdf"), {**gold, **told}, pages, DESK))
    assert len(every) > 1
    assert [(case.path, case.level) for case in lesson] == [(f"-{BUDGET}", "service")]
