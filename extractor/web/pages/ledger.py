"""The ledger of a project or unit over the years; units side by side."""

from __future__ import annotations

from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe

from extractor.errors import NotInStore
from extractor.export.ledger_chart import grouped_bars_to_svg, ledger_to_svg
from extractor.export.workbook.headers import NUMBERS
from extractor.service.comparison import MEASURES, RATE, SCORE, compare_units
from extractor.service.entities import final_unit
from extractor.service.ledger import MONEY, Ledger, ledger_of, ledger_of_project, ledger_of_unit
from extractor.service.plain_words import name_words
from extractor.store.models import Project, Unit
from extractor.web.api.figures import names_with
from extractor.web.language import language_of
from extractor.web.models import Person
from extractor.web.permissions import Action, require, units_of

_NAMES = 40
_MOST_UNITS = 8
_LISTED = 1000
_SIGNS = "ABCDEFGH"


def page(request: HttpRequest) -> HttpResponse:
    """The search, and the ledger where one name fits; else the names that come near."""
    person = require(request, Action.SEE)
    name = request.GET.get("name", "").strip()[:200]
    ledger = _asked(request, person, name)
    names = names_with(person, name, _NAMES) if ledger is None else []
    told = _told(ledger) if ledger is not None else {}
    return render(request, "web/ledger.html", {"name": name, "names": names, "ledger": ledger, **told})


def compare(request: HttpRequest) -> HttpResponse:
    """Units side by side: which ones (``unit=``, several) and what of them (``measure=``)."""
    person = require(request, Action.SEE)
    measure = request.GET.get("measure", "")
    measure = measure if measure in MEASURES else next(iter(MEASURES))
    chosen = _chosen(request, person)
    found = compare_units(chosen, measure, person.username)
    signs = dict(zip([unit.pk for unit in chosen], _SIGNS, strict=False))
    drawn = {year: {signs[unit]: value for unit, value in row.items()} for year, row in found.by_year.items()}
    title = MEASURES[measure][language_of(request) == "en"]
    share = measure in (RATE, SCORE)
    chart = grouped_bars_to_svg(title, list(signs.values()), drawn, Decimal(100) if share else None) if drawn else ""
    context = {
        # Every text in the picture is escaped where it is drawn.
        "chart": mark_safe(chart), "measure": measure, "measures": MEASURES, "units": _choices(person),
        "chosen": [(signs[unit.pk], unit) for unit in chosen], "picked": [unit.pk for unit in chosen],
        "rows": [(year, [row.get(unit.pk) for unit in chosen]) for year, row in found.by_year.items()],
        "most": _MOST_UNITS,
    }  # fmt: skip
    return render(request, "web/compare.html", context)


def _chosen(request: HttpRequest, person: Person) -> list[Unit]:
    """The units asked for that the person may see, merged ones followed, in the order asked."""
    idents = [int(one) for one in request.GET.getlist("unit") if one.isdecimal() and len(one) < 19]
    known, seen = Unit.objects.in_bulk(idents[: 2 * _MOST_UNITS]), units_of(person)
    final = [final_unit(known[ident]) for ident in idents if ident in known]
    return [unit for unit in dict.fromkeys(final) if _may(unit.pk, seen)][:_MOST_UNITS]


def _choices(person: Person) -> list[Unit]:
    units, seen = Unit.objects.filter(merged_into__isnull=True).order_by("name"), units_of(person)
    return list((units if seen is None else units.filter(pk__in=seen))[:_LISTED])


def _asked(request: HttpRequest, person: Person, name: str) -> Ledger | None:
    """By id (``project=``, ``unit=``), where the person may see that unit; else by name, where only one fits."""
    units, who = units_of(person), person.username
    for kind in ("project", "unit"):
        if (ident := request.GET.get(kind, "")).isdecimal() and len(ident) < 19:
            if kind == "project":
                project = Project.objects.select_related("unit").filter(pk=int(ident)).first()
                return ledger_of_project(project, who) if project and _may(project.unit_id, units) else None
            unit = Unit.objects.filter(pk=int(ident)).first()
            return ledger_of_unit(unit, who, brief=True) if unit and _may(unit.pk, units) else None
    try:
        return ledger_of(name, units, who, brief=True) if name else None
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
    projects = [
        (line, [line.money.get(measure) for measure in MONEY]) for line in ledger.projects() if ledger.kind == "unit"
    ]
    return {"chart": chart, "rows": rows, "heads": heads, "projects": projects, "lines": ledger.indicators()}
