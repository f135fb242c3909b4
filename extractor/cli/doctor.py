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
    from extractor.service.sanity import check_originals

    with console.status("…") as status:
        sanity = check_originals(blobs(settings), lambda count: status.update(f"{count} originals"))
    console.print(f"{sanity.originals} originals, {len(sanity.altered)} altered, {len(sanity.missing)} missing")
    for title, names in (("altered", sanity.altered), ("missing", sanity.missing), ("orphan", sanity.orphans)):
        for name in names:
            console.print(f"  {title}: {name}", highlight=False, markup=False)
    if not sanity.sound:
        console.print("    Restore these from a back-up: copy the files to blobs/originals/, then run this again.")
    return sanity.sound
