"""``extractor show DOCUMENT``: one document of the store: what it says, what awaits review, what changed."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli.opened import store_settings

if TYPE_CHECKING:
    from extractor.service.rereading import Change


def show(
    document: Annotated[int, typer.Argument(help="The document's number.")],
    as_json: Annotated[bool, typer.Option("--json", help="The envelope in force, on stdout.")] = False,
    record: Annotated[int | None, typer.Option(min=1, help="Only this record, as JSON; counted from 1.")] = None,
    changes: Annotated[bool, typer.Option(help="What the latest reading changed.")] = False,
    compare: Annotated[bool, typer.Option(help="What differs from the other scan of the same paper.")] = False,
) -> None:
    """Show a document with every decision applied."""
    store_settings()
    from extractor.service.in_force import current_envelope, current_record
    from extractor.service.rereading import latest_changes
    from extractor.service.rescans import compare_scans

    if record is not None:
        sys.stdout.write(json.dumps(current_record(document, record - 1), ensure_ascii=False, indent=2) + "\n")
    elif as_json:
        sys.stdout.write(current_envelope(document).to_json())
    elif changes or compare:
        _print_changes(compare_scans(document) if compare else latest_changes(document))
    else:
        _print_document(document)


def _print_changes(changes: list[Change]) -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    table = Table(box=None, header_style="bold")
    for column in ("place", "before", "after", ""):
        table.add_column(column, overflow="fold")
    for one in changes:
        place = one.after_path or one.before_path or one.name
        cells = (place, one.before or "-", one.after or "-", "decided by a person" if one.decided else "")
        table.add_row(*map(escape, cells))
    Console().print(table)


def _print_document(document: int) -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    from extractor.service.in_force import current_envelope
    from extractor.store.models import FieldRow, FindingRow

    console, whole = Console(), current_envelope(document)
    console.print(f"[bold]{escape(whole.document.filename)}[/bold]  {whole.document.page_count} p.", highlight=False)
    for at, one in enumerate(whole.records, 1):
        name = getattr(one, "project_name", None) or one.title or ""
        told = f"{at}. {one.kind}  {one.year or ''}  {one.reporting_unit or ''}  {name}"
        console.print(f"{escape(told)}  p. {', '.join(map(str, one.pages))}", highlight=False)
    table = Table(box=None, header_style="bold", title="to review", title_justify="left")
    for column in ("page", "place", "value", "as read", "reasons"):
        table.add_column(column, overflow="fold")
    for row in FieldRow.objects.filter(document=document, state=FieldRow.State.WAITING).order_by("page", "id"):
        cells = (str(row.page), row.path, row.value or "-", row.raw, ", ".join(row.reasons))
        table.add_row(*map(escape, cells))
    console.print(table)
    for finding in FindingRow.objects.filter(document=document).order_by("id"):
        console.print(
            f"{finding.severity} {finding.rule} ({finding.state}): {escape(finding.message)}", highlight=False
        )
