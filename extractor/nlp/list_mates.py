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
_TOLD = ("AMOUNT", "SCORE")
_MARK = 6
"""Characters that the number of a line takes at most."""
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
            names_it = is_plausible(text, start, end, figures) or _has_figures(text, start, end, figures)
            if (start, end) not in projects and fits and names_it:
                found = [name for name in found if name not in inside]
                found.append(Span(start, end, "PROJECT", confidence=confidence))
    return sorted(found, key=lambda name: name.start)


def _has_figures(text: str, start: int, end: int, figures: Sequence[Span]) -> bool:
    """Whether an item that ends as no name does has a line of its own, with money or a score and none in its name."""
    line = text.find("\n", end)
    line = line if line >= 0 else len(text)
    told = [figure for figure in figures if figure.label in _TOLD and start <= figure.start < line]
    opens = text[start - 1 : start] != "、" and text.rfind("\n", 0, start) >= start - _MARK
    return opens and bool(told) and all(end <= figure.start for figure in told)


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
