"""Page pictures as PDF pages: a page that came from a picture file in, one more page in the PDF out.

A JPEG is taken over byte by byte, anything else without loss.
"""

from __future__ import annotations

import zlib

import pikepdf
from pikepdf import Name, Stream
from PIL import Image

from extractor.errors import PageError
from extractor.paper.page import Page

_ORIENTATION = 0x0112
"""The EXIF tag that says how the camera was held."""


def add_picture_page(pdf: pikepdf.Pdf, page: Page) -> None:
    """Adds the picture ``page`` was read from, as large as the page is.

    Raises:
        PageError: the picture cannot be opened any more.
    """
    if page.origin is None:
        raise PageError("It is not known where the page came from.", page=page.number)
    try:
        with Image.open(page.origin.path) as image:
            image.seek(page.origin.index)
            picture = _as_it_is(pdf, image, page) or _without_loss(pdf, image)
    except OSError as error:
        raise PageError("Its picture cannot be opened again.", file=str(page.origin.path), page=page.number) from error
    width, height = (page.height, page.width) if page.rotation % 180 else (page.width, page.height)
    target = pdf.add_blank_page(page_size=(width, height))
    target.add_resource(pdf.make_indirect(picture), Name.XObject, Name.Picture)
    target.contents_add(f"q {width:.3f} 0 0 {height:.3f} 0 0 cm /Picture Do Q".encode())


def _as_it_is(pdf: pikepdf.Pdf, image: Image.Image, page: Page) -> Stream | None:
    """A JPEG's own bytes; None for other formats and where the camera's turn would have to be applied."""
    spaces = {"L": Name.DeviceGray, "RGB": Name.DeviceRGB}
    if image.format != "JPEG" or image.mode not in spaces or image.getexif().get(_ORIENTATION, 1) != 1:
        return None
    assert page.origin is not None
    return _picture(pdf, image, spaces[image.mode], page.origin.path.read_bytes(), Name.DCTDecode)


def _without_loss(pdf: pikepdf.Pdf, image: Image.Image) -> Stream:
    """The pixels, deflated: bilevel and gray pictures as such, anything else in colour."""
    from PIL import ImageOps

    upright = ImageOps.exif_transpose(image)
    plain = upright if upright.mode in ("1", "L") else upright.convert("RGB")
    space = Name.DeviceRGB if plain.mode == "RGB" else Name.DeviceGray
    return _picture(pdf, plain, space, zlib.compress(plain.tobytes()), Name.FlateDecode)


def _picture(pdf: pikepdf.Pdf, image: Image.Image, space: Name, packed: bytes, packing: Name) -> Stream:
    stream = Stream(pdf, b"")
    stream.write(packed, filter=packing)
    stream.Type, stream.Subtype, stream.ColorSpace = Name.XObject, Name.Image, space
    stream.Width, stream.Height = image.size
    stream.BitsPerComponent = 1 if image.mode == "1" else 8
    return stream
