"""Percentages, scores and grades in running text."""

from __future__ import annotations

import re

from extractor.nlp.patterns.figures import ARABIC, GAP
from extractor.record.narrative import Span
from extractor.record.values.numbers import read_number, read_percent
from extractor.record.values.text import Unreadable

_PERCENT = re.compile(
    rf"(?:[-−－]{GAP})?{ARABIC}{GAP}(?:[%％‰]|百分比|个百分点)|百分之[零〇一二两三四五六七八九十百点]+(?:[0-9.]+)?|百分之{ARABIC}"
)
_SCORE = re.compile(rf"({ARABIC}){GAP}分(?![之钟别制项类为成支配解析阶局工布散期批年段层册店社会行])")
_NO_SCORE_BEFORE = re.compile(r"(?:[0-9０-９]|(?<!最)[高低]|高出|相差|差距|扣|扣除|扣减|加|减|多|少)$")
"""What stands before a difference of points, which is no score."""
_GRADE_WORD = r"优秀|优良|良好|合格|不合格|及格|较好|一般|优|良|中|差"
_GRADE_LEAD = (
    r"(?:(?:等级|等次|级别|档次|评级|评为|评定为|定为|列为|归入|列)(?:均|全部|都)?(?:为|是|达到|属于|属|列|：|:)?"
    r"|(?:结果|结论|评价|自评|绩效|评定|考评)(?:均|全部|都)?(?:为|是|达到|属于|属|：|:)|(?:均|全部|都|属)为|属于)"
)
_GRADE = re.compile(rf"{_GRADE_LEAD}{GAP}[“\"'‘「]?(?P<grade>{_GRADE_WORD})(?P<after>.?)")
_QUOTED_GRADE = re.compile(rf"[“\"‘「](?P<grade>{_GRADE_WORD})[”\"’」]")
_LISTED_GRADE = re.compile(
    rf"(?:(?<=[：:、，,；;。？?的为评(（])|^)(?P<grade>{_GRADE_WORD})(?:等次|等级|等|级|者)?(?:的)?(?:项目|有)?[：:\s]?"
    rf"(?=[零0-9一二三四五六七八九十]+{GAP}[个项])",
    re.MULTILINE,
)
_END = r"(?=[，,。；;、）)”\"\s]|[等档级]次?级?[，,。；;、\s]|[等档级]?次?级?$)"
_TERSE_GRADE = re.compile(
    rf"(?:[分%％][，,、；;/／|—-]{{1,2}}|[分%％]\s{{1,2}}|评定?|认定|判定|给了|算|[个项](?:项目)?(?:均|都|全部)?为)"
    rf"(?P<grade>{_GRADE_WORD}){_END}",
    re.MULTILINE,
)
_GRADES_IN_TURN = re.compile(
    rf"(?:等级|等次|级别|档次|结果|结论|评定)?(?:分别|依次)(?:评定?)?(?:为|是)?[“\"]?(?P<all>(?:{_GRADE_WORD})(?:[”\"]?[、，,和及][“\"]?(?:{_GRADE_WORD}))+)"
)
_GRADES_AHEAD = re.compile(
    rf"(?<![\u4e00-\u9fff])(?P<all>(?:{_GRADE_WORD})(?:[、/／](?:{_GRADE_WORD}))+)(?:等级|等次|级|等)?(?:的?项目)?数?量?(?:分别|依次)[为是有]"
)
_BRACKETED_GRADE = re.compile(rf"分{GAP}[(（](?:等级|等次)?(?:为|[：:])?(?P<grade>{_GRADE_WORD})[)）]")
_NOT_AFTER = set("化先势惠质美越异选点良好秀心间央级小期文型学国部年途断性办外额距异错别价旬层")
CANONICAL_GRADES = {"优秀": "优", "良好": "良"}


def find_percents(text: str) -> list[Span]:
    """Percentages with a printed sign or word for percent; 以上 and ≥ stay outside."""
    spans = []
    for match in _PERCENT.finditer(text):
        try:
            value = read_percent(match.group())
        except Unreadable:
            continue
        spans.append(Span(match.start(), match.end(), "PERCENT", value))
    return spans


def find_scores(text: str) -> list[Span]:
    """Points given: 96分, 92.5 分."""
    return [
        Span(match.start(), match.end(), "SCORE", read_number(match.group(1)))
        for match in _SCORE.finditer(text)
        if not _NO_SCORE_BEFORE.search(text[max(0, match.start() - 2) : match.start()])
    ]


def find_grades(text: str) -> list[Span]:
    """Grades where the words around them say that something was graded; the value is the grade itself (优秀 → 优)."""
    found = {span.start: span for span in _grades_in_turn(text)}
    for pattern in (_QUOTED_GRADE, _BRACKETED_GRADE, _LISTED_GRADE, _TERSE_GRADE, _GRADE):
        for match in pattern.finditer(text):
            word = match["grade"]
            if pattern is _GRADE and len(word) == 1 and match["after"] in _NOT_AFTER:
                continue
            found.setdefault(match.start("grade"), _grade(match.start("grade"), word))
    return [found[start] for start in sorted(found)]


def _grades_in_turn(text: str) -> list[Span]:
    """等级分别为优、优、良, or 优/良/中分别为3个、2个、1个: every member of the series."""
    return [
        _grade(match.start("all") + one.start(), one.group())
        for pattern in (_GRADES_IN_TURN, _GRADES_AHEAD)
        for match in pattern.finditer(text)
        for one in re.finditer(_GRADE_WORD, match["all"])
    ]


def _grade(start: int, word: str) -> Span:
    return Span(start, start + len(word), "GRADE", CANONICAL_GRADES.get(word, word))
