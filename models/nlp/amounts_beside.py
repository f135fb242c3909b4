"""``python -m models.nlp.amounts_beside FILE``: our reading of written amounts beside cn2an's, on the same strings.

FILE holds a text and the amounts in it, in 万元, on each line (``tests/unit/nlp/amounts.tsv``). cn2an (mode ``smart``)
reads one numeral and knows neither sentences nor money: it is handed each figure as we find it, without 约, 元 and
整, and what it says is taken in 元. Lines that state no money are ours alone to judge.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from decimal import Decimal
from pathlib import Path

import cn2an  # type: ignore[import-untyped]

from extractor.nlp.patterns.money import find_amounts


def cases(file: Path) -> list[tuple[str, list[str]]]:
    """The texts and what they state."""
    lines = file.read_text(encoding="utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return [(text, wanted.split()) for text, wanted in pairs]


def by_cn2an(figure: str) -> str | None:
    """A figure in 万元 as cn2an reads it; None where it refuses."""
    bare = figure.strip("约近逾 ").rstrip("整正").removesuffix("元")
    try:
        number = Decimal(str(cn2an.cn2an(bare, "smart")))
    except (ValueError, ArithmeticError, TypeError, IndexError, KeyError):
        return None
    return format((number / 10_000).normalize(), "f")


def beside(told: list[tuple[str, list[str]]]) -> Counter[str]:
    """How many texts each reads right in every amount."""
    count: Counter[str] = Counter()
    for text, wanted in told:
        spans = find_amounts(text)
        ours = [span.value for span in spans] == wanted
        count["texts"] += 1
        count["ours right"] += ours
        if not wanted:
            count["texts without money"] += 1
            continue
        theirs = [by_cn2an(text[span.start : span.end]) for span in spans] == wanted
        count["cn2an right"] += theirs
        count["only ours right"] += ours and not theirs
        count["only cn2an right"] += theirs and not ours
    return count


def main() -> None:
    """Prints the counts as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    print(json.dumps(beside(cases(parser.parse_args().file)), indent=1))


if __name__ == "__main__":
    main()
