"""Amounts, scores and grades of a sentence, each given to one project."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.nlp.linking.ledger import GUESS, SURE, Entry, Ledger
from extractor.nlp.linking.passages import Passage
from extractor.nlp.linking.roles import STRENGTH, WHOLE, lead, money_role
from extractor.nlp.linking.series import FACTS, IN_TURN, ONE_OF_TWO, lists, runs
from extractor.record.narrative import Span

_BESIDE = re.compile(
    r"[”\"》]?(?:项目|专项)?[（(：:，,\s—|]{0,2}(?:的?(?:全年|年初|当年|本年)?(?:财政)?(?:资金|经费|预算|预算数|预算资金|安排|投入|批复|批复额|"
    r"核定|获批|下达|拨付|补助|列支|金额|总投资|总额|共计|共|计|为|数|额|总计|合计|人民币)){0,5}[：:\s]?"
)
_BEFORE_NAME = re.compile(
    r"(?:元)?(?:的)?(?:资金|经费|预算|财政资金)?(?:用于|用在|实施|开展|支持|推进|安排|保障|建设|投向|的是|的为|的有|给)?[“\"《]?"
)
_SCORE_LEAD = re.compile(
    r"得分|评分|打分|总分|得|考评|自评|评价|综合|评定|分数|[最较][高低]|[打拿](?:了|出|到|下)?$|[评获计]$|^[、，,：:；;（(\s—|-]*$"
)
_IN_ALL = re.compile(r"自评|总分|总得分|综合|评价|考评|最终|评定")
_AVERAGE = re.compile(
    r"平均|均分|满分|扣(?!除?后)|分值|权重|(?<![最较])低|高出|相差|差距|(?<![高低])达到?$|超过|指标|执行率|产出|效益|满意度|过程|决策"
)
_THEN_SPENT = re.compile(r"[花用付]了$|^(?:实际)?拨付(?:资金|数|金额|为|了)*$")
"""Spent or paid out where a budget stands before it: 全年68万元，花了59万元; 年初预算4万元，拨付3万元."""
_OUTSTANDING = re.compile(
    r"(?:资金)?(?:尚|还|仍|均)?(?:未|没有?|待)(?:全部|及时)?(?:到位|支付|拨付|支出|兑现|执行|使用|下达)"
)
"""Behind an amount: what is still to come or to be paid is no budget."""
_OWN_BUDGET = re.compile(r"(?:全年|年初|本年)?预算(?:数|金额|安排|共|为|是)*")
_AFTER_PART = re.compile(r"其中|包括|用于|包含|细分")


def give_beside(text: str, sentence: Passage, ledger: Ledger) -> None:
    """A budget printed right behind its project's name (…经费30万元, …补助（8万元）) or before it (30万元用于…)."""
    listed = {name for names in lists(text, sentence) for name in names}
    for index, figure in enumerate(sentence.mentions):
        if figure.label != "AMOUNT" or figure in ledger.used or _OUTSTANDING.match(text, figure.end):
            continue
        before = sentence.mentions[index - 1] if index else None
        after = sentence.mentions[index + 1] if index + 1 < len(sentence.mentions) else None
        beside = (
            before is not None
            and before.label == "PROJECT"
            and _BESIDE.fullmatch(text, before.end, figure.start)
            and not _paid_to_people(text, sentence, index - 1)
            and not (before in listed and WHOLE.search(text, before.end, figure.start))
        )
        words = text[figure.end : after.start] if after and after.label == "PROJECT" else ""
        led = _BEFORE_NAME.fullmatch(words) is not None and words.strip('“"《') != ""
        if after and led and not (beside and before and text[before.end] not in "，,；;"):
            if money_role(lead(text, sentence, index)) in ("budget", "adjusted", "sum", "unsaid"):
                ledger.give(ledger.entry(after), "amount", figure)
        elif beside and before:
            ledger.give(ledger.entry(before), "amount", figure)


def _paid_to_people(text: str, sentence: Passage, index: int) -> bool:
    """Whether the name at ``index`` only says what some people got: 为209名农民工追讨工资148万元."""
    counted = sentence.mentions[index - 1] if index else None
    if counted is None or counted.label != "COUNT" or text[counted.end - 1] in "个项":
        return False
    return not set("，,。；;：:") & set(text[counted.end : sentence.mentions[index].start])


