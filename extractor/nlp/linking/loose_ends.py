"""What a report states of its projects and nobody owns: the sign that a project was overlooked."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.nlp.linking.ledger import GUESS, Ledger
from extractor.nlp.linking.passages import Passage, paragraphs, sentences
from extractor.nlp.linking.roles import STRENGTH, WHOLE, lead, money_role
from extractor.nlp.linking.totals import Totals
from extractor.record.narrative import PROJECTS_UNCOUNTED, UNLINKED_FIGURES, Span

_JUDGED = re.compile(r"得分|自评|评分|评价|总分")
_OF_SEVERAL = re.compile(r"平均|均分|满分|低|高|占|权重|分值")
_OF_THE_UNIT = re.compile(
    r"一般公共预算|政府性基金|人员经费|公用经费|基本支出|收入|政府采购|合同|累计|[一二两三]批资金|资金来源|资金构成"
)
"""Words of the unit's whole money, or of how money flowed."""
_ENOUGH = 2
_MANY = 60
"""More projects than a text would speak of one by one: the report refers to a table."""


def loose_ends(text: str, mentions: Sequence[Span], ledger: Ledger, totals: Totals) -> tuple[str, ...]:
    """Why a project may be missing: figures without an owner, or fewer projects than the report counts."""
    doubts = []
    owned = [*ledger.used, *(one.span for one in totals.money), totals.score]
    known = {(span.start, span.end) for span in owned if span}
    if any(_is_loose(text, passage, known) for passage in paragraphs(text, mentions)):
        doubts.append(UNLINKED_FIGURES)
    told = sum(entry.fact("amount") is not None or entry.fact("score") is not None for entry in ledger.entries)
    counted = totals.projects
    if counted and counted.value and _ENOUGH <= told < int(counted.value) <= _MANY:
        doubts.append(PROJECTS_UNCOUNTED)
    return tuple(doubts)


def _is_loose(text: str, paragraph: Passage, known: set[tuple[int, int]]) -> bool:
    """Whether a paragraph states a budget, or a score of its own, which belongs to none."""
    for sentence in sentences(text, paragraph):
        if _OF_THE_UNIT.search(text, sentence.start, sentence.end):
            continue
        for index, span in enumerate(sentence.mentions):
            if (span.start, span.end) in known or span.label not in ("AMOUNT", "SCORE"):
                continue
            words = lead(text, sentence, index)
            if span.label == "SCORE" and _JUDGED.search(words) and not _OF_SEVERAL.search(words):
                return True
            if span.label == "AMOUNT" and STRENGTH[money_role(words)] > GUESS and not WHOLE.search(words):
                return True
    return False
