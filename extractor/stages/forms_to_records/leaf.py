"""Words in, leaves out: the canonical value of a place on the paper, with the words, box and doubts it comes with."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from extractor.paper.block import Cell
from extractor.paper.box import Box, hull
from extractor.paper.word import Reading, Word
from extractor.record.draft import Leaf
from extractor.record.glyphs import simplified
from extractor.record.labels import plain
from extractor.record.values.amounts import Unit, read_amount
from extractor.record.values.names import is_hint
from extractor.record.values.numbers import read_number, read_percent
from extractor.record.values.text import Unreadable, read_text

UNREAD_INK = "unread-ink"
ODD_GLYPH = "traditional-glyph"
"""The doubt of a text read with a glyph of traditional script: its simplified form is taken for the print."""
INK = 0.01
"""A short dash fills about this share of a small cell; less is dust."""
_COMPARED = re.compile(r"[≥≤≧≦><=]{1,2}\d[\d.]*%?|\d[\d.]*%?(?:及?以上|及?以下|左右)")
_SEAL = re.compile(r"(?:(?:绩效)?评价|业务|财务|合同|行政|发票)专用章$|(?<=[一-鿿]{4})专用章$|^专用章$")
_LONE_LETTERS = re.compile(r"[A-Za-z]{1,2}")
_UNREADABLE_CERTAINTY = 0.2
_FINER_THAN_CENTS = re.compile(r"\d\.\d\d\d*[1-9]\d*$")
UNIT_CONTRADICTED = "unit-contradicted"
_SPECKS = re.compile(r"^[^\W\d_OoIlSsBbZzgqDQ㐀-鿿]{1,3}(?=[\d.-])|(?<=[\d%])[^\W\d_OoIlSsBbZzgqDQ㐀-鿿]{1,3}$")
"""Letters at a figure's end, bits of a seal or a line; those that figures are misread as may be figures."""


@dataclass(frozen=True)
class Part:
    """A stretch of paper to read one value from: a whole cell, a line, or some characters of either."""

    page: int
    box: Box
    lines: tuple[tuple[Word, ...], ...] = ()
    ink: float = 0.0
    certainty: float = 1.0

    @property
    def text(self) -> str:
        """As read: words of a line with a blank, lines with a line break between them."""
        return "\n".join(" ".join(word.text for word in line) for line in self.lines)

    @property
    def words(self) -> tuple[Word, ...]:
        """The words in reading order."""
        return tuple(word for line in self.lines for word in line)


@dataclass(frozen=True)
class Trust:
    """How far a reader trusts where it found a value (0..1), and the doubts it has by name."""

    certainty: float = 1.0
    doubts: tuple[str, ...] = ()

    def less(self, factor: float, doubt: str | None = None) -> Trust:
        """The same with ``factor`` taken off, and one more doubt where it is named."""
        added = (doubt,) if doubt and doubt not in self.doubts else ()
        return Trust(self.certainty * factor, self.doubts + added)


SURE = Trust()


def part_of_cell(cell: Cell) -> Part:
    """The whole cell."""
    return Part(cell.page, cell.box, cell.lines, cell.ink, cell.certainty)


def part_of_words(words: Iterable[Word]) -> Part | None:
    """One line made of these words; None where there is no word."""
    line = tuple(words)
    if not line:
        return None
    return Part(line[0].page, hull(word.box for word in line), (line,))


def joined(parts: Iterable[Part]) -> Part | None:
    """Several parts read one after another, each on lines of its own; None where there is none.

    The box is that of the first page's parts.
    """
    known = [part for part in parts if part.lines]
    if not known:
        return None
    first = known[0].page
    return Part(
        first,
        hull(part.box for part in known if part.page == first),
        tuple(line for part in known for line in part.lines),
        max(part.ink for part in known),
        min(part.certainty for part in known),
    )


def cut(part: Part, start: int, end: int | None = None) -> Part:
    """The characters ``start`` to ``end`` (half-open) counted in ``plain(part.text)``.

    Words cut in two keep of their second readings what stands at the same place, where these are of the same length.
    """
    at, lines = 0, []
    for line in part.lines:
        kept = []
        for word in line:
            begin, chars = at, []
            for char in word.chars:
                size = len(plain(char.text))
                if at >= start and (end is None or at + size <= end) and size:
                    chars.append(char)
                at += size
            if len(chars) == len(word.chars):
                kept.append(word)
            elif chars:
                inside = slice(max(start - begin, 0), None if end is None else end - begin)
                readings = _readings_of_part(word, inside)
                kept.append(replace(word, chars=tuple(chars), box=hull(c.box for c in chars), readings=readings))
        if kept:
            lines.append(tuple(kept))
    words = [word for line in lines for word in line if word.page == part.page]
    return replace(part, lines=tuple(lines), box=hull(w.box for w in words) if words else part.box)


def _readings_of_part(word: Word, inside: slice) -> tuple[Reading, ...]:
    """What the word's second readings say of some of its characters; nothing where they count other characters."""
    length = len(plain(word.text))
    return tuple(
        replace(reading, text=plain(reading.text)[inside])
        for reading in word.readings
        if len(plain(reading.text)) == length
    )


