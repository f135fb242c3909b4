"""What a report says its unit had and achieved in all, chosen from everything it states."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from extractor.nlp.linking.ledger import Ledger
from extractor.nlp.linking.money import counted_grade
from extractor.nlp.linking.passages import Passage
from extractor.nlp.linking.project_counts import Candidate, opens_with_part, project_counts
from extractor.nlp.linking.project_money import project_money
from extractor.record.narrative import LOOSELY_LINKED, STATED_OTHERWISE, Span

_OVERALL = re.compile(r"整体|总体|综合|部门|单位|全局|本局|我局|总得分|总分|自评结论|结论")
_OF_THE_UNIT = re.compile(r"整体|总体|综合|部门|单位|全局|本局|我局|总得分|总分|自评结论")
"""Words that say whose result it is; 结论 alone may be that of a project overlooked, as may a result beside money."""
_GOES_ON = re.compile(r"(?:自评|评价|评定|综合|绩效)?(?:等级|等次|结果|结论|得分|总分)")
_PART_SCORE = re.compile(r"其中[^。]*$|均$|[高低](?:分|为|是)*$|满分|平均")
_CLOSE = 1
"""Candidates of another value within this rank of the best one make it doubtful."""


@dataclass
class Totals:
    """Gathers what sentences say of the unit as a whole; the choice is made when all of them are read."""

    counts: list[Candidate] = field(default_factory=list)
    money: list[Candidate] = field(default_factory=list)
    score: Span | None = None
    grade: Span | None = None
    _part: bool = False
    _overall: bool = False
    _before: list[Candidate] = field(default_factory=list)
    _paragraph: Passage = field(default_factory=lambda: Passage(0, 0, ()))

    def open(self, text: str, paragraph: Passage) -> None:
        """A new paragraph begins; one that opens with a part of the unit or of its money says nothing of the whole."""
        self._part, self._before, self._overall = opens_with_part(text, paragraph), [], False
        self._paragraph = paragraph

    def read(self, text: str, sentence: Passage, ledger: Ledger) -> None:
        """Takes what the sentence says of the unit as a whole."""
        counts = project_counts(text, sentence, self._paragraph)
        if self._part:
            counts = [replace(count, rank=min(count.rank, 1)) for count in counts]
        self.counts += counts
        money = project_money(text, sentence, counts or self._before, ledger)
        self._before = counts or self._before
        if not self._before and any(name.end <= sentence.start for name in self._paragraph.of("PROJECT")):
            money = [replace(one, rank=1) for one in money]  # 项目总投资 may be that of the project named before
        self.money += money
        self._result(text, sentence, ledger)

    @property
    def projects(self) -> Span | None:
        """How many projects the unit had."""
        return _chosen(self.counts)

    @property
    def budget(self) -> Span | None:
        """How much money they had in all; what stands beside the chosen number of projects is preferred."""
        projects = self.projects
        beside = {count.span.start for count in self.counts if projects and count.span.value == projects.value}
        near = [replace(one, rank=one.rank + (2 if one.beside in beside else 0)) for one in self.money]
        budget = _chosen(near)
        if budget and projects and STATED_OTHERWISE in projects.doubts and not budget.doubts:
            others = [one for one in self.money if one.beside is not None and one.beside not in beside]
            if any(one.span.value != budget.value for one in others):
                return replace(budget, doubts=(STATED_OTHERWISE,))
        return budget

    def _result(self, text: str, sentence: Passage, ledger: Ledger) -> None:
        goes_on = self._overall and _GOES_ON.match(text, sentence.start, sentence.end)
        self._overall = bool(goes_on or _OVERALL.search(text, sentence.start, sentence.end))
        if sentence.of("PROJECT") or not self._overall:
            return
        sure = _OF_THE_UNIT.search(text, sentence.start, sentence.end) and not sentence.of("AMOUNT")
        for index, span in enumerate(sentence.mentions):
            if span in ledger.used:
                continue
            if not (sure or goes_on):
                span = replace(span, doubts=(LOOSELY_LINKED,))
            if span.label == "SCORE" and not _PART_SCORE.search(text[sentence.start : span.start]):
                self.score = _first(self.score, span)
            elif span.label == "GRADE" and not counted_grade(text, sentence, index):
                self.grade = _first(self.grade, span)


def _chosen(candidates: list[Candidate]) -> Span | None:
    """The candidate of the highest rank, of equals the first; doubtful where another value is stated as strongly."""
    fit = [one for one in candidates if one.rank > 0]
    if not fit:
        return None
    best = max(fit, key=lambda one: one.rank)
    if best.rank == 1 and len({one.span.value for one in fit}) > 1:
        return None
    rivals = [one for one in fit if one.span.value != best.span.value and one.rank >= best.rank - _CLOSE]
    doubts = ((LOOSELY_LINKED,) if best.rank == 1 else ()) + ((STATED_OTHERWISE,) if rivals else ())
    return replace(best.span, doubts=doubts) if doubts else best.span


def _first(known: Span | None, span: Span) -> Span:
    """The first statement stays; it is doubtful once another value is stated."""
    if known is None:
        return span
    return known if known.value == span.value else replace(known, doubts=(STATED_OTHERWISE,))
