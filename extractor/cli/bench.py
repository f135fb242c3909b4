"""``extractor bench``: what each stage costs per page, engines side by side; what store and queue cost at size."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from extractor.errors import UsageError


def bench_command(
    files: Annotated[list[Path] | None, typer.Argument(metavar="FILE…", help="PDFs, pictures, or folders.")] = None,
    engine: Annotated[list[str] | None, typer.Option(help="May be given more than once, to compare.")] = None,
    store: Annotated[
        int | None, typer.Option(min=1, help="Fill an empty store with so many made-up documents and measure it.")
    ] = None,
    queue: Annotated[
        int | None, typer.Option(min=1, help="Fill an empty store with so many waiting pages and measure the queue.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the measures as JSON.")] = False,
) -> None:
    """Measure what each stage costs per page, and how alike engines read; or what store and queue cost at size."""
    if store is not None:
        _measure_store(store)
        return
    if queue is not None:
        _measure_queue(queue)
        return
    if not files:
        raise UsageError("Name files to read, or --store, or --queue.")
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


def _measure_store(documents: int) -> None:
    """Progress on stderr, the measures as JSON on stdout."""
    from extractor.cli.opened import store_settings

    settings = store_settings()
    from extractor.service.store_costs import measure_store

    costs = measure_store(settings, documents, lambda line: typer.echo(line, err=True))
    json.dump({**vars(costs), "drift": costs.drift}, sys.stdout, indent=1)
    sys.stdout.write("\n")


def _measure_queue(pages: int) -> None:
    """The same for the queue."""
    from extractor.cli.opened import store_settings

    store_settings()
    from extractor.service.queue_costs import measure_queue

    costs = measure_queue(pages, lambda line: typer.echo(line, err=True))
    json.dump(vars(costs), sys.stdout, indent=1)
    sys.stdout.write("\n")
