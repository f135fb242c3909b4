"""A project or a unit over the years: plan, money, indicators and scores, each figure with its place on the paper."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet, TextField, Value
from django.db.models.functions import Coalesce

from extractor.errors import NotInStore
from extractor.record import pointer
from extractor.service.entities import final_project, final_unit, key_of
from extractor.service.spread import number_at
from extractor.service.veil import Veils, veils_of
from extractor.store.models import Alias, FieldRow, LedgerRow, Project, Unit

MONEY = ("budget_initial", "budget", "received", "executed")
"""Measures in 万元, in the order money takes."""
_COLUMNS = (
    "year", "stage", "called", "subject", "measure", "value", "number", "document", "field__page", "field__path",
    "field__state", "project",
)  # fmt: skip
_SCORE = "total_score"
_SUBJECTS = {**dict.fromkeys(MONEY, "total"), _SCORE: ""}
"""What a ledger tells of a form before anything else: measures, and the subject of each."""
_MOST_NAMES = 20


@dataclass(frozen=True)
class Entry:
    """One figure: ``stage`` is ``plan`` or ``result``; ``value`` is in force, ``number`` exact where it is one.

    ``document``, ``page`` and ``path`` lead to the paper; ``waiting`` tells that nobody has confirmed it yet;
    ``project_id`` leads to the project's own ledger.
    """

    year: int | None
    stage: str
    project: str
    subject: str
    measure: str
    value: str | None
    number: Decimal | None
    document: int
    page: int
    path: str
    waiting: bool
    project_id: int | None = None


class ProjectLine(NamedTuple):
    """A project of a unit in a year: its money in 万元 by measure, and its total score."""

    year: int
    project: str
    project_id: int | None
    money: dict[str, Decimal]
    score: Decimal | None


class IndicatorLine(NamedTuple):
    """An indicator in a year: what was planned, what was reached, what it scored, and where that stands."""

    year: int | None
    stage: str
    project: str
    name: str
    target: str | None
    actual: str | None
    score: str | None
    document: int
    page: int


@dataclass(frozen=True)
class Ledger:
    """The figures of one project or unit, by year; ``name`` is what it is called, ``kind`` ``project`` or ``unit``."""

    kind: str
    ident: int
    name: str
    entries: tuple[Entry, ...]

    def money(self) -> dict[int, dict[str, Decimal]]:
        """The money of each year in 万元, by measure: of a project its totals, of a unit the sum over its projects.

        A project's plan and result may both state a budget: the result's counts. A figure that two documents state
        counts once, as the later document has it. A unit's form of the whole counts where it has no projects' forms.
        """
        sums: dict[int, dict[str, Decimal]] = {}
        for (year, measure), by_project in sorted(self._stated().items()):
            if measure in MONEY:
                parts = [entry for name, entry in by_project.items() if name] or list(by_project.values())
                sums.setdefault(year, {})[measure] = sum((part.number or Decimal(0) for part in parts), Decimal(0))
        return sums

    def projects(self) -> list[ProjectLine]:
        """What ``money`` adds up: a line for each project and year, in order of years, the dearest first."""
        lines: dict[tuple[int, str], dict[str, Entry]] = {}
        for (year, measure), by_project in self._stated().items():
            for name, entry in by_project.items():
                if name:
                    lines.setdefault((year, name), {})[measure] = entry
        told = [_project_line(year, name, said) for (year, name), said in lines.items()]
        return sorted(told, key=lambda line: (line.year, -max(line.money.values(), default=Decimal(0)), line.project))

    def _stated(self) -> dict[tuple[int, str], dict[str, Entry]]:
        """By year and measure the total that each project's papers state, as the weightiest has it."""
        stated: dict[tuple[int, str], dict[str, Entry]] = {}
        for entry in self.entries:
            if entry.year is not None and entry.number is not None and entry.subject == _SUBJECTS.get(entry.measure):
                by_project = stated.setdefault((entry.year, entry.measure), {})
                known = by_project.get(entry.project)
                if known is None or _weight(entry) >= _weight(known):
                    by_project[entry.project] = entry
        return stated

    def scores(self) -> dict[int, Decimal]:
        """The total score of each year: of a project its own, of a unit that of its form of the whole."""
        own = [entry for entry in self.entries if entry.measure == _SCORE and entry.number is not None]
        if self.kind == "unit":
            own = [entry for entry in own if not entry.project]
        scores: dict[int, Decimal] = {}
        for entry in sorted(own, key=lambda entry: entry.document):
            if entry.year is not None and entry.number is not None:
                scores[entry.year] = entry.number
        return scores

    def indicators(self) -> list[IndicatorLine]:
        """The indicators, a line for each row of a form, in order of years."""
        lines: dict[tuple[int, str], dict[str, str | None]] = {}
        first: dict[tuple[int, str], Entry] = {}
        for entry in self.entries:
            if "/indicators/" in entry.path:
                key = (entry.document, entry.path.rsplit("/", 1)[0])
                lines.setdefault(key, {})[entry.measure] = entry.value
                first.setdefault(key, entry)
        return [
            IndicatorLine(one.year, one.stage, one.project, one.subject, said.get("target"), said.get("actual"),
                          said.get("score"), one.document, one.page)
            for key, said in lines.items()
            for one in [first[key]]
        ]  # fmt: skip


