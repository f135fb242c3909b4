"""Which records of a document speak of the same project: names in, pairs of places out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from extractor.record.checked import PlainRecord
from extractor.record.identity.glyphs import may_be_alike
from extractor.record.identity.project import ProjectMention, features, same_project
from extractor.record.identity.unit import UnitMention
from extractor.stages.records_to_findings.figures import figure
from extractor.stages.records_to_findings.rule import Packet

_SHARED = 0.5
FORMS = ("project_evaluation", "project_target")


@dataclass(frozen=True)
class Stated:
    """A project where a record names it: ``base`` is the pointer of its row or record, ``values`` what stands there."""

    record: int
    base: str
    mention: ProjectMention
    values: Mapping[str, Any]

    @property
    def name(self) -> str:
        """The printed name."""
        return self.mention.name

    @cached_property
    def core(self) -> str:
        """The name without what it shares with any other."""
        return features(self.mention).core


def in_forms(packet: Packet, *kinds: str) -> list[Stated]:
    """The projects that have a form of their own."""
    return [
        Stated(at, f"/records/{at}", _mention(record["project_name"], record), record)
        for at, record in packet.of(*(kinds or FORMS))
        if record.get("project_name")
    ]


def in_reports(packet: Packet) -> list[Stated]:
    """The projects that running text states something of."""
    return [
        Stated(at, f"/records/{at}/projects/{number}", _mention(row["name"], record), row)
        for at, record in packet.of("report")
        for number, row in enumerate(record.get("projects") or [])
        if row.get("name")
    ]


def in_lists(packet: Packet) -> list[Stated]:
    """The rows of lists."""
    return [
        Stated(at, f"/records/{at}/rows/{number}", _mention(row["project_name"], record | row), row)
        for at, record in packet.of("project_list")
        for number, row in enumerate(record.get("rows") or [])
        if row.get("project_name")
    ]


def same(left: list[Stated], right: list[Stated]) -> Iterator[tuple[Stated, Stated]]:
    """Pairs that name one project beyond doubt, where each name has only one partner."""
    shelves: dict[int, list[Stated]] = defaultdict(list)
    for other in right:
        shelves[len(other.core)].append(other)
    found = [(one, other) for one in left for other in shelves[len(one.core)] if merge(one, other)]
    partners = Counter(stated.base for pair in found for stated in pair)
    yield from (pair for pair in found if partners[pair[0].base] == partners[pair[1].base] == 1)


def merge(one: Stated, other: Stated) -> bool:
    """Whether two are one project beyond doubt; their cores then have one length and most characters in common."""
    alike = len(one.core) == len(other.core) and may_be_alike(one.core, other.core, _SHARED)
    return alike and same_project(one.mention, other.mention).merges


def budget_of(stated: Stated) -> dict[str, Decimal]:
    """The budgets a form, row or text gives its project, by path; forms may give one of the year's beginning too."""
    if "amount" in stated.values:
        places = {"amount": stated.values["amount"]}
    elif "funds" in stated.values:
        places = {
            f"funds/{at}/{key}": row.get(key)
            for at, row in enumerate(stated.values["funds"] or [])
            if row.get("source") == "total"
            for key in ("budget", "budget_initial")
        }
    else:
        places = {"budget": stated.values.get("budget")}
    return {f"{stated.base}/{key}": value for key, text in places.items() if (value := figure(text)) is not None}


def _mention(name: str, record: PlainRecord) -> ProjectMention:
    unit = record.get("department") or record.get("reporting_unit")
    year = record.get("year")
    return ProjectMention(name, year, UnitMention(unit, year) if unit else None)
