"""``python -m models.nlp.scanned``: what scanning costs the text pipeline; the same reports as written and as read.

Each report is typeset, damaged at a level of ``corpora.damage``, and read by the product's own first half. Its gold
mentions are carried over to the text that was read, character by character; one of which nothing was read is missed.
"""

from __future__ import annotations

import argparse
import html
import json
import random
import tempfile
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from corpora.damage import LEVELS
from corpora.layouts.style import draw_style
from corpora.press import Press
from corpora.rasterize import Document
from corpora.scan import scan_pages
from corpora.scan_file import write_scan
from corpora.text.generate import report
from corpora.text.misreadings import read_texts
from extractor.nlp.tagger import PipelineTagger
from extractor.record.narrative import Span
from models.nlp.evaluate import HERE, Counts, count_mentions, mention_key, rates, whole


def read_back(text: str, seed: int, level: str, press: Press, folder: Path) -> str:
    """The text, a paragraph a line, as it is read from its scan."""
    paragraphs = "".join(f"<p>{html.escape(line)}</p>" for line in text.splitlines())
    css = draw_style(random.Random(seed)).css(False)
    printed = folder / f"{seed}.pdf"
    printed.write_bytes(press.print(css + "p{text-indent:2em;margin:4pt 0;line-height:1.6}", paragraphs))
    pages = scan_pages(Document(printed), {"records": []}, level, seed)
    scan = write_scan((page.scan for page in pages), folder / f"{seed}-{level}")
    return "\n".join(read_texts(scan)) + "\n"


def carried_over(text: str, marks: Sequence[Span], read: str) -> list[Span]:
    """The mentions where they stand in what was read; one that was not read has no length."""
    places: list[int] = []
    for _, a, b, c, d in SequenceMatcher(None, text, read, autojunk=False).get_opcodes():
        places += [c + min(step, d - c) for step in range(b - a)]
    places.append(len(read))
    ends = [1 + place for place in places]
    return [
        replace(mark, start=places[mark.start], end=max(places[mark.start], ends[mark.end - 1]))
        if text[mark.start] == read[places[mark.start] : places[mark.start] + 1]
        or text[mark.end - 1] == read[places[mark.end - 1] : ends[mark.end - 1]]
        else replace(mark, end=mark.start)
        for mark in marks
    ]


def main() -> None:
    """Prints the measures as written and as read, as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, default=HERE / "reports-zh.pipeline")
    parser.add_argument("--split", choices=("train", "dev", "heldout"), default="heldout")
    parser.add_argument("--count", type=int, default=6)
    parser.add_argument("--level", choices=tuple(LEVELS), default="office")
    arguments = parser.parse_args()
    tagger = PipelineTagger(arguments.model)
    counts: dict[str, Counts] = {"as written": defaultdict(Counter), "as read": defaultdict(Counter)}
    with Press() as press, tempfile.TemporaryDirectory() as folder:
        for seed in range(2_000_000, 2_000_000 + arguments.count):
            text, gold = whole(report(arguments.split, seed))
            read = read_back(text, seed, arguments.level, press, Path(folder))
            for name, told, wanted in (("as written", text, gold), ("as read", read, carried_over(text, gold, read))):
                found = {mention_key(span) for span in tagger.tag(told).mentions}
                count_mentions(counts[name], {mention_key(span) for span in wanted}, found)
    measures: dict[str, Any] = {name: rates(count) for name, count in counts.items()}
    print(json.dumps(measures, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
