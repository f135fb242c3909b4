"""The blind sample: what is drawn, what a reviewer sees of it, and what it says of the promise."""

from __future__ import annotations

from pathlib import Path

from django.db.models import Q

from extractor.service.blind import Sample
from extractor.service.in_force import current_record, plain_in_force
from extractor.service.ingest import Incoming, submit_again
from extractor.service.overview import overview
from extractor.service.review import Decision, Verdict, decide, next_review_items, undo
from extractor.service.review_items import review_items
from extractor.service.saving import ToSave, save_envelope
from extractor.service.silent_errors import PromiseState, silent_errors
from extractor.settings import Settings
from extractor.store.models import BlindDraw, Correction, Document, FieldRow, Reading
from tests.papers import envelope, evaluation, hand_in

ALL, NONE, SOME = Sample(1.0, 7), Sample(0.0, 7), Sample(0.3, 7)
BUDGET = "/records/0/funds/0/budget"
SCORE = "/records/0/total_score"
NAME = "/records/0/project_name"


def saved(folder: Path, sample: Sample, content: bytes = b"P\x02", doubtful: tuple[str, ...] = ()) -> Reading:
    """A paper in the store, some of its values drawn."""
    return save_envelope(hand_in(folder, content).submission, ToSave(envelope(doubtful=doubtful), sample=sample))


def say(path: str, verdict: Verdict, value: str | None = None) -> Correction:
    """Decides about a value."""
    return decide(Decision(FieldRow.objects.get(path=path).pk, verdict, "anna", value))


def measured(promise: float = 1.0) -> tuple[int, int]:
    """Errors and checked values in all."""
    overall = silent_errors(promise).overall
    return overall.errors, overall.checked


def test_the_draw_is_the_same_again_and_independent_of_the_value(store: Settings, tmp_path: Path) -> None:
    first = set(BlindDraw.objects.filter(reading=saved(tmp_path, SOME)).values_list("path", flat=True))
    document = Document.objects.get()
    again = submit_again(document.pk, Incoming(b"", "a.pdf", "clerk"))
    other = envelope(evaluation(total_score="12", project_name="另一个项目"))
    second = save_envelope(again.submission, ToSave(other, sample=SOME))
    assert 0 < len(first) < FieldRow.objects.count()
    assert set(BlindDraw.objects.filter(reading=second).values_list("path", flat=True)) == first
    assert FieldRow.objects.filter(state="waiting").count() == Document.objects.get().waiting == len(first)


def test_nothing_is_drawn_of_what_is_asked_or_decided(store: Settings, tmp_path: Path) -> None:
    saved(tmp_path, NONE, doubtful=(BUDGET,))
    say(BUDGET, Verdict.CORRECTED, "652")
    say(SCORE, Verdict.ACCEPTED)
    again = submit_again(Document.objects.get().pk, Incoming(b"", "a.pdf", "clerk"))
    save_envelope(again.submission, ToSave(envelope(doubtful=(NAME,)), sample=ALL))
    drawn = set(BlindDraw.objects.values_list("path", flat=True))
    assert drawn and not drawn & {BUDGET, SCORE, NAME}


def test_a_drawn_value_waits_like_any_other(store: Settings, tmp_path: Path) -> None:
    saved(tmp_path, ALL, doubtful=(BUDGET,))
    items = review_items(next_review_items("anna", 100, 60))
    assert len(items) == FieldRow.objects.count()
    assert {item.row.state for item in items} == {"waiting"}
    assert {tuple(item.row.reasons) for item in items} == {("low-ocr-confidence",)}
    assert all(item.row.asked and item.row.confidence < 0.99 for item in items)
    event = say(SCORE, Verdict.ACCEPTED)
    undo(event.pk, "anna")
    assert FieldRow.objects.get(path=SCORE).state == "waiting"


def test_a_page_with_a_drawn_value_does_not_come_last(store: Settings, tmp_path: Path) -> None:
    two = envelope(evaluation(), evaluation(pages=[2]))
    save_envelope(hand_in(tmp_path).submission, ToSave(two, sample=ALL))
    assert min(FieldRow.objects.values_list("page_risk", flat=True)) > 0
    assert FieldRow.objects.values("page", "page_risk").distinct().count() == 2


