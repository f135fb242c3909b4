"""How print is misread: scans with their gold are read, each misread character counted.

``python -m corpora.text.misreadings FOLDER …`` reads the scans of folders that ``corpora.build`` made (train's, office
and poor level) and writes ``misreadings.tsv`` beside this file: a line for each pair of what was printed and what was
read instead (either may be nothing), with its count; the first line says how many characters were printed.
``corpora.text.noise`` does the same to any text.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from corpora.text.noise import TABLE
from extractor.paper.block import Block, PageBlocks, Paragraph
from extractor.pipeline import LookAway, UnreadPage, read_page
from extractor.record.values.text import squeeze
from extractor.service.bootstrap import bench
from extractor.settings import read_settings

_LONGEST = 3
"""Characters of a misreading; a longer difference is a line that was lost or moved, not one misread."""
_SHORTEST = 4
_ALIKE = 0.75
"""From this similarity on a text that was read is taken for the printed one."""


def read_texts(scan: Path) -> Iterator[str]:
    """The cells and paragraphs of a scan, as read."""
    the_bench = bench(read_settings(threads=1))
    source = the_bench.open_source(scan)
    yield from texts_of([read_page(source, n, the_bench.tools, LookAway()) for n in range(1, source.page_count + 1)])


def texts_of(pages: Iterable[PageBlocks | UnreadPage]) -> Iterator[str]:
    """The cells and paragraphs of pages, without blanks."""
    for page in pages:
        if isinstance(page, PageBlocks):
            for block in page.blocks:
                yield from (squeeze(text) for text in _texts(block))


def _texts(block: Block) -> list[str]:
    return [block.text] if isinstance(block, Paragraph) else [cell.text for cell in block.cells]


def printed_and_read(gold: dict[str, Any], read: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Each printed value of the gold and the text that was read for it; values that were not found are left out."""
    known = set(read)
    for printed in {squeeze("".join(pieces)) for pieces in gold["_printed"].values()}:
        if len(printed) < _SHORTEST:
            continue
        if printed in known:
            yield printed, printed
            continue
        near = [text for text in known if abs(len(text) - len(printed)) <= len(printed) // 4]
        alike = [(SequenceMatcher(None, printed, text, autojunk=False).ratio(), text) for text in near]
        share, text = max(alike, default=(0.0, ""))
        if share >= _ALIKE:
            yield printed, text


def misreadings(printed: str, read: str) -> Counter[tuple[str, str]]:
    """Short differences between the two, by what was printed and what was read there."""
    found: Counter[tuple[str, str]] = Counter()
    for kind, a, b, c, d in SequenceMatcher(None, printed, read, autojunk=False).get_opcodes():
        if kind != "equal" and b - a <= _LONGEST and d - c <= _LONGEST:
            pairs = zip(printed[a:b], read[c:d], strict=True) if b - a == d - c else [(printed[a:b], read[c:d])]
            found.update(pairs)
    return found


def table_of(readings: Iterable[tuple[str, str]]) -> str:
    """The table of misreadings of printed texts and how they were read."""
    total, found = 0, Counter[tuple[str, str]]()
    for printed, read in readings:
        total += len(printed)
        found += misreadings(printed, read)
    lines = [f"{printed}\t{read}\t{count}" for (printed, read), count in sorted(found.items())]
    return "\n".join([f"printed\t{total}", *lines]) + "\n"


def main() -> None:
    """Makes the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, default=TABLE)
    arguments = parser.parse_args()
    golds = sorted(gold for folder in arguments.folders for gold in folder.glob("*.gold.json"))
    readings = (
        pair
        for path in golds
        for pair in printed_and_read(
            json.loads(path.read_text(encoding="utf-8")),
            list(read_texts(path.with_name(path.name.replace(".gold.json", ".pdf")))),
        )
    )
    arguments.out.write_text(table_of(readings), encoding="utf-8")


if __name__ == "__main__":
    main()
