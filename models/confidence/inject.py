"""Real readings in, how many of the errors put into them a person would be asked about out.

``python -m models.confidence.inject FOLDER … [--each 3] [--seed 1]`` reads the scans of the folders and puts errors
into their pages, one at a time: a digit changed, a point lost, the words of a row lost, two rows swapped, a cell's
words in the next column. Characters keep the confidence they were read with, lost words leave their ink, moved words
keep their place on the page: what a slip of ours would look like. An error is flagged if a person is asked about
something in every row that it changes, and about every single field outside of rows.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any, TypeAlias

from extractor.paper.block import Cell, PageBlocks, Table
from extractor.paper.word import Char
from extractor.pipeline import Desk, LookAway, assemble
from extractor.record import pointer
from extractor.record.compare.outcomes import FieldOutcome, compare
from extractor.record.envelope import FileFacts
from extractor.service.bootstrap import desk, digitizer
from extractor.settings import read_settings

Inject: TypeAlias = Callable[[Table, Random], Table | None]
"""A table in, the same with an error in it out; None where it has no place for one."""
_LOST_INK = 0.05
"""Share of dark area that the unread words of a cell leave, about."""


def change_digit(table: Table, random: Random) -> Table | None:
    """Another digit instead of one."""
    return _in_some_word(table, random, lambda char: char.isdigit(), lambda char: random.choice(_others(char)))


def lose_point(table: Table, random: Random) -> Table | None:
    """A decimal point that was not seen."""
    return _in_some_word(table, random, lambda char: char == ".", lambda char: "")


def drop_row(table: Table, random: Random) -> Table | None:
    """A row of which no word was read."""
    rows = _rows_with_figures(table)
    if not rows:
        return None
    row = random.choice(rows)
    return _with(table, [replace(c, lines=(), ink=_LOST_INK) for c in table.cells if c.row == row and c.lines])


def swap_rows(table: Table, random: Random) -> Table | None:
    """The words of two rows that follow each other in each other's cells."""
    built = {row: [(c.column, c.column_span) for c in table.cells if c.row == row] for row in range(table.rows)}
    rows = [row for row in _rows_with_figures(table) if built[row] == built.get(row + 1)]
    if not rows:
        return None
    row = random.choice(rows)
    one = [c for c in table.cells if c.row == row]
    other = [c for c in table.cells if c.row == row + 1]
    pairs = list(zip(one, other, strict=True))
    return _with(table, [replace(a, lines=b.lines) for a, b in pairs] + [replace(b, lines=a.lines) for a, b in pairs])


def shift_cell(table: Table, random: Random) -> Table | None:
    """The words of a cell in the next cell of its row, those of that cell in the first."""
    pairs = [
        (one, other)
        for one, other in zip(table.cells, table.cells[1:], strict=False)
        if one.row == other.row and one.text != other.text and any(char.isdigit() for char in one.text)
    ]
    if not pairs:
        return None
    one, other = random.choice(pairs)
    return _with(table, [replace(one, lines=other.lines), replace(other, lines=one.lines)])


KINDS: dict[str, Inject] = {
    "a digit changed": change_digit,
    "a point lost": lose_point,
    "a row dropped": drop_row,
    "two rows swapped": swap_rows,
    "a cell shifted": shift_cell,
}


def _others(digit: str) -> str:
    return "".join(other for other in "0123456789" if other != digit)


def _rows_with_figures(table: Table) -> list[int]:
    return sorted({cell.row for cell in table.cells if any(char.isdigit() for char in cell.text)})


def _with(table: Table, changed: Sequence[Cell]) -> Table:
    """The table with these cells in the place of its own."""
    new = {(cell.row, cell.column): cell for cell in changed}
    return replace(table, cells=tuple(new.get((cell.row, cell.column), cell) for cell in table.cells))


