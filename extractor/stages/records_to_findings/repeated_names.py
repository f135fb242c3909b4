"""Rules over names that a list prints again and again: a unit has one name and one code, so an odd one is a slip."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from extractor.record.checked import Outcome, PlainRecord
from extractor.record.labels import slips
from extractor.record.values.comparable import comparable

_OFTEN = 3  # rows on which a name stands that a single odd one is measured by
_SLIPS = 2
_PER_SLIP = 4  # characters of a name for each one that may be misread


def unit_codes(record: PlainRecord) -> Iterator[Outcome]:
    """One code stands beside one name: rows that say otherwise than most are doubted, all where none prevail."""
    codes: dict[str, Counter[str]] = defaultdict(Counter)
    names: dict[str, Counter[str]] = defaultdict(Counter)
    pairs = [(at, *pair) for at, row in enumerate(record.get("rows") or []) for pair in _pairs(row)]
    for _, code, name in pairs:
        names[code][name] += 1
        codes[name][code] += 1
    for at, code, name in pairs:
        if not (_prevails(name, names[code]) and _prevails(code, codes[name])):
            yield Outcome("unit-code", "doubt", (f"/rows/{at}/department_code", f"/rows/{at}/department"))


def _prevails(value: str, counts: Counter[str]) -> bool:
    """Whether a value stands on more than half of the rows that could have it."""
    return counts[value] * 2 > counts.total()


def lone_names(record: PlainRecord) -> Iterator[Outcome]:
    """A unit's name that stands once and differs by a character or two from one that stands often."""
    names = [comparable(row.get("department") or "") for row in record.get("rows") or []]
    counts = Counter(name for name in names if name)
    frequent = [name for name, count in counts.items() if count >= _OFTEN]
    for at, name in enumerate(names):
        limit = min(_SLIPS, len(name) // _PER_SLIP)
        if name and counts[name] == 1 and any(0 < slips(name, other, limit) <= limit for other in frequent):
            yield Outcome("lone-unit-name", "doubt", (f"/rows/{at}/department",))


def _pairs(row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """A row's code and name; nothing where it lacks one."""
    code, name = row.get("department_code"), row.get("department")
    if code and name:
        yield str(code), comparable(str(name))
