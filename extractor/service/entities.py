"""Printed names in, units and projects out: a known name, a name that surely means a known one, or somebody new.

Who is who is decided by ``record.identity``. What it is sure of becomes an alias with its reason; what it is unsure of
becomes a proposal for a person (see ``merging``); rows always point at the entity a name stands for now.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import Q

from extractor.record.identity.decision import Decision
from extractor.record.identity.project import ProjectMention, same_project
from extractor.record.identity.unit import UnitMention, same_unit
from extractor.record.values.comparable import comparable
from extractor.store.columns import storable
from extractor.store.models import Alias, Merge, Project, RecordRow, Unit

_LONGEST_KEY = 200
_AS_PRINTED = ["名称首次出现", "the name's first appearance"]


def concerned(records: Sequence[RecordRow]) -> list[RecordRow]:
    """Gives each record, not yet stored, the unit and the project its printed names stand for."""
    units = {name: unit_named(name) for name in sorted({row.reporting_unit for row in records if row.reporting_unit})}
    for row in records:
        row.unit = units.get(row.reporting_unit or "")
    named = {(row.project_name, row.unit) for row in records if row.project_name}
    found = {
        (name, unit): project_named(name, unit)
        for name, unit in sorted(named, key=lambda pair: (pair[0], pair[1].pk if pair[1] else 0))
    }
    for row in records:
        row.project = found.get((row.project_name or "", row.unit))
    return list(records)


def unit_named(name: str) -> Unit:
    """The unit a printed name stands for; a new one where it means nobody known. Merges are followed."""
    known = Alias.objects.filter(state=Alias.State.ACCEPTED, unit__isnull=False)
    if (alias := known.filter(key=key_of(name)).select_related("unit").first()) is None:
        mention = UnitMention(name)
        opinion = _weigh(known.values_list("unit", "name"), lambda other: same_unit(mention, UnitMention(other)))
        try:
            with transaction.atomic():
                same = opinion.same and Unit.objects.get(pk=opinion.same)
                unit = same or Unit.objects.create(name=storable(name))
                Alias.objects.create(unit=unit, **_alias(name, opinion))
                _propose("unit", unit.pk, opinion)
                return final_unit(unit)
        except IntegrityError:  # made by somebody else at the same moment
            alias = known.select_related("unit").get(key=key_of(name))
    return final_unit(alias.unit or Unit())


def project_named(name: str, unit: Unit | None) -> Project:
    """The project of a unit that a printed name stands for; a new one where it means none known; merges followed."""
    known = Alias.objects.filter(state=Alias.State.ACCEPTED, project__isnull=False)
    known = known.filter(within__in=family(unit)) if unit is not None else known.filter(within__isnull=True)
    if (alias := known.filter(key=key_of(name)).select_related("project").first()) is None:
        owner = UnitMention(unit.name) if unit is not None else None
        mention = ProjectMention(name, None, owner)
        opinion = _weigh(
            known.values_list("project", "name"),
            lambda other: same_project(mention, ProjectMention(other, None, owner)),
        )
        try:
            with transaction.atomic():
                same = opinion.same and Project.objects.get(pk=opinion.same)
                project = same or Project.objects.create(name=storable(name), unit=unit)
                Alias.objects.create(project=project, within=unit, **_alias(name, opinion))
                _propose("project", project.pk, opinion)
                return final_project(project)
        except IntegrityError:  # made by somebody else at the same moment
            alias = known.filter(key=key_of(name)).select_related("project")[:1].get()
    return final_project(alias.project or Project())


def final_unit(unit: Unit) -> Unit:
    """The unit, or the one it was merged into."""
    while unit.merged_into is not None:
        unit = unit.merged_into
    return unit


def final_project(project: Project) -> Project:
    """The project, or the one it was merged into."""
    while project.merged_into is not None:
        project = project.merged_into
    return project


def family(unit: Unit) -> list[int]:
    """Ids of a unit and of all that were merged into it."""
    members, found = [unit.pk], [unit.pk]
    while found:
        found = list(Unit.objects.filter(merged_into__in=found).values_list("pk", flat=True))
        members += found
    return members


def key_of(name: str) -> str:
    """A name as it is compared: in NFKC, without blanks, brackets and dashes alike."""
    return storable(comparable(name)).casefold()[:_LONGEST_KEY]


@dataclass(frozen=True)
class _Opinion:
    """Whom a new name means: ``same`` (an id) for sure, ``because``; ``unsure`` about others, each with its reason."""

    same: int | None
    because: list[str]
    unsure: dict[int, list[str]]


def _weigh(known: Iterable[tuple[int | None, str]], compare: Callable[[str], Decision]) -> _Opinion:
    """A new name is sure to mean an entity when it merges with a name of that one alone and none of its names differs.

    Two entities that it would merge with become proposals: a person knows whether all three are one.
    """
    merged: dict[int, list[str]] = {}
    unsure: dict[int, list[str]] = {}
    apart: set[int] = set()
    for ident, name in known:
        decision = compare(name)
        if ident is None:
            continue
        reason = [name, decision.reason, decision.reason_en]
        if decision.verdict == "merge":
            merged.setdefault(ident, reason)
        elif decision.verdict == "unsure":
            unsure.setdefault(ident, reason)
        else:
            apart.add(ident)
    sure = [ident for ident in merged if ident not in apart]
    if len(merged) == 1 and sure:
        return _Opinion(sure[0], merged[sure[0]], {ident: why for ident, why in unsure.items() if ident != sure[0]})
    return _Opinion(None, _AS_PRINTED, {**unsure, **merged})


def _alias(name: str, opinion: _Opinion) -> dict[str, object]:
    return {"name": storable(name), "key": key_of(name), "because": opinion.because}


def _propose(kind: str, ident: int, opinion: _Opinion) -> None:
    """Queues the pairs that a person must decide about and has not decided about yet."""
    for other, why in opinion.unsure.items():
        pair = Q(gone=ident, kept=other) | Q(gone=other, kept=ident)
        if not Merge.objects.filter(pair, kind=kind).exists():
            Merge.objects.create(kind=kind, gone=ident, kept=other, because=why, state=Merge.State.PROPOSED, who="")
