"""``extractor bench FILE…``: what each stage costs per page; engines side by side."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer


def bench_command(
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="PDFs, pictures, or folders.")],
    engine: Annotated[list[str] | None, typer.Option(help="May be given more than once, to compare.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the measures as JSON.")] = False,
) -> None:
    """Measure what each stage costs per page, and how alike engines read."""
    from extractor.service.batch import documents_of
    from extractor.service.costs import costs_to_plain, measure
    from extractor.settings import read_settings

    settings = [read_settings(engine=name) for name in engine] if engine else [read_settings()]
    measured = measure(documents_of(files), settings)
    if as_json:
        json.dump(costs_to_plain(measured), sys.stdout, indent=1)
        sys.stdout.write("\n")
        return
    from extractor.cli.measures import print_costs

    print_costs(measured)
