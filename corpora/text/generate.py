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
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from corpora.text.cast import Cast, InventedCast, LexiconCast
from corpora.text.frames import Hand, hand, settle
from corpora.text.grammar import Filler, Writing
from corpora.text.names import Namer, domains

HERE = Path(__file__).parent
HANDS = {
    "train": (
        "train", "train_b", "train_c", "clerk", "orator", "numberer", "answerer", "tabler", "resulter", "worrier",
        "unitwise", "auditor", "planner", "teller", "lister", "budgeteer", "digest", "petitioner",
        "headmaster", "reviewer", "wordsmith", "steward", "assessor", "townsman", "compiler",
        "accountant", "weaver", "longhand", "wire", "ledger", "paragrapher", "insider", "docket", "shortener",
        "villager", "paraphraser", "rowreader", "discloser", "trio", "dutyscorer", "usages", "desks", "minutes",
        "monitor", "notice",
    ),
    "dev": ("dev", "dev_chronicler", "dev_letter", "dev_sheet", "dev_plain", "dev_reckoner"),
    "heldout": ("heldout", "heldout_secretary", "heldout_engineer", "heldout_warden"),
}  # fmt: skip
"""The authors' hands (template files) of each split; a held-out hand has a lexicon of its own, named as it is."""
_LISTED = 0.16
"""Chance of a list of names before a paragraph."""
_ORDINALS = "一二三四五六七八九十"


@cache
def lexicon(author: str) -> Mapping[str, Any]:
    """The written words of a held-out hand."""
    return tomllib.loads((HERE / "lexicon" / f"{author}.toml").read_text(encoding="utf-8"))


def report(split: str, seed: int, by: str | None = None) -> dict[str, Any]:
    """One report of the split; the same seed gives the same report.

    Args:
        split: one of ``HANDS``.
        seed: everything is drawn from it.
        by: the hand; if not said, drawn among the split's; the held-out hands take turns.
    """
    rng = random.Random(f"{split}-{seed}")
    cast: Cast
    if split == "heldout":
        name = by or HANDS[split][seed % len(HANDS[split])]
        cast = LexiconCast(lexicon(name), rng)
    else:
        cast = _invented(split, rng)
        drawn = rng.choice(HANDS[split])
        name = by or drawn
    return _Report(split, hand(name), cast, rng).written() | {"split": split, "seed": seed, "hand": name}


def _invented(split: str, rng: random.Random) -> Cast:
    strange = rng.choice((0.1, 0.3, 0.6)) if split == "train" else 0.05
    bare = rng.choice((0.05, 0.12, 0.12, 0.4, 0.6)) if split == "train" else 0.12
    return InventedCast(Namer(rng.choice(domains(split)), rng, strange, rng.choice((0.0, 0.4, 0.8)), bare), rng)


class _Report:
    """A report being written by one hand."""

    def __init__(self, split: str, hand_: Hand, cast: Cast, rng: random.Random) -> None:
        self._split, self._hand, self._rng = split, hand_, rng
        self._filler = Filler(cast, rng)
        self._paragraphs: list[dict[str, Any]] = []

    def written(self) -> dict[str, Any]:
        """The finished report."""
        rng, sections = self._rng, self._hand.sections
        self._add("title", rng.choice(sections["title"]))
        heading = 0
        for section in self._hand.order:
            if section in self._hand.headings and rng.random() < 0.7:
                number = self._hand.number.format(han=_ORDINALS[heading], n=heading + 1)
                heading += 1
                self._add("heading", number + self._hand.headings[section])
            self._section(section, sections[section])
        self._add("sign", sections["sign"][0])
        if self._split != "heldout":
            self._pad()
        return {
            "unit": self._filler.cast.unit,
            "paragraphs": self._paragraphs,
            "overall": self._filler.overall,
            "projects": _projects(self._filler),
        }

    def _add(self, section: str, pattern: str, *, ordinal: int = 1) -> None:
        self._paragraphs.append(self._paragraph(section, pattern, ordinal))

    def _paragraph(self, section: str, pattern: str, ordinal: int = 1) -> dict[str, Any]:
        writing, filler = Writing(), self._filler
        template = settle(pattern, self._rng)
        filler.fill(template, writing, first_project=max(filler.projects, default=0) + 1, ordinal=ordinal)
        marks = [[m.start, m.end, m.label, m.value] for m in writing.marks]
        return {"section": section, "text": writing.text, "marks": marks}

    def _section(self, section: str, patterns: Sequence[str]) -> None:
        rng = self._rng
        if section == "project":
            for ordinal in range(1, rng.randint(3, 8)):
                self._add(section, rng.choice(patterns), ordinal=ordinal)
            return
        counts = {"totals": 1, "overall": rng.choice((0, 1)), "work": rng.randint(1, 4), "funds": rng.randint(1, 2)}
        for pattern in rng.sample(patterns, min(counts.get(section, 1), len(patterns))):
            self._add(section, pattern)

    def _pad(self) -> None:
        """Puts nameless prose between the paragraphs and behind some of them; into train's also lists of names."""
        rng = self._rng
        prose = _prose(self._split)
        for position in range(len(self._paragraphs) - 1, 0, -1):
            draw = rng.random()
            if self._split == "train" and rng.random() < _LISTED:
                listed = self._paragraph("lists", rng.choice(hand("lists").sections["lists"]), rng.randint(1, 9))
                self._paragraphs.insert(position, listed)
            if draw >= 0.5:
                continue
            pattern = "".join(rng.choice(prose) for _ in range(rng.randint(1, 4)))
            words = self._paragraph("prose", pattern)
            before = self._paragraphs[position]
            if draw < 0.3:
                self._paragraphs.insert(position, words)
            elif before["text"].endswith("。"):
                shift = len(before["text"])
                before["marks"] += [[a + shift, b + shift, label, value] for a, b, label, value in words["marks"]]
                before["text"] += words["text"]


def _prose(split: str) -> Sequence[str]:
    """Sentences that name no project and no indicator: what a recogniser must leave alone."""
    return hand("prose" if split == "train" else f"{split}_prose").sections["prose"]


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
