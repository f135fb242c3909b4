"""The characters of a PDF page: page in, visible characters with boxes in points out, and how far to trust them."""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as raw

from extractor.engines.pdfium.frame import Frame
from extractor.paper.box import Box
from extractor.paper.word import Char

_INVISIBLE_MODES = (raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP)
_MAX_CHARS = 100_000
_TALLEST = 2.0  # a loose box taller than this many font sizes has a broken font descriptor


@dataclass(frozen=True)
class TextLayer:
    """Visible characters in file order; ``broken`` is the share (0..1) that has no sound Unicode meaning.

    ``turn`` is the clockwise turn (0/90/180/270) that would bring most of the characters upright.
    """

    chars: tuple[Char, ...]
    broken: float
    turn: int


def text_layer(page: Any, frame: Frame) -> TextLayer:
    """Reads the characters a viewer would show on the page."""
    handle = raw.FPDFText_LoadPage(page)
    if not handle:
        return TextLayer((), 0.0, 0)
    try:
        read = [
            char
            for index in range(min(raw.FPDFText_CountChars(handle), _MAX_CHARS))
            if (char := _char(handle, index, frame)) is not None
        ]
        turns: Counter[int] = Counter(_turn(handle, index) for index, char in read if not char.text.isspace())
    finally:
        raw.FPDFText_ClosePage(handle)
    chars = [char for _, char in read]
    inked = [char for char in chars if not char.text.isspace()]
    broken = sum(_is_broken(char.text) for char in inked) / len(inked) if inked else 0.0
    turn = (turns.most_common(1)[0][0] - frame.turn) % 360 if turns else 0
    return TextLayer(tuple(_without_doubles(chars)), broken, turn)


def _char(handle: Any, index: int, frame: Frame) -> tuple[int, Char] | None:
    code = raw.FPDFText_GetUnicode(handle, index)
    if raw.FPDFText_IsGenerated(handle, index) == 1 or code in (0, 0x0A, 0x0D, 0x02, 0xFFFE):
        return None
    if _is_hidden(handle, index):
        return None
    text = _text_of(code)
    if raw.FPDFText_HasUnicodeMapError(handle, index) == 1:
        text = "\ufffd"
    box = _box(handle, index, frame)
    return (index, Char(text, box)) if box is not None and frame.shows(box) else None


def _text_of(code: int) -> str:
    try:
        return chr(code)
    except (ValueError, OverflowError):
        return "\ufffd"


def _is_hidden(handle: Any, index: int) -> bool:
    """Text drawn in no ink at all: the hidden layer that OCR tools lay over a scan."""
    text_object = raw.FPDFText_GetTextObject(handle, index)
    return bool(text_object) and raw.FPDFTextObj_GetTextRenderMode(text_object) in _INVISIBLE_MODES


def _box(handle: Any, index: int, frame: Frame) -> Box | None:
    """The em-high box of a character; its ink's own box where the font's measures make no sense."""
    loose = raw.FS_RECTF()
    size = raw.FPDFText_GetFontSize(handle, index)
    if raw.FPDFText_GetLooseCharBox(handle, index, loose):
        box = frame.box(loose.left, loose.bottom, loose.right, loose.top)
        if min(box.width, box.height) > 0 and max(box.width, box.height) <= _TALLEST * max(size, 1.0):
            return box
    edges = [ctypes.c_double() for _ in range(4)]
    if not raw.FPDFText_GetCharBox(handle, index, *edges):
        return None
    left, right, bottom, top = (edge.value for edge in edges)
    return frame.box(left, bottom, right, top)


def _turn(handle: Any, index: int) -> int:
    """The clockwise turn that brings this character upright in user space, to a quarter."""
    angle = raw.FPDFText_GetCharAngle(handle, index)
    return round(-angle / (math.pi / 2)) * 90 % 360 if angle >= 0 else 0  # pdfium counts angles clockwise


def _is_broken(text: str) -> bool:
    return text == "\ufffd" or unicodedata.category(text) in ("Co", "Cn", "Cc", "Cs")


def _without_doubles(chars: list[Char]) -> Iterator[Char]:
    """Leaves out the second copy of characters printed twice, slightly moved, to look bold."""
    seen: dict[tuple[str, int, int], Box] = {}
    for char in chars:
        x, y = char.box.centre
        pitch = max(1.0, 0.3 * char.box.height)
        column, row = int(x // pitch), int(y // pitch)
        near = (seen.get((char.text, column + i, row + j)) for i in (-1, 0, 1) for j in (-1, 0, 1))
        if any(box is not None and char.box.share_in(box) > 0.6 for box in near):
            continue
        seen[char.text, column, row] = char.box
        yield char
