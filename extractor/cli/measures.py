"""The tables that ``extractor evaluate`` and ``extractor bench`` print."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.console import Console
from rich.table import Table

from extractor.record.compare.tally import Tally, tally_by
from extractor.service.costs import Costs, agreement
from extractor.service.evaluate import Evaluation

_COLUMNS = ("right", "wrong", "missing", "spurious", "flagged", "silent", "accuracy", "silent rate", "review", "place")


def print_measures(evaluation: Evaluation, *, with_fields: bool) -> None:
    """Prints a table for each damage level: a line for each kind, with ``with_fields`` for each field."""
    console = Console(width=140)
    for level in evaluation.levels():
        table = Table(title=f"{level}", title_justify="left")
        table.add_column("")
        for column in _COLUMNS:
            table.add_column(column, justify="right")
        for name, tally in _lines(evaluation, level, with_fields):
            table.add_row(name, *_cells(tally))
        console.print(table)
        for kind, count in evaluation.rows(level).items():
            share = f"{count.right / count.gold:.2%}" if count.gold else "-"
            console.print(f"indicator rows of {kind}: {count.right} of {count.gold} ({share}), {count.extra} extra")


def print_costs(measured: Sequence[Costs]) -> None:
    """Prints seconds per page for each product of the road, a column for each engine."""
    table = Table(title="seconds per page", title_justify="left")
    table.add_column("")
    for one in measured:
        table.add_column(one.engine, justify="right")
    for product in measured[0].per_page:
        table.add_row(product, *(f"{one.per_page.get(product, 0.0):.3f}" for one in measured))
    table.add_section()
    table.add_row("pages read", *(str(one.pages) for one in measured))
    table.add_row("start, s", *(f"{one.start:.1f}" for one in measured))
    table.add_row("core-seconds a page", *(f"{one.core_seconds / one.pages:.2f}" for one in measured))
    table.add_row("peak memory, MiB", *(f"{one.memory:.0f}" for one in measured))
    alike = [agreement(measured[0], one) for one in measured]
    table.add_row("characters alike", *(f"{one.characters:.2%}" for one in alike))
    table.add_row("cells alike", *(f"{one.cells:.2%}" for one in alike))
    Console(width=100).print(table)


def _lines(evaluation: Evaluation, level: str, with_fields: bool) -> list[tuple[str, Tally]]:
    outcomes = evaluation.of_level(level)
    lines = list(tally_by(outcomes, lambda outcome: outcome.kind).items())
    if with_fields:
        lines = sorted(tally_by(outcomes, lambda outcome: outcome.kind + outcome.field).items())
    return [*lines, ("all", tally_by(outcomes, lambda _: "all").get("all", Tally()))]


def _cells(tally: Tally) -> list[str]:
    counts: list[Any] = [tally.right, tally.wrong, tally.missing, tally.spurious, tally.flagged, tally.silent]
    shares = (tally.accuracy, tally.silent_rate, tally.review_load, tally.evidence)
    return [*map(str, counts), *("-" if share is None else f"{share:.2%}" for share in shares)]
