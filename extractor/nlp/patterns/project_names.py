"""Projects (PROJECT) by what stands around them: money behind, a number before, a list, and the words they end in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain

from extractor.nlp.patterns.boundaries import run_before, without_lead
from extractor.record.narrative import Span

_TAIL = (
    r"(?:经费|资金|补助|补贴|专项|费|费用|项目|工程|奖补|奖励|津贴|贴息|保费|工资|报酬|支出|运转|建设|改造|维修|购置|采购|补偿|救助|慰问金|扶助金|培训|"
    r"业务费|设备|生活费|配套|运维|服务|工作)"
)
_STRONG = re.compile(
    r"(?:经费|专项资金|补助资金|补助|补贴|专项|业务费|奖补资金|运转费|津贴|保障资金|贴息|配套资金|工程款?|维护费|费用|费|项目)$"
)
_ENDS = re.compile(rf"{_TAIL}(?:[（(][^）)]{{1,20}}[）)])?$")
_LEAD_IN = (
    r"全年|年初|当年|本年|财政|核定|核拨|预算数|预算资金|预算|安排|投入|批复额|批复|获批|下达|拨付|列支|金额|总投资|总额|共计|共|计|为|"
    r"数|额|总计|合计|人民币|立项经费|上|花了|给了|的|：|:|——"
)
_MONEY_WORDS = rf"(?:资金|经费|补助|{_LEAD_IN})*"
_TO_MONEY = re.compile(rf"(?:[”\"》]|[”\"》]?[（(：:，,\s]{{1,2}}{_MONEY_WORDS}|[”\"》]?(?:{_LEAD_IN}){_MONEY_WORDS})$")
"""What may stand between a name and its money. 资金 right behind the name is its tail, behind a sign it is not."""
_NUMBERED = re.compile(
    r"(?:^|\n|。|；)\s*(?:\d{1,2}[.、．)）]|[（(][一二三四五六七八九十]{1,3}[）)]|[①-⑳])\s*(?P<name>[^。；\n]{3,50}?)(?=[，,。：:；\n]|$|总体评价|绩效自评|自评|项目自评)"
)
_LIST_LEAD = re.compile(
    r"(?:分别为|包括|有|如下|下达(?:我局)?|涉及|分别是|实施|安排(?:我局|我单位)?|涵盖|表|：|:)(?P<list>[^。；\n]{6,300})"
)
_TOPIC = re.compile(
    r"(?:^|\n|。)(?:关于|其中|实施|在|就|根据[^，\n]{2,16}，|说到|对|“)?(?P<name>[^，。；：\n“”]{4,40}?)[”]?(?=(?:自评|得分|全年预算|预算|总体|绩效|项目|：|——|安排|批复|，|执行|立项|核定|的|资金))"
)
_RUN_ON_LEAD = re.compile(
    r"[^、，。；：:]*?(?:安排|下达|拨付|批复|包括|分别为|：|:)(?:给|了)?(?:[我本](?:单位|部门|中心|[局委办院校站所镇]))?"
)
_NEXT_ITEM = re.compile(r"[、，；;](?:其中|包括)?(?P<name>[^，。；;：:\n]{4,60})")
_RUN_ON = 3
"""So many items, each with its money, are a list: what stands between two amounts is one name, whatever 、 it holds."""
GENERIC = re.compile(
    r"^(?:中央|省级?|市级?|县级?|区级?|上级|本级|财政|预算|专项|项目|补助|配套|结余|结转|其他|全部|各类|相关|自有|工作|公用|人员|基本|资金|经费|支出|费用|补贴|部门|单位|"
    r"年度|年初|转移支付|政府性基金|一般公共预算|总|合计|到位|拨付|使用|管理|实施|完成|开展|建设|实际|当年|全年|本年|整体|重点|政府采购|社保|奖补|服务|三公|收入|决算)*$"
)


def find_projects(text: str, figures: Sequence[Span]) -> list[Span]:
    """Projects: named before their money, under a number, in a list of names, or opening a sentence about them."""
    found: dict[tuple[int, int], Span] = {}
    sources = (
        _before_money(text, figures),
        _run_on(text, figures),
        _numbered(text),
        _lists(text, figures),
        _topics(text),
    )
    for start, end in chain.from_iterable(sources):
        if is_plausible(text, start, end, figures):
            found.setdefault((start, end), Span(start, end, "PROJECT"))
    return _longest(list(found.values()))


def is_plausible(text: str, start: int, end: int, figures: Sequence[Span]) -> bool:
    """Whether the words can name a project: they end as names do, say more than any money, and hold no figure."""
    words = text[start:end]
    inside = [f for f in figures if start <= f.start and f.end <= end and f.label not in ("DATE", "COUNT")]
    return 4 <= len(words) <= 60 and bool(_ENDS.search(words)) and not GENERIC.match(words) and not inside


def _before_money(text: str, figures: Sequence[Span]) -> list[tuple[int, int]]:
    places = []
    for money in figures:
        if money.label != "AMOUNT":
            continue
        floor = max([0, *(f.end for f in figures if f.end <= money.start and f.label != "DATE")])
        joint = _TO_MONEY.search(text[floor : money.start])
        end = floor + joint.start() if joint else money.start
        if text[end - 1 : end] in "”）)":
            end = end if text[end - 1] != "”" else end - 1
        places.append((without_lead(text, _start(text, end, floor), end), end))
    return places


def _run_on(text: str, figures: Sequence[Span]) -> list[tuple[int, int]]:
    return [place for run in runs_with_money(text, figures) for place in run]


def runs_with_money(text: str, figures: Sequence[Span]) -> list[list[tuple[int, int]]]:
    """Lists that run on with money, the places of their items: A、B及C工作10万元、D、E经费5万元、F补贴3万元."""
    runs: list[list[tuple[int, int]]] = []
    last = None
    for money in (figure for figure in figures if figure.label == "AMOUNT"):
        item = _NEXT_ITEM.fullmatch(text, last.end, money.start) if last else None
        if item is None:
            start = max(text.rfind(stop, 0, money.start) for stop in "\n。；;") + 1
            lead = _RUN_ON_LEAD.match(text, start, money.start)
            runs.append([(lead.end() if lead else start, money.start)])
        else:
            runs[-1].append((item.start("name"), money.start))
        last = money
    return [run for run in runs if len(run) >= _RUN_ON]


def _start(text: str, end: int, floor: int) -> int:
    """The run's start, taking a bracket or quotation that closes inside the name with it."""
    start = run_before(text, end, floor)
    while start > floor and text[start - 1] in "）)”":
        opening = max(text.rfind(sign, floor, start) for sign in "（(“")
        if opening < 0 or start - opening > 24:
            break
        start = run_before(text, opening, floor)
    if start == end and text[end - 1 : end] in "）)":
        opening = max(text.rfind(sign, floor, end) for sign in "（(")
        start = run_before(text, opening, floor) if opening >= 0 else start
    if text[start - 1 : start] in "(（" and set(")）") & set(text[start:end]):
        start -= 1
    return start


