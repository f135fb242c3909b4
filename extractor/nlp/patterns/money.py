"""Amounts of money in running text, with exact values in 万元.

Source of the forms: 万元/万/亿元/元/千元/百万元 after Arabic or Chinese figures, financial capitals (GB/T 15835 and the
rules for bills), mixed 3亿5千万元, ranges, 近/约/余, and a unit given once for a series (分别为3.5、4和2.1万元).
"""

from __future__ import annotations

import re

from extractor.nlp.patterns.figures import ARABIC, CAPITALS, GAP, HAN
from extractor.record.narrative import Span
from extractor.record.values.amounts import Unit, read_amount
from extractor.record.values.text import Unreadable

_UNIT = r"(?:百万元|千万元|万元|亿元|千元|万亿元|元)"
_SIGN = r"(?:[-−－]|负)?"
_MORE = r"[余多]?"
_MIXED = rf"{ARABIC}{GAP}(?:[十百千万亿]{{1,2}}{GAP}零?(?:{ARABIC}|[{HAN}])?){{0,3}}"
_FORMS = (
    # 3亿5千万元, 1,234.56 万元, 100余万元, 30元
    rf"{_SIGN}{_MIXED}{_MORE}{GAP}{_UNIT}(?:整|正)?(?:[0-9]{{1,2}}角)?(?:[0-9]{{1,2}}分)?",
    # 一百二十万元, 二百余万元
    rf"[{HAN}兆億萬]+(?:点[{HAN}]+)?{_MORE}{GAP}{_UNIT}(?:零?[{HAN}][角毛])?(?:零?[{HAN}]分(?![之钟别]))?",
    # 玖仟陆佰陆拾伍圆壹角捌分, 壹佰贰拾万元整
    rf"[{CAPITALS}]+[元圆](?:零?[{CAPITALS}]角)?(?:零?[{CAPITALS}]分)?[整正]?",
    # 68.7万, 1.2亿: the unit's 元 is left out
    rf"{_SIGN}{ARABIC}{GAP}{_MORE}(?:万|亿)(?!元)",
)
_MONEY = re.compile(rf"(?P<about>近|约|逾)?{GAP}(?P<figure>" + "|".join(f"(?:{form})" for form in _FORMS) + ")")
_COUNTED = re.compile(
    r"[余多]?(?:人|户|名|位|家|吨|亩|平方|平米|公里|千米|米|册|株|棵|只|头|羽|次|件|份|条|张|个|套|台|斤|公斤|千瓦|度|字|页|枚|盏|"
    r"立方|千克|里|剂|例|笔|场|元)"
)
_LARGE_UNITS = {"千元": Unit.THOUSAND, "百万元": Unit.MILLION}
_LARGE = re.compile(rf"({_SIGN}{ARABIC}){GAP}(千元|百万元)")
_NOT_MONEY = re.compile(r"第?[一二三四五多]元(?=[化结论素复次方])")
_SERIES_LEAD = re.compile(r"(?:分别|依次|各)(?:为|是|有|安排|投入|下达|拨付|获批|批复)?(?:额)?(?:为|是)?$")
_JOINER = re.compile(r"[、，,和及与以0-9０-９.．\s]")
_LONGEST_LEAD = 20
"""Characters that 分别为 and its kin take at most."""


def find_amounts(text: str) -> list[Span]:
    """All amounts, left to right. A figure that counts people, areas or things is none."""
    spans: list[Span] = []
    for match in _MONEY.finditer(text):
        span = _amount(text, match)
        if span is not None:
            spans += [*_series_before(text, span), span]
    return spans


def _amount(text: str, match: re.Match[str]) -> Span | None:
    start, end = match.start("figure"), match.end()
    if match["figure"][-1] in "万亿" and _COUNTED.match(text, end):
        return None
    if start and (text[start - 1].isdigit() or text[start - 1] in ".．第"):
        return None
    if _NOT_MONEY.match(text, start):
        return None
    if start and text[start] in "-－−" and text[start - 1] in "元万亿":  # a range: 100元-200元
        start += 1
    if match["about"]:
        start = match.start("about")
    end = match.start("figure") + len(match["figure"].rstrip())
    figure = text[max(start, match.start("figure")) : end]
    try:
        value = _value(re.sub("[余多]", "", figure).replace("俩", "两"))
    except Unreadable:
        return None
    approximate = bool(match["about"]) or any(more in figure for more in "余多")
    return None if value is None else Span(start, end, "AMOUNT", value, approximate)


def _value(figure: str) -> str | None:
    """The figure in 万元; 千元 and 百万元 behind Arabic figures are units of their own.

    Raises:
        Unreadable: it is no amount.
    """
    if large := _LARGE.fullmatch(figure):
        return read_amount(large.group(1), _LARGE_UNITS[large.group(2)])
    return read_amount(figure, Unit.YUAN)


def _series_before(text: str, last: Span) -> list[Span]:
    """Bare figures of a series that takes its unit from its last member: 分别为3.5、4和2.1万元."""
    start = last.start
    while start and _JOINER.match(text[start - 1]):
        start -= 1
    if not _SERIES_LEAD.search(text[max(0, start - _LONGEST_LEAD) : start].rstrip()):
        return []
    unit = re.search(r"(百万元|千元|亿元|亿|万元|万|元)\D*$", text[last.start : last.end])
    if unit is None:
        return []
    found = []
    for match in re.finditer(ARABIC, text[start : last.start]):
        value = _value(match.group() + unit.group(1))
        found.append(Span(start + match.start(), start + match.end(), "AMOUNT", value))
    return found
