"""Two units or two projects taken for one by a person, and apart again: explained, remembered, reversible."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.db import transaction
from django.utils.timezone import now

from extractor.errors import Conflict, NotInStore
from extractor.service.entities import concerned, final_project, final_unit
from extractor.service.spread import document_facts
from extractor.store.models import Alias, Document, LedgerRow, Merge, Project, RecordRow, Unit

State = Merge.State
_Entity = TypeVar("_Entity", Unit, Project)


def merge(kind: str, gone: int, kept: int, who: str, why: str) -> Merge:
    """Takes two entities (``kind``: ``unit`` or ``project``) for one, of a person's own accord.

    Raises:
        NotInStore: there is none of them.
        Conflict: they are one already.
    """
    with transaction.atomic():
        row = Merge.objects.create(kind=kind, gone=gone, kept=kept, because=[why], state=State.PROPOSED, who=who)
        return accept_merge(row.pk, who)


def accept_merge(proposal: int, who: str) -> Merge:
    """Takes two entities for one, as proposed; every row then points at the one that is kept.

    Raises:
        NotInStore: there is no such proposal, or not such entities.
        Conflict: it was decided about already, or they are one already.
    """
    with transaction.atomic():
        row = _open(proposal)
        if row.kind == "unit":
            _join_units(row)
        else:
            _join_projects(row)
        row.state, row.who, row.at = State.MADE, who, now()
        row.save()
    return row


def reject_merge(proposal: int, who: str) -> Merge:
    """Notes that two entities are two; they are not proposed again.

    Raises:
        NotInStore: there is no such proposal.
        Conflict: it was decided about already.
    """
    with transaction.atomic():
        row = _open(proposal)
        row.state, row.who, row.at = State.REJECTED, who, now()
        row.save()
    return row


def undo_merge(made: int, who: str) -> Merge:
    """Takes two entities apart again; their names tell which rows are whose.

    Raises:
        NotInStore: there is no such merge.
        Conflict: it is not in force.
    """
    with transaction.atomic():
        row = Merge.objects.select_for_update().filter(pk=made).first()
        if row is None:
            raise NotInStore(f"There is no merge {made}.")
        if row.state != State.MADE:
            raise Conflict("That merge is not in force.")
        table = Unit if row.kind == "unit" else Project
        table.objects.filter(pk=row.gone).update(merged_into=None)
        row.state, row.undone_by, row.undone_at = State.UNDONE, who, now()
        row.save()
        _resolve_again(row)
    return row


def part_alias(alias: int, who: str) -> Unit | Project:
    """Takes a name away from the entity it was taken for: from now on it stands for one of its own.

    Raises:
        NotInStore: there is no such name in use.
    """
    with transaction.atomic():
        known = Alias.objects.select_for_update(of=("self",)).select_related("unit", "project", "within")
        old = known.filter(pk=alias, state=Alias.State.ACCEPTED).first()
        if old is None:
            raise NotInStore(f"There is no name {alias} in use.")
        Alias.objects.filter(pk=alias).update(state=Alias.State.REJECTED, who=who, at=now())
        told = {"name": old.name, "key": old.key, "because": ["人工分开", "parted by a person"], "who": who}
        if old.unit is not None:
            unit = Unit.objects.create(name=old.name)
            Alias.objects.create(unit=unit, **told)
            row = Merge.objects.create(kind="unit", gone=unit.pk, kept=old.unit.pk, state=State.REJECTED, who=who)
            _resolve_again(row)
            return unit
        project = Project.objects.create(name=old.name, unit=old.within)
        Alias.objects.create(project=project, within=old.within, **told)
        kept = old.project.pk if old.project else 0
        row = Merge.objects.create(kind="project", gone=project.pk, kept=kept, state=State.REJECTED, who=who)
        _resolve_again(row)
        return project


def _open(proposal: int) -> Merge:
    row = Merge.objects.select_for_update().filter(pk=proposal).first()
    if row is None:
        raise NotInStore(f"There is no proposal {proposal}.")
    if row.state != State.PROPOSED:
        raise Conflict(f"It was decided about already, by {row.who}.")
    return row


def _join_units(row: Merge) -> None:
    gone, kept = _pair(Unit.objects.filter(pk=row.gone).first(), Unit.objects.filter(pk=row.kept).first(), final_unit)
    gone.merged_into = kept
    gone.save(update_fields=["merged_into"])
    for table in (RecordRow, LedgerRow, Document):
        table.objects.filter(unit=gone).update(unit=kept)


def _join_projects(row: Merge) -> None:
    pair = Project.objects.filter(pk=row.gone).first(), Project.objects.filter(pk=row.kept).first()
    gone, kept = _pair(*pair, final_project)
    gone.merged_into = kept
    gone.save(update_fields=["merged_into"])
    for table in (RecordRow, LedgerRow):
        table.objects.filter(project=gone).update(project=kept)


def _pair(gone: _Entity | None, kept: _Entity | None, final: Callable[[_Entity], _Entity]) -> tuple[_Entity, _Entity]:
    if gone is None or kept is None:
        raise NotInStore("One of the two is not there any more.")
    one, other = final(gone), final(kept)
    if one.pk == other.pk:
        raise Conflict("They are one already.")
    return one, other


def _resolve_again(row: Merge) -> None:
    """Points the rows of what was taken apart at whom their printed names stand for now."""
    mine = {f"{row.kind}__in": _members(row)}
    records = list(RecordRow.objects.filter(**mine).order_by("document_id", "position"))
    for record in concerned(records):
        record.save(update_fields=["unit", "project"])
        LedgerRow.objects.filter(record=record).update(unit=record.unit, project=record.project)
    for document in Document.objects.filter(pk__in={record.document_id for record in records}):
        facts = document_facts(list(document.records.order_by("position")))
        Document.objects.filter(pk=document.pk).update(unit=facts.unit)


def _members(row: Merge) -> list[int]:
    """The entity that was kept, under whatever it stands now, and the one that was taken apart from it."""
    if row.kind == "unit":
        return [row.gone, final_unit(Unit.objects.get(pk=row.kept)).pk]
    return [row.gone, final_project(Project.objects.get(pk=row.kept)).pk]
