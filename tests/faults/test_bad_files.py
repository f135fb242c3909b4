"""Files people really hand in that cannot be read: each ends in its own error, quickly and without filling memory."""

from __future__ import annotations

import resource
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from PIL import Image

from extractor.engines.pdfium import Limits, open_document
from extractor.errors import (
    DamagedFile,
    DecompressionBomb,
    EmptyFile,
    EncryptedFile,
    ExtractorError,
    NoPages,
    PageError,
    PageTooLarge,
    TooManyPages,
    UnknownFormat,
    UnreadableFile,
)

A4 = (595, 842)


def pdf_with_pages(path: Path, pages: int = 1, size: tuple[float, float] = A4, content: bytes = b"") -> Path:
    with pikepdf.new() as pdf:
        for _ in range(pages):
            page = pdf.add_blank_page()
            page.MediaBox = [0, 0, *size]
            page.Contents = pdf.make_stream(content)
        pdf.save(path)
    return path


def raw_pdf(path: Path, objects: dict[int, bytes], root: int = 1) -> Path:
    """A PDF written by hand, with a right cross-reference table, so that only the object under test is wrong."""
    body = bytearray(b"%PDF-1.7\n")
    offsets = {}
    for number, content in objects.items():
        offsets[number] = len(body)
        body += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    start = len(body)
    size = max(objects) + 1
    body += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        body += b"%010d 00000 n \n" % offsets.get(number, 0)
    body += b"trailer\n<< /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, root, start)
    path.write_bytes(bytes(body))
    return path


def first_sheet(path: Path) -> None:
    with open_document(path) as document:
        document.sheet(1)


