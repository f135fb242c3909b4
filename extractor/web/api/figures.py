"""Ledgers over the years, and the figures of the service itself."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from django.db.models import Q
from django.http import HttpRequest
from ninja import Query, Router
from pydantic import Field

from extractor.service.agreement import Agreed, agreement
from extractor.service.comparison import compare_units
from extractor.service.entities import final_unit, key_of
from extractor.service.ledger import Ledger, ledger_of
from extractor.service.overview import overview
from extractor.settings import read_settings
from extractor.store.models import Alias, Unit
from extractor.web.api.documents import Id, Limit
from extractor.web.api.shapes import ComparisonOut, LedgerOut, NamedOut
from extractor.web.models import Person
from extractor.web.permissions import Action, may, require, units_of, visible

router = Router(tags=["figures"])
Measure = Literal["executed", "budget", "budget_initial", "received", "rate", "score", "projects"]
Units = Annotated[list[Id], Query(min_length=1, max_length=50)]
Name = Annotated[str, Field(min_length=1, max_length=200)]


@router.get("/ledger", response=LedgerOut)
def ledger(request: HttpRequest, name: Name) -> dict[str, Any]:
    """The ledger of the project or unit that goes by a name, or by a longer one that holds it."""
    person = require(request, Action.SEE)
    return ledger_out(ledger_of(name, units_of(person), person.username))


@router.get("/comparison", response=ComparisonOut)
def comparison(request: HttpRequest, unit: Units, measure: Measure = "executed") -> dict[str, Any]:
    """One measure of several units (by id) over the years: money in 万元, rate in %, mean score, count of projects."""
    person = require(request, Action.SEE)
    seen = units_of(person)
    known = Unit.objects.in_bulk(unit if seen is None else [one for one in unit if one in seen])
    units = list(dict.fromkeys(final_unit(known[one]) for one in unit if one in known))
    found = compare_units(units, measure, person.username)
    told = {year: {ident: format(value, "f") for ident, value in row.items()} for year, row in found.by_year.items()}
    return {"measure": measure, "units": {one.pk: one.name for one in found.units}, "by_year": told}


@router.get("/names", response=list[NamedOut])
def names(
    request: HttpRequest, part: Annotated[str, Field(max_length=200)] = "", limit: Limit = 50
) -> list[dict[str, Any]]:
    """Projects and units whose name holds a part."""
    return names_with(require(request, Action.SEE), part, limit)


@router.get("/overview", response=dict[str, Any])
def figures(request: HttpRequest) -> dict[str, Any]:
    """Pages an hour, what waits and since when, the share flagged and why, what failed.

    ``silent_errors`` is null for reviewers: figures that move with a decision would tell which value was a blind one.
    ``second_looks`` is how often a second person agreed, by type of field and, for auditors, by person (else: oneself).
    """
    return figures_for(require(request, Action.SEE))


def figures_for(person: Person) -> dict[str, Any]:
    """See ``figures``."""
    told = overview(visible(person), read_settings().promise)
    if may(person, Action.DECIDE) and not may(person, Action.ADMINISTER):
        told["silent_errors"] = None
    return {**told, "second_looks": _second_looks(person)}


def _second_looks(person: Person) -> dict[str, Any]:
    found, everybody = agreement(visible(person)), may(person, Action.AUDIT)
    people = [one for one in found.by_person if everybody or one.name == person.username]
    return {
        "waiting": found.waiting,
        "differing": found.differing,
        "by_type": [_agreed(one) for one in found.by_type],
        "by_person": [{**_agreed(one), "upheld": one.upheld} for one in people],
    }


def _agreed(one: Agreed) -> dict[str, Any]:
    low, high = one.interval
    return {"name": one.name, "looks": one.looks, "agreed": one.agreed, "share": one.share, "low": low, "high": high}


def names_with(person: Person, part: str, limit: int) -> list[dict[str, Any]]:
    """See ``names``."""
    units = units_of(person)
    found = Alias.objects.filter(state=Alias.State.ACCEPTED, key__contains=key_of(part))
    if units is not None:
        found = found.filter(Q(unit__in=units) | Q(project__unit__in=units))
    told: dict[tuple[str, int], dict[str, Any]] = {}
    for alias in found.select_related("unit", "project__unit").order_by("project", "unit", "id")[: limit * 2]:
        if (project := alias.project) is not None:
            shown = f"{project.name}（{project.unit.name}）" if project.unit is not None else project.name
            told.setdefault(("project", project.pk), {"kind": "project", "id": project.pk, "name": shown})
        elif alias.unit is not None:
            told.setdefault(("unit", alias.unit.pk), {"kind": "unit", "id": alias.unit.pk, "name": alias.unit.name})
    return list(told.values())[:limit]


def ledger_out(found: Ledger) -> dict[str, Any]:
    """See LedgerOut."""
    money = {year: {key: format(value, "f") for key, value in row.items()} for year, row in found.money().items()}
    scores = {year: format(value, "f") for year, value in found.scores().items()}
    entries = [
        {**vars(one), "number": None if one.number is None else format(one.number, "f")} for one in found.entries
    ]
    return {
        "kind": found.kind,
        "id": found.ident,
        "name": found.name,
        "money": money,
        "scores": scores,
        "entries": entries,
    }
