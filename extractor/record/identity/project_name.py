"""A project's printed name in, what tells it from others out: its core, its number of the batch, whose money it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from extractor.record.identity.glyphs import slips
from extractor.record.values.text import squeeze

_QUOTES = re.compile(r"[\s“”\"'‘’「」『』《》〈〉]")
_ROUND = str.maketrans("[{【〔〖﹝]}】〕〗﹞", "(((((()))))" + ")")
_DOC_NO = re.compile(r"[一-鿿]{2,6}\((\d{4})\)(?:第)?(\d{1,4})号")
_YEAR = re.compile(r"(?:19|20)\d\d(?:-(?:19|20)?\d\d)?(?:年度?)?|\d\d年度?(?!来)")
_FIRST = re.compile(r"^(?:专项资金|专项|项目)[::]")
_BATCH = re.compile(r"\(?第?([一二三四五六七八九十\d]+)(期|批次?|标段|阶段|季度|次)\)?(?:工程|项目)?")
_ORIGIN = re.compile(r"\(?(中央|省级|市级|县级|区级|镇级|本级|上级|区配套|县配套|市配套)(?:财政|配套)?\)?")
_STATE = re.compile(r"\(?(追加|提前下达|结转|尾款|未支付|收回|清算)\)?")
_NEUTRAL = re.compile(r"\((?:专项|专项资金|项目|经费|资金|草案|自评|部门预算)?\)")
_TAILS = ("专项", "补助", "补贴", "奖补", "经费", "资金", "费用", "支出", "项目", "工程", "费")
_LEAD = re.compile(r"^(?:财政|支持|用于)(?=.{5,})")
_FILLERS = re.compile(r"专项|财政|[、,,。.·:;-]")
_GENERIC = frozenset(
    {"业务", "办公", "公用", "工作", "公用取暖", "取暖", "培训", "宣传", "运转", "日常", "人员", "其他", "日常公用"}
)
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True)
class ProjectName:
    """What a project's name says.

    ``core`` has no brackets, years, numbers of decrees, places or tails such as 专项资金; ``whole`` keeps the tail.
    ``batch`` is 一期, 第二批 and the like; ``origin`` whose money it is (中央, 省级, 本级 …); ``state`` what became of
    it (追加, 结转 …); ``decrees`` are (year, number) of 文号; ``years`` those in the name; ``figures`` other numbers.
    """

    printed: str
    core: str
    whole: str
    batch: frozenset[str]
    origin: frozenset[str]
    state: frozenset[str]
    decrees: frozenset[tuple[str, str]]
    years: frozenset[str]
    figures: tuple[str, ...]

    @property
    def generic(self) -> bool:
        """Whether every office has a project of that name (公用取暖费, 专项业务费)."""
        return self.core in _GENERIC or len(self.core) < 3


@lru_cache(maxsize=65536)
def read_project_name(printed: str, places: tuple[str, ...] = ()) -> ProjectName:
    """The features of a printed name.

    Args:
        printed: the name as on the paper.
        places: where its unit is (清源市, 临江区): dropped where the name begins with them.
    """
    text = _FIRST.sub("", _QUOTES.sub("", squeeze(printed).translate(_ROUND)))
    decrees = frozenset((match[1], match[2]) for match in _DOC_NO.finditer(text))
    text = _DOC_NO.sub("", text)
    for place in places:
        text = text.removeprefix(place)
    years = frozenset(match.group()[:4] for match in _YEAR.finditer(text))
    text = _YEAR.sub("", text)
    batch = frozenset(f"{_ordinal(match[1])}{match[2][0]}" for match in _BATCH.finditer(text))
    text = _BATCH.sub("", text)
    origin = frozenset(match[1] for match in _ORIGIN.finditer(text)) - {"上级"}
    state = frozenset(match[1] for match in _STATE.finditer(text))
    text = _NEUTRAL.sub("", _STATE.sub("", _ORIGIN.sub("", text)))
    whole = text.replace("(", "").replace(")", "")
    bare = _LEAD.sub("", _FILLERS.sub("", "".join(_untailed(part) for part in re.split(r"[()]", text))))
    return ProjectName(
        printed, bare or whole, whole, batch, origin, state, decrees, years, tuple(_DIGITS.findall(whole))
    )


def _untailed(part: str) -> str:
    """The part without tails such as 专项资金, also where a glyph of one was misread (资全)."""
    bare = part
    while tail := next((word for word in _TAILS if slips(bare[-len(word) :], word) is not None), None):
        bare = bare[: -len(tail)]
    return bare or part


def _ordinal(figure: str) -> str:
    return str("一二三四五六七八九十".index(figure) + 1) if figure in "一二三四五六七八九十" else figure
