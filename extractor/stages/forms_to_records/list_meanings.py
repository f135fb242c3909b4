"""The words over a list's column, from its outermost head to its own, in; what the column holds out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractor.record.labels import Match, plain
from extractor.record.wording import LIST_COLUMNS, MONEY_COLUMNS, MONEY_ROWS

KEYS = ("seq", "department_code", "department", "project_name", "budget", "score", "grade")
"""The columns a record of a list keeps, in its order."""

_NEUTRAL = re.compile(r"(?:合计|小计|总计|总额|总数|金额|数额|资金|总金额|数)(?:[(（].*[)）])?")
_REVIEW = re.compile(
    r"复核|复评|复审|审核|审定|核定得|评审|抽查|第三方|财政(?:部门)?(?:评|复|审|核)|专家|重点评价|"
    r"主管(?:部门|单位)(?:评|打|考)|最终|认定|终评|终审"
)
_REVIEWED = {"score": "review_score", "grade": "review_grade"}
_TELLING = 3  # characters of a head that tells even inside another text
_AMONG = 0.75  # certainty of such a head
_NO_BUDGET = frozenset({"received", "executed", "rate"})
_SOURCES = frozenset({"fiscal", "carryover", "other"})
_PARTS = re.compile(r"产出|效益|满意度|执行|管理|决策|过程|投入|数量|质量|时效|成本")
_BESIDE = re.compile(
    r"(?:个|项|户|人|条|件|次)数(?:量)?$|指标数(?:量)?$|占比|比重|偏离|差异|分差|[功经]\S{0,3}科目|(?:项目|科目)(?:编码|代码|编号)$|"
    r"电话|(?:时间|日期|期限|网址|链接)$"
)
"""Heads of what lists print beside, figures but no results: counts, shares, the budget's headings, dates, phones."""
_RANKS: dict[str, tuple[tuple[re.Pattern[str], int], ...]] = {
    "budget": ((re.compile("上年|去年|结转"), 0), (re.compile("年初|初始"), 1), (re.compile("调整|全年"), 3)),
    "score": ((re.compile("自评|总分|总得分|合计|综合"), 3), (_PARTS, 1)),
    "grade": ((re.compile("自评"), 3),),
    "department": ((re.compile("主管"), 3),),
    "project_name": ((re.compile("类别|类型|性质|属性"), 0), (re.compile("项目"), 3)),
}
"""Which of several columns of one meaning is the record's: the money as adjusted, the unit's own score in all."""


def head_meaning(path: Sequence[str]) -> Match | None:
    """What a column holds by the heads over it (``自评结果`` over ``得分``); None where no head says.

    The column's own head counts most. One that says too little alone (名称, 金额, 合计) is read with those above it.
    Besides :data:`KEYS` and the vocabulary's other meanings there are ``received``, ``part`` (one source of the
    money), ``beside`` (what a list prints more) and ``review_score``/``review_grade`` (somebody else's than the
    unit's own).
    """
    texts = [plain(text) for text in path if plain(text)]
    if not texts:
        return None
    found = _own_meaning(texts)
    if found is None and _BESIDE.search(texts[-1]):
        return Match("beside", 1.0, texts[-1])
    if found is not None and found.meaning in _REVIEWED and _REVIEW.search("".join(texts)):
        return Match(_REVIEWED[found.meaning], found.certainty, found.label)
    return found


def is_reviewed(path: Sequence[str]) -> bool:
    """Whether the heads say that the column holds somebody else's result than the unit's own."""
    return _REVIEW.search("".join(map(plain, path))) is not None


def _own_meaning(texts: Sequence[str]) -> Match | None:
    own, above = texts[-1], texts[:-1]
    found = _single(own)
    over = next((match for text in reversed(above) if (match := _single(text)) is not None), None)
    if over is not None and _NEUTRAL.fullmatch(own):
        return over
    if found is None and above:
        found = LIST_COLUMNS.match(above[-1] + own)
    if found is None and MONEY_ROWS.meaning(own) in _SOURCES:
        return Match("part", 1.0, own)
    return found or _among_specks(own)


def _among_specks(text: str) -> Match | None:
    """The one head inside a text that a seal's words ran into; not sure enough without its column's contents."""
    found = [match for match in LIST_COLUMNS.within(text) if len(match.label) >= _TELLING]
    return replace(found[0], certainty=_AMONG) if len(found) == 1 else None


def _single(text: str) -> Match | None:
    """A head alone; money that came or went is no budget, whatever the words are built like."""
    found = LIST_COLUMNS.match(text)
    if found is not None and found.listed:
        return found
    source, money = MONEY_ROWS.match(text), MONEY_COLUMNS.match(text)
    if source is not None and source.meaning in _SOURCES and source.listed:
        return Match("part", source.certainty, text)
    if money is not None and (money.meaning in _NO_BUDGET or (found is None and money.meaning == "budget")):
        return money
    return found


def head_rank(meaning: str, path: Sequence[str]) -> int:
    """How well a column fits a meaning that several columns have; the greatest is meant, equals leave it open."""
    whole = plain("".join(path))
    return next((rank for pattern, rank in _RANKS.get(meaning, ()) if pattern.search(whole)), 2)
