"""The tables that ``extractor evaluate`` prints."""

from __future__ import annotations

from typing import Any

from rich.console import Console
from rich.table import Table

from extractor.record.compare.tally import Tally, tally_by
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
