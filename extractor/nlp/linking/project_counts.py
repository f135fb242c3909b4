"""Numbers of projects in a sentence, ranked by how likely they count all that the unit had."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.nlp.linking.passages import Passage, after_number, sentences
from extractor.record.narrative import Span


@dataclass(frozen=True)
class Candidate:
    """A figure that may be the unit's total: ``rank`` 0 counts some projects only, 1 a part, 4 and more says it is all.

    ``beside`` is where the number of projects stands that shares the sentence with an amount.
    """

    span: Span
    rank: int
    beside: int | None = None


_ALL = 3
"""From this rank on words say that all the unit's projects are counted."""
_KIND = (
    r"(?:预算|专项|财政|支出|资金|绩效|自评|评价|重点|部门|转移支付|本级|一级|二级|经费|民生|单位|政府采购|类|的|"
    r"(?:[(（][^)）]{1,12}[)）]))"
)
_BEHIND = re.compile(rf"{_KIND}{{0,5}}(?:项目|专项)(?!点|库|部|法人|组|制|评审|经理|负责|单位|现场)")
_TO_COUNT = (
    r"(?:[？?]答?[：:]?)?"
    r"(?:凡|一共有?|总共有?|共计|共有?|总计|合计|计|为|有|是|达到?|涉及|包括|[：:\s]|[(（][^)）]*[)）])*"
)
_AHEAD = re.compile(
    rf"(?:项目|立项|专项|转移支付资金?)(?:支出|资金|预算|经费|总数|数量|个数|数目|数|安排)*{_TO_COUNT}$"
)
_OTHERS = re.compile(r"[”\"》]?(?:项目|专项)?等(?:共计?)?$")
_SUMMED = re.compile(r"[^，。；;]{0,20}[，,、]?(?:总共|共计|合计|总计|共)")
_GRADED = re.compile(
    r"评为|评定|等次|等级|档次|[“\"‘]?(?:优|良|中|差|合格|优秀|良好)[”\"’]?(?:等次|等级|等|级)?(?:的)?(?:项目)?(?:支出)?[有为共]*\s*$"
)
_SOME = re.compile(
    r"其中|抽查|抽取|选取|选择|复核|重点评价|第三方|完成|未|发现|低于|高于|以上的|以下的|不足|同比|比上年|较上年|增加|减少|新增|压减|"
    r"取消|调整(?!后)|上年|去年|往年|以前年度|结转|机构|内设|人员|设定|涵盖|分为|审批|招商|签约|开工|竣工|在建|储备|(?<!共)申报|(?<!共)争取|谋划|引进|"
    r"验收|备案|监督|巡查|检查|培训|指标|子项|其余|另有|剩余|工程|一般公共预算|政府性基金|国有资本|社保基金|社会保险基金|监控|公开|拟|明年|来年|下一?年|"
    r"[新改扩续]建|建成|科[、，]"
)
_PART = re.compile(
    r"(?:本级|区级|县级|市级|省级|中央|上级|区本级|转移支付|追加|年中|政府采购|重点)(?!.{0,4}部门)|[股科]|处室|(?<![我本全])[室站队]\s*$"
)
_KINDS = re.compile(r"(?<!各)类(?:项目|资金|专项)?(?:支出)?\s*$")
_OUTCOME = re.compile(r"[^，。；]{0,14}(?:完成|发现|等次|问题|指标|等级|得分|未|达到|优|良)|类|以上|以下")
_HAS = re.compile(
    r"安排|批复|下达|承担|列入|纳入|实施|预算|部门|单位|我[局委办院处中校]|本[局委办院处中校]|全[局委办院处校]|本年度|全年|涉及|支出|"
    r"专项|个数|数量|总数|列支"
)
_SUM_AHEAD = re.compile(r"(?:合计|总计|共计|加总|总共|一共|汇总|共)[：:为]?$")
_SUM_BEHIND = re.compile(r"(?:项目)?[、，,（(]?(?:共?计?(?:金额|资金|预算|投资))?(?:共?计|合计|为)?[：:]?")
_MONEY_AHEAD = re.compile(r"[，、,](?:(?:共|计|合计|共计|总计|涉及|共涉及)|分(?:为|作)?)")
_WHOLE = re.compile(r"共|总|合计")
_JUDGED = re.compile(r"自评|评价|考评|参评")
_BARE = re.compile(
    r"(?:项目|专项)(?:个数|数量|总数|数目)(?:共计?|为|是|合计|[：:\s])*(?P<number>\d{1,4})(?![\d.,，%％万亿元个项条类户人])"
)


