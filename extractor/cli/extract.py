"""``extractor extract FILE…``: papers in, one envelope per file out; talk on stderr, data on stdout or in files."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.errors import UsageError

if TYPE_CHECKING:
    from extractor.settings import Settings


def extract(
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="PDFs, pictures, or folders.")],
    out: Annotated[Path | None, typer.Option(help="Folder for one FILE.json each. Default: out")] = None,
    json: Annotated[str | None, typer.Option(metavar="FILE|-", help="The one file's envelope; - is stdout.")] = None,
    engine: Annotated[str | None, typer.Option(help="openvino, paddle or recorded.")] = None,
    workers: Annotated[int | None, typer.Option(min=1, help="Processes that read pages.")] = None,
    dump: Annotated[Path | None, typer.Option(help="Write and draw every product of the road here.")] = None,
    pdf: Annotated[Path | None, typer.Option(help="Folder for searchable two-layer PDFs.")] = None,
    xlsx: Annotated[Path | None, typer.Option(help="One workbook of all files.")] = None,
) -> None:
    """Digitize files. A folder of page pictures is one document, a folder with PDFs stands for each file in it."""
    from extractor.cli.progress import Talk
    from extractor.service import batch
    from extractor.service.bootstrap import digitizer, dump_to, nobody

    documents = batch.documents_of(files)
    if json is not None and len(documents) != 1:
        raise UsageError(f"--json takes one file, not {len(documents)}; use --out for several.")
    settings = _settings(engine, workers)
    goals = batch.Goals(
        out=out or (None if json is not None else Path("out")),
        json=Path(json) if json is not None and json != "-" else None,
        pdf=pdf,
        xlsx=xlsx,
    )
    with Talk() as talk, digitizer(settings, dump_to(dump) if dump is not None else nobody) as reader:
        done = batch.run(reader, documents, goals, talk)
    if json == "-" and done.results[0].digitized is not None:
        sys.stdout.write(done.results[0].digitized.envelope.to_json())
    talk.summary(done, goals)
    raise typer.Exit(done.exit_code)


def _settings(engine: str | None, workers: int | None) -> Settings:
    """The environment's settings, overruled by the command line."""
    from extractor.settings import read_settings

    asked = {"engine": engine, "workers": workers}
    return read_settings(**{name: value for name, value in asked.items() if value is not None})