def ledger_of(name: str, units: Collection[int] | None = None, who: str = "", *, brief: bool = False) -> Ledger:
    """The ledger of the project or unit that goes by a name; a project before a unit, an exact name before a part.

    Args:
        name: as printed, or a part of it that only one has.
        units: ids of the units whose figures may be seen; None: all.
        who: the reader; what they have before them for a second look waits (see ``veil``).
        brief: of a unit, see ``ledger_of_unit``.

    Raises:
        NotInStore: nobody goes by that name, or several do; the message names them.
    """
    key = key_of(name)
    aliases = Alias.objects.filter(state=Alias.State.ACCEPTED).select_related("unit", "project__unit")
    if units is not None:
        aliases = aliases.filter(Q(unit__in=units) | Q(project__unit__in=units))
    found = list(aliases.filter(key=key)) or list(aliases.filter(key__contains=key)[:_MOST_NAMES])
    wanted = {_final(alias.project or alias.unit) for alias in found}
    if not wanted:
        raise NotInStore(f"No project or unit is called {name}.")
    if len(wanted) > 1:
        called = "; ".join(sorted(_full_name(one) for one in wanted))
        raise NotInStore(f"{name} can be: {called}.")
    (one,) = wanted
    return ledger_of_project(one, who) if isinstance(one, Project) else ledger_of_unit(one, who, brief=brief)


def ledger_of_project(project: Project, who: str = "") -> Ledger:
    """The figures of a project."""
    entries = _entries(LedgerRow.objects.filter(project=project), who)
    return Ledger("project", project.pk, _full_name(project), entries)


def ledger_of_unit(unit: Unit, who: str = "", *, brief: bool = False) -> Ledger:
    """The figures of a unit and of its projects.

    Args:
        unit: itself, not one it was merged into.
        who: the reader, see ``ledger_of``.
        brief: its own forms' figures, but of its projects' forms only money and total scores. The indicators of all
            projects are most of the figures by far, and belong to the projects' ledgers.
    """
    rows = LedgerRow.objects.filter(unit=unit)
    if brief:
        totals = Q(measure__in=MONEY, subject=_SUBJECTS[MONEY[0]]) | Q(measure=_SCORE)
        rows = rows.filter(totals | Q(project__isnull=True))
    return Ledger("unit", unit.pk, unit.name, _entries(rows, who))


def _entries(rows: QuerySet[LedgerRow], who: str) -> tuple[Entry, ...]:
    """Figures in order of years; those of a paper scanned twice only once."""
    once = rows.exclude(document__same_paper_state="confirmed")
    named = once.annotate(called=Coalesce("project__name", Value(""), output_field=TextField()))
    told = named.order_by("year", "stage", "document", "id").values_list(*_COLUMNS)
    veils = veils_of(who)
    entries = map(_entry, told)
    return tuple(_veiled(entry, veils) for entry in entries) if veils else tuple(entries)


def _veiled(entry: Entry, veils: Veils) -> Entry:
    name = (entry.document, pointer.join(*pointer.split(entry.path)[:2], "project_name"))
    if name in veils:
        entry = replace(entry, project=veils[name] or "")
    if (place := (entry.document, entry.path)) not in veils:
        return entry
    return replace(entry, value=veils[place], number=number_at(entry.path, veils[place]), waiting=True)


def _entry(figure: tuple[Any, ...]) -> Entry:
    year, stage, called, subject, measure, value, number, document, page, path, state, project = figure
    waiting = state == FieldRow.State.WAITING
    return Entry(year, stage, called, subject, measure, value, number, document, page, path, waiting, project)


def _project_line(year: int, name: str, said: Mapping[str, Entry]) -> ProjectLine:
    """``said``: the stated figure of each measure."""
    numbers = {measure: entry.number for measure, entry in said.items() if entry.number is not None}
    idents = [entry.project_id for entry in said.values()]
    score = numbers.pop(_SCORE, None)
    return ProjectLine(year, name, idents[0], numbers, score)


def _weight(entry: Entry) -> tuple[bool, int]:
    return entry.stage == "result", entry.document


def _final(entity: Project | Unit | None) -> Project | Unit:
    """The entity, or the one it was merged into."""
    if isinstance(entity, Project):
        return final_project(entity)
    if entity is None:
        raise NotInStore("That name stands for nobody any more.")
    return final_unit(entity)


def _full_name(entity: Project | Unit) -> str:
    if isinstance(entity, Project) and entity.unit is not None:
        return f"{entity.name}（{entity.unit.name}）"
    return entity.name