def project_counts(text: str, sentence: Passage, paragraph: Passage) -> list[Candidate]:
    """Candidates for the number of the unit's projects, in order, in a sentence of a paragraph."""
    found = []
    for index, span in enumerate(sentence.mentions):
        if span.label != "COUNT" or text[span.end - 1] not in "个项":
            continue
        rank = _rank(text, sentence, span)
        if not rank and _sums_up(text, sentence, index):
            rank = _ALL if _of_projects(text, paragraph, span.start) else 1
        if rank is not None:
            found.append(Candidate(span, rank))
    for match in _BARE.finditer(text, sentence.start, sentence.end):
        start, end = match.span("number")
        if not any(span.start <= start < span.end for span in sentence.mentions):
            found.append(Candidate(Span(start, end, "COUNT", match["number"].lstrip("0") or "0"), 3))
    return found


def counts_all(text: str, paragraph: Passage) -> bool:
    """Whether a paragraph says how many projects there were in all."""
    return any(
        count.rank >= _ALL
        for sentence in sentences(text, paragraph)
        for count in project_counts(text, sentence, paragraph)
    )


def opens_with_part(text: str, paragraph: Passage) -> bool:
    """Whether a paragraph begins with a heading that names a part (本级项目支出自评, 转移支付资金)."""
    start = after_number(text, paragraph)
    opening = re.split("[。，,：:]", text[start : paragraph.end], maxsplit=1)[0]
    return start > paragraph.start and _PART.search(opening) is not None


def _sums_up(text: str, sentence: Passage, index: int) -> bool:
    """Whether a number closes an account: 合计40个、12万元; 加总12万元，计40个; 项目资金12万元，分40项下达."""
    span, around = sentence.mentions[index], sentence.mentions[max(0, index - 1) : index + 2]
    floor = around[0].end if index else sentence.start
    money = [other for other in around if other.label == "AMOUNT"]
    after = [one for one in money if one.start > span.start and _SUM_BEHIND.fullmatch(text, span.end, one.start)]
    before = [one for one in money if one.end <= span.start and _MONEY_AHEAD.fullmatch(text, one.end, span.start)]
    in_all = _SUM_AHEAD.search(text[floor : span.start]) is not None
    return bool((after and in_all) or before)


def _of_projects(text: str, paragraph: Passage, end: int) -> bool:
    """Whether the paragraph speaks of projects before ``end``: by the word, or by naming several."""
    named = sum(name.end <= end for name in paragraph.of("PROJECT"))
    return named > 1 or "项目" in text[paragraph.start : end]


def _rank(text: str, sentence: Passage, span: Span) -> int | None:
    """How likely the number counts all projects; None where it counts none at all."""
    names = [name for name in sentence.of("PROJECT") if name.end <= span.start]
    listed = bool(names) and _OTHERS.fullmatch(text, names[-1].end, span.start) is not None
    listed |= len(names) > 1 and _SUMMED.fullmatch(text, names[-1].end, span.start) is not None
    clause = re.split(r"[，,；;。]", _without(text, sentence, span.start, names))[-1]
    if not (listed or _BEHIND.match(text, span.end, sentence.end) or _AHEAD.search(clause)):
        return None
    if _GRADED.search(clause) or _SOME.search(clause) or _KINDS.search(clause) or _OUTCOME.match(text, span.end):
        return 0
    if _PART.search(clause):
        return 1
    rank = 2 + bool(_HAS.search(clause) or listed) + bool(_WHOLE.search(clause))
    rank -= bool(_JUDGED.search(clause) and "纳入" not in clause)
    return rank - bool(re.search("年初", clause)) - 2 * ("申报" in clause)


def _without(text: str, sentence: Passage, end: int, names: Sequence[Span]) -> str:
    """The sentence up to ``end`` without the projects' names, whose words (追加…) are no part of what it says."""
    words, at = "", sentence.start
    for name in names:
        words, at = words + text[at : name.start], name.end
    return words + text[at:end]
