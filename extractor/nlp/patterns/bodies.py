"""Bodies (ORG) by the form of their names: a place or a short prefix, a field, and a body word."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.nlp.patterns.boundaries import STOPS
from extractor.record.narrative import Span

_WORD = (
    r"(?:委员会|办公室|街道办事处|人民政府|联合会|联合社|管理处|中心站?|局|厅|处|大队|支队|总队|医院|学校|中学|小学|幼儿园|敬老院|法院|检察院|"
    r"研究院|学院|档案馆|图书馆|文化馆|总工会|红十字会|团委|政协|银行|信用社|供销社|合作社|监测站|服务站|收费站)"
)
_PLACE = r"(?:[\u4e00-\u9fff]{2,5}?(?:省|自治区|市|自治州|州|地区|县|自治县|旗|区|开发区|新区|实验区|镇|乡))"
_BRACKET = r"(?:[（(][\u4e00-\u9fff]{2,12}(?:局|中心|委|办|站|本级)[）)])?"
_WHOLE = re.compile(
    rf"(?P<place>{_PLACE}{{1,3}})(?:政府|[\u4e00-\u9fff]{{1,16}}?{_WORD}){_BRACKET}(?!长|员|务|理|罚|于|在)"
)
_SHORT = re.compile(
    r"[省市区县旗州镇乡](?:委办公室|委宣传部|委组织部|政府办公室|纪委监委|人大常委会|卫健委|发改委|政府(?!办)|委(?![员办宣组托])|人大(?!常)|政协|财政(?!局)|"
    r"[\u4e00-\u9fff]{1,8}?(?:局|厅|委员会|中心|办公室|卫生院))(?![员拨性预资安补配投专收支承])"
)
_BARE = re.compile(rf"(?:党中央|国务院|财政部|[\u4e00-\u9fff]{{2,14}}{_WORD}){_BRACKET}$")
_LEADS = re.compile(
    r"根据|收到|按照|依照|遵照|依据|经(?![济营开])|由|向|报送?(?![社告])|请|与|会同|联合(?![会社])|接(?!待)|依托|委托|关于|争取|并|交|配合|抄送|属(?!地)|靠|把|将|"
    r"对(?!外)|从|在(?!线)|自(?!然)|被|为|是|的|了|等|及|以及|参照|督促|协调|协助|邀请|按|于|受|组织(?!部)|负责|单位|部门|四是|三是|二是|一是|整改|服务(?=中心大局)"
)
_AND = re.compile(r"(?<=局|厅|委|府|心|室|院|处|会)(?:和|、)")
_RUN = re.compile(rf"[^{re.escape(re.sub('[()（）]', '', STOPS))}0-9 ]+")
"""Words between stops and figures; a bracket belongs to the words before it."""
NOT_A_BODY = re.compile(
    r"^(?:我|本|各|该|全[县市区省]|此|其他|有关|相关|上级|所属|主管|下属|这|某|业务|依法|国家财政)|结局|布局|格局|好处|用处|到处|全局"
)
"""What sounds like a body and names none."""


def find_bodies(text: str, taken: Sequence[Span] = ()) -> list[Span]:
    """Bodies that stand where words begin, behind a stop or behind words that lead up to them."""
    found: list[Span] = []
    for run in _RUN.finditer(text):
        leads = [*_LEADS.finditer(text, *run.span()), *_AND.finditer(text, *run.span())]
        for start in sorted({run.start(), *(lead.end() for lead in leads)}):
            if (found and start < found[-1].end) or any(lead.start() == start for lead in leads):
                continue
            end = _body_at(text, start, run.end(), [lead.start() for lead in leads])
            if end and not any(span.start < end and start < span.end for span in taken):
                found.append(Span(start, end, "ORG"))
    return found


def _body_at(text: str, start: int, end: int, leads: Sequence[int]) -> int | None:
    """Where the body's name that begins at ``start`` ends, None where none begins there."""
    whole = _WHOLE.match(text, start, end)
    if whole and any(start <= lead < whole.end("place") for lead in leads):
        whole = None
    match = whole or _SHORT.match(text, start, end)
    if match is None and (end == len(text) or text[end] in STOPS):
        match = _BARE.match(text, start, end)
    return match.end() if match and not NOT_A_BODY.search(match.group()) else None
