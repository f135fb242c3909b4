"""What most items of a list are, all of them are: projects the recogniser overlooked among their like.

Two kinds of lists tell their items apart by themselves: those that run on with money (A10万元、B5万元、C3万元), and
lines numbered one after the other (1.A。… 2.B。…).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.nlp.patterns.project_names import is_plausible, runs_with_money
from extractor.record.narrative import Span

_Place = tuple[int, int]
_NUMBERED = re.compile(r"^[ \u3000]*(?P<number>\d{1,2})[.、．)）]\s*(?P<name>[^。，,：:；;（(\n]{4,50})", re.MULTILINE)
_MOST = 0.6
_FEWEST = 3
"""A list has at least so many items."""
_SHARE = 0.85
"""How sure an item is that only its like vouch for, relative to the least sure of them."""


def with_list_mates(text: str, names: Sequence[Span], figures: Sequence[Span]) -> list[Span]:
    """The names, and the projects that stand in a list of projects; a weaker mark in such a place gives way."""
    found = list(names)
    for items in (*runs_with_money(text, figures), *_numbered_runs(text)):
        projects = {(name.start, name.end): name for name in found if name.label == "PROJECT"}
        known = [projects[item] for item in items if item in projects]
        if len(items) < _FEWEST or len(known) < _MOST * len(items):
            continue
        confidence = min(name.confidence for name in known) * _SHARE
        for start, end in items:
            inside = [name for name in found if name.start < end and start < name.end]
            fits = all(start <= name.start and name.end <= end and name.confidence < _MOST for name in inside)
            if (start, end) not in projects and fits and is_plausible(text, start, end, figures):
                found = [name for name in found if name not in inside]
                found.append(Span(start, end, "PROJECT", confidence=confidence))
    return sorted(found, key=lambda name: name.start)


def _numbered_runs(text: str) -> list[list[_Place]]:
    """The openings of lines whose numbers follow one another; a number too few or twice is the writer's slip."""
    runs: list[list[_Place]] = []
    last = 0
    for match in _NUMBERED.finditer(text):
        number = int(match["number"])
        if not runs or not last <= number <= last + 2:
            runs.append([])
        runs[-1].append(match.span("name"))
        last = number
    return runs
