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
    """

    rule: str
    verdict: Verdict
    paths: tuple[str, ...]
    message: str = ""


@dataclass(frozen=True)
class CheckedRecords:
    """Settled records in document order; the outcomes' paths start at the envelope (``/records/0/…``)."""

    settled: tuple[Settled, ...]
    outcomes: tuple[Outcome, ...]