@dataclass(frozen=True)
class Owner:
    """Whose a figure is, and the name beside it that says so, None where only the topic does."""

    entry: Entry | None
    named: Span | None = None


def give_to_topic(text: str, sentence: Passage, topic: Owner, ledger: Ledger) -> None:
    """Figures whose lead-in words say what they are, to the project named before them, else to the topic."""
    listed = {name for names in lists(text, sentence) for name in names}
    for index, span in enumerate(sentence.mentions):
        if span in ledger.used or span.label not in FACTS:
            continue
        owner = _owner(sentence, span, topic, ledger, listed)
        if owner.entry is None or (owner.named and _one_of_a_series(text, sentence, span, owner.named)):
            continue
        words = lead(text, sentence, index)
        if ONE_OF_TWO.search(words) or _OUTSTANDING.match(text, span.end):
            continue  # one of the two was overlooked; or the money is still to come
        if span.label == "AMOUNT":
            _give_amount(text, sentence, index, owner, ledger)
        elif span.label == "SCORE" and _SCORE_LEAD.search(words) and not _AVERAGE.search(words):
            ledger.give(owner.entry, "score", span, SURE if _IN_ALL.search(words) else SURE - 1)
        elif span.label == "GRADE" and not counted_grade(text, sentence, index):
            ledger.give(owner.entry, "grade", span)


def _owner(sentence: Passage, span: Span, topic: Owner, ledger: Ledger, listed: set[Span]) -> Owner:
    """Whose figure it is, and the name that says so within the sentence."""
    before = [name for name in sentence.of("PROJECT") if name.end <= span.start]
    if before:
        return Owner(None) if before[-1] in listed else Owner(ledger.entry(before[-1]), before[-1])
    return topic


def _one_of_a_series(text: str, sentence: Passage, span: Span, named: Span) -> bool:
    """Whether it is one of several figures given in turn, though only one project was found before them."""
    if not IN_TURN.search(text, named.end, span.start):
        return False
    return any(len(run) > 1 and span in run for run in runs(sentence.of(span.label), text))


def _give_amount(text: str, sentence: Passage, index: int, owner: Owner, ledger: Ledger) -> None:
    """An amount by its role; without a word that says so it is the budget only where nothing else was stated."""
    entry = owner.entry
    assert entry is not None
    span, words = sentence.mentions[index], lead(text, sentence, index)
    role = money_role(words)
    given = [other for _, other in entry.stated.get("amount", ()) if sentence.start <= other.start < span.start]
    if given and role == "budget" and _THEN_SPENT.search(words):
        role = "spent"
    parted = given and not _OWN_BUDGET.fullmatch(words)
    if parted and _AFTER_PART.search(text, given[-1].end, span.start):
        role = "part"
    several = len({id(ledger.entry(name)) for name in sentence.of("PROJECT")}) > 1
    if WHOLE.search(words) and (several or _counts_projects(text, sentence)):
        return
    strength = STRENGTH[role]
    if strength > GUESS or (strength and not entry.stated.get("amount") and _opens(text, sentence, span, owner.named)):
        ledger.give(entry, "amount", span, strength)


def _opens(text: str, sentence: Passage, span: Span, named: Span | None) -> bool:
    """Whether the amount is the first one in its sentence but for rates per head, and behind the project's name."""
    amounts = [at for at, other in enumerate(sentence.mentions) if other.label == "AMOUNT" and other.start < span.start]
    return named is not None and not any(
        named.end <= sentence.mentions[at].start and money_role(lead(text, sentence, at)) != "each" for at in amounts
    )


def _counts_projects(text: str, sentence: Passage) -> bool:
    return any(re.match(r"[^，。；]{0,6}(?:项目|专项)", text[span.end :]) for span in sentence.of("COUNT"))


def counted_grade(text: str, sentence: Passage, index: int) -> bool:
    """Whether a grade heads a count (优41个) and so says nothing of one project."""
    following = sentence.mentions[index + 1 : index + 2]
    grade = sentence.mentions[index]
    return bool(following) and following[0].label == "COUNT" and following[0].start - grade.end <= 8
