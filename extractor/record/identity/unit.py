"""Two units' names in, whether they are one unit out. Units renamed by a reform are linked but kept apart in time."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from extractor.record.identity.decision import Decision, different, merge, unsure
from extractor.record.identity.glyphs import alikeness, may_be_alike, slips
from extractor.record.identity.offices import RENAMED
from extractor.record.identity.unit_name import UnitName, read_unit_name

_CLOSE = 0.8
_AT_WILL = re.compile(r"(?:服务|管理|事业|事务)+(?=(?:中心|站|所)$)|(?<=[中小]学)校$")


@dataclass(frozen=True)
class UnitMention:
    """A unit's name where it was printed, the year of the paper and the places a bare name stands for, where known."""

    name: str
    year: int | None = None
    home: tuple[str, ...] = ()


@lru_cache(maxsize=65536)
def same_unit(one: UnitMention, other: UnitMention) -> Decision:
    """Whether two mentions mean one unit; ``unsure`` is for a person."""
    left, right = read_unit_name(one.name, one.home), read_unit_name(other.name, other.home)
    where = _places(left, right)
    if where is not None and where.verdict == "different":
        return where
    renamed = _renamed(left, right)
    if renamed is not None:
        return renamed
    office = _office(left, right)
    if office.verdict == "different":
        return office
    if left.own != right.own:
        return different("一为部门,一为部门本级", "one is the department, the other its own offices (本级)")
    return where if where is not None and office.merges else office


def _places(left: UnitName, right: UnitName) -> Decision | None:
    """What the places say: different, unsure, or nothing against it (None)."""
    if not left.places and not right.places:
        return None
    if not left.places or not right.places:
        return unsure("只有一方写明地区", "only one says where it is")
    shorter, longer = sorted((left.places, right.places), key=len)
    if _same_place(shorter[-1], longer[-1]):
        return None
    apart = f"{''.join(left.places)}/{''.join(right.places)}"
    return different(f"地区不同({apart})", f"different places ({apart})")


def _same_place(one: str, other: str) -> bool:
    count = slips(one, other)
    return one == other or (count == 1 and len(one) > 2)


def _office(left: UnitName, right: UnitName) -> Decision:
    names = {left.office, left.second} & {right.office, right.second} - {None}
    if left.office == right.office or (names and (left.office in names or right.office in names)):
        return merge(*_why_equal(left, right))
    count = slips(left.office, right.office)
    if count is not None and count <= 1 + len(left.office) // 8 and len(left.office) >= 3:
        return merge("仅形近字不同", "only look-alike glyphs differ")
    if _bare(left.office) == _bare(right.office) and (_bare(left.office) in (left.office, right.office)):
        return merge("仅“服务、管理、事业”等字有无不同", "the same but for a word such as 服务")
    if _abbreviates(left.office, right.office) or _abbreviates(right.office, left.office):
        return unsure("可能是简称", "one may be short for the other")
    likeness = alikeness(left.office, right.office) if may_be_alike(left.office, right.office, _CLOSE) else 0
    if likeness >= _CLOSE and not _numbered_apart(left.office, right.office):
        return unsure(f"名称相近({likeness:.0%})", f"the names are close ({likeness:.0%})")
    return different("机构名称不同", "different offices")


def _why_equal(left: UnitName, right: UnitName) -> tuple[str, str]:
    if left.printed == right.printed:
        return "名称相同", "the same name"
    if left.office != right.office:
        return "括号内为另一名称", "the bracket holds the other name"
    return f"均为{''.join(left.places)}{left.office}(简称、地区前缀写法不同)", f"both are {left.office} of one place"


def _bare(office: str) -> str:
    """A centre's or school's name without the words that are left out at will."""
    return _AT_WILL.sub("", office)


def _abbreviates(short: str, full: str) -> bool:
    """Whether a short name is made of characters of the full one, in order, from the first to the last."""
    if not short or len(short) >= len(full) or short[0] != full[0] or short[-1] != full[-1]:
        return False
    rest = iter(full)
    return all(glyph in rest for glyph in short)


def _numbered_apart(one: str, other: str) -> bool:
    numbers = [[glyph for glyph in name if glyph in "一二三四五六七八九十0123456789"] for name in (one, other)]
    return numbers[0] != numbers[1]


def _renamed(left: UnitName, right: UnitName) -> Decision | None:
    for before, after, year in RENAMED:
        if {before, after} == {left.office, right.office}:
            reason = f"机构改革:{before}于{year}年前后改为{after},前后分列"
            return replace(
                different(reason, f"{before} became {after} about {year}; kept apart in time"), succession=True
            )
    return None
