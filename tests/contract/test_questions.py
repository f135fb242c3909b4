"""Search, ledger and other scans of a paper give the same answers on every database."""

from __future__ import annotations

import threading
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import connections

from extractor.errors import NotInStore, UsageError
from extractor.service.ingest import Incoming, Submitted, submit_again
from extractor.service.ledger import ledger_of
from extractor.service.lookup import Wanted, search
from extractor.service.removal import remove_document
from extractor.service.rescans import answer_same_paper, compare_scans
from extractor.service.review import Decision, Verdict, decide
from extractor.service.saving import ToSave, save_envelope
from extractor.settings import Settings
from extractor.store.models import Document, FieldRow
from tests.papers import blobs, envelope, evaluation, hand_in, saved

HEATING = {"project_name": "公用取暖费", "reporting_unit": "某县卫生健康局", "problems": "锅炉老旧，100%_未更新"}


def found(**wanted: object) -> list[int]:
    """Ids of the documents found."""
    return [hit.document.pk for hit in search(Wanted(**wanted))]  # type: ignore[arg-type]


@pytest.fixture
def two(store: Settings, tmp_path: Path) -> tuple[int, int]:
    """Two documents: one of 2018 about employment, one of 2019 about heating."""
    heating = evaluation(**HEATING, year=2019, total_score="59.5", grade="差")
    one, other = envelope(), envelope(heating, doubtful=("/records/0/total_score",))
    return saved(tmp_path, one, b"A\x02").document_id, saved(tmp_path, other, b"B\x02").document_id


QUESTIONS: list[tuple[dict[str, object], tuple[int, ...]]] = [
    ({}, (1, 0)),
    ({"words": "就业"}, (0,)),
    ({"words": "锅炉 取暖"}, (1,)),
    ({"words": "锅 炉"}, (1,)),
    ({"words": "100%_未"}, (1,)),
    ({"words": "１００％"}, (1,)),
    ({"words": "%未更"}, ()),
    ({"words": "91.12"}, (1, 0)),
    ({"words": "炉"}, (1,)),
    ({"words": "就业锅炉"}, ()),
    ({"unit": "卫生健康局"}, (1,)),
    ({"project": "再就业"}, (0,)),
    ({"year": 2018}, (0,)),
    ({"kind": "project_evaluation", "year": 2019}, (1,)),
    ({"kind": "report"}, ()),
    ({"state": "review"}, (1,)),
    ({"state": "done"}, (0,)),
    ({"fields": ("total_score<60",)}, (1,)),
    ({"fields": ("total_score>=59.5", "grade=差")}, (1,)),
    ({"fields": ("/funds/budget=562.0",)}, (1, 0)),
    ({"fields": ("problems:锅炉",)}, (1,)),
    ({"units": []}, ()),
]


def test_documents_are_found(two: tuple[int, int]) -> None:
    answers = [(wanted, tuple(two.index(pk) for pk in found(**wanted))) for wanted, _ in QUESTIONS]
    assert answers == QUESTIONS


def test_a_question_without_sense_is_refused(store: Settings) -> None:
    senseless: tuple[dict[str, object], ...] = (
        {"fields": ("grade",)},
        {"fields": ("score<many",)},
        {"fields": ("x=1",)},
        {"kind": "x"},
        {"state": "x"},
    )
    for wanted in senseless:
        with pytest.raises(UsageError):
            found(**wanted)


def test_a_hit_shows_where(two: tuple[int, int]) -> None:
    (hit,) = search(Wanted(words="锅炉"))
    assert (hit.page, "锅炉老旧" in hit.snippet) == (1, True)


def test_a_corrected_value_is_found(two: tuple[int, int]) -> None:
    row = FieldRow.objects.get(document=two[0], name="/project_name")
    decide(Decision(row.pk, Verdict.CORRECTED, "anna", "困难群众救助"))
    assert found(words="困难群众") == [two[0]]
    assert found(project="困难群众") == [two[0]]


def test_the_ledger_follows_a_project_over_the_years(store: Settings, tmp_path: Path) -> None:
    for at, year in enumerate((2018, 2019, 2020)):
        fund = {"source": "total", "budget": f"{100 + year}.1", "executed": "0.2"}
        saved(tmp_path, envelope(evaluation(year=year, funds=[fund])), b"P\x02%d" % at)
    plan = {"kind": "project_target", "pages": [1], "year": 2021, "reporting_unit": "某市就业服务中心",
            "project_name": "再就业经费", "funds": [{"source": "total", "budget": "7"}]}  # fmt: skip
    saved(tmp_path, envelope(plan), b"T\x02")
    ledger = ledger_of("再就业")
    assert ledger.money() == {
        2018: {"budget": Decimal("2118.1"), "executed": Decimal("0.2")},
        2019: {"budget": Decimal("2119.1"), "executed": Decimal("0.2")},
        2020: {"budget": Decimal("2120.1"), "executed": Decimal("0.2")},
        2021: {"budget": Decimal(7)},
    }
    assert {entry.stage for entry in ledger.entries} == {"plan", "result"}
    assert ledger_of("某市就业服务中心").money() == ledger.money()


def test_the_ledger_of_a_unit_adds_its_projects_exactly(store: Settings, tmp_path: Path) -> None:
    for at in range(3):
        fund = {"source": "total", "budget": "0.1"}
        saved(tmp_path, envelope(evaluation(project_name=f"项目{at}号", funds=[fund])), b"P\x02%d" % at)
    assert ledger_of("某市就业服务中心").money() == {2018: {"budget": Decimal("0.3")}}


