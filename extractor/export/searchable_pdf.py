"""The searchable two-layer PDF: a file and the words read from it in, the same pages with invisible text out.

What is seen stays untouched: pages of a PDF are kept, pictures are embedded as they are. The words of scanned pages
are written over their places in text mode 3 (neither filled nor stroked); digital pages already have their text.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pikepdf
from numpy.typing import NDArray
from pikepdf import Name

from extractor.errors import DamagedFile
from extractor.export.invisible_font import InvisibleFont
from extractor.export.picture_pages import add_picture_page
from extractor.paper.block import PageBlocks, Paragraph
from extractor.paper.page import Page
from extractor.paper.word import Word

_BASELINE = 0.12
"""The font's descent as a share of its size."""
_FONT = Name("/FInvisible")


@dataclass(frozen=True)
class _Run:
    """Text along one line: ``origin``, and the vectors ``along`` it and ``up`` from it to its top, in user space."""

    text: str
    origin: NDArray[np.float64]
    along: NDArray[np.float64]
    up: NDArray[np.float64]


def searchable_pdf(path: Path, pages: Sequence[PageBlocks]) -> bytes:
    """The PDF's bytes.

    Args:
        path: the file the pages were read from: a PDF, a picture, or a folder of pictures.
        pages: what was read, in page order; pages that are missing here are kept without text.

    Raises:
        DamagedFile: the file cannot be opened any more.
    """
    texts = (char.text for read in pages for word in words_of(read) for char in word.chars)
    font = InvisibleFont(texts)
    out = io.BytesIO()
    try:
        with _pages_to_carry(path, pages) as pdf:
            handle = font.add_to(pdf)
            for read in pages:
                if read.page.source == "scan":
                    number = read.page.number
                    _write_text(pdf.pages[number - 1], read, font, handle)
            pdf.save(out)
    except pikepdf.PdfError as error:
        raise DamagedFile("The file cannot be opened again.", file=str(path)) from error
    return out.getvalue()


def words_of(read: PageBlocks) -> Iterator[Word]:
    """All words of a page in reading order."""
    for block in read.blocks:
        holders = (block,) if isinstance(block, Paragraph) else block.cells
        for holder in holders:
            for line in holder.lines:
                yield from line


def _pages_to_carry(path: Path, pages: Sequence[PageBlocks]) -> pikepdf.Pdf:
    """The original PDF, or a new one with each picture on a page of its own."""
    if path.is_file() and not _is_picture(pages, path):
        return pikepdf.open(path)
    pdf = pikepdf.new()
    for read in pages:
        add_picture_page(pdf, read.page)
    return pdf


def _is_picture(pages: Sequence[PageBlocks], path: Path) -> bool:
    with path.open("rb") as file:
        return b"%PDF-" not in file.read(1024)


def _write_text(target: pikepdf.Page, read: PageBlocks, font: InvisibleFont, handle: pikepdf.Object) -> None:
    """Adds the page's words after its own content, which is fenced in so that it cannot shift them."""
    to_user = _to_user_space(target, read.page)
    runs = [run for word in words_of(read) for run in _runs(word, to_user)]
    content = "\n".join(["Q", "BT", "3 Tr", *(_show(run, font) for run in runs), "ET"])
    target.contents_add(b"q\n", prepend=True)
    target.contents_add(("\n" + content + "\n").encode("ascii"), prepend=False)
    target.add_resource(handle, Name.Font, _FONT)


def _show(run: _Run, font: InvisibleFont) -> str:
    """The operators that place one run: the font is scaled so that the text fills its box exactly."""
    size = float(np.hypot(*run.up))
    length = float(np.hypot(*run.along))
    across, up = run.along / length, run.up / size
    x, y = run.origin + _BASELINE * run.up
    stretch = 100 * length / (font.width(run.text) * size)
    matrix = " ".join(f"{value:.5f}" for value in (*across, *up)) + f" {x:.2f} {y:.2f}"
    return f"{_FONT} {size:.2f} Tf {stretch:.1f} Tz {matrix} Tm <{font.encode(run.text).hex()}> Tj"


def _runs(word: Word, to_user: NDArray[np.float64]) -> Iterator[_Run]:
    """A word as one run; a vertical one as a run for each character."""
    pieces = [(char.text, char.box) for char in word.chars] if word.vertical else [(word.text, word.box)]
    for text, box in pieces:
        corners = np.array([(box.left, box.bottom, 1), (box.right, box.bottom, 1), (box.left, box.top, 1)]).T
        mapped = to_user @ corners
        origin, right, top = (mapped[:2] / mapped[2]).T
        if text and np.hypot(*(right - origin)) > 0.1 and np.hypot(*(top - origin)) > 0.1:
            yield _Run(text, origin, right - origin, top - origin)


def _to_user_space(target: pikepdf.Page, page: Page) -> NDArray[np.float64]:
    """The 3 x 3 map from points of the upright page to the user space of the PDF page."""
    left, bottom, right, top = (float(value) for value in target.cropbox)
    width, height = right - left, top - bottom
    turn = int(target.obj.get("/Rotate", 0)) % 360 if "/Rotate" in target.obj else _inherited_turn(target)
    shown_to_user = {
        0: ((width, 0, left), (0, -height, top)),
        90: ((0, width, left), (height, 0, bottom)),
        180: ((-width, 0, right), (0, height, bottom)),
        270: ((0, -width, right), (-height, 0, top)),
    }[turn]
    return np.array((*shown_to_user, (0, 0, 1)), dtype=np.float64) @ upright_to_shown(page)


def _inherited_turn(target: pikepdf.Page) -> int:
    """The turn a page takes over from its ancestors in the page tree."""
    node = target.obj.get("/Parent")
    for _ in range(64):
        if node is None:
            return 0
        if "/Rotate" in node:
            return int(node.Rotate) % 360
        node = node.get("/Parent")
    return 0


def upright_to_shown(page: Page) -> NDArray[np.float64]:
    """The 3 x 3 map from points of the upright page to fractions of the page as its file shows it."""
    if page.to_shown:
        return np.array(page.to_shown, dtype=np.float64).reshape(3, 3)
    x, y = 1 / page.width, 1 / page.height
    rows = {
        0: ((x, 0, 0), (0, y, 0)),
        90: ((0, y, 0), (-x, 0, 1)),
        180: ((-x, 0, 1), (0, -y, 1)),
        270: ((0, -y, 1), (x, 0, 0)),
    }[page.rotation]
    return np.array((*rows, (0, 0, 1)), dtype=np.float64)
