"""``extractor archive DIR``: years of folders digitized, here or by workers; run it again to go on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli.opened import own_name, store_settings

if TYPE_CHECKING:
    from contextlib import ExitStack

    from extractor.service.labour import Labour
    from extractor.settings import Settings


def archive_command(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder; it is only read.")],
    out: Annotated[Path, typer.Option(help="Where report.html and report.xlsx are written.")] = Path("archive-report"),
    pdf: Annotated[Path | None, typer.Option(help="A folder for a searchable two-layer PDF of each paper.")] = None,
    engine: Annotated[str | None, typer.Option(help="openvino, paddle or recorded.")] = None,
    workers: Annotated[int | None, typer.Option(min=1, help="Processes that read pages here.")] = None,
    who: Annotated[str | None, typer.Option(help="Who hands them in. Default: you.")] = None,
    here: Annotated[bool, typer.Option("--here", help="Read here, even where there is a broker.")] = False,
    retry: Annotated[bool, typer.Option("--retry", help="Try again what was refused, failed or set aside.")] = False,
    watch: Annotated[bool, typer.Option("--watch", help="Go on, and take in what scanners put there.")] = False,
) -> None:
    """Digitize an archive. Stopped at any moment, it goes on where it was when it is run again."""
    settings = store_settings(**({} if workers is None else {"workers": workers}))
    from contextlib import ExitStack
    from threading import Event

    from extractor.cli.archive_progress import ArchiveTalk
    from extractor.service.archive import Errand, Means, take_in_archive
    from extractor.service.archive_report import report_of
    from extractor.service.bootstrap import blobs, opener

    options = {} if engine is None else {"engine": engine}
    errand = Errand(folder, who or own_name(), options, pdf, retry, watch)
    with ExitStack() as opened:
        talk = opened.enter_context(ArchiveTalk())
        means = Means(_labour(settings, opened, here=here), blobs(settings), opener(settings))
        taken = take_in_archive(errand, means, talk.heard, Event())
    report = report_of(taken.run)
    from extractor.export.whole import write_whole
    from extractor.service.archive_page import archive_page
    from extractor.service.archive_tables import tables_of
    from extractor.service.archive_workbook import archive_workbook

    tables = tables_of(report, taken)
    write_whole(out / "report.html", archive_page(tables))
    write_whole(out / "report.xlsx", archive_workbook(tables))
    talk.summary(tables, out)
    raise typer.Exit(next((_exit_code(one.kind) for one in report.failures), 0))


def _labour(settings: Settings, opened: ExitStack, *, here: bool) -> Labour:
    """Workers elsewhere where there is a broker, else this program."""
    from extractor.service.bootstrap import inline_worker, job_queue
    from extractor.service.labour import LabourElsewhere, LabourHere

    queue = None if here else job_queue(settings)
    return LabourElsewhere(queue) if queue is not None else opened.enter_context(LabourHere(settings, inline_worker))


def _exit_code(kind: str) -> int:
    from extractor import errors

    found: type[errors.ExtractorError] = getattr(errors, kind, errors.ExtractorError)
    return found.exit_code
