"""``extractor annotate FILE``: the text of its reports with what was found in it, as a page for the browser."""

from __future__ import annotations

import sys
import tempfile
import webbrowser
from pathlib import Path
from typing import Annotated

import typer


def annotate_command(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="PDF, picture, or folder of pictures.")],
    out: Annotated[Path | None, typer.Option(help="Write the page here instead of opening the browser.")] = None,
) -> None:
    """Show a report's text with its mentions coloured and linked with their projects."""
    from extractor.cli.progress import Talk
    from extractor.export.annotated_text import annotated_page
    from extractor.export.whole import write_whole
    from extractor.service.annotate import annotate
    from extractor.service.bootstrap import digitizer
    from extractor.service.plain_words import reason_words
    from extractor.settings import read_settings

    with Talk() as talk, digitizer(read_settings()) as reader:
        reports = annotate(file, reader, talk)
    told = [(report.text, report.narrative) for report in reports]
    page = annotated_page(file.name, told, lambda doubt: reason_words(doubt)[0])
    goal = out or Path(tempfile.mkdtemp(prefix="annotate-")) / "report.html"
    write_whole(goal, page.encode())
    sys.stderr.write(f"{len(reports)} {'report' if len(reports) == 1 else 'reports'}: {goal}\n")
    if out is None:
        webbrowser.open(goal.as_uri())
