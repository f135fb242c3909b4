"""Names as the model marks them, made fit: brackets and quotes closed, list marks and lead-in words cut off."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractor.nlp.patterns.bodies import NOT_A_BODY
from extractor.nlp.patterns.project_names import GENERIC
from extractor.nlp.patterns.rules import without_overlaps
from extractor.record.narrative import Span

_LEAD = re.compile(
    r"(?:[\s、，,；;：:。.)）①-⑳]|\d{1,2}[.、．](?!\d)|(?:其中|包括|以及|本?年新增)(?=[\u4e00-\u9fff]{4}))+"
)
_TRAIL = re.compile(r"[\s、，,；;：:。.(（“\"]+$")
_BETWEEN_MEASURES = re.compile(r"(?:(?<=率)|(?<=人数|次数|数量|标准)|(?<=满意度|知晓度))[和及与、](?=[^和及与、]{2})")
_WORDS = re.compile(r"[A-Za-z\u4e00-\u9fff](?<![一二三四五六七八九十])[A-Za-z\u4e00-\u9fff]")
"""The least a name has: two letters in a row; （二） is none."""
_NO_PROJECT = re.compile(
    r"(?:人员|(?:其他)?运转|特定目标|公用|部门专项)类(?:项目)?(?:支出|经费|资金)?$|(?:项目)?(?:资金|经费)(?:来源|用途)|[^(（]*[，,；;。]"
    r"|公务接待费?$|因公出国(?:[(（]境[)）])?费?用?$|公务用车(?:购置)?及?(?:运行)?(?:维护)?费?$|[“\"]?三公[”\"]?经费$"
    r"|(?:办公|印刷|差旅|邮电|水电|电|水|会议|劳务|咨询|手续|委托业务|其他交通)费用?$|(?:政府性基金|一般公共预算).{0,4}$"
    r"|.{0,4}(?:累计|合计|基本)支出$|(?:维持|确保).*(?:正常|安全|稳定)(?:运转|运行|使用)$|.*各项(?:补助|补贴)$"
)
"""Kinds of spending, where money comes from, what money is for, and words that a stop parts are no project's name."""
_PROJECT_LEAD = re.compile(
    r"(?:(?:[贵我本](?:[局委院校站办部厅]|中心))?(?:核拨|下拨|转拨|划拨|拨付)(?:的|之|给|了)?|提前下达的|[省市县区]级下达"
    r"|内含|涵盖|囊括|牵涉|督促|卡住|制约|留给|怎么|为什么|进一步(?:提高|加强|做好)|中央对地方|关于|恳请"
    r"|\d{1,2}[.．](?=\d{1,3}[村个])|(?:19|20)\d\d年度?(?=(?:提前)?下达|追加|(?:19|20)\d\d年))+(?=.{4})"
)
"""What leads up to a project's name and is none of it."""
_GIVEN = re.compile(r"(?:\d{1,3}号)?(?:文件?)?(?:下达|安排|分配|追加|增加)(?:了|的)?(?=.{4})")
_GIVER = re.compile(r"(?:[】〕\]）)]\d{0,3}|号|号文|号文件|[局厅委]|财政)$")
"""A verb behind the body or the paper that gives the money is no beginning: X号下达A, 请财政局追加A."""
_PROJECT_TRAIL = re.compile(
    r"(?<=资金|经费|补贴|津贴)(?:项目|专项|支出)$|(?<=费)(?:项目|专项|支出|经费)$|(?<=费用)(?:项目|支出)$"
)
"""What follows a name that has its tail already."""
_LAST_WORD = re.compile(r"(?:资金|经费)(?=[。\n])")
_BEFORE_LAST_WORD = ("补助", "补贴", "奖补", "奖励", "专项")
"""A name that closes a heading or sentence has its 资金: 8.校车补贴资金。 Before money the word may lead up to that."""
_BODY_LEAD = re.compile(r"(?:要求|责成|转呈|主责|隶属|认真落实|组织(?!部)|[一二三四五六七八九]是|恳请)+(?=.{3})")
_BODY_TRAIL = re.compile(r"(?:门户网站|官方网站|官网|网站|及(?:所属|下属|直属)(?:各?(?:单位|部门)))$")
_BODY_ALONE = re.compile(
    r"(?:[\u4e00-\u9fff]{1,6}?[省市县区旗州镇乡]){1,3}[\u4e00-\u9fff]{0,12}(?:馆|院|局|所|站|中心|学校|中学|小学|委员会|办公室)(?:[(（].{2,14}[)）])?"
)
"""A body, whatever it was taken for."""
_LEVELS = re.compile(
    r"(?:(?:(?:数量|质量|时效|成本|经济效益|社会效益|生态效益|可持续影响|产出|效益|效果|满意度|[一二三]级|绩效|考核|评价|核心|关键)指标"
    r"|(?:产出|效益|效果)方面)(?:中的?|里的?|包括|包含|有|为|是|即|如)?(?=.{3}))+"
)
"""What only says on which level the indicator behind it stands: 效益指标亩均增收 is 亩均增收."""
_MEASURE_LEAD = re.compile(r"(?:参照|比照|对照|[两三四]项)(?=.{3})")
_MEASURE_TRAIL = re.compile(r"(?<=[率度])(?:控制|突破)$")
"""What leads up to an indicator, and what became of it: no part of its name."""
_JOINING = tuple("与和及或并将把")
"""What no indicator begins with."""
_GENERIC_LENGTH = 4
"""Characters; longer ones are also names: 专项业务经费."""
_MEASURE = re.compile(r"(?:率|人数|次数|数量|标准|满意度|知晓度|金额)$")
_QUOTES_WITHIN = re.compile(r"[^“”]*(?:“[^“”]*”[^“”]*)*")
_PAIRS = {"(": ")", "（": "）", "“": "”", "《": "》", "「": "」", "[": "]", "【": "】"}


