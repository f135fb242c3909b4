"""How print is misread: reports typeset, damaged and read, each misread character counted.

``python -m corpora.text.misreadings --reports 10 --level office`` writes ``misreadings.tsv`` beside this file: a line
for each pair of what was printed and what was read instead (either may be nothing), with its count; the first line says
how many characters were printed. ``corpora.text.noise`` does the same to any text.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from pathlib import Path

from corpora.build import build_scan
from corpora.from_gold import gold_packet
from corpora.press import Press
from corpora.text.generate import report
from corpora.text.noise import TABLE
from corpora.typeset import typeset
from extractor.paper.block import PageBlocks, Paragraph
from extractor.pipeline import LookAway, read_page
from extractor.service.bootstrap import bench
from extractor.settings import read_settings

_LONGEST = 3
"""Characters of a misreading; a longer difference is a line that was lost or moved, not one misread."""


def printed_and_read(split: str, seeds: Iterable[int], level: str) -> Iterator[tuple[str, str]]:
    """Reports as they were printed and as they were read from the scan, without blanks."""
    the_bench = bench(read_settings(threads=1))
    with tempfile.TemporaryDirectory() as scratch, Press() as press:
        folder = Path(scratch)
        for seed in seeds:
            texts = [paragraph["text"].replace("\n", "") for paragraph in report(split, seed)["paragraphs"]]
            record = {"kind": "report", "title": None, "_text": texts, "_layout": {"styles": ["body"] * len(texts)}}
            packet, style = gold_packet(f"text-{seed}", [record], seed)
            done = typeset(packet, style, folder / f"{packet.name}.pdf", press, strict=False)
            done.save_gold()
            (folder / "scans").mkdir(exist_ok=True)
            source = the_bench.open_source(build_scan(done.pdf, folder / "scans", level, seed))
            pages = [read_page(source, n, the_bench.tools, LookAway()) for n in range(1, source.page_count + 1)]
            yield _bare("".join(texts)), _bare("".join(_texts(pages)))


def _texts(pages: Sequence[object]) -> Iterator[str]:
    for page in pages:
        if isinstance(page, PageBlocks):
            yield from (block.text for block in page.blocks if isinstance(block, Paragraph))


def _bare(text: str) -> str:
    return "".join(text.split())


def misreadings(printed: str, read: str) -> Counter[tuple[str, str]]:
    """Short differences between the two, by what was printed and what was read there."""
    found: Counter[tuple[str, str]] = Counter()
    for kind, a, b, c, d in SequenceMatcher(None, printed, read, autojunk=False).get_opcodes():
        if kind != "equal" and b - a <= _LONGEST and d - c <= _LONGEST:
            pairs = zip(printed[a:b], read[c:d], strict=True) if b - a == d - c else [(printed[a:b], read[c:d])]
            found.update(pairs)
    return found


def main() -> None:
    """Makes the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=10)
    parser.add_argument("--seed", type=int, default=700_000)
    parser.add_argument("--level", default="office")
    parser.add_argument("--out", type=Path, default=TABLE)
    arguments = parser.parse_args()
    seeds = range(arguments.seed, arguments.seed + arguments.reports)
    total, found = 0, Counter[tuple[str, str]]()
    for printed, read in printed_and_read("train", seeds, arguments.level):
        total += len(printed)
        found += misreadings(printed, read)
    lines = [f"{printed}\t{read}\t{count}" for (printed, read), count in sorted(found.items())]
    arguments.out.write_text("\n".join([f"printed\t{total}", *lines]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
