"""Pages' blocks in, their lines and tables in reading order out, without page numbers and running headers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from extractor.paper.block import Block, PageBlocks, Paragraph, Table
from extractor.paper.box import Box, hull
from extractor.paper.page import Page
from extractor.paper.word import Word
from extractor.record.labels import plain
from extractor.stages.blocks_to_forms.wording import (
    is_form_title,
    is_page_number,
    is_report_title,
    names_a_head_field,
)

_MARGIN = 0.12  # of the page's height, above and below: where page numbers and running headers stand
_REPEATS = 3  # pages that must carry a line before it counts as a running header
_NOISE_CONFIDENCE = 0.6
_SPECK = 1  # characters of a bit of a seal read as print


@dataclass(frozen=True)
class Line:
    """One line of running text; ``origin`` tells which paragraph of the document it was taken from."""

    page: Page
    words: tuple[Word, ...]
    origin: int

    @cached_property
    def text(self) -> str:
        """The words with a blank between them, as read."""
        return " ".join(word.text for word in self.words)

    @cached_property
    def box(self) -> Box:
        """Around all words."""
        return hull(word.box for word in self.words)

    @cached_property
    def size(self) -> float:
        """Height of the print in points: the middle one of the words' heights."""
        heights = sorted(word.height_of_print for word in self.words)
        return heights[len(heights) // 2]

    @property
    def centred(self) -> bool:
        """Whether the line stands in the middle of the page and reaches neither margin."""
        middle = self.box.centre[0] / self.page.width
        return abs(middle - 0.5) < 0.05 and self.box.width < 0.8 * self.page.width


Item: TypeAlias = "Line | Table"


def pages_of(item: Item) -> tuple[int, ...]:
    """The pages a line or a table stands on."""
    return (item.page.number,) if isinstance(item, Line) else item.pages


def page_items(pages: Sequence[PageBlocks]) -> list[Item]:
    """Lines and tables of all pages in reading order; running lines and specks of noise are left out."""
    items: list[Item] = []
    origin = 0
    for page in pages:
        for block in page.blocks:
            origin += 1
            if isinstance(block, Table):
                items.append(block)
            else:
                items += [Line(page.page, line, origin) for line in block.lines if line]
    running = _running_headers(items)
    return [
        item
        for item in _without_page_numbers(items)
        if isinstance(item, Table) or not ((_in_margin(item) and _folded(item) in running) or _is_noise(item))
    ]


def paragraphs(lines: Sequence[Line]) -> tuple[Paragraph, ...]:
    """The lines as paragraphs again, those of one paragraph and page together."""
    groups: list[list[Line]] = []
    for line in lines:
        last = groups[-1][-1] if groups else None
        if last is not None and last.origin == line.origin and last.page.number == line.page.number:
            groups[-1].append(line)
        else:
            groups.append([line])
    return tuple(
        Paragraph(group[0].page.number, hull(line.box for line in group), tuple(line.words for line in group))
        for group in groups
    )


def blocks(items: Sequence[Item]) -> tuple[Block, ...]:
    """Lines and tables as blocks, in order."""
    found: list[Block] = []
    waiting: list[Line] = []
    for item in items:
        if isinstance(item, Line):
            waiting.append(item)
            continue
        found += paragraphs(waiting)
        waiting = []
        found.append(item)
    return (*found, *paragraphs(waiting))


def _without_page_numbers(items: Sequence[Item]) -> list[Item]:
    """Without the outermost line of each page's top and bottom margin where it is only a page number."""
    ends: dict[tuple[int, bool], int] = {}
    for at, item in enumerate(items):
        if isinstance(item, Line):
            ends.setdefault((item.page.number, True), at)
            ends[(item.page.number, False)] = at
    dropped = {
        at for at in ends.values() if isinstance(line := items[at], Line) and _in_margin(line) and _numbers_a_page(line)
    }
    return [item for at, item in enumerate(items) if at not in dropped]


def _numbers_a_page(line: Line) -> bool:
    """Whether a line is a page number, perhaps with a character of a seal or a speck beside it."""
    if is_page_number(line.text):
        return True
    rest = [word.text for word in line.words if not is_page_number(word.text)]
    return len(rest) < len(line.words) and all(len(plain(text)) <= _SPECK for text in rest)


def _in_margin(line: Line) -> bool:
    middle = line.box.centre[1] / line.page.height
    return middle < _MARGIN or middle > 1 - _MARGIN


def _folded(line: Line) -> tuple[str, int]:
    """What two prints of one running header share: the words without figures, and the height, coarsely."""
    words = "".join(char for char in plain(line.text) if not char.isdigit())
    return words, round(line.box.centre[1] / line.page.height * 25)


def _running_headers(items: Sequence[Item]) -> set[tuple[str, int]]:
    """Margin lines that stand at the same height on several pages, and are no part of a form's own heading."""
    seen: Counter[tuple[str, int]] = Counter()
    own: set[tuple[str, int]] = set()
    for item in items:
        if not isinstance(item, Line) or not _in_margin(item):
            continue
        seen[_folded(item)] += 1
        if item.size > 13 or _heads_something(item):
            own.add(_folded(item))
    return {folded for folded, count in seen.items() if count >= _REPEATS and folded not in own}


def _heads_something(line: Line) -> bool:
    """Whether a line belongs to what stands below it: a title or head of a form is repeated form after form."""
    return is_form_title(line.text) or is_report_title(line.text) or names_a_head_field(line.text)


def _is_noise(line: Line) -> bool:
    """A speck or a bit of a seal read as letters: unsure, and no Chinese or figure in it."""
    telling = any("一" <= char <= "鿿" or char.isdigit() for char in plain(line.text))
    return not telling and max(word.confidence for word in line.words) < _NOISE_CONFIDENCE
