"""``extractor``: the command line's front door. Light to open: what a command needs is imported when it runs."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from extractor.cli.annotate import annotate_command
from extractor.cli.archive import archive_command
from extractor.cli.bench import bench_command
from extractor.cli.doctor import doctor_command
from extractor.cli.evaluate import evaluate_command
from extractor.cli.export import export_command
from extractor.cli.extract import extract
from extractor.cli.ingest import ingest
from extractor.cli.ledger import ledger
from extractor.cli.lessons import lessons
from extractor.cli.promise import promise
from extractor.cli.search import search_command
from extractor.cli.serve import serve_command
from extractor.cli.show import show
from extractor.cli.worker import ANY_OPTIONS, worker_command
from extractor.errors import ExtractorError

_INTERRUPTED = 130

app = typer.Typer(
    name="extractor",
    help="Digitize Chinese budget-performance papers: scanned, stamped PDFs in, canonical records out.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command("extract")(extract)
app.command("ingest")(ingest)
app.command("archive")(archive_command)
app.command("show")(show)
app.command("search")(search_command)
app.command("ledger")(ledger)
app.command("export")(export_command)
app.command("serve")(serve_command)
app.command("worker", context_settings=ANY_OPTIONS)(worker_command)
app.command("doctor")(doctor_command)
app.command("promise")(promise)
app.command("lessons")(lessons)
app.command("evaluate")(evaluate_command)
app.command("bench")(bench_command)
app.command("annotate")(annotate_command)


def _show_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        sys.stdout.write(f"extractor {version('performance-extractor')}\n")
        raise typer.Exit


@app.callback()
def _options(
    show: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Options of the program itself."""


def run() -> None:
    """The entry point. Our errors end with a line on stderr and their own exit code, never with a trace."""
    try:
        app()
    except ExtractorError as error:
        sys.stderr.write(f"extractor: {error}\n")
        raise SystemExit(error.exit_code) from error
    except KeyboardInterrupt as error:
        sys.stderr.write("extractor: stopped\n")
        raise SystemExit(_INTERRUPTED) from error
