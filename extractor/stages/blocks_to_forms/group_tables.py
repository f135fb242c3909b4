"""The name of a group of indicators on a line over a table of its own in, one table with that name as a row out.

Some offices give each group a small table under a line of text, 产出指标(50分) over the first, 效益指标(30分) over the
second. Each repeats the header; laid under each other by their walls they are one table with a band over each group.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractor.paper.block import Cell, Table
from extractor.paper.box import hull
from extractor.paper.word import Word
from extractor.record.labels import plain
from extractor.record.values.names import split_weight
from extractor.record.wording import LEVEL_NAMES, SECTIONS
from extractor.stages.blocks_to_forms.joining import Growing, Grown, begin, repeated_header, under_same_header
from extractor.stages.blocks_to_forms.lines import Line
from extractor.stages.blocks_to_forms.lost_walls import doubted
from extractor.stages.blocks_to_forms.structure import indicator_columns, rows_of
from extractor.stages.blocks_to_forms.wording import is_continued_mark, is_form_title, is_money_unit_line, is_speck

_COUNTER = re.compile(r"[(（]?[一二三四五六七八九十\d]{1,3}(?:[)）][、.．]?|[、.．])")
_CAPTION = 24  # characters of such a line at most
_STRANGE = 0.7  # trust in the cells of a group whose header is not that of the group before


def is_group_caption(text: str) -> bool:
    """Whether a line is the name of a group of indicators, perhaps numbered and with its points: (一)产出指标(50分)."""
    line = plain(text)
    name = plain(split_weight(_COUNTER.sub("", line, count=1))[0])
    match = LEVEL_NAMES.match(name)
    known = match is not None and match.listed and SECTIONS.match(name) is None
    return known and len(line) <= _CAPTION


def with_group(grown: Sequence[Grown], after: Table) -> list[Grown] | None:
    """What was found so far with ``after`` as the table of the group that the line above it names.

    It is laid under the table of the group before, or begins the table of groups. None where no line names a group,
    or the table under it has no header of indicators.
    """
    at = len(grown) - 1
    while at >= 0 and isinstance(line := grown[at], Line) and _may_stand_between(line):
        at -= 1
    caption = grown[at] if at >= 0 else None
    if not isinstance(caption, Line) or not is_group_caption(caption.text) or not indicator_columns(rows_of(after)):
        return None
    place = next((index for index in range(at - 1, -1, -1) if isinstance(grown[index], Growing)), None)
    before = grown[place] if place is not None else None
    between = [line for line in grown[place + 1 : at] if isinstance(line, Line)] if place is not None else []
    if place is None or not isinstance(before, Growing) or not indicator_columns(rows_of(before.table)):
        return [*grown[:at], begin(_with_band(caption, after))]
    header = repeated_header(before.table, after)
    if header and all(map(_may_stand_between, between)):
        return [*grown[:place], under_same_header(before, after, header, lambda rest: _with_band(caption, rest))]
    begun = any(is_form_title(line.text) for line in between)
    own = after if begun else doubted(after, after.cells, _STRANGE)
    return [*grown[:at], begin(_with_band(caption, own))]


def _may_stand_between(line: Line) -> bool:
    return is_speck(line.text) or is_continued_mark(line.text) or is_money_unit_line(line.text)


def _with_band(caption: Line, table: Table) -> Table:
    """The table under a first row that holds the group's name over its whole width."""
    words = _without_counter(caption.words)
    box = hull(word.box for word in words)
    page = caption.page.number
    band = Cell(page, 0, 0, 1, table.columns, replace(box, left=table.box.left, right=table.box.right), (words,))
    cells = (band, *(replace(cell, row=cell.row + 1) for cell in table.cells))
    return replace(table, pages=tuple(sorted({page, *table.pages})), rows=table.rows + 1, cells=cells)


def _without_counter(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """The words behind the counter that leads them; second readings of a word that is cut are of the whole and go."""
    match = _COUNTER.match(plain("".join(word.text for word in words)))
    left = match.end() if match is not None else 0
    kept: list[Word] = []
    for word in words:
        cut = 0
        while cut < len(word.chars) and left > 0:
            left -= len(plain(word.chars[cut].text))
            cut += 1
        chars = word.chars[cut:]
        if chars:
            kept.append(word if not cut else replace(word, chars=chars, box=hull(c.box for c in chars), readings=()))
    return tuple(kept)
