"""A document read anew keeps what people decided, asks where it must, and shows what changed."""

from __future__ import annotations

from pathlib import Path

from extractor.record.envelope import Envelope
from extractor.service.in_force import current_record
from extractor.service.ingest import Incoming, submit_again
from extractor.service.rereading import LOST, changes
from extractor.service.review import Decision, Verdict, decide, undo
from extractor.service.saving import ToSave, save_envelope
from extractor.settings import Settings
from extractor.store.models import Correction, Document, FieldRow, FindingRow, LedgerRow, Reading
from tests.papers import envelope, evaluation, saved

BUDGET = "/records/0/funds/0/budget"
SCORE = "/records/0/total_score"


def reread(whole: Envelope) -> Reading:
    """Reads the one document anew."""
    done = submit_again(Document.objects.get().pk, Incoming(b"", "a.pdf", "clerk", options={"engine": "paddle"}))
    return save_envelope(done.submission, ToSave(whole))


def say(path: str, verdict: Verdict, value: str | None = None) -> Correction:
    """Decides about a value."""
    return decide(Decision(FieldRow.objects.get(path=path).pk, verdict, "anna", value))


def test_a_correction_outlives_a_reading_that_repeats_the_mistake(store: Settings, tmp_path: Path) -> None:
    saved(tmp_path, envelope(doubtful=(BUDGET,)))
    event = say(BUDGET, Verdict.CORRECTED, "652")
    reading = reread(envelope(doubtful=(BUDGET,)))
    assert (reading.version, current_record(reading.document_id, 0)["funds"][0]["budget"]) == (2, "652")
    assert LedgerRow.objects.get(measure="budget").number == 652
    assert Document.objects.get().waiting == 0
    carried = Correction.objects.latest("id")
    assert (carried.carried_from, carried.reading, carried.before) == (event, reading, "562")
    undo(carried.pk, "anna")
    assert FieldRow.objects.get(path=BUDGET).state == "waiting"


def test_it_is_found_again_where_records_and_rows_moved(store: Settings, tmp_path: Path) -> None:
    rows = [{"level1": "产出指标", "level3": name, "target": "400", "score": "5"} for name in ("培训人数", "补贴人数")]
    saved(tmp_path, envelope(evaluation(indicators=rows)))
    say("/records/0/indicators/1/score", Verdict.CORRECTED, "6")
    found = {"level1": "产出指标", "level3": "发放期数", "target": "12", "score": "5"}
    other = evaluation(project_name="公用取暖费", pages=[2], indicators=[])
    reading = reread(envelope(other, evaluation(indicators=[found, *rows])))
    record = current_record(reading.document_id, 1)
    assert [row["score"] for row in record["indicators"]] == ["5", "5", "6"]


def test_a_value_only_the_person_saw_stays(store: Settings, tmp_path: Path) -> None:
    saved(tmp_path, envelope())
    say(SCORE, Verdict.CORRECTED, "98")
    reading = reread(envelope(evaluation(total_score=None)))
    assert current_record(reading.document_id, 0)["total_score"] == "98"
    third = reread(envelope(evaluation(total_score="97")))
    assert current_record(third.document_id, 0)["total_score"] == "98"


def test_what_a_person_could_not_read_and_the_new_reading_can_is_asked_about(store: Settings, tmp_path: Path) -> None:
    saved(tmp_path, envelope())
    say(SCORE, Verdict.UNREADABLE)
    reread(envelope(evaluation(total_score="97")))
    row = FieldRow.objects.get(path=SCORE)
    assert (row.value, row.state) == ("97", "waiting")


def test_a_decision_without_a_place_becomes_a_finding_not_a_loss(store: Settings, tmp_path: Path) -> None:
    saved(tmp_path, envelope())
    say("/records/0/indicators/0/score", Verdict.CORRECTED, "49")
    reread(envelope(evaluation(indicators=[])))
    (found,) = FindingRow.objects.filter(rule=LOST)
    assert "anna" in found.message and "49" in found.message
    back = reread(envelope())
    assert current_record(back.document_id, 0)["indicators"][0]["score"] == "49"
    assert not FindingRow.objects.filter(rule=LOST).exists()


def test_a_name_a_person_corrected_still_names_the_record(store: Settings, tmp_path: Path) -> None:
    saved(tmp_path, envelope())
    say("/records/0/project_name", Verdict.CORRECTED, "就业补助资金")
    reread(envelope())
    row = LedgerRow.objects.get(measure="total_score")
    assert row.project and row.project.name == "就业补助资金"


def test_what_changed_between_readings_is_shown(store: Settings, tmp_path: Path) -> None:
    saved(tmp_path, envelope())
    say(SCORE, Verdict.CORRECTED, "98")
    reading = reread(envelope(evaluation(total_score="98", execution_rate="91.1")))
    told = [(one.name, one.before, one.after, one.decided) for one in changes(reading.document_id, 1, 2)]
    assert told == [("/execution_rate", "91.12", "91.1", False), ("/total_score", "99", "98", True)]
