"""The two-layer PDF: the words can be searched and copied where they stand, and nothing that is seen changes."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageDraw

from extractor.errors import DamagedFile
from extractor.export.searchable_pdf import searchable_pdf
from extractor.paper.block import PageBlocks, Paragraph
from extractor.paper.box import Box
from extractor.paper.page import Origin, Page
from extractor.paper.word import Char, Word

WIDTH, HEIGHT = 595.0, 842.0
PLACE = Box(100, 200, 220, 216)


def word(text: str, box: Box = PLACE, page: int = 1, *, vertical: bool = False) -> Word:
    """A word whose characters share the box evenly."""
    step = (box.height if vertical else box.width) / len(text)
    boxes = [
        Box(box.left, box.top + i * step, box.right, box.top + (i + 1) * step)
        if vertical
        else Box(box.left + i * step, box.top, box.left + (i + 1) * step, box.bottom)
        for i in range(len(text))
    ]
    chars = tuple(Char(char, place) for char, place in zip(text, boxes, strict=True))
    return Word(page, box, chars, 1.0, vertical=vertical)


def read(page: Page, *words: Word) -> PageBlocks:
    """A page on which each word is a paragraph."""
    return PageBlocks(page, tuple(Paragraph(page.number, item.box, ((item,),)) for item in words))


def picture(path: Path, size: tuple[int, int] = (595, 842), **save: object) -> Path:
    """A page picture with a mark in its upper left corner."""
    image = Image.new("RGB", size, "white")
    ImageDraw.Draw(image).rectangle((20, 20, 120, 60), fill="black")
    image.save(path, **save)
    return path


def scanned_pdf(path: Path, *, turn: int = 0, crop: tuple[int, int, int, int] | None = None) -> Path:
    """A PDF of one page that holds only a black bar."""
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(WIDTH, HEIGHT))
        page.contents_add(b"5 0 0 5 0 0 cm 0 0 20 10 re f")  # leaves a changed matrix behind, as some scanners do
        if turn:
            page.obj.Rotate = turn
        if crop:
            page.cropbox = pikepdf.Array(crop)
        pdf.save(path)
    return path


def found(content: bytes, wanted: str, number: int = 0) -> Box:
    """Where a viewer finds ``wanted``, in points of the page as displayed."""
    document = pypdfium2.PdfDocument(content)
    layer = document[number].get_textpage()
    hit = layer.search(wanted).get_next()
    assert hit is not None, f"{wanted} is not found in {layer.get_text_range()!r}"
    boxes = [layer.get_charbox(hit[0] + i) for i in range(hit[1])]
    left, bottom = min(b[0] for b in boxes), min(b[1] for b in boxes)
    right, top = max(b[2] for b in boxes), max(b[3] for b in boxes)
    return Box(left, HEIGHT - top, right, HEIGHT - bottom)


def pixels(content: bytes) -> np.ndarray:
    """The first page as it looks."""
    document = pypdfium2.PdfDocument(content)
    return document[0].render(scale=1).to_numpy().copy()


def text(content: bytes) -> str:
    """All text of the first page, as a viewer copies it."""
    document = pypdfium2.PdfDocument(content)
    return document[0].get_textpage().get_text_range()


def near(one: Box, other: Box, points: float = 4.0) -> bool:
    """Whether the boxes agree to a few points on every side."""
    sides = ("left", "top", "right", "bottom")
    return all(abs(getattr(one, side) - getattr(other, side)) < points for side in sides)


def test_words_are_found_where_they_stand_and_nothing_seen_changes(tmp_path: Path) -> None:
    path = scanned_pdf(tmp_path / "a.pdf")
    page = Page(1, "scan", WIDTH, HEIGHT, origin=Origin(path, 0))
    content = searchable_pdf(path, [read(page, word("再就业经费≥95%"))])
    assert near(found(content, "再就业经费≥95%"), PLACE)
    assert (pixels(content) == pixels(path.read_bytes())).all()


@pytest.mark.parametrize("extension", ["png", "jpg", "tif"])
def test_a_picture_becomes_a_page_with_text(tmp_path: Path, extension: str) -> None:
    path = picture(tmp_path / f"a.{extension}")
    page = Page(1, "scan", WIDTH, HEIGHT, origin=Origin(path, 0))
    content = searchable_pdf(path, [read(page, word("数量指标"))])
    assert near(found(content, "数量指标"), PLACE)
    assert pixels(content)[40, 60].max() < 40
    assert pixels(content)[400, 300].min() > 240


def test_a_jpeg_keeps_its_own_bytes(tmp_path: Path) -> None:
    path = picture(tmp_path / "a.jpg", quality=50)
    page = Page(1, "scan", WIDTH, HEIGHT, origin=Origin(path, 0))
    with pikepdf.open(io.BytesIO(searchable_pdf(path, [read(page)]))) as pdf:
        assert pdf.pages[0].Resources.XObject.Picture.read_raw_bytes() == path.read_bytes()


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_words_of_a_page_the_file_itself_turns(tmp_path: Path, turn: int) -> None:
    path = scanned_pdf(tmp_path / "a.pdf", turn=turn)
    size = (HEIGHT, WIDTH) if turn % 180 else (WIDTH, HEIGHT)
    page = Page(1, "scan", *size, origin=Origin(path, 0))
    content = searchable_pdf(path, [read(page, word("质量指标"))])
    left, top, right, bottom = PLACE.left, PLACE.top, PLACE.right, PLACE.bottom
    unturned = {
        90: Box(top, HEIGHT - right, bottom, HEIGHT - left),
        180: Box(WIDTH - right, HEIGHT - bottom, WIDTH - left, HEIGHT - top),
        270: Box(WIDTH - bottom, left, WIDTH - top, right),
    }[turn]
    assert near(found(content, "质量指标"), unturned)


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_words_of_a_page_scanned_the_wrong_way_round(tmp_path: Path, rotation: int) -> None:
    path = scanned_pdf(tmp_path / "a.pdf")
    size = (HEIGHT, WIDTH) if rotation % 180 else (WIDTH, HEIGHT)
    page = Page(1, "scan", *size, rotation=rotation, origin=Origin(path, 0))
    content = searchable_pdf(path, [read(page, word("时效指标"))])
    left, top, right, bottom = PLACE.left, PLACE.top, PLACE.right, PLACE.bottom
    shown = {
        90: Box(top, HEIGHT - right, bottom, HEIGHT - left),
        180: Box(WIDTH - right, HEIGHT - bottom, WIDTH - left, HEIGHT - top),
        270: Box(WIDTH - bottom, left, WIDTH - top, right),
    }[rotation]
    assert near(found(content, "时效指标"), shown)


def test_the_way_back_may_be_any_plane_map(tmp_path: Path) -> None:
    path = scanned_pdf(tmp_path / "a.pdf")
    back = (0.5 / WIDTH, 0, 0.25, 0, 0.5 / HEIGHT, 0.25, 0, 0, 1)  # the page fills the middle of the picture
    page = Page(1, "scan", WIDTH, HEIGHT, origin=Origin(path, 0), to_shown=back)
    content = searchable_pdf(path, [read(page, word("成本指标"))])
    middle = PLACE.scaled(0.5)
    moved = Box(middle.left + WIDTH / 4, middle.top + HEIGHT / 4, middle.right + WIDTH / 4, middle.bottom + HEIGHT / 4)
    assert near(found(content, "成本指标"), moved)


def test_a_cropped_page(tmp_path: Path) -> None:
    path = scanned_pdf(tmp_path / "a.pdf", crop=(50, 42, 545, 742))
    page = Page(1, "scan", 495, 700, origin=Origin(path, 0))
    content = searchable_pdf(path, [read(page, word("效益指标"))])
    assert near(found(content, "效益指标"), Box(PLACE.left + 50, PLACE.top + 100, PLACE.right + 50, PLACE.bottom + 100))


def test_a_vertical_word_reads_down(tmp_path: Path) -> None:
    path = scanned_pdf(tmp_path / "a.pdf")
    page = Page(1, "scan", WIDTH, HEIGHT, origin=Origin(path, 0))
    content = searchable_pdf(path, [read(page, word("产出指标", Box(50, 100, 62, 160), vertical=True))])
    place = found(content, "产")
    assert near(place, Box(50, 100, 62, 115))
    assert found(content, "标").top > found(content, "指").top > place.top


def test_a_digital_page_keeps_its_own_text_only(tmp_path: Path) -> None:
    path = scanned_pdf(tmp_path / "a.pdf")
    page = Page(1, "digital", WIDTH, HEIGHT, origin=Origin(path, 0))
    content = searchable_pdf(path, [read(page, word("满意度指标"))])
    assert text(content) == ""


def test_characters_beyond_the_basic_plane_survive(tmp_path: Path) -> None:
    path = scanned_pdf(tmp_path / "a.pdf")
    page = Page(1, "scan", WIDTH, HEIGHT, origin=Origin(path, 0))
    content = searchable_pdf(path, [read(page, word("𠮷林𬭩"))])
    assert "𠮷林𬭩" in text(content)


def test_a_file_that_broke_since_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.7 and nothing more")
    page = Page(1, "scan", WIDTH, HEIGHT, origin=Origin(path, 0))
    with pytest.raises(DamagedFile) as caught:
        searchable_pdf(path, [read(page)])
    assert caught.value.file == str(path)