@contextmanager
def bounded_memory(megabytes: int) -> Iterator[None]:
    """The peak of this process may grow by no more than so much."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    yield
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    assert grown < megabytes


class TestFiles:
    def test_missing(self, tmp_path: Path) -> None:
        with pytest.raises(UnreadableFile):
            open_document(tmp_path / "none.pdf")

    def test_no_permission(self, tmp_path: Path) -> None:
        path = pdf_with_pages(tmp_path / "locked.pdf")
        path.chmod(0)
        try:
            path.read_bytes()
        except PermissionError:
            with pytest.raises(UnreadableFile):
                open_document(path)
        else:
            pytest.skip("this user may read everything")

    def test_folder_without_pictures(self, tmp_path: Path) -> None:
        (tmp_path / "notes.txt").write_text("nothing to see")
        with pytest.raises(UnreadableFile):
            open_document(tmp_path)

    @pytest.mark.parametrize("name", ["a.pdf", "a.png", "a.tif", "a"])
    def test_empty(self, tmp_path: Path, name: str) -> None:
        (tmp_path / name).touch()
        with pytest.raises(EmptyFile):
            open_document(tmp_path / name)

    @pytest.mark.parametrize("name", ["a.pdf", "a.jpg", "a.docx"])
    def test_neither_pdf_nor_picture(self, tmp_path: Path, name: str) -> None:
        (tmp_path / name).write_bytes(b"PK\x03\x04 this is an office file of some kind" * 50)
        with pytest.raises(UnknownFormat):
            open_document(tmp_path / name)

    def test_picture_named_pdf(self, tmp_path: Path) -> None:
        Image.new("L", A4, 255).save(tmp_path / "a.png")
        (tmp_path / "a.png").rename(tmp_path / "a.pdf")
        with pytest.raises(UnknownFormat, match="holds a picture"):
            open_document(tmp_path / "a.pdf")

    def test_pdf_named_jpg(self, tmp_path: Path) -> None:
        pdf_with_pages(tmp_path / "a.pdf").rename(tmp_path / "a.jpg")
        with pytest.raises(UnknownFormat, match="holds a PDF"):
            open_document(tmp_path / "a.jpg")

    def test_a_name_without_ending_is_no_fault(self, tmp_path: Path) -> None:
        pdf_with_pages(tmp_path / "a.pdf").rename(tmp_path / "0f3c")
        with open_document(tmp_path / "0f3c") as document:
            assert document.page_count == 1

    def test_errors_name_file_and_what_to_do(self, tmp_path: Path) -> None:
        (tmp_path / "a.pdf").touch()
        with pytest.raises(EmptyFile) as caught:
            open_document(tmp_path / "a.pdf")
        assert "a.pdf" in str(caught.value)
        assert caught.value.advice in str(caught.value)


class TestPdfs:
    @pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
    def test_truncated(self, tmp_path: Path, share: float) -> None:
        noise = np.random.default_rng(1).integers(0, 256, 40_000, dtype=np.uint8).tobytes()
        path = pdf_with_pages(tmp_path / "a.pdf", 3, content=b"%" + noise.replace(b"\n", b" "))
        data = path.read_bytes()
        path.write_bytes(data[: int(len(data) * share)])
        with pytest.raises(DamagedFile):
            open_document(path)

    def test_only_a_header(self, tmp_path: Path) -> None:
        (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7\n" + b"x" * 5000)
        with pytest.raises(DamagedFile):
            open_document(tmp_path / "a.pdf")

    def test_wrong_cross_references_are_rebuilt_and_noted(self, tmp_path: Path) -> None:
        path = pdf_with_pages(tmp_path / "a.pdf", 2)
        data = path.read_bytes()
        path.write_bytes(data.replace(b"startxref\n", b"startxref\n9"))
        with open_document(path) as document:
            assert document.page_count == 2
            assert any("rebuilt" in note for note in document.notes)

    def test_encrypted(self, tmp_path: Path) -> None:
        plain = pdf_with_pages(tmp_path / "plain.pdf")
        with pikepdf.open(plain) as pdf:
            pdf.save(tmp_path / "a.pdf", encryption=pikepdf.Encryption(user="secret", owner="more secret"))
        with pytest.raises(EncryptedFile):
            open_document(tmp_path / "a.pdf")

    def test_protected_against_printing_only_is_readable(self, tmp_path: Path) -> None:
        plain = pdf_with_pages(tmp_path / "plain.pdf")
        with pikepdf.open(plain) as pdf:
            pdf.save(tmp_path / "a.pdf", encryption=pikepdf.Encryption(user="", owner="secret"))
        first_sheet(tmp_path / "a.pdf")

    def test_no_pages(self, tmp_path: Path) -> None:
        objects = {1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Kids [] /Count 0 >>"}
        with pytest.raises(NoPages):
            open_document(raw_pdf(tmp_path / "a.pdf", objects))

    def test_ten_thousand_pages(self, tmp_path: Path) -> None:
        kids = b" ".join([b"3 0 R"] * 10_000)
        objects = {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Kids [" + kids + b"] /Count 10000 /MediaBox [0 0 595 842] >>",
            3: b"<< /Type /Page /Parent 2 0 R >>",
        }
        with pytest.raises((TooManyPages, DamagedFile)):
            open_document(raw_pdf(tmp_path / "shared.pdf", objects))
        with pytest.raises(TooManyPages):
            open_document(pdf_with_pages(tmp_path / "a.pdf", 10_000))

    def test_cyclic_page_tree(self, tmp_path: Path) -> None:
        objects = {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            3: b"<< /Type /Pages /Parent 2 0 R /Kids [2 0 R] /Count 1 >>",
        }
        with pytest.raises(DamagedFile):
            open_document(raw_pdf(tmp_path / "a.pdf", objects))

    def test_page_of_ten_metres(self, tmp_path: Path) -> None:
        path = pdf_with_pages(tmp_path / "a.pdf", size=(28_346, 28_346))
        with pytest.raises(PageTooLarge) as caught, bounded_memory(200):
            first_sheet(path)
        assert caught.value.page == 1

    def test_page_too_large_to_render(self, tmp_path: Path) -> None:
        path = pdf_with_pages(tmp_path / "a.pdf", size=(9_000, 9_000))
        with pytest.raises(PageTooLarge), bounded_memory(200):
            first_sheet(path)

    @pytest.mark.parametrize("layers", [1, 2, 3])
    def test_bomb_in_a_page(self, tmp_path: Path, layers: int) -> None:
        packed = _packed_gigabyte(layers)
        objects = {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 595 842] >>",
            3: b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>",
            4: b"<< /Length %d /Filter [%s] >>\nstream\n" % (len(packed), b" /FlateDecode" * layers)
            + packed
            + b"\nendstream",
        }
        path = raw_pdf(tmp_path / "a.pdf", objects)
        with pytest.raises(DecompressionBomb), bounded_memory(200):
            open_document(path)

    def test_bomb_in_the_cross_references(self, tmp_path: Path) -> None:
        packed = _packed_gigabyte(1)
        stream = b"<< /Type /ObjStm /N 1 /First 5 /Length %d /Filter /FlateDecode >>\nstream\n" % len(packed)
        objects = {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Kids [] /Count 0 >>",
            3: stream + packed + b"\nendstream",
        }
        with pytest.raises(DecompressionBomb), bounded_memory(200):
            open_document(raw_pdf(tmp_path / "a.pdf", objects))

    def test_huge_picture_inside(self, tmp_path: Path) -> None:
        """The picture only claims its size: it must be refused before anything is unpacked."""
        picture = b"<< /Type /XObject /Subtype /Image /Width 20000 /Height 10000 /ColorSpace /DeviceGray"
        objects = {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 595 842] >>",
            3: b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /XObject << /I 5 0 R >> >> >>",
            4: b"<< /Length 29 >>\nstream\nq 595 0 0 842 0 0 cm /I Do Q \nendstream",
            5: picture + b" /BitsPerComponent 8 /Length 4 >>\nstream\nabcd\nendstream",
        }
        with pytest.raises(PageTooLarge), bounded_memory(200):
            first_sheet(raw_pdf(tmp_path / "a.pdf", objects))

    def test_script_and_attachment_are_left_alone_and_noted(self, tmp_path: Path) -> None:
        path = pdf_with_pages(tmp_path / "plain.pdf")
        with pikepdf.open(path) as pdf:
            pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert('hello')")
            pdf.attachments["run.exe"] = b"MZ"
            pdf.save(tmp_path / "a.pdf")
        with open_document(tmp_path / "a.pdf") as document:
            assert document.sheet(1).number == 1
            assert any("JavaScript" in note for note in document.notes)
            assert any("attachments" in note for note in document.notes)

    def test_one_broken_page_leaves_the_others(self, tmp_path: Path) -> None:
        objects = {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >>",
            3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 0.5 0.5] >>",
            4: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
        }
        with open_document(raw_pdf(tmp_path / "a.pdf", objects)) as document:
            with pytest.raises(PageError) as caught:
                document.sheet(1)
            assert caught.value.page == 1
            assert document.sheet(2).width == 595

    def test_a_page_beyond_the_last(self, tmp_path: Path) -> None:
        with open_document(pdf_with_pages(tmp_path / "a.pdf")) as document, pytest.raises(PageError):
            document.sheet(2)


@cache
def _packed_gigabyte(layers: int) -> bytes:
    """A gigabyte of nothing, packed so many times over; never held unpacked."""
    if layers > 1:
        return zlib.compress(_packed_gigabyte(layers - 1), 9)
    packer = zlib.compressobj(9)
    return b"".join(packer.compress(bytes(1 << 20)) for _ in range(1000)) + packer.flush()


class TestPictures:
    @pytest.mark.parametrize("kind", ["png", "jpg", "tif"])
    def test_truncated(self, tmp_path: Path, kind: str) -> None:
        noise = np.random.default_rng(2).integers(0, 256, (400, 300, 3), dtype=np.uint8)
        path = tmp_path / f"a.{kind}"
        Image.fromarray(noise).save(path)
        data = path.read_bytes()
        path.write_bytes(data[: len(data) // 2])
        with pytest.raises(DamagedFile):
            first_sheet(path)

    def test_header_only(self, tmp_path: Path) -> None:
        (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 100)
        with pytest.raises(DamagedFile):
            open_document(tmp_path / "a.png")

    def test_two_hundred_megapixels(self, tmp_path: Path) -> None:
        Image.new("1", (20_000, 10_000)).save(tmp_path / "a.png")
        with pytest.raises(PageTooLarge), bounded_memory(200):
            first_sheet(tmp_path / "a.png")

    def test_too_many_frames(self, tmp_path: Path) -> None:
        frame = Image.new("1", (8, 8))
        frame.save(tmp_path / "a.tif", save_all=True, append_images=[frame] * 12)
        with pytest.raises(TooManyPages):
            open_document(tmp_path / "a.tif", Limits(max_pages=10))

    def test_one_damaged_picture_in_a_folder(self, tmp_path: Path) -> None:
        noise = np.random.default_rng(3).integers(0, 256, (400, 300), dtype=np.uint8)
        for number in (1, 2):
            Image.fromarray(noise).save(tmp_path / f"{number}.jpg")
        data = (tmp_path / "1.jpg").read_bytes()
        (tmp_path / "1.jpg").write_bytes(data[: len(data) // 2])
        with open_document(tmp_path) as document:
            with pytest.raises(PageError) as caught:
                document.sheet(1)
            assert caught.value.page == 1
            assert document.sheet(2).pixels is not None


def test_every_error_has_its_own_exit_code() -> None:
    kinds = [UnreadableFile, EmptyFile, UnknownFormat, DamagedFile, EncryptedFile, NoPages, TooManyPages, PageTooLarge]
    codes = [kind.exit_code for kind in (*kinds, DecompressionBomb, PageError)]
    assert len(set(codes)) == len(codes)
    assert all(issubclass(kind, ExtractorError) for kind in kinds)
