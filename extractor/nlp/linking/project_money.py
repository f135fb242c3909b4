"""Amounts in a sentence that may be the money of all the unit's projects, ranked."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.nlp.linking.ledger import Ledger
from extractor.nlp.linking.passages import Passage
from extractor.nlp.linking.project_counts import Candidate
from extractor.nlp.linking.roles import WHOLE, Role, lead, money_role

_RANKS: dict[Role, int] = {
    "adjusted": 5,
    "budget": 3,
    "initial": 2,
    "sum": 3,
    "unsaid": 1,
    "part": 0,
    "spent": 0,
    "each": 0,
}
_OF_PROJECTS = re.compile(r"项目(?:支出|资金|预算|经费|总)|专项(?:资金|经费|支出)|项目$")
_ALL_MONEY = re.compile(r"部门预算|整体|收入|基本支出|部门支出|人员经费|公用经费|预算总额|收支")
_PROJECTS_SHARE = re.compile(r"^(?:其中[：:]?)?项目(?:支出|资金|经费)(?:预算)?(?:数|为|安排|共|计)*$")
_OF_SOME = re.compile(r"[两二三四几]者")
_RIGHT_BEHIND = re.compile(
    r"[^，。；]{0,6}(?:项目|专项)?[、，,（(：:\s]{0,2}(?:金额|(?:到位)?资金|预算|总盘子)?(?:共|计|合计|共计)?[：:]?"
)


def project_money(text: str, sentence: Passage, counts: Sequence[Candidate], ledger: Ledger) -> list[Candidate]:
    """Candidates for the money of the unit's projects: beside their number, or called so in words."""
    found = []
    parted = _ALL_MONEY.search(text, sentence.start, sentence.end) is not None
    for index, span in enumerate(sentence.mentions):
        if span.label != "AMOUNT" or span in ledger.used:
            continue
        words = lead(text, sentence, index)
        count = _nearest(counts, span.start)
        role = _role(text, words, parted, count, span.start)
        if not _RANKS[role] or not _speaks_of_projects(words, role, count, parted, len(sentence.of("PROJECT"))):
            continue
        known = count is not None and count.rank > 1
        rank = _RANKS[role] + bool(WHOLE.search(words)) + (parted and _called(words)) - 2 * (not known)
        found.append(Candidate(span, max(1, rank), count.span.start if count and known else None))
    return found


def _called(words: str) -> bool:
    return _OF_PROJECTS.search(words) is not None


def _speaks_of_projects(words: str, role: Role, count: Candidate | None, parted: bool, named: int) -> bool:
    """Whether the amount is of projects: it is called so, or stands beside their number or their names."""
    if _called(words):
        return count is None or count.rank > 0
    if _ALL_MONEY.search(words) and ((parted and count is None) or "部门预算" in words or "整体" in words):
        return False
    if count is not None:
        return count.rank > 0
    return WHOLE.search(words) is not None and named > 1 and _OF_SOME.search(words) is None


def _role(text: str, words: str, parted: bool, count: Candidate | None, start: int) -> Role:
    role = money_role(words)
    if role in ("unsaid", "spent") and count is not None and _RIGHT_BEHIND.fullmatch(text, count.span.end, start):
        return "budget"
    if parted and role in ("unsaid", "spent", "part") and _PROJECTS_SHARE.search(words):
        return "budget"
    return role


def _nearest(counts: Sequence[Candidate], start: int) -> Candidate | None:
    """The number of projects that stands before the amount, else the first one behind it."""
    before = [count for count in counts if count.span.start < start]
    return before[-1] if before else (counts[0] if counts else None)
