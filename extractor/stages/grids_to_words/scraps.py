"""What was read of dirt, pen strokes, seals and rests of rulings goes; what was read of print stays."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from statistics import fmean

from extractor.paper.box import Box
from extractor.paper.page import Page
from extractor.paper.word import Reading
from extractor.stages.grids_to_words.line import Line
from extractor.stages.grids_to_words.rereading import Read, plain

_NO_TEXT = 0.6  # what only its ink told of and is read with less than this is dirt, a pen or a seal
_SEAL_SCRAP = 0.3  # the same for what detection found on a seal
_STROKES = frozenset("1一-—–_|Il丨/\\.'`,~")  # what a rest of a ruling, or a scratch, is read as
_WALL_GAP = 0.5  # of the font size: a lone stroke this near to its cell's edge is a rest of the ruling
_AT_WALL = 0.12  # the same for what is ...
_THIN = 0.2  # ... no thicker than this, whatever it was read as: print keeps more distance; outside tables ...
_SPECK = 0.12  # ... nothing so flat is a character at all, and nowhere what is smaller than this part of the font size
_FEW = 2  # characters: a longer text is no scrap
_SURE = 0.9  # a cell whose text is read with this has its text; ...
_LONG = 4  # ... so has one with so many characters
_SEEN_TWICE = 0.9  # what is beside such a text is read with this, each time alike, ...
_CLEAR = 0.2  # ... and keeps so much of the font size from the walls, or it is no text
_DOUBTFUL = 0.7  # the same for what detection found, if its readings differ ...
_TOUCHING = 0.9  # ... or if besides it touches a wall
_NO_CHARACTER = 0.7  # a line whose characters are read with less than this, on average, ...
_REPEATED = 0.3  # ... and that no other reading repeats with this is no print, save a lone ≥ or dash of a table


def without_scraps(read: Sequence[Read], page: Page, scale: float, size: float) -> list[Read]:
    """The lines that are text. What could have been text leaves a second reading beside the text of its cell.

    Args:
        read: all lines of a page.
        page: the page they stand on.
        scale: pixels per point.
        size: the usual height of a line's ink, in pixels.
    """
    inhabitants = Counter(one.line.cell for one in read)
    lone = {id(one) for one in read if one.line.cell is not None and inhabitants[one.line.cell] == 1}
    kept = [one for one in read if one.strip.text.strip() and not _is_scrap(one, page, scale, size)]
    kept = [one for one in kept if not _reads_as_nothing(one, lone=id(one) in lone)]
    peers: dict[Box, list[Read]] = defaultdict(list)
    for one in kept:
        if one.line.cell is not None and _has_text(one):
            peers[one.line.cell].append(one)
    stray = {id(one) for one in kept if _is_stray(one, peers.get(one.line.cell or one.line.box, []), size)}
    doubted = {id(text): one for one in kept if id(one) in stray for text in _beside(one, peers)}
    return [_doubting(one, doubted.get(id(one))) for one in kept if id(one) not in stray]


def is_stroke(read: Read) -> bool:
    """Whether only ink told of the line, and it may be no more than a stroke."""
    return not read.line.detected and _STROKES.issuperset(read.strip.text.strip())


def _is_scrap(read: Read, page: Page, scale: float, size: float) -> bool:
    """Whether a line by itself shows to be none."""
    box = read.line.box
    if not read.line.detected and read.strip.confidence < _NO_TEXT:
        return True
    if is_stroke(read) and edge_gap(read.line) < _WALL_GAP * size:
        return True
    if max(box.width, box.height) <= _SPECK * size or (read.line.cell is None and box.height <= _THIN * size):
        return True
    if min(box.width, box.height) <= _THIN * size and edge_gap(read.line) <= _AT_WALL * size:
        return True
    on_seal = any(seal.box.holds(*box.scaled(1 / scale).centre) for seal in page.seals)
    return on_seal and read.strip.confidence < _SEAL_SCRAP


def _reads_as_nothing(read: Read, *, lone: bool) -> bool:
    """Whether every reading says something else, and none of them surely: dirt, a pen, rests of a seal.

    A character that is ``lone`` in its cell is settled by other means.
    """
    if lone and len(read.strip.text.strip()) == 1:
        return False
    sure = fmean(char.confidence for char in read.strip.chars)
    if not read.others or sure >= _NO_CHARACTER:
        return False
    text = plain(read.strip.text)
    return not any(plain(other.text) == text and other.confidence >= _REPEATED for other in read.others)


def edge_gap(line: Line) -> float:
    """Pixels between the line's ink and its cell's nearest edge."""
    if line.cell is None:
        return float("inf")
    box, cell = line.box, line.cell
    return min(box.left - cell.left, box.top - cell.top, cell.right - box.right, cell.bottom - box.bottom)


def _has_text(read: Read) -> bool:
    return read.line.detected and (read.strip.confidence >= _SURE or len(read.strip.text.strip()) >= _LONG)


def _is_stray(read: Read, peers: Sequence[Read], size: float) -> bool:
    """Whether a short reading, in a cell that has its text, is of something else that lies there."""
    if all(peer is read for peer in peers) or len(read.strip.text.strip()) > _FEW:
        return False
    alike = all(plain(other.text) == plain(read.strip.text) for other in read.others)
    sure, gap = read.strip.confidence, edge_gap(read.line)
    if not read.line.detected:
        return not (alike and sure >= _SEEN_TWICE and gap >= _CLEAR * size)
    return not alike and (sure < _DOUBTFUL or (sure < _TOUCHING and gap <= _AT_WALL * size))


def _beside(stray: Read, peers: dict[Box, list[Read]]) -> list[Read]:
    """The text that a stray reading would have gone on, had it been text; none for what nothing but ink told of."""
    if stray.line.cell is None or not stray.line.detected:
        return []
    x, y = stray.line.box.centre
    texts = [one for one in peers.get(stray.line.cell, []) if one is not stray]
    return sorted(texts, key=lambda one: abs(one.line.box.centre[0] - x) + abs(one.line.box.centre[1] - y))[:1]


def _doubting(read: Read, stray: Read | None) -> Read:
    if stray is None:
        return read
    text = read.strip.text.strip() + stray.strip.text.strip()
    return replace(read, others=(*read.others, Reading("with-stray", text, round(stray.strip.confidence, 4))))
