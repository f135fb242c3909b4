"""Amounts, scores and grades of a sentence given to projects."""

from __future__ import annotations

import re

from extractor.nlp.linking.ledger import GUESS, SURE, Entry, Fact, Ledger
from extractor.nlp.linking.passages import Passage
from extractor.nlp.linking.roles import STRENGTH, WHOLE, lead, money_role
from extractor.record.narrative import Span

_BESIDE = re.compile(
    r"[”\"》]?(?:项目|专项)?[（(：:，,\s]{0,2}(?:的?(?:全年|年初|当年|本年)?(?:财政)?(?:资金|经费|预算|预算数|预算资金|安排|投入|批复|批复额|"
    r"核定|获批|下达|拨付|补助|列支|金额|总投资|总额|共计|共|计|为|数|额|总计|合计|人民币)){0,5}[：:\s]?"
)
_BEFORE_NAME = re.compile(
    r"(?:元)?(?:的)?(?:资金|经费|预算|财政资金)?(?:用于|用在|实施|开展|支持|推进|安排|保障|建设|投向|的是|的为|的有|给)?[“\"《]?"
)
_SCORE_LEAD = re.compile(r"得分|评分|打分|总分|得|考评|自评|评价|综合|评定|分数|[评获]$|^[、，,：:；;（(\s]*$")
_IN_ALL = re.compile(r"自评|总分|总得分|综合|评价|考评|最终|评定")
_AVERAGE = re.compile(
    r"平均|均分|满分|扣|分值|权重|低|高出|相差|差距|达到?$|超过|指标|执行率|产出|效益|满意度|过程|决策"
)
_IN_TURN = re.compile(r"分别|依次|各")
_ALIKE = re.compile(r"均|都|各|皆")
_LISTED = re.compile(r"[”\"》）)]?(?:[、和及与]|以及)[“\"《（(]?")
_AND_OTHERS = re.compile(r"[”\"》]?(?:项目)?(?:等|及其他|、)")
_AFTER_PART = re.compile(r"其中|包括|用于|包含|细分")
_FACTS: dict[str, Fact] = {"AMOUNT": "amount", "SCORE": "score", "GRADE": "grade"}


def give_in_turn(text: str, sentence: Passage, ledger: Ledger) -> None:
    """A、B和C … 分别为 x、y 和 z: the k-th figure belongs to the k-th project; … 均为 x: the one figure to each."""
    for names in _lists(text, sentence):
        for label, fact in _FACTS.items():
            end = next((p.start for p in sentence.of("PROJECT") if p.start > names[-1].start), sentence.end)
            for run in _runs([s for s in sentence.of(label) if names[-1].end <= s.start < end], text):
                before = text[names[-1].end : run[0].start]
                if any(span in ledger.used for span in run) or (fact == "amount" and _no_budget(before)):
                    continue
                if len(run) == len(names) and _IN_TURN.search(before):
                    for name, figure in zip(names, run, strict=True):
                        ledger.give(ledger.entry(name), fact, figure)
                    break
                if len(run) == 1 and _ALIKE.search(before) and not _IN_TURN.search(before.replace("各", "")):
                    for name in names:
                        ledger.give(ledger.entry(name), fact, run[0])
                    break


def _no_budget(before: str) -> bool:
    return money_role(re.split(r"[，,；;]", before)[-1]) in ("spent", "each")


def give_beside(text: str, sentence: Passage, ledger: Ledger) -> None:
    """A budget printed right behind its project's name (…经费30万元, …补助（8万元）) or before it (30万元用于…)."""
    for index, figure in enumerate(sentence.mentions):
        if figure.label != "AMOUNT" or figure in ledger.used:
            continue
        before = sentence.mentions[index - 1] if index else None
        after = sentence.mentions[index + 1] if index + 1 < len(sentence.mentions) else None
        beside = (
            before is not None
            and before.label == "PROJECT"
            and _BESIDE.fullmatch(text, before.end, figure.start)
            and not _paid_to_people(text, sentence, index - 1)
        )
        words = text[figure.end : after.start] if after and after.label == "PROJECT" else ""
        led = _BEFORE_NAME.fullmatch(words) is not None and words.strip('“"《') != ""
        if after and led and not (beside and before and text[before.end] not in "，,；;"):
            if money_role(lead(text, sentence, index)) in ("budget", "adjusted", "unsaid"):
                ledger.give(ledger.entry(after), "amount", figure)
        elif beside and before:
            ledger.give(ledger.entry(before), "amount", figure)


