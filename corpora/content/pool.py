"""Word pools: a split's places, departments and sentence patterns in; one document's scene of names and words out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import yaml

from corpora.content.text import canonical_text

_HERE = Path(__file__).parent
_SLOT = re.compile(r"\{(\w+)\}")
POOLS = ("train", "dev", "heldout")


@dataclass(frozen=True)
class Pool:
    """One split's words: ``world`` (places, departments), ``prose`` (patterns), ``schemes`` (judging departments)."""

    name: str
    world: Mapping[str, Any]
    prose: Mapping[str, list[str]]
    schemes: Sequence[Mapping[str, Any]]


@cache
def load_pool(name: str) -> Pool:
    """Return the pool called ``name`` (one of ``POOLS``)."""
    parts = (_HERE / f"{part}{name}.yaml" for part in ("", "prose.", "schemes."))
    return Pool(name, *(yaml.safe_load(part.read_text(encoding="utf-8")) for part in parts))


@dataclass
class Scene:
    """One unit in one year: every record drawn from it is about the same place and department."""

    pool: Pool
    rng: Random
    place: str
    department: Mapping[str, Any]
    unit: str
    code: str
    year: int
    used: set[str] = field(default_factory=set)

    @property
    def bureau(self) -> str:
        """The department that the unit belongs to, with its place."""
        return f"{self.place}{self.department['name']}"

    @property
    def scheme(self) -> Mapping[str, Any]:
        """The scheme of the department's own evaluation, which offices change from year to year."""
        return self.pool.schemes[self.year % len(self.pool.schemes)]

    def project(self) -> str:
        """Return a project name not yet used in this scene, often with the frills that real names carry."""
        rng, plain = self.rng, self.rng.choice(self.department["projects"])
        frill = rng.random()
        if frill < 0.12:
            plain = f"{self.year}年{plain}"
        elif frill < 0.2:
            plain = f"提前下达{self.year}年{rng.choice(['中央', '省级', '第二批', '市级'])}{plain}"
        elif frill < 0.28:
            plain = f"{plain}({self.document_number()})"
        elif frill < 0.34:
            plain = f"{plain}({rng.choice(['专项资金', '区级配套', '追加', '本级', '第三批'])})"
        elif frill < 0.38:
            plain = f"追加{self.year - 1}年未支付项目({plain})"
        while plain in self.used:
            plain = f"{plain}{rng.choice(['(二期)', '(续建)', '尾款', '(第二笔)', '质保金'])}"
        self.used.add(plain)
        return canonical_text(plain)

    def document_number(self) -> str:
        """Return a number such as 秦财社〔2022〕731号."""
        left, right = self.rng.choice([("〔", "〕"), ("【", "】"), ("[", "]")])
        head = self.rng.choice(self.pool.world["provinces"])
        return f"{head}{left}{self.year - self.rng.randint(0, 1)}{right}{self.rng.randint(2, 999)}号"

    def fill(self, pattern: str, **known: object) -> str:
        """Return ``pattern`` with each ``{slot}`` filled, in canonical text."""
        counted = dict(zip(("thing", "unit"), self.counted("things"), strict=True))
        counted["act"] = self.counted("acts")[0]

        def word(match: re.Match[str]) -> str:
            slot = match[1]
            if slot in known:
                return str(known[slot])
            return counted[slot] if slot in counted else self._word(slot)

        return canonical_text(_SLOT.sub(word, pattern))

    def counted(self, what: str) -> tuple[str, str]:
        """Return a thing or an act with its counting unit."""
        name, unit = self.rng.choice(self.department[what]).split("|")
        return name, unit

    def phrase(self, what: str, **known: object) -> str:
        """Return a filled pattern of the pool's list ``what``."""
        return self.fill(self.rng.choice(self.pool.prose[what]), **known)

    def _word(self, slot: str) -> str:
        rng, department = self.rng, self.department
        numbers = {
            "count": lambda: str(rng.choice([rng.randint(3, 99), rng.randint(100, 9999), rng.randint(10000, 180000)])),
            "few": lambda: str(rng.randint(2, 24)),
            "pct": lambda: str(rng.choice([85, 90, 95, 98, 100])),
            "money": lambda: str(rng.choice([rng.randint(2, 900), round(rng.uniform(1, 2000), 2)])),
            "year": lambda: str(self.year),
            "project": lambda: str(rng.choice(department["projects"])),
        }
        if slot in numbers:
            return numbers[slot]()
        if slot in ("works", "works2", "works_short"):
            return str(rng.choice(department["works"]))
        lists = {"people": "people", "rate": "rates"}
        return str(rng.choice(department[lists.get(slot, slot)]))


def make_scene(pool: Pool, rng: Random) -> Scene:
    """Return a scene drawn from ``pool``."""
    department = rng.choice(pool.world["departments"])
    place = rng.choice(pool.world["places"])
    bureau = f"{place}{department['name']}"
    unit = rng.choice([bureau, bureau, f"{place}{rng.choice(department['units'])}", f"{bureau}本级"])
    code = f"{department['code']}{rng.randint(1, 30):03d}"
    return Scene(pool, rng, place, department, unit, code, rng.randint(2018, 2024))
