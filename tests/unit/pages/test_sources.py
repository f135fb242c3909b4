"""Opened files hand out their pages as they should be seen: PDFs, pictures and folders."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pikepdf
import pytest
from PIL import Image
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from extractor.engines.pdfium import open_document
from extractor.paper.page import Ruling
from extractor.paper.sheet import Sheet

WIDTH, HEIGHT = 595.0, 842.0
TEXT = "Budget 128.50"


def first(path: Path) -> Sheet:
    with open_document(path) as document:
        return document.sheet(1)


def written(canvas: Canvas, mode: int = 0) -> None:
    text = canvas.beginText(100, HEIGHT - 200)
    text.setFont("Helvetica", 12)
    text.setTextRenderMode(mode)
    text.textOut(TEXT)
    canvas.drawText(text)


def scan(path: Path, size: tuple[int, int] = (1240, 1754)) -> Path:
    """A picture with a dark corner, so that turns and mirrors show."""
    picture = np.full((size[1], size[0]), 250, np.uint8)
    picture[: size[1] // 4, : size[0] // 3] = 30
    Image.fromarray(picture).save(path, dpi=(150, 150))
    return path


def dark_corner(sheet: Sheet) -> tuple[bool, bool]:
    """Whether the dark quarter lies (at the top, on the left)."""
    assert sheet.pixels is not None
    y, x = np.nonzero(sheet.pixels[:, :, 0] < 100)
    height, width = sheet.pixels.shape[:2]
    return bool(y.mean() < height / 2), bool(x.mean() < width / 2)


class TestDigital:
    def test_characters_stand_where_they_are_printed(self, tmp_path: Path) -> None:
        canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=(WIDTH, HEIGHT))
        written(canvas)
        canvas.save()
        sheet = first(tmp_path / "a.pdf")
        assert sheet.source == "digital"
        assert sheet.pixels is None
        assert "".join(char.text for char in sheet.chars) == TEXT
        one = next(char for char in sheet.chars if char.text == "1")
        start = 100 + stringWidth("Budget ", "Helvetica", 12)
        assert one.box.left == pytest.approx(start, abs=1.5)
        assert one.box.top < 200 < one.box.bottom + 1

    @pytest.mark.parametrize("turn", [90, 180, 270])
    def test_turned_and_cropped_page(self, tmp_path: Path, turn: int) -> None:
        """Where the picture shows ink, the characters must stand; a turn that lays the text down is taken back."""
        canvas = Canvas(str(tmp_path / "plain.pdf"), pagesize=(WIDTH, HEIGHT))
        written(canvas)
        canvas.save()
        with pikepdf.open(tmp_path / "plain.pdf") as pdf:
            pdf.pages[0].Rotate = turn
            pdf.pages[0].CropBox = [50, 100, 500, 800]
            pdf.save(tmp_path / "a.pdf")
        with open_document(tmp_path / "a.pdf") as document:
            sheet = document.sheet(1, with_picture=True)
        assert (sheet.width, sheet.height) == (450, 700)
        assert sheet.rotation == 360 - turn
        assert sheet.pixels is not None
        y, x = np.nonzero(sheet.pixels[:, :, 0] < 128)
        scale = sheet.pixels.shape[1] / sheet.width
        for low, high, ink in (("left", "right", x), ("top", "bottom", y)):
            assert min(getattr(char.box, low) for char in sheet.chars) <= ink.min() / scale + 0.5
            assert max(getattr(char.box, high) for char in sheet.chars) >= ink.max() / scale - 0.5
            assert min(getattr(char.box, low) for char in sheet.chars) == pytest.approx(ink.min() / scale, abs=5)

    def test_lines_rectangles_and_thin_bars_are_rulings(self, tmp_path: Path) -> None:
        canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=(WIDTH, HEIGHT))
        written(canvas)
        canvas.line(100, HEIGHT - 300, 300, HEIGHT - 300)
        canvas.rect(100, HEIGHT - 500, 200, 100, stroke=1, fill=0)
        canvas.rect(100, HEIGHT - 600.5, 200, 1, stroke=0, fill=1)
        canvas.setFillColorRGB(0.9, 0.9, 1)
        canvas.rect(100, HEIGHT - 750, 200, 100, stroke=0, fill=1)
        canvas.save()
        rulings = first(tmp_path / "a.pdf").rulings

        def has(x0: float, y0: float, x1: float, y1: float) -> bool:
            return any(np.allclose((r.x0, r.y0, r.x1, r.y1), (x0, y0, x1, y1), atol=0.6) for r in rulings)

        assert has(100, 300, 300, 300)
        assert has(100, 400, 300, 400)
        assert has(100, 400, 100, 500)
        assert has(100, 600, 300, 600)
        assert len(rulings) == 6

    def test_a_line_drawn_in_pieces_is_one_ruling(self, tmp_path: Path) -> None:
        canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=(WIDTH, HEIGHT))
        written(canvas)
        for start in range(100, 300, 50):
            canvas.line(start, 400, start + 50, 400)
        canvas.save()
        assert first(tmp_path / "a.pdf").rulings == (Ruling(100.0, HEIGHT - 400, 300.0, HEIGHT - 400, 1.0),)

    def test_mixed_file_is_told_apart_page_by_page(self, tmp_path: Path) -> None:
        picture = scan(tmp_path / "scan.png")
        canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=(WIDTH, HEIGHT))
        written(canvas)
        canvas.showPage()
        canvas.drawImage(str(picture), 0, 0, WIDTH, HEIGHT)
        canvas.save()
        with open_document(tmp_path / "a.pdf") as document:
            assert [document.sheet(number).source for number in (1, 2)] == ["digital", "scan"]


class TestTextLayersNotToBelieve:
    def test_invisible_text_over_a_scan(self, tmp_path: Path) -> None:
        picture = scan(tmp_path / "scan.png")
        canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=(WIDTH, HEIGHT))
        canvas.drawImage(str(picture), 0, 0, WIDTH, HEIGHT)
        written(canvas, mode=3)
        canvas.save()
        sheet = first(tmp_path / "a.pdf")
        assert sheet.source == "scan"
        assert sheet.chars == ()

    def test_page_number_stamped_on_a_scan(self, tmp_path: Path) -> None:
        picture = scan(tmp_path / "scan.png")
        canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=(WIDTH, HEIGHT))
        canvas.drawImage(str(picture), 0, 0, WIDTH, HEIGHT)
        canvas.drawString(250, 30, "Page 17 of 200")
        canvas.save()
        assert first(tmp_path / "a.pdf").source == "scan"

    def test_characters_without_meaning(self, tmp_path: Path) -> None:
        canvas = Canvas(str(tmp_path / "plain.pdf"), pagesize=(WIDTH, HEIGHT))
        written(canvas)
        canvas.save()
        with pikepdf.open(tmp_path / "plain.pdf") as pdf:
            font = next(iter(pdf.pages[0].Resources.Font.values()))
            codes = b"1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfrange <00> <FF> <E000> endbfrange"
            font.ToUnicode = pdf.make_stream(
                b"/CIDInit /ProcSet findresource begin begincmap " + codes + b" endcmap end"
            )
            pdf.save(tmp_path / "a.pdf")
        assert first(tmp_path / "a.pdf").source == "scan"


class TestScans:
    def test_scan_keeps_its_own_pixels(self, tmp_path: Path) -> None:
        picture = scan(tmp_path / "scan.png")
        canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=(WIDTH, HEIGHT))
        canvas.drawImage(str(picture), 0, 0, WIDTH, HEIGHT)
        canvas.save()
        pixels = first(tmp_path / "a.pdf").pixels
        assert pixels is not None
        assert np.array_equal(pixels[:, :, 0], np.asarray(Image.open(picture)))

    @pytest.mark.parametrize(
        ("matrix", "corner"),
        [
            ("595 0 0 842 0 0", (True, True)),
            ("-595 0 0 842 595 0", (True, False)),
            ("595 0 0 -842 0 842", (False, True)),
            ("0 842 -595 0 595 0", (False, True)),
            ("0 -842 595 0 0 842", (True, False)),
        ],
    )
    def test_mirrored_and_lying_pictures_are_shown_as_placed(
        self, tmp_path: Path, matrix: str, corner: tuple[bool, bool]
    ) -> None:
        size = (1754, 1240) if matrix.startswith("0") else (1240, 1754)
        canvas = Canvas(str(tmp_path / "plain.pdf"), pagesize=(WIDTH, HEIGHT))
        canvas.drawImage(str(scan(tmp_path / "scan.png", size)), 0, 0, WIDTH, HEIGHT)
        canvas.save()
        with pikepdf.open(tmp_path / "plain.pdf") as pdf:
            name = next(iter(pdf.pages[0].Resources.XObject.keys()))
            pdf.pages[0].Contents = pdf.make_stream(f"q {matrix} cm {name} Do Q".encode())
            pdf.save(tmp_path / "a.pdf")
        sheet = first(tmp_path / "a.pdf")
        assert sheet.pixels is not None
        assert dark_corner(sheet) == corner
        assert sheet.pixels.shape[:2] == (1754, 1240)

    def test_bi_level_fax_is_not_inverted(self, tmp_path: Path) -> None:
        Image.open(scan(tmp_path / "scan.png")).convert("1").save(tmp_path / "fax.pdf", resolution=150)
        sheet = first(tmp_path / "fax.pdf")
        assert sheet.pixels is not None
        assert dark_corner(sheet) == (True, True)
        assert sheet.width == pytest.approx(WIDTH, abs=1)

    def test_picture_placed_one_pixel_to_a_point_is_an_a4_page(self, tmp_path: Path) -> None:
        canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=(2480, 3508))
        canvas.drawImage(str(scan(tmp_path / "scan.png", (2480, 3508))), 0, 0, 2480, 3508)
        canvas.save()
        sheet = first(tmp_path / "a.pdf")
        assert (sheet.width, sheet.height) == pytest.approx((WIDTH, HEIGHT), abs=1)

    def test_seal_on_a_digital_page_can_be_seen(self, tmp_path: Path) -> None:
        canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=(WIDTH, HEIGHT))
        written(canvas)
        canvas.setStrokeColorRGB(0.85, 0.1, 0.15)
        canvas.circle(300, 300, 20 * mm)
        canvas.save()
        sheet = first(tmp_path / "a.pdf")
        assert sheet.source == "digital"
        assert sheet.pixels is not None


class TestPictures:
    @pytest.mark.parametrize("name", ["a.png", "a.jpg", "a.tif"])
    def test_one_picture(self, tmp_path: Path, name: str) -> None:
        sheet = first(scan(tmp_path / name))
        assert (sheet.source, sheet.number) == ("scan", 1)
        assert (sheet.width, sheet.height) == pytest.approx((1240 * 0.48, 1754 * 0.48), abs=0.1)

    def test_tiff_of_many_pages(self, tmp_path: Path) -> None:
        frames = [Image.new("L", (300, 400), shade) for shade in (0, 100, 200)]
        frames[0].save(tmp_path / "a.tif", save_all=True, append_images=frames[1:])
        with open_document(tmp_path / "a.tif") as document:
            sheets = [document.sheet(number) for number in range(1, document.page_count + 1)]
        assert [int(sheet.pixels[0, 0, 0]) for sheet in sheets if sheet.pixels is not None] == [0, 100, 200]

    def test_folder_in_natural_order(self, tmp_path: Path) -> None:
        for name, shade in (("page10.png", 10), ("page2.png", 2), ("Page1.png", 1), ("page2b.png", 3)):
            Image.new("L", (30, 40), shade).save(tmp_path / name)
        (tmp_path / "notes.txt").write_text("no page")
        (tmp_path / ".hidden.png").write_bytes(b"")
        with open_document(tmp_path) as document:
            sheets = [document.sheet(number) for number in range(1, document.page_count + 1)]
        assert [int(sheet.pixels[0, 0, 0]) for sheet in sheets if sheet.pixels is not None] == [1, 2, 3, 10]

    @pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "I;16"])
    def test_every_kind_of_pixel_becomes_rgb(self, tmp_path: Path, mode: str) -> None:
        if mode == "I;16":
            image = Image.fromarray(np.full((40, 30), 65535, np.uint16))
        else:
            image = Image.new("RGB", (30, 40), "white").convert(mode)
        path = tmp_path / ("a.tif" if mode in ("CMYK", "I;16") else "a.png")
        image.save(path)
        pixels = first(path).pixels
        assert pixels is not None
        assert pixels.shape == (40, 30, 3)
        assert pixels.min() >= 254

    def test_the_way_the_camera_was_held(self, tmp_path: Path) -> None:
        image = Image.open(scan(tmp_path / "scan.png"))
        exif = Image.Exif()
        exif[0x0112] = 6  # to be turned clockwise by 90 degrees
        image.save(tmp_path / "a.jpg", exif=exif)
        sheet = first(tmp_path / "a.jpg")
        assert sheet.width > sheet.height
        assert dark_corner(sheet) == (True, False)

    def test_fax_with_oblong_pixels_is_stretched(self, tmp_path: Path) -> None:
        Image.new("1", (1728, 1143), 1).save(tmp_path / "a.tif", dpi=(204, 98))
        sheet = first(tmp_path / "a.tif")
        assert sheet.height / sheet.width == pytest.approx((1143 / 98) / (1728 / 204), abs=0.01)
        assert sheet.pixels is not None
        assert sheet.pixels.shape[0] > 2300


class TestSidewaysText:
    @pytest.mark.parametrize("turn", [0, 90, 180, 270])
    @pytest.mark.parametrize("shown", [0, 90])
    def test_table_written_sideways_is_brought_upright(self, tmp_path: Path, turn: int, shown: int) -> None:
        canvas = Canvas(str(tmp_path / "plain.pdf"), pagesize=(WIDTH, HEIGHT))
        canvas.translate(WIDTH / 2, HEIGHT / 2)
        canvas.rotate(turn)
        canvas.drawString(-100, 50, "0123456789")
        canvas.line(-100, 40, 100, 40)
        canvas.save()
        with pikepdf.open(tmp_path / "plain.pdf") as pdf:
            pdf.pages[0].Rotate = shown
            pdf.save(tmp_path / "a.pdf")
        sheet = first(tmp_path / "a.pdf")
        assert sheet.rotation == (turn - shown) % 360
        lefts = [char.box.left for char in sheet.chars]
        assert lefts == sorted(lefts)
        assert lefts[-1] - lefts[0] > 40
        assert sheet.rulings[0].y0 == sheet.rulings[0].y1
        assert sheet.rulings[0].y0 > sheet.chars[0].box.centre[1]
