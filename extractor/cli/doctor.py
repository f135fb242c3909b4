"""``extractor doctor``: what the installation needs, whether it is well, and what to do where it is not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from rich.console import Console

    from extractor.settings import Settings

_MARKS = {"well": "[green]✓[/]", "doubtful": "[yellow]?[/]", "ill": "[red]✗[/]"}


def doctor_command(
    deep: Annotated[
        bool, typer.Option("--deep", help="Also read every original again and compare its checksum; list orphans.")
    ] = False,
) -> None:
    """Check models, engine, disk, broker, database, clock and queue. Exit code 1 where something is ill."""
    from rich.console import Console
    from rich.markup import escape

    from extractor.service.doctor import examine
    from extractor.settings import read_settings

    settings, console, ill = read_settings(), Console(), False
    for one in examine(settings):
        ill |= one.health == "ill"
        console.print(f"{_MARKS[one.health]} {escape(one.what)}: {escape(one.told)}", highlight=False)
        if one.advice:
            console.print(f"    {escape(one.advice)}", highlight=False)
    if deep:
        ill |= not _sound(settings, console)
    raise typer.Exit(1 if ill else 0)


def _sound(settings: Settings, console: Console) -> bool:
    """Reads every original again."""
    from extractor.service.bootstrap import blobs
    from extractor.store.opening import open_store

    open_store(settings)
    from extractor.service.soundness import look_over

    with console.status("…") as status:
        told = look_over(blobs(settings), lambda count: status.update(f"{count} originals"))
    counts = f"{len(told.damaged)} altered, {len(told.missing)} missing, {len(told.orphans)} orphans"
    console.print(f"{told.originals} originals: {counts}; {len(told.documents)} documents whose rows do not add up")
    for title, keys in (("altered", told.damaged), ("missing", told.missing), ("orphan", told.orphans)):
        for key in keys:
            console.print(f"  {title}: {key} {told.names.get(key, '')}", highlight=False, markup=False, soft_wrap=True)
    for document in told.documents:
        console.print(f"  does not add up: document {document}", highlight=False)
    if told.damaged or told.missing:
        console.print("    Copy these from a back-up to where they were, under the same names; then run this again.")
    if told.orphans:
        console.print("    Orphans are what a crash or a restore left; they do no harm and may be removed.")
    if told.documents:
        console.print("    Have these read anew (`extractor ingest --again` with the file); decisions stay.")
    return told.sound