def test_no_record_and_no_export_tells_the_sample(store: Settings, tmp_path: Path) -> None:
    drawn = saved(tmp_path, SOME, doubtful=(BUDGET,)).document_id
    blind = set(BlindDraw.objects.values_list("path", flat=True))
    told = {entry["path"]: entry for entry in plain_in_force(Document.objects.get())["fields"]}
    waiting = {row.path: row for row in FieldRow.objects.filter(state="waiting")}
    assert blind and set(waiting) == blind | {BUDGET}
    assert {path for path, entry in told.items() if entry["needs_review"]} == set(waiting)
    for path, row in waiting.items():
        assert (told[path]["confidence"], told[path]["reasons"]) == (row.confidence, ["low-ocr-confidence"])
    for path in waiting:
        say(path, Verdict.UNREADABLE if path in blind else Verdict.ACCEPTED)
    told = {entry["path"]: entry for entry in plain_in_force(Document.objects.get())["fields"]}
    assert {tuple(told[path]["reasons"]) for path in blind} == {("low-ocr-confidence", "review:unreadable")}
    assert all(told[path]["confidence"] < 0.99 for path in blind)
    figures = overview(Q(), 1.0)
    assert figures["flagged"] == len(waiting)
    assert current_record(drawn, 0)["total_score"] == (None if SCORE in blind else "99")


def test_verdicts_move_the_rate(store: Settings, tmp_path: Path) -> None:
    saved(tmp_path, ALL)
    assert overview(Q(), 1.0)["silent_errors"]["rate"] is None
    say(NAME, Verdict.ACCEPTED)
    say(BUDGET, Verdict.CORRECTED, "562.00")
    assert measured() == (0, 2)
    event = say(SCORE, Verdict.CORRECTED, "98")
    found = silent_errors(1.0)
    assert (found.by_type["score"].errors, found.by_type["money"].errors) == (1, 0)
    assert (found.by_type["money"].promise, found.by_type["name"].promise) == (0.0005, 0.001)
    assert found.overall.waiting == FieldRow.objects.filter(state="waiting").count()
    assert overview(Q(), 1.0)["silent_errors"]["rate"] == 1 / 3
    undo(event.pk, "anna")
    assert measured() == (0, 2)
    say(SCORE, Verdict.UNREADABLE)
    assert measured() == (1, 3)


def test_what_was_once_checked_stays_known_and_counts_once(store: Settings, tmp_path: Path) -> None:
    saved(tmp_path, ALL)
    say(SCORE, Verdict.CORRECTED, "98")
    say(SCORE, Verdict.CORRECTED, "97")
    again = submit_again(Document.objects.get().pk, Incoming(b"", "a.pdf", "clerk"))
    save_envelope(again.submission, ToSave(envelope(), sample=ALL))
    assert measured() == (1, 1)
    assert silent_errors(1.0).overall.waiting == FieldRow.objects.filter(state="waiting").count()


def test_the_alarm(store: Settings, tmp_path: Path) -> None:
    saved(tmp_path, ALL)
    assert silent_errors(1.0).overall.state is PromiseState.UNPROVEN
    for row in FieldRow.objects.exclude(path=SCORE):
        decide(Decision(row.pk, Verdict.ACCEPTED, "anna"))
    say(SCORE, Verdict.CORRECTED, "98")
    found = silent_errors(1.0)
    assert (found.overall.state, found.alarm) == (PromiseState.BROKEN, ("all", "score"))
    assert silent_errors(100.0).overall.state is PromiseState.UNPROVEN
    assert silent_errors(1000.0).overall.state is PromiseState.KEPT


def test_one_sees_only_what_one_may(store: Settings, tmp_path: Path) -> None:
    document = saved(tmp_path, ALL).document_id
    say(SCORE, Verdict.CORRECTED, "98")
    assert silent_errors(1.0, Q(pk=document)).overall.checked == 1
    assert silent_errors(1.0, Q(pk=document + 1)).overall.checked == 0


def test_the_share_is_as_asked() -> None:
    sample = Sample(0.005, 0)
    places = [(f"{paper:064x}", f"/records/{at}/total_score") for paper in range(500) for at in range(100)]
    drawn = sum(sample.draws(*place) for place in places)
    assert 190 < drawn < 310
    assert [place for place in places if sample.draws(*place)] != [p for p in places if Sample(0.005, 1).draws(*p)]