def _paid_to_people(text: str, sentence: Passage, index: int) -> bool:
    """Whether the name at ``index`` only says what some people got: 为209名农民工追讨工资148万元."""
    counted = sentence.mentions[index - 1] if index else None
    if counted is None or counted.label != "COUNT" or text[counted.end - 1] in "个项":
        return False
    return not set("，,。；;：:") & set(text[counted.end : sentence.mentions[index].start])


def give_to_topic(text: str, sentence: Passage, topic: Entry | None, ledger: Ledger) -> None:
    """Figures whose lead-in words say what they are, to the project named before them, else to the topic."""
    listed = {name for names in _lists(text, sentence) for name in names}
    for index, span in enumerate(sentence.mentions):
        if span in ledger.used or span.label not in _FACTS:
            continue
        owner, named = _owner(sentence, span, topic, ledger, listed)
        if owner is None or (named and _one_of_a_series(text, sentence, span, named)):
            continue
        words = lead(text, sentence, index)
        if span.label == "AMOUNT":
            _give_amount(text, sentence, index, (owner, named), ledger)
        elif span.label == "SCORE" and _SCORE_LEAD.search(words) and not _AVERAGE.search(words):
            ledger.give(owner, "score", span, SURE if _IN_ALL.search(words) else SURE - 1)
        elif span.label == "GRADE" and not counted_grade(text, sentence, index):
            ledger.give(owner, "grade", span)


def _owner(
    sentence: Passage, span: Span, topic: Entry | None, ledger: Ledger, listed: set[Span]
) -> tuple[Entry | None, Span | None]:
    """Whose figure it is, and the name that says so within the sentence."""
    names = sentence.of("PROJECT")
    before = [name for name in names if name.end <= span.start]
    if before:
        return (None, None) if before[-1] in listed else (ledger.entry(before[-1]), before[-1])
    return topic, None


def _one_of_a_series(text: str, sentence: Passage, span: Span, named: Span) -> bool:
    """Whether it is one of several figures given in turn, though only one project was found before them."""
    if not _IN_TURN.search(text, named.end, span.start):
        return False
    return any(len(run) > 1 and span in run for run in _runs(sentence.of(span.label), text))


def _give_amount(text: str, sentence: Passage, index: int, owner: tuple[Entry, Span | None], ledger: Ledger) -> None:
    """An amount by its role; without a word that says so it is the budget only where nothing else was stated."""
    entry, named = owner
    span, words = sentence.mentions[index], lead(text, sentence, index)
    role = money_role(words)
    given = [other for _, other in entry.stated.get("amount", ()) if sentence.start <= other.start < span.start]
    if given and _AFTER_PART.search(text, given[-1].end, span.start):
        role = "part"
    several = len({id(ledger.entry(name)) for name in sentence.of("PROJECT")}) > 1
    if WHOLE.search(words) and (several or _counts_projects(text, sentence)):
        return
    strength = STRENGTH[role]
    if strength > GUESS or (strength and not entry.stated.get("amount") and _opens(text, sentence, span, named)):
        ledger.give(entry, "amount", span, strength)


def _opens(text: str, sentence: Passage, span: Span, named: Span | None) -> bool:
    """Whether the amount is the first one in its sentence, and behind the project's name."""
    return named is not None and not any(named.end <= other.start < span.start for other in sentence.of("AMOUNT"))


def _counts_projects(text: str, sentence: Passage) -> bool:
    return any(re.match(r"[^，。；]{0,6}(?:项目|专项)", text[span.end :]) for span in sentence.of("COUNT"))


def counted_grade(text: str, sentence: Passage, index: int) -> bool:
    """Whether a grade heads a count (优41个) and so says nothing of one project."""
    following = sentence.mentions[index + 1 : index + 2]
    grade = sentence.mentions[index]
    return bool(following) and following[0].label == "COUNT" and following[0].start - grade.end <= 8


def _lists(text: str, sentence: Passage) -> list[list[Span]]:
    """Projects named in one breath: A、B和C; a name followed by 等 is such a list as well."""
    names = sentence.of("PROJECT")
    lists: list[list[Span]] = []
    for name in names:
        if lists and _LISTED.fullmatch(text, lists[-1][-1].end, name.start):
            lists[-1].append(name)
        else:
            lists.append([name])
    return [one for one in lists if len(one) > 1 or _AND_OTHERS.match(text, one[0].end)]


def _runs(figures: list[Span], text: str) -> list[list[Span]]:
    """Figures joined by nothing but 、 和 及 ，: one run each."""
    runs: list[list[Span]] = []
    for figure in figures:
        if runs and re.fullmatch(r"[”\"]?[、，,和及与以\s]{1,3}[“\"]?", text[runs[-1][-1].end : figure.start]):
            runs[-1].append(figure)
        else:
            runs.append([figure])
    return runs
