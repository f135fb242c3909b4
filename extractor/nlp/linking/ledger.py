"""What has been stated so far of each project, while a report is read from top to bottom."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from extractor.nlp.linking.aliases import same_project
from extractor.record.narrative import Span, StatedIndicator, StatedProject

Fact: TypeAlias = Literal["amount", "score", "grade"]


@dataclass
class Entry:
    """One project's facts; what was stated first stays."""

    names: list[Span]
    amount: Span | None = None
    score: Span | None = None
    grade: Span | None = None
    indicators: list[StatedIndicator] = field(default_factory=list)

    def state(self, fact: Fact, span: Span) -> None:
        """Notes a fact unless one of its kind was stated before."""
        if getattr(self, fact) is None:
            setattr(self, fact, span)

    def settled(self) -> StatedProject:
        """The entry as the product of linking."""
        return StatedProject(tuple(self.names), self.amount, self.score, self.grade, tuple(self.indicators))

    @property
    def says_something(self) -> bool:
        """Whether anything beyond the name is known."""
        return bool(self.amount or self.score or self.grade or self.indicators)


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
            first = entry.names[0]
            if same_project(self._text[first.start : first.end], written):
                if name not in entry.names:
                    entry.names.append(name)
                return entry
        entry = Entry([name])
        self.entries.append(entry)
        return entry

    def give(self, entry: Entry, fact: Fact, span: Span) -> None:
        """States a fact of a project; the mention is spoken for."""
        entry.state(fact, span)
        self.used.add(span)

    def settled(self) -> tuple[StatedProject, ...]:
        """All projects of which something is stated."""
        return tuple(entry.settled() for entry in self.entries if entry.says_something)
