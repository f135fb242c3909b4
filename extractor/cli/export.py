"""``extractor export [WORDS]…``: documents of the store as a workbook, CSV, JSON, Parquet or a SQLite database."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from extractor.cli.opened import Condition, Kind, Project, State, Unit, Words, Year, store_settings, wanted
from extractor.errors import UsageError


def export_command(
    words: Words = None,
    unit: Unit = "",
    project: Project = "",
    kind: Kind = "",
    year: Year = None,
    state: State = "",
    field: Condition = None,
    xlsx: Annotated[Path | None, typer.Option(help="A workbook, a sheet for each kind and list.")] = None,
    csv: Annotated[Path | None, typer.Option(help="A new folder of CSV files.")] = None,
    json: Annotated[Path | None, typer.Option(help="A file of all envelopes.")] = None,
    parquet: Annotated[Path | None, typer.Option(help="A new folder of Parquet files.")] = None,
    sqlite: Annotated[Path | None, typer.Option(help="A SQLite file of flat tables.")] = None,
    link: Annotated[str, typer.Option(metavar="URL", help="The service's address, for links to the paper.")] = "",
) -> None:
    """Export documents with every decision applied: all, or those a search would find."""
    if not any((xlsx, csv, json, parquet, sqlite)):
        raise UsageError("Name at least one of --xlsx, --csv, --json, --parquet and --sqlite.")
    store_settings()
    from extractor.service.export import Goals, export

    asked = wanted(words, field, unit=unit, project=project, kind=kind, year=year, state=state)
    count = export(asked, Goals(xlsx, csv, json, parquet, sqlite, link))
    sys.stderr.write(f"{count} documents\n")
