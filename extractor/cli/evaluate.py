"""``extractor evaluate DIR``: how well the documents of a folder are read, against the gold beside them."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from extractor.record.compare.tally import Tally, tally_by
from extractor.service.bootstrap import bench, digitizer
from extractor.service.evaluate import Evaluation, evaluate
from extractor.service.failures import write_failures
from extractor.service.show import PageShower
from extractor.settings import read_settings

_COLUMNS = ("right", "wrong", "missing", "spurious", "flagged", "silent", "accuracy", "silent rate", "review", "place")


def evaluate_command(
    folder: Annotated[Path, typer.Argument(help="Holds NAME.pdf with NAME.gold.json (and NAME.json, if read before).")],
    as_json: Annotated[bool, typer.Option("--json", help="Print all measures as JSON.")] = False,
    failures: Annotated[Path | None, typer.Option(help="Write the failing fields with their crops here.")] = None,
    engine: Annotated[str | None, typer.Option(help="openvino, paddle or recorded.")] = None,
    fields: Annotated[bool, typer.Option("--fields", help="A line for each field, not only each kind.")] = False,
) -> None:
    """Measure how well the documents of a folder are read, against their gold."""
    settings = read_settings() if engine is None else read_settings().model_copy(update={"engine": engine})
    talk = Console(stderr=True)
    with digitizer(settings) as reader:
        evaluation = evaluate(
            folder,
            lambda path: reader.digitize(path).envelope.to_plain(),
            lambda name: talk.print(name, style="dim", highlight=False),
        )
        if failures is not None:
            show = PageShower(lambda: bench(settings, None))
            talk.print(f"Failing fields: {write_failures(evaluation, failures, show)}")
    if as_json:
        json.dump(evaluation.to_plain(), sys.stdout, ensure_ascii=False, indent=1)
    else:
        _print(evaluation, fields)


def _print(evaluation: Evaluation, with_fields: bool) -> None:
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
