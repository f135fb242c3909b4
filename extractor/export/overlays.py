"""Drawings of the road's products over the page picture, for the eye of whoever looks for a mistake."""

from __future__ import annotations

from PIL import Image, ImageDraw

from extractor.paper.block import Cell, PageBlocks, Paragraph
from extractor.paper.box import Box
from extractor.paper.grid import PageGrids, PageWords
from extractor.paper.page import Picture
from extractor.record.envelope import Envelope

_GREEN, _AMBER, _RED, _BLUE, _VIOLET = (0, 140, 60), (230, 150, 0), (220, 30, 30), (30, 90, 220), (150, 60, 200)
_FADE = 0.35
"""How far the page is washed out towards white under a drawing."""
_SURE, _UNSURE = 0.97, 0.85

_Colour = tuple[int, int, int]


def draw_grids(picture: Picture, found: PageGrids) -> Image.Image:
    """Each drawn cell with its row and column; red where its walls are doubtful, violet where a table is open-ended."""
    canvas = _Canvas(Image.fromarray(picture.pixels), picture.scale)
    for grid in found.grids:
        for cell in grid.cells:
            canvas.box(cell.box, _by(cell.certainty), f"{cell.row},{cell.column}")
        if grid.open_top or grid.open_bottom:
            canvas.box(grid.box.grown(2), _VIOLET, "open top" if grid.open_top else "open bottom")
    return canvas.image


def draw_words(picture: Picture, found: PageWords) -> Image.Image:
    """Each word, green where the recogniser was sure, red where it was not; blue bars where a character had rivals."""
    canvas = _Canvas(Image.fromarray(picture.pixels), picture.scale)
    for word in found.words:
        canvas.box(word.box, _by(word.confidence), "")
        for char in word.chars:
            if char.alternatives and char.alternatives[0].probability > 1 - _SURE:
                canvas.box(Box(char.box.left, char.box.bottom - 1, char.box.right, char.box.bottom), _BLUE, "")
    return canvas.image


def draw_blocks(picture: Picture, found: PageBlocks) -> Image.Image:
    """Paragraphs in blue; cells in green, red where they hold ink but no words; numbered in reading order."""
    canvas = _Canvas(Image.fromarray(picture.pixels), picture.scale)
    for at, block in enumerate(found.blocks):
        if isinstance(block, Paragraph):
            canvas.box(block.box, _BLUE, str(at))
            continue
        canvas.box(block.box.grown(2), _VIOLET, str(at))
        for cell in block.cells:
            canvas.box(cell.box, _cell_colour(cell), f"{cell.row},{cell.column}", inset=1.5)
    return canvas.image


def draw_fields(picture: Image.Image, number: int, envelope: Envelope) -> Image.Image:
    """Each field of the envelope on page ``number``: green, or red where it goes to review, with its path's end."""
    canvas = _Canvas(picture, 1.0)
    width, height = picture.size
    for field in envelope.fields:
        if field.page == number:
            left, top, right, bottom = field.box
            box = Box(left * width, top * height, right * width, bottom * height)
            canvas.box(box, _RED if field.needs_review else _GREEN, "/".join(field.path.split("/")[2:]))
    for page in envelope.document.pages:
        for seal in page.seals if page.number == number else ():
            left, top, right, bottom = seal.box
            canvas.box(Box(left * width, top * height, right * width, bottom * height), _VIOLET, "seal")
    return canvas.image


def _by(certainty: float) -> _Colour:
    return _GREEN if certainty >= _SURE else _AMBER if certainty >= _UNSURE else _RED


def _cell_colour(cell: Cell) -> _Colour:
    unread = not cell.lines and cell.ink > 0.002
    return _RED if unread else _by(cell.certainty)


class _Canvas:
    """A washed-out page to draw boxes on."""

    def __init__(self, image: Image.Image, scale: float) -> None:
        """``scale`` is pixels per unit of the boxes to come."""
        self._scale = scale
        self.image = Image.blend(image, Image.new("RGB", image.size, "white"), _FADE)
        self._pen = ImageDraw.Draw(self.image)
        self._line = max(1, round(max(image.size) / 1400))

    def box(self, box: Box, colour: _Colour, label: str, inset: float = 0.0) -> None:
        """Outlines a box; the label stands over its upper left corner."""
        edges = box.grown(-inset).scaled(self._scale)
        if edges.right <= edges.left or edges.bottom <= edges.top:
            return
        self._pen.rectangle((edges.left, edges.top, edges.right, edges.bottom), outline=colour, width=self._line)
        if label:
            self._pen.text((edges.left + 1, edges.top - 11), label, fill=colour)
