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
    """What is read for each character of ``text``, ``boost`` times as badly as the table's pages were."""
    total, instead = _table()
    spoilt = sum(count for pairs in instead.values() for _, count in pairs)
    rate = min(_WORST, boost * spoilt / total)
    pieces = list(text)
    for place, char in enumerate(pieces):
        if char == "\n" or rng.random() >= rate:
            continue
        pairs = instead.get(char) or instead.get("", ())
        own = char in instead
        if pairs:
            (read,) = rng.choices([r for r, _ in pairs], [n for _, n in pairs])
            pieces[place] = read if own else char + read
    return pieces
