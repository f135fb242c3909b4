"""Many mentions in, entities and a queue of unsure pairs out; only pairs that share something rare are compared."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TypeVar

from extractor.record.identity.decision import Decision
from extractor.record.identity.offices import RENAMED
from extractor.record.identity.project import ProjectMention, features, same_project
from extractor.record.identity.unit import UnitMention, same_unit
from extractor.record.identity.unit_name import UnitName, read_unit_name

_T = TypeVar("_T")
RAREST = 5
"""How many of a name's rarest pairs of characters lead to names it is compared with."""


@dataclass(frozen=True)
class Pair:
    """Two mentions by their positions, and what comparing them came to."""

    one: int
    other: int
    decision: Decision


@dataclass(frozen=True)
class Entities:
    """Mentions by entity.

    ``groups`` hold positions of mentions, each in one group; ``merges`` the pairs that brought them together, each
    with its reason, so that any can be taken back; ``queue`` the unsure pairs across groups; ``successions`` those
    of an office before and after a reform; ``compared`` how many pairs were looked at.
    """

    groups: tuple[tuple[int, ...], ...]
    merges: tuple[Pair, ...]
    queue: tuple[Pair, ...]
    successions: tuple[Pair, ...]
    compared: int


def cluster_projects(mentions: Sequence[ProjectMention]) -> Entities:
    """Projects of many papers, units and years; those of units that are not one are never compared."""
    owners = cluster_units([mention.unit or UnitMention("") for mention in mentions])
    owner = {at: number for number, group in enumerate(owners.groups) for at in group}
    for pair in owners.successions:
        owner = {at: owner[pair.one] if number == owner[pair.other] else number for at, number in owner.items()}
    keys = [
        {f"{owner[at] if mention.unit else ''}:{part}" for part in _bigrams(features(mention).core)}
        for at, mention in enumerate(mentions)
    ]
    return cluster(mentions, keys, same_project)


def cluster_units(mentions: Sequence[UnitMention]) -> Entities:
    """Units of many papers and years."""
    names = [read_unit_name(mention.name, mention.home) for mention in mentions]
    return cluster(mentions, [_unit_keys(name) for name in names], same_unit)


def _unit_keys(name: UnitName) -> set[str]:
    place = (name.places or ("",))[-1]
    reforms = {f"{place}>{after}" for before, after, _ in RENAMED if name.office in (before, after)}
    parts = {f"{place}{part}" for part in (*_bigrams(name.office), *_bigrams(name.second or ""))}
    return {f"={name.office}", *parts, *reforms}


def cluster(mentions: Sequence[_T], keys: Sequence[Iterable[str]], same: Callable[[_T, _T], Decision]) -> Entities:
    """Entities by single decisions, the same mention printed twice compared once.

    A pair that would bring together two mentions known to be different is queued instead.
    """
    first: dict[_T, int] = {}
    twins: dict[int, list[int]] = defaultdict(list)
    for at, mention in enumerate(mentions):
        twins[first.setdefault(mention, at)].append(at)
    pairs = [
        Pair(one, other, same(mentions[one], mentions[other]))
        for one, other in candidates({at: keys[at] for at in twins})
    ]
    groups = _Groups(twins, {(pair.one, pair.other) for pair in pairs if pair.decision.verdict == "different"})
    kept: list[Pair] = []
    queue = [pair for pair in pairs if pair.decision.verdict == "unsure"]
    for pair in (pair for pair in pairs if pair.decision.merges):
        (kept if groups.join(pair.one, pair.other) else queue).append(pair)
    queued = tuple(pair for pair in queue if groups.of[pair.one] is not groups.of[pair.other])
    reforms = tuple(pair for pair in pairs if pair.decision.succession)
    return Entities(groups.all(), tuple(kept), queued, reforms, len(pairs))


def candidates(keys: Mapping[int, Iterable[str]]) -> Iterator[tuple[int, int]]:
    """Pairs that share one of the rarest keys of either; a key everybody has leads nowhere."""
    named = {at: sorted(set(own)) for at, own in keys.items()}
    frequency = Counter(key for own in named.values() for key in own)
    blocks: dict[str, list[int]] = defaultdict(list)
    for at, own in named.items():
        shared = sorted((key for key in own if frequency[key] > 1), key=lambda key: (frequency[key], key))
        for key in shared[:RAREST]:
            blocks[key].append(at)
    found = {pair for block in blocks.values() for pair in combinations(block, 2)}
    return iter(sorted(found))


def _bigrams(text: str) -> list[str]:
    return [text[at : at + 2] for at in range(len(text) - 1)] or [text]


class _Groups:
    """Disjoint groups that refuse to hold two mentions known to be different."""

    def __init__(self, twins: dict[int, list[int]], apart: set[tuple[int, int]]) -> None:
        self.of = {at: {at} for at in twins}
        self._twins = twins
        self._apart: dict[int, set[int]] = defaultdict(set)
        for one, other in apart:
            self._apart[one].add(other)
            self._apart[other].add(one)

    def join(self, one: int, other: int) -> bool:
        left, right = self.of[one], self.of[other]
        if left is right:
            return True
        if any(self._apart[at] & right for at in left):
            return False
        left |= right
        for at in right:
            self.of[at] = left
        return True

    def all(self) -> tuple[tuple[int, ...], ...]:
        seen: dict[int, tuple[int, ...]] = {}
        for group in self.of.values():
            seen[min(group)] = tuple(sorted(twin for at in group for twin in self._twins[at]))
        return tuple(seen[at] for at in sorted(seen))
