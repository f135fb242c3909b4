"""Several units over the years, side by side: one measure at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from extractor.service.ledger import MONEY, Ledger, ledger_of_unit
from extractor.service.plain_words import Words
from extractor.store.models import Unit

RATE, SCORE, PROJECTS = "rate", "score", "projects"
MEASURES: dict[str, Words] = {
    "executed": ("执行数(万元)", "Executed (万元)"),
    "budget": ("预算数(万元)", "Budget (万元)"),
    "budget_initial": ("年初预算数(万元)", "Initial budget (万元)"),
    "received": ("到位数(万元)", "Received (万元)"),
    RATE: ("预算执行率(%)", "Executed of the budget (%)"),
    SCORE: ("平均得分", "Mean score"),
    PROJECTS: ("项目数", "Projects"),
}
"""What can be compared: money, the share of the budget that was executed, scores, how many projects there are."""
_CENTS = Decimal("0.01")


@dataclass(frozen=True)
class Comparison:
    """A measure of several units by year (a year's map lacks what a unit's papers do not say), by the unit's id."""

    measure: str
    units: tuple[Unit, ...]
    by_year: dict[int, dict[int, Decimal]]


def compare_units(units: Sequence[Unit], measure: str, who: str = "") -> Comparison:
    """Compares units.

    Args:
        units: merged ones followed, each once.
        measure: a key of ``MEASURES``.
        who: the reader, see ``ledger_of``.
    """
    by_year: dict[int, dict[int, Decimal]] = {}
    for unit in units:
        # a plan that states no money counts among the projects, too
        ledger = ledger_of_unit(unit, who, brief=measure != PROJECTS)
        for year, value in _measured(ledger, measure).items():
            by_year.setdefault(year, {})[unit.pk] = value
    return Comparison(measure, tuple(units), dict(sorted(by_year.items())))


def _measured(ledger: Ledger, measure: str) -> dict[int, Decimal]:
    if measure in MONEY:
        return {year: row[measure] for year, row in ledger.money().items() if measure in row}
    if measure == RATE:
        return {
            year: (row["executed"] / row["budget"] * 100).quantize(_CENTS, ROUND_HALF_UP)
            for year, row in ledger.money().items()
            if "executed" in row and row.get("budget")
        }
    if measure == SCORE:
        return _mean_scores(ledger)
    named: dict[int, set[str]] = {}
    for entry in ledger.entries:
        if entry.year is not None and entry.project:
            named.setdefault(entry.year, set()).add(entry.project)
    return {year: Decimal(len(names)) for year, names in named.items()}


def _mean_scores(ledger: Ledger) -> dict[int, Decimal]:
    """The mean of the projects' total scores, as the latest document has each; of the form of the whole without any."""
    scores: dict[int, dict[str, Decimal]] = {}
    for entry in sorted(ledger.entries, key=lambda entry: entry.document):
        if entry.measure == "total_score" and entry.number is not None and entry.year is not None:
            scores.setdefault(entry.year, {})[entry.project] = entry.number
    means = {}
    for year, by_project in scores.items():
        parts = [score for name, score in by_project.items() if name] or list(by_project.values())
        means[year] = (sum(parts, Decimal(0)) / len(parts)).quantize(_CENTS, ROUND_HALF_UP)
    return means
