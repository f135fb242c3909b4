"""Training examples for the name recogniser: annotated reports of the train split, names varied beyond the lexicon.

A share of the names is recombined from dictionary words, so that the model learns how a name is built and what stands
around it rather than the lexicon by heart. The development set takes other seeds; the held-out split is never read.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import jieba
import spacy
from spacy.language import Language
from spacy.training import Example
from spacy.util import filter_spans

from corpora.text.generate import report

NAMES = ("PROJECT", "INDICATOR", "ORG")
_MEASURES = (
    "率",
    "人数",
    "数量",
    "满意度",
    "合格率",
    "完成率",
    "及时率",
    "次数",
    "面积",
    "覆盖率",
    "达标率",
    "增长率",
    "知晓率",
    "成本",
    "程度",
)
_TAILS = (
    "经费",
    "补助",
    "资金",
    "专项资金",
    "项目",
    "补贴",
    "工程",
    "工作",
    "费",
    "业务费",
    "奖补资金",
    "补助经费",
    "运维费",
    "专项经费",
    "建设",
    "购置",
)
_BODIES = (
    "局",
    "委员会",
    "中心",
    "办公室",
    "管理处",
    "街道办事处",
    "镇人民政府",
    "服务中心",
    "大队",
    "学校",
    "医院",
    "科",
    "委",
    "厅",
    "联合会",
)


@cache
def _words() -> tuple[str, ...]:
    """Common two- to four-character words of jieba's own dictionary."""
    with jieba.get_dict_file() as lines:
        rows = (line.decode().split(" ") for line in lines)
        return tuple(w for w, count, tag in ((r[0], int(r[1]), r[2].strip()) for r in rows if len(r) == 3)
                     if 2 <= len(w) <= 4 and count >= 80 and tag in {"n", "vn", "nz", "v", "b"})  # fmt: skip


@cache
def _places() -> tuple[str, ...]:
    with jieba.get_dict_file() as lines:
        rows = (line.decode().split(" ") for line in lines)
        return tuple(r[0] for r in rows if len(r) == 3 and r[2].strip() == "ns" and 2 <= len(r[0]) <= 4)


def invent(label: str, rng: random.Random) -> str:
    """A made-up name of the label's kind."""
    stem = "".join(rng.choice(_words()) for _ in range(rng.choice((1, 2, 2, 3))))
    if label == "INDICATOR":
        return stem + rng.choice(_MEASURES)
    if label == "ORG":
        place = rng.choice(_places()) if rng.random() < 0.7 else ""
        return place + rng.choice(("", "县", "市", "区")) * bool(place) + rng.choice(_words()) + rng.choice(_BODIES)
    lead = rng.choice(("", "", "", f"{rng.randint(2015, 2026)}年", "“" + rng.choice(_words()) + "”", "省级", "中央"))
    joint = rng.choice(("", "", "", "、" + rng.choice(_words()), "和" + rng.choice(_words())))
    return lead + stem + joint + rng.choice(_TAILS)


def vary(paragraph: dict[str, Any], rng: random.Random, share: float) -> tuple[str, list[tuple[int, int, str]]]:
    """A paragraph's text and names, a ``share`` of the names replaced by invented ones."""
    text, spans, position = "", [], 0
    for start, end, label, _ in paragraph["marks"]:
        text += paragraph["text"][position:start]
        words = paragraph["text"][start:end]
        if label in NAMES:
            words = invent(label, rng) if rng.random() < share else words
            spans.append((len(text), len(text) + len(words), label))
        text += words
        position = end
    return text + paragraph["text"][position:], spans


@spacy.registry.readers("performance_reports.v1")
def reports(count: int, seed: int, share: float) -> Callable[[Language], Iterator[Example]]:
    """Reads ``count`` reports from ``seed`` on; ``share`` of the names are invented."""

    def read(nlp: Language) -> Iterator[Example]:
        for number in range(seed, seed + count):
            rng = random.Random(f"vary-{number}")
            written = report("train", number)
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
