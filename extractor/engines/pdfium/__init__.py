"""Opens what people have: PDFs (through pdfium), pictures (through Pillow), folders of pictures.

Path in, a ``PageSource`` out that hands over one page at a time; every bad file ends in one of our errors.
"""

from __future__ import annotations

from pathlib import Path
from typing import TypeAlias

from extractor.engines.pdfium.kind import kind_of
from extractor.engines.pdfium.limits import Limits
from extractor.engines.pdfium.pdf_source import PdfSource
from extractor.engines.pdfium.picture_source import PictureSource

Document: TypeAlias = PdfSource | PictureSource


def open_document(path: Path, limits: Limits | None = None) -> Document:
    """Opens a PDF, a PNG, JPEG or TIFF picture, or a folder of page pictures; use with ``with``.

    Args:
        path: the file or folder.
        limits: how much is taken in; the defaults fit packets of up to A3 at 600 dpi.

    Raises:
        InputError: see its subclasses for what can be wrong with a file.
    """
    path = Path(path)
    limits = limits or Limits()
    return PdfSource(path, limits) if kind_of(path) == "pdf" else PictureSource(path, limits)


__all__ = ["Document", "Limits", "open_document"]
