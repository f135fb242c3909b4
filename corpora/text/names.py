"""Invents the names that a report mentions: projects, indicators and bodies, composed freely from parts.

No list of names can stand for all that offices call their projects; so a name is put together each time from a domain's
things, acts, groups and matters, from words drawn at random out of jieba's dictionary, and from what such names begin
and end with. Where a name begins and ends must be told by how it is built and by what stands around it.
"""

from __future__ import annotations

import random
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import jieba

DOMAINS = Path(__file__).parent / "lexicon" / "domains.toml"
Words = Mapping[str, Sequence[str]]
_PLACE_SIGNS = "青云临河平安东南西北石松柳金玉泉沙白鹭丰原桥山海江湖清溪岭川阳陵城栗梓武宁长和永兴新高宝龙泰"
_LEVEL_OF_MEASURE = {
    "质量指标": ("率", "度", "性", "好"), "数量指标": ("数", "次", "积", "程", "额", "量"),
    "时效指标": ("率", "限", "效", "性"), "成本指标": ("准", "本", "额", "数"), "满意度指标": ("度",),
}  # fmt: skip

ENDED = ("费", "补助", "补贴", "资金", "经费", "金", "工程", "贴息", "奖励", "奖补", "专项", "津贴", "费用")
"""A usual name that ends so has its tail."""


@cache
def _tables() -> dict[str, Any]:
    return tomllib.loads(DOMAINS.read_text(encoding="utf-8"))


@cache
def parts() -> Words:
    """Beginnings, endings and notes that all domains share."""
    return {name: words.split() for name, words in _tables()["parts"].items()}


@cache
def domains(split: str) -> Sequence[Words]:
    """The split's domains, each with its words by kind."""
    return tuple(
        {kind: words.split() for kind, words in domain.items() if kind not in ("name", "split")}
        for domain in _tables()["domain"]
        if domain["split"] == split
    )


@cache
def _dictionary() -> Words:
    """Common words of two to four characters in jieba's own dictionary: places, and words for things and deeds."""
    kinds: dict[str, list[str]] = {"place": [], "thing": [], "deed": []}
    of_tag = {"ns": "place", "n": "thing", "nz": "thing", "b": "thing", "vn": "deed", "v": "deed"}
    with jieba.get_dict_file() as lines:
        for line in lines:
            word, *rest = line.decode().split()
            if len(rest) != 2 or rest[1] not in of_tag or not 2 <= len(word) <= 4:
                continue
            if rest[1] == "ns" or int(rest[0]) >= 60:
                kinds[of_tag[rest[1]]].append(word)
    return kinds


