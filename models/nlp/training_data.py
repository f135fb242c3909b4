"""Training examples for the name recogniser: annotated reports of the train split, each seen once.

Names are invented by ``corpora.text.names``; here the words around them are varied too: a share is replaced by any
others of the dictionary, so that no sentence is learnt by heart. The development set is another split's; the held-out
split is never read.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from functools import cache
from itertools import accumulate
from typing import Any, TypeAlias

import jieba
import spacy
from spacy.language import Language
from spacy.training import Example
from spacy.util import filter_spans

from corpora.text.generate import report
from corpora.text.noise import misread
from extractor.nlp.network import NAMES

_BOOSTS = (1.0, 2.0, 5.0)
_SHARES = (0.0, 0.0, 0.0, 0.08, 0.2)
_SHORT_WORDS = "把将对就在从给让由查复请经与同及并又拟凡惟承属系另为以因至到自即则均皆已按向等的之其"
_SIGNS = "，：；。、（）【】“”—★●◆■→|/#=·※"
Part: TypeAlias = tuple[str, list[tuple[int, int, str]]]
"""A paragraph's text and its names: start, end, label."""


@cache
def _words() -> tuple[str, ...]:
    """Common words of two to four characters in jieba's own dictionary."""
    with jieba.get_dict_file() as lines:
        entries = (line.decode().split() for line in lines)
        kinds = ("n", "vn", "nz", "v", "b")
        return tuple(e[0] for e in entries if len(e) == 3 and 2 <= len(e[0]) <= 4 and int(e[1]) >= 80 and e[2] in kinds)


def vary(paragraph: dict[str, Any], rng: random.Random, share: float) -> Part:
    """A paragraph's text and names, a ``share`` of the words between the names replaced."""
    text, spans, position = "", [], 0
    for start, end, label, _ in paragraph["marks"]:
        text += _rewritten(paragraph["text"][position:start], rng, share)
        if label in NAMES:
            spans.append((len(text), len(text) + end - start, label))
        text += paragraph["text"][start:end]
        position = end
    return text + _rewritten(paragraph["text"][position:], rng, share), spans


def as_read(part: Part, rng: random.Random, boost: float) -> Part:
    """The part as a scan's reader would give it, ``boost`` times as badly as the scans that were measured."""
    text, spans = part
    pieces = misread(text, rng, boost)
    ends = [0, *accumulate(map(len, pieces))]
    moved = [(ends[start], ends[end], label) for start, end, label in spans]
    return "".join(pieces), [span for span in moved if span[0] < span[1]]


def _rewritten(words: str, rng: random.Random, share: float) -> str:
    """Words around names: the frame of a sentence must not give a name away."""
    if not share:
        return words
    return "".join(_other(token, rng) if rng.random() < share else token for token in jieba.cut(words, HMM=False))


def _other(token: str, rng: random.Random) -> str:
    """Another word or sign of the token's sort."""
    if "\u4e00" <= token[0] <= "\u9fff":
        return rng.choice(_words() if len(token) > 1 else _SHORT_WORDS)
    return rng.choice(_SIGNS) if token in _SIGNS else token


@spacy.registry.readers("performance_reports.v1")
def reports(split: str, count: int, seed: int, varied: bool, scanned: float) -> Callable[[Language], Iterator[Example]]:
    """Reads ``count`` reports of ``split`` from ``seed`` on.

    ``varied`` ones have words replaced; a share of them, ``scanned``, is as a scan's reader would give it.
    """

    def read(nlp: Language) -> Iterator[Example]:
        for number in range(seed, seed + count):
            rng = random.Random(f"vary-{number}")
            share = rng.choice(_SHARES) if varied else 0.0
            parts = [vary(paragraph, rng, share) for paragraph in report(split, number)["paragraphs"]]
            if scanned and rng.random() < scanned:
                boost = rng.choice(_BOOSTS)
                parts = [as_read(part, rng, boost) for part in parts]
            yield from _examples(nlp, parts, rng)

    return read


def _examples(nlp: Language, parts: list[Part], rng: random.Random) -> Iterator[Example]:
    """One example for a few paragraphs together: reports are read whole, so line breaks must be known."""
    while parts:
        take = rng.randint(1, 5)
        text, entities = "", []
        for words, spans in parts[:take]:
            entities += [(len(text) + start, len(text) + end, label) for start, end, label in spans]
            text += words + "\n"
        parts = parts[take:]
        doc = nlp.make_doc(text)
        aligned = [doc.char_span(start, end, label=label) for start, end, label in entities]
        gold = doc.copy()
        gold.ents = filter_spans([span for span in aligned if span is not None])
        yield Example(doc, gold)
