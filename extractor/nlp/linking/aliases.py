"""Names of projects: which are none, and the same project under slightly different names within one report."""

from __future__ import annotations

import re
import unicodedata

_NOISE = re.compile(r"[\s“”\"'‘’《》()（）\[\]【】〔〕、,，]|(?:19|20)\d\d年?(?:度)?|专项|本级|项目$|追加|提前下达")
_TAIL = re.compile(r"(?:补助资金|补助经费|专项资金|资金|经费|补助|补贴|费用|费|支出|项目)+$")
_NO_NAME = re.compile(
    r"^(?:经?过?自评|主要|用于|按照|项目按|印发|通过|开展了|实施了|完成了|进一步|该项目|本项目|上述|"
    r"(?:专项|项目|预算|财政)?(?:资金|经费|项目|专项)$)|[0-9一二三四五六七八九十]个(?:专项|项目)|绩效目标|自评结果"
)
_LEAD = re.compile(
    r"^(?:提前下达|追加|下达)?(?:[\u4e00-\u9fff]{0,4}[〔\[【（(](?:19|20)\d\d[〕\]】）)]\d+号)?(?:(?:19|20)\d\d年度?)?(?:第[一二三四五]批)?"
    r"(?:中央财政|省财政|中央|[省市县区镇]级|县本级|上级|本级)?"
)
_NOTE = re.compile(r"[（(][^（()）]*[）)]$")
_LEVEL = re.compile(r"中央|[省市县区镇]级|上级|(?:19|20)\d\d|第[一二三四五]批")
_SHORTEST = 4
_DONE = re.compile(r"^(?:坚持|加强|落实|提高)")
"""A name may begin so that ends as names do: 落实困境儿童帮扶经费."""


def names_project(name: str) -> bool:
    """Whether a marked stretch can name a project: no beginning of a sentence, nothing that any project is called."""
    return _NO_NAME.search(name) is None and (_DONE.match(name) is None or _TAIL.search(name) is not None)


def key(name: str) -> str:
    """What two spellings of one project share: no brackets, year, 专项 or tail such as 资金, 经费."""
    bare = _NOISE.sub("", unicodedata.normalize("NFKC", name))
    return _TAIL.sub("", bare) or bare


def same_project(one: str, other: str) -> bool:
    """Whether two names mean one project: equal keys, years (where both print one) not contradicting."""
    years = [set(re.findall(r"(?:19|20)\d\d", name)) for name in (one, other)]
    if all(years) and years[0] != years[1]:
        return False
    levels = [set(re.findall(r"中央|省级?|市级?|县级?|区级?", name)) for name in (one, other)]
    return levels[0] == levels[1] and key(one) == key(other)


def shortens(short: str, whole: str) -> bool:
    """Whether one name is the other without its beginning, note or tail: 校车补贴 for 2023年省级校车补贴资金（二期）.

    By itself it may as well be another project's name; it takes a place that says it is not.
    """
    if not _SHORTEST <= len(short) < len(whole) or not set(_LEVEL.findall(short)) <= set(_LEVEL.findall(whole)):
        return False
    return key(_LEAD.sub("", short)) == key(_LEAD.sub("", _NOTE.sub("", whole)))
