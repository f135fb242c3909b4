"""``extractor lessons DIR``: what reviewers decided, as gold beside the originals, for the models to learn from."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from extractor.cli.opened import store_settings


def lessons(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where NAME.gold.json and the originals go.")],
) -> None:
    """Write documents whose review is finished as gold beside their originals, to retrain the models with."""
    settings = store_settings()
    from extractor.service.bootstrap import blobs
    from extractor.service.lessons import write_lessons

    done = write_lessons(folder, blobs(settings))
    sys.stderr.write(f"{done.documents} documents, {done.values} reviewed values\n")
    for name in done.lost:
        sys.stderr.write(f"without its original: {name}\n")
