"""Words of a digital page: its characters and grids go in, words that keep to their cells come out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from extractor.paper.box import hull
from extractor.paper.grid import Grid
from extractor.paper.page import Page
from extractor.paper.word import Char, Word

_SAME_ROW = 0.5  # of the lower character's height: what overlaps this much stands on one line
_WORD_GAP = 1.0  # of the character's height: a wider gap ends the word
_TWICE = 0.7  # share of a character covered by its like: drawn twice to look bold


def layer_words(page: Page, grids: Sequence[Grid]) -> tuple[Word, ...]:
    """The page's own characters as words; a character belongs to the cell its middle lies in."""
    cells = [cell.box for grid in grids for cell in grid.cells]

    def place(char: Char) -> int:
        x, y = char.box.centre
        return next((index for index, box in enumerate(cells) if box.holds(x, y)), -1)

    placed = sorted(((place(char), char) for char in page.chars), key=lambda pair: pair[0])
    words: list[Word] = []
    for _, members in groupby(placed, key=lambda pair: pair[0]):
        for row in _rows(char for _, char in members):
            words += [_word(run, page.number) for run in _runs(row)]
    return tuple(words)


def _rows(chars: Iterable[Char]) -> list[list[Char]]:
    """Characters line by line, top to bottom, each line left to right."""
    rows: list[list[Char]] = []
    for char in sorted(chars, key=lambda char: char.box.centre[1]):
        if rows and _on_row(char, rows[-1]):
            rows[-1].append(char)
        else:
            rows.append([char])
    return [sorted(row, key=lambda char: char.box.left) for row in rows]


def _on_row(char: Char, row: list[Char]) -> bool:
    last = row[-1].box
    overlap = min(last.bottom, char.box.bottom) - max(last.top, char.box.top)
    return overlap >= _SAME_ROW * min(last.height, char.box.height)


def _runs(row: list[Char]) -> list[list[Char]]:
    """Words of a line; spaces at a word's ends, and characters drawn twice, are left out."""
    runs: list[list[Char]] = [[]]
    for char in row:
        ink = [before for before in runs[-1] if not before.text.isspace()]
        if ink and _drawn_twice(char, ink[-1]):
            continue
        if ink and char.box.left - ink[-1].box.right > _WORD_GAP * max(char.box.height, ink[-1].box.height):
            runs.append([])
        runs[-1].append(char)
    return [trimmed for run in runs if (trimmed := _trimmed(run))]


def _drawn_twice(char: Char, before: Char) -> bool:
    return char.text == before.text and char.box.share_in(before.box) > _TWICE


def _trimmed(run: list[Char]) -> list[Char]:
    inked = [index for index, char in enumerate(run) if char.text.strip()]
    return run[inked[0] : inked[-1] + 1] if inked else []


def _word(run: list[Char], page: int) -> Word:
    return Word(page, hull(char.box for char in run), tuple(run), min(char.confidence for char in run))
