"""A font for text that can be searched, marked and copied but is never drawn: texts in, a PDF font object out.

A composite font (ISO 32000-1, 9.7) over a tiny TrueType file with two boxes for glyphs, a wide and a narrow one
(viewers mark found text by the glyph's box). Each character of the document gets a code of its own, and a ToUnicode
table says which character that is.
"""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Iterable, Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

_EM = 1000
_NARROW = 500
_WIDE = "WFA"
"""East Asian width classes (UAX 11) drawn a full em wide."""
_TOP, _BOTTOM = 880, -120
_CHUNK = 100
"""Entries one ``beginbfchar`` block may have (Adobe Technical Note 5411)."""


class InvisibleFont:
    """Codes and widths for the characters of one document."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Gives every character that occurs in ``texts`` its code, from 1 on."""
        self._codes = {char: code for code, char in enumerate(sorted({char for text in texts for char in text}), 1)}

    def encode(self, text: str) -> bytes:
        """The text as the font's two-byte codes."""
        return b"".join(struct.pack(">H", self._codes[char]) for char in text)

    def width(self, text: str) -> float:
        """How wide the text runs at size 1."""
        return sum(_width(char) for char in text) / _EM

    def add_to(self, pdf: pikepdf.Pdf) -> pikepdf.Object:
        """The font as an object of ``pdf``."""
        file = Stream(pdf, _truetype_of_boxes())
        descriptor = Dictionary(
            Type=Name.FontDescriptor, FontName=Name.Invisible, Flags=4, FontBBox=Array([0, _BOTTOM, _EM, _TOP]),
            ItalicAngle=0, Ascent=_TOP, Descent=_BOTTOM, CapHeight=_TOP, StemV=80, FontFile2=pdf.make_indirect(file),
        )  # fmt: skip
        glyphs = [0, *(1 if _width(char) == _EM else 2 for char in self._codes)]
        to_glyph = Stream(pdf, struct.pack(f">{len(glyphs)}H", *glyphs))
        widths = Array([1, Array([_width(char) for char in self._codes])])
        child = Dictionary(
            Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name.Invisible, DW=_EM, W=widths,
            CIDSystemInfo=Dictionary(Registry=b"Adobe", Ordering=b"Identity", Supplement=0),
            FontDescriptor=pdf.make_indirect(descriptor), CIDToGIDMap=pdf.make_indirect(to_glyph),
        )  # fmt: skip
        to_unicode = Stream(pdf, _to_unicode(self._codes))
        font = Dictionary(
            Type=Name.Font, Subtype=Name.Type0, BaseFont=Name.Invisible, Encoding=Name("/Identity-H"),
            DescendantFonts=Array([pdf.make_indirect(child)]), ToUnicode=pdf.make_indirect(to_unicode),
        )  # fmt: skip
        return pdf.make_indirect(font)


def _width(char: str) -> int:
    return _EM if unicodedata.east_asian_width(char) in _WIDE else _NARROW


def _to_unicode(codes: dict[str, int]) -> bytes:
    """The table from codes to characters (ISO 32000-1, 9.10.3)."""
    lines = [f"<{code:04X}> <{char.encode('utf-16-be').hex().upper()}>" for char, code in codes.items()]
    blocks = []
    for start in range(0, len(lines), _CHUNK):
        block = lines[start : start + _CHUNK]
        blocks.append(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar\n")
    head = (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
    )
    return (head + "".join(blocks) + "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n").encode()


def _truetype_of_boxes() -> bytes:
    """A TrueType file with only the tables an embedded font must have (OpenType 1.9, ISO 32000-1 9.9)."""
    wide, narrow = _box(_EM), _box(_NARROW)
    # fmt: off
    head = struct.pack(">IIIIHHqqhhhhHHhhh",
                       0x00010000, 0x00010000, 0, 0x5F0F3CF5, 0, _EM, 0, 0, 0, _BOTTOM, _EM, _TOP, 0, 8, 2, 0, 0)
    hhea = struct.pack(">IhhhHhhhhhh8xhH", 0x00010000, _TOP, _BOTTOM, 0, _EM, 0, 0, _EM, 1, 0, 0, 0, 3)
    maxp = struct.pack(">IHHHHHHHHHHHHHH", 0x00010000, 3, 4, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0)
    # fmt: on
    hmtx = struct.pack(">HhHhHh", _EM, 0, _EM, 0, _NARROW, 0)
    loca = struct.pack(">HHHH", 0, 0, len(wide) // 2, (len(wide) + len(narrow)) // 2)
    tables = {b"glyf": wide + narrow, b"head": head, b"hhea": hhea, b"hmtx": hmtx, b"loca": loca, b"maxp": maxp}
    return _sfnt(sorted(tables.items()))


def _box(width: int) -> bytes:
    """A rectangle as a TrueType outline (OpenType 1.9, glyf): one contour of four points on the curve."""
    height = _TOP - _BOTTOM
    outline = struct.pack(">hhhhhHH", 1, 0, _BOTTOM, width, _TOP, 3, 0)
    flags = b"\x01" * 4
    across = struct.pack(">hhhh", 0, 0, width, 0)
    up = struct.pack(">hhhh", _BOTTOM, height, 0, -height)
    return outline + flags + across + up


def _sfnt(tables: Sequence[tuple[bytes, bytes]]) -> bytes:
    """Tables in a font file, each with its checksum, padded to four bytes."""
    count = len(tables)
    power = 1 << (count.bit_length() - 1)
    head = struct.pack(">IHHHH", 0x00010000, count, power * 16, power.bit_length() - 1, (count - power) * 16)
    directory, body = b"", b""
    start = len(head) + 16 * count
    for tag, data in tables:
        padded = data + b"\0" * (-len(data) % 4)
        check = sum(struct.unpack(f">{len(padded) // 4}I", padded)) & 0xFFFFFFFF
        directory += struct.pack(">4sIII", tag, check, start + len(body), len(data))
        body += padded
    return head + directory + body
