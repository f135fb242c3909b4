"""Text in, the pairs of neighbouring characters it is found by out.

Chinese has no blanks between words, and its words are short: pairs find 就业 in 再就业经费, which whole words or
triples would not.
"""

from __future__ import annotations

from itertools import pairwise

from extractor.record.values.text import squeeze
from extractor.store.columns import storable


def searchable(text: str) -> str:
    """The text as it is searched: NFKC, without blanks, in lower case."""
    return storable(squeeze(text)).casefold()


def grams(text: str) -> list[str]:
    """The pairs in a searchable text, each once, written as hexadecimal so that any index takes them as words."""
    pairs = {left + right for left, right in pairwise(text) if (left + right).isalnum()}
    return sorted(f"{ord(pair[0]):x}x{ord(pair[1]):x}" for pair in pairs)
