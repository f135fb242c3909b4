"""Training examples for the name recogniser: annotated reports of the train split, names varied beyond the lexicon.

A share of the names is recombined from dictionary words, so that the model learns how a name is built and what stands
around it rather than the lexicon by heart. The development set takes other seeds; the held-out split is never read.
"""

from __future__ import annotations

import random
import tomllib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import jieba
import spacy
from spacy.language import Language
from spacy.training import Example
from spacy.util import filter_spans

from corpora.text.generate import report

NAMES = ("PROJECT", "INDICATOR", "ORG")
_PARTS = tomllib.loads((Path(__file__).parent / "name_parts.toml").read_text(encoding="utf-8"))


@cache
def _words() -> tuple[str, ...]:
    """Common words."""
    return tuple(_tagged({"n", "vn", "nz", "v", "b"}, least=80))


@cache
def _places() -> tuple[str, ...]:
    return tuple(_tagged({"ns"}))


def _tagged(tags: set[str], least: int = 0) -> Iterator[str]:
    """Words of two to four characters in jieba's own dictionary, of these kinds and at least so frequent."""
    with jieba.get_dict_file() as lines:
        for line in lines:
            word, *rest = line.decode().split()
            if len(rest) == 2 and 2 <= len(word) <= 4 and rest[1] in tags and int(rest[0]) >= least:
                yield word


def invent(label: str, rng: random.Random) -> str:
    """A made-up name of the label's kind."""
    return {"INDICATOR": _indicator, "ORG": _body, "PROJECT": _project}[label](rng)


def _some_words(rng: random.Random, most: int = 3) -> str:
    return "".join(rng.choice(_words()) for _ in range(rng.randint(1, most)))


def _indicator(rng: random.Random) -> str:
    lead = rng.choice(("", "", "", "“" + rng.choice(_words()) + "”", rng.choice(_words()) + "、", "人均"))
    return lead + _some_words(rng, 4) + rng.choice(_PARTS["measures"])


def _body(rng: random.Random) -> str:
    if rng.random() < 0.35:
        return (
            rng.choice("省市区县州旗乡镇")
            + rng.choice(_words())
            + rng.choice(("局", "委", "办", "厅", "中心", "所", "站"))
        )
    place = rng.choice(_places()) + rng.choice(("", "县", "市", "区")) if rng.random() < 0.7 else ""
    joint = rng.choice(("", "", "和" + rng.choice(_words())))
    tail = rng.choice(("", "", "", f"（{rng.choice(_words())}局）"))
    return place + _some_words(rng, 2) + joint + rng.choice(_PARTS["bodies"]) + tail


def _project(rng: random.Random) -> str:
    year = f"{rng.randint(2015, 2026)}年"
    lead = rng.choice(("", "", "", "", year, year + "度", "提前下达" + year, year + "第二批", "省级", "中央", "追加"))
    quoted = rng.choice(("", "", "", "", "“" + _some_words(rng, 2) + "”"))
    joint = rng.choice(
        ("", "", "", "、" + _some_words(rng, 2), "和" + _some_words(rng, 2), "及" + rng.choice(_words()))
    )
    tail = rng.choice(_PARTS["tails"]) if rng.random() < 0.85 else ""
    note = rng.choice(("", "", "", "", f"（{_some_words(rng, 2)}）"))
    return lead + quoted + _some_words(rng, 4) + joint + (note + tail if rng.random() < 0.5 else tail + note)


def vary(paragraph: dict[str, Any], rng: random.Random, share: float) -> tuple[str, list[tuple[int, int, str]]]:
    """A paragraph's text and names, a ``share`` of the names replaced by invented ones."""
    text, spans, position = "", [], 0
    noise = rng.choice((0.0, 0.0, 0.1, 0.3)) if share else 0.0
    for start, end, label, _ in paragraph["marks"]:
        text += _rewritten(paragraph["text"][position:start], rng, noise)
        words = paragraph["text"][start:end]
        if label in NAMES:
            words = invent(label, rng) if rng.random() < share else words
            spans.append((len(text), len(text) + len(words), label))
        text += words
        position = end
    return text + _rewritten(paragraph["text"][position:], rng, noise), spans


def _rewritten(words: str, rng: random.Random, noise: float) -> str:
    """Words around names, a share of them replaced by others: the frame of a sentence must not give a name away."""
    if not noise:
        return words
    return "".join(
        rng.choice(_words()) if len(token) > 1 and "\u4e00" <= token[0] <= "\u9fff" and rng.random() < noise else token
        for token in jieba.cut(words, HMM=False)
    )


@spacy.registry.readers("performance_reports.v1")
def reports(split: str, count: int, seed: int, share: float) -> Callable[[Language], Iterator[Example]]:
    """Reads ``count`` reports of ``split`` from ``seed`` on; ``share`` of the names are invented."""

    def read(nlp: Language) -> Iterator[Example]:
        for number in range(seed, seed + count):
            rng = random.Random(f"vary-{number}")
            written = report(split, number)
            parts = [vary(paragraph, rng, share) for paragraph in written["paragraphs"]]
            yield from _examples(nlp, parts, rng)

    return read


def _examples(
    nlp: Language, parts: list[tuple[str, list[tuple[int, int, str]]]], rng: random.Random
) -> Iterator[Example]:
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
