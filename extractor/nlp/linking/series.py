"""Figures given to several projects of one sentence: in turn, alike, the former and the latter, by a grade before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extractor.nlp.linking.ledger import Fact, Ledger
from extractor.nlp.linking.passages import Passage
from extractor.nlp.linking.roles import money_role
from extractor.record.narrative import Span

FACTS: dict[str, Fact] = {"AMOUNT": "amount", "SCORE": "score", "GRADE": "grade"}
IN_TURN = re.compile(r"分别|依次|各")
_ALIKE = re.compile(r"均|都|各|皆")
_LISTED = re.compile(r"[”\"》）)]?(?:[、和及与/／]|以及)?[“\"《（(]?")
_BRACKETED = re.compile(r"[（(][^（）()]{1,20}[）)]")
_AND_OTHERS = re.compile(r"[”\"》]?(?:项目)?(?:等|及其他|、)")
_BETWEEN_FIGURES = re.compile(r"[”\"]?[、，,/／和及与以\s]{1,3}[“\"]?")
ONE_OF_TWO = re.compile(r"(?P<former>前者|前一[个项])|后者|后一[个项]")
_HEADS_NAMES = re.compile(r"[”\"]?(?:等次|等级|级|等)?的?(?:项目|专项)?(?:有|是|为|包括)[：:]?[“\"《]?")


def give_in_turn(text: str, sentence: Passage, ledger: Ledger) -> None:
    """A、B和C … x、y 和 z: the k-th figure belongs to the k-th project; … 均为 x: the one figure to each."""
    for names in lists(text, sentence, over_brackets=True):
        for label, fact in FACTS.items():
            end = next((p.start for p in sentence.of("PROJECT") if p.start > names[-1].start), sentence.end)
            for run in runs([s for s in sentence.of(label) if names[-1].end <= s.start < end], text):
                before = text[names[-1].end : run[0].start]
                if any(span in ledger.used for span in run) or (fact == "amount" and _no_budget(before)):
                    continue
                if len(run) == len(names) and (len(run) > 1 or IN_TURN.search(before)):
                    _give_each(names, run, fact, ledger)
                    break
                alike = _ALIKE.search(before) and not ONE_OF_TWO.search(before)
                if len(run) == 1 and alike and not IN_TURN.search(before.replace("各", "")):
                    _give_each(names, run * len(names), fact, ledger)
                    break
    _give_at_the_end(text, sentence, ledger)
    _give_former_and_latter(text, sentence, ledger)
    _give_to_graded(text, sentence, ledger)


def _give_each(names: Sequence[Span], figures: Sequence[Span], fact: Fact, ledger: Ledger) -> None:
    for name, figure in zip(names, figures, strict=True):
        ledger.give(ledger.entry(name), fact, figure)


def _give_at_the_end(text: str, sentence: Passage, ledger: Ledger) -> None:
    """A评为优，B评为中，得分95分、80分: as many figures in a row as projects were named before them."""
    for label, fact in FACTS.items():
        for run in runs(sentence.of(label), text):
            names = [name for name in sentence.of("PROJECT") if name.end <= run[0].start]
            free = not any(span in ledger.used for span in run) and len(run) == len(names) > 1
            if not free or any(span.label == label and span.start < run[0].start for span in sentence.mentions):
                continue
            if fact != "amount" or not _no_budget(text[names[-1].end : run[0].start]):
                _give_each(names, run, fact, ledger)


def _give_former_and_latter(text: str, sentence: Passage, ledger: Ledger) -> None:
    """Of two projects named before, 前者 x and 后者 y."""
    for word in ONE_OF_TWO.finditer(text, sentence.start, sentence.end):
        names = [name for name in sentence.of("PROJECT") if name.end <= word.start()]
        figures = [s for s in sentence.mentions if s.start >= word.end() and s.label in FACTS]
        if len(names) != 2 or not figures or re.search("[，,；;]", text[word.end() : figures[0].start]):
            continue
        for figure in [figures[0], *_run_on(text, figures)]:
            fact = FACTS[figure.label]
            if fact != "amount" or not _no_budget(text[word.end() : figure.start]):
                ledger.give(ledger.entry(names[0 if word["former"] else 1]), fact, figure)


def _run_on(text: str, figures: Sequence[Span]) -> list[Span]:
    """What follows the first figure with nothing but a sign between: 前者6万元、70分; of each kind one."""
    found: list[Span] = []
    for one, other in pairwise(figures):
        told = {figures[0].label, *(span.label for span in found)}
        if not _BETWEEN_FIGURES.fullmatch(text, one.end, other.start) or other.label in told:
            break
        found.append(other)
    return found


def _give_to_graded(text: str, sentence: Passage, ledger: Ledger) -> None:
    """优的有A、B，良的是C: the grade that leads up to names is theirs."""
    breaths = lists(text, sentence, single=True)
    for grade in sentence.of("GRADE"):
        names = next((names for names in breaths if names[0].start >= grade.end), None)
        if grade not in ledger.used and names and _HEADS_NAMES.fullmatch(text, grade.end, names[0].start):
            _give_each(names, [grade] * len(names), "grade", ledger)


def _no_budget(before: str) -> bool:
    return money_role(re.split(r"[，,；;]", before)[-1]) in ("spent", "each")


def lists(text: str, sentence: Passage, *, over_brackets: bool = False, single: bool = False) -> list[list[Span]]:
    """Projects named in one breath: A、B和C; a name followed by 等 is such a list as well.

    Args:
        text: the report.
        sentence: where to look.
        over_brackets: whether a note in brackets behind a name may part them: A（5万元）与B（3万元）.
        single: whether one name alone counts too.
    """
    found: list[list[Span]] = []
    for name in sentence.of("PROJECT"):
        between = text[found[-1][-1].end : name.start] if found else ""
        joint = _BRACKETED.sub("", between, count=1) if over_brackets else between
        if joint and _LISTED.fullmatch(joint):
            found[-1].append(name)
        else:
            found.append([name])
    return [one for one in found if single or len(one) > 1 or _AND_OTHERS.match(text, one[0].end)]


def runs(figures: Sequence[Span], text: str) -> list[list[Span]]:
    """Figures joined by nothing but 、 和 及 ，: one run each."""
    found: list[list[Span]] = []
    for figure in figures:
        if found and _BETWEEN_FIGURES.fullmatch(text, found[-1][-1].end, figure.start):
            found[-1].append(figure)
        else:
            found.append([figure])
    return found
