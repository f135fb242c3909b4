"""A second person's word: who is asked, what they see, and what follows when the two agree or differ."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db.models import Q

from extractor.errors import Conflict
from extractor.service.agreement import agreement
from extractor.service.in_force import plain_in_force
from extractor.service.review import Decision, Verdict, decide, latest_of, next_review_items, undo
from extractor.service.review_items import review_items
from extractor.service.second_look import (
    answer_second_look,
    draw_second_look,
    give_back,
    latest_answer,
    next_second_looks,
    take_back,
    waiting_for,
)
from extractor.settings import Settings
from extractor.store.models import Correction, Document, FieldRow, SecondLook
from tests.papers import envelope, saved

BUDGET = "/records/0/funds/0/budget"
SCORE = "/records/0/total_score"
ALL = 1000


@pytest.fixture
def paper(store: Settings, tmp_path: Path) -> int:
    """A document two values of which wait."""
    return saved(tmp_path, envelope(doubtful=(BUDGET, SCORE))).document_id


def first(path: str, verdict: Verdict, value: str | None = None, who: str = "anna") -> Correction:
    """A decision that goes to a second person."""
    event = decide(Decision(FieldRow.objects.get(path=path).pk, verdict, who, value))
    draw_second_look(event, ALL)
    return event


def second(who: str, verdict: Verdict, value: str | None = None) -> SecondLook:
    """The second person's word on the oldest second look."""
    asked = next_second_looks(who, 1, 60)[0]
    return answer_second_look(asked, Decision(asked.row.pk, verdict, who, value))


def in_force(document: int, path: str) -> tuple[bool, str | None]:
    """Whether an export says that it waits, and its value's state."""
    entries = plain_in_force(Document.objects.get(pk=document))["fields"]
    entry = next(entry for entry in entries if entry["path"] == path)
    return entry["needs_review"], FieldRow.objects.get(path=path).value


def test_it_is_asked_of_another_person_as_the_first_one_saw_it(paper: int) -> None:
    first(BUDGET, Verdict.CORRECTED, "652")
    assert next_second_looks("anna", 10, 60) == []
    (asked,) = next_second_looks("ben", 10, 60)
    (item,) = review_items([asked.row])
    assert (item.row.value, item.row.state, item.row.raw) == ("562", "waiting", "562")
    assert not {"652"} & set(item.alternatives)
    assert next_second_looks("carl", 10, 60) == []
    assert (give_back("ben"), len(next_second_looks("carl", 10, 60))) == (1, 1)
    assert FieldRow.objects.get(path=BUDGET).value == "652"


def test_who_gave_it_back_does_not_learn_the_answer_and_may_be_asked_again(paper: int) -> None:
    first(BUDGET, Verdict.CORRECTED, "652")

    def shown(who: str) -> str | None:
        plain = plain_in_force(Document.objects.get(pk=paper), who)
        return str(plain["records"][0]["funds"][0]["budget"])

    next_second_looks("ben", 1, 60)
    give_back("ben")
    next_second_looks("carl", 1, 60)
    assert (shown("ben"), shown("carl"), shown("dora")) == ("562", "562", "652")
    assert next_second_looks("ben", 1, 60) == []
    give_back("carl")
    assert second("ben", Verdict.CORRECTED, "652").state == "agreed"
    assert (shown("ben"), shown("carl")) == ("652", "652")


def test_who_gave_it_back_may_still_answer_unless_another_has_it(paper: int) -> None:
    first(BUDGET, Verdict.CORRECTED, "652")
    (asked,) = next_second_looks("ben", 1, 60)
    give_back("ben")
    next_second_looks("carl", 1, 60)
    said = Decision(asked.row.pk, Verdict.CORRECTED, "ben", "652")
    with pytest.raises(Conflict):
        answer_second_look(asked, said)
    give_back("carl")
    assert answer_second_look(asked, said).state == "agreed"


