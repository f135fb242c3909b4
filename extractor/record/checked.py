"""Records after the rules have looked at them: what holds, what contradicts itself, what looks misread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from extractor.record.settle import Settled

Verdict: TypeAlias = Literal["holds", "error", "warning", "doubt"]
"""``holds``: printed facts confirm each other. ``error``: they cannot both be true. ``warning``: unusual, though it
may well be printed so. ``doubt``: looks like a slip of the recogniser; asked about, but no finding of its own."""

PlainRecord: TypeAlias = dict[str, Any]
"""A record as canonical JSON."""


UNKNOWN_TABLE = "unknown-table"
"""The doubt of a table no reader knows, and of the records whose part it may be."""


@dataclass(frozen=True)
class Outcome:
    """What one rule says about one place.

    ``paths`` are JSON Pointers of the values it weighed; that of a whole record where something may be missing in it.
    ``message`` is in Chinese, ``english`` says the same. ``mends`` are (path, value): the value which, printed there,
    would by itself satisfy the rule; ``suspects`` those of them that are most likely the wrong ones, none where
    nothing speaks against one more than another. ``asks`` is set where a misreading could have broken the rule, so that
    its values are asked about until a person has looked.
    """

    rule: str
    verdict: Verdict
    paths: tuple[str, ...]
    message: str = ""
    english: str = ""
    mends: tuple[tuple[str, str], ...] = ()
    suspects: tuple[str, ...] = ()
    asks: bool = False

    @property
    def blamed(self) -> tuple[str, ...]:
        """The paths whose reading it speaks against: its suspects, or all of them where nobody knows which."""
        return self.suspects or (self.paths if self.asks or self.verdict == "doubt" else ())


@dataclass(frozen=True)
class CheckedRecords:
    """Settled records in document order; the outcomes' paths start at the envelope (``/records/0/…``)."""

    settled: tuple[Settled, ...]
    outcomes: tuple[Outcome, ...]
