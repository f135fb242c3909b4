"""What a rule is: a name, a severity, what it says in two languages, its tolerance, and a pure function that looks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal, TypeAlias

from extractor.record.checked import Outcome, PlainRecord

Severity: TypeAlias = Literal["error", "warning"]
EXACT = ("分毫不差", "exact")
"""The tolerance of rules that allow none."""
ROUNDING = ("按印出的位数四舍五入或截断", "rounding or cutting off at the printed places")
"""The tolerance of rules over printed quotients."""


@dataclass(frozen=True)
class Said:
    """What a rule says about one place, before its name stands on it.

    ``verdict`` is None for the rule's own severity. ``mends`` maps a path to the value that would by itself satisfy
    the rule there.
    """

    paths: tuple[str, ...]
    verdict: Literal["holds", "error", "warning"] | None = None
    message: str = ""
    english: str = ""
    mends: Mapping[str, Decimal] = field(default_factory=dict)


def holds(*paths: str) -> Said:
    """These values confirm each other."""
    return Said(paths, "holds")


def breaks(
    paths: tuple[str, ...],
    message: str,
    english: str,
    severity: Severity | None = None,
    mends: Mapping[str, Decimal] | None = None,
) -> Said:
    """These values contradict each other, or are unusual; the message has the arithmetic in it."""
    return Said(paths, severity, message, english, mends or {})


@dataclass(frozen=True)
class Packet:
    """All records of a document, and the text of the seals on each page."""

    records: tuple[PlainRecord, ...]
    seals: Mapping[int, tuple[str, ...]] = field(default_factory=dict)

    def of(self, *kinds: str) -> Iterator[tuple[int, PlainRecord]]:
        """Position and record of every record of these kinds."""
        return ((at, record) for at, record in enumerate(self.records) if record.get("kind") in kinds)


Looker: TypeAlias = Callable[[Any], Iterator[Said]]


@dataclass(frozen=True)
class Rule:
    """A named rule over one record (``record``) or over all records of a document (``packet``).

    ``about`` and ``tolerance`` are in Chinese and English. ``asks``: see Outcome. Paths start at the record, or at the
    envelope.
    """

    name: str
    severity: Severity
    about: tuple[str, str]
    tolerance: tuple[str, str]
    look: Looker
    scope: Literal["record", "packet"]
    asks: bool = False

    def __call__(self, subject: PlainRecord | Packet) -> Iterator[Outcome]:
        """What it says about the subject, under its name."""
        for said in self.look(subject):
            mends = tuple((path, f"{value:f}") for path, value in said.mends.items())
            verdict = said.verdict or self.severity
            asks = self.asks and verdict != "holds"
            yield Outcome(self.name, verdict, said.paths, said.message, said.english, mends, asks=asks)


def _asks(severity: Severity, asks: bool | None) -> bool:
    """Contradictions ask unless said otherwise, what is only unusual does not."""
    return severity == "error" if asks is None else asks


def rule(
    name: str, severity: Severity, zh: str, en: str, tolerance: tuple[str, str] = EXACT, *, asks: bool | None = None
) -> Callable[[Callable[[PlainRecord], Iterator[Said]]], Rule]:
    """Makes a function over one record a rule."""
    return lambda look: Rule(name, severity, (zh, en), tolerance, look, "record", _asks(severity, asks))


def packet_rule(
    name: str, severity: Severity, zh: str, en: str, tolerance: tuple[str, str] = EXACT, *, asks: bool | None = None
) -> Callable[[Callable[[Packet], Iterator[Said]]], Rule]:
    """Makes a function over all records of a document a rule."""
    return lambda look: Rule(name, severity, (zh, en), tolerance, look, "packet", _asks(severity, asks))
