"""``extractor search [WORDS]…``: documents of the store by words, names, year, kind, state and values."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli.opened import Condition, Kind, Project, State, Unit, Words, Year, store_settings, wanted

if TYPE_CHECKING:
    from extractor.service.lookup import Hit


def search_command(
    words: Words = None,
    unit: Unit = "",
    project: Project = "",
    kind: Kind = "",
    year: Year = None,
    state: State = "",
    field: Condition = None,
    limit: Annotated[int, typer.Option(min=1, help="How many at most.")] = 50,
    as_json: Annotated[bool, typer.Option("--json", help="Print the hits as JSON.")] = False,
) -> None:
    """Find documents in the store, newest first."""
    store_settings()
    from extractor.service.lookup import search

    hits = search(wanted(words, field, unit=unit, project=project, kind=kind, year=year, state=state), limit)
    if as_json:
        json.dump([_plain(hit) for hit in hits], sys.stdout, ensure_ascii=False, indent=1)
        sys.stdout.write("\n")
        return
    _print(hits)


def _plain(hit: Hit) -> dict[str, object]:
    document = hit.document
    return {
        "document": document.pk,
        "file": document.name,
        "title": document.title,
        "year": document.year,
        "unit": document.unit.name if document.unit else None,
        "waiting": document.waiting,
        "open_findings": document.open_findings,
        "page": hit.page,
        "snippet": hit.snippet,
    }


def _print(hits: list[Hit]) -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    table = Table(box=None, header_style="bold")
    for column in ("document", "file", "title", "year", "unit", "to review", "found"):
        table.add_column(column, overflow="fold")
    for hit in hits:
        plain = _plain(hit)
        found = f"p. {hit.page}: {hit.snippet}" if hit.page else ""
        cells = (*(plain[key] for key in ("document", "file", "title", "year", "unit", "waiting")), found)
        table.add_row(*(escape("" if cell is None else str(cell)) for cell in cells))
    Console().print(table)
