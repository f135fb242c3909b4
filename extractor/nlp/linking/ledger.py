"""What has been stated so far of each project, while a report is read from top to bottom."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias

from extractor.nlp.linking.aliases import same_project, shortens
from extractor.record.narrative import LOOSELY_LINKED, STATED_OTHERWISE, Span, StatedIndicator, StatedProject

Fact: TypeAlias = Literal["amount", "score", "grade"]
GUESS = 1
"""The strength of a link that rests on nearness alone."""
SURE = 3
"""The strength of one that the words between state."""
_CALLED = re.compile(r"[”\"]?[（(](?:以下)?(?:统一?|简)?称为?[“\"]?")
_MONEY = re.compile(r"[”\"]?[（(：:，,]?\d")


@dataclass
class Entry:
    """One project's facts. What was stated most strongly stays, of equals the first; the others are remembered."""

    names: list[Span]
    indicators: list[StatedIndicator] = field(default_factory=list)
    stated: dict[Fact, list[tuple[int, Span]]] = field(default_factory=dict)

    def state(self, fact: Fact, span: Span, strength: int) -> None:
        """Notes a fact."""
        self.stated.setdefault(fact, []).append((strength, span))

    def fact(self, fact: Fact) -> Span | None:
        """The fact as it is stated most strongly, with its doubts; None where nothing is stated."""
        said = self.stated.get(fact)
        if not said:
            return None
        strength, chosen = max(said, key=lambda one: one[0])
        rivals = [span for other, span in said if other == strength and span.value != chosen.value]
        doubts = ((LOOSELY_LINKED,) if strength <= GUESS else ()) + ((STATED_OTHERWISE,) if rivals else ())
        return replace(chosen, doubts=doubts) if doubts else chosen

    def settled(self, text: str) -> StatedProject:
        """The entry as the product of linking, its names in order."""
        self.names.sort(key=lambda name: name.start)
        return StatedProject(
            (self._first_name(text), *self.names[1:]),
            self.fact("amount"),
            self.fact("score"),
            self.fact("grade"),
            tuple(self.indicators),
        )

    def _first_name(self, text: str) -> Span:
        """The first name; a later mention that is sure and as long vouches for it, but not for a bracket behind it."""
        first = self.names[0]
        sure = any(not name.doubts and name.end - name.start == first.end - first.start for name in self.names)
        return replace(first, doubts=()) if sure and text[first.end : first.end + 1] not in tuple("（(") else first

    @property
    def says_something(self) -> bool:
        """Whether anything beyond the name is known."""
        return bool(self.stated or self.indicators)


class Ledger:
    """The projects of a report in order of their first mention."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.entries: list[Entry] = []
        self.used: set[Span] = set()

    def entry(self, name: Span) -> Entry:
        """The entry of the project that ``name`` mentions; a new one where it is not known yet."""
        written = self._text[name.start : name.end]
        for entry in self.entries:
            if name in entry.names:
                return entry
        for entry in self.entries:
            first = entry.names[0]
            if same_project(self._text[first.start : first.end], written):
                entry.names.append(name)
                return entry
        if (known := self._shortened(name)) is not None:
            known.names.append(name)
            return known
        entry = Entry([name])
        self.entries.append(entry)
        return entry

    def _shortened(self, name: Span) -> Entry | None:
        """The one project whose whole name stands before in the same line, where the name is but a shorter one.

        What a bracket calls 以下简称 is that of the name before it. Two names that both have money right behind them
        are two projects.
        """
        line = self._text.rfind("\n", 0, name.start) + 1
        fit = []
        for entry in self.entries:
            for whole in (one for one in entry.names if line <= one.start and one.end <= name.start):
                if _CALLED.fullmatch(self._text, whole.end, name.start) or self._is_short(name, whole):
                    fit.append(entry)
                    break
        return fit[0] if len(fit) == 1 else None

    def _is_short(self, name: Span, whole: Span) -> bool:
        if _MONEY.match(self._text, whole.end) and _MONEY.match(self._text, name.end):
            return False
        return shortens(self._text[name.start : name.end], self._text[whole.start : whole.end])

    def give(self, entry: Entry, fact: Fact, span: Span, strength: int = SURE) -> None:
        """States a fact of a project; the mention is spoken for."""
        entry.state(fact, span, strength)
        self.used.add(span)

    def settled(self) -> tuple[StatedProject, ...]:
        """All projects of which something is stated, in order of their first mention."""
        told = [entry.settled(self._text) for entry in self.entries if entry.says_something]
        return tuple(sorted(told, key=lambda project: project.names[0].start))
