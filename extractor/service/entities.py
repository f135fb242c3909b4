"""Printed names in, units and projects out. A name never seen before makes a new entity; merging comes later."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import IntegrityError, transaction

from extractor.record.values.comparable import comparable
from extractor.store.columns import storable
from extractor.store.models import Alias, Project, RecordRow, Unit

_LONGEST_KEY = 200
_AS_PRINTED = ["same name as printed"]


def concerned(records: Sequence[RecordRow]) -> list[RecordRow]:
    """Gives each record, not yet stored, the unit and the project its printed names stand for."""
    units = {name: unit_named(name) for name in sorted({row.reporting_unit for row in records if row.reporting_unit})}
    for row in records:
        row.unit = units.get(row.reporting_unit or "")
    named = {(row.project_name, row.unit_id) for row in records if row.project_name}
    projects = {pair: project_named(*pair) for pair in sorted(named, key=lambda pair: (pair[0], pair[1] or 0))}
    for row in records:
        row.project = projects.get((row.project_name or "", row.unit_id))
    return list(records)


def unit_named(name: str) -> Unit:
    """The unit a printed name stands for, made where the name is new; merges are followed."""
    known = Alias.objects.filter(key=key_of(name), state=Alias.State.ACCEPTED, unit__isnull=False)
    if (alias := known.select_related("unit").first()) is None:
        try:
            with transaction.atomic():
                unit = Unit.objects.create(name=storable(name))
                Alias.objects.create(unit=unit, name=storable(name), key=key_of(name), because=_AS_PRINTED)
                return unit
        except IntegrityError:  # made by somebody else at the same moment
            alias = known.select_related("unit").get()
    unit = alias.unit or Unit()
    while unit.merged_into is not None:
        unit = unit.merged_into
    return unit


def project_named(name: str, unit: int | None) -> Project:
    """The project of a unit (its id) that a printed name stands for, made where it is new; merges are followed."""
    known = Alias.objects.filter(key=key_of(name), state=Alias.State.ACCEPTED, project__isnull=False, within=unit)
    if (alias := known.select_related("project").first()) is None:
        try:
            with transaction.atomic():
                project = Project.objects.create(name=storable(name), unit_id=unit)
                told = {"name": storable(name), "key": key_of(name), "because": _AS_PRINTED}
                Alias.objects.create(project=project, within_id=unit, **told)
                return project
        except IntegrityError:  # made by somebody else at the same moment
            alias = known.select_related("project").get()
    project = alias.project or Project()
    while project.merged_into is not None:
        project = project.merged_into
    return project


def key_of(name: str) -> str:
    """A name as it is compared: in NFKC, without blanks, brackets and dashes alike."""
    return storable(comparable(name)).casefold()[:_LONGEST_KEY]
