"""Text as a scanner's reader would give it: characters misread as often, and as what, as they were on real scans."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("misreadings.tsv")
"""Made by ``corpora.text.misreadings``."""
_WORST = 0.3


@cache
def _table() -> tuple[int, Mapping[str, Sequence[tuple[str, int]]]]:
    """How many characters were printed, and for each printed text what was read instead, how often."""
    first, *lines = TABLE.read_text(encoding="utf-8").splitlines()
    instead: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for line in lines:
        printed, read, count = line.split("\t")
        instead[printed].append((read, int(count)))
    return int(first.split("\t")[1]), instead


def misread(text: str, rng: random.Random, boost: float) -> list[str]:
    """What is read for each character of ``text``, ``boost`` times as badly as the table's pages were.

    A character that the table has not seen misread is lost, or something is read beside it, as others were.
    """
    total, instead = _table()
    seen = [(printed, read, count) for printed, pairs in instead.items() for read, count in pairs]
    rate = min(_WORST, boost * sum(count for *_, count in seen) / total)
    pieces = list(text)
    for place, char in enumerate(pieces):
        if char == "\n" or rng.random() >= rate:
            continue
        if char in instead:
            reads, counts = zip(*instead[char], strict=True)
            pieces[place] = rng.choices(reads, counts)[0]
        else:
            printed, read, _ = rng.choices(seen, [count for *_, count in seen])[0]
            pieces[place] = "" if not read else char + read if not printed else char
    return pieces
