"""Who and what appears in one report: its unit, finance office and year, and its names and words when asked for."""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import Any, Protocol

from corpora.text.frames import settle
from corpora.text.names import ENDED, Namer

_PHRASES = {"work": "works", "reason": "reasons", "doc": "docs", "policy": "policies"}
_NAMED = {"thing": "things", "act": "acts", "group": "groups"}
_OF_DEPARTMENT = {**_NAMED, "purpose": "purposes", "matter": "matters"}
_USUAL = 0.75
"""Share of a lexicon's projects that stand as written, while there are any left."""
_TAILED = 0.6
"""Share of those without a tail that get one."""


class Cast(Protocol):
    """What a report's writer draws names and words from."""

    unit: str
    finance: str
    year: int

    def project(self, number: int) -> str:
        """A name for the report's project ``number`` (from 1)."""

    def indicator(self, level: str) -> str:
        """An indicator of that level."""

    def body(self) -> str:
        """Any body."""

    def words(self, kind: str) -> str:
        """Plain words that are no entity, such as a ``purpose``, a ``reason``, a ``doc``."""


class LexiconCast:
    """Draws from a written lexicon, as its words stand there."""

    def __init__(self, lexicon: Mapping[str, Any], rng: random.Random) -> None:
        self._lexicon, self._rng = lexicon, rng
        self._department = rng.choice(lexicon["departments"])
        self.unit = rng.choice(lexicon["places"]) + rng.choice(self._department.get("bureaus", lexicon["bureaus"]))
        self.finance = rng.choice(lexicon["finance"])
        self.year = rng.randint(2017, 2025)
        self._stems = rng.sample(self._department["stems"], len(self._department["stems"]))
        usual = self._department.get("projects", ())
        self._usual = rng.sample(usual, len(usual))

    def project(self, number: int) -> str:
        """See Cast; as its offices put it where the lexicon says so, else put together."""
        if self._usual and self._rng.random() < _USUAL:
            return self._with_tail(str(self._usual.pop()))
        tails = self._lexicon["tails"]
        stem = self._stems[(number - 1) % len(self._stems)]
        prefix = self._rng.choice(tails["prefixes"]).format(year=self._rng.choice((self.year, self.year - 1)))
        return str(prefix + stem + self._rng.choice(tails["plain"]))

    def _with_tail(self, name: str) -> str:
        """Many offices put a word for money behind a name that has none, some never do."""
        bare = not name.endswith((*ENDED, "）", "”", "》"))
        return (
            name + self._rng.choice(self._lexicon["tails"]["after"]) if bare and self._rng.random() < _TAILED else name
        )

    def indicator(self, level: str) -> str:
        """See Cast."""
        groups = self._department["indicators"]
        under = {"产出指标": ("数量指标", "质量指标", "时效指标", "成本指标")}
        under["效益指标"] = under["效果指标"] = ("经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标")
        names = [n for g in under.get(level, (level,)) for n in groups.get(g, ())]
        return str(self._rng.choice(names or [n for group in groups.values() for n in group]))

    def body(self) -> str:
        """See Cast."""
        whole = self._rng.choice(self._lexicon["places"]) + self._rng.choice(self._lexicon["bureaus"])
        return str(self._rng.choice((whole, self._rng.choice(self._lexicon["short_orgs"]))))

    def words(self, kind: str) -> str:
        """See Cast."""
        of_department = self._department.get(_OF_DEPARTMENT.get(kind, ""))
        return str(self._rng.choice(of_department or self._lexicon["phrases"][_PHRASES[kind]]))


class InventedCast:
    """Invents every name anew from the parts of one domain."""

    def __init__(self, namer: Namer, rng: random.Random) -> None:
        self._namer, self._rng = namer, rng
        self.unit, self.finance = namer.unit(), namer.finance()
        self.year = rng.randint(2016, 2026)

    def project(self, number: int) -> str:
        """See Cast."""
        return self._namer.project(self.year)

    def indicator(self, level: str) -> str:
        """See Cast."""
        return self._namer.indicator(level if self._rng.random() < 0.6 else None)

    def body(self) -> str:
        """See Cast."""
        return self._namer.body()

    def words(self, kind: str) -> str:
        """See Cast; besides a phrase bank's name, ``thing``, ``act``, ``group``, ``matter``, ``subsidy``, ``place``."""
        if kind in _NAMED:
            return self._namer.word(_NAMED[kind])
        if kind in ("matter", "subsidy", "place"):
            return {"matter": self._namer.stem, "subsidy": self._namer.subsidy, "place": self._namer.place}[kind]()
        if kind == "purpose" and (usual := self._namer.purpose()):
            return usual
        return settle(f"<@{kind}>", self._rng)
