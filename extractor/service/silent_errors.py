"""What reviewers said of the blind sample in, the rate of silent errors out, beside what was promised.

A silent error is a wrong value that nobody was asked about. The rate is measured among the values nobody is asked
about; the promise speaks of all values, of which these are nearly all, so that a rate within the promise keeps it.
A value that is missing has no place that could be drawn: what a reading leaves out is not measured here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cached_property

from django.db.models import Count, F, Q, QuerySet

from extractor.record import pointer
from extractor.record.compare.equal import same_value
from extractor.record.compare.proportion import exact_interval
from extractor.stages.findings_to_review.field_types import FIELD_TYPES, FieldType
from extractor.stages.findings_to_review.policy import STRICT
from extractor.store.models import BlindDraw, Correction, Document, FieldRow

Verdict = Correction.Verdict


class PromiseState(StrEnum):
    """``kept``: the whole interval is within the promise; ``broken``: none of it is (the alarm); else ``unproven``."""

    KEPT = "kept"
    UNPROVEN = "unproven"
    BROKEN = "broken"


@dataclass(frozen=True)
class Measured:
    """Silent errors of a type of field, or of all: ``errors`` among ``checked`` values; ``waiting`` are not yet.

    ``promise``, ``rate`` and ``interval`` are shares (0.001: one in a thousand).
    """

    errors: int
    checked: int
    waiting: int
    promise: float

    @property
    def rate(self) -> float | None:
        """The share of errors; None where nothing was checked."""
        return self.errors / self.checked if self.checked else None

    @cached_property
    def interval(self) -> tuple[float, float]:
        """Where the true share lies with a probability of 95 % (Clopper-Pearson)."""
        return exact_interval(self.errors, self.checked)

    @property
    def state(self) -> PromiseState:
        """What this says of the promise."""
        low, high = self.interval
        if low > self.promise:
            return PromiseState.BROKEN
        return PromiseState.KEPT if high <= self.promise else PromiseState.UNPROVEN


@dataclass(frozen=True)
class SilentErrors:
    """The measured rate over all values and by type of field."""

    overall: Measured
    by_type: Mapping[FieldType, Measured]

    def named(self) -> dict[str, Measured]:
        """``all``, then every type of field."""
        named: dict[str, Measured] = {"all": self.overall}
        named.update(self.by_type.items())
        return named

    @property
    def alarm(self) -> tuple[str, ...]:
        """For what the promise is broken: ``all`` and types of field; empty while all is well."""
        return tuple(name for name, measured in self.named().items() if measured.state == PromiseState.BROKEN)


def silent_errors(promise: float, visible: Q | None = None, since: datetime | None = None) -> SilentErrors:
    """The measured silent errors.

    Accepted, or wrong on the paper itself: the machine was right. Corrected to another value, or declared unreadable
    (the machine had a value nobody can read there): it was wrong. The latest decision that stands counts, each
    value once; what was carried over from an earlier reading was known before and was not drawn.

    Args:
        promise: silent errors in 1,000 fields, at most (``Settings.promise``); money and scores are held to half.
        visible: of documents that this lets one see; None: of all.
        since: of readings made from then on; None: ever.
    """
    draws = BlindDraw.objects.all()
    if visible is not None:
        draws = draws.filter(reading__document__in=Document.objects.filter(visible))
    if since is not None:
        draws = draws.filter(reading__created__gte=since)
    checked: Counter[str] = Counter()
    errors: Counter[str] = Counter()
    for kind, wrong in _verdicts(draws):
        checked[kind] += 1
        errors[kind] += wrong
    waiting = _waiting(draws)
    by_type = {
        kind: Measured(errors[kind], checked[kind], waiting[kind], (promise / 2 if kind in STRICT else promise) / 1000)
        for kind in FIELD_TYPES
    }
    overall = Measured(errors.total(), checked.total(), waiting.total(), promise / 1000)
    return SilentErrors(overall, by_type)


def _verdicts(draws: QuerySet[BlindDraw]) -> Iterable[tuple[str, bool]]:
    """The type of every checked value and whether the machine was wrong."""
    standing = Correction.objects.filter(
        reading__blind_draws__in=draws, reading__blind_draws__path=F("path"), undone_by__isnull=True
    )
    told = standing.exclude(verdict=Verdict.UNDONE).order_by("id")
    place, kind, read = (f"reading__blind_draws__{name}" for name in ("id", "kind", "value"))
    latest = {row[0]: row[1:] for row in told.values_list(place, kind, read, "path", "verdict", "after")}
    for field_type, value, path, verdict, after in latest.values():
        yield field_type, _was_wrong(path, verdict, value, after)


def _was_wrong(path: str, verdict: str, read: str | None, after: str | None) -> bool:
    if verdict != Verdict.CORRECTED:
        return verdict == Verdict.UNREADABLE and read is not None
    return not same_value(pointer.split(path)[-1], after, read)


def _waiting(draws: QuerySet[BlindDraw]) -> Counter[str]:
    """How many drawn values of current readings nobody has decided about, by type."""
    rows = BlindDraw.objects.filter(
        pk__in=draws,
        reading__current_of__fields__path=F("path"),
        reading__current_of__fields__state=FieldRow.State.WAITING,
    )
    return Counter(dict(rows.values_list("kind").annotate(count=Count("id"))))
