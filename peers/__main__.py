"""``python -m peers DIGITAL…``: born-digital documents with gold in, our road and its peers side by side out."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from itertools import chain
from pathlib import Path

from peers.figures import draw, print_rows, remember, rows_of
from peers.pages import DIGITAL, papers
from peers.readers import READERS, readers_for
from peers.running import Measured, measure

HISTORY = Path(__file__).with_name("history.jsonl")


def main() -> None:
    """The command."""
    asked = _arguments()
    cores = len(os.sched_getaffinity(0))
    threads = asked.threads or cores
    lacking = {name: READERS[name].lacks() for name in asked.reader}
    for name, lacks in lacking.items():
        if lacks:
            sys.stdout.write(f"{name}: not measured, {lacks}\n")
    wanted = [name for name, lacks in lacking.items() if not lacks]
    measured: list[Measured] = []
    for dpi in asked.dpi:
        given = _documents(asked.documents, asked.count)
        shown = list(papers(given, dpi, asked.level, asked.out / "pages", asked.pages or None))
        measured += measure(shown, readers_for(dpi, wanted), threads, asked.repeats)
    rows = rows_of(measured)
    print_rows(rows)
    draw(rows, asked.out / "peers.png")
    if asked.note is not None:
        conditions = {"cores": cores, "threads": threads, "repeats": asked.repeats, "level": asked.level}
        remember(rows, HISTORY, {**conditions, "note": asked.note, "lacking": {k: v for k, v in lacking.items() if v}})


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m peers", description=__doc__)
    parser.add_argument("documents", nargs="+", type=Path, help="PDFs with gold beside them, or folders of them")
    parser.add_argument("--dpi", nargs="+", type=int, default=[150, 200, 300, DIGITAL], help="0: as it was born")
    parser.add_argument("--level", default="office", help="the damage, as corpora/README.md describes it")
    parser.add_argument("--count", type=int, default=0, help="documents of each folder; 0: all")
    parser.add_argument("--pages", type=int, default=0, help="of each document, whose fields are not judged then")
    parser.add_argument("--reader", nargs="+", default=list(READERS), choices=list(READERS))
    parser.add_argument("--threads", type=int, default=0, help="of each reader; 0: as many as there are cores")
    parser.add_argument("--repeats", type=int, default=1)
    parser.add_argument("--out", type=Path, default=Path("out/bench"))
    parser.add_argument("--note", help="the run enters the history, with this said of its conditions")
    return parser.parse_args()


def _documents(places: Sequence[Path], count: int) -> list[Path]:
    """PDFs with gold beside them; of a folder the first so many."""
    found = chain.from_iterable(
        sorted(place.glob("*.pdf"))[: count or None] if place.is_dir() else [place] for place in places
    )
    return [path for path in found if path.with_suffix(".gold.json").exists()]


if __name__ == "__main__":
    main()