class Namer:
    """Invents names of one domain.

    Args:
        domain: its words by kind.
        rng: where chance comes from.
        strange: share of the words that are drawn from the whole dictionary rather than from the domain.
        usual: share of the names that stand as the domain's offices put them, rather than put together anew.
        bare: share of the names without any tail; one office tails nearly all of its projects, another few.
    """

    def __init__(
        self, domain: Words, rng: random.Random, strange: float = 0.3, usual: float = 0.4, bare: float = 0.12
    ) -> None:
        self._domain, self._rng, self._strange, self._usual, self._bare = domain, rng, strange, usual, bare
        self._unit_place = self.place()
        self._unsaid = rng.sample(domain["projects"], len(domain["projects"]))

    def word(self, kind: str) -> str:
        """A word of the domain (``things``, ``acts``, ``groups``), or now and then any other of its sort."""
        if self._rng.random() < self._strange:
            return self._rng.choice(_dictionary()["deed" if kind == "acts" else "thing"])
        return self._rng.choice(self._domain[kind])

    def stem(self) -> str:
        """What a project is about: 农村校舍维修, 残疾人体检, 公用取暖."""
        rng = self._rng
        shape = rng.random()
        if shape < 0.35:
            stem = rng.choice(self._domain["matters"]) if rng.random() > self._strange else self._loose()
        elif shape < 0.65:
            stem = self.word("things") + self.word("acts")
        elif shape < 0.74:
            stem = self.word("groups") + self.word("acts")
        elif shape < 0.8:
            stem = self.word(rng.choice(("groups", "things")))
        elif shape < 0.87:
            lead = rng.choice(("开展", "支持", "关爱", "落实", "服务", "聘用", "购买", "解决", "征集", "组织"))
            what = rng.choice((self.word("groups"), rng.choice(self._domain["matters"]), ""))
            stem = lead + what + rng.choice(("", "工作"))
        else:
            stem = self._loose()
        return (rng.choice(parts()["modifiers"]) if rng.random() < 0.25 else "") + stem

    def _loose(self) -> str:
        """Words that nobody would expect together."""
        rng = self._rng
        return "".join(
            rng.choice(_dictionary()[rng.choice(("thing", "thing", "deed"))]) for _ in range(rng.randint(1, 3))
        )

    def project(self, year: int) -> str:
        """A project's name; ``year`` is the report's, of which or near which a name may speak."""
        rng = self._rng
        if self._unsaid and rng.random() < self._usual:
            name = self._unsaid.pop()
            return self._lead(year) + name + ("" if name.endswith(ENDED) else self._tail())
        name = self._lead(year) + self._joined(self.stem()) + self._tail()
        if rng.random() < 0.1:
            scheme = rng.choice(parts()["schemes"])
            name = self._lead(year) + f"“{scheme}”" + rng.choice(("", self.word("groups"), self.stem())) + self._tail()
        if rng.random() < 0.08:
            note = rng.choice((*parts()["notes"], self.stem()))
            name += f"（{note}）" if rng.random() < 0.6 else f"({note})"
        return name if len(name) > 3 else name + rng.choice(("经费", "专项资金"))

    def _lead(self, year: int) -> str:
        rng = self._rng
        if rng.random() < 0.62:
            return ""
        own = rng.choice((year, year, year - 1, year + 1))
        level = rng.choice(parts()["levels"])
        return rng.choice(
            (
                level, level, f"{own}年", f"{own}年", f"{own}年度", f"{own}年{level}", f"提前下达{own}年{level}",
                "追加", f"追加{own}年", f"下达{own}年", f"{own}年第二批{level}", self.place(), self._unit_place, "乡镇",
                "县", f"财政〔{own}〕{rng.randint(1, 90)}号", f"{rng.randint(2, 60)}个", f"{rng.randint(2, 30)}村",
            )
        )  # fmt: skip

    def _joined(self, stem: str) -> str:
        rng = self._rng
        if rng.random() > 0.2:
            return stem
        other = rng.choice((self.stem(), self.word("acts"), self.word("things")))
        return stem + rng.choice(("、", "、", "和", "及", "与", "")) + other

    def _tail(self) -> str:
        return self._rng.choice(parts()["tails"]) if self._rng.random() < 1 - self._bare else ""

    def subsidy(self) -> str:
        """Something that sounds like a project's name and may stand where none is meant."""
        lead = self._rng.choice((self.word("groups"), self.word("groups"), self.word("acts"), self.stem()))
        kinds = (
            "补贴",
            "补助",
            "生活费",
            "津贴",
            "救助金",
            "奖励",
            "慰问金",
            "费用",
            "保险费",
            "服务费",
            "工资",
            "资金",
        )
        return lead + self._rng.choice(kinds)

    def purpose(self) -> str | None:
        """What money is spent for, as the domain's offices put it; None where a writer is to find words of his own."""
        return self._rng.choice(self._domain["purposes"]) if self._rng.random() < self._usual else None

    def indicator(self, level: str | None = None) -> str:
        """An indicator's name, fit for ``level`` (质量指标 …) where that is told."""
        rng = self._rng
        if rng.random() < self._usual:
            return rng.choice(self._domain["indicators"])
        if rng.random() < 0.2 and level is None:
            return rng.choice(parts()["whole"])
        endings = _LEVEL_OF_MEASURE.get(level or "")
        fit = [m for m in parts()["measures"] if not endings or m.endswith(endings)]
        measure = rng.choice(fit)
        if measure in ("满意度", "满意率"):
            return rng.choice(("", "", "", self.stem())) + self.word("groups") + measure
        lead = rng.choice(
            (
                "",
                "",
                "",
                "",
                "人均",
                "年均",
                "新增",
                "享受",
                "符合条件",
                "已",
                "各类",
                "累计",
                f"{rng.randint(2015, 2025)}年度",
            )
        )
        shape = rng.random()
        if shape < 0.15:
            return self._spoken_indicator(measure)
        if shape < 0.5:
            body = self.word(rng.choice(("things", "groups"))) + self.word("acts")
        elif shape < 0.8:
            body = self.word("acts") + self.word(rng.choice(("things", "groups")))
        else:
            body = self._joined(self.stem())
        if rng.random() < 0.05:
            body = f"“{rng.choice(parts()['schemes'])}”" + body
        return lead + body + measure

    def _spoken_indicator(self, measure: str) -> str:
        """An indicator that is half a sentence, as those who fill in forms put it."""
        rng, thing, act, group = self._rng, self.word("things"), self.word("acts"), self.word("groups")
        other, more = self.word("groups"), self.word("acts")
        whose = rng.choice(
            ("有需求的", "有意愿的", "符合条件的", "按要求", "各类", "建档立卡", "困难", "辖区", "符合条件")
        )
        return rng.choice(
            (
                f"{act}{whose}{group}{measure}", f"{group}享受{thing}{measure}", f"已{act}符合条件{group}{measure}",
                f"{thing}{act}与{more}{measure}", f"{act}和{more}工作完成{group}", f"带动{whose}{group}{act}情况",
                f"{group}{act}、{more}{measure}", f"{thing}{act}准确", f"{group}和{other}{act}{measure}",
                f"确保{group}{thing}{measure}", f"{thing}按期{act}", f"{whose}{thing}政策{act}情况",
                f"{group}的{thing}{measure}", f"{thing}对{group}的影响程度",
            )
        )  # fmt: skip

    def place(self) -> str:
        """A county, town or district that does not exist, or one that the dictionary has."""
        rng = self._rng
        root = "".join(rng.sample(_PLACE_SIGNS, rng.choice((1, 2, 2, 2))))
        if rng.random() < 0.35:
            root = rng.choice(_dictionary()["place"]).rstrip("省市县区镇乡旗")[:4] or root
        own = root + rng.choice("县县市市区区旗镇乡州")
        over = rng.choice(_PLACE_SIGNS) + rng.choice(_PLACE_SIGNS)
        return rng.choice(("", "", "", over + "市", over + "省")) + own

    def body(self) -> str:
        """A body's name: with its place, short (县人社局), bare (人才交流中心), or a town, school or company."""
        rng = self._rng
        shape, office = rng.random(), self._office()
        if shape < 0.4:
            zone = rng.choice(("", "", "", "经济技术开发区", "高新区", "新区"))
            note = rng.choice(("", "", "", "", "", f"（{office}）", f"({office})"))
            return rng.choice((self._unit_place, self.place())) + zone + office + note
        if shape < 0.6:
            return rng.choice("县市区省州旗镇") + rng.choice(parts()["short_offices"])
        if shape < 0.7:
            return self.place() + rng.choice(
                ("人民政府", "政府", "人民政府办公室", "街道办事处", "财政所", "村民委员会")
            )
        if shape < 0.78:
            return rng.choice(parts()["high_bodies"])
        if shape < 0.85:
            company = self.word("things") + rng.choice(
                ("工程有限公司", "科技有限公司", "咨询有限公司", "集团", "会计师事务所")
            )
            return self.place() + company
        if shape < 0.9:
            return rng.choice(parts()["inner_offices"])
        return office

    def _office(self) -> str:
        rng = self._rng
        if rng.random() < self._strange * 0.6:
            return (
                rng.choice(_dictionary()["thing"])
                + rng.choice(_dictionary()["deed"])
                + rng.choice(parts()["office_words"])
            )
        return rng.choice(self._domain["bodies"]).removeprefix("县委") or "组织部"

    def unit(self) -> str:
        """The body that reports."""
        office = self._office()
        return self._rng.choice((self._unit_place + office,) * 4 + (office,))

    def finance(self) -> str:
        """The finance office as a report calls it."""
        level = self._rng.choice("县市区")
        return self._rng.choice(
            (f"{level}财政局", f"{level}财政局", f"{level}财政", f"{self._unit_place}财政局", "财政局")
        )
