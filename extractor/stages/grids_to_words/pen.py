"""What a pen left on a form goes: ticks beside figures, strokes over walls, scratches beside a table.

Print keeps clear of the walls of its cell, and of nothing else beside a table is only a stroke printed. Measured on
poor, faxed and photographed pages: of 1,700 short texts all that touched a wall and had neither figure nor Chinese
character were a pen's; what is a figure may be one, and is asked about.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractor.paper.box import Box, hull
from extractor.paper.word import Reading
from extractor.ports import CharSpan, Strip
from extractor.stages.grids_to_words.rereading import Read
from extractor.stages.grids_to_words.scraps import edge_gap

_FEW = 2  # characters: a longer text is no stroke
_AT_WALL = 0.12  # of the font size between ink and wall; print keeps more
_SIGNS = frozenset("≥≤><=＞＜＝≧≦/—-–一~%％")  # printed alone, they may stand anywhere
_TICKS = frozenset("/\\√✓✔")
_APART = 0.5  # of the font size between a tick and the text of its cell
_STROKES = frozenset("1Il|丨/\\!'")  # what a scratch is read as
_DOUBT = 0.6  # what confidence is left to a figure that touches a wall


def without_pen(read: Sequence[Read], size: float) -> list[Read]:
    """The lines of a page that are print; what a tick stood beside keeps a second reading with it.

    Args:
        read: all lines of a page, lone characters settled.
        size: the usual height of a line's ink, in pixels.
    """
    cells = [one.line.cell for one in read if one.line.cell is not None]
    table = hull(cells) if cells else None
    kept = [one for one in read if not _is_stroke(one, size) and not (table and _is_beside(one, table))]
    ticked = {id(text): one for one in kept if _is_tick(one) for text in kept if _stands_by(one, text, size)}
    ticks = {id(one) for one in ticked.values()}
    return [_doubted(one, ticked.get(id(one)), size) for one in kept if id(one) not in ticks]


def _is_stroke(read: Read, size: float) -> bool:
    """Whether it touches a wall, and is nothing that is printed alone."""
    text = read.strip.text.strip()
    if read.line.cell is None or len(text) > _FEW or edge_gap(read.line) > _AT_WALL * size:
        return False
    return not any(char.isdigit() or char in _SIGNS or "\u4e00" <= char <= "\u9fff" for char in text)


def _is_beside(read: Read, table: Box) -> bool:
    """Whether it is a stroke in the margin beside the tables."""
    box, text = read.line.box, read.strip.text.strip()
    aside = box.right < table.left or box.left > table.right
    level = table.top <= box.centre[1] <= table.bottom
    return read.line.cell is None and aside and level and len(text) == 1 and text in _STROKES


def _is_tick(read: Read) -> bool:
    return read.line.cell is not None and read.strip.text.strip() in _TICKS


def _stands_by(tick: Read, text: Read, size: float) -> bool:
    """Whether the text stands in the tick's cell, level with it and apart."""
    if text is tick or _is_tick(text) or text.line.cell != tick.line.cell:
        return False
    one, other = tick.line.box, text.line.box
    gap = max(other.left - one.right, one.left - other.right)
    return gap >= _APART * size and other.top <= one.centre[1] <= other.bottom


def _doubted(read: Read, tick: Read | None, size: float) -> Read:
    text = read.strip.text.strip()
    if tick is not None:
        beside = Reading("with-tick", tick.strip.text.strip() + text, round(tick.strip.confidence, 4))
        return replace(read, others=(*read.others, beside))
    if len(text) == 1 and text.isdigit() and not read.line.parts and edge_gap(read.line) <= _AT_WALL * size:
        return replace(read, strip=_unsure(read.strip))
    return read


def _unsure(strip: Strip) -> Strip:
    chars: tuple[CharSpan, ...] = tuple(replace(char, confidence=min(char.confidence, _DOUBT)) for char in strip.chars)
    return Strip(chars, min(char.confidence for char in chars))