def _numbered(text: str) -> list[tuple[int, int]]:
    places = []
    for match in _NUMBERED.finditer(text):
        start, end = match.span("name")
        places.append((without_lead(text, start, end), end))
    return places


def _lists(text: str, figures: Sequence[Span]) -> list[tuple[int, int]]:
    """Members of a list of at least two, each ending as projects do."""
    places = []
    for match in _LIST_LEAD.finditer(text):
        base = match.start("list")
        members = [
            (base + m.start(), base + m.end())
            for m in re.finditer(r"[^、，,；]+?(?=[、，,；]|和|及|等|$|三项|两项)", match["list"])
        ]
        members = [
            (a, min([b, *(f.start for f in figures if a < f.start < b and f.label == "AMOUNT")])) for a, b in members
        ]
        named = [(without_lead(text, a, b), b) for a, b in members if _STRONG.search(text[a:b])]
        if len(named) > 1:
            places += named
    return places


def _topics(text: str) -> list[tuple[int, int]]:
    places = []
    for match in _TOPIC.finditer(text):
        start, end = match.span("name")
        if _STRONG.search(text[start:end]):
            places.append((without_lead(text, start, end), end))
    return places


def _longest(spans: list[Span]) -> list[Span]:
    kept: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start - s.end, s.start)):
        if all(span.end <= other.start or other.end <= span.start for other in kept):
            kept.append(span)
    return sorted(kept, key=lambda span: span.start)
