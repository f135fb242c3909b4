"""Counts in running text: a number with a counting unit of persons, cases, things or times."""

from __future__ import annotations

import re

from extractor.nlp.patterns.figures import ARABIC, GAP, SHORT_HAN
from extractor.record.narrative import Span
from extractor.record.values.numbers import plain
from extractor.record.values.numerals import read_numeral
from extractor.record.values.text import Unreadable

_PERSONS = "人次|人日|人|名|位|户次|户|家|员"
_CASES = "件次|件|起|案次|宗|笔|例次|例|单|桩|通"
_THINGS = (
    "个|项|台套|台|辆|处|所|座|部|张|本|册|份|条|批次|批|种|类|套|只|头|块|盏|幅|栋|间|艘|架|株|方面|对|支|组|枚|面|卷|篇|首|段|口|眼|幢|"
    "樘|羽|尾|匹|棵|床|节|堂|盒|箱|瓶|袋|根|把|顶|颗|门"
)
_TIMES = "次|场次|场|届|轮|遍|趟|期|剂次|车次|班次|班|课时"
_SPOKEN = sorted("|".join((_PERSONS, _CASES, _THINGS, _TIMES)).split("|"), key=len, reverse=True)
_UNITS = rf"(?:(?!部[分门]|位数|期(?:工程|建设|项目))(?:{'|'.join(_SPOKEN)}))"
_ARABIC_COUNT = re.compile(rf"(?P<number>{ARABIC}{GAP}[余多]?{GAP}万?){GAP}[余多]?{GAP}(?P<unit>{_UNITS})")
_HAN_COUNT = re.compile(rf"(?P<number>{SHORT_HAN}{{1,6}})[余多]?(?P<unit>{_UNITS})")
_NOT_COUNTED_AFTER = re.compile(r"百分|月|季度|年度|工作日|自然日|学期|小时|分钟|公里|性|票否|式|化")
_SLOGAN_AFTER = re.compile(
    r"制度|规定|全面|意识|自信|维护|不(?!同)|到位|清单|保障|严禁|坚持|确保|结合|代表|体系|统一|优先|革命|行动|机制|标准|工作法|"
    r"[一二三四五六七八九十]|性|重大|中心|责任|化|公开|以上问题|时期|阶段|过程|基本|线(?!路)|"
    r"龙|网(?!点|站|格)|多岗|双责|棋|把手|到底|事|策|档|站式"
)
_FREQUENT = re.compile(
    r"(?:每(?:年|月|周|季度?|半年|两年|天|日)|[一半两]年)(?:[不至]?(?:少于|低于|少|多|开展|组织|进行|召开|检查))?$"
)
_BAD_BEFORE = (*"每第同这那某首唯逐年统另下上前后之各又再", "任何", "残疾人")
_DOUBTFUL_UNITS = frozenset("对支组枚面卷篇首段口眼班节堂把顶门员根床单位")
"""Units that are more often something else; they count only behind Arabic figures and before a stop or a noun."""
_COUNTS_THERE = re.compile(
    r"[，,。；;、）)\s]|$|的|以上|左右|宣传|机井|队伍|监控|党|职工|同志|残疾|老|贫困|困难|学生|教师|医|村|专|患"
)
_NEAR = 8
_GENERIC_BEFORE = ("是", "有", "为", "作为")


def find_counts(text: str) -> list[Span]:
    """Counts, left to right; frequencies (每年一次), slogans (三项制度) and ordinals are none."""
    spans = [span for match in _ARABIC_COUNT.finditer(text) if (span := _arabic(text, match))]
    taken = [(span.start, span.end) for span in spans]
    for match in _HAN_COUNT.finditer(text):
        if any(match.start() < end and start < match.end() for start, end in taken):
            continue
        if span := _written(text, match):
            spans.append(span)
    return sorted(spans, key=lambda span: span.start)


def _arabic(text: str, match: re.Match[str]) -> Span | None:
    before, after = text[max(0, match.start() - _NEAR) : match.start()], text[match.end() : match.end() + 3]
    if before.endswith(("第", "每", "-", ".", "〕", "]", "/")) or before[-1:].isdigit() or _FREQUENT.search(before):
        return None
    if _NOT_COUNTED_AFTER.match(after) or (match["unit"] in _DOUBTFUL_UNITS and not _COUNTS_THERE.match(after)):
        return None
    return _span(match)


def _written(text: str, match: re.Match[str]) -> Span | None:
    before, after = text[max(0, match.start() - _NEAR) : match.start()], text[match.end() : match.end() + 4]
    if match["unit"] in _DOUBTFUL_UNITS or _FREQUENT.search(before):
        return None
    together = before.endswith(("前后", "先后"))
    if (before.endswith(_BAD_BEFORE) and not together) or _NOT_COUNTED_AFTER.match(after) or _SLOGAN_AFTER.match(after):
        return None
    if match["number"] == "一" and (
        match["unit"] in ("个", "种", "项", "批", "套", "条") and before.endswith(_GENERIC_BEFORE)
    ):
        return None
    if before.endswith(("“", '"')):
        return None
    return _span(match)


def _span(match: re.Match[str]) -> Span | None:
    try:
        value = plain(read_numeral(re.sub("[余多]", "", match["number"])))
    except Unreadable:
        return None
    approximate = any(more in match.group() for more in "余多")
    return Span(match.start(), match.end(), "COUNT", value, approximate)