def test_the_brief_ledger_of_a_unit_tells_the_same_money_and_no_projects_indicators(
    store: Settings, tmp_path: Path
) -> None:
    rows = [{"level3": "人数", "target": "≥5", "score": "5"}]
    for at, name in enumerate(("校车", "课本")):
        fund = {"source": "total", "budget": str(10 + at), "executed": "3"}
        facts = {"project_name": name, "funds": [fund], "indicators": rows, "total_score": str(90 + at)}
        saved(tmp_path, envelope(evaluation(**facts)), b"P\x02%d" % at)
    own = {"kind": "department_evaluation", "pages": [1], "year": 2018, "reporting_unit": "某市就业服务中心",
           "indicators": [{"level3": "窗口", "target": "2", "score": "9"}], "total_score": "88"}  # fmt: skip
    saved(tmp_path, envelope(own), b"D\x02")
    whole, brief = ledger_of("某市就业服务中心"), ledger_of("某市就业服务中心", brief=True)
    assert (brief.money(), brief.scores(), brief.projects()) == (whole.money(), whole.scores(), whole.projects())
    told = [(line.project, str(line.money["budget"]), str(line.score)) for line in brief.projects()]
    assert told == [("课本", "11", "91"), ("校车", "10", "90")]
    assert [line.name for line in brief.indicators()] == ["窗口"]
    assert {line.name for line in whole.indicators()} == {"人数", "窗口"}
    project = brief.projects()[0].project_id
    assert [entry.project_id for entry in ledger_of("课本").entries] == [project] * len(ledger_of("课本").entries)


def test_a_name_that_several_have_is_not_guessed(two: tuple[int, int]) -> None:
    with pytest.raises(NotInStore, match=r"公用取暖费.*再就业经费"):
        ledger_of("费")
    with pytest.raises(NotInStore):
        ledger_of("无此项目")


def test_another_scan_of_a_paper_is_offered_for_comparison_and_counts_once(store: Settings, tmp_path: Path) -> None:
    rows = [{"level3": f"指标名称{at}", "target": f"{at}", "score": "5"} for at in range(12)]
    first = saved(tmp_path, envelope(evaluation(indicators=rows)), b"A\x02").document_id
    worse = [row | {"target": "4O0"} if at == 3 else row for at, row in enumerate(rows)]
    again = saved(tmp_path, envelope(evaluation(indicators=worse)), b"B\x02").document_id
    next_year = saved(tmp_path, envelope(evaluation(indicators=rows, year=2019)), b"C\x02").document_id
    document = Document.objects.get(pk=again)
    assert (document.same_paper_id, document.same_paper_state) == (first, "proposed")
    assert Document.objects.get(pk=next_year).same_paper is None
    assert [(one.name, one.before, one.after) for one in compare_scans(again)] == [("/indicators/target", "3", "4O0")]
    answer_same_paper(again, "anna", same=True)
    budgets = [entry for entry in ledger_of("再就业经费").entries if entry.measure == "budget" and entry.year == 2018]
    assert [entry.document for entry in budgets] == [first]


SCANNED = [{"level3": f"指标名称{at}", "target": f"{at}", "score": "5"} for at in range(12)]


def scans(folder: Path, count: int) -> list[Submitted]:
    """Scans of one paper, handed in and not read yet."""
    return [hand_in(folder, b"S\x02%d" % at) for at in range(count)]


def test_another_scan_is_noticed_whichever_was_read_first(store: Settings, tmp_path: Path) -> None:
    first, second, third = scans(tmp_path, 3)
    for one in (third, first, second):
        save_envelope(one.submission, ToSave(envelope(evaluation(indicators=SCANNED))))
    proposed = Document.objects.order_by("id").values_list("same_paper", "same_paper_state")
    assert list(proposed) == [(None, ""), (first.document, "proposed"), (first.document, "proposed")]
    answer_same_paper(third.document, "anna", same=False)
    again = submit_again(first.document, Incoming(b"", "a.pdf", "clerk"))
    save_envelope(again.submission, ToSave(envelope(evaluation(project_name="公用取暖费"))))
    assert Document.objects.get(pk=second.document).same_paper is None
    assert Document.objects.get(pk=third.document).same_paper_state == "rejected"


def test_scans_read_at_the_same_moment_are_noticed(store: Settings, tmp_path: Path) -> None:
    both = scans(tmp_path, 2)
    start = threading.Barrier(2)

    def work(one: Submitted) -> None:
        start.wait()
        save_envelope(one.submission, ToSave(envelope(evaluation(indicators=SCANNED))))
        connections.close_all()

    saved(tmp_path, envelope(), b"names are known")
    threads = [threading.Thread(target=work, args=(one,)) for one in both]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Document.objects.get(pk=both[1].document).same_paper_id == both[0].document


def test_when_a_paper_s_first_scan_is_removed_the_next_one_counts(store: Settings, tmp_path: Path) -> None:
    whole = envelope(evaluation(indicators=SCANNED))
    first, second, third, fourth = (saved(tmp_path, whole, b"S\x02%d" % at).document_id for at in range(4))
    for one in (second, third):
        answer_same_paper(one, "anna", same=True)
    remove_document(first, blobs(tmp_path))
    left = Document.objects.order_by("id").values_list("pk", "same_paper", "same_paper_state")
    assert list(left) == [(second, None, ""), (third, second, "confirmed"), (fourth, second, "proposed")]
    assert {entry.document for entry in ledger_of("再就业经费").entries} == {second, fourth}
