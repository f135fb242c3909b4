"""Digitizes Chinese budget-performance papers: scanned, stamped PDFs in, canonical records out.

The face of the package: ``extract()`` for one file, ``Envelope`` for what comes out, ``ExtractorError`` for what goes
wrong. Nothing heavy is imported before it is asked for, and nobody inside imports this face.
"""

from __future__ import annotations

import os
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.errors import ExtractorError

if TYPE_CHECKING:
    from extractor.record.envelope import Envelope

__all__ = ["Envelope", "ExtractorError", "extract"]

# Before numpy comes in: its matrices are small here, and OpenBLAS' threads wait for the next one turning round, which
# costs a scanned page a fifth of a core-second. Readers are spread over processes instead.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def extract(file: str | PathLike[str], **settings: str | int) -> Envelope:
    """Digitizes one file.

    Args:
        file: a PDF, a picture, or a folder of page pictures.
        settings: fields of ``extractor.settings.Settings`` that overrule the environment, such as ``engine="paddle"``.

    Raises:
        ExtractorError: see ``extractor.errors`` for all that can be wrong, each with its advice.
    """
    from extractor.service.bootstrap import digitizer
    from extractor.settings import read_settings

    with digitizer(read_settings(**settings)) as reader:
        return reader.digitize(Path(file)).envelope


def __getattr__(name: str) -> object:
    if name != "Envelope":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from extractor.record.envelope import Envelope

    return Envelope