def make(part: Part | Cell, read: Callable[[str], str | int | None], trust: Trust = SURE) -> Leaf | None:
    """The leaf of a place, read by ``read`` (text as read → canonical value, None for a blank).

    None for a blank place. A place with ink but no words, or with words ``read`` refuses (it raises
    :class:`Unreadable`), gives a leaf of value None with its doubt: the paper fills it, we could not read it. Ink
    beside the words that were read is a doubt as well: some of them may be missing.
    """
    place = part_of_cell(part) if isinstance(part, Cell) else part
    certainty = trust.certainty * place.certainty
    if not place.words:
        if place.ink < INK:
            return None
        doubts = (*trust.doubts, UNREAD_INK)
        return Leaf(None, "", place.page, place.box, (), certainty * _UNREADABLE_CERTAINTY, doubts)
    raw = place.text
    try:
        value = read(raw)
    except Unreadable as error:
        doubts = (*trust.doubts, f"not-a-{error.wanted}")
        return Leaf(None, raw, place.page, place.box, place.words, certainty * _UNREADABLE_CERTAINTY, doubts)
    if value is None:
        return None
    doubts = trust.doubts if place.ink < INK else (*trust.doubts, UNREAD_INK)
    if isinstance(value, str) and (printed := simplified(value)) != value:
        value, doubts = printed, (*doubts, ODD_GLYPH)
    if isinstance(value, str) and _LONE_LETTERS.fullmatch(value):
        doubts = (*doubts, "lone-letter")
    return Leaf(value, raw, place.page, place.box, place.words, certainty, doubts)


def text_leaf(part: Part | Cell | None, trust: Trust = SURE) -> Leaf | None:
    """Canonical text; None for a blank, dash-only cell or one that only holds the form's own printed hint.

    The words of a seal (财务专用章) are no part of it, but where they stand something of it may be lost.
    """
    leaf = make(part, lambda text: None if is_hint(text) else read_text(text), trust) if part else None
    seal = _SEAL.search(leaf.value) if leaf is not None and isinstance(leaf.value, str) else None
    if leaf is None or seal is None:
        return leaf
    return replace(leaf, value=seal.string[: seal.start()] or None, doubts=(*leaf.doubts, "seal-words"))


def amount_leaf(part: Part | Cell | None, unit: Unit, trust: Trust = SURE) -> Leaf | None:
    """An amount in 万元; ``unit`` is what a bare number counts in (column header's, else form's).

    元 with more than two decimals are none: the unit lost its 万, and the amount is asked about.
    """
    leaf = _figure(part, lambda text: read_amount(text, unit), trust)
    if leaf is None or unit is not Unit.YUAN or not _FINER_THAN_CENTS.search(plain(leaf.raw)):
        return leaf
    return replace(leaf, doubts=(*leaf.doubts, UNIT_CONTRADICTED))


def number_leaf(part: Part | Cell | None, trust: Trust = SURE) -> Leaf | None:
    """A score, weight or count."""
    return _figure(part, read_number, trust)


def weight_leaf(part: Part | Cell | None, trust: Trust = SURE) -> Leaf | None:
    """A weight, printed as points (``10``, ``10分``) or as a share (``10%``)."""
    leaf = number_leaf(part, trust)
    if leaf is None or leaf.value is not None or not plain(leaf.raw).endswith("%"):
        return leaf
    return percent_leaf(part, trust)


def percent_leaf(part: Part | Cell | None, trust: Trust = SURE) -> Leaf | None:
    """A percentage without its sign."""
    return _figure(part, read_percent, trust)


def number_or_text_leaf(part: Part | Cell | None, trust: Trust = SURE) -> Leaf | None:
    """A number where it is one, else its text as printed (a score cell saying 优) with that doubt."""
    return _or_text(part, number_leaf(part, trust), trust)


def percent_or_text_leaf(part: Part | Cell | None, trust: Trust = SURE) -> Leaf | None:
    """A percentage where it is one, else its text as printed (≥95%; 已完成, doubted)."""
    if part is not None and _COMPARED.fullmatch(
        plain(part_of_cell(part).text if isinstance(part, Cell) else part.text)
    ):
        return text_leaf(part, trust)
    return _or_text(part, percent_leaf(part, trust), trust)


def _figure(part: Part | Cell | None, read: Callable[[str], str | None], trust: Trust) -> Leaf | None:
    """A figure; one with a bit of a seal or a line at its end is read without it, and asked about."""
    leaf = make(part, read, trust) if part else None
    if leaf is None or leaf.value is not None or not leaf.raw:
        return leaf
    try:
        value = read(_SPECKS.sub("", plain(leaf.raw)))
    except Unreadable:
        return leaf
    return replace(leaf, value=value)


def _or_text(part: Part | Cell | None, leaf: Leaf | None, trust: Trust) -> Leaf | None:
    if leaf is None or leaf.value is not None or not leaf.raw:
        return leaf
    return text_leaf(part, trust.less(0.7, leaf.doubts[-1]))
