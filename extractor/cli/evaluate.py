"""``extractor evaluate DIR``: how well the documents of a folder are read, against the gold beside them."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer


def evaluate_command(
    folder: Annotated[Path, typer.Argument(help="Holds NAME.pdf with NAME.gold.json (and NAME.json, if read before).")],
    as_json: Annotated[bool, typer.Option("--json", help="Print all measures as JSON.")] = False,
    failures: Annotated[Path | None, typer.Option(help="Write the failing fields with their crops here.")] = None,
    engine: Annotated[str | None, typer.Option(help="openvino, paddle or recorded.")] = None,
    fields: Annotated[bool, typer.Option("--fields", help="A line for each field, not only each kind.")] = False,
) -> None:
    """Measure how well the documents of a folder are read, against their gold."""
    from rich.console import Console

    from extractor.cli.measures import print_measures
    from extractor.service.bootstrap import bench, digitizer
    from extractor.service.evaluate import evaluate
    from extractor.service.failures import write_failures
    from extractor.service.show import PageShower
    from extractor.settings import read_settings

    settings = read_settings() if engine is None else read_settings(engine=engine)
    talk = Console(stderr=True)
    with digitizer(settings) as reader:
        evaluation = evaluate(
            folder,
            lambda path: reader.digitize(path).envelope.to_plain(),
            lambda name: talk.print(name, style="dim", highlight=False),
        )
        if failures is not None:
            show = PageShower(lambda: bench(settings))
            talk.print(f"Failing fields: {write_failures(evaluation, failures, show)}")
    if as_json:
        json.dump(evaluation.to_plain(), sys.stdout, ensure_ascii=False, indent=1)
    else:
        print_measures(evaluation, with_fields=fields)
