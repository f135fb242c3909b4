"""Whole annotated reports: seeded, from one split, with the gold of their ``report`` record.

``python -m corpora.text.generate --split train --count 100 --seed 1 --out FILE`` writes JSON lines: ``paragraphs``
(``text`` and ``marks``), ``overall`` (the unit's number of projects, budget, score, grade) and ``projects`` as in the
record format.
"""

from __future__ import annotations

import argparse
import json
import random
import tomllib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from corpora.text.grammar import Filler, Writing

HERE = Path(__file__).parent
ORDER = ("intro", "totals", "funds", "overall", "project", "result", "work", "problems", "closing")
HEADINGS = {
    "intro": "自评工作组织情况", "totals": "预算安排情况", "funds": "资金使用情况", "project": "项目完成情况",
    "result": "自评结果", "problems": "存在的问题", "closing": "下一步打算",
}  # fmt: skip


HANDS = {"train": ("train", "train_b", "train_c"), "dev": ("dev",), "heldout": ("heldout",)}
"""The authors' hands (template files) of each split."""


@cache
def templates(hand: str) -> Mapping[str, Sequence[str]]:
    """Section → templates of one author's hand."""
    sections: dict[str, list[str]] = defaultdict(list)
    for line in _lines(hand):
        section, text = line.split("\t")
        sections[section].append(text.replace("\\n", "\n"))
    return sections


@cache
def prose() -> Sequence[str]:
    """Sentences without any name."""
    return tuple(_lines("prose"))


def _lines(name: str) -> list[str]:
    lines = (HERE / "templates" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


@cache
def lexicon(split: str) -> Mapping[str, Any]:
    """The split's words; ``dev`` has the words of ``train``."""
    split = "train" if split == "dev" else split
    return tomllib.loads((HERE / "lexicon" / f"{split}.toml").read_text(encoding="utf-8"))


def report(split: str, seed: int) -> dict[str, Any]:
    """One report of the split; the same seed gives the same report."""
    rng = random.Random(f"{split}-{seed}")
    filler, pool = Filler(lexicon(split), rng), templates(rng.choice(HANDS[split]))
    paragraphs: list[dict[str, Any]] = []

    def add(section: str, template: str, **places: int) -> None:
        writing = Writing()
        filler.fill(template, writing, **places)
        paragraphs.append(
            {
                "section": section,
                "text": writing.text,
                "marks": [[m.start, m.end, m.label, m.value] for m in writing.marks],
            }
        )

    add("title", rng.choice(pool["title"]))
    heading = 0
    for section in ORDER:
        if section in HEADINGS and rng.random() < 0.7:
            heading += 1
            paragraphs.append(
                {"section": "heading", "text": f"{'一二三四五六七八九'[heading - 1]}、{HEADINGS[section]}", "marks": []}
            )
        _section(section, pool[section], rng, add, filler)
    add("sign", pool["sign"][0])
    if split != "heldout":
        _pad(paragraphs, rng)
    return {
        "split": split,
        "seed": seed,
        "unit": filler.unit,
        "paragraphs": paragraphs,
        "overall": filler.overall,
        "projects": _projects(filler),
    }


def _pad(paragraphs: list[dict[str, Any]], rng: random.Random) -> None:
    """Puts nameless prose between the paragraphs and behind some of them."""
    for position in range(len(paragraphs) - 1, 0, -1):
        words = "".join(rng.sample(prose(), rng.randint(1, 4)))
        draw = rng.random()
        if draw < 0.25:
            paragraphs.insert(position, {"section": "prose", "text": words, "marks": []})
        elif draw < 0.45 and paragraphs[position]["text"].endswith("。"):
            paragraphs[position]["text"] += words


def _section(section: str, pool: list[str], rng: random.Random, add: Any, filler: Filler) -> None:
    if section == "project":
        for ordinal in range(1, rng.randint(3, 8)):
            template = rng.choice(pool)
            add(section, template, first_project=max(filler.projects, default=0) + 1, ordinal=ordinal)
        return
    count = {"totals": 1, "overall": rng.choice((0, 1)), "work": rng.randint(1, 4), "funds": rng.randint(1, 2)}.get(
        section, 1
    )
    for template in rng.sample(pool, min(count, len(pool))):
        add(section, template, first_project=max(filler.projects, default=0) + 1)


def _projects(filler: Filler) -> list[dict[str, Any]]:
    empty: dict[str, Any] = {"amount": None, "score": None, "grade": None, "indicators": []}
    return [{"name": p.name, **empty, **p.stated} for _, p in sorted(filler.projects.items()) if p.stated]


def main() -> None:
    """Writes reports as JSON lines."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--split", choices=tuple(HANDS), required=True)
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    lines = (
        json.dumps(report(arguments.split, arguments.seed + k), ensure_ascii=False) for k in range(arguments.count)
    )
    arguments.out.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
