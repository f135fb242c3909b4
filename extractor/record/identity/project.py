"""Two projects' names with their units in, whether they are one project out.

The same project of several years is one project; batches, stages, other money (中央, 省级) and other units are others.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from extractor.record.identity.decision import Decision, different, merge, unsure
from extractor.record.identity.glyphs import alikeness, may_be_alike, slips
from extractor.record.identity.project_name import ProjectName, read_project_name
from extractor.record.identity.unit import UnitMention, same_unit
from extractor.record.identity.unit_name import read_unit_name

_CONTRASTS = tuple(
    tuple(line.split())
    for line in (
        "城镇 城乡 农村 城市",
        "职工 居民",
        "小学 初中 高中 学前 中等职业 高等",
        "省级 市级 县级 区级 镇级 村级",
        "老年 儿童 残疾 妇女",
        "男 女",
        "建设 养护 维修 改造",
        "污水 垃圾 供水",
        "食品 药品",
        "购置 维修 租赁",
        "上半年 下半年",
    )
)
_CLOSE = 0.8
_TELLING = 5
"""Characters from which one name inside another may be the same."""
_PAIRED = re.compile(r"[东西南北甲乙丙丁]")


@dataclass(frozen=True)
class ProjectMention:
    """A project's name where it was printed, with the unit it belongs to and the year of the paper, where known."""

    name: str
    year: int | None = None
    unit: UnitMention | None = None


def same_project(one: ProjectMention, other: ProjectMention) -> Decision:
    """Whether two mentions mean one project; ``unsure`` is for a person."""
    left, right = features(one), features(other)
    by_name = _by_name(left, right)
    if by_name.verdict == "different":
        return by_name
    owners = _owners(one, other)
    if owners is not None and owners.verdict == "different" and not owners.succession:
        return different(f"单位不同:{owners.reason}", f"different units: {owners.reason_en}")
    if not by_name.merges:
        return by_name
    if owners is None or owners.merges:
        if left.generic and owners is None:
            return unsure(f"“{left.core}”各单位都有,单位不明", f"every unit has a {left.core}; the unit is not known")
        return by_name
    if left.generic or owners.succession:
        return unsure(f"名称一致,但{owners.reason}", f"names agree, but {owners.reason_en}")
    return by_name


@lru_cache(maxsize=65536)
def features(mention: ProjectMention) -> ProjectName:
    """What the mention's name says, read with the places of its unit."""
    places: tuple[str, ...] = ()
    if mention.unit is not None:
        unit = read_unit_name(mention.unit.name, mention.unit.home)
        places = ("".join(unit.places), *unit.places)
    return read_project_name(mention.name, places)


def _owners(one: ProjectMention, other: ProjectMention) -> Decision | None:
    return same_unit(one.unit, other.unit) if one.unit and other.unit else None


def _by_name(left: ProjectName, right: ProjectName) -> Decision:
    """What the names alone say."""
    apart = _apart(left, right)
    if apart is not None:
        return apart
    doubts = _doubtful(left, right)
    if left.core == right.core:
        return unsure(*doubts) if doubts else merge(*_why_equal(left, right))
    count = slips(left.core, right.core)
    if count is not None and count <= 1 + len(left.core) // 8 and len(left.core) >= 3:
        wrong = "、".join(f"{a}/{b}" for a, b in zip(left.core, right.core, strict=True) if a != b)
        return (
            unsure(*doubts) if doubts else merge(f"仅形近字不同({wrong})", f"only look-alike glyphs differ ({wrong})")
        )
    within = min(len(left.core), len(right.core)) >= _TELLING and _within(left.core, right.core)
    if not within and not may_be_alike(left.core, right.core, _CLOSE):
        return different("名称不同", "the names differ")
    if _contrasted(left.core, right.core):
        return different("名称所指对象不同", "the names speak of different things")
    likeness = alikeness(left.core, right.core)
    if within or likeness >= _CLOSE:
        return unsure(f"名称相近({likeness:.0%})", f"the names are close ({likeness:.0%})")
    return different("名称不同", "the names differ")


def _apart(left: ProjectName, right: ProjectName) -> Decision | None:
    """Facts in the names that make them two projects, however alike the rest is."""
    if left.batch != right.batch and left.batch and right.batch:
        return different("期次或批次不同", "different stages or batches")
    if left.figures != right.figures:
        return different("名称中的数字不同", "other figures in the names")
    if left.origin and right.origin and left.origin != right.origin:
        return different(
            f"资金来源级次不同({'、'.join(sorted(left.origin))}/{'、'.join(sorted(right.origin))})",
            "money of different levels",
        )
    sides = [frozenset(_PAIRED.findall(name.core)) for name in (left, right)]
    if all(sides) and sides[0] != sides[1]:
        return different("方位或序号不同", "different sides or letters")
    return None


def _doubtful(left: ProjectName, right: ProjectName) -> tuple[str, str] | None:
    """What keeps two like names from being merged without a person."""
    if left.batch != right.batch:
        return "只有一方注明期次或批次", "only one names a stage or batch"
    if left.origin != right.origin and {"中央", "省级", "市级"} & (left.origin ^ right.origin):
        return "只有一方注明资金来源级次", "only one names whose money it is"
    if left.state != right.state:
        return "只有一方为追加、结转等资金", "only one is an addition or carried over"
    return None


def _why_equal(left: ProjectName, right: ProjectName) -> tuple[str, str]:
    if left.printed == right.printed:
        return "名称相同", "the same name"
    if left.years != right.years:
        return "同一项目的不同年度", "one project in different years"
    if left.decrees != right.decrees:
        return "除文号外名称一致", "the same but for the decree's number"
    if left.whole != right.whole:
        return "除“专项资金、经费、项目、补助”等尾缀外名称一致", "the same but for tails such as 专项资金 or 经费"
    return "除括号、引号、全半角外名称一致", "the same but for brackets, quotes and width"


def _contrasted(one: str, other: str) -> bool:
    """Whether the names hold different words of one set (城镇 here, 城乡 there)."""
    for words in _CONTRASTS:
        here, there = ({word for word in words if word in text} for text in (one, other))
        if here and there and here != there:
            return True
    return False


def _within(one: str, other: str) -> bool:
    return one in other or other in one
