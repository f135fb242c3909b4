"""Names of projects: which are none, and the same project under slightly different names within one report."""

from __future__ import annotations

import re
import unicodedata

_NOISE = re.compile(r"[\s“”\"'‘’《》()（）\[\]【】〔〕、,，]|(?:19|20)\d\d年?(?:度)?|专项|本级|项目$|追加|提前下达")
_TAIL = re.compile(r"(?:补助资金|补助经费|专项资金|资金|经费|补助|补贴|费用|费|支出|项目)+$")
_NO_NAME = re.compile(
    r"^(?:经?过?自评|坚持|主要|用于|按照|项目按|印发|通过|开展了|实施了|完成了|加强|落实|提高|进一步|该项目|本项目|上述|"
    r"(?:专项|项目|预算|财政)?(?:资金|经费|项目|专项)$)|[0-9一二三四五六七八九十]个(?:专项|项目)|绩效目标|自评结果"
)


def names_project(name: str) -> bool:
    """Whether a marked stretch can name a project: no beginning of a sentence, nothing that any project is called."""
    return _NO_NAME.search(name) is None


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
