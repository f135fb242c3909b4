"""Names that people confirmed: whether a name is one of them, or one look-alike glyph away from one.

A known name is a signal and never a correction: two projects may differ in a single glyph on paper.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from extractor.record.identity.glyphs import slips
from extractor.record.values.comparable import comparable

NameKind: TypeAlias = Literal["project", "unit", "indicator"]

_KINDS: Mapping[str, NameKind] = {
    "project_name": "project",
    "reporting_unit": "unit",
    "implementing_unit": "unit",
    "supervising_department": "unit",
    "department": "unit",
    "level3": "indicator",
}


def path_to_name_kind(path: str) -> NameKind | None:
    """What the name at a pointer names; None where no such name stands."""
    return _KINDS.get(path.rsplit("/", 1)[-1])


def name_places() -> tuple[str, ...]:
    """The last steps of the pointers that lead to such names."""
    return tuple(_KINDS)


@dataclass(frozen=True)
class KnownNames:
    """Names by kind, as they are compared (``comparable``), by their length."""

    by_length: Mapping[tuple[NameKind, int], frozenset[str]] = field(default_factory=dict)

    def knows(self, kind: NameKind, name: str) -> bool:
        """Whether the name is known."""
        told = comparable(name)
        return told in self.by_length.get((kind, len(told)), ())

    def near(self, kind: NameKind, name: str) -> str | None:
        """A known name that a single look-alike glyph parts from this one; None for names that are known themselves."""
        told = comparable(name)
        alike = self.by_length.get((kind, len(told)), frozenset())
        if told in alike:
            return None
        return min((other for other in alike if slips(told, other) == 1), default=None)


def known_names(names: Iterable[tuple[NameKind, str]]) -> KnownNames:
    """The names, made ready to be asked."""
    sorted_out: dict[tuple[NameKind, int], set[str]] = defaultdict(set)
    for kind, name in names:
        told = comparable(name)
        sorted_out[kind, len(told)].add(told)
    return KnownNames({key: frozenset(some) for key, some in sorted_out.items()})
