"""Envelopes saved whole, decisions kept for good, what is in force: the same on every database."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import DatabaseError, connections, transaction
from django.utils.timezone import now

from extractor.errors import Conflict, NotInStore, UsageError
from extractor.record.envelope import Envelope
from extractor.service.answers import answer_finding
from extractor.service.in_force import current_envelope, current_record
from extractor.service.review import Decision, Verdict, decide, give_back, latest_of, next_review_items, undo
from extractor.settings import Settings
from extractor.store.models import Correction, Document, FieldRow, FindingRow, LedgerRow, Reading, ReviewLease, Unit
from tests.papers import envelope, evaluation, saved

LEASE = 60
BUDGET = "/records/0/funds/0/budget"
SCORE = "/records/0/total_score"
NAME = "/records/0/project_name"


def field(path: str) -> FieldRow:
    """The row of a value."""
    return FieldRow.objects.get(path=path)


def finding(rule: str = "execution-rate", *paths: str) -> dict[str, object]:
    """Something noticed."""
    return {"rule": rule, "severity": "error", "paths": list(paths) or [BUDGET], "message": "512 / 562 ≠ 91.12 %"}


def test_an_envelope_comes_back_as_it_was_saved(store: Settings, tmp_path: Path) -> None:
    whole = envelope(evaluation(), evaluation(project_name="公用取暖费", year=None), doubtful=(BUDGET,))
    reading = saved(tmp_path, whole)
    assert reading.version == 1
    assert current_envelope(reading.document_id) == whole
    document = Document.objects.get()
    assert (document.year, document.waiting, document.title) == (2018, 1, "项目绩效自评表")
    assert document.unit == Unit.objects.get(name="某市就业服务中心")


def test_odd_characters_and_odd_years_cost_nothing(store: Settings, tmp_path: Path) -> None:
    whole = envelope(evaluation(problems="a\x00b", year=99999999999999999999))
    reading = saved(tmp_path, whole)
    assert current_envelope(reading.document_id) == whole
    assert Document.objects.get().year is None


@pytest.mark.parametrize("amount", ["118290082.40123456", "0.00000001", "-3", "0"])
def test_figures_are_exact(store: Settings, tmp_path: Path, amount: str) -> None:
    fund = {"source": "total", "budget": amount.rstrip("0") or "0"}
    saved(tmp_path, envelope(evaluation(funds=[fund])))
    assert field(BUDGET).number == Decimal(amount)
    assert LedgerRow.objects.get(measure="budget").number == Decimal(amount)


def test_a_figure_too_long_to_count_with_stays_as_text(store: Settings, tmp_path: Path) -> None:
    saved(tmp_path, envelope(evaluation(execution_rate="33.3333333333333")))
    row = field("/records/0/execution_rate")
    assert (row.value, row.number) == ("33.3333333333333", None)


def test_a_correction_is_in_force_everywhere_and_the_reading_stays(store: Settings, tmp_path: Path) -> None:
    whole = envelope(doubtful=(BUDGET,))
    reading = saved(tmp_path, whole)
    event = decide(Decision(field(BUDGET).pk, Verdict.CORRECTED, "anna", "6,520,000元", "the 6 stands first"))
    assert (event.before, event.after, event.who) == ("562", "652", "anna")
    assert current_record(reading.document_id, 0)["funds"][0]["budget"] == "652"
    assert LedgerRow.objects.get(measure="budget").number == 652
    assert Document.objects.get().waiting == 0
    assert Envelope.model_validate(Reading.objects.get().envelope) == whole
    entry = next(entry for entry in current_envelope(reading.document_id).fields if entry.path == BUDGET)
    assert (entry.needs_review, entry.raw) == (False, "562")


def test_a_corrected_name_moves_the_record_to_its_project(store: Settings, tmp_path: Path) -> None:
    saved(tmp_path, envelope())
    decide(Decision(field(NAME).pk, Verdict.CORRECTED, "anna", "就业补助资金"))
    row = LedgerRow.objects.filter(measure="total_score").get()
    assert row.project and row.project.name == "就业补助资金"


@pytest.mark.parametrize(("verdict", "after"), [("accepted", "99"), ("printed-so", "99"), ("unreadable", None)])
def test_other_verdicts(store: Settings, tmp_path: Path, verdict: str, after: str | None) -> None:
    reading = saved(tmp_path, envelope(doubtful=(SCORE,)))
    decide(Decision(field(SCORE).pk, Verdict(verdict), "anna"))
    assert current_record(reading.document_id, 0)["total_score"] == after
    assert field(SCORE).state == verdict


def test_an_undone_decision_leaves_everything_as_before_and_is_remembered(store: Settings, tmp_path: Path) -> None:
    whole = envelope(doubtful=(BUDGET,))
    reading = saved(tmp_path, whole)
    first = decide(Decision(field(BUDGET).pk, Verdict.CORRECTED, "anna", "652"))
    second = decide(Decision(field(BUDGET).pk, Verdict.CORRECTED, "anna", "653"))
    assert latest_of("anna") == second
    with pytest.raises(Conflict):
        undo(first.pk, "anna")
    undo(second.pk, "anna")
    assert field(BUDGET).value == "652"
    undo(first.pk, "anna")
    assert current_envelope(reading.document_id) == whole
    assert (Document.objects.get().waiting, latest_of("anna")) == (1, None)
    assert [event.verdict for event in Correction.objects.order_by("id")] == ["corrected"] * 2 + ["undone"] * 2
    with pytest.raises(Conflict):
        undo(first.pk, "anna")


def test_a_decision_is_never_changed(store: Settings, tmp_path: Path) -> None:
    saved(tmp_path, envelope())
    event = decide(Decision(field(BUDGET).pk, Verdict.ACCEPTED, "anna"))
    with pytest.raises(DatabaseError), transaction.atomic():
        Correction.objects.filter(pk=event.pk).update(who="otto")


def test_a_value_that_does_not_fit_is_refused(store: Settings, tmp_path: Path) -> None:
    saved(tmp_path, envelope())
    for path, value in ((BUDGET, "562x"), ("/records/0/year", "last"), (SCORE, "much")):
        with pytest.raises(UsageError):
            decide(Decision(field(path).pk, Verdict.CORRECTED, "anna", value))
    assert Correction.objects.count() == 0


def test_a_decision_about_what_changed_meanwhile_is_refused(store: Settings, tmp_path: Path) -> None:
    saved(tmp_path, envelope())
    first = decide(Decision(field(BUDGET).pk, Verdict.ACCEPTED, "anna", seen=0))
    with pytest.raises(Conflict):
        decide(Decision(field(BUDGET).pk, Verdict.CORRECTED, "otto", "1", seen=0))
    decide(Decision(field(BUDGET).pk, Verdict.CORRECTED, "otto", "1", seen=first.pk))
    with pytest.raises(NotInStore):
        decide(Decision(10**9, Verdict.ACCEPTED, "anna"))


def test_the_riskiest_page_comes_first_and_whole(store: Settings, tmp_path: Path) -> None:
    paths = (BUDGET, SCORE, "/records/1/total_score")
    whole = envelope(evaluation(), evaluation(pages=[2]), doubtful=paths).to_plain()
    whole["findings"] = [finding("execution-rate", "/records/1/total_score")]
    saved(tmp_path, Envelope.model_validate(whole))
    assert [row.path for row in next_review_items("anna", 10, LEASE)] == [paths[2], paths[0], paths[1]]


def test_two_reviewers_never_get_the_same_page(store: Settings, tmp_path: Path) -> None:
    for at in range(8):
        saved(tmp_path, envelope(doubtful=(BUDGET, SCORE)), b"P\x02%d" % at)
    got: dict[str, list[int]] = {}

    def work(name: str) -> None:
        got[name] = [row.pk for row in next_review_items(name, 4, LEASE)]
        connections.close_all()

    together([lambda name=name: work(name) for name in ("anna", "otto", "carl", "dora")])
    everything = [pk for pks in got.values() for pk in pks]
    assert sorted(map(len, got.values())) == [4, 4, 4, 4]
    assert len(set(everything)) == 16


def test_a_lent_page_is_its_reviewer_s_until_the_lease_ends(store: Settings, tmp_path: Path) -> None:
    saved(tmp_path, envelope(doubtful=(BUDGET,)))
    (item,) = next_review_items("anna", 5, LEASE)
    assert next_review_items("otto", 5, LEASE) == []
    with pytest.raises(Conflict, match="anna"):
        decide(Decision(item.pk, Verdict.ACCEPTED, "otto"))
    assert next_review_items("anna", 5, LEASE) == [item]
    ReviewLease.objects.update(until=now() - timedelta(seconds=1))
    assert next_review_items("otto", 5, LEASE) == [item]
    assert give_back("otto") == 1
    assert next_review_items("anna", 5, LEASE) == [item]


def test_a_reviewer_sees_the_units_that_are_theirs(store: Settings, tmp_path: Path) -> None:
    saved(tmp_path, envelope(doubtful=(BUDGET,)))
    unit = Unit.objects.get()
    assert next_review_items("anna", 5, LEASE, units=[unit.pk + 1]) == []
    assert len(next_review_items("anna", 5, LEASE, units=[unit.pk])) == 1


def test_a_finding_is_answered_and_the_answer_can_be_taken_back(store: Settings, tmp_path: Path) -> None:
    whole = envelope().to_plain()
    whole["findings"] = [finding()]
    saved(tmp_path, Envelope.model_validate(whole))
    assert Document.objects.get().open_findings == 1
    answer_finding(FindingRow.objects.get().pk, "printed-so", "anna", "so it stands")
    assert (Document.objects.get().open_findings, FindingRow.objects.get().state) == (0, "printed-so")
    answer_finding(FindingRow.objects.get().pk, "open", "anna")
    assert Document.objects.get().open_findings == 1


def together(jobs: list[Callable[[], None]]) -> None:
    """Runs jobs at once."""
    threads = [threading.Thread(target=job) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