def _in_some_word(
    table: Table, random: Random, fits: Callable[[str], bool], make: Callable[[str], str]
) -> Table | None:
    """One character of one word replaced; an empty one is left out. Second readings stay as they are."""
    places = [
        (cell, line, at, index)
        for cell in table.cells
        for line, words in enumerate(cell.lines)
        for at, word in enumerate(words)
        for index, char in enumerate(word.chars)
        if fits(char.text)
    ]
    if not places:
        return None
    cell, line, at, index = random.choice(places)
    word = cell.lines[line][at]
    chars = _printed(
        (*word.chars[:index], replace(word.chars[index], text=make(word.chars[index].text)), *word.chars[index + 1 :])
    )
    words = (*cell.lines[line][:at], replace(word, chars=chars), *cell.lines[line][at + 1 :])
    return _with(table, [replace(cell, lines=(*cell.lines[:line], words, *cell.lines[line + 1 :]))])


def _printed(chars: Sequence[Char]) -> tuple[Char, ...]:
    return tuple(char for char in chars if char.text)


def injected(pages: Sequence[PageBlocks], inject: Inject, random: Random) -> list[PageBlocks] | None:
    """The pages with one error in one of their tables; None where no table has a place for it."""
    tables = [(at, block) for at, page in enumerate(pages) for block in page.blocks if isinstance(block, Table)]
    random.shuffle(tables)
    for at, table in tables:
        if (changed := inject(table, random)) is not None:
            blocks = tuple(changed if block is table else block for block in pages[at].blocks)
            return [*pages[:at], replace(pages[at], blocks=blocks), *pages[at + 1 :]]
    return None


def pages_to_verdicts(
    pages: Sequence[PageBlocks], each: int, random: Random, minds: Desk
) -> Iterator[tuple[str, list[FieldOutcome]]]:
    """Every error put in that changed a field: its kind, and the changed fields nobody is asked about."""
    whole = _assembled(pages, minds)
    for kind, inject in KINDS.items():
        for _ in range(each):
            torn = injected(pages, inject, random)
            if torn is None:
                break
            after = _assembled(torn, minds)
            asked = {_row(entry["path"]) for entry in after["fields"] if entry["needs_review"]}
            changed = [one for one in compare(whole, after) if one.verdict != "right"]
            if changed:
                yield kind, [one for one in changed if not one.caught and _row(one.path) not in asked]


def _row(path: str | None) -> str:
    """The row a field belongs to; a field outside of rows is one by itself."""
    steps = pointer.split(path or "")
    return pointer.join(*steps[:4]) if len(steps) > 4 else path or ""


def _assembled(pages: Sequence[PageBlocks], minds: Desk) -> dict[str, Any]:
    return assemble(FileFacts("a.pdf", "0" * 64, len(pages)), pages, [], LookAway(), minds).to_plain()


def main() -> None:
    """Reads the command line, injects, prints."""
    parser = argparse.ArgumentParser(prog="models.confidence.inject", description="Are injected errors flagged?")
    parser.add_argument("folders", type=Path, nargs="+", help="scans")
    parser.add_argument("--each", type=int, default=3, help="errors of each kind in a document")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    minds, random = Desk(desk(read_settings()).judge), Random(options.seed)
    counts = {kind: [0, 0] for kind in KINDS}
    with digitizer(read_settings()) as reader:
        for path in sorted(path for folder in options.folders for path in folder.rglob("*.pdf")):
            for kind, silent in pages_to_verdicts(reader.digitize(path).pages, options.each, random, minds):
                counts[kind][0] += 1
                counts[kind][1] += not silent
                for one in silent:
                    print(f"{path.stem}: {kind}: {one.path or one.gold_path}: {one.gold} → {one.predicted}")
    for kind, (put_in, flagged) in counts.items():
        print(f"{kind:18s} {flagged:5d} of {put_in:5d} flagged ({flagged / max(put_in, 1):.2%})")


if __name__ == "__main__":
    main()
