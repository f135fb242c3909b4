"""A person gives a blank place its value, or a list its missing row; it is taken back, and is gone."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor.errors import Conflict, ExtractorError, UsageError
from extractor.service.filling import Filling, fill
from extractor.service.in_force import current_envelope, current_record
from extractor.service.ingest import Incoming, submit_again
from extractor.service.ledger import ledger_of
from extractor.service.review import Decision, Verdict, decide, undo
from extractor.service.saving import ToSave, save_envelope
from extractor.settings import Settings
from extractor.store.models import Correction, FieldRow
from tests.papers import envelope, evaluation, saved

GRADE = "/records/0/grade"
BOX = [0.1, 0.2, 0.3, 0.22]


@pytest.fixture
def paper(store: Settings, tmp_path: Path) -> int:
    """A document."""
    return saved(tmp_path, envelope()).document_id


def give(document: int, page: int = 1, box: list[float] | None = None, **values: str) -> list[Correction]:
    """Fills in: ``indicators_1_target`` is a path of the first record."""
    paths = {"/records/0/" + name.replace("__", "/"): value for name, value in values.items()}
    return fill(Filling(document, paths, page, "anna", box))


def test_a_blank_place_gets_its_value_and_its_place(paper: int) -> None:
    (event,) = give(paper, box=BOX, grade="优")
    whole = current_envelope(paper)
    entry = next(one for one in whole.fields if one.path == GRADE)
    assert (whole.records[0].grade, entry.box, entry.needs_review) == ("优", BOX, False)  # type: ignore[union-attr]
    with pytest.raises(Conflict):
        give(paper, grade="良")
    undo(event.pk, "anna")
    assert (current_record(paper, 0)["grade"], FieldRow.objects.filter(path=GRADE).exists()) == (None, False)
    give(paper, grade="良")
    assert current_record(paper, 0)["grade"] == "良"


def test_a_missing_row_joins_its_list(paper: int) -> None:
    before = len(current_record(paper, 0)["funds"])
    events = give(paper, funds__1__source="fiscal", funds__1__budget="12.50万元", funds__1__executed="8500")
    rows = current_record(paper, 0)["funds"]
    assert (len(rows), rows[1]["source"], rows[1]["budget"], rows[1]["rate"]) == (before + 1, "fiscal", "12.5", None)
    assert "12.5" in [entry.value for entry in ledger_of("再就业经费").entries]
    decide(Decision(FieldRow.objects.get(path="/records/0/funds/1/budget").pk, Verdict.CORRECTED, "ben", None))
    assert current_record(paper, 0)["funds"][1]["budget"] is None
    for event in events[::2]:
        undo(event.pk, "anna")
    assert current_envelope(paper).records[0].funds[1].executed is None  # type: ignore[union-attr]


def test_it_outlives_another_reading(paper: int, tmp_path: Path) -> None:
    give(paper, grade="优", indicators__1__level3="另一指标", indicators__1__target="7")
    again = submit_again(paper, Incoming(b"", "a.pdf", "clerk"))
    row = {"level3": "另一指标", "target": "7"}
    form = evaluation()
    better = evaluation(indicators=[*form["indicators"], row])  # type: ignore[misc]
    save_envelope(again.submission, ToSave(envelope(better)))
    record = current_record(paper, 0)
    assert (record["grade"], [one["target"] for one in record["indicators"]]) == ("优", ["400", "7"])
    assert FieldRow.objects.get(path="/records/0/indicators/1/target").state == "corrected"


@pytest.mark.parametrize(
    ("values", "page", "box"),
    [
        ({"no_such_key": "1"}, 1, None),
        ({"indicators__5__target": "7"}, 1, None),
        ({"indicators__1__nothing": "7"}, 1, None),
        ({"funds__1__budget": "many"}, 1, None),
        ({"total_score__x": "1"}, 1, None),
        ({"grade": " "}, 1, None),
        ({"grade": "优"}, 9, None),
        ({"grade": "优"}, 1, [0.5, 0.2, 0.3, 0.3]),
    ],
)
def test_what_makes_no_sense_is_refused(paper: int, values: dict[str, str], page: int, box: list[float] | None) -> None:
    with pytest.raises((UsageError, Conflict)) as refused:
        give(paper, page, box, **values)
    assert isinstance(refused.value, ExtractorError)
    assert not Correction.objects.exists()


def test_the_whole_envelope_is_no_place_to_fill(paper: int) -> None:
    with pytest.raises(UsageError):
        fill(Filling(paper, {"": ""}, 1, "anna", None))
