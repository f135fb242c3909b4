"""Names that people confirmed become known, with a floor on evidence, and are forgotten when it is taken back."""

from __future__ import annotations

from pathlib import Path

from extractor.service.lexicon import StoreLexicon
from extractor.service.review import Decision, Verdict, decide, undo
from extractor.settings import Settings
from extractor.store.models import Correction, Document, FieldRow
from tests.papers import envelope, evaluation, saved

PROJECT = "城乡居民医疗保险补助经费"
MISREAD = "城乡居民医疔保险补助经费"


def confirm(folder: Path, number: int, verdict: Verdict = Verdict.ACCEPTED, read: str = PROJECT) -> Correction:
    """Saves a paper and decides about its project's name."""
    whole = envelope(evaluation(project_name=read, year=2000 + number, total_score=str(number)))
    document = saved(folder, whole, b"P\x02%d" % number).document_id
    row = FieldRow.objects.get(document=document, name="/project_name")
    return decide(Decision(row.pk, verdict, "anna", PROJECT if verdict == Verdict.CORRECTED else None))


def test_a_name_is_known_from_the_third_paper_on(store: Settings, tmp_path: Path) -> None:
    lexicon = StoreLexicon(papers=3)
    confirm(tmp_path, 1)
    confirm(tmp_path, 2, Verdict.CORRECTED, MISREAD)
    assert not lexicon.known().knows("project", PROJECT)
    last = confirm(tmp_path, 3)
    known = lexicon.known()
    assert known.knows("project", PROJECT) and known.near("project", MISREAD) == PROJECT
    assert not known.knows("unit", PROJECT) and not known.knows("project", MISREAD)
    undo(last.pk, "anna")
    assert not lexicon.known().knows("project", PROJECT)


def test_one_paper_is_no_evidence_however_often_it_says_so(store: Settings, tmp_path: Path) -> None:
    rows = [{"level3": "培训人数", "target": str(at), "score": "5"} for at in range(4)]
    saved(tmp_path, envelope(evaluation(indicators=rows)))
    for row in FieldRow.objects.filter(name="/indicators/level3"):
        decide(Decision(row.pk, Verdict.ACCEPTED, "anna"))
    assert not StoreLexicon(papers=2).known().knows("indicator", "培训人数")


def test_another_scan_of_a_paper_is_no_further_evidence(store: Settings, tmp_path: Path) -> None:
    confirm(tmp_path, 1)
    confirm(tmp_path, 2)
    Document.objects.filter(pk=Document.objects.latest("id").pk).update(same_paper_state="proposed")
    assert not StoreLexicon(papers=2).known().knows("project", PROJECT)


def test_what_nobody_confirmed_and_what_is_printed_wrong_teach_nothing(store: Settings, tmp_path: Path) -> None:
    for number in range(3):
        confirm(tmp_path, number, Verdict.PRINTED_SO)
    known = StoreLexicon(papers=1).known()
    assert not known.knows("project", PROJECT) and not known.knows("unit", "某市就业服务中心")
