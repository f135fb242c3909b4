"""Finds streams in a PDF that unfold to an unreasonable size, before any reader unfolds them whole.

Raw bytes in, an error or nothing out. Works on the bytes alone because PDF libraries unfold object and
cross-reference streams fully on opening. Never holds more than a few chunks of unfolded data.
"""

from __future__ import annotations

import base64
import binascii
import mmap
import re
import zlib
from collections.abc import Iterable, Iterator

from extractor.engines.pdfium.limits import Limits
from extractor.errors import DecompressionBomb

_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_FILTER = re.compile(rb"/(FlateDecode|Fl|ASCIIHexDecode|AHx|ASCII85Decode|A85|LZWDecode|LZW)\b")
_DICT_WINDOW = 4096
_CHUNK = 1 << 20
_DEFLATE_RATIO = 1032  # the most deflate can unfold (zlib technical details)


def refuse_bombs(data: bytes | mmap.mmap, limits: Limits, file: str) -> None:
    """Checks every stream of a PDF.

    Raises:
        DecompressionBomb: a stream unfolds to more than ``limits.max_unfolded_bytes``.
    """
    for start, end, filters in _packed_streams(data):
        if (end - start) * _DEFLATE_RATIO ** len(filters) <= limits.max_unfolded_bytes:
            continue
        unfolded = 0
        for chunk in _unfold(data[start:end], filters, limits.max_unfolded_bytes):
            unfolded += len(chunk)
            if unfolded > limits.max_unfolded_bytes:
                raise DecompressionBomb("A compressed part of the file unfolds beyond all measure.", file=file)


def _packed_streams(data: bytes | mmap.mmap) -> Iterator[tuple[int, int, tuple[bytes, ...]]]:
    """Start, end and filter names (outermost first) of each stream packed with a general-purpose filter."""
    for match in _STREAM.finditer(data):
        window = data[max(0, match.start() - _DICT_WINDOW) : match.start()]
        dictionary = window[window.rfind(b" obj") + 1 :]
        filters = tuple(name for name in _FILTER.findall(dictionary))
        if not any(name.startswith(b"Fl") for name in filters):
            continue
        end = data.find(b"endstream", match.end())
        yield match.end(), end if end >= 0 else len(data), filters


def _unfold(raw: bytes, filters: tuple[bytes, ...], limit: int) -> Iterator[bytes]:
    """The stream's content in chunks; stops quietly at the first broken byte (the reader will complain)."""
    chunks: Iterable[bytes] = (raw,)
    for name in filters:
        if name.startswith(b"Fl"):
            chunks = _inflate(chunks)
        elif name in (b"ASCIIHexDecode", b"AHx", b"ASCII85Decode", b"A85"):
            chunks = _from_ascii(chunks, name, limit)
        else:
            break
    try:
        yield from chunks
    except (zlib.error, ValueError, binascii.Error):
        return


def _inflate(chunks: Iterable[bytes]) -> Iterator[bytes]:
    inflater = zlib.decompressobj()
    for chunk in chunks:
        while chunk and not inflater.eof:
            yield inflater.decompress(chunk, _CHUNK)
            chunk = inflater.unconsumed_tail


def _from_ascii(chunks: Iterable[bytes], name: bytes, limit: int) -> Iterator[bytes]:
    text = bytearray()
    for chunk in chunks:
        text += chunk
        if len(text) > limit:
            yield bytes(text)
            return
    cleaned = bytes(text).translate(None, b" \t\r\n\f\0")
    if name.startswith(b"ASCII85") or name == b"A85":
        yield base64.a85decode(cleaned.partition(b"~>")[0])
    else:
        yield bytes.fromhex(cleaned.partition(b">")[0].decode("ascii"))
