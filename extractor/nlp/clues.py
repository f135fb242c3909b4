"""What the name recogniser sees of each token: its word if common, its characters, its kind, and what rules say of it.

A column of numbers (hashes) for each clue. A word the recogniser does not know shows only its part of speech, its
length and its first and last characters: names are told by how they are built and by what stands around them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

import jieba
import numpy as np
from numpy.typing import NDArray
from spacy.strings import hash_string  # type: ignore[attr-defined]
from spacy.tokens import Doc

from extractor.nlp.patterns.named import names_by_rule
from extractor.nlp.patterns.rules import find_by_rule
from extractor.record.narrative import Span

COLUMNS = ("word", "first", "last", "sort", "figure", "rule")
UNKNOWN = "?"
_LONGEST = 5
_SEEN = "seen_by_rule"


@cache
def _sorts() -> dict[str, str]:
    """Word → part of speech, from jieba's own dictionary."""
    with jieba.get_dict_file() as lines:
        entries = (line.decode().split() for line in lines)
        return {entry[0]: entry[2] for entry in entries if len(entry) == 3}


@lru_cache(maxsize=200_000)
def _number(column: str, value: str) -> int:
    return int(hash_string(f"{column}={value}"))


def unknown(column: str) -> int:
    """The number of a clue that is withheld."""
    return _number(column, UNKNOWN)


def seen_by_rule(doc: Doc) -> tuple[list[Span], list[Span]]:
    """The figures and the names that rules find in the document; looked for once."""
    if _SEEN not in doc.user_data:
        figures = find_by_rule(doc.text)
        doc.user_data[_SEEN] = figures, names_by_rule(doc.text, figures)
    figures, names = doc.user_data[_SEEN]
    return figures, names


def clues(doc: Doc, known: frozenset[str], *, by_rule: bool = True) -> NDArray[np.uint64]:
    """One row a token, one column for each of ``COLUMNS``.

    Args:
        doc: tokens.
        known: the words that show themselves.
        by_rule: whether to say what the rules take for names.
    """
    figures, names = seen_by_rule(doc)
    inside = _parts(doc, figures)
    named = _parts(doc, names if by_rule else [])
    rows = [
        (
            _number("word", token.text if token.text in known else UNKNOWN),
            _number("first", token.text[0]),
            _number("last", token.text[-1]),
            _number("sort", _sort(token.text)),
            _number("figure", figure),
            _number("rule", name),
        )
        for token, figure, name in zip(doc, inside, named, strict=True)
    ]
    return np.array(rows, dtype=np.uint64).reshape(-1, len(COLUMNS))


def _sort(word: str) -> str:
    """Part of speech and length; signs, figures and letters are sorts of their own."""
    if "\u4e00" <= word[0] <= "\u9fff":
        return f"{_sorts().get(word, 'x')}{min(len(word), _LONGEST)}"
    if word[0].isdigit():
        return f"digits{min(len(word), _LONGEST)}"
    return "letters" if word.isalpha() else word


def _parts(doc: Doc, spans: Sequence[Span]) -> list[str]:
    """For each token the span it belongs to and whether it begins it (B), ends it (E) or stands within (I)."""
    told = [""] * len(doc)
    position = 0
    for span in sorted(spans, key=lambda span: span.start):
        while position < len(doc) and doc[position].idx + len(doc[position]) <= span.start:
            position += 1
        place = position
        while place < len(doc) and doc[place].idx < span.end:
            ends = doc[place].idx + len(doc[place]) >= span.end
            told[place] = ("B" if place == position else "E" if ends else "I") + span.label
            place += 1
    return told
