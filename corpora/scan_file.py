"""Writes damaged pages to disk: an image-only PDF, a multi-page TIFF, or a folder of PNG or JPEG pictures.

The same pages give the same bytes every time.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path

import pikepdf
from PIL import Image, TiffImagePlugin

from corpora.damage import Scan

FORMATS = ("pdf", "tiff", "png", "jpeg")
_POINTS_PER_INCH = 72


def write_scan(scans: Iterable[Scan], stem: Path, form: str = "pdf") -> Path:
    """Writes the pages of one document.

    Args:
        scans: the pages in order.
        stem: the file's path without suffix; for `png` and `jpeg`, the folder to make.
        form: one of `FORMATS`.

    Returns:
        The file or folder written.

    Raises:
        ValueError: for an unknown form.
    """
    if form == "pdf":
        return _write_pdf(scans, stem.with_name(stem.name + ".pdf"))
    if form == "tiff":
        return _write_tiff(scans, stem.with_name(stem.name + ".tiff"))
    if form in ("png", "jpeg"):
        return _write_folder(scans, stem, form)
    raise ValueError(f"unknown form {form!r}: one of {', '.join(FORMATS)}")


def _write_pdf(scans: Iterable[Scan], path: Path) -> Path:
    with pikepdf.new() as pdf:
        for scan in scans:
            height, width = scan.picture.shape[:2]
            wide, high = width * _POINTS_PER_INCH / scan.dpi, height * _POINTS_PER_INCH / scan.dpi
            page = pdf.add_blank_page(page_size=(round(wide, 2), round(high, 2)))
            page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=_image(pdf, scan)))
            page.obj.Contents = pdf.make_stream(f"q {wide:.2f} 0 0 {high:.2f} 0 0 cm /Im0 Do Q".encode())
            if scan.page_rotate:
                page.obj.Rotate = scan.page_rotate
        pdf.save(path, deterministic_id=True)
    return path


def _image(pdf: pikepdf.Pdf, scan: Scan) -> pikepdf.Object:
    height, width = scan.picture.shape[:2]
    common = {"/Type": pikepdf.Name.XObject, "/Subtype": pikepdf.Name.Image, "/Width": width, "/Height": height}
    if scan.coding == "ccitt":
        extra = {
            "/ColorSpace": pikepdf.Name.DeviceGray,
            "/BitsPerComponent": 1,
            "/Filter": pikepdf.Name.CCITTFaxDecode,
            "/DecodeParms": pikepdf.Dictionary(K=-1, Columns=width, Rows=height, BlackIs1=True),
        }
        return _stream(pdf, _group4(scan), common | extra)
    space = pikepdf.Name.DeviceGray if scan.picture.ndim == 2 else pikepdf.Name.DeviceRGB
    extra = {"/ColorSpace": space, "/BitsPerComponent": 8, "/Filter": pikepdf.Name.DCTDecode}
    return _stream(pdf, _jpeg(scan), common | extra)


def _stream(pdf: pikepdf.Pdf, data: bytes, entries: dict[str, object]) -> pikepdf.Object:
    stream = pikepdf.Stream(pdf, data)
    for key, value in entries.items():
        stream[key] = value
    return pdf.make_indirect(stream)


def _jpeg(scan: Scan) -> bytes:
    buffer = io.BytesIO()
    Image.fromarray(scan.picture).save(buffer, "JPEG", quality=scan.quality, dpi=(scan.dpi, scan.dpi))
    return buffer.getvalue()


def _group4(scan: Scan) -> bytes:
    """The page's CCITT Group 4 data: one TIFF strip without the TIFF around it."""
    buffer = io.BytesIO()
    rows_per_strip = {TiffImagePlugin.ROWSPERSTRIP: scan.picture.shape[0]}
    _pillow(scan).save(buffer, "TIFF", compression="group4", tiffinfo=rows_per_strip)
    with Image.open(buffer) as tiff:
        offsets, lengths = tiff.tag_v2[TiffImagePlugin.STRIPOFFSETS], tiff.tag_v2[TiffImagePlugin.STRIPBYTECOUNTS]
    if len(offsets) != 1:
        raise RuntimeError(f"the TIFF writer cut the page into {len(offsets)} strips")
    return buffer.getvalue()[offsets[0] : offsets[0] + lengths[0]]


def _write_tiff(scans: Iterable[Scan], path: Path) -> Path:
    kept = list(scans)
    pages = [_pillow(scan) for scan in kept]
    compression = "group4" if all(scan.coding == "ccitt" for scan in kept) else "jpeg"
    options = {} if compression == "group4" else {"quality": min(scan.quality for scan in kept)}
    dpi = (kept[0].dpi, kept[0].dpi)
    pages[0].save(path, save_all=True, append_images=pages[1:], compression=compression, dpi=dpi, **options)
    return path


def _write_folder(scans: Iterable[Scan], folder: Path, form: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for number, scan in enumerate(scans, start=1):
        if form == "jpeg":
            (folder / f"{number:03d}.jpg").write_bytes(_jpeg(scan))
        else:
            _pillow(scan).save(folder / f"{number:03d}.png", dpi=(scan.dpi, scan.dpi))
    return folder


def _pillow(scan: Scan) -> Image.Image:
    image = Image.fromarray(scan.picture)
    return image.convert("1", dither=Image.Dither.NONE) if scan.coding == "ccitt" else image
