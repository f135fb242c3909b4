"""Born-digital PDF in, flawless page pictures out."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType

import numpy as np
import pypdfium2 as pdfium

from corpora.damage import Sheet

_POINTS_PER_INCH = 72


class Document:
    """An open PDF whose pages are rendered one at a time; a context manager."""

    def __init__(self, path: Path) -> None:
        self._pdf = pdfium.PdfDocument(path)

    def __enter__(self) -> Document:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pdf.close()

    def __len__(self) -> int:
        return len(self._pdf)

    @property
    def sizes(self) -> list[tuple[float, float]]:
        """Width and height of every page in points, as shown."""
        return [self._pdf[i].get_size() for i in range(len(self))]

    def sheet(self, index: int, dpi: int) -> Sheet:
        """Page `index` (from 0) as an RGB picture."""
        bitmap = self._pdf[index].render(scale=dpi / _POINTS_PER_INCH, rev_byteorder=True)
        return Sheet(np.ascontiguousarray(bitmap.to_numpy()[:, :, :3]), dpi)
