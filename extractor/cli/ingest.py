"""``extractor ingest FILE…``: files into the store, read here; run it again to go on where it was stopped."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli.opened import own_name, store_settings

if TYPE_CHECKING:
    from extractor.service.take_in import TakenIn


def ingest(
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="PDFs, pictures, or folders.")],
    engine: Annotated[str | None, typer.Option(help="openvino, paddle or recorded.")] = None,
    workers: Annotated[int | None, typer.Option(min=1, help="Processes that read pages.")] = None,
    who: Annotated[str | None, typer.Option(help="Who hands them in. Default: you.")] = None,
    again: Annotated[bool, typer.Option(help="Read known files anew; decisions people made stay.")] = False,
) -> None:
    """Take files into the store and read them. The same bytes are taken in once."""
    settings = store_settings(**({} if workers is None else {"workers": workers}))
    from extractor.cli.progress import Talk
    from extractor.service.batch import documents_of
    from extractor.service.take_in import Wish, take_in

    options = {} if engine is None else {"engine": engine}
    with Talk() as talk:
        done = take_in(documents_of(files), Wish(who or own_name(), options, again), settings, talk)
    _tell(done)
    raise typer.Exit(next((one.error.exit_code for one in done if one.error is not None), 0))


def _tell(done: list[TakenIn]) -> None:
    """A line for each file, and what went wrong."""
    from rich.console import Console
    from rich.table import Table

    console, table = Console(stderr=True), Table(box=None, header_style="bold")
    for column in ("file", "document", "", "pages", "to review", "findings"):
        table.add_column(column, overflow="fold")
    for one in done:
        table.add_row(*_cells(one))
    console.print(table)
    for one in done:
        if one.error is not None:
            console.print(f"error {one.error.exit_code}: {one.error}", style="red", highlight=False, markup=False)


def _cells(one: TakenIn) -> tuple[str, ...]:
    if one.document is None or one.submitted is None:
        return str(one.path), "-", "failed", "-", "-", "-"
    document, state = one.document, one.document.latest.state if one.document.latest else "-"
    told = "known" if one.submitted.duplicate else "taken in"
    if document.same_paper_state == "proposed":
        told += f", like {document.same_paper_id}"
    counts = (document.waiting, document.open_findings) if document.current_id else ("-", "-")
    return str(one.path), str(document.pk), f"{told}, {state}", str(one.submitted.pages), *map(str, counts)