def test_the_same_said_otherwise_agrees(paper: int) -> None:
    first(BUDGET, Verdict.CORRECTED, "652")
    assert second("ben", Verdict.CORRECTED, "652.0").state == "agreed"
    first(SCORE, Verdict.ACCEPTED)
    assert second("ben", Verdict.PRINTED_SO).state == "agreed"
    assert in_force(paper, BUDGET) == (False, "652")
    found = agreement(Q())
    assert {(one.name, one.looks, one.agreed) for one in found.by_type} == {("money", 1, 1), ("score", 1, 1)}
    assert [(one.name, one.share) for one in found.by_person] == [("anna", 1.0)]


def test_who_differs_sends_it_to_a_third(paper: int) -> None:
    first(BUDGET, Verdict.CORRECTED, "652")
    assert second("ben", Verdict.ACCEPTED).state == "differs"
    assert in_force(paper, BUDGET) == (True, "562")
    assert agreement(Q()).differing == 1
    row = FieldRow.objects.get(path=BUDGET)
    for who in ("anna", "ben"):
        assert BUDGET not in [item.path for item in next_review_items(who, 10, 0)]
        with pytest.raises(Conflict):
            decide(Decision(row.pk, Verdict.ACCEPTED, who))
    items = {item.row.path: item for item in review_items(next_review_items("carl", 10, 60))}
    assert items[BUDGET].reasons[0][0] == "reviewers-differ"
    assert "652" in items[BUDGET].alternatives
    event = decide(Decision(row.pk, Verdict.CORRECTED, "carl", "652"))
    look = SecondLook.objects.get()
    assert (look.state, look.settled_id) == ("settled", event.pk)
    assert [(one.looks, one.agreed, one.upheld) for one in agreement(Q()).by_person] == [(1, 0, 1)]
    undo(event.pk, "carl")
    assert SecondLook.objects.get().state == "differs"


def test_an_administrator_may_settle_what_they_are_a_party_of(paper: int) -> None:
    first(BUDGET, Verdict.CORRECTED, "652")
    second("ben", Verdict.UNREADABLE)
    assert BUDGET in [item.path for item in next_review_items("ben", 10, 60, settles=True)]
    decide(Decision(FieldRow.objects.get(path=BUDGET).pk, Verdict.ACCEPTED, "ben", settles=True))
    assert SecondLook.objects.get().state == "settled"


def test_a_value_nobody_was_asked_about_waits_when_two_differ(paper: int) -> None:
    name = "/records/0/project_name"
    first(name, Verdict.CORRECTED, "另一个名称")
    second("ben", Verdict.ACCEPTED)
    assert in_force(paper, name) == (True, "再就业经费")
    assert Document.objects.get().waiting == 3


def test_a_second_word_is_taken_back(paper: int) -> None:
    first(BUDGET, Verdict.CORRECTED, "652")
    look = second("ben", Verdict.ACCEPTED)
    assert (latest_answer("ben"), latest_of("anna")) == (look, None)
    asked = take_back(look.pk, "ben", 60)
    assert (asked.row.value, in_force(paper, BUDGET)) == ("562", (False, "652"))
    assert second("ben", Verdict.CORRECTED, "652").state == "agreed"
    take_back(look.pk, "ben", 60)
    assert SecondLook.objects.get().state == "waiting"


def test_what_the_first_takes_back_is_not_asked(paper: int) -> None:
    undo(first(BUDGET, Verdict.ACCEPTED).pk, "anna")
    first(SCORE, Verdict.ACCEPTED)
    decide(Decision(FieldRow.objects.get(path=SCORE).pk, Verdict.CORRECTED, "anna", "98"))
    assert set(SecondLook.objects.values_list("state", flat=True)) == {"void"}
    assert not waiting_for("ben").exists()


def test_the_lot_decides(paper: int) -> None:
    event = decide(Decision(FieldRow.objects.get(path=SCORE).pk, Verdict.ACCEPTED, "anna"))
    assert draw_second_look(event, 0) is None
    assert draw_second_look(event, ALL) is not None
