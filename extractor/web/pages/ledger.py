"""The ledger of a project or unit over the years."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe

from extractor.errors import NotInStore
from extractor.export.ledger_chart import ledger_to_svg
from extractor.export.workbook.headers import NUMBERS
from extractor.service.ledger import MONEY, Ledger, ledger_of, ledger_of_project, ledger_of_unit
from extractor.service.plain_words import name_words
from extractor.store.models import Project, Unit
from extractor.web.api.figures import names_with
from extractor.web.models import Person
from extractor.web.permissions import Action, require, units_of

_NAMES = 40


def page(request: HttpRequest) -> HttpResponse:
    """The search, and the ledger where one name fits; else the names that come near."""
    person = require(request, Action.SEE)
    name = request.GET.get("name", "").strip()[:200]
    ledger = _asked(request, person, name)
    names = names_with(person, name, _NAMES) if ledger is None else []
    told = _told(ledger) if ledger is not None else {}
    return render(request, "web/ledger.html", {"name": name, "names": names, "ledger": ledger, **told})


def _asked(request: HttpRequest, person: Person, name: str) -> Ledger | None:
    """By id (``project=``, ``unit=``), where the person may see that unit; else by name, where only one fits."""
    units = units_of(person)
    for kind in ("project", "unit"):
        if (ident := request.GET.get(kind, "")).isdecimal() and len(ident) < 19:
            if kind == "project":
                project = Project.objects.select_related("unit").filter(pk=int(ident)).first()
                return ledger_of_project(project) if project and _may(project.unit_id, units) else None
            unit = Unit.objects.filter(pk=int(ident)).first()
            return ledger_of_unit(unit) if unit and _may(unit.pk, units) else None
    try:
        return ledger_of(name, units) if name else None
    except NotInStore:
        return None


def _may(unit: int | None, units: list[int] | None) -> bool:
    return units is None or unit in units


def _told(ledger: Ledger) -> dict[str, object]:
    money, scores = ledger.money(), ledger.scores()
    titles = {measure: NUMBERS[measure] for measure in MONEY}
    # Every text in the picture is escaped where it is drawn.
    chart = mark_safe(ledger_to_svg(ledger.name, titles, money, scores)) if money or scores else ""
    years = sorted({*money, *scores})
    rows = [(year, [money.get(year, {}).get(measure) for measure in MONEY], scores.get(year)) for year in years]
    heads = [name_words(f"/{measure}") for measure in MONEY]
    return {"chart": chart, "rows": rows, "heads": heads, "lines": ledger.indicators()}