def tidy_names(text: str, spans: Sequence[Span]) -> list[Span]:
    """The spans with their edges mended, without overlaps; those of which nothing remains are dropped."""
    tidied = (_tidy(text, part) for span in spans for part in _measures_apart(text, span))
    return without_overlaps((span for span in tidied if _names_something(text[span.start : span.end], span)), ())


def _names_something(words: str, span: Span) -> bool:
    """Whether the words can be a name at all: 各乡镇 names no body, 专项资金 no project."""
    if span.label == "PROJECT" and len(words) <= _GENERIC_LENGTH and GENERIC.match(words.strip("()（）[]")):
        return False
    if span.label == "PROJECT" and _NO_PROJECT.match(words):
        return False
    if span.label == "INDICATOR" and words[:1] in _JOINING:
        return False
    return _WORDS.search(words) is not None and not (span.label == "ORG" and NOT_A_BODY.search(words))


def _measures_apart(text: str, span: Span) -> list[Span]:
    """Two indicators that 和 joins, each with a measure of its own: 新增就业人数和失业率, not 专岗和公益岗补贴标准."""
    if span.label != "INDICATOR":
        return [span]
    joint = _BETWEEN_MEASURES.search(text, span.start, span.end)
    if joint is None or _MEASURE.search(text[joint.end() : span.end]) is None:
        return [span]
    return [replace(span, end=joint.start()), *_measures_apart(text, replace(span, start=joint.end()))]


def _tidy(text: str, span: Span) -> Span:
    start, end = span.start, span.end
    if text[start - 2 : start + 1] == "指标中":  # 数量指标中办理事项数
        start += 1
    if lead := _LEAD.match(text, start, end):
        start = lead.end() if lead.end() < end else start
    if span.label == "INDICATOR":
        start, end = _without_level(text, start, end)
    if trail := _TRAIL.search(text[start:end]):
        end = start + trail.start()
    label = span.label
    if label == "PROJECT":
        start, end = _project_edges(text, start, end)
    if label == "ORG":
        start, end = _body_edges(text, start, end)
    start, end = _balanced(text, start, end)
    if label == "PROJECT" and _BODY_ALONE.fullmatch(text, start, end):
        label = "ORG"
    return Span(start, end, label, span.value, span.approximate, span.confidence)


def _project_edges(text: str, start: int, end: int) -> tuple[int, int]:
    """The project's name without the words that lead up to it or say once more what it is."""
    if _GIVER.search(text, max(0, start - 8), start) and (verb := _GIVEN.match(text, start, end)):
        start = verb.end()
    if lead := _PROJECT_LEAD.match(text, start, end):
        start = lead.end()
    if trail := _PROJECT_TRAIL.search(text, start, end):
        end = trail.start()
    tail = _LAST_WORD.match(text, end) if text[start:end].endswith(_BEFORE_LAST_WORD) else None
    return start, tail.end() if tail else end


def _body_edges(text: str, start: int, end: int) -> tuple[int, int]:
    """The body's name without the words before and behind it, and out of the brackets that hold all of it."""
    if lead := _BODY_LEAD.match(text, start, end):
        start = lead.end()
    if trail := _BODY_TRAIL.search(text, start, end):
        end = trail.start()
    held = _PAIRS.get(text[start]) == text[end - 1] and text[start] not in text[start + 1 : end]
    return (start + 1, end - 1) if held else (start, end)


def _without_level(text: str, start: int, end: int) -> tuple[int, int]:
    """The indicator's name between the level before it and the bare word 指标 behind it."""
    start = max(start, text.rfind("，", start, end) + 1)
    for before in (_LEVELS, _MEASURE_LEAD):
        if lead := before.match(text, start, end):
            start = lead.end()
    if trail := _MEASURE_TRAIL.search(text, start, end):
        end = trail.start()
    words = text[start:end]
    return start, end - 2 if words.endswith("指标") and _MEASURE.search(words[:-2]) else end


def _balanced(text: str, start: int, end: int) -> tuple[int, int]:
    """Takes in a closing bracket right behind the name, and cuts off one that was never opened in it."""
    for opening, closing in _PAIRS.items():
        inside = text[start:end]
        if inside.count(opening) > inside.count(closing) and text[end : end + 1] == closing:
            end += 1
        elif inside.count(closing) > inside.count(opening):
            if text[start - 1 : start] == opening:
                start -= 1
            elif inside.endswith(closing):
                end -= 1
    quoted = text[start:end]
    if quoted[:1] == "“" and quoted[-1:] == "”" and _QUOTES_WITHIN.fullmatch(quoted[1:-1]):
        start, end = start + 1, end - 1
    return start, end
