"""Sentence frames: a hand's written patterns, of which each reading is a template of its own.

In a pattern ``<a|b|>`` stands for one of its alternatives (nothing is one too), ``<@name>`` for any line of the bank
``name`` in ``phrases.txt``; both may stand inside one another. What is left are templates with the slots of
``grammar.py``. In a hand's file a line is ``SECTION<TAB>pattern``; ``!order`` and ``!headings`` say how the hand builds
a report, ``!number`` how it numbers its headings.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

TEMPLATES = Path(__file__).parent / "templates"
ORDER: tuple[str, ...] = ("intro", "totals", "funds", "overall", "project", "result", "work", "problems", "closing")
HEADINGS = {
    "intro": "自评工作组织情况", "totals": "预算安排情况", "funds": "资金使用情况", "project": "项目完成情况",
    "result": "自评结果", "problems": "存在的问题", "closing": "下一步打算",
}  # fmt: skip
_CHOICE = re.compile(r"<([^<>]*)>")
_BAR = re.compile(r"\|(?![^{]*\})")
"""Parts alternatives; a bar inside a slot belongs to the slot."""


@dataclass(frozen=True)
class Hand:
    """How one author writes: patterns by section, the order of sections, their headings and how those are numbered."""

    sections: Mapping[str, Sequence[str]]
    order: Sequence[str] = ORDER
    headings: Mapping[str, str] = field(default_factory=lambda: HEADINGS)
    number: str = "{han}、"


@cache
def hand(name: str) -> Hand:
    """The hand in the file ``name``.txt."""
    sections: dict[str, list[str]] = defaultdict(list)
    order, headings, number = ORDER, HEADINGS, "{han}、"
    for line in _written_lines(name):
        section, text = line.split("\t")
        if section == "!order":
            order = tuple(text.split())
        elif section == "!headings":
            headings = dict(pair.split("=") for pair in text.split())
        elif section == "!number":
            number = "" if text == "none" else text
        else:
            sections[section].append(text.replace("\\n", "\n"))
    return Hand(sections, order, headings, number)


def _written_lines(name: str) -> list[str]:
    """The lines of a template file without remarks."""
    lines = (TEMPLATES / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


@cache
def _bank() -> Mapping[str, Sequence[str]]:
    return hand("phrases").sections


def settle(pattern: str, rng: random.Random) -> str:
    """One reading of the pattern, chosen at random."""
    while match := _CHOICE.search(pattern):
        inside = match.group(1)
        if inside.startswith("@"):
            chosen = rng.choice(_bank()[inside[1:]])
        elif "|" in inside:
            chosen = rng.choice(_BAR.split(inside))
        else:
            return pattern
        pattern = pattern[: match.start()] + chosen + pattern[match.end() :]
    return pattern
