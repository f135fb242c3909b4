"""Amounts, scores and grades of a sentence given to projects."""

from __future__ import annotations

import re
from itertools import pairwise

from extractor.nlp.linking.ledger import Entry, Fact, Ledger
from extractor.nlp.linking.passages import Passage
from extractor.record.narrative import Span

_BESIDE = re.compile(
    r"[”\"》]?(?:项目|专项)?[（(：:，,\s]{0,2}(?:(?:全年|年初|当年|本年)?(?:财政)?(?:资金|经费|预算|预算数|预算资金|安排|投入|批复|批复额|核定|"
    r"获批|下达|拨付|补助|金额|总投资|总额|共计|共|计|为|数|额|总计|合计|人民币)){0,5}[：:\s]?"
)
_BUDGET = re.compile(r"预算|安排|金额|批复|核定|核拨|获批|拨付|下达|投入|投资|资金|盘子|花了|补助|总额|经费")
_SPENT = re.compile(
    r"实际|支出|执行|支付|付款|实付|付出|结余|结转|剩余|余下|还剩|尚余|尚有|未使用|到位|决算|追加|自筹|配套|节约|节余|其中|中央|省级|市级|县级配套"
)
_SCORE_LEAD = re.compile(r"得分|评分|打分|总分|得|考评|自评|评价|综合|评定")
_AVERAGE = re.compile(r"平均|均分|满分|扣")
_RESPECTIVELY = re.compile(r"分别|依次|各")
_ELSEWHERE = {"amount": "AMOUNT", "score": "SCORE", "grade": "GRADE"}


def give_in_turn(text: str, sentence: Passage, ledger: Ledger) -> None:
    """A、B和C … 分别为 x、y 和 z: the k-th figure belongs to the k-th project."""
    projects = sentence.of("PROJECT")
    word = _RESPECTIVELY.search(text, sentence.start, sentence.end)
    if len(projects) < 2 or word is None:
        return
    facts: tuple[Fact, ...] = ("amount", "score", "grade")
    for fact in facts:
        runs = _runs([s for s in sentence.of(_ELSEWHERE[fact]) if s.start > projects[0].start], text)
        for run in runs:
            if len(run) == len(projects):
                for name, figure in zip(projects, run, strict=True):
                    ledger.give(ledger.entry(name), fact, figure)
                break


def give_beside(text: str, sentence: Passage, ledger: Ledger) -> None:
    """A budget printed right behind its project's name: …经费 30万元、…补助（8万元）."""
    for before, figure in pairwise(sentence.mentions):
        if before.label == "PROJECT" and figure.label == "AMOUNT" and figure not in ledger.used:
            between = text[before.end : figure.start]
            if _BESIDE.fullmatch(between):
                ledger.give(ledger.entry(before), "amount", figure)


def give_to_topic(text: str, sentence: Passage, topic: Entry | None, ledger: Ledger) -> None:
    """Figures whose lead-in words say what they are, in a sentence about one project."""
    owner = topic if topic is not None else _only_project(sentence, ledger)
    if owner is None:
        return
    for index, span in enumerate(sentence.mentions):
        if span in ledger.used:
            continue
        lead = _lead(text, sentence, index)
        if span.label == "AMOUNT" and _BUDGET.search(lead) and not _SPENT.search(lead):
            ledger.give(owner, "amount", span)
        elif span.label == "SCORE" and _SCORE_LEAD.search(lead) and not _AVERAGE.search(lead):
            ledger.give(owner, "score", span)
        elif span.label == "GRADE" and not counted_grade(text, sentence, index):
            ledger.give(owner, "grade", span)


def counted_grade(text: str, sentence: Passage, index: int) -> bool:
    """Whether a grade heads a count (优41个) and so says nothing of one project."""
    following = sentence.mentions[index + 1 : index + 2]
    grade = sentence.mentions[index]
    return bool(following) and following[0].label == "COUNT" and following[0].start - grade.end <= 8


def _only_project(sentence: Passage, ledger: Ledger) -> Entry | None:
    entries = {id(entry): entry for entry in (ledger.entry(name) for name in sentence.of("PROJECT"))}
    return next(iter(entries.values())) if len(entries) == 1 else None


def _lead(text: str, sentence: Passage, index: int) -> str:
    """The words between the mention before (or the sentence's start) and this one, its last clause first."""
    start = sentence.mentions[index - 1].end if index else sentence.start
    between = text[start : sentence.mentions[index].start]
    clauses = [clause for clause in re.split(r"[，,。；;：:]", between) if clause.strip()]
    return clauses[-1] if clauses else between


def _runs(figures: list[Span], text: str) -> list[list[Span]]:
    """Figures joined by nothing but 、 和 及 ，: one run each."""
    runs: list[list[Span]] = []
    for figure in figures:
        if runs and re.fullmatch(r"[”\"]?[、，,和及与以\s]{1,3}[“\"]?", text[runs[-1][-1].end : figure.start]):
            runs[-1].append(figure)
        else:
            runs.append([figure])
    return runs
